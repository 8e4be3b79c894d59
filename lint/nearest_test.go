package lint

import (
	"slices"
	"testing"

	"github.com/rightslint/rightslint/rules"
)

// TestNear holds that every safeguard says what comes near to it, and that its
// cases show each such passage with its reason.
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
			shown := map[string]bool{}
			for _, c := range slices.Concat(r.Cases.Fail, r.Cases.NearMiss) {
				if near := nearestTo(t, j, r, c.Text, caseKind(r, c)); near != nil {
					shown[near.Why] = true
				}
			}
			for _, p := range r.Rule.Near {
				if !shown[p.Why] {
					t.Errorf("no case shows that %q", p.Why)
				}
			}
		})
	}
}

func nearestTo(t *testing.T, j *Judge, r *compiledRule, text string, kind rules.Kind) *Near {
	t.Helper()
	return j.safeguard(passage(t, j, text, kind), r, nil).Nearest
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
		{"privacy/breach-notification", rules.PrivacyPolicy, distant, "", ""},
		{"privacy/security", rules.TermsOfService, "The price is due on the first day of each month.", "", ""},
	} {
		for i := range j.rules {
			if j.rules[i].ID != c.rule {
				continue
			}
			var got Near
			if near := nearestTo(t, j, &j.rules[i], c.text, c.kind); near != nil {
				got = *near
			}
			if got.Span.Quote != c.quote || got.Why != c.why {
				t.Errorf("%s: %q, but %s; want %q, but %s", c.rule, got.Span.Quote, got.Why, c.quote, c.why)
			}
		}
	}
}
