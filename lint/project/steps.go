package project

import (
	"fmt"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/config"
	"github.com/rightslint/rightslint/lint/waiver"
	"github.com/rightslint/rightslint/rules"
)

// regrade gives the findings of a document the severities and wording that its
// settings say, and answers those of rules that are off.
func regrade(d *lint.Document, s *config.Settings) {
	if len(s.RuleIDs()) == 0 || len(d.Findings) == 0 {
		return
	}
	for i := range d.Findings {
		f := &d.Findings[i]
		rule, wording := s.Rule(f.Rule)
		switch {
		case rule.Severity == "":
		case rule.Severity == config.Off:
			if f.Suppressed == nil {
				f.Suppressed = &lint.Suppressed{By: waiver.ByConfig, Reason: rule.Reason}
			}
		case f.Type == lint.FindingPartial || f.Type == lint.FindingWeak:
			f.Severity = lint.Lower(rule.Severity)
		default:
			f.Severity = rule.Severity
		}
		reword(f, d.Kind, wording)
	}
	d.Add() // severities decide the order
}

// reword puts the organisation's own wording in the place of the rule's.
func reword(f *lint.Finding, kind rules.Kind, wording map[rules.Kind]config.Rule) {
	r, ok := wording[kind]
	if !ok {
		if r, ok = wording[""]; !ok {
			return
		}
		kind = ""
	}
	suggestion := lint.Suggestion{Text: r.Suggestion[kind], Replace: f.Span}
	if f.Type == lint.FindingMissing {
		suggestion.InsertAfter, suggestion.Replace = f.Span, nil
	}
	f.Suggestion = &suggestion
}

// tracked is a waiver of the configuration, which may be about several
// documents of a run.
type tracked struct {
	*waiver.Waiver
	source config.Waiver
	docs   []*lint.Document
}

// waive applies the waivers of the documents and of the configuration. One of
// the configuration that answers nothing is a finding on the first of its
// documents, if all of them were judged: others may hold what it is for.
func (p *Project) waive(docs []*lint.Document) {
	byPlace := map[config.Origin]*tracked{}
	var order []*tracked
	judged := map[string]bool{}
	for _, d := range docs {
		var own []*waiver.Waiver
		for _, c := range p.Settings(d.Path).Waivers {
			w := byPlace[c.At]
			if w == nil {
				w = &tracked{Waiver: &waiver.Waiver{
					Rule: c.Rule.Text, Reason: c.Reason, By: waiver.ByConfig,
					Section: c.Section, Quote: c.Quote, Until: c.Until, Origin: c.At.String(),
				}, source: c}
				byPlace[c.At] = w
				order = append(order, w)
			}
			if d.Error == "" {
				w.docs = append(w.docs, d)
			}
			own = append(own, w.Waiver)
		}
		if d.Error == "" {
			judged[p.Finder.Abs(d.Path)] = true
		}
		waiver.Apply(d, p.catalogs[d.Path], own, p.Today)
	}
	for _, w := range order {
		if !w.Used && len(w.docs) > 0 && complete(&w.source, judged) {
			d := w.docs[0]
			d.Add(waiver.Unused(d, p.catalogs[d.Path], w.Waiver))
		}
	}
}

// noteGone notes waivers for documents that are no longer there.
func (p *Project) noteGone(docs []*lint.Document) {
	told := map[string]bool{}
	for _, d := range docs {
		for _, file := range p.Settings(d.Path).Files {
			if told[file.Path] {
				continue
			}
			told[file.Path] = true
			for _, v := range file.Gone() {
				p.Note(fmt.Sprintf("%s: the waiver is for %s, and no such file is there", v.At, v.Text))
			}
		}
	}
}

// complete reports whether all documents that a waiver is about were judged.
func complete(w *config.Waiver, judged map[string]bool) bool {
	for _, file := range w.Matching() {
		if Document(file) && !judged[file] {
			return false
		}
	}
	return true
}
