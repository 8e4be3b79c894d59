package parse

import "bytes"

// passage reads a block of running text: its numbers, its sentences, and the
// enumerations inside.
func (b *builder) passage(r *raw) {
	b.flush = b.lead
	b.lead, b.fresh = -1, false
	pos := b.startBlock(r)
	b.scan(r, pos)
}

// startBlock opens and closes provisions as the list markers and numbers at
// the start of a block ask for, and returns where its text begins.
func (b *builder) startBlock(r *raw) int {
	t := b.text[:r.to]
	start := r.from
	if r.kind == rawItem {
		start = skipSeparator(t, start, false) // "4. —(1)"
	}
	l, found := parseLabel(t[start:])
	if r.kind == rawItem {
		if b.startItem(r, found) {
			start = b.skipTitle(start, r.to)
			l, found = parseLabel(t[start:])
		}
	} else if r.depth < len(b.leads) {
		b.leads = b.leads[:r.depth]
	}
	if r.depth == 0 && found && !(l.first() && b.leadIn() >= 0) && !b.goesOnInText(&l) {
		b.popLists(0)
	}
	if r.kind == rawRow {
		found = found && (l.form == formDotted || l.form == formParen)
	}
	pos := start
	if found {
		pos = b.startLabels(r, l, start)
	}
	switch {
	case pos > start:
	case r.kind != rawItem:
		b.continueText(r)
	case found && !b.markerOpened:
		b.popLists(r.depth - 1)
		b.ownBlock()
	}
	return pos
}

// goesOnInText reports whether a label continues an enumeration of paragraphs,
// which may stand below a list item without being indented.
func (b *builder) goesOnInText(l *label) bool {
	if l.form == formDotted || l.form == formNamed {
		return false
	}
	at, ok := b.place(l, true)
	return ok && at.sibling > 0 && b.stack[at.sibling].depth == 0
}

// popLists closes the provisions of list items deeper than depth.
func (b *builder) popLists(depth int) {
	for i := 1; i < len(b.stack); i++ {
		if b.stack[i].depth > depth && b.stack[i].heading == 0 {
			b.pop(i)
			return
		}
	}
}

// ownBlock says that the current block stands in the innermost provision.
func (b *builder) ownBlock() {
	b.d.Blocks[len(b.d.Blocks)-1].Provision = b.top().prov
}

// startLabels opens the provisions of the numbers at the start of a block, at
// text offset pos, such as "7 (1) (a)", and returns where the text begins.
func (b *builder) startLabels(r *raw, l label, pos int) int {
	lead := -1
	if r.kind == rawItem {
		lead = b.lead // the introduction of the list holds for its numbers
	}
	for n := 0; n < 5; n++ {
		at, same, ok := b.accept(r, &l, pos, n == 0)
		if !ok {
			break
		}
		if same {
			pos = b.skipTitle(pos+l.next, r.to)
		} else {
			b.openLabel(r, &l, at, pos)
			if b.lead < 0 && lead >= 0 {
				b.lead, b.top().lead = lead, lead
			}
			if n == 0 {
				b.ownBlock()
			}
			pos += l.next
		}
		var found bool
		if l, found = parseLabel(b.text[pos:r.to]); !found || l.form != formParen {
			break
		}
	}
	return pos
}

// openLabel opens the provision of a label at text offset pos and takes up its
// lead-in.
func (b *builder) openLabel(r *raw, l *label, at placement, pos int) {
	b.region.number(l, at)
	if l.kind != nil {
		b.closeFor(l, namedLevel+l.kind.rank)
	}
	span, _ := b.fold.span(pos, min(pos+max(l.next, 1), r.to), b.spot)
	b.open(l, at, span, r.depth)
	b.lead, b.fresh = b.top().lead, true
}

// accept decides whether the label at the start of a block numbers a unit; same
// says that it repeats the number of the heading above.
func (b *builder) accept(r *raw, l *label, pos int, first bool) (at placement, same, ok bool) {
	rest := b.text[min(pos+l.next, r.to):r.to]
	if first && b.repeatsHeading(l) {
		return at, true, true
	}
	switch l.form {
	case formNamed, formSign:
		if !l.apart && (len(rest) == 0 || startsLower(rest) || !b.continuesNamed(l)) {
			return at, false, false
		}
		return placement{reading: l.readings[0]}, false, true
	case formBare:
		if len(rest) == 0 || startsLower(rest) || r.kind == rawRow || rest[0] == '-' || isDigit(rest[0]) {
			return at, false, false
		}
		at, ok = b.place(l, true)
		return at, false, ok && (at.sibling > 0 || b.text[pos+len(l.text)] != ' ' || rest[0] == '(')
	case formDotted:
		if len(rest) > 0 && startsLower(rest) && b.text[pos+l.next-1] != '.' && r.kind != rawItem && !b.fitsDotted(l) {
			return at, false, false
		}
	case formParen:
		if len(rest) == 0 || isDigit(rest[0]) || continuesReference(rest) {
			at, ok = b.place(l, true)
			return at, false, ok && len(rest) > 0 && !continuesReference(rest)
		}
	case formDot, formClose:
		if l.readings[0].alpha != digits || len(rest) == 0 {
			at, ok = b.place(l, true)
			return at, false, ok && len(rest) > 0
		}
	}
	at, ok = b.place(l, !first)
	return at, false, ok
}

// fitsDotted reports whether a dotted number goes on from an open one.
func (b *builder) fitsDotted(l *label) bool {
	for i := len(b.stack) - 1; i > 0; i-- {
		if p := b.stack[i].parts; len(p) > 0 && p[0] == l.parts[0] {
			return true
		}
	}
	return false
}

// continuesNamed reports whether the unit with a name but without punctuation
// after its number is the next of its kind.
func (b *builder) continuesNamed(l *label) bool {
	for i := len(b.stack) - 1; i > 0; i-- {
		if b.stack[i].kind == l.kind {
			return b.stack[i].reading.num+1 == l.readings[0].num
		}
	}
	return l.first()
}

// repeatsHeading reports whether a label has the number of the innermost
// heading ("### 7. Head office" and then "7 (1) The head office …").
func (b *builder) repeatsHeading(l *label) bool {
	if l.form != formBare && l.form != formDot && l.form != formSign && l.form != formDotted {
		return false
	}
	lv := b.top()
	if lv.heading == 0 || len(lv.text) == 0 || lv.own != b.last {
		return false
	}
	return lv.text == l.text
}

// skipTitle goes past the title of the innermost heading where the text
// repeats it after the number.
func (b *builder) skipTitle(pos, end int) int {
	title := b.d.Provisions[b.top().prov].Title
	if n := len(title); n > 0 && pos+n < end && isSpace(b.text[pos+n]) && string(b.text[pos:pos+n]) == title {
		if next := skipSpace(b.text[:end], pos+n); next < end && !startsLower(b.text[next:end]) {
			return next
		}
	}
	return pos
}

// continueText handles a block without number or marker: text that goes on
// after an enumeration belongs to the unit that holds the enumeration.
func (b *builder) continueText(r *raw) {
	i := len(b.stack)
	for i > 1 && b.stack[i-1].heading == 0 && b.stack[i-1].endsBefore(r) {
		i--
	}
	b.pop(i)
	if b.flush >= 0 && startsLower(b.text[r.from:r.to]) {
		b.lead, b.fresh = b.flush, true
	}
	b.ownBlock()
}

// endsBefore reports whether an item ends where a block without number begins:
// an item of an enumeration does, and a numbered paragraph goes on.
func (lv *level) endsBefore(r *raw) bool {
	if lv.depth > 0 && lv.depth <= r.depth {
		return false
	}
	return lv.lead >= 0 || lv.reading.alpha != digits
}

// scan cuts a block from pos on into sentences and opens the provisions that
// are numbered in the running text.
func (b *builder) scan(r *raw, pos int) {
	t := b.text[:r.to]
	start := pos
	cells := r.kind == rawRow && r.to-r.from > longRow
	for i := pos; i < r.to; {
		c := t[i]
		if !stopBytes[c] {
			i++
			continue
		}
		switch {
		case c == softBreak || c == hardBreak:
			start, i = b.lineBreak(r, start, i)
			continue
		case c == '|' && cells && splitsCell(t[start:i]):
			b.emit(r, start, i)
			start = skipSpace(t, i+1)
			i = start
			continue
		case isDigit(c):
			// Only a number at the start of a word can number an item.
			if i > start && !isSpace(t[i-1]) {
				i++
				continue
			}
			if next := b.marker(r, start, i, false); next > 0 {
				start, i = next, next
				continue
			}
			for i < r.to && isDigit(t[i]) {
				i++
			}
			continue
		case c == '(':
			if next := b.marker(r, start, i, false); next > 0 {
				start, i = next, next
				continue
			}
		case c == 0xE2 && isBullet(t[i:]):
			if i == start || isSpace(t[i-1]) {
				start = b.bullet(r, start, i)
				i = start
				continue
			}
		}
		if end, next, ok := sentenceEnd(t, start, i); ok {
			b.emit(r, start, end)
			start, i = next, next
			continue
		}
		i++
	}
	b.emit(r, start, r.to)
}

// longRow is the length in bytes of a table row from which on its cells are
// sentences of their own.
const longRow = 240

// splitsCell reports whether a cell is more than the name of its row.
func splitsCell(cell []byte) bool {
	return len(cell) > 60 || bytes.HasSuffix(bytes.TrimSpace(cell), []byte("."))
}

// lineBreak handles the line break at i: a number or bullet at the start of the
// next line begins an item, and a break that the author asked for ends what
// punctuation has closed.
func (b *builder) lineBreak(r *raw, start, i int) (int, int) {
	t := b.text[:r.to]
	next := skipSpace(t, i)
	if next >= r.to {
		return start, r.to
	}
	if at := b.marker(r, start, next, true); at > 0 {
		return at, at
	}
	if isBullet(t[next:]) {
		at := b.bullet(r, start, next)
		return at, at
	}
	if t[i] == hardBreak && i > start && bytes.IndexByte([]byte(".:;!?"), t[i-1]) >= 0 {
		b.emit(r, start, i)
		return next, next
	}
	return start, next
}

// isBullet reports whether t begins with a bullet.
func isBullet(t []byte) bool {
	for _, s := range [...]string{"•", "▪", "●", "◦", "‣", "■", "➢", "✓"} {
		if len(t) > len(s) && string(t[:len(s)]) == s {
			return true
		}
	}
	return false
}

// bullet ends the sentence before a bullet in running text and begins an item.
func (b *builder) bullet(r *raw, start, i int) int {
	lead := b.lead
	before := b.last
	b.emit(r, start, i)
	if b.last != before && b.ending == endLead && (lead < 0 || b.endsColon()) {
		lead = b.last
	}
	b.lead, b.fresh = lead, true
	return skipSpace(b.text[:r.to], i+len("•"))
}
