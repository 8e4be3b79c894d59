package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// joinText joins a line to the text before it: with a space; without one
// after a hyphenated word or between ideographs.
func joinText(before, next string, known vocabulary) string {
	if before == "" || next == "" {
		return before + next
	}
	last, size := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(next)
	switch {
	case last == softHyphen:
		return before[:len(before)-size] + next
	case (last == '-' || last == '‐') && endsInLetter(before[:len(before)-size]):
		return joinHyphen(before, next, size, known)
	case isIdeograph(last) && isIdeograph(first):
		return before + next
	}
	return before + " " + next
}

// joinHyphen joins a line to one that ends in a hyphen: "regu-" "lation". The
// hyphen stays where it belongs to the word: before a capital or digit
// ("COVID-" "19"), where the file has the word with the hyphen elsewhere and
// not without, or before a conjunction ("pre-" "and post-trial").
func joinHyphen(before, next string, size int, known vocabulary) string {
	first, _ := utf8.DecodeRuneInString(next)
	if !unicode.IsLower(first) {
		return before + next
	}
	head, tail := lastWord(before[:len(before)-size]), firstWord(next)
	switch tail {
	case "and", "or", "to", "und", "oder", "bzw", "sowie", "et", "ou", "y", "o", "e":
		return before + " " + next
	}
	if known != nil && known[head+"-"+tail] > known[head+tail] {
		return before + next
	}
	return before[:len(before)-size] + next
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

func endsInLetter(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r)
}

// isIdeograph reports whether a character belongs to a script written without
// spaces between words.
func isIdeograph(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xffef
}
