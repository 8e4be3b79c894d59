package html

import (
	"strings"
	"unicode"
)

// clean makes text of documents harmless on a page, beyond the escaping that
// the templates do: characters that steer the direction of the text beyond
// their own word, and control characters, become visible. Marks that Arabic,
// Persian and Hindi words need stay.
func clean(s string) string {
	if plain(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case r == '\u00ad' || r == '\ufeff':
			return -1
		case r >= '\u200c' && r <= '\u200f', r == '\u061c':
			return r
		case unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp), r >= 0xFDD0 && r <= 0xFDEF, r&0xFFFE == 0xFFFE:
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// plain reports whether s is printable ASCII, which needs no cleaning.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] >= 0x7F {
			return false
		}
	}
	return true
}

// lines cleans text line by line.
func lines(s string) string {
	parts := strings.Split(s, "\n")
	for i := range parts {
		parts[i] = strings.TrimRight(clean(parts[i]), " ")
	}
	return strings.Join(parts, "\n")
}
