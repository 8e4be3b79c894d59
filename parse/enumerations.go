package parse

import "bytes"

// marker looks for a number in running text at i, within the sentence that
// starts at start. If it numbers an item there, the sentence before it ends,
// the item's provision opens, and the start of its text is returned; else 0.
func (b *builder) marker(r *raw, start, i int, lineStart bool) int {
	t := b.text[:r.to]
	if i > start && !lineStart && !isSpace(t[i-1]) && !endsInDash(t[:i]) {
		return 0
	}
	l, ok := parseLabel(t[i:])
	if !ok || l.form == formBare || l.form == formNamed && !lineStart || i+l.next >= r.to {
		return 0
	}
	if l.form == formSign || l.form == formDotted && !lineStart || l.form == formNamed && !l.apart {
		return 0
	}
	if l.kind != nil || l.form == formDotted {
		if !b.lineNumber(&l, t[i+l.next:]) {
			return 0
		}
	} else if !b.numbersItem(r, &l, start, i, lineStart) {
		return 0
	}
	b.emit(r, start, i)
	at, ok := b.place(&l, true)
	if !ok {
		at = placement{reading: l.readings[0]}
	}
	b.openLabel(r, &l, at, i)
	return i + l.next
}

// lineNumber accepts "12.3" or "Section 5." at the start of a line.
func (b *builder) lineNumber(l *label, rest []byte) bool {
	if startsLower(rest) {
		return false
	}
	return l.kind != nil || b.fitsDotted(l) || l.first()
}

// context is what stands before a number in running text.
type context uint8

const (
	noItem    context = iota // a reference, as in "section (2)"
	atStart                  // the start of a sentence
	afterStop                // a full stop
	afterEnd                 // a mark that ends a part: colon, semicolon, dash
	afterCut                 // a comma
	inText                   // a word
)

// numbersItem decides whether the label at i begins an item.
func (b *builder) numbersItem(r *raw, l *label, start, i int, lineStart bool) bool {
	t := b.text[:r.to]
	rest := t[i+l.next:]
	if continuesReference(rest) {
		return false
	}
	kind := contextOf(t[start:i])
	if lineStart && kind != noItem {
		kind = afterEnd
	}
	if l.form != formParen && kind > afterEnd {
		return false
	}
	if l.form == formDot && (l.readings[0].alpha != digits && !lineStart || startsLower(rest) && kind != afterEnd || isDigit(rest[0])) {
		return false
	}
	at, ok := b.place(l, true)
	if !ok {
		return false
	}
	switch kind {
	case atStart:
		return at.sibling > 0 || !startsLower(rest) || l.form == formParen
	case afterStop, afterEnd:
		return true
	case afterCut:
		return at.sibling > 0 && b.stack[at.sibling].prov >= b.blockProvision() && b.isSuccessor(at)
	case inText:
		return l.form == formParen && l.first() && b.comesNext(l, t[i+l.next:])
	}
	return false
}

// blockProvision is the first provision that the current block opened.
func (b *builder) blockProvision() int {
	return max(b.d.Blocks[len(b.d.Blocks)-1].Provision, 0)
}

// isSuccessor reports whether a label is the very next after its sibling.
func (b *builder) isSuccessor(at placement) bool {
	return at.reading.num == b.stack[at.sibling].reading.num+1
}

// contextOf finds what stands at the end of the text before a number.
func contextOf(before []byte) context {
	i := len(before)
	for i > 0 && isSpace(before[i-1]) {
		i--
	}
	before = before[:i]
	if i == 0 {
		return atStart
	}
	switch c := before[i-1]; {
	case c == ':' || c == ';' || endsInDash(before):
		return afterEnd
	case c == '.' || c == '?' || c == '!':
		if abbreviation(lastWord(before, i-1)) != notAbbr {
			return noItem
		}
		return afterStop
	case c == ',':
		return afterCut
	case c == ')' || c == ']':
		return inText
	}
	word := lastWord(before, i)
	if len(word) == 0 {
		return inText
	}
	switch string(word) {
	case "and", "or", "and/or", "but":
		rest := bytes.TrimRight(before[:i-len(word)], " \n\v")
		if bytes.HasSuffix(rest, []byte(";")) {
			return afterEnd
		}
		if bytes.HasSuffix(rest, []byte(",")) {
			return afterCut
		}
		return noItem
	}
	if isReferenceWord(word) || isDigit(word[len(word)-1]) {
		return noItem
	}
	return inText
}

// endsInDash reports whether t ends in a dash that introduces something.
func endsInDash(t []byte) bool {
	for _, s := range [...]string{"—", "–", "--", ",-", " -", ":-", ".-"} {
		if len(t) > len(s) && string(t[len(t)-len(s):]) == s {
			return true
		}
	}
	return false
}

var referenceWords = map[string]bool{
	"section": true, "sections": true, "subsection": true, "subsections": true, "paragraph": true, "paragraphs": true,
	"subparagraph": true, "subparagraphs": true, "clause": true, "clauses": true, "subclause": true, "item": true, "items": true,
	"article": true, "articles": true, "point": true, "points": true, "rule": true, "regulation": true, "part": true, "letter": true,
	"annex": true, "schedule": true, "sub": true, "under": true, "in": true, "of": true, "to": true, "by": false, "act": true, "no": true,
}

// isReferenceWord reports whether a number in brackets after the word refers to
// a unit elsewhere.
func isReferenceWord(word []byte) bool {
	return len(word) <= maxUnitWord && referenceWords[lowerAny(word)]
}

// continuesReference reports whether what follows a number shows that it only
// refers to a unit: "(a) and (b) apply".
func continuesReference(rest []byte) bool {
	if len(rest) == 0 {
		return false
	}
	switch rest[0] {
	case ',', ';', ')', '.':
		return true
	case '(':
		return false
	}
	if !isLower(rest[0]) {
		return false
	}
	for _, w := range [...]string{"and (", "or (", "to (", "of this", "of the said", "of that", "of subsection", "of section", "of paragraph", "of sub-section", "above", "shall apply"} {
		if len(rest) >= len(w) && string(rest[:len(w)]) == w {
			return true
		}
	}
	return false
}

// lookAhead is how many bytes after "(a)" its "(b)" must follow.
const lookAhead = 3000

// comesNext reports whether the number after a first one follows within reach,
// after a semicolon, or, where sentences are numbered, after a full stop.
func (b *builder) comesNext(l *label, rest []byte) bool {
	second := map[alphabet]string{digits: "2", lower: "b", upper: "B", roman: "ii", romanUpper: "II"}[l.firstReading().alpha]
	rest = rest[:min(len(rest), lookAhead)]
	for _, form := range [...]string{"(" + second + ")", "( " + second + " )"} {
		if at := bytes.Index(rest, []byte(form)); at >= 0 {
			before := contextOf(rest[:at])
			return before == afterEnd || before == afterStop && l.readings[0].alpha == digits
		}
	}
	return false
}
