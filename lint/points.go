package lint

import (
	"strings"

	"github.com/rightslint/rightslint/lint/drafting"
	"github.com/rightslint/rightslint/lint/match"
	"github.com/rightslint/rightslint/rules"
)

// points returns the passages that a drafting rule finds.
func (j *Judge) points(t *match.Text, r *compiledRule) []drafting.Point {
	return drafting.Find(r.Check, drafting.Input{Text: t, Evidence: r.evidence, Blanks: j.blanks})
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

// blanks returns what the suggested wording of the catalog leaves to be filled
// in: the contents of its square brackets, in lower case. A single word or a
// proper name may be something else in a document, and is left out.
func blanks(rs []*rules.Rule) map[string]bool {
	out := map[string]bool{}
	for _, r := range rs {
		for _, texts := range []map[rules.Kind]string{r.Suggestion, r.Repair} {
			for _, text := range texts {
				for _, part := range strings.Split(text, "[")[1:] {
					inner, _, closed := strings.Cut(part, "]")
					if closed && strings.Contains(inner, " ") && 'a' <= inner[0] && inner[0] <= 'z' {
						out[inner] = true
					}
				}
			}
		}
	}
	return out
}
