// Package waiver applies waivers: statements, with a reason, that a finding need
// not be mended. They stand in comments and the front matter of a document, or
// in the configuration. A waived finding stays in the report with its reason.
package waiver

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
	"github.com/rightslint/rightslint/rules/words"
)

// The places of waivers, as lint.Suppressed names them.
const (
	ByComment = "comment"
	ByConfig  = "config"
)

// The rules about waivers themselves.
const (
	brokenRule = "drafting/broken-waiver"
	unusedRule = "drafting/unused-waiver"
)

// Waiver answers the findings of a rule in a document or a part of it.
type Waiver struct {
	// Rule is the id of the rule, Reason why its findings need not be mended.
	Rule, Reason string
	// By is ByComment or ByConfig.
	By string
	// Range is where the passages of the findings begin or, for a single
	// line, what they touch; nil: anywhere, also findings without a passage of
	// their own, such as a missing safeguard.
	Range *parse.Span
	// Section and Quote narrow it to passages in a section or with certain
	// words; empty: not narrowed.
	Section, Quote string
	// Until is the last day on which it holds; zero: no end.
	Until time.Time
	// At is where it stands in the document; nil for the configuration.
	At *lint.Span
	// Origin is its file and line in the configuration.
	Origin string

	// Used says that it answered a finding, Ended that it would have, but has
	// come to its end.
	Used, Ended bool
}

// Apply marks the findings of a document that its own waivers or those of the
// configuration answer, and adds findings on its own waivers that are broken or
// answer nothing. today decides which waivers have come to their end.
func Apply(d *lint.Document, cat *rules.Catalog, configured []*Waiver, today time.Time) {
	if d.Error != "" {
		return
	}
	var own []*Waiver
	var faults []fault
	if d.Doc != nil { // a verdict from an earlier run is of a document without
		own, faults = read(d.Doc, cat)
	}
	of := map[string][]*Waiver{}
	for _, w := range append(slices.Clone(own), configured...) {
		of[w.Rule] = append(of[w.Rule], w)
	}
	for i := range d.Findings {
		f := &d.Findings[i]
		for _, w := range of[f.Rule] {
			if f.Suppressed != nil || !w.answers(f) {
				continue
			}
			if w.over(today) {
				w.Ended = true
				continue
			}
			w.Used = true
			f.Suppressed = &lint.Suppressed{By: w.By, Reason: w.Reason}
		}
	}
	var more []lint.Finding
	for _, f := range faults {
		more = append(more, point(d, cat, brokenRule, &f.span, f.detail))
	}
	for _, w := range own {
		if !w.Used {
			more = append(more, Unused(d, cat, w))
		}
	}
	d.Add(more...)
}

// over reports whether the last day of the waiver has passed.
func (w *Waiver) over(today time.Time) bool {
	return !w.Until.IsZero() && !today.Before(w.Until.AddDate(0, 0, 1))
}

// answers reports whether the waiver is about a finding of its rule.
func (w *Waiver) answers(f *lint.Finding) bool {
	if w.Range == nil && w.Section == "" && w.Quote == "" {
		return true
	}
	if f.Type == lint.FindingMissing || f.Span == nil {
		return false // it has no passage
	}
	if w.Range != nil && (f.Span.End <= w.Range.Start || f.Span.Start >= w.Range.End) {
		return false
	}
	return inSection(f, w.Section) && (w.Quote == "" || strings.Contains(lint.Normalise(f.Span.Quote), lint.Normalise(w.Quote)))
}

// inSection reports whether a finding stands in a section, which is named by
// its number ("12", "Article 12(3)") or by a heading.
func inSection(f *lint.Finding, section string) bool {
	if section == "" {
		return true
	}
	path, want := strings.ToLower(f.Span.Section), strings.ToLower(section)
	if rest, ok := strings.CutPrefix(path, want); ok && (rest == "" || strings.ContainsAny(rest[:1], "(.), ")) {
		return true
	}
	heading := lint.Normalise(section)
	return slices.Contains(strings.Split(f.Key.Section, " > "), heading)
}

// Unused returns the finding that a waiver answers nothing in a document.
func Unused(d *lint.Document, cat *rules.Catalog, w *Waiver) lint.Finding {
	detail := fmt.Sprintf("No finding of %s is left for it; take it out.", w.Rule)
	missing := slices.ContainsFunc(d.Findings, func(f lint.Finding) bool {
		return f.Type == lint.FindingMissing && f.Rule == w.Rule
	})
	switch {
	case w.Ended:
		detail = fmt.Sprintf("The waiver of %s ended on %s; mend what it was for, or set a later day.", w.Rule, w.Until.Format(time.DateOnly))
	case missing && (w.Range != nil || w.Section != "" || w.Quote != ""):
		way := "use “" + disableFile + "”"
		if w.By == ByConfig {
			way = "leave out section and quote"
		}
		detail = fmt.Sprintf("What %s asks for is missing from the whole document, which a waiver of a passage does not answer; %s.", w.Rule, way)
	}
	if w.Origin != "" {
		detail += " It stands in " + w.Origin + "."
	}
	return point(d, cat, unusedRule, w.At, detail)
}

// point makes a finding of a rule about waivers.
func point(d *lint.Document, cat *rules.Catalog, id string, span *lint.Span, detail string) lint.Finding {
	f := lint.Finding{Rule: id, Type: lint.FindingDrafting, Severity: rules.Error, Message: detail, Span: span}
	if r := cat.Rule(id); r != nil {
		f.Severity, f.Title, f.Right, f.Sources = r.Applies[d.Kind], r.Title, r.Right, r.Sources
		f.Message = words.Capital(r.Title) + ". " + detail
	}
	return f
}
