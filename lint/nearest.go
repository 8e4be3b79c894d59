package lint

import (
	"slices"

	"github.com/rightslint/rightslint/lint/match"
	"github.com/rightslint/rightslint/parse"
)

// nearest returns the passage that comes nearest to a missing safeguard: a
// match that was refused, with the reason, or nil. Matches that stand in
// another context or are only headings would tell a drafter nothing.
func (j *Judge) nearest(t *match.Text, r *compiledRule, refused []match.Match) *Near {
	refused = slices.DeleteFunc(refused, func(m match.Match) bool {
		class := t.Doc.Sentences[m.Sentence].Class
		return m.Refused == match.Excluded || m.Refused == match.NotDenied || m.Refused == match.WrongSection ||
			class == parse.Heading || class == parse.Contents || class == parse.Code
	})
	if len(refused) == 0 {
		return nil
	}
	best := slices.MinFunc(refused, func(a, b match.Match) int {
		if a.Refused != b.Refused {
			return int(a.Refused) - int(b.Refused)
		}
		return a.Sentence - b.Sentence
	})
	return &Near{Span: spanOf(t.Doc, best.Sentence), Why: why(t.Doc, best)}
}

// why says in words why a passage does not count.
func why(d *parse.Document, m match.Match) string {
	switch m.Refused {
	case match.NotBinding:
		return "it only permits this, and does not require it"
	case match.WrongParty:
		return "it binds somebody else"
	case match.Negated:
		return "the sentence denies it"
	case match.NotOperative:
		switch d.Sentences[m.Sentence].Class {
		case parse.Definition:
			return "it is only a definition"
		case parse.Recital:
			return "it stands in a recital or preamble, which does not bind"
		case parse.Quotation:
			return "it is a quotation"
		case parse.Footnote, parse.Note:
			return "it stands in a note, which does not bind"
		}
		return "the passage does not operate"
	}
	return ""
}
