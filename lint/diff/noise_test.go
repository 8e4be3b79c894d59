package diff

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/rightslint/rightslint/rules"
)

// clauses are what made-up documents consist of: promises, bars, claims,
// powers, what users owe, and plain text.
var clauses = []string{
	"We will delete your messages within 30 days after you close your account.",
	"We do not sell your personal data to anybody.",
	"You can appeal any decision to remove your content, and a person who took no part in it will review it.",
	"We may suspend your account at any time for any reason.",
	"We will notify you at least 30 days before we change these terms.",
	"You must keep your password secret.",
	"We encrypt all messages of users.",
	"Our office is in Port Ellen, and it is open on weekdays.",
	"We only share your address with the carrier, as section 4.2 says.",
	"If a court orders us to disclose your data, we will tell you before we do so, unless the order forbids it.",
	"It is prohibited to use the service to harass or threaten other people.",
	"We keep records of each request from the authorities and publish a report on them every year.",
	"You may export your data in a common format.",
	"Children under 13 may not open an account, and we delete what we hold about them.",
	"Any dispute shall be settled by binding arbitration.",
	"We are not liable for any loss.",
}

// changed is how a clause may come out in the next version.
var changed = []func(string) string{
	func(s string) string { return strings.Replace(s, "will", "may", 1) },
	func(s string) string { return strings.Replace(s, "30 days", "90 days", 1) },
	func(s string) string { return strings.TrimSuffix(s, ".") + ", unless the law says otherwise." },
	func(s string) string { return strings.Replace(s, "all ", "", 1) },
	func(s string) string { return strings.Replace(s, "We", "In the EEA, we", 1) },
	func(s string) string { return "" },
	func(s string) string { return s },
}

// draw makes a document of clauses, and what becomes of it.
func draw(rt *rapid.T) (old, new []string) {
	for _, c := range rapid.Permutation(clauses).Draw(rt, "clauses")[:rapid.IntRange(3, len(clauses)).Draw(rt, "count")] {
		old = append(old, c)
		if next := rapid.SampledFrom(changed).Draw(rt, "change")(c); next != "" {
			new = append(new, next)
		}
	}
	for range rapid.IntRange(0, 3).Draw(rt, "added") {
		c := rapid.SampledFrom(clauses).Draw(rt, "new")
		at := rapid.IntRange(0, len(new)).Draw(rt, "at")
		new = append(new[:at], append([]string{c}, new[at:]...)...)
	}
	return old, new
}

func document(list []string) string {
	return "# Terms of service of Larkmoor\n\nThese terms say what you may expect from us.\n\n" + strings.Join(list, "\n\n") + "\n"
}

// TestSwapOfDrawn holds on made-up documents that swapping the versions
// mirrors every change, and that a document has no change from itself.
func TestSwapOfDrawn(t *testing.T) {
	l := linter(t)
	seen := 0
	rapid.Check(t, func(rt *rapid.T) {
		old, new := draw(rt)
		a, b := document(old), document(new)
		there, back := compareText(t, l, rules.TermsOfService, a, b), compareText(t, l, rules.TermsOfService, b, a)
		seen += len(there.Changes)
		if x, y := keys(there, false), keys(back, true); strings.Join(x, "\n") != strings.Join(y, "\n") {
			rt.Errorf("there:\n%s\nback:\n%s\n%s\n-----\n%s", strings.Join(x, "\n"), strings.Join(y, "\n"), a, b)
		}
		if r := compareText(t, l, rules.TermsOfService, a, a); !r.Empty() {
			rt.Errorf("a document differs from itself:%s", list(r))
		}
	})
	if seen == 0 {
		t.Error("no change was ever found; the test shows nothing")
	}
}

// restyled are changes of form that leave every clause as it is.
var restyled = []struct {
	name  string
	apply func(rt *rapid.T, clauses []string) string
}{
	{"another order", func(rt *rapid.T, c []string) string { return document(rapid.Permutation(c).Draw(rt, "order")) }},
	{"wrapped lines", func(rt *rapid.T, c []string) string {
		out := document(c)
		for i := range c {
			words := strings.Fields(c[i])
			at := rapid.IntRange(1, len(words)-1).Draw(rt, "break")
			out = strings.Replace(out, c[i], strings.Join(words[:at], " ")+"\n"+strings.Join(words[at:], "  "), 1)
		}
		return out
	}},
	{"typographic signs", func(_ *rapid.T, c []string) string {
		return strings.NewReplacer("'", "’", "\"", "“", " - ", " – ").Replace(document(c))
	}},
	{"numbers", func(rt *rapid.T, c []string) string {
		out := make([]string, len(c))
		from := rapid.IntRange(1, 30).Draw(rt, "from")
		for i := range c {
			out[i] = fmt.Sprintf("%d. %s", from+i, strings.ReplaceAll(c[i], "section 4.2", fmt.Sprintf("section %d.1", from)))
		}
		return document(out)
	}},
	{"a heading over each", func(_ *rapid.T, c []string) string {
		out := make([]string, len(c))
		for i := range c {
			out[i] = fmt.Sprintf("## Part %d\n\n%s", i+1, c[i])
		}
		return document(out)
	}},
	{"links and stress", func(_ *rapid.T, c []string) string {
		return strings.NewReplacer("account", "[account](https://larkmoor.example/account)", "personal data", "**personal data**").Replace(document(c))
	}},
	{"a new date", func(rt *rapid.T, c []string) string {
		return document(append([]string{fmt.Sprintf("Last updated: %d March %d", rapid.IntRange(1, 28).Draw(rt, "day"), rapid.IntRange(1990, 2030).Draw(rt, "year"))}, c...))
	}},
	{"joined paragraphs", func(_ *rapid.T, c []string) string { return document([]string{strings.Join(c, " ")}) }},
	{"lines of another system", func(_ *rapid.T, c []string) string { return strings.ReplaceAll(document(c), "\n", "\r\n") }},
}

// TestRestyled holds that a change of form is no change.
func TestRestyled(t *testing.T) {
	l := linter(t)
	for _, style := range restyled {
		t.Run(style.name, func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				c, _ := draw(rt)
				old := document(append([]string{"Last updated: 3 February 2021"}, c...))
				if style.name != "a new date" {
					old = document(c)
				}
				new := style.apply(rt, c)
				if r := compareText(t, l, rules.TermsOfService, old, new); !r.Empty() {
					rt.Errorf("reported:%s\n%s\n-----\n%s", list(r), old, new)
				}
			})
		})
	}
}
