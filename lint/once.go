package lint

import (
	"slices"

	"github.com/rightslint/rightslint/lint/match"
	"github.com/rightslint/rightslint/rules"
)

// splitOnce parts the patterns of a red flag from those told of once: documents
// repeat them in many words ("as is", "without warranties", "we do not warrant
// that"), and one sentence says it all.
func splitOnce(r *rules.Rule, evidence []*match.Pattern) (often, once []*match.Pattern) {
	for i, p := range evidence {
		if r.Evidence[i].Once != "" {
			once = append(once, p)
		} else {
			often = append(often, p)
		}
	}
	return often, once
}

// withOnce adds to the flagged sentences the first one of the first of the
// patterns that holds in the document: rules give the plainest wording first.
// Nothing is added where a flagged sentence says it already.
func withOnce(t *match.Text, once []*match.Pattern, found []match.Match) []match.Match {
	flagged := map[int]bool{}
	for _, m := range found {
		flagged[m.Sentence] = true
	}
	var chosen *match.Match
	for _, p := range once {
		for _, m := range t.Find(p) {
			switch {
			case m.Refused != match.Counts:
			case flagged[m.Sentence]:
				return found
			case chosen == nil:
				chosen = &m
			}
		}
	}
	if chosen == nil {
		return found
	}
	found = append(found, *chosen)
	slices.SortStableFunc(found, func(a, b match.Match) int { return a.Sentence - b.Sentence })
	return found
}
