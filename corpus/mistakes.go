package corpus

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
)

// The sorts of mistakes, gravest first.
const (
	FalseAlarm   = "false alarm"       // reported as missing, and the label says otherwise
	Overlooked   = "overlooked"        // the label says absent, the report does not say missing
	OtherStatus  = "other status"      // neither says missing, and they differ
	FlagMissed   = "flag overlooked"   // a labelled clause without finding
	FlagFalse    = "flag not labelled" // a finding without labelled clause
	SentenceMiss = "sentence overlooked"
	SentenceFake = "sentence not labelled"
)

// sorts gives the order in which mistakes of a rule are listed.
var sorts = []string{FalseAlarm, Overlooked, OtherStatus, FlagMissed, FlagFalse, SentenceMiss, SentenceFake}

// Mistake is a verdict that differs from the label.
type Mistake struct {
	Rule     string `json:"rule"`
	Sort     string `json:"sort"`
	Document string `json:"document"`
	// Line counts from 1; 0 where the mistake has no one place.
	Line int `json:"line,omitempty"`
	// Label and Report are the two statuses; empty for red flags.
	Label  string `json:"label,omitempty"`
	Report string `json:"report,omitempty"`
	// Quotes are the passages that the label rests on, and Lacking what the
	// reader found wanting.
	Quotes  []string `json:"quotes,omitempty"`
	Lacking []string `json:"lacking,omitempty"`
	// Evidence are the passages that the report rests on, or the nearest one.
	Evidence []string `json:"evidence,omitempty"`
	// Why says in words what the report's verdict comes from.
	Why string `json:"why,omitempty"`
}

// Mistakes lists every verdict of the report that differs from its label, by
// rule, sort and document. The catalog tells why a safeguard was held not to
// apply.
func (s *Set) Mistakes(r *lint.Report, cat *rules.Catalog) ([]Mistake, error) {
	var out []Mistake
	err := s.compare(r, visitor{
		document: func(*Labels, *lint.Document) {},
		row: func(v rowVerdict) {
			if v.label.status() != v.reported() {
				out = append(out, rowMistake(v, cat))
			}
		},
		flag: func(v flagVerdict) {
			if v.labelled == v.reported {
				return
			}
			m := Mistake{Rule: v.rule, Sort: FlagMissed, Document: v.labels.Document, Quotes: []string{v.quote}}
			if v.reported {
				m.Sort, m.Quotes, m.Evidence, m.Line = FlagFalse, nil, []string{v.quote}, v.span.Line
			}
			out = append(out, m)
		},
		sentences: func(string) {},
		sentence: func(v sentenceVerdict) {
			if v.labelled == v.reported {
				return
			}
			m := Mistake{Rule: v.rule, Sort: SentenceMiss, Document: v.path, Line: v.line, Quotes: []string{v.text}}
			if v.reported {
				m.Sort, m.Quotes, m.Evidence = SentenceFake, nil, []string{v.text}
			}
			out = append(out, m)
		},
	})
	slices.SortStableFunc(out, func(a, b Mistake) int {
		if d := strings.Compare(a.Rule, b.Rule); d != 0 {
			return d
		}
		return slices.Index(sorts, a.Sort) - slices.Index(sorts, b.Sort)
	})
	return out, err
}

func rowMistake(v rowVerdict, cat *rules.Catalog) Mistake {
	m := Mistake{
		Rule: v.rule, Sort: OtherStatus, Document: v.labels.Document,
		Label: string(v.label.status()), Report: string(v.reported()),
		Quotes: v.label.Evidence, Lacking: v.label.Lacking,
	}
	switch {
	case v.reported() == lint.Missing:
		m.Sort = FalseAlarm
	case v.label.Status == absent:
		m.Sort = Overlooked
	}
	if v.row == nil {
		m.Why = noRow(v)
		return m
	}
	for _, e := range v.row.Evidence {
		text := place(e.Span) + "“" + e.Quote + "”"
		if e.Element != "" {
			text += " (" + e.Element + ")"
		}
		m.Evidence = append(m.Evidence, text)
	}
	near := v.row.Nearest
	if near != nil {
		m.Evidence = []string{place(near.Span) + "“" + near.Span.Quote + "”"}
	}
	switch {
	case v.label.status() == lint.NotApplicable:
		m.Why = "held to apply: " + shownTraits(v, cat)
	case near != nil:
		m.Why = "the nearest passage does not count: " + near.Why
	case v.row.Status == lint.Missing:
		m.Why = "no passage comes near"
	case v.row.Status == lint.NotApplicable:
		m.Why = "held not to apply: the document does not show " + condition(v.rule, cat)
	case len(v.row.MissingElements) > 0:
		m.Why = "lacks: " + strings.Join(v.row.MissingElements, "; ")
	}
	return m
}

func place(s lint.Span) string {
	switch {
	case s.Page > 0:
		return fmt.Sprintf("page %d: ", s.Page)
	case s.Line > 0:
		return fmt.Sprintf("line %d: ", s.Line)
	}
	return ""
}

// noRow says why the report has no verdict.
func noRow(v rowVerdict) string {
	if v.doc == nil {
		return "the document was not judged"
	}
	if v.doc.Kind != v.labels.Kind {
		return fmt.Sprintf("the document was taken for a %s; the label says %s", v.doc.Kind, v.labels.Kind)
	}
	return "the report has no row for it"
}

func condition(rule string, cat *rules.Catalog) string {
	if r := cat.Rule(rule); r != nil {
		return r.When.String()
	}
	return "what the rule asks for"
}

// shownTraits says by which traits of the document a safeguard applies, each
// with the first passage that shows it.
func shownTraits(v rowVerdict, cat *rules.Catalog) string {
	r := cat.Rule(v.rule)
	if r == nil || r.When == nil {
		return "it always does"
	}
	var parts []string
	for _, ref := range r.When.Traits() {
		for _, t := range v.doc.Traits {
			if t.Trait != ref.Name {
				continue
			}
			text := t.Trait
			if len(t.Evidence) > 0 {
				text += " (" + place(t.Evidence[0]) + "“" + t.Evidence[0].Quote + "”)"
			}
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, "; ")
}
