package lint

import (
	"slices"
	"strings"
	"unicode"

	"github.com/rightslint/rightslint/lint/match"
	"github.com/rightslint/rightslint/parse"
)

// opensReasons reports whether a lead-in introduces the reasons for what it
// says ("We may close your account if:"): they are no further powers.
func opensReasons(lead string) bool {
	words := strings.FieldsFunc(strings.ToLower(lead), func(r rune) bool { return !unicode.IsLetter(r) })
	if len(words) < 2 {
		return false
	}
	switch words[len(words)-1] {
	case "if", "when", "where", "unless", "because", "reasons", "circumstances", "cases", "events", "determine", "believe":
		return true
	case "to":
		last := words[len(words)-2]
		return last == "necessary" || last == "order"
	}
	return false
}

// withoutReasons drops from the flagged sentences the items that only give the
// reasons for what their lead-in, itself flagged, says.
func withoutReasons(d *parse.Document, found []match.Match, has map[int]bool) []match.Match {
	return slices.DeleteFunc(found, func(m match.Match) bool {
		lead := d.Sentences[m.Sentence].LeadIn
		return lead >= 0 && has[lead] && opensReasons(d.Sentences[lead].Text)
	})
}
