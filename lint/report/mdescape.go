package report

import (
	"strings"
	"unicode"
)

// marks are characters that Markdown gives a meaning wherever they stand, and
// leading marks those to which it gives one at the start of a line.
const (
	marks        = "\\`*_[]|~$"
	leadingMarks = "#+-=:"
)

// escapeMarkdown makes text show as it is in Markdown: no emphasis, table, link,
// picture, HTML. What GitHub and GitLab link besides, such as @names, #numbers
// and addresses, is parted by a zero-width space, given as an entity, because
// they look for these in the finished page, where a backslash is gone.
func escapeMarkdown(s string) string {
	s = strings.TrimSpace(Clean(s)) // blanks in front would make code
	var out strings.Builder
	runes := []rune(s)
	for i, r := range runes {
		switch {
		case r == '&':
			out.WriteString("&amp;")
		case r == '<':
			out.WriteString("&lt;")
		case r == '>':
			out.WriteString("&gt;")
		case strings.ContainsRune(marks, r), i == 0 && strings.ContainsRune(leadingMarks, r),
			(r == '.' || r == ')') && i > 0 && strings.Trim(string(runes[:i]), "0123456789") == "": // "1." begins a list
			out.WriteByte('\\')
			out.WriteRune(r)
		default:
			out.WriteRune(r)
		}
		if i+1 < len(runes) && links(runes[:i], r, runes[i+1]) {
			out.WriteString("&#8203;")
		}
	}
	return out.String()
}

// links reports whether the character, before the one that follows it, may make
// a host link what stands there.
func links(before []rune, r, next rune) bool {
	switch r {
	case '@', '#', '!', '~', '%', '$', '&', '^':
		return unicode.IsLetter(next) || unicode.IsDigit(next) || strings.ContainsRune("\"'_", next)
	case ':':
		return next == '/' || unicode.IsLetter(next)
	case '.': // www.example.org
		return endsWith(before, "www")
	case '-': // GH-12
		return endsWith(before, "gh") && unicode.IsDigit(next)
	}
	return false
}

func endsWith(runes []rune, word string) bool {
	return len(runes) >= len(word) && strings.EqualFold(string(runes[len(runes)-len(word):]), word)
}
