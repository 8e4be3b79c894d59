package report

import (
	"strings"
	"unicode"
)

// Clean makes text from a document harmless on a terminal: control characters
// (escape sequences among them) and bidirectional controls become visible
// replacements, so that a document cannot forge or hide what the report says.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r), unicode.In(r, unicode.Zl, unicode.Zp), r == '\ufeff', r == unicode.ReplacementChar:
			return '�'
		case unicode.Is(unicode.Cf, r) && r != '\u00ad' && r != '\u200d':
			return '�'
		case r == '\u00ad':
			return -1
		}
		return r
	}, s)
}

// shorten cuts s to at most n runes, at a blank, with an ellipsis.
func shorten(s string, n int) string {
	runes := []rune(s)
	if len(runes) <= n {
		return s
	}
	cut := string(runes[:max(n-2, 1)])
	if i := strings.LastIndexByte(cut, ' '); i > n/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:") + " …"
}
