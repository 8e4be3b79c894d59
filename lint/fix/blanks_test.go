package fix

import (
	"strings"
	"testing"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/parse"
)

// TestWordingLeavesNothingUnseen holds that every blank in the wording of the
// catalog is reported as unfinished text, and that the wording of a safeguard
// raises no red flag and no other fault of drafting itself.
func TestWordingLeavesNothingUnseen(t *testing.T) {
	for _, r := range english().cat.Rules {
		for kind, text := range r.Suggestion {
			doc := "# Title\n\n## Duties\n\n" + strings.Join(paragraphs(text), "\n\n") + "\n"
			v, _ := english().judge("wording.md", []byte(doc), kind)
			reported := map[string]bool{}
			for _, f := range v.Findings {
				switch {
				case f.Rule == placeholderRule:
					reported[f.Span.Quote] = true
				case f.Type == lint.FindingRedFlag || f.Type == lint.FindingDrafting:
					t.Errorf("%s for %s raises %s: %s", r.ID, kind, f.Rule, f.Span.Quote)
				}
			}
			for _, s := range v.Doc.Sentences {
				if strings.Contains(s.Text, "[") && s.Class == parse.Body && !reported[s.Text] {
					t.Errorf("%s for %s: a blank is not reported in %q", r.ID, kind, s.Text)
				}
			}
		}
	}
}
