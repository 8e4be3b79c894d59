package lint_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
)

var linter = sync.OnceValue(func() *lint.Linter {
	_, sets, err := rules.LoadBuiltin()
	if err != nil {
		panic(err)
	}
	return lint.NewLinter(sets...)
})

// section is a part of a made document. {1}, {2} … in its text stand for the
// numbers of the document's own first, second … section, wherever it has moved.
type section struct {
	title string
	texts []string
}

// original is a document with findings of each sort, and references between its
// provisions.
var original = []section{
	{"Your account", []string{"We may close your account at any time, for any reason and without notice, as section {3} says.", "You must not share your password. Children under 16 may use the service with the consent of a parent."}},
	{"Your data", []string{"We collect personal data when you open an account. We will delete your personal data in accordance with clause {4}.1.", "You can ask us for a copy of the personal data that we hold about you; sections {1}, {2} and {4} apply."}},
	{"Complaints", []string{"You can complain about a decision of ours to [address].", "We will try to notify you of a decision to close your account where practicable, with reasons. You may be able to appeal against a decision."}},
	{"Disputes", []string{"All disputes under section {2} or Article {3} are settled by binding arbitration. Write to [address].", "All disputes under section {2} or Article {3} are settled by binding arbitration. We may change these terms at any time without notice."}},
}

// fillers are paragraphs that no rule and no trait is about.
var fillers = []string{
	"The garden behind the office has three apple trees and a bench.",
	"The building was painted in the spring. Its roof is made of slate.",
	"Meetings are held on the second floor, next to the library.",
	"The canteen opens at noon and closes at two.",
}

// write writes the sections with their numbers; fill adds unrelated paragraphs
// and sections, and width is where lines end, 0 meaning never.
func write(numbered bool, fill func() string, width int) string {
	var titles []string
	var bodies [][]string
	number := map[int]int{}
	for i, s := range original {
		if text := fill(); text != "" {
			titles, bodies = append(titles, "About the house"), append(bodies, []string{text})
		}
		number[i+1] = len(titles) + 1
		var body []string
		for _, t := range s.texts {
			if text := fill(); text != "" {
				body = append(body, text)
			}
			body = append(body, t)
		}
		titles, bodies = append(titles, s.title), append(bodies, body)
	}
	var replace []string
	for from, to := range number {
		replace = append(replace, fmt.Sprintf("{%d}", from), fmt.Sprint(to))
	}
	var out strings.Builder
	out.WriteString("# Terms of Service\n\nThese terms govern your use of our service. By using it you agree to them.\n")
	for i, title := range titles {
		if numbered {
			title = fmt.Sprintf("%d. %s", i+1, title)
		}
		fmt.Fprintf(&out, "\n## %s\n", title)
		for j, text := range bodies[i] {
			text = wrap(strings.NewReplacer(replace...).Replace(text), width)
			if numbered {
				text = fmt.Sprintf("%d.%d %s", i+1, j+1, text)
			}
			out.WriteString("\n" + text + "\n")
		}
	}
	return out.String()
}

// wrap breaks lines at blanks, but not before what would begin a list.
func wrap(text string, width int) string {
	if width == 0 {
		return text
	}
	line, out := "", []string{}
	for _, word := range strings.Fields(text) {
		if line != "" && len(line)+len(word) >= width && !strings.ContainsAny(word[:1], "0123456789-*+#>") {
			out, line = append(out, line), ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	return strings.Join(append(out, line), "\n")
}

func fingerprints(t interface{ Fatalf(string, ...any) }, text string) []string {
	d := linter().Data("terms.md", []byte(text), lint.Options{Kind: rules.TermsOfService, Language: "en"})
	if d.Error != "" {
		t.Fatalf("not judged: %s", d.Error)
	}
	var out []string
	for _, f := range d.Findings {
		quote := ""
		if f.Span != nil && f.OnPassage() {
			quote = f.Span.Quote
		}
		out = append(out, f.Fingerprint+" "+f.Rule+" "+f.Type+" "+quote)
	}
	slices.Sort(out)
	return out
}

// key takes the fingerprints alone.
func key(list []string) string {
	var out []string
	for _, s := range list {
		fingerprint, _, _ := strings.Cut(s, " ")
		out = append(out, fingerprint)
	}
	return strings.Join(out, "\n")
}

// TestFingerprintsSurvive holds that unrelated sections and paragraphs, the
// numbers that they shift, in headings, clauses and references, and other line
// breaks leave every fingerprint as it was.
func TestFingerprintsSurvive(t *testing.T) {
	nothing := func() string { return "" }
	want := fingerprints(t, write(true, nothing, 0))
	types := map[string]bool{}
	for _, s := range want {
		types[strings.Fields(s)[2]] = true
	}
	for _, typ := range []string{lint.FindingMissing, lint.FindingPartial, lint.FindingWeak, lint.FindingRedFlag, lint.FindingDrafting} {
		if !types[typ] {
			t.Fatalf("the document has no finding of the type %s; the test would show less than it should", typ)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		fill := func() string {
			return rapid.SampledFrom(append([]string{"", ""}, fillers...)).Draw(t, "fill")
		}
		text := write(rapid.Bool().Draw(t, "numbered"), fill, rapid.SampledFrom([]int{0, 20, 40, 72}).Draw(t, "width"))
		if rapid.Bool().Draw(t, "crlf") {
			text = strings.ReplaceAll(text, "\n", "\r\n")
		}
		if got := fingerprints(t, text); key(got) != key(want) {
			t.Fatalf("was:\n%s\nis:\n%s\nin:\n%s", strings.Join(want, "\n"), strings.Join(got, "\n"), text)
		}
	})
}

// TestFingerprintsDiffer holds that what changes the meaning changes the
// fingerprint, and that no two findings share one.
func TestFingerprintsDiffer(t *testing.T) {
	text := write(true, func() string { return "" }, 0)
	was := fingerprints(t, text)
	if n := len(slices.Compact(slices.Clone(strings.Split(key(was), "\n")))); n != len(was) {
		t.Errorf("%d findings have %d fingerprints", len(was), n)
	}
	for _, c := range []struct{ old, new string }{
		{"binding arbitration.", "binding arbitration within 30 days."},
		{"without notice, as", "without warning or notice, as"},
	} {
		changed := fingerprints(t, strings.ReplaceAll(text, c.old, c.new))
		if key(changed) == key(was) {
			t.Errorf("%q for %q changes no fingerprint", c.new, c.old)
		}
	}
}

func TestNormalise(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"As clause 12.3(a) says, we may act.", "as clause 4.1 (b) says we may  act", true},
		{"Articles 3, 4 and 7 apply.", "Articles 12, 13 and 14 apply.", true},
		{"See § 4 of these terms.", "See §12 of these terms.", true},
		{"Under Schedule IV it ends.", "Under Schedule 2 it ends.", true},
		{"We answer within 30 days.", "We answer within 90 days.", false},
		{"A fee of 2.5 percent is due.", "A fee of 3.5 percent is due.", false},
		{"Under section 3 we answer within 30 days.", "Under section 3 we answer within 60 days.", false},
		{"Nous répondons à tous.", "Nous repondons à tous.", false},
	} {
		if got := lint.Normalise(c.a) == lint.Normalise(c.b); got != c.same {
			t.Errorf("%q and %q: same is %v; %q, %q", c.a, c.b, got, lint.Normalise(c.a), lint.Normalise(c.b))
		}
	}
}
