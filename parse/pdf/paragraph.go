package pdf

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// compose turns the lines of all pages into blocks.
func (r *reader) compose() {
	r.measureBody()
	r.markFurniture()
	r.measureBody()
	r.markFootnotes()
	r.markHeadings()
	c := composer{reader: r, vocabulary: newVocabulary(r.lines), pitch: r.pitches(), open: -1, body: -1}
	for i := range r.lines {
		if c.size > r.file.budget.limits.MaxOutput {
			r.warn("The text is longer than allowed; the rest from page %d on was left out.", r.lines[i].page)
			break
		}
		c.add(i)
	}
	r.doc.Blocks = withFields(c.finish(), r.fields)
}

// withFields puts the blocks of fields and comments behind those that start on
// the same page.
func withFields(blocks, fields []Block) []Block {
	if len(fields) == 0 {
		return blocks
	}
	out := make([]Block, 0, len(blocks)+len(fields))
	for _, b := range blocks {
		for len(fields) > 0 && fields[0].Page < b.Page {
			out, fields = append(out, fields[0]), fields[1:]
		}
		out = append(out, b)
	}
	return append(out, fields...)
}

// columnStyle is text of one size, in half points, in one column.
type columnStyle struct{ group, size int }

func columnStyleOf(l *line) columnStyle { return columnStyle{l.group, int(l.size*2 + 0.5)} }

// pitches returns the usual distance of baselines for each column and size.
func (r *reader) pitches() map[columnStyle]float64 {
	all := map[columnStyle][]float64{}
	var whole []float64
	for i := 1; i < len(r.lines); i++ {
		p, l := &r.lines[i-1], &r.lines[i]
		key := columnStyleOf(l)
		if d := p.y - l.y; key == columnStyleOf(p) && d > 0.5*l.size && d < 3*l.size && !l.furniture && !p.furniture {
			all[key] = append(all[key], d)
			whole = append(whole, d/l.size)
		}
	}
	r.usualPitch = quantile(whole, 0.4, 1.2)
	out := map[columnStyle]float64{}
	for key, d := range all {
		if len(d) >= 4 {
			out[key] = quantile(d, 0.4, 0)
		}
	}
	return out
}

func quantile(values []float64, q, missing float64) float64 {
	if len(values) == 0 {
		return missing
	}
	sort.Float64s(values)
	return values[int(q*float64(len(values)-1))]
}

// composer builds blocks line by line.
type composer struct {
	*reader
	vocabulary vocabulary
	pitch      map[columnStyle]float64
	blocks     []Block
	texts      [][]byte // of the blocks
	size       int      // of all texts
	lists      lists

	open        int // index of the open block, or -1
	first, last int // its lines so far
	body        int // index of the last block of running text, or -1
	bodyLast    int // its last line
}

// add adds a line to the open block or opens another.
func (c *composer) add(i int) {
	l := &c.lines[i]
	if l.text == "" {
		return
	}
	kind := c.kindOf(l)
	c.size += len(l.text)
	switch {
	case c.open >= 0 && c.continues(i, kind):
		c.extend(c.open, l)
	case c.body >= 0 && kind == Paragraph && c.flowsOn(i):
		c.open = c.body
		c.extend(c.open, l)
	default:
		c.start(i, kind)
	}
	c.last = i
	if k := c.blocks[c.open].Kind; k == Paragraph || k == ListItem {
		c.body, c.bodyLast = c.open, i
	} else if k == Heading || k == TableRow {
		c.body = -1
	}
}

func (c *composer) kindOf(l *line) Kind {
	switch {
	case l.furniture:
		return Furniture
	case l.footnote:
		return Footnote
	case l.level > 0:
		return Heading
	case l.table:
		return TableRow
	}
	return Paragraph
}

// start opens a block with a line.
func (c *composer) start(i int, kind Kind) {
	l := &c.lines[i]
	b := Block{Kind: kind, Page: l.page, EndPage: l.page, Box: boxOfLine(l)}
	if kind == Heading {
		b.Level = l.level
		c.lists.reset()
	}
	if kind == Paragraph {
		if mark, rest := cutMarker(l.text); mark != "" && rest != "" {
			b.Kind, b.Level = ListItem, c.lists.depth(mark)
		}
	}
	b.Lines = []Line{{0, l.page, placeOfLine(l)}}
	c.blocks, c.texts = append(c.blocks, b), append(c.texts, []byte(l.text))
	c.open, c.first = len(c.blocks)-1, i
}

func boxOfLine(l *line) Box { return Box{l.x0, l.y - 0.25*l.size, l.x1, l.y + 0.75*l.size} }

// placeOfLine returns where a line stands on the page, whichever way it runs;
// an empty box where that is not known.
func placeOfLine(l *line) Box {
	b := boxOfLine(l)
	switch l.turn {
	case 0:
		return b
	case 1:
		return Box{-b.Y1, b.X0, -b.Y0, b.X1}
	case 2:
		return Box{-b.X1, -b.Y1, -b.X0, -b.Y0}
	case 3:
		return Box{b.Y0, -b.X1, b.Y1, -b.X0}
	}
	return Box{}
}

// extend adds a line to a block.
func (c *composer) extend(block int, l *line) {
	b := &c.blocks[block]
	c.texts[block] = appendText(c.texts[block], l.text, c.vocabulary)
	b.Lines = append(b.Lines, Line{max(len(c.texts[block])-len(l.text), 0), l.page, placeOfLine(l)})
	if b.EndPage == l.page && b.Page == l.page {
		box := boxOfLine(l)
		b.Box = Box{min(b.Box.X0, box.X0), min(b.Box.Y0, box.Y0), max(b.Box.X1, box.X1), max(b.Box.Y1, box.Y1)}
	}
	b.EndPage = l.page
}

// continues reports whether a line continues the open block, whose last line
// is the one before in the same column.
func (c *composer) continues(i int, kind Kind) bool {
	l, p := &c.lines[i], &c.lines[c.last]
	b := &c.blocks[c.open]
	open := b.Kind
	if open == ListItem {
		open = Paragraph
	}
	if open != kind || l.group != p.group || kind == TableRow || kind == Furniture {
		return false
	}
	drop := p.y - l.y
	if kind == Heading {
		if l.titled && p.titled {
			return l.title == p.title && drop < 3*l.size
		}
		return l.level == p.level && l.titled == p.titled && drop > 0 && drop < 1.8*l.size && c.styleOf(l) == c.styleOf(p) && !c.startsUnit(l)
	}
	if drop < -0.3*l.size || c.gapAbove(drop, l) || l.size > 1.12*p.size || l.size < 0.88*p.size {
		return false
	}
	if kind == Footnote {
		return !noteMark.MatchString(l.text) || !(l.raised || endsSentence(p.text))
	}
	return !c.startsParagraph(p, l)
}

// startsUnit reports whether a heading line starts with a number or names a
// unit, so that it cannot continue another heading.
func (c *composer) startsUnit(l *line) bool {
	mark, rest := cutMarker(l.text)
	level, number, _ := unitLevel(l.text)
	return mark != "" && rest != "" || level > 0 && number != ""
}

// gapAbove reports whether the white space above a line sets it apart.
func (c *composer) gapAbove(drop float64, l *line) bool {
	pitch := c.pitch[columnStyleOf(l)]
	if pitch == 0 {
		pitch = c.usualPitch * l.size
	}
	return drop > 1.28*pitch && drop > 1.05*l.size || drop > 2.6*l.size
}

// startsParagraph reports whether the second of two lines at the usual
// distance starts a paragraph: by a mark, an indent, or the shortness of the
// first.
func (c *composer) startsParagraph(p, l *line) bool {
	full := c.fills(p, l)
	ended := endsSentence(p.text)
	shift := l.x0 - p.x0
	em := l.size
	firstLine := &c.lines[c.first]
	marked, _ := cutMarker(firstLine.text)
	if mark, rest := cutMarker(l.text); mark != "" && rest != "" {
		if refersOn(p.text) {
			return false
		}
		if isBullet(mark) && mark != "-" && mark != "–" && mark != "—" {
			return true
		}
		if ended || !full || shift < -0.8*em || shift > 0.8*em || endsItem(p.text) {
			return true
		}
	}
	if hasLeader(p.text) || hasLeader(l.text) && marked != "" {
		return true
	}
	if unit, number, _ := unitLevel(l.text); unit > 0 && number != "" && ended && !full {
		return true
	}
	if !full && (ended || l.x0-l.left < 0.5*em && p.x1 < l.right-0.25*(l.right-l.left) && !startsLower(l.text)) {
		return true
	}
	switch {
	case shift > 0.8*em && shift < 8*em && p == firstLine && marked != "":
		return false // hanging indent
	case shift > 0.8*em && shift < 8*em:
		return ended || p != firstLine && !startsLower(l.text)
	case shift < -0.8*em && p != firstLine && !c.centred(l):
		return ended
	}
	return false
}

// flowsOn reports whether a line, the first of a column or page, goes on with
// the last paragraph of the column or page before.
func (c *composer) flowsOn(i int) bool {
	l, p := &c.lines[i], &c.lines[c.bodyLast]
	if l.cell || p.cell || p.group == l.group && c.open == c.body || l.page-p.page > 1 || l.size > 1.12*p.size || l.size < 0.88*p.size || p.bold != l.bold || p.italic != l.italic {
		return false
	}
	if p.group == l.group && !c.lines[c.last].footnote && !c.lines[c.last].furniture {
		return false
	}
	text := string(tail(c.texts[c.body]))
	if mark, rest := cutMarker(l.text); mark != "" && rest != "" && !refersOn(text) {
		return false
	}
	if strings.HasSuffix(text, "-") || strings.HasSuffix(text, "‐") || strings.HasSuffix(text, string(softHyphen)) {
		return startsLower(l.text)
	}
	if endsSentence(text) || endsItem(text) {
		return false
	}
	return startsLower(l.text) || c.fills(p, l) && l.x0-l.left < 0.8*l.size
}

// refersOn reports whether a text ends in the name of a unit, so that the number
// on the next line is that of a reference: "subject to subsection / (2), …".
func refersOn(s string) bool {
	word := strings.ToLower(s[strings.LastIndexByte(s, ' ')+1:])
	switch strings.TrimSuffix(word, "s") {
	case "section", "subsection", "sub-section", "article", "paragraph", "subparagraph", "sub-paragraph", "clause", "subclause", "regulation", "point":
		return strings.Contains(s, " ") // a line of its own is a heading
	}
	return false
}

// endsSentence reports whether a text ends as sentences do.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, " ”’\"')»]⁰¹²³⁴⁵⁶⁷⁸⁹")
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".:;!?。।؟—", last)
}

// endsItem reports whether a text ends as items of an enumeration do.
func endsItem(s string) bool {
	for _, end := range []string{";", "; and", "; or", ", and", ", or", ":", ":—", ";and", ";or"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// finish returns the blocks, with soft hyphens taken out and accents composed
// with their letters.
func (c *composer) finish() []Block {
	for i := range c.blocks {
		b, raw := &c.blocks[i], string(c.texts[i])
		b.Text = finished(raw)
		if len(b.Text) == len(raw) {
			continue
		}
		at, before := 0, 0
		for j := range b.Lines {
			from := min(b.Lines[j].From, len(raw))
			at += len(finished(raw[min(before, from):from]))
			before = from
			b.Lines[j].From = min(at, len(b.Text))
		}
	}
	return c.blocks
}

func finished(text string) string {
	return strings.ReplaceAll(norm.NFC.String(text), string(softHyphen), "")
}

// hasLeader reports whether a line has the dots that lead to a page number in
// a table of contents.
func hasLeader(s string) bool {
	return strings.Contains(s, "....") || strings.Contains(s, ". . . .") || strings.Contains(s, "…………")
}
