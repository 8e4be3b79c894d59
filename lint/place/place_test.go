package place

import (
	"strings"
	"sync"
	"testing"

	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

var catalog = sync.OnceValues(func() (*rules.Catalog, error) {
	cat, _, err := rules.LoadBuiltin()
	return cat, err
})

func topicOf(t *testing.T, rule string) Topic {
	t.Helper()
	cat, err := catalog()
	if err != nil {
		t.Fatal(err)
	}
	r := cat.Rule(rule)
	if r == nil {
		t.Fatalf("there is no rule %s", rule)
	}
	return TopicOf(r)
}

// TestTopical holds which headings say that a section is about a safeguard.
func TestTopical(t *testing.T) {
	for _, c := range []struct {
		rule, title string
		kind        rules.Kind
		want        int
	}{
		{"remedy/appeal", "Appeals", rules.DraftRegulation, 2},
		{"remedy/appeal", "Appeals of bidders", rules.ProcurementSpec, 0},
		{"remedy/complaint-channel", "Copyright complaints", rules.TermsOfService, 0},
		{"remedy/complaint-channel", "Complaints to the Data Commissioner", rules.DraftRegulation, 2},
		{"remedy/notice-and-reasons", "Termination and suspension", rules.TermsOfService, 2},
		{"remedy/notice-and-reasons", "Suspension of networks", rules.DraftRegulation, 0},
		{"privacy/security", "Personal data", rules.TermsOfService, 1},
		{"privacy/individual-rights", "Your rights", rules.PrivacyPolicy, 2},
		{"privacy/individual-rights", "Your rights", rules.TermsOfService, 0},
		{"accountability/impact-assessment", "Impact reports", rules.ProcurementSpec, 0},
		{"agency/human-oversight", "Quality Score Matrix", rules.ProcurementSpec, 0},
		{"agency/human-oversight", "System requirements", rules.ProcurementSpec, 0},
		{"agency/human-oversight", "Human oversight of the system", rules.ProcurementSpec, 2},
	} {
		topic := topicOf(t, c.rule)
		if got := topical(contentWords(c.title), topic.words(c.kind), fields[topic.Right]); got != c.want {
			t.Errorf("%s under “%s”: %d, want %d", c.rule, c.title, got, c.want)
		}
	}
}

// TestFields holds that the name of each right is known by its headings.
func TestFields(t *testing.T) {
	cat, err := catalog()
	if err != nil {
		t.Fatal(err)
	}
	rights := map[string]bool{}
	for _, r := range cat.Rules {
		rights[r.Right] = true
	}
	for right := range fields {
		if !rights[right] {
			t.Errorf("no rule serves the right “%s”", right)
		}
	}
}

// TestMissing holds where clauses belong: the last line of text at the place, and
// the place in words.
func TestMissing(t *testing.T) {
	for name, c := range map[string]struct {
		kind         rules.Kind
		rule, text   string
		after, where string
		format       string
	}{
		"in the section about it": {rules.TermsOfService, "remedy/appeal", `# Terms

## 1. Use

You may use the service.

## 2. Complaints and appeals

2.1 You can send a complaint to help@example.org.

2.2 We keep a list of complaints.

## 3. Fees

We charge no fees.
`, "We keep a list of complaints.", "in “2 Complaints and appeals”", "md"},
		"a mention in a heading is not enough": {rules.ProcurementSpec, "agency/human-oversight", `# Request for proposals

## 1. System

1.1 The Supplier shall deliver a system that ranks applicants for housing.

## 2. Quality score matrix

2.1 The Buyer scores proposals by the matrix below.

## 3. Payment

3.1 The Buyer pays each month.

## Annex A. Form of offer

The offeror states its name.
`, "The Buyer pays each month.", "in a section of its own following “3 Payment”", "md"},
		"signatures and a schedule follow": {rules.ProcurementSpec, "remedy/complaint-channel", `# Agreement

## 1. Services

The Supplier shall deliver the system.

## 2. Fees

The Buyer shall pay the fees.

**IN WITNESS WHEREOF** the parties have signed this agreement on the date below.

For the Supplier: ______________

Name and title of the person who signs:

## Schedule 1

The Supplier shall work on weekdays.
`, "The Buyer shall pay the fees.", "in a section of its own following “2 Fees”", "md"},
		"behind a section of one paragraph of a law": {rules.DraftRegulation, "remedy/appeal", `# Licences Act

### 1. Licences

The Authority may refuse a licence.

### 2. Appeals

The court sits in public when it hears an appeal.

### 3. Fees

The Authority may charge a fee.
`, "The court sits in public when it hears an appeal.", "in a section of its own following “2 Appeals”", "md"},
		"names of those who sign read as sections": {rules.DraftRegulation, "remedy/appeal", `# Regulation on licences

### Article 1 - Licences

The Authority may refuse a licence.

### Article 2 - Entry into force

This Regulation enters into force in June.

Done at Lakeview, 3 May.

For the Council

A. FAIRWEATHER

The President

(1) OJ L 1, 3.1.2020, p. 1.
`, "This Regulation enters into force in June.", "in a section of its own following “Article 2 Entry into force”", "md"},
		"how to make contact comes last": {rules.PrivacyPolicy, "privacy/breach-notification", `# Privacy policy

## What we collect

We collect your name.

## Cookies

We set one cookie.

## Contact us

Write to help@example.org.
`, "We set one cookie.", "in a section of its own following “Cookies”", "md"},
		"no sections": {rules.DraftRegulation, "remedy/appeal", "The Authority may refuse a licence.\n\nIt shall publish its decisions.\n\nSigned on behalf of the Authority\n\nThe Director\n", "It shall publish its decisions.", "in a section of its own", "txt"},
		"nothing":     {rules.DraftRegulation, "remedy/appeal", "# Licences Act\n", "Licences Act", "in a section of its own", "md"},
	} {
		t.Run(name, func(t *testing.T) {
			d, err := parse.Parse("t."+c.format, []byte(c.text), parse.Options{})
			if err != nil {
				t.Fatal(err)
			}
			topic := topicOf(t, c.rule)
			at, where := New(d).Missing(&topic, c.kind)
			if where != c.where {
				t.Errorf("belongs %s, not %s", where, c.where)
			}
			if i := Before(d, at); i >= 0 != (c.after != "") || i >= 0 && d.Sentences[i].Text != c.after {
				t.Errorf("after sentence %d of %d, not “%s”", i, len(d.Sentences), c.after)
			}
			if before := strings.TrimRight(string(d.Source[:at]), "\n"); !strings.HasSuffix(before, c.after) {
				t.Errorf("the place is behind %q", before[max(0, len(before)-60):])
			}
		})
	}
}
