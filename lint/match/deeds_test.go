package match

import (
	"testing"

	"github.com/rightslint/rightslint/rules"
)

// TestNamesByDeed reads the name of a provider that no clause defines.
func TestNamesByDeed(t *testing.T) {
	const deeds = "Fernlight, Inc. reserves the right to end the trial. Fernlight grants you a licence. "
	const act = "The files that Fernlight holds: Fernlight may suspend the service."
	const caps = "IN A CRISIS FERNLIGHT MAY SUSPEND THE SERVICE."
	for _, c := range []struct {
		name, text string
		kind       rules.Kind
		want       int
	}{
		{"two deeds", deeds + act, rules.TermsOfService, 4},
		{"in capitals too", deeds + caps, rules.TermsOfService, 3},
		{"one deed of a rare name", "Fernlight grants you a licence. " + act, rules.TermsOfService, 0},
		{"an authority reserves rights", "Ardenia reserves the right to cancel. Ardenia reserves the right to ask.", rules.ProcurementSpec, 0},
		{"a common word is no name", "Services reserves the right to end. Services grants you a licence.", rules.TermsOfService, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			set, _ := setup(t, "{all: [suspend]}")
			text := scan(t, set, c.text, c.kind)
			if got := len(text.Mentions(set.Concept("provider"))); got != c.want {
				t.Errorf("%d mentions of the provider, want %d", got, c.want)
			}
		})
	}
}

// TestMaskedNames holds that a company called after an act does not act
// whenever it is named, and that its legal form shows whose name it is.
func TestMaskedNames(t *testing.T) {
	const often = "Suspend Me Limited runs the shop. " +
		"We like Suspend Me. We like Suspend Me. We like Suspend Me. We like Suspend Me. We like Suspend Me. We like Suspend Me. " +
		"We like Suspend Me. We like Suspend Me. We like Suspend Me. We like Suspend Me. We like Suspend Me. "
	for _, c := range []struct {
		name, text string
		want       int
	}{
		{"a name on every page", often, 0},
		{"in small letters it is an act", often + "Courts suspend me.", 1},
		{"named once", "Suspend Me Limited runs the shop.", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			set, p := setup(t, "{all: [suspend]}")
			text := scan(t, set, c.text, rules.PrivacyPolicy)
			if got := len(text.Find(p)); got != c.want {
				t.Errorf("%d acts, want %d", got, c.want)
			}
		})
	}
}
