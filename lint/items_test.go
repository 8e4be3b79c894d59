package lint

import (
	"slices"
	"testing"

	"github.com/rightslint/rightslint/parse"
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
		doc, err := parse.Parse("case.md", []byte("# Draft Act\n\n"+c.text), parse.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range j.Judge(j.Scan(doc, "draft-regulation")).Findings {
			if f.Rule == c.rule {
				got = append(got, f.Span.Quote)
			}
		}
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
		doc, err := parse.Parse("case.md", []byte("# Terms of Service\n\n"+c.text), parse.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range j.Judge(j.Scan(doc, "terms-of-service")).Findings {
			if f.Rule == "red-flag/unilateral-termination" {
				got = append(got, f.Span.Quote)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}
