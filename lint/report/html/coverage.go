package html

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules/words"
)

// rightView is a part of the table: what belongs to one human right.
type rightView struct {
	Number int
	Name   string
	Rows   []rowView
}

// rowView is a row of the table: a safeguard, or the clauses of one rule.
type rowView struct {
	ID, Rule, Title string
	Class, Word     string // the verdict
	Severity        string
	Detail          string
	Waived          bool
	Places          []placeView
	More            []placeView // places that are folded away
}

// shownPlaces is how many places of one row the table links to.
const shownPlaces = 4

// statusOrder are the verdicts in the order of the table, with their words.
var statusOrder = []struct{ class, word string }{
	{lint.FindingRedFlag, "takes rights away"},
	{lint.FindingMissing, "missing"},
	{lint.FindingPartial, "incomplete"},
	{lint.FindingWeak, "only wished for"},
	{lint.FindingDrafting, "point of drafting"},
	{string(lint.Present), "present"},
	{string(lint.Elsewhere), "elsewhere"},
}

func (r *rowView) rank() int {
	for i, s := range statusOrder {
		if s.class == r.Class {
			return i
		}
	}
	return len(statusOrder)
}

// rowID is the id of the row of a rule.
func (m *maker) rowID(rule string) string {
	return m.id + "-" + strings.ReplaceAll(rule, "/", "-")
}

// coverage makes the table by right, and lists what is not asked of the
// document.
func (m *maker) coverage() (rights []rightView, notAsked []string) {
	rows := map[int][]rowView{}
	findings := m.rowFindings()
	for i := range m.d.Coverage {
		row := &m.d.Coverage[i]
		title, right := row.Rule, ""
		if r := m.cat.Rule(row.Rule); r != nil {
			title, right = words.Capital(r.Title), r.Right
		}
		if row.Status == lint.NotApplicable {
			notAsked = append(notAsked, title)
			continue
		}
		n := m.right(right)
		rows[n] = append(rows[n], m.row(row, title, findings[row.Rule]))
	}
	for _, r := range m.clauseRows() {
		rows[m.right(r.right)] = append(rows[m.right(r.right)], r.rowView)
	}
	for name, n := range m.rights {
		if len(rows[n]) == 0 {
			continue
		}
		slices.SortStableFunc(rows[n], func(a, b rowView) int {
			if d := a.rank() - b.rank(); d != 0 {
				return d
			}
			return severityRank(b.Severity) - severityRank(a.Severity)
		})
		rights = append(rights, rightView{n, words.Capital(clean(name)), rows[n]})
	}
	slices.SortFunc(rights, func(a, b rightView) int { return a.Number - b.Number })
	return rights, notAsked
}

func severityRank(s string) int {
	return slices.Index([]string{"notice", "warning", "error"}, s)
}

// rowFindings returns the findings on safeguards by rule.
func (m *maker) rowFindings() map[string]int {
	out := map[string]int{}
	for i := range m.d.Findings {
		switch f := &m.d.Findings[i]; f.Type {
		case lint.FindingMissing, lint.FindingPartial, lint.FindingWeak:
			out[f.Rule] = i + 1
		}
	}
	return out
}

// row describes a safeguard; finding is the index of its finding plus one.
func (m *maker) row(row *lint.Row, title string, finding int) rowView {
	v := rowView{ID: m.rowID(row.Rule), Rule: row.Rule, Title: title, Class: string(row.Status)}
	v.Word = statusWord(v.Class)
	if len(row.MissingElements) > 0 {
		v.Detail = "lacks: " + m.lacks(row)
	}
	if finding > 0 {
		f := &m.d.Findings[finding-1]
		v.Severity, v.Waived = string(f.Severity), f.Suppressed != nil
		if row.Status == lint.Missing {
			v.Places = []placeView{{Href: fmt.Sprintf("#%s-f%d", m.id, finding), Where: cmp.Or(clean(f.Place), "see below")}}
			return v
		}
	}
	seen := map[string]bool{}
	for _, e := range row.Evidence {
		if p := m.evidencePlace(e); !seen[p.Href+p.Where] {
			seen[p.Href+p.Where] = true
			v.addPlace(p)
		}
	}
	return v
}

// addPlace adds a place; passages that would be cited alike are one place.
func (r *rowView) addPlace(p placeView) {
	for _, list := range [][]placeView{r.Places, r.More} {
		for i := range list {
			if list[i].Where == p.Where {
				list[i].Passages++
				return
			}
		}
	}
	p.Passages = 1
	if len(r.Places) == shownPlaces {
		r.More = append(r.More, p)
		return
	}
	r.Places = append(r.Places, p)
}

func statusWord(class string) string {
	for _, s := range statusOrder {
		if s.class == class {
			return s.word
		}
	}
	return class
}

// evidencePlace is the place of evidence, which may stand in another document
// of the set.
func (m *maker) evidencePlace(e lint.Evidence) placeView {
	if e.Path == "" || e.Path == m.d.Path {
		return m.passage(e.Span)
	}
	p := placeView{Where: where(e.Span) + " of " + clean(filepath.Base(e.Path))}
	if id := m.ids[e.Path]; id != "" {
		p.Href = fmt.Sprintf("#%s-s%d", id, e.Start)
	}
	return p
}

// clauseRow is a row of the table for a rule that finds clauses.
type clauseRow struct {
	rowView
	right string
}

// clauseRows makes one row of all findings of a rule that finds clauses.
func (m *maker) clauseRows() []*clauseRow {
	var out []*clauseRow
	byRule := map[string]*clauseRow{}
	for i := range m.d.Findings {
		f := &m.d.Findings[i]
		if f.Type != lint.FindingRedFlag && f.Type != lint.FindingDrafting {
			continue
		}
		r := byRule[f.Rule]
		if r == nil {
			r = &clauseRow{rowView{ID: m.rowID(f.Rule), Rule: f.Rule, Title: words.Capital(clean(f.Title)), Class: f.Type, Word: typeWord(f.Type), Severity: string(f.Severity), Waived: true}, f.Right}
			byRule[f.Rule] = r
			out = append(out, r)
		}
		r.Waived = r.Waived && f.Suppressed != nil
		if f.Span != nil {
			r.addPlace(m.passage(*f.Span))
		}
	}
	return out
}
