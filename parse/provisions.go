package parse

import "bytes"

// level is an open provision during the building of a document.
type level struct {
	prov    int // index of the provision, or -1 for the document itself
	form    form
	kind    *unitKind
	reading ordinal
	parts   []int
	text    string
	heading int  // level of the heading, or 0
	depth   int  // depth of the list that the unit is an item of, or 0
	marked  bool // the number is a list marker
	lead    int  // sentence that introduces the unit and its siblings, or -1
	own     int  // last sentence that stands in the unit itself, or -1
}

// numbered reports whether the level has a number.
func (lv *level) numbered() bool { return lv.text != "" }

// placement is where a label belongs: it continues the enumeration of the level
// at index sibling, or, if that is 0, begins one below the innermost level.
type placement struct {
	sibling int
	reading ordinal
}

// place finds the enumeration that a label without a name continues or begins.
// Strict asks for a place that fits: a label in running text may be a
// reference.
func (b *builder) place(l *label, strict bool) (placement, bool) {
	if l.form == formDotted {
		return b.placeDotted(l), true
	}
	if l.first() && b.top().own == b.last && b.leadIn() >= 0 {
		return placement{reading: l.firstReading()}, true
	}
	var near, far *placement
	for i := len(b.stack) - 1; i > 0 && b.stack[i].heading == 0; i-- {
		lv := &b.stack[i]
		if lv.form != l.form {
			continue
		}
		for _, o := range l.readings[:l.count] {
			step := o.num - lv.reading.num
			if o.alpha != lv.reading.alpha {
				continue
			}
			if step == 1 || step == 0 && l.text != lv.text {
				return placement{i, o}, true
			}
			if step > 1 && step < 5 && near == nil {
				near = &placement{i, o}
			}
			if step >= 5 && far == nil {
				far = &placement{i, o}
			}
		}
	}
	switch {
	case near != nil:
		return *near, true
	case l.first():
		return placement{reading: l.firstReading()}, true
	case far != nil && !strict:
		return *far, true // no enumeration begins with 14: some of its items are left out
	}
	return placement{reading: l.readings[0]}, !strict
}

func (l *label) firstReading() ordinal {
	for _, o := range l.readings[:l.count] {
		if o.num == 1 {
			return o
		}
	}
	return l.readings[0]
}

// placeDotted finds the place of "12.3": below the unit whose number it begins
// with, or beside the last one of as many parts.
func (b *builder) placeDotted(l *label) placement {
	for i := len(b.stack) - 1; i > 0; i-- {
		lv := &b.stack[i]
		if len(lv.parts) == 0 && lv.heading == 0 {
			continue
		}
		switch {
		case isPrefix(lv.parts, l.parts):
			b.pop(i + 1)
			return placement{reading: l.readings[0]}
		case len(lv.parts) == len(l.parts) && len(l.parts) > 1 && isPrefix(lv.parts[:len(lv.parts)-1], l.parts):
			return placement{i, l.readings[0]}
		case lv.heading > 0 && len(lv.parts) <= len(l.parts):
			b.pop(i + 1)
			return placement{reading: l.readings[0]}
		case lv.heading > 0:
			b.pop(i)
			return placement{reading: l.readings[0]}
		}
	}
	b.pop(1)
	return placement{reading: l.readings[0]}
}

// isPrefix reports whether short is the beginning of long, and not all of it.
func isPrefix(short, long []int) bool {
	if len(short) == 0 || len(short) >= len(long) {
		return false
	}
	for i, n := range short {
		if long[i] != n {
			return false
		}
	}
	return true
}

func (b *builder) top() *level { return &b.stack[len(b.stack)-1] }

// pop closes the levels from index i on.
func (b *builder) pop(i int) {
	for len(b.stack) > max(i, 1) {
		p := &b.d.Provisions[b.top().prov]
		p.End = len(b.d.Sentences)
		b.stack = b.stack[:len(b.stack)-1]
	}
}

// open begins the provision of a label at its place.
func (b *builder) open(l *label, at placement, span Span, depth int) {
	lead := -1
	if at.sibling > 0 {
		lead = b.stack[at.sibling].lead
		b.pop(at.sibling)
	} else if b.top().own == b.last {
		lead = b.leadIn()
	}
	lv := level{form: l.form, kind: l.kind, reading: at.reading, parts: l.parts, text: l.text, depth: depth, lead: lead}
	if l.kind != nil {
		lv.heading = namedLevel + l.kind.rank
	}
	b.push(lv, Provision{Label: l.text}, span)
}

// namedLevel is the heading level of named units without heading markup, such
// as "Section 5. …" in running text, to which the rank of the kind is added.
const namedLevel = 20

// maxNesting is how deep provisions nest at most: deeper than any real text, so
// that a hostile one takes no more time than its length.
const maxNesting = 24

// push opens a provision below the innermost level.
func (b *builder) push(lv level, p Provision, span Span) {
	b.pop(maxNesting)
	p.Parent = b.top().prov
	p.Depth = len(b.stack) - 1
	p.Span = span
	p.First = len(b.d.Sentences)
	p.Path = b.path(&lv, &p)
	lv.prov, lv.own = len(b.d.Provisions), -1
	b.d.Provisions = append(b.d.Provisions, p)
	b.stack = append(b.stack, lv)
}

// path makes the citation of a new provision.
func (b *builder) path(lv *level, p *Provision) string {
	label := bytes.TrimSuffix([]byte(lv.text), []byte(":"))
	switch {
	case len(label) == 0:
		return p.Title
	case lv.form == formNamed && lv.kind.rank < kindClause.rank, lv.form == formSign:
		return string(label)
	}
	parent := b.top()
	above := ""
	if parent.prov >= 0 {
		above = b.d.Provisions[parent.prov].Path
	}
	switch {
	case lv.form == formNamed:
		return joinPath(above, string(label))
	case lv.form == formDotted || lv.form == formBare || lv.heading > 0:
		return b.numberPath(lv, string(label))
	}
	inner := string(bytes.Trim(label, "()."))
	switch {
	case parent.numbered():
		return above + "(" + inner + ")"
	case lv.form == formParen || lv.form == formClose:
		return joinPath(b.unnumberedAbove(), "("+inner+")")
	}
	return joinPath(b.unnumberedAbove(), inner)
}

// numberPath cites a number that stands for itself, such as 12.3, except below
// an annex, where the count begins anew.
func (b *builder) numberPath(lv *level, label string) string {
	for i := len(b.stack) - 1; i > 0; i-- {
		up := &b.stack[i]
		if up.kind == nil || !up.kind.annex && up.kind.rank < kindSection.rank {
			continue
		}
		path := b.d.Provisions[up.prov].Path
		if len(lv.parts) > 1 && len(up.parts) == 1 && up.parts[0] == lv.parts[0] {
			return path + label[len(itoa(lv.parts[0])):]
		}
		return joinPath(path, label)
	}
	return label
}

// unnumberedAbove returns the path of the innermost level, unless that is the
// title of the whole document, which says nothing.
func (b *builder) unnumberedAbove() string {
	if len(b.stack) <= 2 && b.d.Provisions != nil && b.top().prov == 0 {
		return ""
	}
	if p := b.top().prov; p >= 0 {
		return b.d.Provisions[p].Path
	}
	return ""
}

func joinPath(above, part string) string {
	if above == "" {
		return part
	}
	return above + ", " + part
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

// closeFor closes the levels that a heading of the given level and number ends.
func (b *builder) closeFor(l *label, heading int) {
	if l != nil && l.kind != nil {
		for i := len(b.stack) - 1; i > 0; i-- {
			if b.stack[i].kind == l.kind {
				b.pop(i)
				return
			}
		}
	}
	i := 1
	for i < len(b.stack) && b.stack[i].heading > 0 && holds(&b.stack[i], l, heading) {
		i++
	}
	b.pop(i)
}

// holds reports whether a heading of the given level and number belongs below
// the open heading lv.
func holds(lv *level, l *label, heading int) bool {
	if l != nil {
		if lv.kind != nil && l.kind != nil {
			if heading == lv.heading || lv.kind.annex {
				return lv.kind.rank < l.kind.rank
			}
			return heading > lv.heading || lv.kind.rank < l.kind.rank && l.kind.rank >= kindArticle.rank
		}
		if a, z := trimZero(lv.parts), trimZero(l.parts); len(a) > 0 && len(z) > 0 && lv.kind == nil && l.kind == nil {
			return isPrefix(a, z) || len(a) == len(z) && len(a) == 1 && heading > lv.heading && lv.form != l.form
		}
	}
	return lv.heading < heading
}

// trimZero takes the last part off "4.0", which heads 4.1 and 4.2.
func trimZero(parts []int) []int {
	if n := len(parts); n > 1 && parts[n-1] == 0 {
		return parts[:n-1]
	}
	return parts
}
