package fix

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/rightslint/rightslint/rules"
)

// drafts draws documents: sections of provisions in some manner of numbering,
// with pieces between them that are hard to put something beside.
func drafts(t *rapid.T) string {
	heading := rapid.SampledFrom([]string{"## %d. %s", "## %[2]s", "**%d. %s**", "### Section %d. %s", "# Article %d: %s", "%[2]s\n---", "## %d\\. %s"}).Draw(t, "heading")
	paragraph := rapid.SampledFrom([]string{"%[1]d.%[2]d %[3]s", "(%[2]d) %[3]s", "%[2]d. %[3]s", "%[3]s", "**Rule %[2]d.** %[3]s", "- %[3]s"}).Draw(t, "paragraph")
	titles := []string{"Accounts", "Complaints", "Privacy", "Termination", "Fees", "Appeals", "Security", "Contact", "Changes", "Children"}
	texts := []string{
		"We may close your account if you break these rules.", "We collect your name, your address and your messages.", "You can send a complaint to help@example.org.",
		"We share personal data with advertising partners.", "The service costs nothing.", "We may change these terms at any time.", "We protect your personal data by encryption.",
		"We remove content that is unlawful, and:\n\n- threats;\n- spam.", "| Fee | Sum |\n|---|---|\n| yearly | 3 |", "```\ncode\n```", "> We said so before.",
	}
	var b strings.Builder
	b.WriteString("# Terms of Service\n\nThese terms govern your use of the service.\n")
	for s := range rapid.IntRange(0, 6).Draw(t, "sections") {
		fmt.Fprintf(&b, "\n"+heading+"\n", s+1, rapid.SampledFrom(titles).Draw(t, "title"))
		for p := range rapid.IntRange(0, 4).Draw(t, "paragraphs") {
			fmt.Fprintf(&b, "\n"+paragraph+"\n", s+1, p+1, rapid.SampledFrom(texts).Draw(t, "text"))
		}
	}
	out := b.String()
	switch rapid.IntRange(0, 4).Draw(t, "end") {
	case 0:
		out = strings.TrimRight(out, "\n")
	case 1:
		out += "\n---\n\n© Example Ltd.\n"
	case 2:
		out = strings.ReplaceAll(out, "\n", "\r\n")
	}
	return out
}

// TestTwice mends drawn documents: every line that stood there stands there
// still, nothing is said to be done that is not, and a second run changes
// nothing.
func TestTwice(t *testing.T) {
	if raceEnabled {
		t.Skip("one goroutine alone runs here, which has nothing to race with")
	}
	l := english()
	rapid.Check(t, func(t *rapid.T) {
		text := []byte(drafts(t))
		v, again := l.judge("draft.md", text, rules.TermsOfService)
		res, err := Mend(v, again, Options{})
		if err != nil {
			t.Fatal(err)
		}
		rest := res.Data
		for _, line := range bytes.Split(text, []byte("\n")) {
			i := bytes.Index(rest, line)
			if i < 0 {
				t.Fatalf("the line %q is gone", line)
			}
			rest = rest[i+len(line):]
		}
		after := again(res.Data, v.Kind)
		for _, d := range res.Done {
			for _, row := range after.Coverage {
				if row.Rule == d.Rule && row.Status != "present" {
					t.Fatalf("%s is %s", d.Rule, row.Status)
				}
			}
		}
		second, err := Mend(after, again, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(second.Data, res.Data) {
			t.Fatalf("a second run puts in %v", second.Done)
		}
	})
}
