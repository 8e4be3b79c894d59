// Package fix puts the wording that the catalog suggests into a document, at
// the place where it belongs and in the document's own manner: its headings,
// its numbers, its names. Nothing that stands in the document is renumbered or
// rewritten, unless a red flag is named that has wording to replace it.
//
// What it makes is judged before it is given out: every clause that was put in
// must count as present, no clause that stood there may be read otherwise than
// before, and no new red flag or fault of drafting may arise but the blanks that
// are to be filled in. A clause that fails at its place is put into a section of
// its own, and left out, with a reason, if it fails there too.
package fix

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/place"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// Judge reads and judges the bytes of a changed document as one of the kind that
// the document was judged as.
type Judge func(data []byte, kind rules.Kind) *lint.Document

// Options say what is to be mended.
type Options struct {
	// Rules are the ids of the rules to mend; none: all safeguards that are
	// missing. Only a rule that is named is mended where its safeguard is
	// incomplete or only wished for, or where it is a red flag.
	Rules []string
}

// Result is a document with the wording in its place.
type Result struct {
	// Data are the bytes of the document; those given where nothing was done.
	Data []byte
	// Done tells what was put in, in the order of the document.
	Done []Change
	// Left tells what was to be mended and was not.
	Left []Left
	// Notes are facts that a person should know, each one plain sentence.
	Notes []string
}

// Change is wording that was put into the document.
type Change struct {
	// Rule and Title are the id and the title of the rule.
	Rule, Title string
	// Line is where it begins in the new document, from 1.
	Line int
	// Where says in words where it stands.
	Where string
	// Blanks counts the blanks in square brackets that are to be filled in.
	Blanks int
}

// Left is a rule for which nothing was done, and why, in a plain sentence.
type Left struct {
	Rule, Title, Why string
}

// ErrFormat is the error for documents that are neither Markdown nor plain text.
var ErrFormat = errors.New("wording can only be put into Markdown and plain text; convert the document, or take the wording from what rightslint check prints")

// stage is where a clause is tried.
type stage int

const (
	atHome     stage = iota // in the section that is about it
	ownSection              // in a new section
	leftOut
)

// clause is wording to be put in.
type clause struct {
	rule, title string
	right       string
	order       int // among the safeguards
	topic       place.Topic
	paragraphs  []string
	stage       stage
	why         string // why it is left out
	replace     *lint.Span
	where       string
	start, end  int // in the new document
	evidence    int // byte of the source where the safeguard stands in part, or -1
}

// mender is the work on one document.
type mender struct {
	judge  Judge
	before *lint.Document
	source []byte
	out    *outline
	names  *names
	width  int
	// replaced counts the sentences that the last writing replaced.
	replaced int
}

// Mend puts the suggested wording into a document that was read and judged. The
// error says why a document cannot be mended at all: it is ErrFormat, or says why
// it was not judged.
func Mend(v *lint.Document, judge Judge, opts Options) (*Result, error) {
	switch {
	case v.Doc != nil && v.Doc.Format != parse.Markdown && v.Doc.Format != parse.Text:
		return nil, ErrFormat
	case v.Error != "":
		return nil, errors.New(v.Error)
	}
	m := &mender{judge: judge, before: v, source: v.Doc.Source, out: newOutline(v.Doc), width: width(v.Doc)}
	m.names = learnNames(v.Doc, v.Kind)
	clauses, left := m.choose(opts)
	after, data := m.settle(&clauses, opts)
	res := &Result{Data: data, Left: left}
	for _, c := range clauses {
		if c.stage == leftOut {
			res.Left = append(res.Left, Left{c.rule, c.title, c.why})
		}
	}
	slices.SortStableFunc(clauses, func(a, b *clause) int { return a.start - b.start })
	for _, c := range clauses {
		if c.stage != leftOut {
			line, _ := after.Doc.Position(c.start)
			res.Done = append(res.Done, Change{Rule: c.rule, Title: c.title, Line: line, Where: c.where, Blanks: strings.Count(string(data[c.start:c.end]), "[")})
		}
	}
	if slices.ContainsFunc(clauses, func(c *clause) bool { return c.stage == ownSection }) {
		res.Notes = m.notes()
	}
	return res, nil
}

// notes says what is left to a person where there are new sections.
func (m *mender) notes() (out []string) {
	if slices.ContainsFunc(m.before.Doc.Blocks, func(b parse.Block) bool { return b.Class == parse.Contents }) {
		out = append(out, "The table of contents does not list the new sections.")
	}
	tail := m.out.Tail(m.before.Kind)
	if n := len(tail.Siblings); n > 0 {
		last := &m.out.Sections[tail.Siblings[n-1]]
		if title := strings.ToLower(last.Prov.Title); slices.ContainsFunc(lastOfLaw, func(w string) bool { return strings.Contains(title, w) }) {
			out = append(out, "The new sections stand behind "+last.Cite()+", because nothing is renumbered; put them before it when you number the draft anew.")
		}
	}
	return out
}

// lastOfLaw are words in the headings of the sections that end a law.
var lastOfLaw = []string{"commencement", "entry into force", "into force", "short title", "final provision", "repeal", "transitional", "saving"}

// choose makes the clauses for the findings that are to be mended.
func (m *mender) choose(opts Options) (clauses []*clause, left []Left) {
	told := map[string]bool{}
	for i := range m.before.Findings {
		f := &m.before.Findings[i]
		named := slices.Contains(opts.Rules, f.Rule)
		if f.Suppressed != nil || len(opts.Rules) > 0 && !named || f.Type != lint.FindingMissing && !named {
			continue
		}
		told[f.Rule] = true
		if f.Suggestion == nil {
			left = append(left, Left{f.Rule, f.Title, "The rule suggests no wording for this kind of document."})
			continue
		}
		c := m.clause(f)
		switch f.Type {
		case lint.FindingRedFlag, lint.FindingDrafting:
			c.replace = f.Suggestion.Replace
			if why := m.replaceable(c.replace); why != "" {
				left = append(left, Left{f.Rule, f.Title, why})
				continue
			}
		case lint.FindingPartial, lint.FindingWeak:
			c.evidence = f.Span.Start
		}
		clauses = append(clauses, c)
	}
	for _, r := range opts.Rules {
		if !told[r] {
			left = append(left, Left{r, "", "There is nothing to mend: the report has no finding of this rule."})
		}
	}
	slices.SortStableFunc(clauses, func(a, b *clause) int { return a.order - b.order })
	return clauses, left
}

// clause makes the clause for a finding.
func (m *mender) clause(f *lint.Finding) *clause {
	return &clause{
		rule: f.Rule, title: f.Title, right: f.Right, order: orderOf(f.Rule), topic: f.Topic,
		paragraphs: paragraphs(m.names.fit(f.Suggestion.Text)), evidence: -1,
	}
}

// replaceable says why a passage cannot be replaced, or "": it must be a whole
// sentence of running text, and no part of an enumeration, which would fall apart.
func (m *mender) replaceable(span *lint.Span) string {
	d := m.before.Doc
	for i := range d.Sentences {
		s := &d.Sentences[i]
		if s.Span.Start != span.Start {
			continue
		}
		b := d.Blocks[s.Block]
		if s.LeadIn >= 0 || i+1 < len(d.Sentences) && d.Sentences[i+1].LeadIn == i {
			return fmt.Sprintf("Line %d is a part of an enumeration; replace it by hand.", span.Line)
		}
		if b.Level > 0 || s.Class != parse.Body {
			return fmt.Sprintf("Line %d is not a clause of running text; replace it by hand.", span.Line)
		}
		return ""
	}
	return "The passage was not found again."
}

// settle places the clauses so that the document with them is sound, and returns
// the verdict on it and its bytes.
func (m *mender) settle(clauses *[]*clause, opts Options) (*lint.Document, []byte) {
	for {
		data := m.write(*clauses)
		if !slices.ContainsFunc(*clauses, func(c *clause) bool { return c.stage != leftOut }) {
			return m.before, data
		}
		after := m.judge(data, m.before.Kind)
		faults := m.faults(after, *clauses)
		for c, why := range faults {
			c.stage, c.why = c.stage+1, why
			if c.replace != nil {
				c.stage = leftOut
			}
		}
		if len(faults) == 0 {
			more := m.woken(after, *clauses, opts)
			if len(more) == 0 {
				return after, data
			}
			*clauses = append(*clauses, more...)
			slices.SortStableFunc(*clauses, func(a, b *clause) int { return a.order - b.order })
		}
	}
}

// woken makes clauses for the safeguards that the document owes only with the
// wording in it: one that restricts a power also provides for it.
func (m *mender) woken(after *lint.Document, clauses []*clause, opts Options) []*clause {
	if len(opts.Rules) > 0 {
		return nil
	}
	var out []*clause
	for i := range after.Findings {
		f := &after.Findings[i]
		known := slices.ContainsFunc(clauses, func(c *clause) bool { return c.rule == f.Rule })
		if f.Type == lint.FindingMissing && f.Suppressed == nil && f.Suggestion != nil && !known {
			out = append(out, m.clause(f))
		}
	}
	return out
}
