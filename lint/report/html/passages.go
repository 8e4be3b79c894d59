package html

import (
	"slices"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules/words"
)

// passageView is a sentence that shows a safeguard or that a finding is about.
type passageView struct {
	Number int
	ID     string // of the sentence
	NoteID string // of its notes
	Class  string // of the gravest note
	Label  string // what a reader of the screen hears at the mark
	Notes  []noteView
}

// noteView is one remark on a passage: a finding, or the safeguard that the
// passage shows.
type noteView struct {
	Finding *findingView

	// For evidence:
	Class, Word, Title, Elements, Back string
	Right                              int
}

// gravity orders the classes of notes on one passage, gravest first.
var gravity = []string{lint.FindingRedFlag, lint.FindingPartial, lint.FindingWeak, lint.FindingDrafting, "present"}

// prepare numbers the rights and indexes sentences and rows.
func (m *maker) prepare() {
	for i := range m.d.Coverage {
		m.rows[m.d.Coverage[i].Rule] = &m.d.Coverage[i]
	}
	for _, f := range m.d.Findings {
		m.right(f.Right)
	}
	for _, row := range m.d.Coverage {
		if r := m.cat.Rule(row.Rule); r != nil {
			m.right(r.Right)
		}
	}
	if m.d.Doc == nil {
		return
	}
	for i := range m.d.Doc.Sentences {
		if at := m.d.Doc.Sentences[i].Span.Start; m.places[at] == 0 {
			m.places[at] = i + 1
		}
	}
}

// right returns the number of a right, from 1 in the order of the report.
func (m *maker) right(name string) int {
	if m.rights[name] == 0 {
		m.rights[name] = len(m.rights) + 1
	}
	return m.rights[name]
}

// sentence returns the sentence that a span of the report covers.
func (m *maker) sentence(s lint.Span) (int, bool) {
	i := m.places[s.Start]
	return i - 1, i > 0
}

// passageAt returns the passage of a sentence, and makes it if need be.
func (m *maker) passageAt(i int) *passageView {
	if m.passages[i] == nil {
		m.passages[i] = &passageView{}
	}
	return m.passages[i]
}

// place puts findings and evidence at the sentences that they belong to, and
// numbers these in the order of the text.
func (m *maker) place() {
	last := map[string]*findingView{}
	for i := range m.d.Findings {
		f := &m.d.Findings[i]
		if f.Suppressed != nil {
			continue
		}
		v := m.finding(i)
		if before := last[f.Rule]; before != nil && f.Type == before.Type {
			before.Next = v.ID
		}
		last[f.Rule] = v
		at, ok := -1, false
		if f.Span != nil {
			at, ok = m.sentence(*f.Span)
		}
		switch {
		case !ok:
			m.homeless = append(m.homeless, v)
		case f.Type == lint.FindingMissing:
			m.inserts[at] = append(m.inserts[at], v)
		default:
			p := m.passageAt(at)
			p.Notes = append(p.Notes, noteView{Finding: v, Class: v.Type})
		}
	}
	for i := range m.d.Coverage {
		m.evidence(&m.d.Coverage[i])
	}
	m.number()
}

// evidence puts the passages of a row into the margin; what a finding on the
// same passage says already is not said twice.
func (m *maker) evidence(row *lint.Row) {
	title, right := row.Rule, 0
	if r := m.cat.Rule(row.Rule); r != nil {
		title, right = words.Capital(r.Title), m.right(r.Right)
	}
	for _, e := range row.Evidence {
		if e.Element == lint.TakenBack {
			m.takesBack(row, e, title, right)
			continue
		}
		at, ok := m.sentence(e.Span)
		if !ok || e.Path != "" && e.Path != m.d.Path {
			continue
		}
		p := m.passageAt(at)
		same := slices.IndexFunc(p.Notes, func(n noteView) bool {
			return n.Finding == nil && n.Back == m.rowID(row.Rule) || n.Finding != nil && n.Finding.Rule == row.Rule
		})
		if same < 0 {
			p.Notes = append(p.Notes, noteView{Class: "present", Word: "shows", Title: title, Right: right, Back: m.rowID(row.Rule), Elements: clean(e.Element)})
			if row.Status == lint.Present {
				p.Notes[len(p.Notes)-1].Word = "present"
			}
			continue
		}
		if n := &p.Notes[same]; n.Finding == nil && e.Element != "" && n.Elements == "" {
			n.Elements = clean(e.Element)
		} else if n.Finding == nil && e.Element != "" {
			n.Elements += "; " + clean(e.Element)
		}
	}
}

// takesBack notes a passage that takes a part of a safeguard back.
func (m *maker) takesBack(row *lint.Row, e lint.Evidence, title string, right int) {
	if at, ok := m.sentence(e.Span); ok {
		p := m.passageAt(at)
		p.Notes = append(p.Notes, noteView{Class: lint.FindingPartial, Word: "takes a part back", Title: title, Right: right, Back: m.rowID(row.Rule)})
	}
}

// number numbers the passages and says what each is.
func (m *maker) number() {
	order := make([]int, 0, len(m.passages))
	for i := range m.passages {
		order = append(order, i)
	}
	slices.Sort(order)
	for n, i := range order {
		p := m.passages[i]
		p.Number = n + 1
		p.ID, p.NoteID = m.anchor(i), m.anchor(i)+"n"
		slices.SortStableFunc(p.Notes, func(a, b noteView) int {
			return slices.Index(gravity, a.Class) - slices.Index(gravity, b.Class)
		})
		p.Class = p.Notes[0].Class
		for _, note := range p.Notes {
			if note.Finding != nil {
				note.Finding.Number = p.Number
			}
		}
		p.Label = typeWord(p.Class)
		if p.Class == "present" {
			p.Label = "shows a safeguard"
		}
		m.anchors[i] = true
	}
}
