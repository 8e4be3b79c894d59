package parse

import "bytes"

// joinBroken joins paragraphs that a page break has cut in the middle of a
// sentence.
func (l *layout) joinBroken() {
	if len(l.raws) == 0 {
		return
	}
	kept := l.raws[:1]
	for _, r := range l.raws[1:] {
		last := &kept[len(kept)-1]
		if l.goesOn(last, &r) || l.loneNumber(last, &r) {
			last.to = r.to
			last.span.End = max(last.span.End, r.span.End)
			last.bold = last.bold && r.bold
			continue
		}
		kept = append(kept, r)
	}
	l.raws = kept
}

// minBroken is the length in bytes from which on a paragraph can be the first
// part of a broken one.
const minBroken = 50

// loneNumber reports whether block a holds nothing but the number of block b,
// as where a table parted them.
func (l *layout) loneNumber(a, b *raw) bool {
	if a.kind != rawParagraph || b.kind != rawParagraph || a.to-a.from > 8 || a.quote != b.quote {
		return false
	}
	lb, ok := parseLabel(l.bytes(a))
	if !ok || lb.next < a.to-a.from || lb.form == formBare || lb.form == formNamed || lb.form == formSign {
		return false
	}
	_, numbered := parseLabel(l.bytes(b))
	return !numbered
}

// goesOn reports whether block b is the second part of the sentence that block
// a breaks off.
func (l *layout) goesOn(a, b *raw) bool {
	if a.kind != rawParagraph && a.kind != rawItem || b.kind != rawParagraph || a.quote != b.quote || a.to-a.from < minBroken {
		return false
	}
	t, next := l.bytes(a), l.bytes(b)
	c := t[len(t)-1]
	if !isAlpha(c) && !isDigit(c) && c != ',' && c != ')' || !isLower(next[0]) {
		return false
	}
	if c == ',' && len(next) < 4 {
		return false
	}
	_, numbered := parseLabel(next)
	return !numbered
}

// splitLabelLines makes a block of its own of a line that holds nothing but the
// number of a named unit, such as "Article 1", within a paragraph.
func (l *layout) splitLabelLines() {
	var out []raw
	for i := range l.raws {
		r := l.raws[i]
		if r.kind == rawParagraph {
			at := l.labelLine(&r)
			for at > 0 {
				if out == nil {
					out = append(make([]raw, 0, len(l.raws)+16), l.raws[:i]...)
				}
				var first raw
				first, r = l.cut(r, at)
				out = append(out, first)
				at = l.labelLine(&r)
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

// labelLine returns where to cut a paragraph before or after a line that only
// holds the number of a named unit, or 0.
func (l *layout) labelLine(r *raw) int {
	t := l.bytes(r)
	for start := 0; start < len(t); {
		stop := bytes.IndexByte(t[start:], softBreak)
		if stop < 0 {
			stop = len(t)
		} else {
			stop += start
		}
		line := t[start:stop]
		if n := len(line); n > 5 && n < 32 {
			if lb, ok := parseLabel(line); ok && lb.kind != nil && lb.next >= n {
				switch {
				case start > 0:
					return r.from + start
				case stop < len(t):
					return r.from + stop + 1
				}
			}
		}
		start = stop + 1
	}
	return 0
}

// minRepeats is how often a line in capitals stands in a document before it is
// taken for the head or foot of its pages.
const minRepeats = 4

// dropFurniture drops lines that repeat on every page: running titles in
// capitals and page numbers.
func (l *layout) dropFurniture() {
	counts := map[string]int{}
	for i := range l.raws {
		if key := l.furnitureKey(&l.raws[i]); key != "" {
			counts[key]++
		}
	}
	if len(counts) == 0 {
		return
	}
	kept := l.raws[:0]
	for _, r := range l.raws {
		if key := l.furnitureKey(&r); key == "" || counts[key] < minRepeats {
			kept = append(kept, r)
		}
	}
	if len(kept) > 0 {
		l.raws = kept
	}
}

// furnitureKey returns what a block says apart from page numbers, if it can be
// the head or foot of a page, or empty.
func (l *layout) furnitureKey(r *raw) string {
	if r.kind != rawParagraph || r.depth > 0 || r.to-r.from > 80 {
		return ""
	}
	t := l.bytes(r)
	rest := bytes.Trim(t, "0123456789 -|/\n")
	if len(rest) == 0 {
		return "#"
	}
	if !isCapitals(rest) || r.bold {
		return ""
	}
	return string(rest)
}

// splitDefinitions makes a block of its own of each line of a paragraph that
// begins with a term in quotation marks and says what it means: statutes set
// one definition below another, and none of them goes on with the item or the
// definition before it.
func (l *layout) splitDefinitions() {
	var out []raw
	for i := range l.raws {
		r := l.raws[i]
		for at := l.definitionLine(&r); at > 0; at = l.definitionLine(&r) {
			if out == nil {
				out = append(make([]raw, 0, len(l.raws)+16), l.raws[:i]...)
			}
			var first raw
			first, r = l.cut(r, at)
			out = append(out, first)
		}
		if out != nil {
			out = append(out, r)
		}
	}
	if out != nil {
		l.raws = out
	}
}

// definitionLine returns where the second or a later line of a paragraph begins
// a definition, or 0.
func (l *layout) definitionLine(r *raw) int {
	if r.kind != rawParagraph && r.kind != rawItem || r.quote {
		return 0
	}
	t := l.bytes(r)
	for start := bytes.IndexByte(t, softBreak) + 1; start > 0 && start < len(t); {
		before := contextOf(t[:start])
		if line := t[start:]; (line[0] == '"' || bytes.HasPrefix(line, []byte("“"))) && (before == afterStop || before == afterEnd) {
			if stop := bytes.IndexByte(line, softBreak); stop >= 0 {
				line = line[:stop]
			}
			if saysMeaning(line) {
				return r.from + start
			}
		}
		next := bytes.IndexByte(t[start:], softBreak) + 1
		if next == 0 {
			return 0
		}
		start += next
	}
	return 0
}

// cut parts a block before the line that begins at the given offset.
func (l *layout) cut(r raw, at int) (first, second raw) {
	first = r
	first.to = at - 1
	r.from = at
	r.listStart, r.marker = false, ""
	return l.spanned(first), l.spanned(r)
}
