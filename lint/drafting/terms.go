package drafting

import (
	"maps"
	"slices"
	"strings"

	"github.com/rightslint/rightslint/lint/match"
	"github.com/rightslint/rightslint/parse"
)

// undefinedTerms finds terms on which powers or duties turn, in a document that
// defines its terms but not these. Each pattern of the evidence is one term; it
// is reported once, where it first bears on a power or duty.
func undefinedTerms(in Input) []Point {
	t := in.Text
	heads := definitionHeads(t.Doc)
	if len(heads) < fewDefinitions {
		return nil
	}
	terms := map[int][]string{} // by sentence
	for _, p := range in.Evidence {
		if m := undefinedTerm(t, p, heads); m != nil {
			terms[m.Sentence] = append(terms[m.Sentence], "“"+t.Quote(m.From, m.To)+"”")
		}
	}
	var out []Point
	for _, s := range slices.Sorted(maps.Keys(terms)) {
		out = append(out, Point{Sentence: s, Detail: strings.Join(terms[s], ", ") + ": not among the terms that the document defines."})
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

// undefinedTerm returns the first passage where a term bears on a power or duty,
// or nil where there is none, or where the term is defined or explained at any
// place.
func undefinedTerm(t *match.Text, p *match.Pattern, heads []string) *match.Match {
	var first *match.Match
	found := t.Find(p)
	for i := range found {
		m := &found[i]
		term := strings.ToLower(t.Quote(m.From, m.To))
		text := t.Doc.Sentences[m.Sentence].Text
		if defined(heads, term) || near(text, term, saysMeaningBefore, saysMeaning) {
			return nil
		}
		if first == nil && m.Refused == match.Counts && m.Force == match.Binding && !names(text) && !near(text, term, narrowsBefore, narrows) {
			first = m
		}
	}
	return first
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

// What stands around a term that is explained: for good, or only here.
var (
	saysMeaningBefore = []string{"meaning of", "definition of", "considered", "deemed", "classified as", "constitutes"}
	saysMeaning       = []string{" mean", "defined", "within the meaning", "that is to say", "shall be considered", "is considered", "deemed", "constitutes"}
	narrowsBefore     = []string{"designated", "declared", "proclaimed", "identified"}
	narrows           = []string{
		"referred to in", "such as", "including", "includes", "for example", "declared", "proclaimed", "designated", "listed in", "set out in",
		"specified in", "as described", "under section", "under article", "pursuant to",
	}
)

// near reports whether one of the words stands shortly before or after a term.
func near(text, term string, before, after []string) bool {
	lower := strings.ToLower(text)
	i := strings.Index(lower, term)
	if i < 0 {
		return false
	}
	left, right := lower[max(0, i-60):i], lower[i+len(term):]
	right = right[:min(len(right), 60)]
	for _, w := range before {
		if strings.Contains(left, w) {
			return true
		}
	}
	for _, w := range after {
		if strings.Contains(right, w) {
			return true
		}
	}
	return false
}
