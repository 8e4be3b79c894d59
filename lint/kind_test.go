package lint

import (
	"testing"

	"github.com/rightslint/rightslint/parse"
)

// TestKindFoundOrSet holds that a document is judged alike whether its kind was
// recognised or set. The provider's name here is learnt from its deeds, which
// only a kind that is known allows.
func TestKindFoundOrSet(t *testing.T) {
	const text = `# Waveform Terms of Service

By using the service you agree to these terms. Waveform reserves the right to refuse a user.
Waveform reserves the right to set limits. You must not share your password.

Waveform may close any account at any time. Waveform may delete your posts without notice.
`
	j, _ := english()
	doc, err := parse.Parse("terms.md", []byte(text), parse.Options{})
	if err != nil {
		t.Fatal(err)
	}
	v, found := j.DetectKind(doc)
	if v.Kind != "terms-of-service" {
		t.Fatalf("the kind is %s", v.Kind)
	}
	a, b := j.Judge(found), j.Judge(j.Scan(doc, v.Kind))
	if len(b.Findings) == 0 || len(a.Findings) != len(b.Findings) {
		t.Fatalf("%d findings where the kind was found, %d where it was set", len(a.Findings), len(b.Findings))
	}
	for i := range a.Findings {
		if a.Findings[i].Fingerprint != b.Findings[i].Fingerprint {
			t.Errorf("found: %s; set: %s", a.Findings[i].Message, b.Findings[i].Message)
		}
	}
	c := j.set.Concept("provider")
	if n, want := len(found.Mentions(c)), len(j.Scan(doc, v.Kind).Mentions(c)); n != want || n < 4 {
		t.Errorf("the provider is mentioned %d times where the kind was found, %d where it was set", n, want)
	}
}

// TestKind holds what kind a document is taken for where its words point to two.
func TestKind(t *testing.T) {
	j, _ := english()
	for _, c := range []struct {
		name, text string
		want       string
	}{
		{"an agreement with a buyer", `# Master Services Agreement

This agreement is made between Larkmoor Ltd and the County. By accessing the platform the County's staff agree to these terms of use.

1. The supplier shall deliver the system within 30 days of the purchase order.
2. The supplier shall provide the deliverables of the statement of work.
3. The user must not share the password.
4. The invoices are paid within 30 days.
5. We may suspend the service where your account is used unlawfully.
`, "procurement-spec"},
		{"a statement that speaks of other terms", `# Larkmoor – Auctions and Classifieds

We made this privacy statement so that you know what happens with your details. Our Terms and Conditions are found elsewhere.

You agree to our terms when you sign up. We collect your name and address. We do not share your personal information with others. You can opt out of letters. You must keep your password safe.
`, "privacy-policy"},
		{"terms of a tender", `# Process Terms

They hold for each opportunity.

1. The contractor shall deliver the work by the due date.
2. The contractor must hold insurance.
3. The contracting authority may cancel the opportunity.
4. Proposals must be submitted before the deadline.
5. Proposals are judged by the evaluation criteria.
6. The contractor warrants that the work is its own.
7. The contractor is paid against an invoice.
8. You agree to them by submitting a proposal.
`, "procurement-spec"},
		{"a policy in plain words", `# Privacy at Larkmoor Lending Library

You can borrow books here without telling us much. You can ask at the desk. If you borrow, you must show your card.

We keep your name and the books that you have now. We don't use cookies. You may ask us to delete your data. You can see what we hold.
`, "privacy-policy"},
		{"an informal call for proposals", `# Website redesign

Larkmoor Aid wants a new website. The role is that of a designer, and the work has two phases.

**Phase one:** interviews, and a report on what visitors need.

**Phase two:** design and build. Deliverables: drafts, a tested site, a handbook.

Send your proposal to office@larkmoor.example. Include in your proposal what it will cost. Questions about this RFP are answered until 3 May. We will name the preferred agency in June.
`, "procurement-spec"},
	} {
		doc, err := parse.Parse("kind.md", []byte(c.text), parse.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if v, _ := j.DetectKind(doc); string(v.Kind) != c.want {
			t.Errorf("%s is taken for %s: %s", c.name, v.Kind, v.Reason)
		}
	}
}
