package fix

import (
	"testing"

	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// TestNames fits wording into documents that call their parties and themselves
// by other names.
func TestNames(t *testing.T) {
	for _, c := range []struct {
		kind             rules.Kind
		text, from, want string
	}{
		{
			rules.ProcurementSpec, "The City buys a system. The Vendor shall deliver it. The Vendor shall train staff of the City. The City may end this agreement.",
			"The Supplier shall notify [the Client]. The Supplier's staff and the Buyer check the System under this [Contract] on the [Buyer's] notice.",
			"The Vendor shall notify the City. The Vendor's staff and the City check the system under this agreement on the City's notice.",
		},
		{
			rules.ProcurementSpec, "Bids are invited from system integrators (hereinafter \"the SI\") by the Northern Municipal Corporation (\"NMC\"). The SI shall deliver cameras. The SI must train staff. NMC may inspect. NMC will pay.",
			"The Supplier shall report to the [Client].", "The SI shall report to NMC.",
		},
		{
			rules.ProcurementSpec, "Bidders shall send offers. The Bidder shall sign each page.",
			"The Supplier shall report to [the Client].", "The Supplier shall report to the [Client].",
		},
		{
			rules.DraftRegulation, "The Commissioner shall keep a register. The Commissioner may refuse. The Commissioner shall publish this Ordinance. An operator shall report. An operator may ask. An operator shall pay.",
			"The [Authority] shall act under this [Act]. A [provider] shall report to the [Authority].",
			"The Commissioner shall act under this Ordinance. An operator shall report to the Commissioner.",
		},
		{
			rules.DraftRegulation, "The Minister shall act. The Council may act. The Board shall act. The Minister may act. The Council shall act. This Act applies.",
			"The [Authority] shall act under this [Act].", "The [Authority] shall act under this Act.",
		},
		{
			rules.TermsOfService, "We run the Platform. You use the Platform under this Agreement. We and our staff help you, and you pay us.",
			"We end the service under these terms.", "We end the Platform under this Agreement.",
		},
		{
			rules.TermsOfService, "Kipkarna will deliver. Kipkarna may end the contract. If a dispute arises, Kipkarna shall answer. The Courier shall ride. The Courier must obey. The Courier may complain.",
			"If we close your account, you can appeal, and we acknowledge the appeal. We store your data, and you have a right to them that you need.",
			"If Kipkarna closes the Courier's account, the Courier can appeal, and Kipkarna shall acknowledge the appeal. Kipkarna shall store the Courier's data, and the Courier has a right to them that the Courier needs.",
		},
	} {
		d, err := parse.Parse("x.md", []byte(c.text), parse.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := learnNames(d, c.kind).fit(c.from); got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.text, got, c.want)
		}
	}
}

// TestOwnParagraphs holds that references between the paragraphs of wording get
// the numbers under which these stand.
func TestOwnParagraphs(t *testing.T) {
	m := &mender{names: &names{sections: true}}
	for first, want := range map[string]string{"(4)": "Subsection (4) does not apply.", "3.2": "Paragraph 3.2 does not apply.", "7.": "Paragraph 7 does not apply."} {
		if got := m.selfReference("Paragraph (1) does not apply.", first, false); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
