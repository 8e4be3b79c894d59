// Package match finds where the patterns of rules hold in a document: it
// reads the document's words once, keeps the mentions of every concept, and
// evaluates a pattern from the mentions of its rarest concept. The cost of a
// pattern so depends on those mentions and not on the length of the document.
package match

import (
	"sort"

	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
	"github.com/rightslint/rightslint/rules/phrases"
	"github.com/rightslint/rightslint/rules/words"
)

// Text is a document with its words and the mentions of concepts in it.
type Text struct {
	Doc  *parse.Document
	Kind rules.Kind

	set *rules.Compiled
	// words of all sentences, offsets within their sentence's text; first[i]
	// is the number of the first word of sentence i.
	words []words.Word
	first []int32
	// mentions of each concept, by start.
	mentions [][]phrases.Mention
	// children lists, for a lead-in, the sentences that it introduces.
	children map[int32][]int32
	headings map[int32][]bool // section -> concepts mentioned in its heading path
	grammar  grammar
	scratch  scratch
}

// scratch is memory that the search for one pattern leaves to the next; a Text
// so serves one goroutine at a time.
type scratch struct {
	sentences    []int32
	placed, near []placed
	bounds       []int
	lists        [][]placed
	chosen       [maxTerms]placed
}

// maxTerms is how many concepts a pattern may combine.
const maxTerms = 8

// maxSentence is how many words of a sentence are matched as one; a longer
// run without a full stop is matched in pieces, so that time stays linear.
const maxSentence = 4000

// Scan reads the words of the document and finds all mentions.
func Scan(doc *parse.Document, kind rules.Kind, set *rules.Compiled, sc *phrases.Scanner) *Text {
	t := &Text{
		Doc: doc, Kind: kind, set: set,
		words:    make([]words.Word, 0, len(doc.Source)/6),
		first:    make([]int32, len(doc.Sentences)+1),
		mentions: make([][]phrases.Mention, set.Concepts()),
		children: map[int32][]int32{},
		headings: map[int32][]bool{},
	}
	all := make([]phrases.Mention, 0, len(doc.Source)/10)
	for i := range doc.Sentences {
		s := &doc.Sentences[i]
		t.first[i] = int32(len(t.words))
		t.words, all = sc.Scan(s.Text, int32(i), t.words, all)
		if s.LeadIn >= 0 {
			t.children[int32(s.LeadIn)] = append(t.children[int32(s.LeadIn)], int32(i))
		}
	}
	t.first[len(doc.Sentences)] = int32(len(t.words))
	t.distribute(all)
	t.grammar = newGrammar(t)
	t.learnNames()
	return t
}

// distribute sorts the mentions into one list for each concept, all cut from
// one array.
func (t *Text) distribute(all []phrases.Mention) {
	counts := make([]int, len(t.mentions))
	for i := range all {
		counts[all[i].Concept]++
	}
	store := make([]phrases.Mention, len(all))
	at := 0
	for c, n := range counts {
		t.mentions[c] = store[at : at : at+n]
		at += n
	}
	for _, m := range all {
		t.mentions[m.Concept] = append(t.mentions[m.Concept], m)
	}
	for _, list := range t.mentions {
		less := func(i, j int) bool {
			if list[i].Start != list[j].Start {
				return list[i].Start < list[j].Start
			}
			return list[i].End < list[j].End
		}
		if !sort.SliceIsSorted(list, less) {
			sort.Slice(list, less)
		}
	}
}

// Mentions returns the mentions of a concept in the order of the text; the
// caller must not change them.
func (t *Text) Mentions(concept int32) []phrases.Mention {
	if concept < 0 {
		return nil
	}
	return t.mentions[concept]
}

// in returns the mentions of a concept whose first word lies in [lo, hi).
func (t *Text) in(concept, lo, hi int32) []phrases.Mention {
	if concept < 0 {
		return nil
	}
	list := t.mentions[concept]
	i := sort.Search(len(list), func(i int) bool { return list[i].Start >= lo })
	j := i
	for j < len(list) && list[j].Start < hi {
		j++
	}
	return list[i:j]
}

// sentenceOf returns the number of the sentence that holds a word.
func (t *Text) sentenceOf(word int32) int32 {
	return int32(sort.Search(len(t.first), func(i int) bool { return t.first[i] > word })) - 1
}

// Word returns a word as the document writes it.
func (t *Text) Word(w int32) string {
	s := t.sentenceOf(w)
	return t.Doc.Sentences[s].Text[t.words[w].Start:t.words[w].End]
}

// Quote returns the text of words [from, to), which must lie in one sentence.
func (t *Text) Quote(from, to int32) string {
	s := t.sentenceOf(from)
	return t.Doc.Sentences[s].Text[t.words[from].Start:t.words[to-1].End]
}

// WordCount returns the number of words in the document.
func (t *Text) WordCount() int { return len(t.words) }

// Span returns the words of a sentence as the half-open range [from, to).
func (t *Text) Span(sentence int) (from, to int32) {
	return t.first[sentence], t.first[sentence+1]
}

// QuoteIn returns the first mention of the concept in a text that is not part
// of the document's sentences, such as its title, or "".
func (t *Text) QuoteIn(text string, concept int32) string {
	ws, ms := t.set.Matcher.NewScanner().Scan(text, 0, nil, nil)
	for _, m := range ms {
		if m.Concept == concept {
			return text[ws[m.Start].Start:ws[m.End-1].End]
		}
	}
	return ""
}
