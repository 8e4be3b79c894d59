package parse

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// stopBytes are the bytes at which a scan for the ends of sentences looks up:
// marks of punctuation, line breaks, and the first bytes of characters beyond
// ASCII that can end a sentence or begin an item.
var stopBytes = func() (t [256]bool) {
	for _, c := range ".!?(|\n\v" {
		t[c] = true
	}
	for _, c := range []byte{0xE2, 0xE3, 0xEF, 0xD8, 0xDB, 0xE0} {
		t[c] = true
	}
	for c := '0'; c <= '9'; c++ {
		t[c] = true
	}
	return t
}()

// sentenceEnd reports whether the mark at i ends a sentence that starts at
// start, where the sentence ends and where the next begins.
func sentenceEnd(t []byte, start, i int) (end, next int, ok bool) {
	size := stopSize(t[i:])
	if size == 0 {
		return 0, 0, false
	}
	end = i + size
	for end < len(t) && (t[end] == '.' || t[end] == '!' || t[end] == '?') {
		end++
	}
	stops := end - i - size + 1
	end = skipClosers(t, end)
	closed := end > i+size-1+stops
	if end >= len(t) {
		return end, end, true
	}
	if size > 1 {
		return end, skipSpace(t, end), true // full stops of other scripts need no space
	}
	if !isSpace(t[end]) {
		return runOnStop(t, i, end)
	}
	next = skipSpace(t, end)
	if next >= len(t) {
		return end, next, true
	}
	if t[next] == '|' {
		return 0, 0, false // the cells of a table row are parted elsewhere
	}
	if t[i] == '.' && stops == 1 && !closed && !stopEnds(t, start, i, next) {
		return 0, 0, false
	}
	if stops > 1 || closed || t[i] != '.' {
		if startsLower(t[next:]) {
			return 0, 0, false
		}
	}
	return end, next, true
}

// stopSize returns the length of the full stop, question or exclamation mark at
// the start of t, or 0.
func stopSize(t []byte) int {
	switch t[0] {
	case '.', '!', '?':
		return 1
	case 0xE3:
		if bytes.HasPrefix(t, []byte("。")) {
			return 3
		}
	case 0xEF:
		if bytes.HasPrefix(t, []byte("！")) || bytes.HasPrefix(t, []byte("？")) || bytes.HasPrefix(t, []byte("．")) {
			return 3
		}
	case 0xD8:
		if bytes.HasPrefix(t, []byte("؟")) {
			return 2
		}
	case 0xDB:
		if bytes.HasPrefix(t, []byte("۔")) {
			return 2
		}
	case 0xE0:
		if bytes.HasPrefix(t, []byte("।")) {
			return 3
		}
	}
	return 0
}

// skipClosers goes past quotation marks and brackets that close after a stop.
func skipClosers(t []byte, i int) int {
	for i < len(t) {
		switch {
		case t[i] == '"' || t[i] == '\'' || t[i] == ')' || t[i] == ']' || t[i] == '*':
			i++
		case bytes.HasPrefix(t[i:], []byte("”")), bytes.HasPrefix(t[i:], []byte("’")),
			bytes.HasPrefix(t[i:], []byte("」")), bytes.HasPrefix(t[i:], []byte("）")):
			i += 3
		case bytes.HasPrefix(t[i:], []byte("»")):
			i += 2
		default:
			return i
		}
	}
	return i
}

func skipSpace(t []byte, i int) int {
	for i < len(t) && isSpace(t[i]) {
		i++
	}
	return i
}

// runOnStop handles a stop without white space after it: the number of a
// footnote ("data.12 The"), a dash after a run-in heading ("Offense.—Except").
func runOnStop(t []byte, i, end int) (int, int, bool) {
	if end != i+1 || i < 3 || !isAlpha(t[i-1]) || !isAlpha(t[i-2]) || !isAlpha(t[i-3]) {
		return 0, 0, false
	}
	if bytes.HasPrefix(t[end:], []byte("—")) || bytes.HasPrefix(t[end:], []byte("–")) {
		return end, skipSeparator(t, end, false), true
	}
	n := end
	for n < len(t) && isDigit(t[n]) && n-end < 3 {
		n++
	}
	if n > end && n < len(t) && isSpace(t[n]) && isLower(t[i-1]) && abbreviation(lastWord(t, i)) == notAbbr {
		if next := skipSpace(t, n); next < len(t) && isUpper(t[next]) {
			return n, next, true
		}
	}
	return 0, 0, false
}

// stopEnds decides whether the single full stop at i ends the sentence, given
// the word before it and what follows at next.
func stopEnds(t []byte, start, i, next int) bool {
	if startsLower(t[next:]) {
		return false
	}
	word := lastWord(t[start:], i-start)
	if len(word) == 0 {
		return true
	}
	kind := abbreviation(word)
	c := word[len(word)-1]
	switch {
	case len(word) == i-start && len(word) <= 5 && isNumber(word):
		return false // a number at the start, taken for no unit
	case kind == leads && lowerAny(word) == "no":
		// "No." is a number before a digit, an answer before a first word.
		return starters[string(firstWord(t[next:]))]
	case kind == leads:
		return false
	case kind == mayFinish:
		return starters[string(firstWord(t[next:]))]
	case len(word) == 1 && isUpper(c), len(word) > 2 && isUpper(c) && word[len(word)-2] == '.':
		// initials: "J. Smith", "U.S.A. Patriot"
		return starters[string(firstWord(t[next:]))]
	case isDigit(t[next]) && len(word) < 3 && !isDigit(c):
		return false
	}
	return true
}

// isNumber reports whether a word is a number in digits, letters or Roman.
func isNumber(word []byte) bool {
	return isDigit(word[0]) || len(word) == 1 || romanNumber(word) > 0
}

// lastWord returns the word that ends at i: letters, digits and inner stops.
func lastWord(t []byte, i int) []byte {
	start := i
	for start > 0 && i-start < 2*maxUnitWord {
		c := t[start-1]
		if !isAlpha(c) && !isDigit(c) && c != '.' && c != '/' && c < utf8.RuneSelf {
			break
		}
		start--
	}
	for start < i && (t[start] == '.' || !utf8.RuneStart(t[start])) {
		start++
	}
	// A word that begins with a quotation mark of several bytes is the word
	// after that mark.
	for start+3 <= i && t[start] == 0xE2 {
		start += 3
	}
	return t[start:i]
}

func firstWord(t []byte) []byte {
	i := skipOpeners(t)
	start := i
	for i < len(t) && (isAlpha(t[i]) || t[i] == '\'') {
		i++
	}
	return t[start:i]
}

// skipOpeners returns the offset past opening quotation marks and brackets.
func skipOpeners(t []byte) int {
	i := 0
	for i < len(t) {
		switch {
		case t[i] == '"' || t[i] == '\'' || t[i] == '(' || t[i] == '[':
			i++
		case bytes.HasPrefix(t[i:], []byte("“")), bytes.HasPrefix(t[i:], []byte("‘")), bytes.HasPrefix(t[i:], []byte("„")):
			i += 3
		case bytes.HasPrefix(t[i:], []byte("«")):
			i += 2
		default:
			return i
		}
	}
	return i
}

// startsLower reports whether the next letter is a small one, so that no
// sentence begins.
func startsLower(t []byte) bool {
	i := skipOpeners(t)
	if i >= len(t) {
		return false
	}
	if t[i] < utf8.RuneSelf {
		return isLower(t[i]) && !innerCapital(firstWord(t)) || t[i] == ',' || t[i] == ';' || t[i] == ')'
	}
	r, _ := utf8.DecodeRune(t[i:])
	return unicode.IsLower(r)
}

// innerCapital reports whether a word is a name that begins in lower case and
// has a capital inside, as brands do.
func innerCapital(word []byte) bool {
	return bytes.IndexFunc(word, unicode.IsUpper) > 0
}
