package corpus

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// examplesDir holds the labelled documents written for this project, and
// figuresFile the figures that they reached.
const (
	examplesDir = "examples"
	figuresFile = "figures.json"
)

// examples reads the project's own labelled documents.
func examples(t *testing.T) *Set {
	t.Helper()
	set, err := Read(examplesDir)
	if err != nil {
		if files, _ := filepath.Glob(examplesDir + "/*.md"); len(files) == 0 {
			t.Skip("there are no examples yet")
		}
		t.Fatal(err)
	}
	return set
}

// TestFiguresHold holds that no change makes the figures on the project's own
// documents worse unseen. Where a change is meant, or the labels have changed,
// "go test ./corpus -run TestFiguresHold -update" writes them anew, also for
// the pages of the rules; "go generate ./rules ./corpus" must follow.
func TestFiguresHold(t *testing.T) {
	set := examples(t)
	cat, linter := builtin(t)
	now, err := set.Score(set.Judge(linter, lint.Options{Jobs: 2}))
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		data, err := json.MarshalIndent(now, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(figuresFile, append(data, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := now.WriteFigures("../rules/figures.yaml", examplesDir); err != nil {
			t.Fatal(err)
		}
		return
	}
	data, err := os.ReadFile(figuresFile)
	if err != nil {
		t.Fatal(err)
	}
	var then Scores
	if err := json.Unmarshal(data, &then); err != nil {
		t.Fatal(err)
	}
	for _, fault := range worse(&then, now) {
		t.Error(fault)
	}
	for _, r := range then.Rules {
		if rule := cat.Rule(r.Rule); rule != nil && !published(rule, r) {
			t.Errorf("%s: rules/figures.yaml has other figures for the examples than %s", r.Rule, figuresFile)
		}
	}
	if t.Failed() {
		t.Log("“rightslint corpus eval corpus/examples --errors” tells which verdicts are wrong; where this is meant, run: go test ./corpus -run TestFiguresHold -update")
	}
}

// published reports whether the figures of a rule on the examples are those
// that its page gives.
func published(rule *rules.Rule, r *RuleScores) bool {
	return slices.ContainsFunc(rule.Measured, func(m rules.Measurement) bool {
		return m.Set.Name == examplesDir && m.Tally == r.tally()
	})
}

// TestWorse holds that the comparison of figures sees what got worse.
func TestWorse(t *testing.T) {
	figures := func(c, flags Counts, unread int) *Scores {
		return &Scores{Documents: 9, Unread: unread, Missing: c, RedFlags: flags, Rules: []*RuleScores{{Rule: "a/b", Missing: c}, {Rule: "red-flag/c", RedFlags: flags}}}
	}
	base := figures(Counts{5, 1, 1, 5}, Counts{TP: 3, FP: 1}, 0)
	for _, c := range []struct {
		what string
		now  *Scores
		want int
	}{
		{"the same", base, 0},
		{"better", figures(Counts{6, 0, 0, 6}, Counts{TP: 3}, 0), 0},
		{"a safeguard overlooked", figures(Counts{4, 1, 2, 5}, Counts{TP: 3, FP: 1}, 0), 2},
		{"a false flag", figures(Counts{5, 1, 1, 5}, Counts{TP: 3, FP: 2}, 0), 2},
		{"other labels", figures(Counts{6, 1, 1, 5}, Counts{TP: 3, FP: 1}, 0), 1},
		{"a document unread", figures(Counts{5, 1, 1, 5}, Counts{TP: 3, FP: 1}, 1), 1},
	} {
		if got := worse(base, c.now); len(got) != c.want {
			t.Errorf("%s: %d faults, want %d: %v", c.what, len(got), c.want, got)
		}
	}
}

// TestCompleteExamplesComeOutClean holds that nothing is reported on documents
// that, by their labels, have everything and no red flag.
func TestCompleteExamplesComeOutClean(t *testing.T) {
	set := examples(t)
	_, linter := builtin(t)
	for _, l := range set.Labels {
		if !l.complete() {
			continue
		}
		doc := linter.File(l.path, lint.Options{})
		if doc.Error != "" {
			t.Errorf("%s: %s", l.Document, doc.Error)
		}
		for _, f := range doc.Findings {
			if f.Type != lint.FindingDrafting {
				t.Errorf("%s: %s %s: %s", l.Document, f.Type, f.Rule, f.Message)
			}
		}
	}
}

// complete reports whether the labels find every safeguard and no red flag.
func (l *Labels) complete() bool {
	for _, label := range l.Safeguards {
		if s := label.status(); s != lint.Present && s != lint.NotApplicable {
			return false
		}
	}
	return len(l.RedFlags) == 0
}

// TestExamplesAreSound holds that the project's own labels are whole: every
// safeguard of the kind, known names, quotes that stand in the document.
func TestExamplesAreSound(t *testing.T) {
	set := examples(t)
	cat, _ := builtin(t)
	labelled := map[string]bool{}
	ofKind, complete := map[rules.Kind]int{}, map[rules.Kind]int{}
	for _, l := range set.Labels {
		labelled[l.path] = true
		ofKind[l.Kind]++
		if l.complete() {
			complete[l.Kind]++
		}
		t.Run(l.Document, func(t *testing.T) { soundLabels(t, l, cat) })
	}
	files, err := filepath.Glob(examplesDir + "/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !labelled[f] {
			t.Errorf("%s has no labels", f)
		}
	}
	for _, k := range rules.Kinds {
		if ofKind[k] < 5 || complete[k] < 1 {
			t.Errorf("%s: %d examples, %d of them complete; want five, and one complete", k, ofKind[k], complete[k])
		}
	}
}

func soundLabels(t *testing.T, l *Labels, cat *rules.Catalog) {
	doc, err := parse.Read(l.path)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(l.path)
	if err != nil {
		t.Fatal(err)
	}
	text := fold(string(raw)) + "\n" + fold(doc.Text())
	if words := len(strings.Fields(string(raw))); words < 600 || words > 2500 {
		t.Errorf("%d words; an example has 600 to 2,500", words)
	}
	quoted := func(rule string, quotes []string) {
		for _, q := range quotes {
			if !strings.Contains(text, fold(q)) {
				t.Errorf("%s: the document does not say: %s", rule, q)
			}
		}
	}
	for id, label := range l.Safeguards {
		r := cat.Rule(id)
		if r == nil || r.Flags() || r.Applies[l.Kind] == "" {
			t.Errorf("%s is no safeguard of a %s", id, l.Kind)
		}
		if !slices.Contains([]string{"present", "partial", "weak", absent, "not-applicable"}, label.Status) {
			t.Errorf("%s: no status is called %q", id, label.Status)
		}
		found := label.Status == "present" || label.Status == "partial" || label.Status == "weak"
		if found != (len(label.Evidence) > 0) {
			t.Errorf("%s is %s and has %d quotes", id, label.Status, len(label.Evidence))
		}
		quoted(id, label.Evidence)
	}
	for _, r := range cat.Rules {
		if _, ok := l.Safeguards[r.ID]; !ok && !r.Flags() && r.Applies[l.Kind] != "" {
			t.Errorf("%s has no label", r.ID)
		}
	}
	if l.RedFlags == nil {
		t.Error("red_flags is missing; write [] where there are none")
	}
	for _, f := range l.RedFlags {
		if r := cat.Rule(f.Rule); r == nil || !r.RedFlag() || r.Applies[l.Kind] == "" {
			t.Errorf("%s is no red flag of a %s", f.Rule, l.Kind)
		}
		quoted(f.Rule, []string{f.Quote})
	}
}

// worse says in what the figures are worse than they were, or cannot be
// compared because the labels are others.
func worse(then, now *Scores) []string {
	var out []string
	if then.Documents != now.Documents {
		return []string{fmt.Sprintf("there are %d labelled documents; the figures are of %d", now.Documents, then.Documents)}
	}
	if now.Unread > then.Unread || now.KindRight < then.KindRight {
		out = append(out, fmt.Sprintf("%d documents are not judged and %d have the right kind; it was %d and %d", now.Unread, now.KindRight, then.Unread, then.KindRight))
	}
	compare := func(what string, old, new Counts) {
		switch {
		case old.TP+old.FN != new.TP+new.FN:
			out = append(out, fmt.Sprintf("%s: the labels have changed", what))
		case new.Wrong() > old.Wrong():
			out = append(out, fmt.Sprintf("%s: %d right, %d wrong, %d missed; it was %d, %d, %d", what, new.TP, new.FP, new.FN, old.TP, old.FP, old.FN))
		}
	}
	rulesThen := map[string]*RuleScores{}
	for _, r := range then.Rules {
		rulesThen[r.Rule] = r
	}
	for _, r := range now.Rules {
		old := rulesThen[r.Rule]
		if old == nil {
			old = &RuleScores{}
		}
		compare(r.Rule+" missing", old.Missing, r.Missing)
		compare(r.Rule, old.RedFlags, r.RedFlags)
	}
	for _, c := range []struct {
		what     string
		old, new Counts
	}{{"missing safeguards", then.Missing, now.Missing}, {"partial or weak", then.PartialOrWeak, now.PartialOrWeak}, {"red flags", then.RedFlags, now.RedFlags}} {
		if c.new.F1() < c.old.F1() {
			out = append(out, fmt.Sprintf("%s: F1 is %.3f; it was %.3f", c.what, c.new.F1(), c.old.F1()))
		}
	}
	return out
}
