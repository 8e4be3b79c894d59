// Package match finds where the patterns of rules hold in a document: it
// reads the document's words once, keeps the mentions of every concept, and
// evaluates a pattern from the mentions of its rarest concept. The cost of a
// pattern so depends on those mentions and not on the length of the document.
package match

import (
	"slices"
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
	// hits in the order of their first words.
	hits []phrases.Hit
	// The hits that express concept c are mentioned[mentionedAt[c]:mentionedAt[c+1]],
	// in the order of hits.
	mentionedAt, mentioned []int32
	// bits has a bit for each sentence in the row of each concept, wide words a
	// row: a pattern goes through the sentences of few concepts. counts says how
	// often each concept is expressed.
	bits   []uint64
	wide   int
	counts []int32
	// linked has a bit for each sentence that has a lead-in or is one: patterns
	// may hold in it with words of another sentence.
	linked []uint64
	// section is the index of the titled provision of each sentence, or -1.
	section []int32
	// named are the mentions of parties by the names that the document gives
	// them.
	named map[int32][]phrases.Mention
	// children lists, for a lead-in, the sentences that it introduces.
	children [][]int32
	// headings has, for each provision and last for the document's title, a bit for
	// each concept that the headings above and the title mention.
	headings [][]uint64
	titles   *phrases.Scanner // reads other texts, made when first needed
	grammar  grammar
	scratch  scratch
}

// scratch is memory that the search for one pattern leaves to the next; a Text
// so serves one goroutine at a time.
type scratch struct {
	placed, near []placed
	in, not      []phrases.Mention
	bounds       []int
	lists        [][]placed
	chosen       [rules.MaxTerms]placed
}

// Scan reads the words of the document and finds where concepts are expressed.
// A kind that is not known yet is rules.Unknown; SetKind gives it later.
func Scan(doc *parse.Document, kind rules.Kind, set *rules.Compiled, sc *phrases.Scanner) *Text {
	t := &Text{
		Doc: doc, Kind: kind, set: set,
		words:    make([]words.Word, 0, len(doc.Source)/6),
		first:    make([]int32, len(doc.Sentences)+1),
		section:  make([]int32, len(doc.Sentences)),
		hits:     make([]phrases.Hit, 0, len(doc.Source)/5),
		children: make([][]int32, len(doc.Sentences)),
		named:    map[int32][]phrases.Mention{},
	}
	sense := set.Concept(rules.OtherSenseConcept)
	for i := range doc.Sentences {
		s := &doc.Sentences[i]
		t.first[i] = int32(len(t.words))
		t.section[i] = int32(doc.Section(s.Provision))
		from := len(t.hits)
		t.words, t.hits = sc.Read(s.Text, int32(i), t.words, t.hits)
		t.hits = t.hits[:from+len(otherSense(t.hits[from:], sense, set))]
		if s.LeadIn >= 0 {
			t.children[s.LeadIn] = append(t.children[s.LeadIn], int32(i))
		}
	}
	t.first[len(doc.Sentences)] = int32(len(t.words))
	t.index()
	t.readHeadings(sc)
	t.grammar = newGrammar(t)
	if kind != rules.Unknown {
		t.learnNames()
	}
	return t
}

// otherSense takes the hits out of a sentence that are parts of a phrase in
// which their words mean something else.
func otherSense(hits []phrases.Hit, sense int32, set *rules.Compiled) []phrases.Hit {
	for i := 0; sense >= 0 && i < len(hits); i++ {
		if phrase := hits[i]; slices.Contains(set.Matcher.Concepts(phrase.Node), sense) {
			hits = slices.DeleteFunc(hits, func(h phrases.Hit) bool {
				return h.Start >= phrase.Start && h.End <= phrase.End && h.End-h.Start < phrase.End-phrase.Start
			})
			i = slices.Index(hits, phrase)
		}
	}
	return hits
}

// SetKind gives the kind to a text that was scanned before it was known. What
// the document's own names stand for depends on it.
func (t *Text) SetKind(kind rules.Kind) {
	if t.Kind = kind; kind != rules.Unknown {
		t.learnNames()
	}
}

// index notes which hits and sentences express each concept.
func (t *Text) index() {
	n := t.set.Concepts()
	t.wide = (len(t.Doc.Sentences) + 63) / 64
	t.bits = make([]uint64, t.wide*n)
	t.counts = make([]int32, n)
	// The mentions of a concept are counted two places on: where they begin is
	// then one place on, and filling them in moves it to where it belongs.
	t.mentionedAt = make([]int32, n+2)
	for i := range t.hits {
		for _, c := range t.set.Matcher.Concepts(t.hits[i].Node) {
			t.mentionedAt[c+2]++
		}
	}
	for c := range t.counts {
		t.counts[c] = t.mentionedAt[c+2]
		t.mentionedAt[c+2] += t.mentionedAt[c+1]
	}
	t.mentioned = make([]int32, t.mentionedAt[n+1])
	for i := range t.hits {
		h := &t.hits[i]
		word, bit := int(h.Sentence>>6), uint64(1)<<(h.Sentence&63)
		for _, c := range t.set.Matcher.Concepts(h.Node) {
			t.bits[int(c)*t.wide+word] |= bit
			at := &t.mentionedAt[c+1]
			t.mentioned[*at] = int32(i)
			*at++
		}
	}
	t.linked = make([]uint64, t.wide)
	for i := range t.Doc.Sentences {
		if t.Doc.Sentences[i].LeadIn >= 0 || len(t.children[i]) > 0 {
			t.linked[i>>6] |= 1 << (i & 63)
		}
	}
}

// hitsOf returns the numbers of the hits that express a concept.
func (t *Text) hitsOf(concept int32) []int32 {
	if concept < 0 || int(concept) >= len(t.counts) {
		return nil
	}
	return t.mentioned[t.mentionedAt[concept]:t.mentionedAt[concept+1]]
}

// expresses reports whether a sentence mentions a concept.
func (t *Text) expresses(sentence, concept int32) bool {
	return t.bits[int(concept)*t.wide+int(sentence>>6)]&(1<<(sentence&63)) != 0
}

// expressed reports whether one of the sentences [from, to) mentions one of the
// concepts.
func (t *Text) expressed(ids []int32, from, to int32) bool {
	for s := from; s < to; s++ {
		for _, id := range ids {
			if t.expresses(s, id) {
				return true
			}
		}
	}
	return false
}

// Mentions returns the mentions of a concept in the order of the text.
func (t *Text) Mentions(concept int32) []phrases.Mention {
	out := slices.Clone(t.named[concept])
	for _, i := range t.hitsOf(concept) {
		h := &t.hits[i]
		out = append(out, phrases.Mention{Concept: concept, Sentence: h.Sentence, Start: h.Start, End: h.End})
	}
	slices.SortStableFunc(out, byStart)
	return out
}

func byStart(a, b phrases.Mention) int {
	if a.Start != b.Start {
		return int(a.Start - b.Start)
	}
	return int(a.End - b.End)
}

// in appends to dst the mentions of a concept whose first word lies in
// [lo, hi), in the order of the text.
func (t *Text) in(dst []phrases.Mention, concept, lo, hi int32) []phrases.Mention {
	if concept < 0 || lo >= hi {
		return dst
	}
	from := len(dst)
	list := t.hitsOf(concept)
	for _, i := range list[t.since(list, lo):] {
		h := &t.hits[i]
		if h.Start >= hi {
			break
		}
		dst = append(dst, phrases.Mention{Concept: concept, Sentence: h.Sentence, Start: h.Start, End: h.End})
	}
	if list := t.named[concept]; len(list) > 0 {
		i := sort.Search(len(list), func(i int) bool { return list[i].Start >= lo })
		for ; i < len(list) && list[i].Start < hi; i++ {
			dst = append(dst, list[i])
		}
		slices.SortStableFunc(dst[from:], byStart)
	}
	return dst
}

// since returns the place in a list of hits of the first that begins at or after
// a word.
func (t *Text) since(list []int32, word int32) int {
	lo, hi := 0, len(list)
	for lo < hi {
		if mid := (lo + hi) / 2; t.hits[list[mid]].Start < word {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
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

// titleScanner returns the scanner for texts that are no sentences.
func (t *Text) titleScanner() *phrases.Scanner {
	if t.titles == nil {
		t.titles = t.set.Matcher.NewScanner()
	}
	return t.titles
}

// QuoteIn returns the first mention of the concept in a text that is not part
// of the document's sentences, such as its title, or "".
func (t *Text) QuoteIn(text string, concept int32) string {
	ws, ms := t.titleScanner().Scan(text, 0, nil, nil)
	for _, m := range ms {
		if m.Concept == concept {
			return text[ws[m.Start].Start:ws[m.End-1].End]
		}
	}
	return ""
}

// Section returns the index of the titled provision that holds a sentence, or
// -1.
func (t *Text) Section(sentence int) int { return int(t.section[sentence]) }

// Items returns the sentences that a lead-in introduces; the caller must not
// change them.
func (t *Text) Items(sentence int) []int32 { return t.children[sentence] }
