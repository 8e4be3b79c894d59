package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// joinText joins a line to the text before it.
func joinText(before, next string, known vocabulary) string {
	return string(appendText([]byte(before), next, known))
}

// appendText appends a line to the text before it: with a space; without one
// after a hyphenated word or between ideographs.
func appendText(before []byte, next string, known vocabulary) []byte {
	if len(before) == 0 || next == "" {
		return append(before, next...)
	}
	last, size := utf8.DecodeLastRune(before)
	first, _ := utf8.DecodeRuneInString(next)
	stem := before[:len(before)-size]
	switch {
	case last == softHyphen:
		return append(stem, next...)
	case (last == '-' || last == '‐') && endsInLetter(stem):
		switch hyphenAt(lastWord(string(tail(stem))), next, known) {
		case hyphenOut:
			return append(stem, next...)
		case hyphenKept:
			return append(before, next...)
		}
	case isIdeograph(last) && isIdeograph(first):
		return append(before, next...)
	}
	return append(append(before, ' '), next...)
}

// tail returns the end of a text, from the start of a character on.
func tail(b []byte) []byte {
	const enough = 80
	if len(b) > enough {
		b = b[len(b)-enough:]
		for len(b) > 0 && !utf8.RuneStart(b[0]) {
			b = b[1:]
		}
	}
	return b
}

// What becomes of a hyphen at the end of a line.
const (
	hyphenOut    = iota // it only divides the word
	hyphenKept          // it belongs to the word
	hyphenSpaced        // it ends the word
)

// hyphenAt judges the hyphen between a word and the next line: "regu-"
// "lation". It stays before a capital or digit ("COVID-" "19"), where the file
// has the word with the hyphen elsewhere and not without, and before a
// conjunction ("pre-" "and post-trial").
func hyphenAt(head, next string, known vocabulary) int {
	if !startsLower(next) {
		return hyphenKept
	}
	rest := firstWord(next)
	switch rest {
	case "and", "or", "to", "und", "oder", "bzw", "sowie", "et", "ou", "y", "o", "e":
		return hyphenSpaced
	}
	if known[head+"-"+rest] > known[head+rest] {
		return hyphenKept
	}
	return hyphenOut
}

// vocabulary counts the words of a file, those with hyphens whole.
type vocabulary map[string]int

// newVocabulary counts the words of lines, the first and last of a line aside
// where a hyphen may have cut them.
func newVocabulary(lines []line) vocabulary {
	v := vocabulary{}
	for i := range lines {
		for _, w := range strings.FieldsFunc(lines[i].text, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '‐' }) {
			if w = strings.ReplaceAll(w, "‐", "-"); !strings.HasSuffix(w, "-") {
				v[strings.ToLower(w)]++
			}
		}
	}
	return v
}

func lastWord(s string) string {
	i := strings.LastIndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' })
	if i >= 0 {
		_, size := utf8.DecodeRuneInString(s[i:])
		s = s[i+size:]
	}
	return strings.ToLower(s)
}

func firstWord(s string) string {
	if i := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }); i >= 0 {
		s = s[:i]
	}
	return strings.ToLower(s)
}

func endsInLetter(s []byte) bool {
	r, _ := utf8.DecodeLastRune(s)
	return unicode.IsLetter(r)
}

// isIdeograph reports whether a character belongs to a script written without
// spaces between words.
func isIdeograph(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xffef
}
