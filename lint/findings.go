package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rightslint/rightslint/lint/match"
	"github.com/rightslint/rightslint/lint/place"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
	"github.com/rightslint/rightslint/rules/words"
)

// flagFinding describes a sentence that carries a red flag.
func (j *Judge) flagFinding(t *match.Text, r *compiledRule, m match.Match, severity rules.Severity) Finding {
	span := spanOf(t.Doc, m.Sentence)
	if r.RedFlag() {
		span = clauseOf(t.Doc, m.Sentence)
	}
	f := Finding{
		Rule: r.ID, Type: FindingRedFlag, Severity: severity, Title: r.Title, Right: r.Right,
		Message: words.Capital(r.Title) + ".", Span: &span, Sources: r.Sources,
	}
	if text := strings.TrimSpace(r.Repair[t.Kind]); text != "" {
		f.Suggestion = &Suggestion{Text: text, Replace: &span}
	}
	return f
}

// clauseOf describes a sentence without what joins it to the next item of its
// list ("; and"): that is no part of the clause, and stays when the clause is
// replaced.
func clauseOf(d *parse.Document, sentence int) Span {
	out := spanOf(d, sentence)
	joins := joining(out.Quote)
	end := out.End - joins
	if joins == 0 || end <= out.Start || string(d.Source[end:out.End]) != out.Quote[len(out.Quote)-joins:] {
		return out
	}
	out.End, out.Quote = end, out.Quote[:len(out.Quote)-joins]
	out.EndLine, out.EndColumn = d.Position(end)
	return out
}

// joining returns the length of what joins an item of a list to the next at the
// end of a text: ";" or ", and".
func joining(text string) int {
	rest := text
	for _, word := range []string{"and/or", "and", "or"} {
		before, ok := strings.CutSuffix(text, word)
		if trimmed := strings.TrimRight(before, blank); ok && trimmed != before {
			rest = trimmed
			break
		}
	}
	if !strings.HasSuffix(rest, ";") && !strings.HasSuffix(rest, ",") {
		return 0
	}
	return len(text) - len(strings.TrimRight(rest[:len(rest)-1], blank))
}

// blank is the white space that may stand around what joins items.
const blank = " \t\n\f\r"

// rowFinding describes a safeguard that is not fully there; ok is false where
// there is nothing to say.
func (j *Judge) rowFinding(t *match.Text, r *compiledRule, row *Row, severity rules.Severity, at *places) (f Finding, ok bool) {
	f = Finding{Rule: r.ID, Severity: severity, Title: r.Title, Right: r.Right, Sources: r.Sources, Nearest: row.Nearest, Topic: r.topic}
	switch row.Status {
	case Missing:
		f.Type = FindingMissing
		f.Message = fmt.Sprintf("Missing: %s.", words.Small(r.Title))
		if len(t.Doc.Unread) > 0 {
			f.Message = fmt.Sprintf("Not found in the pages that could be read: %s.", words.Small(r.Title))
		}
		f.Span, f.Place = at.of(&f.Topic)
	case Partial:
		f.Type, f.Severity = FindingPartial, Lower(severity)
		f.Key.Lacks = row.MissingElements
		f.Message = fmt.Sprintf("Incomplete: %s. What lacks: %s.", words.Small(r.Title), strings.Join(row.MissingElements, "; "))
		f.Span = &row.Evidence[0].Span
	case Weak:
		f.Type, f.Severity = FindingWeak, Lower(severity)
		f.Message = fmt.Sprintf("Only wished for: %s. The passage permits or encourages it, and binds nobody.", words.Small(r.Title))
		f.Span = &row.Evidence[0].Span
	default:
		return f, false
	}
	if text := strings.TrimSpace(r.Suggestion[t.Kind]); text != "" {
		f.Suggestion = &Suggestion{Text: text}
		if f.Type == FindingMissing {
			f.Suggestion.InsertAfter = f.Span
		} else {
			f.Suggestion.Replace = f.Span
		}
	}
	return f, true
}

// Lower returns the next milder severity: a safeguard that is partly there is
// less grave than one that lacks.
func Lower(s rules.Severity) rules.Severity {
	if s == rules.Error {
		return rules.Warning
	}
	return rules.Notice
}

// places finds where missing clauses of one document belong. The outline of the
// document is read once, and only if a clause lacks.
type places struct {
	kind    rules.Kind
	doc     *parse.Document
	outline *place.Outline
	// at and span are the last sentence before a place and its span: most
	// clauses that lack belong in one place.
	at   int
	span Span
}

// of returns the last sentence at the place for a missing clause, and the place
// in words.
func (p *places) of(t *place.Topic) (*Span, string) {
	if p.outline == nil {
		p.outline = place.New(p.doc)
	}
	at, where := p.outline.Missing(t, p.kind)
	i := place.Before(p.doc, at)
	if i < 0 {
		return nil, where
	}
	if p.at != i || p.span.Quote == "" {
		p.at, p.span = i, spanOf(p.doc, i)
	}
	span := p.span
	return &span, where
}

// sortFindings puts findings in the order of the report: by right in the order
// of their gravest finding, then by severity, rule and place.
func sortFindings(fs []Finding) {
	gravest := map[string]int{}
	for _, f := range fs {
		gravest[f.Right] = max(gravest[f.Right], f.Severity.Rank())
	}
	slices.SortStableFunc(fs, func(a, b Finding) int {
		if d := gravest[b.Right] - gravest[a.Right]; d != 0 {
			return d
		}
		if d := strings.Compare(a.Right, b.Right); d != 0 {
			return d
		}
		if d := b.Severity.Rank() - a.Severity.Rank(); d != 0 {
			return d
		}
		return strings.Compare(a.Rule, b.Rule)
	})
}
