package match

import (
	"testing"

	"github.com/rightslint/rightslint/rules"
)

func TestForce(t *testing.T) {
	const erase = "{all: [delete, data]}"
	run(t, []probe{
		{"shall", erase, "The Supplier shall delete personal data.", "The: duty"},
		{"must", erase, "Every supplier must erase the personal data.", "Every: duty"},
		{"will", erase, "We will delete your personal data.", "We: duty"},
		{"statement of fact", erase, "We delete your personal data.", "We: fact"},
		{"power of the provider", erase, "We may delete personal data.", "We: power"},
		{"reserved right", "{all: [suspend, service]}", "The company reserves the right to suspend the service.", "The: power"},
		{"entitlement of a person", erase, "An applicant may delete personal data.", "An: duty"},
		{"entitlement of a user", "{all: [appeal]}", "You can appeal.", "You: duty"},
		{"may only", erase, "The authority may delete personal data only on a court order.", "The: duty"},
		{"no order may", "{all: [suspend, service]}", "No minister may ever suspend the service.", "No: negated"},
		{"no order may, inside the sentence", "{all: [suspend, service], negated: any}", "In time of peace no minister may suspend the service.", "In: duty"},
		{"can't", "{all: [suspend, service], negated: any}", "We can't suspend the service.", "We: duty"},
		{"should", erase, "The supplier should delete personal data.", "The: wish"},
		{"a wish beside a duty", erase, "The supplier shall endeavour to delete personal data.", "The: wish"},
		{"a condition beside a duty", erase, "The supplier shall, where practicable, delete personal data.", "The: wish"},
		{"the wish of another clause", erase, "The supplier should be prompt; it shall delete personal data.", "The: duty"},
		{"a condition with should first", erase, "Should the purpose end, we will delete personal data.", "Should: duty"},
		{"a wish in a condition", erase, "Where we endeavour to move, we delete personal data.", "Where: fact"},
		{"a wish behind a condition", erase, "Where we move, we endeavour, all told, to delete personal data.", "Where: wish"},
		{"a condition that weakens", erase, "Where practicable, we shall delete personal data.", "Where: wish"},
		{"only it may", erase, "Only the authority may delete personal data.", "Only: duty"},
		{"may solely", erase, "The authority may delete personal data solely on request.", "The: duty"},
		{"a wish for a time alone", erase, "We shall, where practicable within 3 days, delete personal data.", "We: duty"},
		{"not permitted", "{all: [suspend, service], negated: any}", "They are not permitted to suspend the service.", "They: duty"},
		{"a condition that opens with should", erase, "Should you leave, we will delete your personal data.", "Should: duty"},
		{"nobody may, inside the sentence", "{all: [suspend, service], negated: any}", "Access is a right, and nobody may suspend the service.", "Access: duty"},
		{"a condition put first", erase, "Should the applicant object, the supplier shall delete personal data.", "Should: duty"},
		{"a condition put between", erase, "The supplier shall delete personal data, should you object.", "The: duty"},
		{"what may be done to a person is no entitlement", "{all: [suspend]}", "An applicant may be suspended.", "An: power"},
		{"duty before power", erase, "The supplier, who may keep copies, shall delete personal data.", "The: duty"},
	})
}

func TestForceAskedFor(t *testing.T) {
	run(t, []probe{
		{"duty asked, power found", "{all: [delete, data], force: binding}", "We may delete personal data.", "We: not binding"},
		{"duty asked, fact found", "{all: [delete, data], force: binding}", "We delete personal data.", "We: fact"},
		{"duty asked, wish found", "{all: [delete, data], force: binding}", "We should delete personal data.", "We: not binding"},
		{"power asked, duty found", "{all: [delete, data], force: power}", "We shall delete personal data.", "We: not binding"},
		{"power asked, power found", "{all: [delete, data], force: power}", "We may delete personal data.", "We: duty"},
		{"power asked, fact found", "{all: [delete, data], force: power}", "We delete personal data.", "We: not binding"},
		{"a power is as good", "{all: [delete, data], force: any}", "We may delete personal data.", "We: duty"},
		{"so is advice to users", "{all: [appeal], force: any}", "You should appeal.", "You: duty"},
		{"but no wish", "{all: [appeal], force: any}", "The department should allow an appeal.", "The: wish"},
	})
}

func TestLeadInCarriesModality(t *testing.T) {
	for _, c := range []struct{ modal, want string }{
		{"shall", "erase: duty"}, {"may", "erase: power"}, {"should", "erase: wish"}, {"shall not", "erase: duty"},
	} {
		set, pattern := setup(t, "{all: [delete, data], negated: any}")
		text := scan(t, set, "The supplier "+c.modal+":\n\n- encrypt all copies;\n- erase the personal data; and\n- inform the department.\n", rules.ProcurementSpec)
		if got := describe(text, text.Find(pattern)); got != c.want {
			t.Errorf("lead-in with %q: got %q, want %q", c.modal, got, c.want)
		}
	}
}

func TestNegation(t *testing.T) {
	const erase, kept = "{all: [delete, data]}", "{all: [delete, data], negated: yes}"
	run(t, []probe{
		{"not", erase, "We will not delete your personal data.", "We: negated"},
		{"contraction", erase, "We don't delete your personal data.", "We: negated"},
		{"never", erase, "The supplier shall never erase personal data.", "The: negated"},
		{"no", "{all: [appeal]}", "There is no appeal.", "There: negated"},
		{"the denial of a condition", "{all: [appeal]}", "If you cannot agree, the appeal goes to the board.", "If: fact"},
		{"no condition, the same comma", "{all: [appeal]}", "We do not hear, in fact, an appeal.", "We: negated"},
		{"not only", erase, "We will not only delete your personal data but destroy the disks.", "We: duty"},
		{"no later than", "{all: [deadline, notify]}", "We will, no later than within 3 days, notify you.", "We: duty"},
		{"of a clause that says which data", erase, "The supplier, who is not at ease, shall delete personal data.", "The: duty"},
		{"another clause", erase, "You need not object; we will delete your personal data.", "You: duty"},
		{"a condition between commas", "{all: [appeal]}", "An applicant may, where we do not reply, appeal.", "An: duty"},
		{"inside the condition", erase, "If we do not delete personal data, you may object.", "If: negated"},
		{"a second predicate", erase, "The supplier shall not keep and shall delete personal data.", "The: duty"},
		{"denial asked for and there", kept, "The supplier shall not erase personal data.", "The: duty"},
		{"denial asked for and not there", kept, "The supplier shall erase personal data.", "The: not denied"},
		{"either", "{all: [delete, data], negated: any}", "We will not delete your personal data.", "We: duty"},
	})
}

func TestSubject(t *testing.T) {
	const byProvider = "{all: [delete, data], by: [provider]}"
	run(t, []probe{
		{"active, the right one", byProvider, "We shall delete personal data.", "We: duty"},
		{"active, somebody else", byProvider, "The applicant shall delete personal data.", "The: wrong party"},
		{"one of two", "{all: [delete, data], by: [provider, vendor]}", "The contractor shall delete personal data.", "The: duty"},
		{"nobody is named", byProvider, "It is good practice to delete personal data.", "It: fact"},
		{"passive, by the right one", byProvider, "Personal data shall be deleted by the company.", "Personal: duty"},
		{"passive, by somebody else", byProvider, "Personal data shall be deleted by the minister.", "Personal: wrong party"},
		{"a possessive is no subject", "{all: [delete, data], by: [user]}", "We shall delete your personal data.", "We: wrong party"},
		{"nor is one between subject and verb", "{all: [delete, data], by: [vendor]}", "The supplier, at our request, shall delete personal data.", "The: duty"},
		{"whom a passive verb is done to does not act", "{all: [notify], by: [provider]}", "The applicant shall be notified.", "The: duty"},
		{"whom one obliges does", "{all: [notify], by: [provider]}", "The applicant shall be required to notify the department.", "The: wrong party"},
		{"nor is one after a preposition", "{all: [notify], by: [provider]}", "Requests from users are answered and we notify.", "Requests: fact"},
		{"the lead-in names it", byProvider, "The applicant shall:\n\n- sign the form;\n- erase the personal data.\n", "erase: wrong party"},
		{"nor is one behind a preposition", "{all: [data, delete], by: [vendor]}", "Personal data about you must be deleted.", "Personal: duty"},
		{"nor is one in a clause about the data", byProvider, "The data you give, personal data included, must be deleted.", "The: duty"},
		{"who is informed does not act", "{all: [notify, data], by: [provider]}", "You will be informed of personal data.", "You: duty"},
		{"but a name that begins so is one", "{all: [data, delete], by: [vendor]}", "On request the data minister shall delete personal data.", "On: wrong party"},
		{"the object is no subject", "{all: [notify], by: [person]}", "The minister shall notify the person.", "The: wrong party"},
	})
}

// TestLearntNames reads names that a document gives its parties: the name then
// acts as that party.
func TestLearntNames(t *testing.T) {
	const byProvider, byUser = "{all: [delete, data], by: [provider]}", "{all: [delete, data], by: [user]}"
	const intro = "This is an agreement between you and Osprey Networks Ltd. (\"Seabird\").\n\n"
	run(t, []probe{
		{"a company's short name is the provider", byProvider, intro + "Seabird shall delete personal data.", "Seabird: duty"},
		{"and nobody else", byUser, intro + "Seabird shall delete personal data.", "Seabird: wrong party"},
		{"without an introduction it is nobody", byUser, "Seabird shall delete personal data.", "Seabird: duty"},
		{"its possessive is no subject", byUser, intro + "On Seabird's pages you shall delete personal data.", "On: duty"},
		{"its power is no entitlement", "{all: [delete, data]}", intro + "Seabird may delete personal data.", "Seabird: power"},
		{"a defined term is no party", byUser, "These are the rules of Osprey Networks Ltd. for its pages (\"Site\").\n\nThe Site shall delete personal data.", "The: duty"},
	})
}
