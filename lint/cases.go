package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rightslint/rightslint/lint/match"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// CaseFailure is a case of a rule that was judged otherwise than its file says.
type CaseFailure struct {
	// Group is where the case stands in the file: satisfy, partial, weak, fail,
	// near-miss, or suggestion or repair with the kind of document.
	Group string
	// Text is the passage, white space folded.
	Text string
	// Why is what the file says of the case; it may be empty.
	Why string
	// Want and Got are verdicts in words.
	Want, Got string
	// Seen says, one sentence each, what the judge saw in the passage.
	Seen []string
}

// RuleTest is how the cases of one rule were judged.
type RuleTest struct {
	// Rule is the rule's id, and File the file of an organisation's rule.
	Rule, File string
	// Judged is how many passages there were.
	Judged   int
	Failures []CaseFailure
}

// TestRules judges the cases of rules of a catalog that was loaded whole. Cases
// are in English, unless the rule has no patterns in English.
func TestRules(cat *rules.Catalog, rs []*rules.Rule) ([]RuleTest, error) {
	judges := map[string]*Judge{}
	var out []RuleTest
	for _, r := range rs {
		lang := "en"
		if spoken := cat.LanguagesOf(r); len(spoken) > 0 && !slices.Contains(spoken, lang) {
			lang = spoken[0]
		}
		if judges[lang] == nil {
			set, err := cat.Compile(lang)
			if err != nil {
				return nil, err
			}
			judges[lang] = NewJudge(set)
		}
		judged, failures := judges[lang].TestRule(r.ID)
		out = append(out, RuleTest{r.ID, r.Origin, judged, failures})
	}
	return out, nil
}

// TestRule judges the cases of the rule with the id, and the wording that it
// suggests, which must satisfy it (or, for a red flag, not be flagged). It
// returns how many passages were judged and those that came out wrong. The rule
// must come with its cases, as rules.Load and rules.LoadWith give it.
func (j *Judge) TestRule(id string) (judged int, failures []CaseFailure) {
	i := slices.IndexFunc(j.rules, func(r compiledRule) bool { return r.ID == id })
	if i < 0 {
		return 0, nil
	}
	r := &j.rules[i]
	check := func(group string, want Status, cases ...rules.Case) {
		for _, c := range cases {
			judged++
			if f := j.testCase(r, c, want); f != nil {
				f.Group = group
				failures = append(failures, *f)
			}
		}
	}
	check("satisfy", Present, r.Cases.Satisfy...)
	check("partial", Partial, r.Cases.Partial...)
	check("weak", Weak, r.Cases.Weak...)
	check("fail", Missing, r.Cases.Fail...)
	check("near-miss", Missing, r.Cases.NearMiss...)
	for _, kind := range rules.Kinds {
		if text := r.Suggestion[kind]; strings.TrimSpace(text) != "" {
			check("suggestion for "+string(kind), Present, rules.Case{Text: text, Kind: kind})
		}
		if text := r.Repair[kind]; strings.TrimSpace(text) != "" {
			check("repair for "+string(kind), Missing, rules.Case{Text: text, Kind: kind})
		}
	}
	return judged, failures
}

// testCase judges one case, and returns nil where it comes out as wanted.
func (j *Judge) testCase(r *compiledRule, c rules.Case, want Status) *CaseFailure {
	f := &CaseFailure{Text: strings.Join(strings.Fields(c.Text), " "), Why: c.Why, Want: verdictWord(r, want)}
	doc, err := parse.Parse("case.md", []byte(c.Text), parse.Options{})
	if err != nil {
		f.Got = "not read"
		f.Seen = []string{err.(*parse.Error).Message}
		return f
	}
	t := j.Scan(doc, caseKind(r, c))
	row := j.caseRow(t, r)
	if row.Status == want {
		return nil
	}
	f.Got = verdictWord(r, row.Status)
	switch {
	case row.Status == Missing:
		f.Seen = j.unmet(t, r)
	case want == Missing:
		f.Seen = j.met(t, r)
	case row.Status == Weak:
		f.Seen = []string{"The passage only permits this or wishes for it; nothing in it binds anybody."}
	case len(row.MissingElements) > 0:
		f.Seen = []string{"What lacks: " + strings.Join(row.MissingElements, "; ") + "."}
	default:
		f.Seen = j.met(t, r)
	}
	return f
}

// caseKind returns the kind of document that a case is judged as: its own, or
// the first that the rule applies to, in the order of rules.Kinds.
func caseKind(r *compiledRule, c rules.Case) rules.Kind {
	kind := c.Kind
	for _, k := range rules.Kinds {
		if kind == "" && r.Applies[k] != "" {
			kind = k
		}
	}
	return kind
}

// caseRow judges a passage by one rule; for a rule that flags, Present means
// that it does.
func (j *Judge) caseRow(t *match.Text, r *compiledRule) Row {
	found := false
	switch {
	case r.Drafting():
		found = len(j.points(t, r)) > 0
	case r.RedFlag():
		found = len(j.flagged(t, r)) > 0
	default:
		return j.safeguard(t, r, nil)
	}
	row := Row{Rule: r.ID, Status: Missing}
	if found {
		row.Status = Present
	}
	return row
}

// verdictWord says a verdict as rule files and reports do.
func verdictWord(r *compiledRule, s Status) string {
	switch {
	case r.Flags() && s == Present:
		return "flagged"
	case r.Flags():
		return "not flagged"
	case s == Partial:
		return "incomplete"
	case s == Weak:
		return "only wished for"
	}
	return string(s)
}

// met says by which words a passage satisfies a rule or is flagged.
func (j *Judge) met(t *match.Text, r *compiledRule) []string {
	lists := []struct {
		name     string
		source   []rules.Pattern
		compiled []*match.Pattern
	}{{"evidence", r.Evidence, r.evidence}, {"partial", r.Rule.Partial, r.partial}}
	for _, l := range lists {
		for i, p := range l.compiled {
			for _, m := range t.Find(p) {
				if m.Refused != match.Counts {
					continue
				}
				var words []string
				for _, term := range l.source[i].Terms() {
					if said := j.saidIn(t, term, m.Sentence); said != "" {
						words = append(words, said)
					}
				}
				return []string{fmt.Sprintf("%s matches: %s.", patternName(l.name, i, &l.source[i]), strings.Join(words, ", "))}
			}
		}
	}
	return nil
}

// saidIn names a concept of the term that a sentence, or else the passage,
// mentions, with its words.
func (j *Judge) saidIn(t *match.Text, term rules.Term, sentence int) string {
	other := ""
	for _, ref := range term {
		for _, m := range t.Mentions(j.set.Concept(ref.Name)) {
			said := fmt.Sprintf("%s (“%s”)", ref.Name, t.Quote(m.Start, m.End))
			if int(m.Sentence) == sentence {
				return said
			}
			if other == "" {
				other = said
			}
		}
	}
	return other
}

// unmet says what keeps a passage from satisfying a rule or from being flagged:
// the passage that was refused, or the concepts of the likeliest pattern.
func (j *Judge) unmet(t *match.Text, r *compiledRule) []string {
	_, refused := find(t, slices.Concat(r.evidence, r.partial), nil, 0)
	if m := leastRefused(t, refused); m != nil {
		return []string{fmt.Sprintf("A pattern matches “%s”, but %s.", t.Doc.Sentences[m.Sentence].Text, why(t, m))}
	}
	best, most := -1, -1
	for i := range r.Evidence {
		n := 0
		for _, term := range r.Evidence[i].Terms() {
			if j.saidIn(t, term, 0) != "" {
				n++
			}
		}
		if n*100/max(len(r.Evidence[i].Terms()), 1) > most {
			best, most = i, n*100/max(len(r.Evidence[i].Terms()), 1)
		}
	}
	if best < 0 {
		return nil
	}
	return j.lacking(t, &r.Evidence[best], patternName("evidence", best, &r.Evidence[best]))
}

// lacking says which concepts of a pattern the passage has and which not.
func (j *Judge) lacking(t *match.Text, p *rules.Pattern, name string) []string {
	var has, lacks []string
	for _, term := range p.Terms() {
		if said := j.saidIn(t, term, 0); said != "" {
			has = append(has, said)
			continue
		}
		var names []string
		for _, ref := range term {
			names = append(names, ref.Name)
		}
		lacks = append(lacks, strings.Join(names, " or "))
	}
	out := []string{name + " comes nearest."}
	if len(has) > 0 {
		out = append(out, "Found: "+strings.Join(has, ", ")+".")
	}
	if len(lacks) > 0 {
		return append(out, "Not found: "+strings.Join(lacks, "; ")+".")
	}
	return append(out, "All its concepts are there, but not as it asks: look at within, in, seq, without, under, class and kinds.")
}

// patternName names a pattern by its number in its list, and its line.
func patternName(list string, i int, p *rules.Pattern) string {
	if at := p.At(); at.Line > 0 {
		return fmt.Sprintf("Pattern %d of %s (line %d)", i+1, list, at.Line)
	}
	return fmt.Sprintf("Pattern %d of %s", i+1, list)
}
