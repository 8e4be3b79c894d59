package fix

import (
	"fmt"
	"strings"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/parse"
)

// faults returns the clauses that do not stand well where they are, with the
// reason. Faults that cannot be laid to a clause are laid to each that shows
// them alone, or else to all that were put into sections of the document.
func (m *mender) faults(after *lint.Document, clauses []*clause) map[*clause]string {
	out := map[*clause]string{}
	var tried []*clause
	for _, c := range clauses {
		if c.stage == leftOut {
			continue
		}
		tried = append(tried, c)
		if why := m.unmet(after, c); why != "" {
			out[c] = why
		}
	}
	for _, f := range m.newFaults(after) {
		for _, c := range tried {
			if f.Span != nil && c.start <= f.Span.Start && f.Span.Start < c.end {
				out[c] = fmt.Sprintf("The wording would itself raise %s here.", f.Rule)
			}
		}
	}
	if len(out) > 0 {
		return out
	}
	why := m.disturbed(after)
	if why == "" {
		return nil
	}
	if len(tried) > 1 {
		for _, c := range tried {
			alone := *c
			if m.disturbed(m.judge(m.write([]*clause{&alone}), m.before.Kind)) != "" {
				out[c] = why
			}
		}
	}
	for _, c := range tried {
		if len(out) == 0 && c.stage == atHome {
			out[c] = why
		}
	}
	if len(out) == 0 {
		for _, c := range tried {
			out[c] = why
		}
	}
	return out
}

// unmet says why a clause does not do what it was put in for, or "".
func (m *mender) unmet(after *lint.Document, c *clause) string {
	if c.replace != nil {
		n := func(d *lint.Document) int {
			n := 0
			for _, f := range d.Findings {
				if f.Rule == c.rule {
					n++
				}
			}
			return n
		}
		if n(after) >= n(m.before) {
			return "The wording alone does not mend the clause; what stands around it says the same."
		}
		return ""
	}
	for _, row := range after.Coverage {
		if row.Rule == c.rule && row.Status != lint.Present {
			if len(row.MissingElements) > 0 {
				return "Other clauses stand in the way: " + strings.Join(row.MissingElements, "; ") + "."
			}
			return "The wording would not be found at any place of this document."
		}
	}
	return ""
}

// newFaults returns the red flags and faults of drafting that a document did not
// have before; blanks to be filled in are none.
func (m *mender) newFaults(after *lint.Document) []lint.Finding {
	had := map[string]int{}
	key := func(f *lint.Finding) string {
		if f.Rule == "drafting/dangling-reference" {
			return f.Rule + f.Message
		}
		return f.Rule + "\x00" + f.Span.Quote
	}
	count := func(fs []lint.Finding, by func(f *lint.Finding)) {
		for i := range fs {
			if f := &fs[i]; (f.Type == lint.FindingRedFlag || f.Type == lint.FindingDrafting) && f.Span != nil && f.Rule != placeholderRule {
				by(f)
			}
		}
	}
	count(m.before.Findings, func(f *lint.Finding) { had[key(f)]++ })
	var out []lint.Finding
	count(after.Findings, func(f *lint.Finding) {
		if had[key(f)]--; had[key(f)] < 0 {
			out = append(out, *f)
		}
	})
	return out
}

// placeholderRule finds the blanks that suggested wording leaves.
const placeholderRule = "drafting/placeholder"

// disturbed says what changed in the text that stood there before, or "".
func (m *mender) disturbed(after *lint.Document) string {
	if after.Error != "" {
		return "The document could not be judged with the wording in it."
	}
	if fs := m.newFaults(after); len(fs) > 0 {
		return fmt.Sprintf("The wording would raise %s elsewhere in the document.", fs[0].Rule)
	}
	rank := map[lint.Status]int{lint.Present: 2, lint.Partial: 1, lint.Weak: 1}
	had := map[string]lint.Status{}
	for _, row := range m.before.Coverage {
		had[row.Rule] = row.Status
	}
	for _, row := range after.Coverage {
		if rank[row.Status] < rank[had[row.Rule]] && row.Status != lint.NotApplicable {
			return fmt.Sprintf("With the wording in it, the document would no longer meet %s.", row.Rule)
		}
	}
	if !m.kept(after.Doc, m.replaced) {
		return "The wording would change how the clauses around it are read."
	}
	return ""
}

// kept reports whether each sentence that stood in the document is read as
// before, but for some that were replaced: the same text of the same class under
// the same number or heading, introduced by the same words.
func (m *mender) kept(after *parse.Document, replaced int) bool {
	d := m.before.Doc
	j, lost := 0, 0
	for i := range d.Sentences {
		k := j
		for k < len(after.Sentences) && !m.sameReading(i, after, k) {
			k++
		}
		if k < len(after.Sentences) {
			j = k + 1
		} else if lost++; lost > replaced {
			return false
		}
	}
	return true
}

// sameReading reports whether sentence i of the document is read as sentence k of
// another. What only closes a document stands under whatever comes last.
func (m *mender) sameReading(i int, b *parse.Document, k int) bool {
	a := m.before.Doc
	s, t := &a.Sentences[i], &b.Sentences[k]
	if s.Text != t.Text {
		return false
	}
	if m.out.Closes(s.Span.Start) {
		return true
	}
	return s.Class == t.Class && unitName(a, s.Provision) == unitName(b, t.Provision) && leadIn(a, s) == leadIn(b, t)
}

func unitName(d *parse.Document, p int) string {
	if p < 0 {
		return ""
	}
	return d.Provisions[p].Label + " " + d.Provisions[p].Title
}

func leadIn(d *parse.Document, s *parse.Sentence) string {
	if s.LeadIn < 0 {
		return ""
	}
	return d.Sentences[s.LeadIn].Text
}
