package lint

import (
	"slices"
	"strings"

	"github.com/rightslint/rightslint/lint/match"
	"github.com/rightslint/rightslint/rules"
)

// safeguard judges one safeguard that applies: is the core promise there, with
// which force, and which of its elements lack?
func (j *Judge) safeguard(t *match.Text, r *compiledRule, flags map[string][]match.Match) Row {
	row := Row{Rule: r.ID}
	core, refused := find(t, r.evidence, nil, 0)
	binding := bindingOnly(core)
	var some, moreRefused []match.Match
	if len(binding) == 0 { // a part of the promise says nothing beside all of it
		some, moreRefused = find(t, r.partial, nil, 0)
	}
	switch {
	case len(binding) > 0:
		row.Status = Present
		j.elements(t, r, binding, &row)
		if back := counting(t, r.undercut); len(back) > 0 {
			row.Status = Partial
			row.MissingElements = append(row.MissingElements, TakenBack)
			row.show(t, back[:1], TakenBack)
		}
		for _, f := range r.CancelledBy {
			if len(flags[f.Name]) > 0 && row.Status == Present {
				row.Status = Partial
				row.MissingElements = append(row.MissingElements, "it is taken back elsewhere ("+f.Name+")")
			}
		}
		if row.Status == Present && regionalOnly(t, binding) {
			row.Status = Partial
			row.MissingElements = append(row.MissingElements, "it is promised only to people of some regions")
		}
	case len(bindingOnly(some)) > 0: // binding in part is more than wished for in full
		row.Status = Partial
		row.show(t, bindingOnly(some), "")
		row.MissingElements = elementNames(r)
	case len(core) > 0:
		row.Status = Weak
		row.show(t, core, "")
	case len(some) > 0:
		row.Status = Weak
		row.show(t, some, "")
		row.MissingElements = elementNames(r)
	default:
		row.Status = Missing
		row.Nearest = j.nearest(t, r, append(refused, moreRefused...))
	}
	return row
}

// TakenBack is what a report says of words that undercut a safeguard: the
// element of such evidence, and what lacks.
const TakenBack = "other words of the document take it back"

// regionalOnly reports whether every passage gives its promise to the people
// of some regions only. A statute has one territory, and a buyer one place of
// work; those who offer services to the world may treat people differently.
func regionalOnly(t *match.Text, ms []match.Match) bool {
	if t.Kind != rules.TermsOfService && t.Kind != rules.PrivacyPolicy {
		return false
	}
	for _, m := range ms {
		if !t.Regional(m.Sentence) {
			return false
		}
	}
	return true
}

// maxEvidence is how many passages a row shows for each element.
const maxEvidence = 3

// show adds matches to the row's evidence, the plainest first: those in which
// most patterns of the rule hold.
func (row *Row) show(t *match.Text, ms []match.Match, element string) {
	ms = slices.Clone(ms)
	slices.SortStableFunc(ms, func(a, b match.Match) int { return b.Agree - a.Agree })
	for _, m := range ms[:min(len(ms), maxEvidence)] {
		row.Evidence = append(row.Evidence, Evidence{Span: spanOf(t.Doc, m.Sentence), Element: element})
	}
}

// bindingOnly keeps the matches that do more than wish or permit.
func bindingOnly(ms []match.Match) []match.Match {
	var out []match.Match
	for _, m := range ms {
		if !m.Force.Weak() {
			out = append(out, m)
		}
	}
	return out
}

// elements looks for the parts of a safeguard near the passages of its core
// and lowers the status where one lacks.
func (j *Judge) elements(t *match.Text, r *compiledRule, core []match.Match, row *Row) {
	row.show(t, core, "")
	for i := range r.elements {
		e := &r.elements[i]
		if len(e.find) == 0 {
			continue
		}
		found := near(t, e, core)
		if len(found) == 0 {
			row.Status = Partial
			row.MissingElements = append(row.MissingElements, elementName(e))
			continue
		}
		row.show(t, found[:1], e.Name)
	}
}

// near returns the matches of an element that stand close enough to the core
// and are more than wished for: who keeps data secure, and should tell people
// of a breach, has not promised to tell them. Powers count, because a power to
// audit or to appeal is what some elements ask for.
func near(t *match.Text, e *compiledElement, core []match.Match) []match.Match {
	if e.In == "document" {
		return promised(counting(t, e.find))
	}
	n := newNeighbourhood(t, core)
	all, _ := find(t, e.find, n.sections, 0)
	var out []match.Match
	for _, m := range all {
		if n.holds(e.In, m.Sentence) {
			out = append(out, m)
		}
	}
	return promised(out)
}

// promised leaves out the matches that are only wished for.
func promised(ms []match.Match) []match.Match {
	return slices.DeleteFunc(ms, func(m match.Match) bool { return m.Force == match.Aspiration && !m.Advice })
}

// neighbours is how many sentences an element may stand from the core and
// still belong to the same provision, where the text has no numbers.
const neighbours = 2

// spread is how many sentences an element may stand from the core within a
// section. A document without headings is one section, and what it says of
// other matters many pages on is no part of the promise.
const spread = 20

// neighbourhood is where elements are looked for: around the passages of the
// core.
type neighbourhood struct {
	t         *match.Text
	sentences map[int]bool
	sections  map[int]bool
	units     map[int]bool
}

func newNeighbourhood(t *match.Text, core []match.Match) *neighbourhood {
	n := &neighbourhood{t, map[int]bool{}, map[int]bool{}, map[int]bool{}}
	for _, c := range core {
		n.sentences[c.Sentence] = true
		n.sections[t.Section(c.Sentence)] = true
		if u := t.Doc.Unit(t.Doc.Sentences[c.Sentence].Provision); u >= 0 {
			n.units[u] = true
		}
	}
	return n
}

// holds reports whether a sentence stands in the same sentence, provision or
// section as a passage of the core.
func (n *neighbourhood) holds(in string, s int) bool {
	if n.sentences[s] {
		return true
	}
	switch in {
	case "sentence":
		if n.sentences[n.t.Doc.Sentences[s].LeadIn] {
			return true
		}
		for _, item := range n.t.Items(s) {
			if n.sentences[int(item)] {
				return true
			}
		}
		return false
	case "section":
		return n.sections[n.t.Section(s)] && n.within(s, spread)
	}
	if u := n.t.Doc.Unit(n.t.Doc.Sentences[s].Provision); u >= 0 && n.units[u] {
		return true
	}
	return n.within(s, neighbours)
}

// within reports whether a passage of the core stands in the same section, at
// most so many sentences away.
func (n *neighbourhood) within(s, far int) bool {
	for near := s - far; near <= s+far; near++ {
		if n.sentences[near] && n.t.Section(near) == n.t.Section(s) {
			return true
		}
	}
	return false
}

func elementName(e *compiledElement) string {
	if e.Lacks != "" {
		return strings.TrimSuffix(e.Lacks, ".") // reports put it into a sentence
	}
	return e.Name
}

// elementNames lists the elements of a rule that are looked for apart.
func elementNames(r *compiledRule) []string {
	var out []string
	for i := range r.elements {
		out = append(out, elementName(&r.elements[i]))
	}
	return out
}
