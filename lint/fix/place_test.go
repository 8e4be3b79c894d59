package fix

import (
	"strings"
	"testing"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
)

// TestNumbering mends small documents that are numbered in different ways: each
// wanted line must stand in the result, the numbers going on where they ended.
func TestNumbering(t *testing.T) {
	for name, c := range map[string]struct {
		file string
		kind rules.Kind
		rule string
		text string
		want []string
	}{
		"paragraphs 1.1": {"t.md", rules.TermsOfService, "remedy/time-limits", `# Terms

## 1. Complaints

1.1 You can send a complaint to help@example.org.

1.2 We keep a list of complaints.

## 2. Fees

2.1 We charge no fees.
`, []string{"1.2 We keep a list of complaints.\n\n1.3 We acknowledge a complaint"}},
		"paragraphs (a)": {"t.md", rules.TermsOfService, "remedy/time-limits", `# Terms

## Complaints

(a) You can send a complaint to help@example.org.

(b) We keep a list of complaints.

## Fees

We charge no fees.
`, []string{"(b) We keep a list of complaints.\n\n(c) We acknowledge a complaint"}},
		"a tight list": {"t.md", rules.TermsOfService, "remedy/time-limits", `# Terms

## Complaints

1. You can send a complaint to help@example.org.
2. We keep a list of complaints.

## Fees

We charge no fees.
`, []string{"2. We keep a list of complaints.\n3. We acknowledge a complaint"}},
		"paragraphs in bold": {"t.md", rules.TermsOfService, "remedy/time-limits", `# Terms

## 1. Complaints

**1.1 How to complain.** You can send a complaint to help@example.org.

**1.2 Records.** We keep a list of complaints.

## 2. Fees

**2.1 None.** We charge no fees.
`, []string{"**1.3 Time limits.** We acknowledge a complaint"}},
		"sections without numbers": {"t.md", rules.TermsOfService, "remedy/appeal", `# Terms

## Use

You may use the service. We may suspend your account.

## Fees

We charge no fees.

## Contact

Write to us at help@example.org.
`, []string{"## Appeals\n\nIf we remove", "## Contact\n\nWrite to us at help@example.org.\n"}},
		"sections N.": {"t.md", rules.TermsOfService, "remedy/appeal", `# Terms

## 1. Use

You may use the service. We may suspend your account.

## 2. Contact

Write to us at help@example.org.
`, []string{"help@example.org.\n\n## 3. Appeals\n\nIf we remove"}},
		"sections in bold": {"t.md", rules.TermsOfService, "remedy/appeal", `# Terms

**1\. USE**

You may use the service. We may suspend your account.

**2\. CONTACT**

Write to us at help@example.org.
`, []string{"**3\\. APPEALS**\n\nIf we remove"}},
		"articles": {"l.md", rules.DraftRegulation, "remedy/appeal", `# Regulation on licences

### Article 1 - Licences

1. The Authority may refuse a licence to a person.

2. The Authority shall publish its decisions.

### Article 2 - Fees

1. The Authority may charge a fee.

2. The fee is paid yearly.

## ANNEX I

Forms of licences.
`, []string{"2. The fee is paid yearly.\n\n### Article 3 - Appeals\n\nA person aggrieved by a decision under this", "\n\n## ANNEX I\n"}},
		"a section of one paragraph": {"l.md", rules.DraftRegulation, "remedy/time-limits", `# Licences Act

### 1. Licences

The Authority may refuse a licence to a person.

### 2. Appeals

A person may appeal to the court against a decision of the Authority.

### 3. Fees

The Authority may charge a fee.
`, []string{"### 2A. Time limits\n\nThe [Authority] shall decide", "\n\n### 3. Fees\n"}},
		"several paragraphs": {"l.md", rules.DraftRegulation, "privacy/individual-rights", `# Licences Act

### § 1. Licences

(1) The Authority may refuse a licence to a person.

(2) The Authority shall process personal data of applicants only to decide on their applications.

### § 2. Fees

(1) The Authority may charge a fee.

(2) The fee is paid yearly.
`, []string{"### § 3. Access, correction and erasure\n\n(1) Every person has the right", "\n\n(2) Every person has", "\n\n(3) The Authority shall answer"}},
		"sections named so": {"s.md", rules.ProcurementSpec, "remedy/complaint-channel", `# Tender

### Section 1. Scope

1.1 The Contractor shall deliver a system that decides on applications for housing.

1.2 The Contractor shall train staff of the Department.

### Section 2. Fees

2.1 The Department shall pay the Contractor each month.
`, []string{"### Section 3. Complaints\n\n3.1 The Contractor shall set up a complaint mechanism"}},
		"plain text": {"t.txt", rules.DraftRegulation, "remedy/appeal", `LICENCES ACT

1. Licences

(1) The Authority may refuse a licence to a person who applies for it in the
form and manner that the Minister prescribes.

(2) The Authority shall publish each of its decisions in the official gazette of
the country within a month.

2. Fees

(1) The Authority may charge a fee for each application that it receives and for
each licence.

(2) The fee is paid yearly.

SCHEDULE

Forms of licences.
`, []string{"3. Appeals\n\nA person aggrieved by a decision under this [Act] may,", "\n\nSCHEDULE\n"}},
	} {
		t.Run(name, func(t *testing.T) {
			res := mend(t, c.file, c.text, c.kind, Options{Rules: []string{c.rule}})
			if len(res.Left) > 0 {
				t.Errorf("left: %v", res.Left)
			}
			for _, w := range c.want {
				if !strings.Contains(string(res.Data), w) {
					t.Errorf("%q is not in\n%s", w, res.Data)
				}
			}
			checkKept(t, []byte(c.text), res.Data)
		})
	}
}

// TestLineEnds holds that the byte order mark and the line ends of a file stay,
// and that what is put in has the same line ends.
func TestLineEnds(t *testing.T) {
	text := "\ufeff# Terms\r\n\r\n## 1. Use\r\n\r\nYou may use the service. We may suspend your account.\r\n\r\n## 2. Fees\r\n\r\nWe charge none."
	res := mend(t, "t.md", text, rules.TermsOfService, Options{Rules: []string{"remedy/appeal"}})
	got := string(res.Data)
	if !strings.HasPrefix(got, text) || !strings.Contains(got, "\r\n\r\n## 3. Appeals\r\n\r\nIf we remove") {
		t.Errorf("%q", got)
	}
	if strings.Count(got, "\n") != strings.Count(got, "\r\n") {
		t.Errorf("line ends differ: %q", got)
	}
}

// TestNamed holds what is done only for rules that are named.
func TestNamed(t *testing.T) {
	text := `# Terms of service

## 1. Accounts

1.1 We may close your account if you break these terms.

1.2 You can appeal our decision to close your account.

## 2. Disputes

2.1 Any dispute about these terms shall be settled finally by binding arbitration.
`
	all := string(mend(t, "t.md", text, rules.TermsOfService, Options{}).Data)
	if strings.Contains(all, "took no part in the first decision") || !strings.Contains(all, "settled finally by binding arbitration") {
		t.Errorf("an incomplete safeguard or a red flag was mended unasked:\n%s", all)
	}
	res := mend(t, "t.md", text, rules.TermsOfService, Options{Rules: []string{"remedy/appeal", "red-flag/forced-arbitration", "privacy/consent"}})
	got := string(res.Data)
	for _, want := range []string{"1.3 If we remove your content", "2.1 If a dispute cannot be settled by talking to us"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	if strings.Contains(got, "settled finally") || len(res.Left) != 1 || res.Left[0].Rule != "privacy/consent" {
		t.Errorf("left %v\n%s", res.Left, got)
	}
}

func TestLabels(t *testing.T) {
	for label, want := range map[string]string{
		"6": "7", "Article 12": "Article 13", "4.9": "4.10", "(c)": "(d)", "IV": "V", "(iv)": "(v)", "18A": "19", "Sec. 3.09": "Sec. 3.10", "§ 4": "§ 5", "B": "C", "a)": "b)",
	} {
		if got, _ := nextLabel(label, false); got != want {
			t.Errorf("after %s comes %s, not %s", label, want, got)
		}
	}
	if got, _ := nextLabel("(i)", true); got != "(j)" {
		t.Errorf("after the letter i comes %s", got)
	}
	if got, ok := nextLabel("(z)", true); ok {
		t.Errorf("after the letter z comes %s", got)
	}
	for label, want := range map[string]string{"18": "18A", "Article 5": "Article 5a", "18A": "18A"} {
		if got, _ := afterLabel(label); got != want {
			t.Errorf("between %s and the next stands %s, not %s", label, want, got)
		}
	}
}

// TestAgrees holds that wording is put where the report said that it belongs.
func TestAgrees(t *testing.T) {
	text := `# Terms of service

## 1. Accounts

1.1 We may close your account if you break these terms.

## 2. Complaints

2.1 You can send a complaint to help@example.org.

## 3. Arbitration of bids

3.1 A bid for an advertisement cannot be appealed.
`
	v, _ := english().judge("t.md", []byte(text), rules.TermsOfService)
	inside := 0
	for _, f := range v.Findings {
		if f.Type != lint.FindingMissing {
			continue
		}
		res := mend(t, "t.md", text, rules.TermsOfService, Options{Rules: []string{f.Rule}})
		if len(res.Done) != 1 {
			continue // it fails at its place, which other tests hold
		}
		where := res.Done[0].Where
		if strings.HasPrefix(f.Place, "in “") {
			inside++
			if where != f.Place {
				t.Errorf("%s belongs %s and was put %s", f.Rule, f.Place, where)
			}
		} else if !strings.HasPrefix(where, "in the new section “4 ") || f.Place != "in a section of its own following “3 Arbitration of bids”" {
			t.Errorf("%s belongs %s and was put %s", f.Rule, f.Place, where)
		}
	}
	if inside == 0 {
		t.Error("no wording was put into a section that stands there")
	}
}

// TestOrder holds that the order of safeguards names rules that there are, and
// that each right has the heading of its section.
func TestOrder(t *testing.T) {
	for _, r := range english().cat.Rules {
		if r.Flags() {
			continue
		}
		if orderOf(r.ID) == len(order) {
			t.Errorf("%s has no place in the order", r.ID)
		}
		if i, _ := rightOf(r.Right); i == len(rights) {
			t.Errorf("the right “%s” has no heading", r.Right)
		}
	}
	for _, id := range order {
		if english().cat.Rule(id) == nil {
			t.Errorf("there is no rule %s", id)
		}
	}
}

// TestLastOfLaw holds that a person is told where new sections stand behind the
// one that ends a law.
func TestLastOfLaw(t *testing.T) {
	const law = `# Digital Registers Bill

## 1. Registers

(1) The Authority shall keep a register of every person who uses a public service.

(2) The Authority may refuse an entry.

## 2. Offences

(1) A person who gives false particulars commits an offence.

## 3. %s

(1) This Act shall come into operation on the day on which it is published.
`
	for title, want := range map[string]int{"Commencement": 1, "Costs": 0} {
		res := mend(t, "law.md", strings.Replace(law, "%s", title, 1), rules.DraftRegulation, Options{Rules: []string{"environment/footprint", "equality/accessibility"}})
		told := 0
		for _, n := range res.Notes {
			if strings.Contains(n, "stand behind “3 "+title) {
				told++
			}
		}
		if len(res.Done) == 0 || told != want {
			t.Errorf("%s: %d clauses, notes %q", title, len(res.Done), res.Notes)
		}
	}
}

// TestUnderlinedLast holds that an underlined heading at the end of a draft keeps
// its underline.
func TestUnderlinedLast(t *testing.T) {
	const text = "# Terms of Service\n\nThese terms govern your use of the service.\n\nComplaints\n---"
	res := mend(t, "t.md", text, rules.TermsOfService, Options{})
	if len(res.Done) == 0 || !strings.HasPrefix(string(res.Data), text+"\n") {
		t.Errorf("%d clauses in\n%s", len(res.Done), res.Data)
	}
}
