package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Capital writes a phrase as the beginning of a sentence.
func Capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToTitle(r)) + s[size:]
}

// Small writes a title within a sentence: its first letter small, unless it is
// that of an abbreviation.
func Small(s string) string {
	if len(s) > 1 && ('a' <= s[1] && s[1] <= 'z' || s[1] == ' ') {
		return strings.ToLower(s[:1]) + s[1:]
	}
	return s
}
