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
	c := composer{reader: r, vocabulary: newVocabulary(r.lines), pitch: r.pitches()}
	for i := range r.lines {
		if c.size > r.file.budget.limits.MaxOutput {
			r.warn("The text is longer than allowed; the rest from page %d on was left out.", r.lines[i].page)
			break
		}
		c.add(i)
	}
	r.doc.Blocks = c.finish()
	r.doc.Blocks = append(r.doc.Blocks, r.fields...)
	for i := range r.doc.Blocks {
		b := &r.doc.Blocks[i]
		b.Text = norm.NFC.String(strings.ReplaceAll(b.Text, string(softHyphen), ""))
	}
}

// pitches returns the usual distance of baselines for each column.
func (r *reader) pitches() []float64 {
	all := make([][]float64, r.groups+1)
	var whole []float64
	for i := 1; i < len(r.lines); i++ {
		p, l := &r.lines[i-1], &r.lines[i]
		if d := p.y - l.y; p.group == l.group && d > 0.5*l.size && d < 3*l.size && !l.furniture && !p.furniture {
			all[l.group] = append(all[l.group], d)
			whole = append(whole, d/l.size)
		}
	}
	usual := quantile(whole, 0.4, 1.2)
	out := make([]float64, r.groups+1)
	for i := range out {
		out[i] = 0
		if len(all[i]) >= 4 {
			out[i] = quantile(all[i], 0.4, 0)
		}
	}
	r.usualPitch = usual
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
	pitch      []float64
	blocks     []Block
	// parts are the texts of the open block's lines; body is the index of the
	// last block of running text, which may go on in the next column.
	first, last int // lines of the open block
	open        int // index of the open block, or -1
	body        int // index of the last block of running text, or -1
	bodyLast    int // its last line
	started     bool
	size        int
}

// add adds a line to the open block or opens another.
func (c *composer) add(i int) {
	if !c.started {
		c.open, c.body, c.started = -1, -1, true
	}
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
	b := Block{Kind: kind, Page: l.page, EndPage: l.page, Text: l.text, Box: boxOfLine(l)}
	if kind == Heading {
		b.Level = l.level
	}
	if kind == Paragraph {
		if mark, rest := cutMarker(l.text); mark != "" && rest != "" {
			b.Kind, b.Level = ListItem, 1+min(4, int((l.x0-l.left)/(1.5*l.size)))
		}
	}
	c.blocks = append(c.blocks, b)
	c.open, c.first = len(c.blocks)-1, i
}

func boxOfLine(l *line) Box { return Box{l.x0, l.y - 0.25*l.size, l.x1, l.y + 0.75*l.size} }

// extend adds a line to a block.
func (c *composer) extend(block int, l *line) {
	b := &c.blocks[block]
	b.Text = joinText(b.Text, l.text, c.vocabulary)
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
			return drop < 3*l.size && !c.startsUnit(l)
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
	pitch := c.pitch[l.group]
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
	if l.cell || p.cell || p.group == l.group && c.open == c.body || l.page-p.page > 1 || l.size > 1.12*p.size || l.size < 0.88*p.size || p.bold != l.bold {
		return false
	}
	if p.group == l.group && !c.lines[c.last].footnote && !c.lines[c.last].furniture {
		return false
	}
	text := c.blocks[c.body].Text
	if mark, rest := cutMarker(l.text); mark != "" && rest != "" {
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

// finish returns the blocks.
func (c *composer) finish() []Block { return c.blocks }

// hasLeader reports whether a line has the dots that lead to a page number in
// a table of contents.
func hasLeader(s string) bool {
	return strings.Contains(s, "....") || strings.Contains(s, ". . . .") || strings.Contains(s, "…………")
}
