package fix

import (
	"slices"
	"strings"

	"github.com/rightslint/rightslint/rules"
)

// edit replaces a range of bytes of the source by pieces of text.
type edit struct {
	start, end int
	pieces     []piece
}

// piece is a part of an edit; what belongs to a clause has one.
type piece struct {
	text string
	of   *clause
}

// write returns the source with the clauses at their places, and notes with each
// where it stands.
func (m *mender) write(clauses []*clause) []byte {
	m.replaced = 0
	homes := map[*section][]*clause{}
	var own []*clause
	var edits []edit
	for _, c := range clauses {
		c.start, c.end = 0, 0
		switch {
		case c.stage == leftOut:
		case c.replace != nil:
			m.replaced++
			c.where = "in place of the clause"
			lead := strings.Repeat("x", c.replace.Start-lineStart(m.source, c.replace.Start))
			text := wrap(lead+strings.Join(c.paragraphs, " "), m.width, m.out.newline)
			edits = append(edits, edit{c.replace.Start, c.replace.End, []piece{{text[len(lead):], c}}})
		case c.stage == atHome:
			if s := m.home(c); s != nil {
				homes[s] = append(homes[s], c)
				continue
			}
			c.stage = ownSection
			own = append(own, c)
		default:
			own = append(own, c)
		}
	}
	for i := range m.out.sections {
		if s := &m.out.sections[i]; len(homes[s]) > 0 {
			edits = append(edits, m.intoSection(s, homes[s]))
		}
	}
	if len(own) > 0 {
		edits = append(edits, m.newSections(own))
	}
	slices.SortStableFunc(edits, func(a, b edit) int { return a.start - b.start })
	return apply(m.source, edits)
}

// home returns the section that takes up a clause, or nil.
func (m *mender) home(c *clause) *section {
	if c.evidence >= 0 {
		for i := range m.out.sections {
			if s := &m.out.sections[i]; s.leaf && s.sound && !s.back && s.body <= c.evidence && c.evidence < s.end {
				return s
			}
		}
	}
	return m.out.home(c, m.before.Kind)
}

// apply carries out edits, which stand in the order of the source.
func apply(source []byte, edits []edit) []byte {
	var out []byte
	at := 0
	for _, e := range edits {
		if e.start < at {
			continue // replaced already
		}
		out = append(out, source[at:e.start]...)
		for _, p := range e.pieces {
			from := len(out)
			out = append(out, p.text...)
			if p.of != nil {
				if p.of.end == 0 {
					p.of.start = from
				}
				p.of.end = len(out)
			}
		}
		at = e.end
	}
	return append(out, source[at:]...)
}

// pieces collects the parts of an edit, parted by blank lines.
type pieces struct {
	list  []piece
	blank string // what parts paragraphs
}

func (p *pieces) add(text string, c *clause) {
	p.list = append(p.list, piece{p.blank, nil}, piece{text, c})
}

// intoSection adds clauses at the end of a section: numbered on where its
// paragraphs are numbered.
func (m *mender) intoSection(s *section, clauses []*clause) edit {
	o := m.out
	out := pieces{blank: o.newline + o.newline}
	e := edit{start: s.end, end: s.end}
	kids := o.children(s)
	switch {
	case len(kids) > 0:
		last := &o.doc.Provisions[kids[len(kids)-1]]
		l := o.lead(last)
		first := o.doc.Provisions[kids[0]].Label
		letters := len(kids) > 1 && strings.Contains(strings.ToLower(first), "a")
		if len(kids) > 1 && tight(o.doc.Source, last.Span.Start) && strings.HasPrefix(string(o.doc.Source[lineStart(o.doc.Source, last.Span.Start):]), l.text) {
			out.blank = o.newline
		}
		label := last.Label
		for _, c := range clauses {
			c.where = "in " + cite(s)
			old := label
			for k, p := range c.paragraphs {
				next, ok := nextLabel(label, letters)
				if ok {
					label = next
				}
				if k == 0 {
					old = label
				}
				p = m.selfReference(p, old, letters)
				out.add(wrap(l.numbered(label, c.guide.title, p), m.width, o.newline), c)
			}
		}
	case ownUnit(m.before.Kind, s):
		m.between(s, clauses, &out)
	default:
		l := o.plainLead(s.body, s.end)
		for _, c := range clauses {
			c.where = "in " + cite(s)
			m.plain(l, c, &out)
		}
	}
	e.pieces = out.list
	return e
}

// between adds sections between one and the next: 18A after 18.
func (m *mender) between(s *section, clauses []*clause, out *pieces) {
	label, ok := afterLabel(s.prov.Label)
	for _, c := range clauses {
		for ok && m.out.has(label) {
			label, ok = nextLetter(label)
		}
		heading := ""
		if ok {
			heading = s.heading(label, c.guide.title, m.out.usesTitleCase(m.out.series(m.before.Kind)))
		}
		if heading == "" {
			m.plain(lead{}, c, out)
			c.where = "in " + cite(s)
			continue
		}
		c.where = "in a new section after " + cite(s)
		out.add(heading, c)
		m.plain(lead{}, c, out)
		label, ok = nextLetter(label)
	}
}

// plain adds the paragraphs of a clause without numbers of the document's own;
// those that refer to each other keep the numbers of the wording.
func (m *mender) plain(l lead, c *clause, out *pieces) {
	for k, p := range c.paragraphs {
		text := p
		if len(c.paragraphs) > 1 && (m.before.Kind == rules.DraftRegulation || slices.ContainsFunc(c.paragraphs, refersToItself)) {
			text = "(" + string(rune('1'+k)) + ") " + p
		} else if k == 0 {
			text = l.titled("", c.guide.title, p)
		}
		out.add(wrap(text, m.width, m.out.newline), c)
	}
}

// newSections makes the sections for clauses that no section takes up: one for
// each right, behind the last of the document's own.
func (m *mender) newSections(clauses []*clause) edit {
	o := m.out
	ids := o.series(m.before.Kind)
	out := pieces{blank: o.newline + o.newline}
	at := o.trim(0, len(o.doc.Source))
	label := ""
	var model *section
	if len(ids) > 0 {
		for len(ids) > 1 && o.sections[ids[len(ids)-1]].prov.Label == "" && lastMatter(o.sections[ids[len(ids)-1]].prov.Title) {
			ids = ids[:len(ids)-1]
		}
		last := ids[len(ids)-1]
		model = &o.sections[last]
		label = model.prov.Label
		at = o.sections[last].end
		for j := last + 1; j < len(o.sections) && descends(o.doc, o.sections[j].id, model.id) && !outranks(o.sections[j].prov, model.prov) && !o.sections[j].back; j++ {
			at = o.sections[j].end
		}
	}
	inner := o.inner(ids)
	letters := model != nil && strings.ContainsAny(firstLabel(o, ids), "aA")
	for len(clauses) > 0 {
		group := m.sameRight(&clauses)
		title := group[0].guide.title
		if len(group) > 1 {
			_, title, _ = rightOf(group[0].right)
		}
		heading := m.plainHeading(title)
		if model != nil {
			next, ok := nextLabel(label, letters)
			for ok && o.has(next) {
				next, ok = nextLabel(next, letters)
			}
			if ok || label == "" {
				if h := model.heading(next, title, o.usesTitleCase(ids)); h != "" {
					heading, label = h, next
				}
			}
		}
		out.add(heading, group[0])
		m.paragraphs(inner, label, group, &out)
		for _, c := range group {
			c.where = "in the new section “" + strings.TrimSpace(label+" "+title) + "”"
		}
	}
	return edit{at, at, out.list}
}

// sameRight takes the clauses of the first right, in the order of rights, off a
// list.
func (m *mender) sameRight(clauses *[]*clause) []*clause {
	first := (*clauses)[0]
	for _, c := range *clauses {
		a, _, _ := rightOf(c.right)
		b, _, _ := rightOf(first.right)
		if a < b {
			first = c
		}
	}
	var group, rest []*clause
	for _, c := range *clauses {
		if c.right == first.right {
			group = append(group, c)
		} else {
			rest = append(rest, c)
		}
	}
	*clauses = rest
	return group
}

// plainHeading writes a heading where no section of the document is a model.
func (m *mender) plainHeading(title string) string {
	if m.before.Doc.Format == "text" {
		return strings.ToUpper(title)
	}
	return "## " + title
}

// paragraphs adds the text of a new section, numbered as others are.
func (m *mender) paragraphs(in inner, label string, group []*clause, out *pieces) {
	n := 0
	for _, c := range group {
		n += len(c.paragraphs)
	}
	if !in.numbered || n == 1 && !in.dotted && m.before.Kind == rules.DraftRegulation {
		for _, c := range group {
			m.plain(in.lead, c, out)
		}
		return
	}
	number := in.first
	if in.dotted {
		from, to := numberIn(label)
		if from == to {
			in.numbered = false
			m.paragraphs(in, label, group, out)
			return
		}
		number = strings.TrimRight(label[dottedStart(label, from):], " .):") + ".1"
	}
	for _, c := range group {
		start := number
		for _, p := range c.paragraphs {
			p = m.selfReference(p, start, in.letters)
			out.add(wrap(in.lead.numbered(number, c.guide.title, p), m.width, m.out.newline), c)
			number, _ = nextLabel(number, in.letters)
		}
	}
}

// dottedStart returns where the dotted number begins of which the last part
// begins at a place.
func dottedStart(label string, from int) int {
	for from > 0 && (label[from-1] == '.' || '0' <= label[from-1] && label[from-1] <= '9') {
		from--
	}
	return from
}

// inner is how the paragraphs of sections are numbered.
type inner struct {
	lead     lead
	first    string // the number of the first
	numbered bool
	dotted   bool // it begins with the number of the section
	letters  bool
}

// inner looks at the sections of a series for how their paragraphs are numbered;
// they are where at least two in five do it.
func (o *outline) inner(ids []int) inner {
	with, all := 0, 0
	var model []int
	for _, i := range ids {
		s := &o.sections[i]
		if s.binds == 0 {
			continue
		}
		all++
		if kids := o.children(s); len(kids) > 0 {
			with++
			if len(kids) >= len(model) || len(kids) > 1 {
				model = kids
			}
		}
	}
	if with*5 < all*2 || with == 0 {
		if len(ids) == 0 {
			return inner{lead: o.plainLead(0, len(o.doc.Source))}
		}
		first, last := &o.sections[ids[0]], &o.sections[ids[len(ids)-1]]
		return inner{lead: o.plainLead(first.body, last.end)}
	}
	p := &o.doc.Provisions[model[0]]
	parent := o.doc.Provisions[p.Parent].Label
	from, _ := numberIn(parent)
	in := inner{lead: o.lead(p), first: p.Label, numbered: true}
	if number := strings.TrimRight(parent[dottedStart(parent, from):], " .):"); number != "" {
		in.dotted = strings.HasPrefix(p.Label, number+".")
	}
	in.letters = strings.Contains(strings.ToLower(p.Label), "a")
	return in
}

func firstLabel(o *outline, ids []int) string {
	l := o.sections[ids[0]].prov.Label
	from, to := numberIn(l)
	return l[from:to]
}

// lastMatter reports whether a section ends a document: how to make contact,
// what words mean.
func lastMatter(title string) bool {
	return matching(contentWords(title), strings.Fields("contact definition glossary question effective acknowledg signature entire miscellaneous translation version history archive about credits feedback")) > 0
}

// cite names a section by its number and title.
func cite(s *section) string {
	switch {
	case s.prov.Title == "":
		return s.prov.Path
	case s.prov.Label == "":
		return "“" + s.prov.Title + "”"
	}
	return "“" + s.prov.Label + " " + s.prov.Title + "”"
}

// tight reports whether no blank line stands before the line of a place.
func tight(src []byte, at int) bool {
	start := lineStart(src, at)
	return start > 0 && strings.TrimSpace(string(src[lineStart(src, start-1):start])) != ""
}

func nextLetter(label string) (string, bool) {
	end := len(strings.TrimRight(label, " .):"))
	if c := label[end-1]; c != 'Z' && c != 'z' {
		return label[:end-1] + string(rune(c+1)) + label[end:], true
	}
	return "", false
}
