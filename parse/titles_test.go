package parse

import "testing"

func TestTitleLines(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{
			"a bold line and a line break",
			"# Notice\n\n**Cookies**  \nA cookie is a small file that we keep on your device.\n\n**Who sees it**  \nOnly our staff see it.\n",
			`Notice | heading | Notice
Cookies | heading | Cookies
Cookies | body | A cookie is a small file that we keep on your device.
Who sees it | heading | Who sees it
Who sees it | body | Only our staff see it.
`,
		},
		{
			"a short line between full ones",
			"We keep it until you close the account, and then it is destroyed for good.\nChanges of this statement\nThis statement is revised from time to time. We tell you of each revision\nbefore it applies.\n",
			`- | body | We keep it until you close the account, and then it is destroyed for good.
Changes of this statement | heading | Changes of this statement
Changes of this statement | body | This statement is revised from time to time.
Changes of this statement | body | We tell you of each revision before it applies.
`,
		},
		{
			"a numbered title",
			"3.4  Retention of records\n    The operator stores your records for as long as the law demands it, and\n    no longer than ten years.\n3.5 Disclosure\n    The operator shares nothing with anybody, unless a court orders it to do so.\n",
			`3.4 | heading | Retention of records
3.4 | body | The operator stores your records for as long as the law demands it, and no longer than ten years.
3.5 | heading | Disclosure
3.5 | body | The operator shares nothing with anybody, unless a court orders it to do so.
`,
		},
		{
			"a full line that happens to be short enough for a title",
			"The board decides. The board may delegate the power to the\nRegistrar of Companies\nunder section twelve of the statute, and it may revoke the delegation.\n",
			`- | body | The board decides.
- | body | The board may delegate the power to the Registrar of Companies under section twelve of the statute, and it may revoke the delegation.
`,
		},
		{
			"an address",
			"Write to us for everything that this statement leaves open, at any time.\nExample Society\nPrivacy Desk\nMarket Street 5\n",
			`- | body | Write to us for everything that this statement leaves open, at any time.
- | body | Example Society Privacy Desk Market Street 5
`,
		},
		{
			"bold words at the start of a sentence",
			"**The operator**\ndoes not sell what you tell it, and it does not rent it to anybody else either.\n",
			`- | body | The operator does not sell what you tell it, and it does not rent it to anybody else either.
`,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := outline(read(t, "policy.md", test.text)); got != test.want {
				t.Errorf("got\n%swant\n%s", got, test.want)
			}
		})
	}
}
