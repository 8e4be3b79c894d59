package parse

import "bytes"

// ending is how a sentence ends, which decides whether it introduces what
// follows.
type ending uint8

const (
	endStop ending = iota // full stop, semicolon, comma
	endLead               // colon, dash, or nothing
)

// builder makes the structure of a document from its layout, in one pass over
// the blocks: provisions, sentences, what introduces what, classes.
type builder struct {
	*layout
	d     *Document
	texts []textRange // of the sentences, in the folded text
	stack []level     // open provisions; the first stands for the document
	leads []int       // by depth of lists: the sentence that introduces the list

	last   int    // last sentence, or -1
	ending ending // how it ends

	lead  int  // sentence that introduces the item being read, or -1
	fresh bool // the lead-in holds for the next sentence
	flush int  // lead-in of the items before, for text that goes on after them

	markerOpened bool // the marker of the current list item opened a provision

	region region
	spot   int // hint for spans
}

type textRange struct{ from, to int }

// build finds the structure of a document.
func build(d *Document, l *layout) {
	l.joinBroken()
	l.splitLabelLines()
	l.splitTitleLines()
	l.splitDefinitions()
	l.dropFurniture()
	l.findHeadings()
	l.findContents()
	l.judgeQuotes()
	d.Source, d.Warnings, d.Pages, d.Paragraphs, d.Unread = l.src, l.warnings, l.pages, l.numbered, l.unread
	d.Blocks = make([]Block, 0, len(l.raws))
	guess := len(l.text)/100 + len(l.raws)
	d.Sentences = make([]Sentence, 0, guess)
	b := &builder{layout: l, d: d, texts: make([]textRange, 0, guess), last: -1, lead: -1, flush: -1}
	b.stack = append(b.stack, level{prov: -1, lead: -1, own: -1})
	for i := range l.raws {
		b.block(&l.raws[i])
	}
	b.pop(1)
	b.finishText()
	b.finishSpans()
	distrust(d)
	if d.Title == "" {
		d.Title = d.FrontMatter["title"]
	}
}

func (b *builder) block(r *raw) {
	b.d.Blocks = append(b.d.Blocks, Block{Span: r.span, Provision: b.top().prov, First: len(b.d.Sentences), Row: r.kind == rawRow})
	blk := len(b.d.Blocks) - 1
	switch {
	case r.kind == rawHeading && !r.classed:
		b.heading(r)
	case r.kind == rawCode, r.classed && r.class != Heading:
		b.whole(r)
	default:
		b.passage(r)
	}
	d := &b.d.Blocks[blk]
	d.End = len(b.d.Sentences)
	switch {
	case r.kind == rawHeading && !r.classed:
		d.Class, d.Level = Heading, r.level
	case r.classed:
		d.Class = r.class
	case d.First < d.End:
		d.Class = b.d.Sentences[d.First].Class
	}
	if r.kind == rawItem {
		d.Level = r.depth
	}
}

// whole keeps a block that has no structure inside, such as code.
func (b *builder) whole(r *raw) {
	if r.kind == rawCode {
		r.class, r.classed = Code, true
	}
	b.lead, b.fresh = -1, false
	b.emit(r, r.from, r.to)
	b.ending = endStop
}

// heading opens the provision of a heading.
func (b *builder) heading(r *raw) {
	t := b.bytes(r)
	l := b.headingLabel(r, t)
	title := t
	if l != nil && r.marker == "" {
		title = t[l.next:]
	}
	name := string(spaced(title))
	if b.d.Title == "" {
		b.d.Title = string(spaced(t))
	}
	b.lead, b.fresh, b.flush = -1, false, -1
	b.leads = b.leads[:0]
	if b.isSecondLine(r, l) {
		p := &b.d.Provisions[b.top().prov]
		p.Title = name
		b.top().own = len(b.d.Sentences)
		b.region.enter(b, title, b.top().heading, b.d.Provisions[b.top().prov].Label)
	} else {
		b.closeFor(l, r.level)
		lv := level{heading: r.level, lead: -1}
		p := Provision{Title: name, Titled: true}
		if l != nil {
			lv.form, lv.kind, lv.reading, lv.parts, lv.text = l.form, l.kind, l.readings[0], l.parts, l.text
			p.Label = l.text
		}
		b.region.enter(b, title, r.level, p.Label)
		b.push(lv, p, r.span)
	}
	b.d.Blocks[len(b.d.Blocks)-1].Provision = b.top().prov
	b.emitHeading(r)
}

// isSecondLine reports whether a heading is the title of the number that stands
// alone in the heading before ("Article 5", "Prohibited practices").
func (b *builder) isSecondLine(r *raw, l *label) bool {
	lv := b.top()
	if l != nil || lv.heading == 0 || lv.kind == nil || lv.own < 0 || lv.own != b.last {
		return false
	}
	p := &b.d.Provisions[lv.prov]
	return p.Title == "" && p.Titled && r.level >= lv.heading-1
}

// headingLabel reads the number of a heading, from its list marker or its text.
func (b *builder) headingLabel(r *raw, t []byte) *label {
	source := t
	if r.marker != "" {
		source = []byte(r.marker)
	}
	l, ok := parseLabel(source)
	if !ok || l.form == formParen && !l.first() && len(t) > 200 {
		return nil
	}
	if l.form == formBare && len(b.d.Blocks) < 3 {
		return nil // "18 U.S.C. chapter 121" is the title of a document
	}
	if l.form == formNamed && !l.apart && l.next < len(t) && startsLower(t[l.next:]) {
		return nil
	}
	if r.marker != "" && l.form == formClose {
		return nil
	}
	return &l
}

// emitHeading keeps the text of a heading as one sentence, without its number
// if there is more.
func (b *builder) emitHeading(r *raw) {
	from := r.from
	if l, ok := parseLabel(b.bytes(r)); ok && r.from+l.next < r.to && b.top().numbered() {
		from += l.next
	}
	b.add(from, r.to, Heading, -1)
}

// add keeps a sentence.
func (b *builder) add(from, to int, class Class, lead int) {
	span, hint := b.fold.span(from, to, b.spot)
	b.spot = hint
	b.last = len(b.d.Sentences)
	b.d.Sentences = append(b.d.Sentences, Sentence{
		Span: span, Class: class, Block: len(b.d.Blocks) - 1, Provision: b.top().prov, LeadIn: lead,
	})
	b.texts = append(b.texts, textRange{from, to})
	b.top().own = b.last
	b.ending = endingOf(b.text[from:to])
}

// endingOf finds how a sentence ends.
func endingOf(t []byte) ending {
	i := len(t)
	for i > 0 && (t[i-1] == '"' || t[i-1] == ')' || t[i-1] == '*' || t[i-1] == ' ') {
		i--
	}
	if i == 0 {
		return endStop
	}
	switch t[i-1] {
	case '.', '!', '?', ';', ',':
		return endStop
	}
	return endLead
}

// emit keeps the sentence [from, to) of a block with its class and lead-in,
// unless it is blank.
func (b *builder) emit(r *raw, from, to int) {
	for from < to && isSpace(b.text[from]) {
		from++
	}
	for from < to && isSpace(b.text[to-1]) {
		to--
	}
	t := b.text[from:to]
	if !hasWord(t) {
		return
	}
	lead := -1
	if b.lead >= 0 && (b.fresh || startsLower(t)) {
		lead = b.lead
	}
	// A short first sentence is the name of the item: the lead-in holds for
	// what follows it.
	b.fresh = b.fresh && bytes.Count(t, []byte{' '}) < 5
	b.add(from, to, b.classify(r, t, lead), lead)
}

// hasWord reports whether there is a letter or digit in t.
func hasWord(t []byte) bool {
	for _, c := range t {
		// 0xE2 begins dashes, bullets and quotation marks.
		if c >= 0xC3 && c != 0xE2 || isAlpha(c) || isDigit(c) || c == '_' || c == '[' {
			return true
		}
	}
	return false
}

// finishText makes the texts of the sentences: parts of one string.
func (b *builder) finishText() {
	for _, mark := range [...]byte{softBreak, hardBreak} {
		for rest := b.text; ; {
			i := bytes.IndexByte(rest, mark)
			if i < 0 {
				break
			}
			rest[i] = ' '
			rest = rest[i+1:]
		}
	}
	all := string(b.text)
	for i, t := range b.texts {
		b.d.Sentences[i].Text = all[t.from:t.to]
	}
}

// finishSpans lets every provision reach to the end of its last sentence.
func (b *builder) finishSpans() {
	d := b.d
	for i := range d.Provisions {
		p := &d.Provisions[i]
		if p.End > p.First {
			p.Span.End = max(p.Span.End, d.Sentences[p.End-1].Span.End)
		}
	}
}

// spaced returns t with its line breaks as plain spaces.
func spaced(t []byte) []byte {
	if bytes.IndexByte(t, softBreak) < 0 && bytes.IndexByte(t, hardBreak) < 0 {
		return t
	}
	return bytes.Map(func(r rune) rune {
		if r == softBreak || r == hardBreak {
			return ' '
		}
		return r
	}, t)
}

// Text returns the text that is judged, block by block, parted by blank lines.
func (d *Document) Text() string {
	var out bytes.Buffer
	for _, blk := range d.Blocks {
		if blk.First == blk.End {
			continue
		}
		for i := blk.First; i < blk.End; i++ {
			if i > blk.First {
				out.WriteByte(' ')
			}
			out.WriteString(d.Sentences[i].Text)
		}
		out.WriteString("\n\n")
	}
	return out.String()
}
