package lint

import (
	"slices"
	"testing"

	"github.com/rightslint/rightslint/rules"
)

// TestToldOnce holds that a red flag that terms repeat in many words is told of
// once, by the plainest of them, and not at all beside a flagged sentence that
// says it too.
func TestToldOnce(t *testing.T) {
	j, err := english()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{
			"the plainest of many",
			"## 1. The platform\n\nThe platform is provided as is. We do not warrant that it is free of errors.\n\n## 2. Warranties\n\nWe give no warranty of any kind. We disclaim all warranties, express or implied. Any implied warranties of fitness are excluded.\n",
			[]string{"We disclaim all warranties, express or implied."},
		},
		{
			"a supplier's refusal gives way to the provider's own",
			"## 1. Maps\n\nThe supplier of the maps disclaims all warranties.\n\n## 2. Our part\n\nWe exclude all implied warranties.\n",
			[]string{"We exclude all implied warranties."},
		},
		{
			"beside a flagged sentence that says it",
			"## 1. Our part\n\nThe platform is provided as is. We disclaim all warranties, and we are not liable for any damage. No warranty of title is given.\n",
			[]string{"We disclaim all warranties, and we are not liable for any damage."},
		},
		{
			"other evidence is told of wherever it stands",
			"## 1. Our part\n\nWe are not liable for lost data. Our liability is limited to ten euros. The platform is provided as is.\n",
			[]string{"We are not liable for lost data.", "Our liability is limited to ten euros.", "The platform is provided as is."},
		},
	} {
		got := flaggedBy(t, j, "red-flag/liability-waiver", c.text, rules.TermsOfService)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
