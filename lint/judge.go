package lint

import (
	"slices"
	"sync"

	"github.com/rightslint/rightslint/lint/match"
	"github.com/rightslint/rightslint/lint/place"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
	"github.com/rightslint/rightslint/rules/phrases"
)

// Judge judges documents in one language by a compiled catalog. It is safe for
// concurrent use.
type Judge struct {
	set    *rules.Compiled
	rules  []compiledRule
	traits []compiledTrait
	blanks map[string]bool // see blanks

	// free are scanners that nobody uses now. They are kept for good, unlike
	// in a sync.Pool, because what they know of words is worth keeping. spare is
	// the memory of texts that have been judged.
	mu    sync.Mutex
	free  []*phrases.Scanner
	spare []*match.Memory
}

type compiledRule struct {
	*rules.Rule
	evidence, partial, undercut, near []*match.Pattern
	// Of a red flag: the evidence that is told of wherever it stands, and that
	// which is told of once.
	often, once []*match.Pattern

	elements []compiledElement
	topic    place.Topic
}

type compiledElement struct {
	*rules.Element
	find []*match.Pattern
}

type compiledTrait struct {
	*rules.Trait
	strong, signs []*match.Pattern
}

// NewJudge prepares the rules of a compiled catalog.
func NewJudge(set *rules.Compiled) *Judge {
	j := &Judge{set: set, blanks: blanks(set.Catalog.Rules)}
	for _, r := range set.Catalog.Rules {
		c := compiledRule{
			Rule:     r,
			evidence: match.CompileSafeguard(r.Evidence, r, set),
			partial:  match.CompileSafeguard(r.Partial, r, set),
			undercut: match.CompileAll(r.Undercut, nil, set),
			near:     match.CompileAll(r.Near, r.NotUnder, set),
		}
		for i := range r.Elements {
			e := &r.Elements[i]
			c.elements = append(c.elements, compiledElement{e, match.CompileAll(e.Find, nil, set)})
		}
		if r.Flags() {
			c.often, c.once = splitOnce(r, c.evidence)
		} else {
			c.topic = place.TopicOf(r)
		}
		j.rules = append(j.rules, c)
	}
	for _, t := range set.Catalog.Traits {
		j.traits = append(j.traits, compiledTrait{t, match.CompileAll(t.Strong, t.NotUnder, set), match.CompileAll(t.Signs, t.NotUnder, set)})
	}
	return j
}

// Scan reads the words of a document that is of the given kind.
func (j *Judge) Scan(doc *parse.Document, kind rules.Kind) *match.Text {
	sc, m := j.take()
	defer func() {
		j.mu.Lock()
		j.free = append(j.free, sc)
		j.mu.Unlock()
	}()
	return match.Scan(doc, kind, j.set, sc, m)
}

// take takes a free scanner or makes one, and memory if there is any to spare.
func (j *Judge) take() (sc *phrases.Scanner, m *match.Memory) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if n := len(j.spare); n > 0 {
		m, j.spare = j.spare[n-1], j.spare[:n-1]
	}
	n := len(j.free)
	if n == 0 {
		return j.set.Matcher.NewScanner(), m
	}
	sc, j.free = j.free[n-1], j.free[:n-1]
	return sc, m
}

// finish judges a text that is not used any more.
func (j *Judge) finish(t *match.Text) *Document {
	out := j.Judge(t)
	if m := t.Free(); m != nil {
		j.mu.Lock()
		j.spare = append(j.spare, m)
		j.mu.Unlock()
	}
	return out
}

// Judge returns the verdict on a document of the given kind: traits, coverage
// and findings.
func (j *Judge) Judge(t *match.Text) *Document {
	out := &Document{Path: t.Doc.Path, Kind: t.Kind, Language: j.set.Language, Doc: t.Doc, Warnings: t.Doc.Warnings, Coverage: []Row{}, Findings: []Finding{}}
	traits := map[string]bool{}
	for i := range j.traits {
		if v, ok := j.trait(t, &j.traits[i]); ok {
			out.Traits = append(out.Traits, v)
			traits[v.Trait] = true
		}
	}
	found := make([]Finding, 0, manyFindings)
	at := &places{kind: t.Kind, doc: t.Doc}
	flags := map[string][]match.Match{}
	for i := range j.rules {
		if r := &j.rules[i]; r.RedFlag() && r.Applies[t.Kind] != "" && r.When.Holds(traits) {
			flags[r.ID] = j.flagged(t, r)
		}
	}
	for i := range j.rules {
		r := &j.rules[i]
		severity, applies := r.Applies[t.Kind]
		if !applies || r.Drafting() {
			continue
		}
		if r.RedFlag() {
			for _, m := range flags[r.ID] {
				found = append(found, j.flagFinding(t, r, m, severity))
			}
			continue
		}
		row := Row{Rule: r.ID, Status: NotApplicable}
		if r.When.Holds(traits) {
			row = j.safeguard(t, r, flags)
		}
		out.Coverage = append(out.Coverage, row)
		if f, ok := j.rowFinding(t, r, &row, severity, at); ok {
			found = append(found, f)
		}
	}
	found = append(found, j.drafting(t, out.Coverage)...)
	out.addJudged(found)
	return out
}

// manyFindings is how many findings few documents exceed.
const manyFindings = 128

// trait decides whether the document has a trait, and from which passages.
func (j *Judge) trait(t *match.Text, tr *compiledTrait) (TraitVerdict, bool) {
	v := TraitVerdict{Trait: tr.ID, Title: tr.Title, Evidence: []Span{}}
	more := 0
	if tr.Per > 0 {
		more = t.WordCount() / tr.Per
	}
	enough := max(tr.Need, 1, maxTraitPassages) + more
	strong, _ := find(t, tr.strong, nil, enough)
	var signs []match.Match
	if len(strong) < max(maxTraitPassages, more+1) { // else they say it all
		signs, _ = find(t, tr.signs, nil, enough)
	}
	holds := slices.Contains(tr.Always, t.Kind) ||
		len(strong) > 0 && different(strong, signs) > more ||
		len(tr.signs) > 0 && len(signs) >= max(tr.Need, 1)+more
	shown := map[int]bool{}
	for _, m := range append(strong, signs...) {
		if len(shown) < maxTraitPassages && !shown[m.Sentence] {
			shown[m.Sentence] = true
			v.Evidence = append(v.Evidence, spanOf(t.Doc, m.Sentence))
		}
	}
	return v, holds
}

// different counts the sentences that stand in either list.
func different(a, b []match.Match) int {
	seen := map[int]bool{}
	for _, m := range a {
		seen[m.Sentence] = true
	}
	for _, m := range b {
		seen[m.Sentence] = true
	}
	return len(seen)
}

// maxTraitPassages is how many passages a report shows for a trait.
const maxTraitPassages = 3

// counting returns the matches of any of the patterns that count, one for each
// sentence, in the order of the text.
func counting(t *match.Text, ps []*match.Pattern) []match.Match {
	all, _ := find(t, ps, nil, 0)
	return all
}

// find returns the matches of any of the patterns: those that count, one for
// each sentence in the order of the text, and those that are refused. sections
// limits the search, nil meaning the whole document, and limit the matches of
// each pattern, 0 meaning all.
func find(t *match.Text, ps []*match.Pattern, sections map[int]bool, limit int) (count, refused []match.Match) {
	for _, p := range ps {
		for _, m := range t.FindIn(p, sections, limit) {
			if m.Refused == match.Counts {
				count = append(count, m)
			} else {
				refused = append(refused, m)
			}
		}
	}
	agree := map[int]int{}
	for _, m := range count {
		agree[m.Sentence]++
	}
	for i := range count {
		count[i].Agree = agree[count[i].Sentence]
	}
	slices.SortStableFunc(count, func(a, b match.Match) int {
		if a.Sentence != b.Sentence {
			return a.Sentence - b.Sentence
		}
		return strength(b) - strength(a)
	})
	count = slices.CompactFunc(count, func(a, b match.Match) bool { return a.Sentence == b.Sentence })
	return count, refused
}

// strength orders matches in one sentence: those that bind come first.
func strength(m match.Match) int {
	if m.Force.Weak() {
		return 0
	}
	return 1
}

// flagged returns the sentences that carry a red flag. The items of a list
// whose lead-in is flagged share its flag where the rule says so, unless they
// are reasons; else the list is flagged once.
func (j *Judge) flagged(t *match.Text, r *compiledRule) []match.Match {
	found := counting(t, r.often)
	has := map[int]bool{}
	for _, m := range found {
		has[m.Sentence] = true
	}
	found = withoutReasons(t, found, has, r.Items == "inherit")
	if r.Items != "inherit" {
		found = slices.DeleteFunc(found, func(m match.Match) bool {
			lead := t.Doc.Sentences[m.Sentence].LeadIn
			return lead >= 0 && has[lead]
		})
		return withOnce(t, r.once, found)
	}
	for i := range t.Doc.Sentences {
		lead := t.Doc.Sentences[i].LeadIn
		if lead >= 0 && has[lead] && !has[i] && t.Doc.Sentences[i].Class == parse.Body && !opensReasons(t.Doc.Sentences[lead].Text) {
			has[i] = true
			from, to := t.Span(i)
			found = append(found, match.Match{Sentence: i, From: from, To: to})
		}
	}
	slices.SortFunc(found, func(a, b match.Match) int { return a.Sentence - b.Sentence })
	return withOnce(t, r.once, found)
}
