package lint

import (
	"slices"
	"strings"
	"unicode"

	"github.com/rightslint/rightslint/lint/match"
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
		if empowering(words[i]) {
			return false
		}
		switch words[i] {
		case "following": // "if any of the following conditions are met:"
			return slices.ContainsFunc(words[max(0, i-4):i], opensCondition)
		case "including":
			return false
		case "if", "when", "where", "unless", "because", "reasons", "circumstances", "cases":
			return true
		}
	}
	return len(words) > 1 && words[len(words)-1] == "to" && (words[len(words)-2] == "necessary" || words[len(words)-2] == "order")
}

// opensCondition reports whether a word begins a condition.
func opensCondition(word string) bool {
	return word == "if" || word == "when" || word == "where" || word == "unless"
}

// withoutReasons drops from the flagged sentences the items that only give the
// reasons for what their lead-in says: where that is flagged itself, and, where
// items share the flag of their lead-in, those that are flagged only for its
// words together with theirs.
func withoutReasons(t *match.Text, found []match.Match, has map[int]bool, shared bool) []match.Match {
	return slices.DeleteFunc(found, func(m match.Match) bool {
		lead := t.Doc.Sentences[m.Sentence].LeadIn
		if lead < 0 || !opensReasons(t.Doc.Sentences[lead].Text) {
			return false
		}
		own, _ := t.Span(m.Sentence)
		return has[lead] || shared && m.From < own && empowers(t.Doc.Sentences[lead].Text)
	})
}

// empowers reports whether a lead-in says what may or will be done; "Except
// if:" leaves that to its items.
func empowers(lead string) bool {
	return slices.ContainsFunc(strings.Fields(strings.ToLower(lead)), empowering)
}

// empowering reports whether a word says that something may or will be done.
func empowering(word string) bool {
	switch word {
	case "may", "can", "will", "shall", "reserve", "reserves":
		return true
	}
	return false
}
