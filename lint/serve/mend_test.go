package serve

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestMend holds that the wording of every missing safeguard of the samples goes
// to a place of its own in the document's manner, one change at a time, and that
// the safeguard is then there; or that the page is told why not.
func TestMend(t *testing.T) {
	r := run(t, standard, nil)
	paths, _ := filepath.Glob("../../testdata/samples/*")
	done := 0
	for _, path := range paths {
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name, text := filepath.Base(path), string(source)
		first := last(t, r.events("name="+name, text))
		for _, n := range first.Notes {
			if n.Rule == "" {
				continue
			}
			_, body := r.ask(http.MethodPost, "mend?name="+name+"&kind="+string(first.Kind)+"&rule="+n.Rule, source, nil)
			var e event
			if err := json.Unmarshal([]byte(body), &e); err != nil {
				t.Fatalf("%v: %.300s", err, body)
			}
			if e.Change == nil {
				if e.Message == "" {
					t.Errorf("%s: %s: nothing is done, and nothing said: %+v", name, n.Rule, e)
				}
				continue
			}
			done++
			after := last(t, r.events("name="+name+"&kind="+string(first.Kind), applied(text, *e.Change)))
			for _, m := range after.Notes {
				if m.Rule == n.Rule {
					t.Errorf("%s: %s is still missing after %q", name, n.Rule, e.Change.Text)
				}
			}
		}
	}
	if done < 10 {
		t.Errorf("only %d wordings were put in", done)
	}
	if _, body := r.ask(http.MethodPost, "mend?name=a.md&rule=no/such", []byte(terms), nil); !strings.Contains(body, "does not know this safeguard") {
		t.Errorf("an unknown rule: %s", body)
	}
}

// TestDifference holds that a change makes the new text of the old one, also
// where characters take several bytes or two code units.
func TestDifference(t *testing.T) {
	for _, c := range [][2]string{
		{"", "a"},
		{"a", ""},
		{"abc", "abc"},
		{"one\n\ntwo\n", "one\n\nnew\n\ntwo\n"},
		{"aa", "aaa"},
		{"é", "è"},
		{"x🦅y", "x🦉y"},
		{"🦅🦅", "🦅🦅🦅"},
		{"🦅 naïve", "🦅 na\u00efve – 🦉"},
	} {
		if e := difference([]byte(c[0]), []byte(c[1])); applied(c[0], e) != c[1] {
			t.Errorf("%q to %q: %+v gives %q", c[0], c[1], e, applied(c[0], e))
		}
	}
}
