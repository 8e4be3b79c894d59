package diff

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// TestMain draws fewer documents under the race detector, which is there to
// find races and not to find faults again.
func TestMain(m *testing.M) {
	flag.Parse()
	if raceEnabled {
		if err := flag.Set("rapid.checks", "10"); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

// sharedDocuments is where documents of others lie beside the repository, on machines
// that have them.
const sharedDocuments = "../../../shared"

func linter(t testing.TB) *lint.Linter {
	t.Helper()
	_, sets, err := rules.LoadBuiltin()
	if err != nil {
		t.Fatal(err)
	}
	return lint.NewLinter(sets...)
}

func compareText(t testing.TB, l *lint.Linter, kind rules.Kind, old, new string) *Result {
	t.Helper()
	a, err := parse.Parse("old.md", []byte(old), parse.Options{})
	if err != nil {
		t.Fatal(err)
	}
	b, err := parse.Parse("new.md", []byte(new), parse.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r, err := Documents(l, a, b, lint.Options{Kind: kind, Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// documents lists the documents at hand: the samples of the project and those
// of others where they are there.
func documents(t testing.TB) []string {
	t.Helper()
	out, err := filepath.Glob("../../testdata/samples/*")
	if err != nil || len(out) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	_ = filepath.WalkDir(filepath.Join(sharedDocuments, "docs"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && !raceEnabled && slices.Contains([]string{".md", ".txt"}, filepath.Ext(path)) {
			out = append(out, path)
		}
		return nil
	})
	return out
}

// TestIdentity holds that a document compared with itself shows no change.
func TestIdentity(t *testing.T) {
	l := linter(t)
	compared := 0
	for _, path := range documents(t) {
		doc, err := parse.Read(path)
		if err != nil {
			continue
		}
		judged, failure := l.Versions([]*parse.Document{doc, doc}, lint.Options{})
		if failure != nil {
			continue
		}
		compared++
		if r := Compare(judged[0], judged[1]); !r.Empty() {
			t.Errorf("%s: %d changes, the first: %s", path, len(r.Changes), r.Changes[0].Message)
		}
	}
	if compared < 2 {
		t.Errorf("only %d documents were compared", compared)
	}
}

// mirrors gives, for each type with a rule and without, what it is seen from
// the other side.
func mirror(c *Change) Type {
	switch c.Type {
	case Lost:
		return Gained
	case Gained:
		return Lost
	case Weakened:
		return Strengthened
	case Strengthened:
		if c.Rule == "" {
			return PromiseSoftened
		}
		return Weakened
	case PromiseSoftened:
		return Strengthened
	case PromiseDropped:
		return PromiseAdded
	case PromiseAdded:
		return PromiseDropped
	case FlagAdded:
		return FlagRemoved
	}
	return FlagAdded
}

// keys describes changes so that a comparison and the one with the versions
// swapped give the same list; turned is set for the latter.
func keys(r *Result, turned bool) []string {
	quote := func(s *lint.Span) string {
		if s == nil {
			return "–"
		}
		return fmt.Sprint(s.Start, s.End)
	}
	var out []string
	for i := range r.Changes {
		c := &r.Changes[i]
		kind, old, new := c.Type, c.Old, c.New
		if c.Nearest {
			new = nil
		}
		if turned {
			kind, old, new = mirror(c), new, old
		}
		out = append(out, fmt.Sprintf("%s %s %s %s", kind, c.Rule, quote(old), quote(new)))
	}
	slices.Sort(out)
	return out
}

// TestSwap holds that swapping the versions mirrors every change.
func TestSwap(t *testing.T) {
	l := linter(t)
	pairs, _ := filepath.Glob(filepath.Join(sharedDocuments, "pairs", "*", "old.md"))
	for _, old := range pairs {
		if info, err := os.Stat(old); err != nil || raceEnabled && info.Size() > 50<<10 {
			continue
		}
		a, err := parse.Read(old)
		if err != nil {
			t.Fatal(err)
		}
		b, err := parse.Read(filepath.Join(filepath.Dir(old), "new.md"))
		if err != nil {
			t.Fatal(err)
		}
		checkSwap(t, l, filepath.Base(filepath.Dir(old)), a, b)
	}
}

func checkSwap(t *testing.T, l *lint.Linter, name string, a, b *parse.Document) {
	t.Helper()
	judged, failure := l.Versions([]*parse.Document{a, b}, lint.Options{})
	if failure != nil {
		t.Fatalf("%s: %s", name, failure.Error)
	}
	there := keys(Compare(judged[0], judged[1]), false)
	back := keys(Compare(judged[1], judged[0]), true)
	if slices.Equal(there, back) {
		return
	}
	only := func(x, y []string) string {
		return strings.Join(slices.DeleteFunc(slices.Clone(x), func(s string) bool { return slices.Contains(y, s) }), "\n  ")
	}
	t.Errorf("%s: only forwards:\n  %s\nonly backwards:\n  %s", name, only(there, back), only(back, there))
}
