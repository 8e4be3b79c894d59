package html

import (
	"fmt"
	"strings"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
	"github.com/rightslint/rightslint/rules/words"
)

// findingType says how reports name a type of findings.
type findingType struct {
	kind      string // also the class of its elements
	word      string // on a finding
	one, many string // in a sentence that counts
}

// findingTypes are in the order in which reports count them.
var findingTypes = []findingType{
	{lint.FindingMissing, "missing", "safeguard is missing", "safeguards are missing"},
	{lint.FindingPartial, "incomplete", "is incomplete", "are incomplete"},
	{lint.FindingWeak, "only wished for", "is only wished for", "are only wished for"},
	{lint.FindingRedFlag, "takes rights away", "clause takes rights away", "clauses take rights away"},
	{lint.FindingDrafting, "point of drafting", "point of drafting", "points of drafting"},
}

func (t *findingType) verdict(n int) string {
	if n == 1 {
		return t.one
	}
	return t.many
}

// count is the word below a number.
func (t *findingType) count(n int) string {
	switch {
	case t.kind == lint.FindingRedFlag && n == 1:
		return "clause takes rights away"
	case t.kind == lint.FindingRedFlag:
		return "clauses take rights away"
	case t.kind == lint.FindingDrafting && n != 1:
		return "points of drafting"
	}
	return t.word
}

func typeWord(kind string) string {
	for _, t := range findingTypes {
		if t.kind == kind {
			return t.word
		}
	}
	return kind
}

// findingView is what the template of a finding needs.
type findingView struct {
	ID, Rule, Fingerprint string
	Type, Word, Severity  string
	Right                 int // number of its right, for the filters
	Title, Detail         string
	Place                 string // where a missing safeguard belongs
	Nearest               *nearView
	Passage               *placeView // what the finding is about
	WordingLabel, Wording string
	Rationale             string
	Sources               []sourceView
	Number                int          // of its passage
	First                 *findingView // the finding that says what the rule says
	Next                  string       // id of the next finding of the rule, where they are clauses
	Back                  string       // id of its row in the table
	Waived                *lint.Suppressed
}

// nearView is the passage that comes nearest to a missing safeguard.
type nearView struct {
	placeView
	Why string
}

// sourceView is an instrument that a rule rests on.
type sourceView struct {
	Short, Full string
}

// finding describes the finding with the index i.
func (m *maker) finding(i int) *findingView {
	f := &m.d.Findings[i]
	v := &findingView{
		ID: fmt.Sprintf("%s-f%d", m.id, i+1), Rule: f.Rule, Fingerprint: f.Fingerprint,
		Type: f.Type, Word: typeWord(f.Type), Severity: string(f.Severity),
		Right: m.right(f.Right), Title: words.Capital(clean(f.Title)), Waived: f.Suppressed,
		Back: m.rowID(f.Rule),
	}
	v.Detail = m.detail(f)
	if f.Type == lint.FindingMissing {
		v.Place = clean(f.Place)
		if f.Nearest != nil {
			v.Nearest = &nearView{m.passage(f.Nearest.Span), clean(f.Nearest.Why)}
		}
	} else if f.Span != nil {
		p := m.passage(*f.Span)
		v.Passage = &p
	}
	key := f.Rule + " " + f.Type
	if first := m.first[key]; first != nil {
		v.First = first
		return v
	}
	if f.Suppressed == nil {
		m.first[key] = v
	}
	m.explain(v, f)
	return v
}

// detail says what a finding adds to its title and its type.
func (m *maker) detail(f *lint.Finding) string {
	switch f.Type {
	case lint.FindingPartial:
		if row := m.rows[f.Rule]; row != nil && len(row.MissingElements) > 0 {
			return "What lacks: " + m.lacks(row) + "."
		}
	case lint.FindingWeak:
		return "The passage permits or encourages it, and binds nobody."
	case lint.FindingMissing:
		if m.d.Doc != nil && len(m.d.Doc.Unread) > 0 {
			return "It was not found in the pages that could be read."
		}
	default:
		// The message of a clause begins with the title of its rule.
		rest := strings.TrimPrefix(f.Message, words.Capital(f.Title)+".")
		return strings.TrimSpace(clean(rest))
	}
	return ""
}

// lacks lists what is missing of a safeguard that is partly there; rules are
// called by their titles.
func (m *maker) lacks(row *lint.Row) string {
	parts := make([]string, len(row.MissingElements))
	for i, e := range row.MissingElements {
		parts[i] = words.Small(clean(e))
		before, id, ok := strings.Cut(strings.TrimSuffix(parts[i], ")"), " (")
		if r := m.cat.Rule(id); ok && r != nil {
			parts[i] = before + ": " + words.Small(r.Title)
		}
	}
	return strings.Join(parts, "; ")
}

// explain adds the wording, the reason and the sources of a rule.
func (m *maker) explain(v *findingView, f *lint.Finding) {
	if f.Suggestion != nil {
		v.Wording = strings.TrimSpace(lines(f.Suggestion.Text))
		switch f.Type {
		case lint.FindingMissing:
			v.WordingLabel = "Suggested wording"
		case lint.FindingPartial, lint.FindingWeak:
			v.WordingLabel = "Complete wording"
		default:
			v.WordingLabel = "Wording that mends it"
		}
	}
	if r := m.cat.Rule(f.Rule); r != nil {
		v.Rationale = strings.Join(strings.Fields(r.Rationale), " ")
	}
	v.Sources = citations(m.cat, f.Sources)
}

// citations writes sources out: the instrument with its year, and the part.
func citations(cat *rules.Catalog, sources []string) []sourceView {
	var out []sourceView
	for _, s := range sources {
		v := sourceView{Short: s}
		if c, ok := cat.Cite(s); ok {
			v.Full = fmt.Sprintf("%s (%d)", c.Source.Title, c.Source.Year)
			if c.Part != "" {
				v.Full += ", " + c.Part
			}
		}
		out = append(out, v)
	}
	return out
}

// waived lists the findings that somebody has answered with a reason.
func (m *maker) waived() []*findingView {
	var out []*findingView
	for i := range m.d.Findings {
		if m.d.Findings[i].Suppressed != nil {
			out = append(out, m.finding(i))
		}
	}
	return out
}
