package fix

import (
	"slices"
	"strings"

	"github.com/rightslint/rightslint/lint/place"
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
			lead := strings.Repeat("x", c.replace.Start-place.LineStart(m.source, c.replace.Start))
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
	for i := range m.out.Sections {
		if s := &m.out.Sections[i]; len(homes[s]) > 0 {
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
		for i := range m.out.Sections {
			if s := &m.out.Sections[i]; s.Leaf && s.Sound && !s.Back && s.Body <= c.evidence && c.evidence < s.End {
				return s
			}
		}
	}
	return m.out.Home(&c.topic, m.before.Kind)
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
	e := edit{start: s.End, end: s.End}
	kids := o.Children(s)
	switch {
	case len(kids) > 0:
		last := &o.Doc.Provisions[kids[len(kids)-1]]
		l := o.lead(last)
		first := o.Doc.Provisions[kids[0]].Label
		letters := len(kids) > 1 && strings.Contains(strings.ToLower(first), "a")
		if len(kids) > 1 && place.Tight(o.Doc.Source, last.Span.Start) && strings.HasPrefix(string(o.Doc.Source[place.LineStart(o.Doc.Source, last.Span.Start):]), l.text) {
			out.blank = o.newline
		}
		label := last.Label
		for _, c := range clauses {
			c.where = "in " + s.Cite()
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
				out.add(wrap(l.numbered(label, c.topic.Heading, p), m.width, o.newline), c)
			}
		}
	case o.OwnUnit(m.before.Kind, s):
		m.between(s, clauses, &out)
	default:
		l := o.plainLead(s.Body, s.End)
		for _, c := range clauses {
			c.where = "in " + s.Cite()
			m.plain(l, c, &out)
		}
	}
	e.pieces = out.list
	return e
}

// between adds sections between one and the next: 18A after 18.
func (m *mender) between(s *section, clauses []*clause, out *pieces) {
	label, ok := afterLabel(s.Prov.Label)
	for _, c := range clauses {
		for ok && m.out.has(label) {
			label, ok = nextLetter(label)
		}
		head := ""
		if ok {
			head = heading(s, label, c.topic.Heading, m.out.usesTitleCase(m.out.Series(m.before.Kind)))
		}
		if head == "" {
			m.plain(lead{}, c, out)
			c.where = "in " + s.Cite()
			continue
		}
		c.where = "in a new section after " + s.Cite()
		out.add(head, c)
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
			text = l.titled("", c.topic.Heading, p)
		}
		out.add(wrap(text, m.width, m.out.newline), c)
	}
}

// newSections makes the sections for clauses that no section takes up: one for
// each right, behind the last of the document's own.
func (m *mender) newSections(clauses []*clause) edit {
	o := m.out
	tail := o.Tail(m.before.Kind)
	ids, at := tail.Siblings, tail.At
	out := pieces{blank: o.newline + o.newline}
	label := ""
	var model *section
	if len(ids) > 0 {
		model = &o.Sections[ids[len(ids)-1]]
		label = model.Prov.Label
	}
	inner := o.inner(ids)
	letters := model != nil && strings.ContainsAny(firstLabel(o, ids), "aA")
	for len(clauses) > 0 {
		group := m.sameRight(&clauses)
		title := group[0].topic.Heading
		if len(group) > 1 {
			_, title = rightOf(group[0].right)
		}
		head := m.plainHeading(title)
		if model != nil {
			next, ok := nextLabel(label, letters)
			for ok && o.has(next) {
				next, ok = nextLabel(next, letters)
			}
			if ok || label == "" {
				if h := heading(model, next, title, o.usesTitleCase(ids)); h != "" {
					head, label = h, next
				}
			}
		}
		out.add(head, group[0])
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
		a, _ := rightOf(c.right)
		b, _ := rightOf(first.right)
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
			out.add(wrap(in.lead.numbered(number, c.topic.Heading, p), m.width, m.out.newline), c)
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
		s := &o.Sections[i]
		if s.Binds == 0 {
			continue
		}
		all++
		if kids := o.Children(s); len(kids) > 0 {
			with++
			if len(kids) >= len(model) || len(kids) > 1 {
				model = kids
			}
		}
	}
	if with*5 < all*2 || with == 0 {
		if len(ids) == 0 {
			return inner{lead: o.plainLead(0, len(o.Doc.Source))}
		}
		first, last := &o.Sections[ids[0]], &o.Sections[ids[len(ids)-1]]
		return inner{lead: o.plainLead(first.Body, last.End)}
	}
	p := &o.Doc.Provisions[model[0]]
	parent := o.Doc.Provisions[p.Parent].Label
	from, _ := numberIn(parent)
	in := inner{lead: o.lead(p), first: p.Label, numbered: true}
	if number := strings.TrimRight(parent[dottedStart(parent, from):], " .):"); number != "" {
		in.dotted = strings.HasPrefix(p.Label, number+".")
	}
	in.letters = strings.Contains(strings.ToLower(p.Label), "a")
	return in
}

func firstLabel(o *outline, ids []int) string {
	l := o.Sections[ids[0]].Prov.Label
	from, to := numberIn(l)
	return l[from:to]
}

func nextLetter(label string) (string, bool) {
	end := len(strings.TrimRight(label, " .):"))
	if c := label[end-1]; c != 'Z' && c != 'z' {
		return label[:end-1] + string(rune(c+1)) + label[end:], true
	}
	return "", false
}
