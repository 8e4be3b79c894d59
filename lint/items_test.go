package lint

import "testing"

func TestOpensReasons(t *testing.T) {
	for lead, want := range map[string]bool{
		"We may close your account if:":                               true,
		"We may suspend access when we find, after a fair review:":    true,
		"We may rename a page where necessary to:":                    true,
		"We end a subscription for the reasons below:":                true,
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
