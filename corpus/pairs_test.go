package corpus

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/diff"
	"github.com/rightslint/rightslint/rules"
)

func quoted(quote string) *lint.Span { return &lint.Span{Quote: quote} }

// TestPairScores holds what counts as found, exact, right, noise and bad.
func TestPairScores(t *testing.T) {
	no := false
	pair := &Pair{
		Name: "p", Complete: true, Quiet: true,
		Changes: []PairChange{
			{Change: diff.Lost, Old: "You can appeal   any decision."},
			{Change: diff.PromiseAdded, New: "We delete your messages within thirty days of your request."},
			{Change: diff.Weakened, Old: "We encrypt all messages."},
			{Change: diff.Gained, New: "A person reviews it.", Sure: &no},
		},
		Noise: []string{"March 3 -> June 4", "one thing -> another thing"},
	}
	got := &diff.Result{Changes: []diff.Change{
		{Type: diff.Weakened, Severity: rules.Warning, Old: quoted("you can appeal any decision. Write to us.")},          // holds the label's quote
		{Type: diff.Strengthened, Severity: rules.Notice, New: quoted("We delete your messages within sixty days of it")}, // three words of five
		{Type: diff.PromiseAdded, Severity: rules.Notice, New: quoted("A person reviews it.")},                            // not sure, so neither
		{Type: diff.PromiseAdded, Severity: rules.Notice, Old: quoted("We encrypt all messages.")},                        // the wrong direction
		{Type: diff.Lost, Severity: rules.Error, Old: quoted("as of March 3, this"), New: quoted("as of June 4, this")},
	}}
	var s PairScores
	s.Add(pair, got)
	s.Add(&Pair{Name: "q", Changes: []PairChange{{Change: diff.Lost, Old: "x"}}}, nil)
	for _, c := range []struct {
		name      string
		got, want Share
	}{
		{"recall", s.Recall, Share{Of: 4, Right: 2}},
		{"for the worse", s.Worse, Share{Of: 3, Right: 1}},
		{"exact", s.Exact, Share{Of: 2, Right: 0}},
		{"precision", s.Precision, Share{Of: 5, Right: 3}},
		{"noise", s.Noise, Share{Of: 2, Right: 1}},
	} {
		if c.got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, c.got, c.want)
		}
	}
	if s.QuietBad != 2 || s.Failed != 1 || s.Pairs != 2 {
		t.Errorf("quiet %d, failed %d, pairs %d; want 2, 1, 2", s.QuietBad, s.Failed, s.Pairs)
	}
	var out strings.Builder
	if err := s.WriteText(&out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"changes found", "0.500  (2 of 4)", "missed", "false alarm"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in\n%s", want, out.String())
		}
	}
}

// TestSharedPairs holds the quality of comparisons on the labelled pairs of
// real documents, on machines that have them.
func TestSharedPairs(t *testing.T) {
	const folder = "../../shared/pairs"
	if _, err := os.Stat(filepath.Join(folder, "pairs.yaml")); err != nil {
		t.Skip("the labelled pairs are not at hand")
	}
	pairs, err := ReadPairs(folder)
	if err != nil {
		t.Fatal(err)
	}
	_, sets, err := rules.LoadBuiltin()
	if err != nil {
		t.Fatal(err)
	}
	l := lint.NewLinter(sets...)
	var s PairScores
	for i := range pairs {
		old, new, err := pairs[i].Files(folder)
		if err != nil {
			t.Fatal(err)
		}
		r, err := diff.Files(l, old, new, lint.Options{})
		if err != nil {
			t.Error(err)
		}
		s.Add(&pairs[i], r)
	}
	for _, c := range []struct {
		name  string
		got   Share
		least float64
	}{
		{"changes found", s.Recall, 0.75},
		{"changes for the worse found", s.Worse, 0.85},
		{"type", s.Exact, 0.6},
		{"precision", s.Precision, 0.6},
	} {
		if c.got.Value() < c.least {
			t.Errorf("%s: %.3f, want %.2f or more", c.name, c.got.Value(), c.least)
		}
	}
	if s.Noise.Right > 0 || s.QuietBad > 0 {
		t.Errorf("%d items of noise reported, %d worse than a notice on quiet pairs; want none", s.Noise.Right, s.QuietBad)
	}
}
