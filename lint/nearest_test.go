package lint

import (
	"slices"
	"testing"

	"github.com/rightslint/rightslint/rules"
)

// TestNear holds that every safeguard says what comes near to it, and that its
// cases show each of these patterns.
func TestNear(t *testing.T) {
	j, _ := english()
	for i := range j.rules {
		r := &j.rules[i]
		if r.Flags() {
			continue
		}
		t.Run(r.ID, func(t *testing.T) {
			if len(r.near) == 0 {
				t.Fatal("nothing comes near to it")
			}
			shown := map[int]bool{}
			for _, c := range slices.Concat(r.Cases.Fail, r.Cases.NearMiss) {
				i, _ := firstNear(passage(t, j, c.Text, caseKind(r, c)), r)
				shown[i] = true
			}
			for i, p := range r.Rule.Near {
				if !shown[i] {
					t.Errorf("no case shows pattern %d of near, that %q", i+1, p.Why)
				}
			}
		})
	}
}

// TestNearest holds which passage is shown beside a missing safeguard, and why
// it is said not to count.
func TestNearest(t *testing.T) {
	j, _ := english()
	const distant = "You must notify, in the time and form that the law of your country sets for it, the customers concerned of a data breach."
	for _, c := range []struct {
		rule       string
		kind       rules.Kind
		text       string
		quote, why string
	}{
		{
			"privacy/security", rules.TermsOfService, "You must keep the personal data of your customers secure.",
			"You must keep the personal data of your customers secure.", "it binds users, not the provider",
		},
		{
			"remedy/whistleblower-protection", rules.TermsOfService, "You shall not retaliate against anyone who reports you.",
			"You shall not retaliate against anyone who reports you.", "it binds users, not the provider",
		},
		{
			"privacy/retention-limit", rules.PrivacyPolicy, "We store your personal data in Ireland.\n\nWe keep your personal data for as long as we see fit.",
			"We keep your personal data for as long as we see fit.", "it leaves the time open",
		},
		{ // few words between what belongs together, but no fragment
			"privacy/retention-limit", rules.PrivacyPolicy, "We hold your personal data.\n\nWe store the information that you give us, such as your address, in an archive.\n\nWe store your personal data in an archive in Ireland.",
			"We store your personal data in an archive in Ireland.", "it says that data are kept, and not until when",
		},
		{"privacy/breach-notification", rules.PrivacyPolicy, distant, "", ""},
		{"privacy/security", rules.TermsOfService, "The price is due on the first day of each month.", "", ""},
	} {
		i := slices.IndexFunc(j.rules, func(r compiledRule) bool { return r.ID == c.rule })
		var got Near
		if near := j.safeguard(passage(t, j, c.text, c.kind), &j.rules[i], nil).Nearest; near != nil {
			got = *near
		}
		if got.Span.Quote != c.quote || got.Why != c.why {
			t.Errorf("%s: %q, but %s; want %q, but %s", c.rule, got.Span.Quote, got.Why, c.quote, c.why)
		}
	}
}
