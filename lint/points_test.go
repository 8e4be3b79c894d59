package lint

import (
	"strings"
	"testing"

	"github.com/rightslint/rightslint/lint/drafting"
	"github.com/rightslint/rightslint/rules"
)

// TestChecksAreKnown holds that every check that a rule names is one.
func TestChecksAreKnown(t *testing.T) {
	j, _ := english()
	for i := range j.rules {
		if r := &j.rules[i]; r.Check != "" && drafting.Checks[r.Check] == nil {
			t.Errorf("%s: no check is called %q", r.ID, r.Check)
		}
	}
}

// TestSuggestedBlanksAreFlagged holds that the blanks of suggested wording are
// reported as placeholders until they are filled in.
func TestSuggestedBlanksAreFlagged(t *testing.T) {
	j, _ := english()
	for i := range j.rules {
		r := &j.rules[i]
		for _, texts := range []map[rules.Kind]string{r.Suggestion, r.Repair} {
			for kind, text := range texts {
				if !strings.Contains(text, "[") || onlyNumbers(text) {
					continue
				}
				in := drafting.Input{Text: passage(t, j, text, kind), Blanks: j.blanks}
				if len(drafting.Find("placeholder", in)) == 0 {
					t.Errorf("%s, %s: no blank is flagged in: %s", r.ID, kind, text)
				}
			}
		}
	}
}

// onlyNumbers reports whether the first blank of a text is a number or the name
// of a standard, which in another text would be a citation.
func onlyNumbers(text string) bool {
	_, inner, _ := strings.Cut(text, "[")
	inner, _, _ = strings.Cut(inner, "]")
	return strings.Trim(inner, "0123456789") == "" || strings.HasPrefix(inner, "ISO")
}
