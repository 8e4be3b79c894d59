package lint

import (
	"slices"
	"testing"

	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

func TestOpensReasons(t *testing.T) {
	for lead, want := range map[string]bool{
		"We may close your account if:":                               true,
		"We may suspend access when we find, after a fair review:":    true,
		"We may rename a page where necessary to:":                    true,
		"We end a subscription for the reasons below:":                true,
		"We may delay a payment if any of the following applies:":     true,
		"We may do the following:":                                    false,
		"If you break these rules, we may:":                           false,
		"We are not liable for:":                                      false,
		"We may take measures against you, including:":                false,
		"Where the law allows it, the company reserves the right to:": false,
	} {
		if got := opensReasons(lead); got != want {
			t.Errorf("opensReasons(%q) = %v", lead, got)
		}
	}
}

// flaggedBy returns the quotes of the findings of a rule in a text below a title,
// which is of the given kind.
func flaggedBy(t *testing.T, j *Judge, rule, text string, kind rules.Kind) []string {
	t.Helper()
	doc, err := parse.Parse("case.md", []byte("# Title\n\n"+text), parse.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range j.Judge(j.Scan(doc, kind)).Findings {
		if f.Rule == rule {
			got = append(got, f.Span.Quote)
		}
	}
	return got
}

// TestFlaggedList holds that a list is flagged once where its lead-in carries
// the flag, unless its rule says that the items share it, and that a finding
// leaves out what joins an item to the next.
func TestFlaggedList(t *testing.T) {
	j, err := english()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		rule, text string
		want       []string
	}{
		{
			"red-flag/immunity",
			"No action, suit or prosecution shall lie in any court against the Commission or its officers for anything done in good faith under this Act by:\n\n- (a) the Commission;\n- (b) an inspector; or\n- (c) any officer of the Commission.\n",
			[]string{"No action, suit or prosecution shall lie in any court against the Commission or its officers for anything done in good faith under this Act by:"},
		},
		{
			"red-flag/blanket-exemption",
			"This Act does not apply to:\n\n- (a) the fees of notaries;\n- (b) the armed forces and the police; or\n- (c) gifts.\n",
			[]string{"the armed forces and the police"},
		},
	} {
		got := flaggedBy(t, j, c.rule, c.text, rules.DraftRegulation)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.rule, got, c.want)
		}
	}
}

// TestReasonsShareNoFlag holds that an item that only gives a reason is not
// flagged because its words complete those of a lead-in that is not flagged.
func TestReasonsShareNoFlag(t *testing.T) {
	j, err := english()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text string
		want []string
	}{
		{"We may cancel a transfer if any of the following conditions are met:\n\n- we are unable to debit your account;\n- the name of the receiver is unknown.\n", nil},
		{"If you break these rules, we may:\n\n- send you a warning;\n- suspend your account.\n", []string{"suspend your account."}},
	} {
		got := flaggedBy(t, j, "red-flag/unilateral-termination", c.text, rules.TermsOfService)
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}
