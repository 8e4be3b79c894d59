package fix

import (
	"regexp"
	"strings"
)

var paragraphNumber = regexp.MustCompile(`^(\(\d\)|\d\.) `)

// paragraphs parts wording into its paragraphs and takes their numbers off.
func paragraphs(text string) []string {
	var out []string
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		line = strings.TrimSpace(line)
		switch n := paragraphNumber.FindString(line); {
		case line == "":
		case n != "" || len(out) == 0:
			out = append(out, line[len(n):])
		default:
			out[len(out)-1] += " " + line
		}
	}
	return out
}

var ownParagraph = regexp.MustCompile(`\b([Pp]aragraph) \((\d)\)`)

// refersToItself reports whether a paragraph of wording refers to another of it.
func refersToItself(text string) bool { return ownParagraph.MatchString(text) }

// selfReference gives references between the paragraphs of wording the numbers
// under which they stand; first is that of the first.
func (m *mender) selfReference(text, first string, letters bool) string {
	return ownParagraph.ReplaceAllStringFunc(text, func(ref string) string {
		sub := ownParagraph.FindStringSubmatch(ref)
		label := first
		for n := sub[2][0]; n > '1'; n-- {
			label, _ = nextLabel(label, letters)
		}
		word := sub[1]
		if strings.HasPrefix(label, "(") && m.names.sections {
			word = map[string]string{"Paragraph": "Subsection", "paragraph": "subsection"}[word]
		}
		return word + " " + strings.TrimRight(label, ".")
	})
}
