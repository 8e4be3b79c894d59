package lint

import (
	"testing"

	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// TestJoinSet holds that a safeguard of one document is elsewhere for the
// other, with its place, and that the finding goes.
func TestJoinSet(t *testing.T) {
	j, _ := english()
	judge := func(name, text string, kind rules.Kind) *Document {
		doc, err := parse.Parse(name, []byte(text), parse.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return j.Judge(j.Scan(doc, kind))
	}
	terms := judge("terms.md", "# Terms of Service\n\nWe store the personal data of your account. We may close your account.\n", rules.TermsOfService)
	policy := judge("privacy.md", "# Privacy Policy\n\nWe encrypt your personal data and protect them with access controls.\n", rules.PrivacyPolicy)
	const rule = "privacy/security"
	if s := status(terms, rule); s != Missing {
		t.Fatalf("alone the terms are %s on security, want missing", s)
	}
	JoinSet("service", []*Document{terms, policy})
	if s := status(terms, rule); s != Elsewhere {
		t.Errorf("in the set the terms are %s on security, want elsewhere", s)
	}
	for _, row := range terms.Coverage {
		if row.Rule == rule && (len(row.Evidence) == 0 || row.Evidence[0].Path != "privacy.md") {
			t.Errorf("the place is not given: %+v", row.Evidence)
		}
	}
	for _, f := range terms.Findings {
		if f.Rule == rule {
			t.Errorf("there is still a finding: %s", f.Message)
		}
	}
	if s := status(policy, rule); s != Present {
		t.Errorf("the policy is %s on security, want present", s)
	}
	if terms.Set != "service" || policy.Set != "service" {
		t.Error("the documents do not name their set")
	}
}

func status(d *Document, rule string) Status {
	for _, row := range d.Coverage {
		if row.Rule == rule {
			return row.Status
		}
	}
	return ""
}
