package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rightslint/rightslint/lint/match"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
	"github.com/rightslint/rightslint/rules/words"
)

// flagFinding describes a sentence that carries a red flag.
func (j *Judge) flagFinding(t *match.Text, r *compiledRule, m match.Match, severity rules.Severity) Finding {
	span := spanOf(t.Doc, m.Sentence)
	f := Finding{
		Rule: r.ID, Type: FindingRedFlag, Severity: severity, Title: r.Title, Right: r.Right,
		Message: words.Capital(r.Title) + ".", Span: &span, Sources: r.Sources,
	}
	if text := strings.TrimSpace(r.Repair[t.Kind]); text != "" {
		f.Suggestion = &Suggestion{Text: text, Replace: &span}
	}
	return f
}

// rowFinding describes a safeguard that is not fully there; ok is false where
// there is nothing to say.
func (j *Judge) rowFinding(t *match.Text, r *compiledRule, row *Row, severity rules.Severity) (f Finding, ok bool) {
	f = Finding{Rule: r.ID, Severity: severity, Title: r.Title, Right: r.Right, Sources: r.Sources, Nearest: row.Nearest}
	switch row.Status {
	case Missing:
		f.Type = FindingMissing
		f.Message = fmt.Sprintf("Missing: %s.", words.Small(r.Title))
		if len(t.Doc.Unread) > 0 {
			f.Message = fmt.Sprintf("Not found in the pages that could be read: %s.", words.Small(r.Title))
		}
		span, place := j.place(t, r, row)
		f.Span, f.Place = span, place
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

// place finds where a missing clause belongs: the section whose heading speaks
// of it, else the section of the nearest passage, else the end of the
// document's text. It returns the last sentence there and the place in words.
func (j *Judge) place(t *match.Text, r *compiledRule, row *Row) (*Span, string) {
	d := t.Doc
	for _, concept := range r.belongs {
		for _, m := range t.Mentions(concept) {
			s := &d.Sentences[m.Sentence]
			if !s.Class.IsHeading() || s.Provision < 0 {
				continue
			}
			p := &d.Provisions[s.Provision]
			if p.End > p.First {
				span := spanOf(d, p.End-1)
				return &span, "under “" + heading(p) + "”"
			}
		}
	}
	if row.Nearest != nil {
		span := row.Nearest.Span
		if span.Section != "" {
			return &span, "near “" + span.Section + "”"
		}
		return &span, "near the passage below"
	}
	for i := len(d.Sentences) - 1; i >= 0; i-- {
		if d.Sentences[i].Class.Binds() {
			span := spanOf(d, i)
			return &span, "in a section of its own"
		}
	}
	return nil, "in a section of its own"
}

// heading names a section by its number and title.
func heading(p *parse.Provision) string {
	switch {
	case p.Title == "":
		return p.Path
	case p.Label == "" || strings.Contains(p.Title, p.Label):
		return p.Title
	}
	return p.Label + " " + p.Title
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
