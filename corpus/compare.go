package corpus

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rightslint/rightslint/lint"
)

// visitor receives each verdict of a report beside its label.
type visitor struct {
	// document: doc is nil where the report does not know the document or
	// could not judge it.
	document func(l *Labels, doc *lint.Document)
	row      func(rowVerdict)
	flag     func(flagVerdict)
	// sentences is called once for each sentence-labelled document.
	sentences func(path string)
	sentence  func(sentenceVerdict)
}

// rowVerdict is the verdict on a safeguard; row is nil where the report has
// none.
type rowVerdict struct {
	labels *Labels
	doc    *lint.Document
	rule   string
	label  Label
	row    *lint.Row
}

// reported is the status that the report gives; "none" where it has no row.
func (v rowVerdict) reported() lint.Status {
	if v.row == nil {
		return "none"
	}
	return v.row.Status
}

// flagVerdict is a clause that the labels or the report hold for a red flag.
type flagVerdict struct {
	labels             *Labels
	rule, quote        string
	labelled, reported bool
	span               *lint.Span // of the finding; nil where only labelled
}

// sentenceVerdict says of a sentence whether it carries a red flag.
type sentenceVerdict struct {
	path, rule, text   string
	line               int
	labelled, reported bool
}

// compare goes through all labels of the set in a fixed order. Documents of
// the report are known by the names of their files.
func (s *Set) compare(r *lint.Report, v visitor) error {
	docs := map[string]*lint.Document{}
	for _, d := range r.Documents {
		docs[filepath.Base(d.Path)] = d
	}
	for _, l := range s.Labels {
		doc := docs[l.Document]
		if doc != nil && doc.Error != "" {
			doc = nil
		}
		v.document(l, doc)
		l.compareRows(doc, v)
		l.compareFlags(doc, v)
	}
	for i := range s.sentences {
		if err := s.sentences[i].compare(docs, v); err != nil {
			return err
		}
	}
	return nil
}

func (l *Labels) compareRows(doc *lint.Document, v visitor) {
	rows := map[string]*lint.Row{}
	if doc != nil {
		for i := range doc.Coverage {
			rows[doc.Coverage[i].Rule] = &doc.Coverage[i]
		}
	}
	for _, rule := range slices.Sorted(maps.Keys(l.Safeguards)) {
		if label := l.Safeguards[rule]; label.scored() {
			v.row(rowVerdict{l, doc, rule, label, rows[rule]})
		}
	}
}

// compareFlags pairs labelled clauses with findings: of the same rule, and one
// quote within the other.
func (l *Labels) compareFlags(doc *lint.Document, v visitor) {
	if l.RedFlags == nil {
		return
	}
	type clause struct {
		rule, text, quote string
		span              *lint.Span
	}
	var want, have []clause
	for _, f := range l.RedFlags {
		want = append(want, clause{f.Rule, fold(f.Quote), f.Quote, nil})
	}
	if doc != nil {
		for _, f := range doc.Findings {
			if f.Type == lint.FindingRedFlag && f.Span != nil {
				have = append(have, clause{f.Rule, fold(f.Span.Quote), f.Span.Quote, f.Span})
			}
		}
	}
	met := func(a clause, list []clause) bool {
		return slices.ContainsFunc(list, func(b clause) bool {
			return a.rule == b.rule && (strings.Contains(a.text, b.text) || strings.Contains(b.text, a.text))
		})
	}
	for _, w := range want {
		v.flag(flagVerdict{l, w.rule, w.quote, true, met(w, have), nil})
	}
	for _, h := range have {
		if !slices.Contains(l.CappedFlags, h.rule) && !met(h, want) {
			v.flag(flagVerdict{l, h.rule, h.quote, false, true, h.span})
		}
	}
}

// fold makes quotes comparable: one blank for white space, small letters.
func fold(s string) string {
	return strings.ToLower(strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || 0x1c <= r && r <= 0x1f
	}), " "))
}

func (f *sentenceFile) compare(docs map[string]*lint.Document, v visitor) error {
	for _, name := range f.documents {
		path := filepath.Join(f.dir, name)
		if !exists(path) {
			continue
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		v.sentences(path)
		f.compareDocument(path, string(data), f.sentences[name], docs[filepath.Base(name)], v)
	}
	return nil
}

// span is a range of bytes.
type span struct{ start, end int }

// overlaps reports whether two ranges share at least half of the shorter one.
func (a span) overlaps(b span) bool {
	shorter := min(a.end-a.start, b.end-b.start)
	return shorter > 0 && 2*(min(a.end, b.end)-max(a.start, b.start)) >= shorter
}

func (f *sentenceFile) compareDocument(path, text string, sentences []sentence, doc *lint.Document, v visitor) {
	offsets := characters(text)
	found := map[string][]span{}
	if doc != nil {
		for _, x := range doc.Findings {
			if x.Span != nil {
				found[x.Rule] = append(found[x.Rule], span{x.Span.Start, x.Span.End})
			}
		}
	}
	var ranges []span
	labels := map[span][]string{}
	for _, s := range sentences {
		at := span{offsets[min(s.Start, len(offsets)-1)], offsets[min(s.End, len(offsets)-1)]}
		if _, seen := labels[at]; !seen {
			ranges = append(ranges, at)
		}
		labels[at] = append(labels[at], s.Label)
	}
	for _, at := range ranges {
		for _, rule := range f.labels {
			v.sentence(sentenceVerdict{
				path: path, rule: rule, text: text[at.start:at.end], line: 1 + strings.Count(text[:at.start], "\n"),
				labelled: slices.Contains(labels[at], rule),
				reported: slices.ContainsFunc(found[rule], at.overlaps),
			})
		}
	}
}

// characters returns the byte offset of each character of the text, and of its
// end.
func characters(text string) []int {
	out := make([]int, 0, utf8.RuneCountInString(text)+1)
	for i := range text {
		out = append(out, i)
	}
	return append(out, len(text))
}
