package match

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// vocabulary is a small language of its own, so that these tests hold whatever
// becomes of the real one.
const vocabulary = `
must: [=shall, =must, =will, (is|are|be) to be]
may: [=may, =can, =permitted to, reserve the right]
should: [=should, endeavour, where practicable]
aspiration: [=should, endeavour, where practicable]
not: [=not, =no, =never]
pseudo-negation: [not only, no later than]
provider: [=we, =us, =our, the company]
vendor: [contractor, supplier]
authority: [authority, minister]
client: [department]
user: [=you, =your, user]
person: [person, applicant]
worker: [employee]
delete: [delete, erase]
data: [personal data]
notify: [notify, inform]
appeal: [appeal]
suspend: [suspend]
service: [service]
court: [court order]
deadline: ["within # days"]
security: [security]
other-sense: [authority of precedent]
`

// setup compiles the vocabulary and one pattern, written as a rule writes it.
func setup(t testing.TB, pattern string) (*rules.Compiled, *Pattern) {
	t.Helper()
	cat, err := rules.Load(fstest.MapFS{
		"vocabulary/en/core.yaml": {Data: []byte(vocabulary)},
		"traits/probe.yaml":       {Data: []byte("id: probe\ntitle: Probe\nstrong:\n  - " + pattern + "\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	set, err := cat.Compile("en")
	if err != nil {
		t.Fatal(err)
	}
	return set, Compile(&cat.Traits[0].Strong[0], set)
}

// scan reads a Markdown document.
func scan(t testing.TB, set *rules.Compiled, source string, kind rules.Kind) *Text {
	t.Helper()
	doc, err := parse.Parse("probe.md", []byte(source), parse.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return Scan(doc, kind, set, set.Matcher.NewScanner(), nil)
}

var forceNames = map[Force]string{Unsaid: "fact", Binding: "duty", Aspiration: "wish", Power: "power"}

var refusalNames = map[Refusal]string{
	NotBinding: "not binding", WrongParty: "wrong party", Negated: "negated", NotDenied: "not denied",
	Excluded: "excluded", NotOperative: "not operative", WrongSection: "wrong section",
}

// describe writes matches as "evidence: force" or "evidence: refusal".
func describe(t *Text, ms []Match) string {
	var out []string
	for _, m := range ms {
		verdict := forceNames[m.Force]
		if m.Refused != Counts {
			verdict = refusalNames[m.Refused]
		}
		first, _, _ := strings.Cut(t.Doc.Sentences[m.Sentence].Text, " ")
		out = append(out, fmt.Sprintf("%s: %s", strings.Trim(first, ",:;."), verdict))
	}
	return strings.Join(out, "; ")
}

// probe is a text, a pattern and what is found: each evidence by its first
// word, with the force of the match or the reason why it is refused.
type probe struct {
	name, pattern, text, want string
}

func run(t *testing.T, probes []probe) {
	t.Helper()
	for _, p := range probes {
		t.Run(p.name, func(t *testing.T) {
			set, pattern := setup(t, p.pattern)
			text := scan(t, set, p.text, rules.TermsOfService)
			if got := describe(text, text.Find(pattern)); got != p.want {
				t.Errorf("pattern %s on\n%s\n got %q\nwant %q", p.pattern, p.text, got, p.want)
			}
		})
	}
}
