package report

import (
	"strings"
	"unicode"
)

// Clean makes text from a document harmless on a terminal and in the log of a
// build server: control characters (escape sequences among them) and
// bidirectional controls become visible replacements, so that a document cannot
// forge or hide what the report says, and the marks of commands to the server
// are parted by a blank.
func Clean(s string) string {
	return partCommands(strings.Map(func(r rune) rune {
		switch {
		case ' ' <= r && r <= '~': // nearly all
			return r
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
	}, s))
}

// partCommands breaks what build servers take for commands in a log: "::" that
// begins a word (GitHub, which looks at the start of each line, and a line may
// be wrapped anywhere), and "##" (GitHub's older commands and those of Azure
// and TeamCity) before a bracket or a name.
func partCommands(s string) string {
	if !strings.Contains(s, "::") && !strings.Contains(s, "##") {
		return s
	}
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		out.WriteByte(s[i])
		rest := s[i+1:]
		switch {
		case s[i] == ':' && strings.HasPrefix(rest, ":") && (i == 0 || s[i-1] == ' '),
			s[i] == '#' && strings.HasPrefix(rest, "#") && len(rest) > 1 && rest[1] != '#' && rest[1] != ' ':
			out.WriteByte(' ')
		}
	}
	return out.String()
}

// Shorten cuts s to at most n runes, at a blank, with an ellipsis.
func Shorten(s string, n int) string {
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
