package pdf

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

const softHyphen = '\u00ad'

// ligatures are the letters of the Latin ligatures from U+FB00 on.
var ligatures = [...]string{"ff", "fi", "fl", "ffi", "ffl", "ſt", "st"}

// normalize turns what a font says a glyph means into plain text: ligatures
// and Arabic presentation forms become letters, all white space a space,
// control characters nothing, the bullets of symbol fonts a bullet. Soft
// hyphens stay, since lines may end in them.
func normalize(s string) string {
	plain := true
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= 0xfb00 && int(r-0xfb00) < len(ligatures):
			b.WriteString(ligatures[r-0xfb00])
		case r >= 0xfb50 && r <= 0xfdff, r >= 0xfe70 && r <= 0xfefc:
			b.WriteString(norm.NFKC.String(string(r)))
		case r == '\u200b', r == '\ufeff', r == '\u2060':
			// no width, no meaning
		case unicode.IsSpace(r), r >= '\u2000' && r <= '\u200a', r == '\u202f':
			b.WriteByte(' ')
		case unicode.IsControl(r), r == '\ufffd':
		case r >= 0xf020 && r <= 0xf0ff: // symbol fonts, private use
			b.WriteString(symbolText(r - 0xf000))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// symbolText tells what a code of a symbol font stands for: letters and
// digits themselves, marks of list items a bullet.
func symbolText(r rune) string {
	switch {
	case r == ' ' || r == 0xa0:
		return " "
	case r < 0x7f && (unicode.IsLetter(r) && r != 'n' && r != 'q' && r != 'l' && r != 'o' || unicode.IsDigit(r) || strings.ContainsRune(".,;:()-/%+=<>[]", r)):
		return string(r)
	}
	return "•"
}
