package parse

import "bytes"

// wrapWidth is the length in bytes beyond which a line cannot be one of a
// hard-wrapped paragraph.
const wrapWidth = 160

// readText reads the source bytes [start, end) as plain text.
func (l *layout) readText(start, end int) {
	t := textReader{layout: l, wrapped: isWrapped(l.src[start:end])}
	for at := start; at < end; {
		stop, next := lineEnd(l.src, at, end)
		t.line(at, stop)
		at = next
	}
	t.flush()
}

// lineEnd returns where the line at the given offset ends and where the next
// begins; lines end in LF, CRLF or CR.
func lineEnd(src []byte, at, end int) (stop, next int) {
	i := bytes.IndexAny(src[at:end], "\r\n")
	if i < 0 {
		return end, end
	}
	stop = at + i
	if src[stop] == '\r' && stop+1 < end && src[stop+1] == '\n' {
		return stop, stop + 2
	}
	return stop, stop + 1
}

// isWrapped reports whether most of the text stands in lines of limited width,
// so that a line end within a paragraph means nothing.
func isWrapped(src []byte) bool {
	sample := src[:min(len(src), 256<<10)]
	long, all := 0, 0
	for at := 0; at < len(sample); {
		stop, next := lineEnd(sample, at, len(sample))
		if stop-at > wrapWidth {
			long += stop - at
		}
		all += stop - at
		at = next
	}
	return long*2 < all
}

// textReader gathers lines into paragraphs.
type textReader struct {
	*layout
	wrapped bool
	open    bool // a block is being folded
	cur     raw
	indents []int // of the open list items
	lastEnd byte  // last byte of the line before
	lastLen int
	width   int  // longest line of the paragraph
	pending bool // a blank line has been seen since the last block
}

func (t *textReader) flush() {
	if t.open {
		t.finish(t.cur)
	}
	t.open = false
}

// line adds a line of the source.
func (t *textReader) line(at, stop int) {
	line := t.src[at:stop]
	body := bytes.TrimLeft(line, " \t\f")
	indent := len(line) - len(body)
	body = bytes.TrimRight(body, " \t\f")
	if len(body) == 0 {
		t.flush()
		t.pending = true
		return
	}
	if isRule(body) {
		t.flush()
		return
	}
	at += indent
	stop = at + len(body)
	mark := bulletLength(body)
	if !t.open || mark > 0 || t.breaks(body) {
		t.flush()
		t.start(body, at, indent, mark)
		at += mark
	} else {
		t.space(softBreak)
	}
	t.add(at, stop, false)
	t.lastEnd, t.lastLen = body[len(body)-1], len(body)
	t.width = max(t.width, len(body))
	t.pending = false
}

// start begins a block with a line.
func (t *textReader) start(body []byte, at, indent, mark int) {
	t.begin()
	t.open, t.width = true, 0
	t.cur = raw{kind: rawParagraph}
	if mark == 0 {
		// An indented paragraph after a blank line goes on with the item.
		if t.pending && indent < 2 || len(t.indents) > 0 && indent <= t.indents[0] {
			t.indents = t.indents[:0]
		}
		t.cur.depth = len(t.indents)
		return
	}
	first := len(t.indents) == 0
	for len(t.indents) > 0 && t.indents[len(t.indents)-1] > indent {
		t.indents = t.indents[:len(t.indents)-1]
	}
	if n := len(t.indents); n == 0 || t.indents[n-1] < indent {
		t.indents = append(t.indents, indent)
		first = true
	}
	t.cur = raw{kind: rawItem, depth: min(len(t.indents), 20), marker: string(bytes.TrimSpace(body[:mark])), listStart: first}
	t.cur.span = Span{at, at + 1}
}

// breaks reports whether a line begins a block of its own though no blank line
// stands before it.
func (t *textReader) breaks(body []byte) bool {
	if !t.wrapped || t.lastLen > wrapWidth {
		return true
	}
	ends := t.lastEnd == '.' || t.lastEnd == ':' || t.lastEnd == ';' || t.lastEnd == '?' || t.lastEnd == '!'
	if l, ok := parseLabel(body); ok && l.next < len(body) && (l.form == formDotted || l.form == formDot || l.kind != nil) {
		return (ends || t.lastLen < t.width*2/3 || isCapitals(body)) && !startsLower(body[l.next:])
	}
	if ends && t.lastLen < t.width*3/4 && !startsLower(body) {
		return true
	}
	line := t.text[t.base:]
	return isCapitals(line) && !isCapitals(body) && len(line) < maxHeading || isCapitals(body) && !isCapitals(line) && ends
}

// bulletLength returns the length of a bullet and the space after it at the
// start of a line, or 0.
func bulletLength(body []byte) int {
	n := 0
	switch {
	case body[0] == '-' || body[0] == '*' || body[0] == '+' || body[0] == 'o' || body[0] == 0xB7:
		n = 1
	case isBullet(body):
		n = len("•")
	case bytes.HasPrefix(body, []byte("·")):
		n = len("·")
	case bytes.HasPrefix(body, []byte("–")), bytes.HasPrefix(body, []byte("—")):
		n = len("–")
	default:
		return 0
	}
	i := n
	for i < len(body) && (body[i] == ' ' || body[i] == '\t') {
		i++
	}
	if i == n && body[0] < 0x80 || i == len(body) {
		return 0
	}
	return i
}

// isRule reports whether a line only draws a line.
func isRule(body []byte) bool {
	if len(body) < 3 || bytes.IndexByte([]byte("-=_*~"), body[0]) < 0 {
		return false
	}
	for _, c := range body {
		if c != body[0] && c != ' ' {
			return false
		}
	}
	// A row of underscores is a blank to fill in.
	return body[0] != '_' || len(body) > 40
}
