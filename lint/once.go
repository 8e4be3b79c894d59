package lint

import (
	"slices"

	"github.com/rightslint/rightslint/lint/match"
	"github.com/rightslint/rightslint/rules"
)

// oncePattern is a pattern of a red flag that documents repeat in many words
// ("as is", "without warranties", "we do not warrant that"): one sentence says
// it all, and readers are told of one.
type oncePattern struct {
	*match.Pattern
	section bool // once in each section, not in the document
}

// splitOnce parts the patterns of a red flag from those told of once.
func splitOnce(r *rules.Rule, evidence []*match.Pattern) (often []*match.Pattern, once []oncePattern) {
	for i, p := range evidence {
		if reach := r.Evidence[i].Once; reach != "" {
			once = append(once, oncePattern{p, reach == "section"})
		} else {
			often = append(often, p)
		}
	}
	return often, once
}

// withOnce adds to the flagged sentences, for each reach, the first one of the
// first of the patterns that holds there: rules give the plainest wording
// first. Nothing is added where a flagged sentence says it already.
func withOnce(t *match.Text, once []oncePattern, found []match.Match) []match.Match {
	flagged := map[int]bool{}
	for _, m := range found {
		flagged[m.Sentence] = true
	}
	told := map[int]bool{} // sections, everywhere for the document
	var chosen []match.Match
	holds := make([][]match.Match, len(once))
	for i, p := range once {
		for _, m := range t.Find(p.Pattern) {
			if m.Refused != match.Counts {
				continue
			}
			holds[i] = append(holds[i], m)
			if flagged[m.Sentence] {
				told[p.at(t, m)] = true
			}
		}
	}
	for i, p := range once {
		for _, m := range holds[i] {
			if at := p.at(t, m); !told[at] {
				told[at] = true
				chosen = append(chosen, m)
			}
		}
	}
	if len(chosen) == 0 {
		return found
	}
	found = append(found, chosen...)
	slices.SortStableFunc(found, func(a, b match.Match) int { return a.Sentence - b.Sentence })
	return slices.CompactFunc(found, func(a, b match.Match) bool { return a.Sentence == b.Sentence })
}

// everywhere stands for all sections of a document; no section has the number.
const everywhere = -2

// at returns the section in which a match is told of once.
func (p oncePattern) at(t *match.Text, m match.Match) int {
	if p.section {
		return t.Section(m.Sentence)
	}
	return everywhere
}
