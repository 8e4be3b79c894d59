package parse

import (
	"bytes"
	"unicode/utf8"
)

// form is how a number is written.
type form uint8

const (
	formNamed  form = iota // Article 12, Section 5
	formSign               // § 4
	formDotted             // 12.3, 4.0
	formDot                // 1. a. IV.
	formBare               // 7
	formParen              // (a)
	formClose              // a)
)

// alphabet is what a number counts in.
type alphabet uint8

const (
	digits alphabet = iota
	lower
	upper
	roman
	romanUpper
)

// ordinal is a reading of a number: "(i)" is the first in Roman numbers or the
// ninth letter.
type ordinal struct {
	alpha alphabet
	num   int
}

// label is a number at the start of a unit.
type label struct {
	form     form
	kind     *unitKind // what a named unit is, such as an article
	readings [2]ordinal
	count    int    // readings in use
	parts    []int  // the components of a dotted number
	text     string // the number as a person would cite it
	next     int    // bytes up to the text of the unit
	apart    bool   // a mark of punctuation or the end parts the number from the text
}

// first reports whether the label can begin a sequence.
func (l *label) first() bool {
	for _, o := range l.readings[:l.count] {
		if o.num == 1 {
			return true
		}
	}
	return false
}

func (l *label) add(a alphabet, n int) {
	if l.count < len(l.readings) {
		l.readings[l.count] = ordinal{a, n}
		l.count++
	}
}

// parseLabel reads the number at the start of t.
func parseLabel(t []byte) (label, bool) {
	if len(t) == 0 {
		return label{}, false
	}
	switch c := t[0]; {
	case c == '(':
		return parenLabel(t)
	case isDigit(c):
		return numberLabel(t)
	case c == 0xC2 && len(t) > 2 && t[1] == 0xA7:
		return signLabel(t)
	case isAlpha(c):
		if l, ok := letterLabel(t); ok {
			return l, true
		}
		return namedLabel(t)
	case c == 0xE7 && bytes.HasPrefix(t, []byte("第")):
		return chineseLabel(t)
	case c >= 0xC3 && c <= 0xDB:
		return namedLabel(t)
	}
	return label{}, false
}

// parenLabel reads "(a)", "(iv)", "(12)", "( 1A )".
func parenLabel(t []byte) (label, bool) {
	i := 1
	for i < len(t) && t[i] == ' ' {
		i++
	}
	start := i
	for i < len(t) && i-start < 6 && (isAlpha(t[i]) || isDigit(t[i])) {
		i++
	}
	word := t[start:i]
	for i < len(t) && t[i] == ' ' {
		i++
	}
	if len(word) == 0 || i >= len(t) || t[i] != ')' {
		return label{}, false
	}
	l := label{form: formParen, text: "(" + string(word) + ")", apart: true}
	if !l.read(word) {
		return label{}, false
	}
	l.next = skipSeparator(t, i+1, false)
	return l, true
}

// read finds the readings of a number of digits or letters.
func (l *label) read(word []byte) bool {
	if isDigit(word[0]) {
		n, i := 0, 0
		for i < len(word) && isDigit(word[i]) {
			n = n*10 + int(word[i]-'0')
			i++
		}
		if i > 3 || len(word)-i > 1 {
			return false
		}
		l.add(digits, n)
		return true
	}
	up := isUpper(word[0])
	for _, c := range word {
		if !isAlpha(c) || isUpper(c) != up {
			return false
		}
	}
	letters, numbers := lower, roman
	if up {
		letters, numbers = upper, romanUpper
	}
	first := int(word[0]|0x20) - 'a' + 1
	switch {
	case len(word) == 1:
		l.add(letters, first)
	case len(word) == 2 && word[0] == word[1] && romanNumber(word) == 0:
		l.add(letters, first+26)
	case len(word) == 2 && word[1]|0x20 == 'a':
		l.add(letters, first) // an insertion after the letter
	}
	if n := romanNumber(word); n > 0 {
		l.add(numbers, n)
	}
	return l.count > 0
}

// romanNumber returns the value of a Roman number below 90 in its usual
// spelling, or 0.
func romanNumber(word []byte) int {
	n, i := 0, 0
	at := func(c byte) bool { return i < len(word) && word[i]|0x20 == c }
	switch {
	case at('x') && i+1 < len(word) && word[i+1]|0x20 == 'l':
		n, i = 40, 2
	case at('l'):
		n, i = 50, 1
	}
	for k := 0; k < 3 && at('x'); k++ {
		n, i = n+10, i+1
	}
	switch {
	case at('i') && i+1 < len(word) && word[i+1]|0x20 == 'x':
		n, i = n+9, i+2
	case at('i') && i+1 < len(word) && word[i+1]|0x20 == 'v':
		n, i = n+4, i+2
	default:
		if at('v') {
			n, i = n+5, i+1
		}
		for k := 0; k < 3 && at('i'); k++ {
			n, i = n+1, i+1
		}
	}
	if i != len(word) {
		return 0
	}
	return n
}

// numberLabel reads "12.3", "4.0", "1.", "1)", "4A.", "7".
func numberLabel(t []byte) (label, bool) {
	i, parts, ok := readDotted(t)
	if !ok {
		return label{}, false
	}
	l := label{parts: parts, text: string(t[:i])}
	l.add(digits, parts[0])
	switch {
	case i < len(t) && t[i] == ')':
		l.form = formClose
		l.text += ")"
		i++
		if len(parts) > 1 {
			l.form = formDotted
		}
	case len(parts) > 1:
		l.form = formDotted
		if i < len(t) && (t[i] == '.' || t[i] == ':') {
			i++
		}
	case i < len(t) && (t[i] == '.' || t[i] == ':'):
		l.form = formDot
		i++
	default:
		l.form = formBare
	}
	if i < len(t) && t[i] < utf8.RuneSelf && !isSpace(t[i]) && t[i] != '(' && t[i] != '-' && t[i] != '[' && t[i] != '"' {
		return label{}, false
	}
	l.apart = l.form != formBare
	l.next = skipSeparator(t, i, true)
	return l, true
}

// readDotted reads digits parted by full stops, with a letter after them ("4A")
// if no letter follows that, and returns the components. Years and amounts are
// not numbers of units.
func readDotted(t []byte) (int, []int, bool) {
	var parts []int
	i := 0
	for {
		start, n := i, 0
		for i < len(t) && isDigit(t[i]) && i-start < 4 {
			n = n*10 + int(t[i]-'0')
			i++
		}
		if i-start > 3 || i == start {
			return 0, nil, false
		}
		parts = append(parts, n)
		if i+1 < len(t) && t[i] == '.' && isDigit(t[i+1]) {
			i++
			continue
		}
		break
	}
	if i < len(t) && isAlpha(t[i]) {
		if i+1 < len(t) && (isAlpha(t[i+1]) || isDigit(t[i+1])) {
			return 0, nil, false
		}
		i++
	}
	return i, parts, true
}

// signLabel reads "§ 2701", "§§ 4.", "§ 4a".
func signLabel(t []byte) (label, bool) {
	i := 0
	for bytes.HasPrefix(t[i:], []byte("§")) {
		i += len("§")
	}
	for i < len(t) && t[i] == ' ' {
		i++
	}
	start := i
	n := 0
	for i < len(t) && (isDigit(t[i]) || t[i] == '.' && i+1 < len(t) && isDigit(t[i+1]) || i > start && isAlpha(t[i])) {
		if isDigit(t[i]) && n < 1e6 {
			n = n*10 + int(t[i]-'0')
		}
		i++
	}
	if i == start || i-start > 12 {
		return label{}, false
	}
	l := label{form: formSign, text: "§ " + string(t[start:i])}
	l.add(digits, n)
	l.apart = endsNumber(t, i)
	l.next = skipSeparator(t, i, true)
	return l, true
}

// letterLabel reads "a)", "iv)", "a.", "IV.", "B.".
func letterLabel(t []byte) (label, bool) {
	i := 0
	for i < len(t) && i < 6 && isAlpha(t[i]) {
		i++
	}
	if i >= len(t) || t[i] != ')' && t[i] != '.' || i+1 < len(t) && !isSpace(t[i+1]) {
		return label{}, false
	}
	l := label{form: formDot, text: string(t[:i]), apart: true}
	if t[i] == ')' {
		l.form = formClose
		l.text += ")"
	}
	if !l.read(t[:i]) {
		return label{}, false
	}
	l.next = skipSeparator(t, i+1, true)
	return l, true
}

// endsNumber reports whether the number that ends at i is parted from what
// follows by punctuation, a line end or the end of the block.
func endsNumber(t []byte, i int) bool {
	if i >= len(t) {
		return true
	}
	switch t[i] {
	case '.', ':', softBreak, hardBreak, '|':
		return true
	}
	for i < len(t) && t[i] == ' ' {
		i++
	}
	return i >= len(t) || t[i] == '-' || bytes.HasPrefix(t[i:], []byte("–")) || bytes.HasPrefix(t[i:], []byte("—"))
}

// skipSeparator returns where the text after a number begins: past stops,
// colons, dashes and white space.
func skipSeparator(t []byte, i int, stops bool) int {
	for i < len(t) {
		switch c := t[i]; {
		case isSpace(c), stops && (c == '.' || c == ':' || c == '|'):
			i++
		case c == '-' && (i+1 >= len(t) || t[i+1] == ' ' || t[i+1] == '-' || t[i+1] == '('):
			i++
		case bytes.HasPrefix(t[i:], []byte("—")), bytes.HasPrefix(t[i:], []byte("–")):
			i += len("—")
		default:
			return i
		}
	}
	return i
}
