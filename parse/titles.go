package parse

import "bytes"

// Lengths in bytes by which a title within a paragraph is known.
const (
	minWrapped = 60 // the longest line of text that was wrapped at a margin
	maxTitle   = 60 // the longest title that shares a paragraph with its text
	minRunning = 40 // the shortest line of running text after a title
)

// splitTitleLines makes headings of the titles that stand on a line of their own
// within a paragraph, as converters of pages and PDF files leave them:
//
//	… the customer has paid.
//	Retention of data
//	We keep what you give us for as long as the law requires, and …
func (l *layout) splitTitleLines() {
	var out []raw
	for i := range l.raws {
		r := l.raws[i]
		if r.kind == rawParagraph && r.depth == 0 && !r.quote && !r.classed && !r.bold {
			cut := l.titleLines(&r)
			if len(cut) > 0 && out == nil {
				out = append(make([]raw, 0, len(l.raws)+16), l.raws[:i]...)
			}
			for _, title := range cut {
				if title.from > r.from {
					before := r
					before.to = title.from - 1
					out = append(out, l.spanned(before))
				}
				head := r
				head.from, head.to = title.from, title.to
				head.kind, head.inferred = rawHeading, true
				head.level = levelBold
				if lb, ok := parseLabel(l.bytes(&head)); ok {
					head.level += len(trimZero(lb.parts))
				}
				out = append(out, l.spanned(head))
				r.from, r.listStart, r.marker = title.to+1, false, ""
				r = l.spanned(r)
			}
		}
		if out != nil {
			out = append(out, r)
		}
	}
	if out != nil {
		l.raws = out
	}
}

// spanned returns a piece of a block with the span of its own text.
func (l *layout) spanned(r raw) raw {
	r.span, _ = l.fold.span(r.from, r.to, 0)
	return r
}

// titleLines returns the lines of a block that are titles of what follows them.
func (l *layout) titleLines(r *raw) []textRange {
	t := l.bytes(r)
	if bytes.IndexByte(t, softBreak) < 0 && bytes.IndexByte(t, hardBreak) < 0 {
		return nil
	}
	lines := linesOf(t)
	width := 0
	for _, at := range lines {
		width = max(width, at.to-at.from)
	}
	if len(lines) < 2 || width < minWrapped {
		return nil
	}
	var out []textRange
	for i := 0; i+1 < len(lines); i++ {
		line, next := t[lines[i].from:lines[i].to], t[lines[i+1].from:lines[i+1].to]
		if i > 0 && !endsSentence(t[lines[i-1].from:lines[i-1].to]) || !isTitleLine(line) || !isRunning(next, width, i+2 < len(lines)) {
			continue
		}
		// A line is full where the next word would not have fitted.
		if len(line)+len(firstWord(next))+1 > width*3/4 {
			continue
		}
		out = append(out, textRange{r.from + lines[i].from, r.from + lines[i].to})
	}
	return out
}

func linesOf(t []byte) []textRange {
	var out []textRange
	for start := 0; start < len(t); {
		stop := bytes.IndexAny(t[start:], string([]byte{softBreak, hardBreak}))
		if stop < 0 {
			stop = len(t) - start
		}
		out = append(out, textRange{start, start + stop})
		start += stop + 1
	}
	return out
}

func endsSentence(t []byte) bool {
	t = bytes.TrimRight(t, ")\"' ")
	return len(t) > 0 && bytes.IndexByte([]byte(".!?"), t[len(t)-1]) >= 0
}

// isTitleLine reports whether a line has the shape of a title.
func isTitleLine(t []byte) bool {
	if lb, ok := parseLabel(t); ok {
		if len(lb.parts) == 0 || lb.next >= len(t) {
			return false
		}
		t = t[lb.next:]
	}
	if len(t) < 4 || len(t) > maxTitle || !isTitle(t) {
		return false
	}
	last := t[len(t)-1]
	return isAlpha(last) || last == '?' || last == ')'
}

// isRunning reports whether a line begins running text: it is full, or it says
// something.
func isRunning(t []byte, width int, more bool) bool {
	if len(t) < minRunning || startsLower(t) {
		return false
	}
	return !isTitle(t) || endsSentence(t) || t[len(t)-1] == ':' || more && len(t) > width*3/4
}
