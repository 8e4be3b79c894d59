package lint

import (
	"strings"
	"testing"
)

// TestTraitInPassing holds that one sentence settles a trait of a short
// document and not of a long one, where it is a word in passing.
func TestTraitInPassing(t *testing.T) {
	j, _ := english()
	var tr *compiledTrait
	for i := range j.traits {
		if j.traits[i].ID == "automated-systems" {
			tr = &j.traits[i]
		}
	}
	if tr == nil || tr.Per == 0 {
		t.Fatal("automated-systems has no density")
	}
	const machine = "The Supplier shall provide an artificial intelligence system that ranks applicants.\n\n"
	filler := strings.Repeat("The Supplier shall deliver the goods to the warehouse on the first day of the month.\n\n", tr.Per/8)
	for _, c := range []struct {
		name, text string
		want       bool
	}{
		{"short", machine, true},
		{"in passing", machine + filler, false},
		{"throughout", strings.Repeat(machine, 5) + filler, true},
	} {
		if _, got := j.trait(passage(t, j, c.text, "procurement-spec"), tr); got != c.want {
			t.Errorf("%s: trait %v, want %v", c.name, got, c.want)
		}
	}
}
