package drafting

import (
	"strings"

	"github.com/rightslint/rightslint/lint/match"
	"github.com/rightslint/rightslint/parse"
)

// undefinedTerms finds terms on which powers or duties turn, in a document that
// defines its terms but not these. Each pattern of the evidence is one term; it
// is reported once, where it first bears on a power or duty.
func undefinedTerms(t *match.Text, evidence []*match.Pattern) []Point {
	heads := definitionHeads(t.Doc)
	if len(heads) < fewDefinitions {
		return nil
	}
	var out []Point
	for _, p := range evidence {
		if point, ok := undefinedTerm(t, p, heads); ok {
			out = append(out, point)
		}
	}
	return out
}

// fewDefinitions is how many terms a document defines at least that has a
// section of definitions.
const fewDefinitions = 3

// definitionHeads returns what the document's definitions define, in lower
// case: their text up to the verb.
func definitionHeads(d *parse.Document) []string {
	var out []string
	for i := range d.Sentences {
		s := &d.Sentences[i]
		if s.Class != parse.Definition {
			continue
		}
		text := strings.ToLower(s.Text)
		end := min(len(text), 160)
		for _, verb := range definingVerbs {
			if j := strings.Index(text[:end], verb); j > 0 {
				end = j
			}
		}
		out = append(out, text[:end])
	}
	return out
}

var definingVerbs = []string{" means", " mean ", " has the meaning", " have the meaning", " is defined", " includes ", " refers to", " shall mean"}

// undefinedTerm looks for a term in the passages where it gives a power or puts
// a duty. A term that is defined, or explained at any place, is none.
func undefinedTerm(t *match.Text, p *match.Pattern, heads []string) (Point, bool) {
	var first *match.Match
	found := t.Find(p)
	for i := range found {
		m := &found[i]
		term := strings.ToLower(t.Quote(m.From, m.To))
		if defined(heads, term) || explained(t.Doc.Sentences[m.Sentence].Text, term) {
			return Point{}, false
		}
		if first == nil && m.Refused == match.Counts && m.Force == match.Binding && !refersToLaw(t.Doc, m.Sentence) {
			first = m
		}
	}
	if first == nil {
		return Point{}, false
	}
	return Point{Sentence: first.Sentence, Detail: "“" + t.Quote(first.From, first.To) + "” is not among the terms that the document defines."}, true
}

// defined reports whether one of the definitions is of the term, or of a longer
// or shorter one with the same words.
func defined(heads []string, term string) bool {
	stem := strings.TrimSuffix(strings.TrimSuffix(term, "s"), "ie")
	for _, h := range heads {
		if strings.Contains(h, stem) {
			return true
		}
	}
	return false
}

// explained reports whether a sentence says what the term means.
func explained(text, term string) bool {
	lower := strings.ToLower(text)
	i := strings.Index(lower, term)
	if i < 0 {
		return false
	}
	after := lower[i+len(term):]
	after = after[:min(len(after), 100)]
	before := lower[max(0, i-90):i]
	for _, w := range []string{" mean", "defined", "within the meaning", "that is to say", "shall be considered", "shall be deemed", "is deemed", "classified", "referred to in", "such as", "including", "includes", "for example", "declared", "proclaimed", "designated", "listed in", "set out in", "specified in", "as described", "in accordance with", "pursuant to", "under section", "under article"} {
		if strings.Contains(after, w) {
			return true
		}
	}
	for _, w := range []string{"meaning of", "definition of", "considered", "deemed", "classified as", "designated", "constitutes", "declared"} {
		if strings.Contains(before, w) {
			return true
		}
	}
	return false
}

// refersToLaw reports whether a passage leaves the term to another law.
func refersToLaw(d *parse.Document, s int) bool {
	return names(d.Sentences[s].Text)
}
