package serve

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/rightslint/rightslint/lint"
)

// cut returns the UTF-16 code units of a text from start up to end.
func cut(text string, start, end int) string {
	return string(utf16.Decode(utf16.Encode([]rune(text))[start:end]))
}

// applied returns the text after a change, as the page makes it.
func applied(text string, e edit) string {
	u := utf16.Encode([]rune(text))
	return string(utf16.Decode(u[:e.Start])) + e.Text + string(utf16.Decode(u[e.End:]))
}

// TestPlaces holds that the places of notes are right where characters take two
// code units or several bytes.
func TestPlaces(t *testing.T) {
	r := run(t, standard, nil)
	text := "# Terms of Service 🦅🦅\n\nThese terms govern your use – naïvely 𝒜 – of our service.\n\n🦅 We may remove your content at any time for any reason.\n"
	e := last(t, r.events("name=terms.md", text))
	found := false
	for _, n := range e.Notes {
		if n.Mark != "" && strings.Contains(cut(text, n.Start, n.End), "remove your content") {
			found = true
			if got := cut(text, n.Start, n.End); !strings.HasPrefix(got, "🦅 We may") && !strings.HasPrefix(got, "We may") || !strings.HasSuffix(got, "reason.") {
				t.Errorf("the passage is %q", got)
			}
		}
	}
	if !found {
		t.Errorf("no note is about the clause: %+v", e.Notes)
	}
}

// TestEveryInsertion puts in every wording that the sample documents are
// offered, one at a time, and holds that what it was offered for is gone, that
// it stands as a paragraph of its own, and that nothing else has changed.
func TestEveryInsertion(t *testing.T) {
	_, linter := builtin()
	paths, err := filepath.Glob("../../testdata/samples/*")
	if err != nil || len(paths) < 3 {
		t.Fatalf("the samples are not found: %v %v", paths, err)
	}
	tried := 0
	for _, path := range paths {
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		d := linter.Data(path, source, lint.Options{})
		for i := range d.Findings {
			f := &d.Findings[i]
			for _, e := range edits(d, f) {
				tried++
				after := string(source[:e.Start]) + e.Text + string(source[e.End:])
				wording := strings.TrimSpace(e.Text)
				if e.Start == e.End && !strings.Contains("\n\n"+after+"\n\n", "\n\n"+wording+"\n\n") && !strings.HasSuffix(after, "\n\n"+wording+"\n") && !strings.Contains(after, "\n\n"+wording+"\n#") {
					t.Errorf("%s: %s: the wording is no paragraph of its own: %q", path, f.Rule, after[max(0, e.Start-40):min(len(after), e.Start+len(e.Text)+40)])
				}
				if f.Type != lint.FindingMissing || e.Start != e.End {
					continue
				}
				now := linter.Data(path, []byte(after), lint.Options{Kind: d.Kind})
				for _, g := range now.Findings {
					if g.Rule == f.Rule && g.Type == lint.FindingMissing {
						t.Errorf("%s: %s is still missing after its wording was put in", path, f.Rule)
					}
				}
			}
		}
	}
	if tried < 20 {
		t.Errorf("only %d changes were tried", tried)
	}
}

// TestInsertion holds where a paragraph is put: below the whole paragraph, list
// or table, apart from what follows.
func TestInsertion(t *testing.T) {
	for _, c := range []struct{ name, text, after, want string }{
		{"a paragraph", "# T\n\nOne. Two.\n\nThree.\n", "One.", "# T\n\nOne. Two.\n\nNEW\n\nThree.\n"},
		{"a wrapped paragraph", "# T\n\nOne. Two is\nlonger.\n\nThree.\n", "One.", "# T\n\nOne. Two is\nlonger.\n\nNEW\n\nThree.\n"},
		{"a list", "# T\n\n- one thing;\n- two things.\n\nThree.\n", "one thing;", "# T\n\n- one thing;\n- two things.\n\nNEW\n\nThree.\n"},
		{"before a heading", "# T\n\nOne.\n## U\n\nTwo.\n", "One.", "# T\n\nOne.\n\nNEW\n\n## U\n\nTwo.\n"},
		{"the end", "# T\n\nOne.\n", "One.", "# T\n\nOne.\n\nNEW\n"},
		{"an end without line feed", "# T\n\nOne.", "One.", "# T\n\nOne.\n\nNEW\n"},
		{"blank lines at the end", "# T\n\nOne.\n\n\n", "One.", "# T\n\nOne.\n\nNEW\n\n\n"},
		{"a table", "# T\n\n| A | B |\n|---|---|\n| one | two |\n| three | four |\n\nEnd.\n", "one", "# T\n\n| A | B |\n|---|---|\n| one | two |\n| three | four |\n\nNEW\n\nEnd.\n"},
	} {
		_, linter := builtin()
		d := linter.Data("a.md", []byte(c.text), lint.Options{Language: "en", Kind: "terms-of-service"})
		if d.Doc == nil {
			t.Fatalf("%s: %s", c.name, d.Error)
		}
		at := strings.Index(c.text, c.after)
		e := insertion(d.Doc, &lint.Span{Start: at, End: at + len(c.after)}, "NEW", "")
		if got := applied(c.text, e); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// TestRecent holds that old verdicts give way and that a verdict is found again.
func TestRecent(t *testing.T) {
	l := standard
	l.recent = 2 * len(terms)
	r := run(t, l, nil)
	for _, name := range []string{"a.md", "b.md", "c.md"} {
		r.events("name="+name, terms)
	}
	for name, want := range map[string]bool{"a.md": false, "b.md": true, "c.md": true} {
		if _, ok := r.recent.find(keyOf(name, "", []byte(terms))); ok != want {
			t.Errorf("%s is kept: %v, want %v", name, ok, want)
		}
	}
	r.events("name=long.md", strings.Repeat(terms, 3))
	if _, ok := r.recent.find(keyOf("c.md", "", []byte(terms))); !ok {
		t.Error("a document that is too long to be kept drives others out")
	}
	if got, _ := r.ask(http.MethodPost, "save?name=c.md&format=html", []byte(terms), nil); got.StatusCode != 200 {
		t.Errorf("status %d", got.StatusCode)
	}
}
