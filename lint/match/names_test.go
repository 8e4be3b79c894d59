package match

import (
	"testing"

	"github.com/rightslint/rightslint/rules"
)

// TestNames holds what the names that a document gives stand for.
func TestNames(t *testing.T) {
	tests := []struct {
		name, text string
		kind       rules.Kind
		concept    string
		want       int // mentions of the concept
	}{
		{
			"an office by its acronym", "The National Spectrum Commission (NSC) grants licences.\n\nOperators shall report to the NSC. The NSC decides.",
			rules.DraftRegulation, "authority", 3,
		},
		{
			"an office with small words in its name", "The Department of Roads and Ports (DRP) is set up.\n\nThe DRP keeps the register.",
			rules.DraftRegulation, "authority", 2,
		},
		{
			"an abbreviation of something else", "Every Subscriber Identity Module (SIM) is listed.\n\nThe SIM is blocked.",
			rules.DraftRegulation, "authority", 0,
		},
		{
			"no statute", "The Department of Roads (DOR) buys software.\n\nThe DOR pays.",
			rules.TermsOfService, "authority", 0,
		},
		{
			"a company beside its customer", "This agreement is made by Acme Cameras, Inc. (\"Acme\") and the entity that signs (\"Customer\").\n\nAcme may delete footage.",
			rules.ProcurementSpec, "vendor", 3,
		},
		{
			"a company in terms of service", "These terms are from Acme Cameras, Inc. (\"Acme\").\n\nAcme may delete footage.",
			rules.TermsOfService, "provider", 3,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			set, _ := setup(t, "{all: [delete, authority, vendor, provider]}")
			text := scan(t, set, test.text, test.kind)
			if got := len(text.Mentions(set.Concept(test.concept))); got != test.want {
				t.Errorf("%d mentions of %s, want %d: %v", got, test.concept, test.want, text.Mentions(set.Concept(test.concept)))
			}
		})
	}
}

// TestOtherSense holds that a word does not count within a phrase in which it
// means something else.
func TestOtherSense(t *testing.T) {
	run(t, []probe{
		{"in such a phrase", "{all: [appeal, authority]}", "The authority of precedent is a matter of appeal.", ""},
		{"elsewhere in the sentence", "{all: [appeal, authority]}", "The authority of precedent binds the authority that hears the appeal.", "The: fact"},
		{"outside of one", "{all: [appeal, authority]}", "The authority hears the appeal.", "The: fact"},
	})
}
