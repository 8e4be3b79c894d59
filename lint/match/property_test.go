package match

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/rightslint/rightslint/rules"
)

// clauses are sentences from which documents are made: they carry every force,
// negations, numbers and names.
var clauses = []string{
	"We shall delete personal data within 30 days of the end of the contract.",
	"We may delete personal data, or suspend the service, as we see fit.",
	"The company will not erase your personal data unless you ask for it in writing.",
	"The minister may suspend the service only on a court order that is published.",
	"No authority may suspend the service.",
	"Any person can appeal, and the authority must inform the person of the outcome.",
	"The supplier should, where practicable, notify the department of faults.",
	"Nothing in these rules is of any great moment, and yet they go on and on.",
	"Personal data are erased by the contractor no later than within 14 days.",
}

var layoutPatterns = []string{
	"{all: [delete, data]}",
	"{all: [delete, data], by: [provider], in: provision}",
	"{all: [suspend, service], without: [court]}",
	"{all: [notify, [person, client]], negated: any}",
	"{all: [delete, deadline], in: section, force: binding}",
}

// wrapped returns the words of a text broken into lines as the draws say.
func wrapped(t *rapid.T, text, indent string) string {
	words := strings.Fields(text)
	width := rapid.IntRange(1, 30).Draw(t, "words on a line")
	var out strings.Builder
	for i, w := range words {
		switch {
		case i > 0 && i%width == 0:
			out.WriteString("\n" + indent)
		case i > 0:
			out.WriteString(" ")
		}
		out.WriteString(w)
	}
	return out.String()
}

// TestLayoutIsIndifferent holds that the verdict depends neither on where lines
// are broken nor on how they end.
func TestLayoutIsIndifferent(t *testing.T) {
	type compiled struct {
		set     *rules.Compiled
		pattern *Pattern
	}
	var patterns []compiled
	for _, p := range layoutPatterns {
		set, pattern := setup(t, p)
		patterns = append(patterns, compiled{set, pattern})
	}
	found := 0
	rapid.Check(t, func(rt *rapid.T) {
		var plain, folded strings.Builder
		both := func(s string) { plain.WriteString(s); folded.WriteString(s) }
		both("# Rules\n\n")
		for range rapid.IntRange(1, 6).Draw(rt, "blocks") {
			clause := func() string { return rapid.SampledFrom(clauses).Draw(rt, "clause") }
			switch rapid.SampledFrom([]string{"heading", "paragraph", "list"}).Draw(rt, "block") {
			case "heading":
				both("## " + rapid.SampledFrom([]string{"Security", "Service", "Data"}).Draw(rt, "title") + "\n\n")
			case "paragraph":
				text := clause() + " " + clause()
				plain.WriteString(text + "\n\n")
				folded.WriteString(wrapped(rt, text, "") + "\n\n")
			case "list":
				lead := "The supplier " + rapid.SampledFrom([]string{"shall", "may", "should"}).Draw(rt, "modal") + " do this for the department and for nobody else:"
				plain.WriteString(lead + "\n\n")
				folded.WriteString(wrapped(rt, lead, "") + "\n\n")
				for _, item := range []string{"erase personal data and every copy of them that it still has;", "notify the person within 3 days."} {
					plain.WriteString("- " + item + "\n")
					folded.WriteString("- " + wrapped(rt, item, "  ") + "\n")
				}
				both("\n")
			}
		}
		other := folded.String()
		if rapid.Bool().Draw(rt, "CRLF") {
			other = strings.ReplaceAll(other, "\n", "\r\n")
		}
		for i, p := range patterns {
			a := scan(t, p.set, plain.String(), rules.TermsOfService)
			b := scan(t, p.set, other, rules.TermsOfService)
			want, got := describe(a, a.Find(p.pattern)), describe(b, b.Find(p.pattern))
			found += len(want)
			if got != want {
				rt.Errorf("pattern %s\n one line each: %q\nbroken: %q\n%s", layoutPatterns[i], want, got, other)
			}
		}
	})
	if found == 0 {
		t.Error("no pattern was ever found; the test shows nothing")
	}
}
