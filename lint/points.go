package lint

import (
	"strings"

	"github.com/rightslint/rightslint/lint/drafting"
	"github.com/rightslint/rightslint/lint/match"
)

// points returns the passages that a drafting rule finds.
func (j *Judge) points(t *match.Text, r *compiledRule) []drafting.Point {
	return drafting.Find(r.Check, t, r.evidence)
}

// drafting returns the findings of the rules of clear drafting. What a
// safeguard's row says of a sentence already – that it only wishes – is not
// said twice.
func (j *Judge) drafting(t *match.Text, coverage []Row) []Finding {
	weak := map[int]bool{}
	for _, row := range coverage {
		if row.Status == Weak {
			for _, e := range row.Evidence {
				weak[e.Start] = true
			}
		}
	}
	var out []Finding
	for i := range j.rules {
		r := &j.rules[i]
		severity, applies := r.Applies[t.Kind]
		if !r.Drafting() || !applies {
			continue
		}
		for _, p := range j.points(t, r) {
			if r.Check == "weak-wording" && weak[t.Doc.Sentences[p.Sentence].Span.Start] {
				continue
			}
			f := j.flagFinding(t, r, match.Match{Sentence: p.Sentence}, severity)
			f.Type = FindingDrafting
			f.Message = strings.TrimSpace(f.Message + " " + p.Detail)
			out = append(out, f)
		}
	}
	return out
}
