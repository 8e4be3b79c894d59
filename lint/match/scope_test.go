package match

import (
	"strings"
	"testing"

	"github.com/rightslint/rightslint/rules"
)

func TestScopes(t *testing.T) {
	const numbered = `# Terms

## 1. Data

1.1 We shall delete old files. Requests on personal data go to the desk.

1.2 The desk keeps records. Decisions are made within 30 days.

## 2. Disputes

2.1 You may appeal.
`
	run(t, []probe{
		{"sentence: apart", "{all: [delete, data]}", numbered, ""},
		{"provision: together", "{all: [delete, data], in: provision}", numbered, "We: duty"},
		{"provision: across two", "{all: [delete, deadline], in: provision}", numbered, ""},
		{"section: across two provisions", "{all: [delete, deadline], in: section}", numbered, "We: duty"},
		{"section: across two sections", "{all: [delete, appeal], in: section}", numbered, ""},
		{
			"provision: a list without numbers", "{all: [delete, deadline], in: provision}",
			"We shall delete:\n\n- letters;\n- pictures, within 30 days.\n\nYou may appeal.\n", "We: duty",
		},
		{
			"sentence: an item with its lead-in", "{all: [notify, deadline]}",
			"The supplier shall notify the department:\n\n- of faults, within 30 days;\n- of staff changes.\n", "of: duty",
		},
		{
			"sentence: two items do not add up", "{all: [deadline, court]}",
			"The supplier shall act:\n\n- within 30 days;\n- on a court order.\n", "",
		},
		{
			"sentence: the lead-in alone is evidence once", "{all: [notify]}",
			"The supplier shall notify the department:\n\n- of faults;\n- of staff changes.\n", "The: duty",
		},
	})
}

func TestWithin(t *testing.T) {
	filler := strings.Repeat("very ", 10)
	run(t, []probe{
		{"near enough", "{all: [delete, data], within: 14}", "We delete " + filler + "old personal data.", "We: fact"},
		{"too far", "{all: [delete, data], within: 8}", "We delete " + filler + "old personal data.", ""},
		{"forty words by default", "{all: [delete, data]}", "We delete " + strings.Repeat("very ", 45) + "old personal data.", ""},
		{"the nearest of several mentions", "{all: [delete, data], within: 4}", "Personal data and other things of that sort: we delete personal data.", "Personal: fact"},
	})
}

func TestSeq(t *testing.T) {
	run(t, []probe{
		{"in order", "{seq: [delete, data]}", "We delete personal data.", "We: fact"},
		{"out of order", "{seq: [data, delete]}", "We delete personal data.", ""},
		{"any order", "{all: [data, delete]}", "We delete personal data.", "We: fact"},
		{"a choice", "{seq: [[notify, delete], data]}", "We delete personal data.", "We: fact"},
	})
}

func TestWithout(t *testing.T) {
	const suspend = "{all: [suspend, service], without: [court]}"
	run(t, []probe{
		{"not there", suspend, "The minister may suspend the service.", "The: power"},
		{"there", suspend, "The minister may suspend the service on a court order.", "The: excluded"},
		{"in the lead-in", suspend, "On a court order the minister may:\n\n- inspect a log;\n- suspend the service.\n", "suspend: excluded"},
		{"in the next sentence", suspend, "The minister may suspend the service. A court order is published.", "The: power"},
	})
}

func TestUnder(t *testing.T) {
	const under = "{all: [delete, data], under: [security]}"
	run(t, []probe{
		{"the heading speaks of it", under, "# Terms\n\n## Security\n\nWe delete personal data.\n", "We: fact"},
		{"a heading farther up does", under, "# Security rules\n\n## Storage\n\nWe delete personal data.\n", "We: fact"},
		{"no heading does", under, "# Terms\n\n## Storage\n\nWe delete personal data.\n\n## Security\n\nWe lock doors.\n", "We: wrong section"},
	})
}

func TestClasses(t *testing.T) {
	const quoted = "# Terms\n\nThe regulator wrote to us in spring:\n\n> You shall delete personal data.\n\nWe answered the regulator. We keep files in a cellar. The cellar is dry.\n"
	run(t, []probe{
		{"a quotation does not operate", "{all: [delete, data]}", quoted, "You: not operative"},
		{"unless it is asked for", "{all: [delete, data], class: [quotation]}", quoted, "You: duty"},
		{"a heading does not operate", "{all: [delete, data]}", "# Deleting personal data\n\nSee the annex.\n", "Deleting: not operative"},
	})
}

// TestKinds holds that a pattern for other kinds of documents finds nothing.
func TestKinds(t *testing.T) {
	set, pattern := setup(t, "{all: [delete, data], kinds: [procurement-spec]}")
	const source = "We delete personal data."
	text := scan(t, set, source, rules.TermsOfService)
	if ms := text.Find(pattern); len(ms) != 0 {
		t.Errorf("terms of service: %s", describe(text, ms))
	}
	text = scan(t, set, source, rules.ProcurementSpec)
	if ms := text.Find(pattern); len(ms) != 1 {
		t.Errorf("procurement: %d matches, want 1", len(ms))
	}
}

// TestUnknownConcept holds that a pattern with a concept that the language
// lacks finds nothing, rather than matching on the rest.
func TestUnknownConcept(t *testing.T) {
	set, _ := setup(t, "{all: [delete]}")
	ref := func(name string) rules.Term { return rules.Term{{Name: name}} }
	p := Compile(&rules.Pattern{All: []rules.Term{ref("delete"), ref("no-such-concept")}}, set)
	text := scan(t, set, "We delete personal data.", rules.TermsOfService)
	if ms := text.Find(p); len(ms) != 0 {
		t.Errorf("found %s", describe(text, ms))
	}
}
