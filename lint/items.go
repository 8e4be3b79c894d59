package lint

import (
	"slices"
	"strings"
	"unicode"

	"github.com/rightslint/rightslint/lint/match"
	"github.com/rightslint/rightslint/parse"
)

// reasonWords is how many words a condition at the end of a lead-in may have.
const reasonWords = 8

// opensReasons reports whether a lead-in introduces the reasons for what it
// says ("We may close your account if we find that:"): they are no further
// powers. A condition with a clause after it introduces what that clause says
// ("If you break these rules, we may:").
func opensReasons(lead string) bool {
	words := strings.FieldsFunc(strings.ToLower(lead), func(r rune) bool { return !unicode.IsLetter(r) })
	for i := len(words) - 1; i >= max(1, len(words)-1-reasonWords); i-- {
		switch words[i] {
		case "may", "can", "will", "shall", "reserve", "reserves", "including", "following":
			return false
		case "if", "when", "where", "unless", "because", "reasons", "circumstances", "cases":
			return true
		}
	}
	return len(words) > 1 && words[len(words)-1] == "to" && (words[len(words)-2] == "necessary" || words[len(words)-2] == "order")
}

// withoutReasons drops from the flagged sentences the items that only give the
// reasons for what their lead-in, itself flagged, says.
func withoutReasons(d *parse.Document, found []match.Match, has map[int]bool) []match.Match {
	return slices.DeleteFunc(found, func(m match.Match) bool {
		lead := d.Sentences[m.Sentence].LeadIn
		return lead >= 0 && has[lead] && opensReasons(d.Sentences[lead].Text)
	})
}
