package parse

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// Levels of headings that have no heading markup: below those of Markdown.
const (
	levelCaps   = 7   // a line in capital letters
	levelBold   = 8   // a paragraph in bold
	levelNumber = 9   // "4.1 Scope"; deeper numbers add to it
	maxHeading  = 160 // length in bytes of the longest heading without markup
)

// findHeadings tells headings from paragraphs where markup does not: bold
// paragraphs, lines in capitals, numbered titles, "#Title" without a space.
// Headings that are broken paragraphs, as converters leave them, become
// paragraphs.
func (l *layout) findHeadings() {
	for i := range l.raws {
		r := &l.raws[i]
		switch {
		case r.classed:
		case r.kind == rawHeading:
			if l.isBrokenHeading(r) {
				r.kind, r.level = rawParagraph, 0
			}
		case r.kind == rawParagraph || r.kind == rawItem:
			if level := l.headingLevel(i); level > 0 {
				r.kind, r.level, r.inferred = rawHeading, level, true
			}
		}
	}
}

// isBrokenHeading reports whether a marked heading is really a piece of running
// text.
func (l *layout) isBrokenHeading(r *raw) bool {
	t := l.bytes(r)
	last := t[len(t)-1]
	switch {
	case len(t) > 400:
		return true
	case last == ';' || last == ',':
		return true
	case last == '.' && startsLower(t):
		return true
	case isLower(t[0]) && len(t) > 60:
		return true
	case isDateLine(t):
		return true
	}
	return len(t) > maxHeading && last == '.' && bytes.Contains(t, []byte(". "))
}

// dateWords are those of a line that says when the document was made or
// changed, besides months and numbers.
var dateWords = map[string]bool{
	"last": true, "updated": true, "modified": true, "revised": true, "effective": true, "published": true,
	"posted": true, "version": true, "dated": true, "date": true, "on": true, "as": true, "of": true,
	"archived": true, "versions": true, "previous": true, "from": true,
}

// isDateLine reports whether a line only says when the document was made or
// changed ("Last updated: March 1, 2025"). Web pages set it as a heading, but
// nothing stands under it.
func isDateLine(t []byte) bool {
	named, dated := false, false
	for _, w := range bytes.FieldsFunc(t, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		switch {
		case isDigit(w[0]):
			dated = true // "2025", "1st"
		case dateWords[string(bytes.ToLower(w))]:
			named = true
		case !isMonth(w):
			return false
		}
	}
	return named && dated
}

// headingLevel returns the level of a paragraph that is a heading without
// markup, or 0.
func (l *layout) headingLevel(i int) int {
	r := &l.raws[i]
	t := l.bytes(r)
	if t[0] == '#' {
		return l.hashHeading(r)
	}
	if len(t) > maxHeading || r.linked || bytes.IndexByte(t, hardBreak) >= 0 && !r.bold {
		return 0
	}
	lb, numbered := parseLabel(t)
	rest := t
	if numbered {
		rest = t[lb.next:]
	}
	last := t[len(t)-1]
	if bytes.Contains(rest, []byte("，")) || bytes.Contains(rest, []byte("。")) {
		return 0
	}
	if last == ';' || last == ',' || last == ':' && (!r.bold || l.beginsList(i)) || startsLower(rest) || endsInDash(t) {
		return 0
	}
	if numbered && lb.form == formBare && isMonth(firstWord(rest)) {
		return 0 // "12 December 2023"
	}
	sentence := last == '.' && bytes.Count(t, []byte{' '}) > 7 || bytes.Contains(t, []byte(". ")) && !numbered
	switch {
	case numbered && (lb.form == formNamed || lb.form == formSign) && (len(rest) == 0 || last != '.') && r.kind == rawParagraph:
		if len(rest) == 0 || r.bold || lb.apart || isTitle(rest) {
			return namedLevel + kindRank(&lb)
		}
	case r.bold && !sentence && hasLetters(t) && !(len(t) > 60 && binds(t)):
		if numbered && len(lb.parts) > 0 {
			return levelBold + len(trimZero(lb.parts))
		}
		return levelBold
	case r.kind == rawItem:
		return 0
	case l.isTitleOf(i):
		return l.raws[i-1].level
	case isCapitals(rest) && !sentence && l.standsAlone(i) && !(bytes.IndexByte(t, softBreak) >= 0 && bytes.ContainsAny(t, "0123456789")):
		if numbered && len(lb.parts) > 0 {
			return levelCaps + len(trimZero(lb.parts)) - 1
		}
		return levelCaps
	case numbered && len(lb.parts) > 0 && last != '.' && len(rest) > 0 && len(t) < 90 && isTitle(rest) && l.standsAlone(i) && !l.inRun(i):
		return levelNumber + len(trimZero(lb.parts))
	}
	return 0
}

// isTitleOf reports whether block i is the title of the heading before, which
// holds a number alone.
func (l *layout) isTitleOf(i int) bool {
	if i == 0 || l.raws[i-1].kind != rawHeading || i+1 >= len(l.raws) {
		return false
	}
	before, t := l.bytes(&l.raws[i-1]), l.bytes(&l.raws[i])
	lb, ok := parseLabel(before)
	return ok && lb.kind != nil && lb.next >= len(before) && isTitle(t) && t[len(t)-1] != '.'
}

func isMonth(word []byte) bool {
	switch string(word) {
	case "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December":
		return true
	}
	return false
}

func kindRank(l *label) int {
	if l.kind == nil {
		return kindSection.rank
	}
	return l.kind.rank
}

// hashHeading handles "#Title" and "##Title", which Markdown takes for text.
func (l *layout) hashHeading(r *raw) int {
	t := l.bytes(r)
	n := 0
	for n < len(t) && t[n] == '#' {
		n++
	}
	if n > 6 || n >= len(t) || len(t) > maxHeading || !isAlpha(t[n]) && !isDigit(t[n]) || bytes.IndexByte(t, softBreak) >= 0 {
		return 0
	}
	r.from += n
	return n
}

// beginsList reports whether the block after i is a list item.
func (l *layout) beginsList(i int) bool {
	if i+1 >= len(l.raws) {
		return false
	}
	next := &l.raws[i+1]
	if next.kind == rawItem {
		return true
	}
	_, numbered := parseLabel(l.bytes(next))
	return numbered
}

// standsAlone reports whether a block is followed by running text or a
// numbered unit, as a heading is, rather than by another line of its sort.
func (l *layout) standsAlone(i int) bool {
	if i+1 >= len(l.raws) {
		return false
	}
	return l.raws[i].depth == 0 && !l.raws[i].quote
}

// inRun reports whether numbered lines like block i stand on both sides of it
// or twice on one: a list then, rather than headings.
func (l *layout) inRun(i int) bool {
	short := func(j int) bool {
		if j < 0 || j >= len(l.raws) || l.raws[j].kind == rawHeading && !l.raws[j].inferred {
			return false
		}
		t := l.bytes(&l.raws[j])
		lb, ok := parseLabel(t)
		return ok && len(lb.parts) > 0 && len(t) < 90
	}
	return short(i+1) || short(i-1)
}

// isTitle reports whether text looks like a title: it begins with a capital
// letter and has the shape of a phrase rather than of a sentence.
func isTitle(t []byte) bool {
	r, _ := utf8.DecodeRune(t)
	if !unicode.IsUpper(r) && !unicode.Is(unicode.Lo, r) {
		return false
	}
	if bytes.IndexByte(t, softBreak) >= 0 || len(t) > 100 {
		return false
	}
	for _, verb := range [...]string{" shall ", " must ", " may ", " will ", " is ", " are ", " was ", " were ", " means ", " has ", " have "} {
		if bytes.Contains(t, []byte(verb)) {
			return false
		}
	}
	return true
}

// isCapitals reports whether t is a short line in capital letters with at least
// one word, such as "GENERAL CONDITIONS".
func isCapitals(t []byte) bool {
	letters := 0
	for len(t) > 0 {
		r, size := utf8.DecodeRune(t)
		t = t[size:]
		if unicode.IsLower(r) || unicode.Is(unicode.Lo, r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters >= 4
}

func hasLetters(t []byte) bool {
	n := 0
	for _, c := range t {
		if isAlpha(c) || c >= utf8.RuneSelf {
			n++
		}
	}
	return n >= 3
}
