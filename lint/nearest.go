package lint

import (
	"slices"

	"github.com/rightslint/rightslint/lint/match"
	"github.com/rightslint/rightslint/parse"
)

// nearest returns the passage that comes nearest to a missing safeguard: a
// match that was refused, with the reason, or nil.
func (j *Judge) nearest(t *match.Text, r *compiledRule, refused []match.Match) *Near {
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
		return "the sentence denies it, or does not forbid what it would have to forbid"
	case match.Excluded:
		return "the same sentence takes it back or speaks of something else"
	case match.WrongSection:
		return "it stands under another heading, about something else"
	case match.NotOperative:
		switch d.Sentences[m.Sentence].Class {
		case parse.Definition:
			return "it is only a definition"
		case parse.Heading, parse.Contents:
			return "it is only a heading"
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
