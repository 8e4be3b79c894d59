package corpus

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/report"
	"github.com/rightslint/rightslint/rules"
)

// folder writes files into a temporary folder.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// made is a small labelled folder that meets every case of the scoring.
var made = map[string]string{
	"one.md": "# One\n",
	"one.labels.yaml": `document: one.md
kind: privacy-policy
safeguards:
  privacy/consent: {status: absent, sure: true}
  privacy/security: {status: present, evidence: ["We keep it safe."]}
  privacy/retention-limit: {status: partial, sure: true}
  privacy/encryption: {status: not-applicable, sure: true}
  privacy/sensitive-data: {status: absent, sure: false}
  remedy/appeal: {status: absent}
  remedy/redress: {status: weak}
red_flags:
- {rule: red-flag/immunity, quote: "No   action SHALL lie"}
- {rule: red-flag/secrecy, quote: "in secret"}
capped_flags: [red-flag/data-sale]
`,
	"sub/two.md": "# Two\n",
	"sub/two.labels.yaml": `document: two.md
kind: draft-regulation
safeguards:
  privacy/consent: {status: absent}
  privacy/security: {status: not-applicable}
red_flags: []
`,
	"three.md":          "# Three\n",
	"three.labels.yaml": "document: three.md\nkind: draft-regulation\nsafeguards:\n  privacy/consent: {status: absent}\n",
	"four.md":           "# Four\n",
	"four.labels.yaml":  "document: four.md\nkind: draft-regulation\nsafeguards:\n  privacy/consent: {status: present}\nred_flags:\n- {rule: red-flag/immunity, quote: x}\n",
	// Characters of two to four bytes shift the offsets.
	"terms.md": "Ünïcode “first” 🙂. We may close it. Wir ändern es.\r\nLast.",
	"s.spans.jsonl": `{"doc": "terms.md", "start": 0, "end": 18, "label": ""}
{"doc": "terms.md", "start": 19, "end": 35, "label": "red-flag/unilateral-termination"}
{"doc": "terms.md", "start": 36, "end": 50, "label": "red-flag/unilateral-change"}
{"doc": "terms.md", "start": 36, "end": 50, "label": "red-flag/unilateral-termination"}
{"doc": "gone.md", "start": 0, "end": 3, "label": "red-flag/choice-of-law"}
`,
}

// madeReport is a report on that folder: three.md could not be judged, and
// four.md is not in it.
func madeReport() *lint.Report {
	row := func(rule string, s lint.Status) lint.Row { return lint.Row{Rule: rule, Status: s} }
	flag := func(rule, quote string, start, end int) lint.Finding {
		return lint.Finding{Rule: rule, Type: lint.FindingRedFlag, Span: &lint.Span{Quote: quote, Start: start, End: end}}
	}
	return lint.NewReport([]*lint.Document{
		{Path: "one.md", Kind: "privacy-policy", Coverage: []lint.Row{
			row("privacy/consent", lint.Missing), row("privacy/security", lint.Missing), row("privacy/retention-limit", lint.Weak),
			row("privacy/encryption", lint.NotApplicable), row("privacy/sensitive-data", lint.Present), row("remedy/appeal", lint.Partial),
		}, Findings: []lint.Finding{
			flag("red-flag/immunity", "no action shall lie against the Board.", 1, 2), flag("red-flag/data-sale", "we sell", 3, 4),
			flag("red-flag/ouster-clause", "final", 5, 6),
			{Rule: "red-flag/secrecy", Type: lint.FindingRedFlag},
		}},
		{Path: "sub/two.md", Kind: "privacy-policy", Coverage: []lint.Row{
			row("privacy/consent", lint.Elsewhere), row("privacy/security", lint.NotApplicable),
		}, Findings: []lint.Finding{flag("red-flag/immunity", "x", 0, 1)}},
		{Path: "three.md", Kind: "unknown", Error: "it is empty", Coverage: []lint.Row{}, Findings: []lint.Finding{}},
		{Path: "terms.md", Kind: "terms-of-service", Coverage: []lint.Row{}, Findings: []lint.Finding{
			flag("red-flag/unilateral-termination", "", 26, 36), flag("red-flag/unilateral-change", "", 0, 9),
			flag("red-flag/choice-of-law", "", 0, 9),
		}},
	})
}

func TestScoreOnMadeUpLabels(t *testing.T) {
	set, err := Read(folder(t, made))
	if err != nil {
		t.Fatal(err)
	}
	s, err := set.Score(madeReport())
	if err != nil {
		t.Fatal(err)
	}
	if s.Documents != 4 || s.Unread != 2 || s.KindRight != 1 || s.SentenceDocuments != 1 {
		t.Errorf("documents %d, unread %d, kind right %d, with sentences %d", s.Documents, s.Unread, s.KindRight, s.SentenceDocuments)
	}
	for _, c := range []struct {
		what      string
		got, want Counts
	}{
		{"missing", s.Missing, Counts{TP: 1, FP: 1, FN: 3, TN: 5}},
		{"partial or weak", s.PartialOrWeak, Counts{TP: 1, FP: 1, FN: 1, TN: 7}},
		{"not applicable", s.NotApplicable, Counts{TP: 2, TN: 8}},
		{"red flags", s.RedFlags, Counts{TP: 1, FP: 2, FN: 2}},
		{"sentences", s.Sentences, Counts{TP: 1, FP: 2, FN: 2, TN: 4}},
	} {
		if c.got != c.want {
			t.Errorf("%s: %+v, want %+v", c.what, c.got, c.want)
		}
	}
	if s.Exact != (Agreement{3, 10}) {
		t.Errorf("exact: %+v", s.Exact)
	}
}

func TestCounts(t *testing.T) {
	for _, c := range []struct {
		counts   Counts
		p, r, f1 float64
	}{
		{Counts{}, 0, 0, 0},
		{Counts{TN: 5}, 0, 0, 0},
		{Counts{TP: 3, FP: 1, FN: 3}, 0.75, 0.5, 0.6},
		{Counts{FP: 2, FN: 2}, 0, 0, 0},
	} {
		if p, r, f1 := c.counts.Precision(), c.counts.Recall(), c.counts.F1(); p != c.p || r != c.r || f1 != c.f1 {
			t.Errorf("%+v: %v %v %v", c.counts, p, r, f1)
		}
	}
}

// asScorer writes figures as the reference scorer prints them.
func asScorer(s *Scores) string {
	var b strings.Builder
	prf := func(c Counts, digits int) string {
		return fmt.Sprintf("P %.*f R %.*f F1 %.*f", digits, c.Precision(), digits, c.Recall(), digits, c.F1())
	}
	if s.Documents > 0 {
		fmt.Fprintf(&b, "documents %d, not read %d, kind right %d/%d\n", s.Documents, s.Unread, s.KindRight, s.Documents)
		fmt.Fprintf(&b, "missing safeguards: %s  (tp %d fp %d fn %d tn %d)\n", prf(s.Missing, 3), s.Missing.TP, s.Missing.FP, s.Missing.FN, s.Missing.TN)
		fmt.Fprintf(&b, "partial or weak:    %s\n", prf(s.PartialOrWeak, 3))
		if !s.RedFlags.Empty() {
			fmt.Fprintf(&b, "red flags:          %s\n", prf(s.RedFlags, 3))
		}
		for _, r := range s.Rules {
			if c := r.Missing; !c.Empty() {
				fmt.Fprintf(&b, "  %-42s %s  tp %d fp %d fn %d tn %d\n", r.Rule, prf(c, 2), c.TP, c.FP, c.FN, c.TN)
			}
		}
		for _, r := range s.Rules {
			if c := r.RedFlags; !c.Empty() {
				fmt.Fprintf(&b, "  %-42s %s  tp %d fp %d fn %d\n", r.Rule, prf(c, 2), c.TP, c.FP, c.FN)
			}
		}
	}
	if s.SentenceDocuments > 0 {
		fmt.Fprintf(&b, "sentence-labelled documents %d\n", s.SentenceDocuments)
		for _, r := range s.Rules {
			if c := r.Sentences; !c.Empty() {
				fmt.Fprintf(&b, "  %-36s %s  tp %d fp %d fn %d\n", r.Rule, prf(c, 3), c.TP, c.FP, c.FN)
			}
		}
		fmt.Fprintf(&b, "sentences: macro-F1 %.3f  micro %s\n", s.SentencesMacroF1, prf(s.Sentences, 3))
	}
	return b.String()
}

// scorer is the reference scorer, where it is at hand.
const scorer = "../../shared/gold/score.py"

// TestScoreEqualsReference compares the figures with those of the reference
// scorer, on made-up labels and on real ones.
func TestScoreEqualsReference(t *testing.T) {
	if !exists(scorer) || exec.Command("python3", "-c", "import yaml").Run() != nil {
		t.Skip("the reference scorer (Python 3 with PyYAML) is not at hand")
	}
	check := func(t *testing.T, dir string, judge func(*Set) *lint.Report) {
		set, err := Read(dir)
		if err != nil {
			t.Fatal(err)
		}
		rep := judge(set)
		var data bytes.Buffer
		if err := report.JSON(&data, rep); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "report.json")
		if err := os.WriteFile(file, data.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command("python3", scorer, dir, file, "--by-rule").CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		again, err := ReadReport(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range []*lint.Report{rep, again} {
			s, err := set.Score(r)
			if err != nil {
				t.Fatal(err)
			}
			if got := asScorer(s); got != string(out) {
				t.Errorf("figures differ:\n%s", differing(got, string(out)))
			}
		}
	}
	t.Run("made-up", func(t *testing.T) {
		check(t, folder(t, made), func(*Set) *lint.Report { return madeReport() })
	})
	_, linter := builtin(t)
	for _, name := range []string{"safeguards", "sentences/en"} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(filepath.Dir(scorer), name)
			if !exists(dir) {
				t.Skip("the labelled documents are not at hand")
			}
			check(t, dir, func(s *Set) *lint.Report { return s.Judge(linter, lint.Options{Jobs: 2}) })
		})
	}
}

// differing returns the lines that two texts do not share.
func differing(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	var out []string
	for _, l := range a {
		if !slices.Contains(b, l) {
			out = append(out, "got  "+l)
		}
	}
	for _, l := range b {
		if !slices.Contains(a, l) {
			out = append(out, "want "+l)
		}
	}
	return strings.Join(out, "\n")
}

// loaded is the built-in catalog with its cases, and a linter; they are made
// once for all tests.
var loaded = sync.OnceValues(func() (*rules.Catalog, *lint.Linter) {
	cat, err := rules.Load(rules.Builtin())
	if err != nil {
		return nil, nil
	}
	set, err := cat.Compile("en")
	if err != nil {
		return nil, nil
	}
	return cat, lint.NewLinter(set)
})

// builtin returns the catalog with its cases, and a linter.
func builtin(t *testing.T) (*rules.Catalog, *lint.Linter) {
	t.Helper()
	cat, linter := loaded()
	if cat == nil {
		t.Fatal("the rule files are not sound; go test ./rules says where")
	}
	return cat, linter
}

func TestMistakes(t *testing.T) {
	set, err := Read(folder(t, made))
	if err != nil {
		t.Fatal(err)
	}
	cat, _ := builtin(t)
	rep := madeReport()
	rep.Documents[0].Coverage[1].Nearest = &lint.Near{Span: lint.Span{Quote: "We try to keep it safe."}, Why: "it only permits this"}
	ms, err := set.Mistakes(rep, cat)
	if err != nil {
		t.Fatal(err)
	}
	sortsOf := map[string]int{}
	for _, m := range ms {
		sortsOf[m.Sort]++
	}
	want := map[string]int{FalseAlarm: 1, Overlooked: 3, OtherStatus: 3, FlagMissed: 2, FlagFalse: 2, SentenceMiss: 2, SentenceFake: 2}
	for _, s := range sorts {
		if sortsOf[s] != want[s] {
			t.Errorf("%s: %d, want %d", s, sortsOf[s], want[s])
		}
	}
	var text strings.Builder
	if err := WriteMistakes(&text, ms); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{
		"false alarm: one.md (label: present; report: missing)", "We keep it safe.", "We try to keep it safe.",
		"does not count: it only permits this", "the document was not judged", "flag overlooked: one.md", "Wir ändern es.",
	} {
		if !strings.Contains(text.String(), part) {
			t.Errorf("the list of mistakes does not say %q:\n%s", part, text.String())
		}
	}
}
