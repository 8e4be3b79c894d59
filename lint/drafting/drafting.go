// Package drafting finds faults of drafting that the pattern language cannot
// say: references to provisions that are not there, terms that were left
// undefined, text that was left unfinished, duties without any time limit in
// their provision. A rule names its check in the field check.
package drafting

import (
	"slices"

	"github.com/rightslint/rightslint/lint/match"
)

// Point is a passage with a fault of drafting.
type Point struct {
	// Sentence is the index of the passage in the document.
	Sentence int
	// Detail says in a sentence what is wrong there; empty where the title
	// of the rule says it all.
	Detail string
}

// Input is what a check is given.
type Input struct {
	// Text is the document.
	Text *match.Text
	// Evidence holds the patterns of the rule, which may be none.
	Evidence []*match.Pattern
	// Blanks are the contents of square brackets, in lower case, that the
	// wording which the catalog suggests leaves to be filled in.
	Blanks map[string]bool
}

// Check finds the points of a document.
type Check func(in Input) []Point

// Checks are the checks by the name that rules give in their field check.
var Checks = map[string]Check{
	"placeholder":        placeholders,
	"dangling-reference": danglingReferences,
	"undefined-key-term": undefinedTerms,
	"no-deadline":        noDeadline,
	"weak-wording":       weakWording,
	"broken-waiver":      afterwards,
	"unused-waiver":      afterwards,
}

// afterwards is the check of rules whose points are known only when everything
// else has been found: the package lint/waiver adds them to the report.
func afterwards(Input) []Point { return nil }

// Afterwards reports whether the named check is made after all others.
func Afterwards(check string) bool { return check == "broken-waiver" || check == "unused-waiver" }

// Find returns the points of a rule with the named check, in the order of the
// text. The empty name stands for the patterns alone.
func Find(check string, in Input) []Point {
	run := Checks[check]
	if check == "" {
		run = passages
	}
	if run == nil {
		return nil // the tests of the catalog refuse a name that is not known
	}
	points := run(in)
	slices.SortStableFunc(points, func(a, b Point) int { return a.Sentence - b.Sentence })
	return points
}

// passages returns the sentences where a pattern counts.
func passages(in Input) []Point {
	var out []Point
	for _, m := range counting(in.Text, in.Evidence) {
		out = append(out, Point{Sentence: m.Sentence})
	}
	return out
}

// counting returns the matches that count, one for each sentence.
func counting(t *match.Text, ps []*match.Pattern) []match.Match {
	var out []match.Match
	seen := map[int]bool{}
	for _, p := range ps {
		for _, m := range t.Find(p) {
			if m.Refused == match.Counts && !seen[m.Sentence] {
				seen[m.Sentence] = true
				out = append(out, m)
			}
		}
	}
	slices.SortFunc(out, func(a, b match.Match) int { return a.Sentence - b.Sentence })
	return out
}

// weakWording keeps the passages that only wish or permit.
func weakWording(in Input) []Point {
	var out []Point
	for _, m := range counting(in.Text, in.Evidence) {
		if m.Force.Weak() {
			out = append(out, Point{Sentence: m.Sentence})
		}
	}
	return out
}
