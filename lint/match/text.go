// Package match finds where the patterns of rules hold in a document: it
// reads the document's words once, keeps the mentions of every concept, and
// evaluates a pattern from the mentions of its rarest concept. The cost of a
// pattern so depends on those mentions and not on the length of the document.
package match

import (
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
	"github.com/rightslint/rightslint/rules/phrases"
	"github.com/rightslint/rightslint/rules/words"
)

// Text is a document with its words and the mentions of concepts in it.
type Text struct {
	Doc  *parse.Document
	Kind rules.Kind

	set     *rules.Compiled
	kindBit uint8 // of Kind
	// words of all sentences, offsets within their sentence's text; first[i]
	// is the number of the first word of sentence i.
	words []words.Word
	first []int32
	// hits in the order of their first words; those of sentence i are
	// hits[hitAt[i]:hitAt[i+1]].
	hits  []phrases.Hit
	hitAt []int32
	// bits has a bit for each sentence in the row of each concept, wide words a
	// row: a pattern goes through the sentences of few concepts. counts says how
	// often each concept is expressed.
	bits   []uint64
	wide   int
	counts []int32
	// who are the parties that are named at each node.
	who []party
	// linked has a bit for each sentence that has a lead-in or is one: patterns
	// may hold in it with words of another sentence.
	linked []uint64
	// section is the index of the titled provision of each sentence, or -1.
	section []int32
	// The sentences that lead-in i introduces are children[childAt[i]:childAt[i+1]].
	childAt, children []int32
	// headings has, for each provision and last for the document's title, a bit for
	// each concept that the headings above and the title mention.
	headings [][]uint64
	titles   *phrases.Scanner // reads other texts, made when first needed
	grammar  grammar
	scratch  scratch
	memory   *Memory
}

// scratch is memory that the search for one pattern leaves to the next; a Text
// so serves one goroutine at a time.
type scratch struct {
	near    []placed
	in, not []phrases.Mention
	lists   [][]placed
	chosen  [rules.MaxTerms]placed
	// marks are those of the pattern of; see mark.
	marks []uint8
	of    *Pattern
}

// Scan reads the words of the document and finds where concepts are expressed.
// A kind that is not known yet is rules.Unknown; SetKind gives it later. The
// text is kept in m until it is freed; nil: in memory of its own.
func Scan(doc *parse.Document, kind rules.Kind, set *rules.Compiled, sc *phrases.Scanner, m *Memory) *Text {
	if m == nil {
		m = &Memory{}
	}
	n := len(doc.Sentences)
	t := &Text{
		Doc: doc, Kind: kind, kindBit: kindBit(kind), set: set, memory: m,
		words: room(m.words, len(doc.Source)/6), hits: room(m.hits, len(doc.Source)/6),
		first: zeros(&m.first, n+1), hitAt: zeros(&m.hitAt, n+1), section: zeros(&m.section, n),
		childAt: zeros(&m.childAt, n+2),
		scratch: m.scratch,
	}
	sections := sectionsOf(doc)
	for i := range doc.Sentences {
		s := &doc.Sentences[i]
		t.first[i], t.hitAt[i] = int32(len(t.words)), int32(len(t.hits))
		t.section[i] = sections[s.Provision+1]
		t.words, t.hits = sc.Read(s.Text, t.words, t.hits)
	}
	t.first[n], t.hitAt[n] = int32(len(t.words)), int32(len(t.hits))
	t.readItems()
	t.grammar = newGrammar(t)
	if m.who == nil {
		m.who = t.grammar.partiesByNode(set)
	}
	t.who = m.who
	t.dropOtherSenses()
	t.index()
	t.readHeadings(sc)
	if kind != rules.Unknown {
		t.learnNames()
	}
	return t
}

// readItems notes which sentences each lead-in introduces.
func (t *Text) readItems() {
	// Items are counted two places on: where those of a lead-in begin is then one
	// place on, and filling them in moves it to where it belongs.
	n := 0
	for i := range t.Doc.Sentences {
		if l := t.Doc.Sentences[i].LeadIn; l >= 0 {
			t.childAt[l+2]++
			n++
		}
	}
	for i := range t.Doc.Sentences {
		t.childAt[i+2] += t.childAt[i+1]
	}
	t.children = zeros(&t.memory.children, n)
	for i := range t.Doc.Sentences {
		if l := t.Doc.Sentences[i].LeadIn; l >= 0 {
			t.children[t.childAt[l+1]] = int32(i)
			t.childAt[l+1]++
		}
	}
}

// Items returns the sentences that a lead-in introduces; the caller must not
// change them.
func (t *Text) Items(sentence int) []int32 {
	return t.children[t.childAt[sentence]:t.childAt[sentence+1]]
}

// SetKind gives the kind to a text that was scanned before it was known. What
// the document's own names stand for depends on it.
func (t *Text) SetKind(kind rules.Kind) {
	t.Kind, t.kindBit = kind, kindBit(kind)
	if kind != rules.Unknown {
		t.learnNames()
	}
}

// sectionsOf returns the index of the titled provision at or above each
// provision, or -1; those of provision i stand at i+1, as sentences without a
// provision have -1.
func sectionsOf(doc *parse.Document) []int32 {
	out := make([]int32, len(doc.Provisions)+1)
	out[0] = -1
	for i := range doc.Provisions { // a provision comes after the one that encloses it
		p := &doc.Provisions[i]
		out[i+1] = int32(i)
		if !p.Titled {
			out[i+1] = out[p.Parent+1]
		}
	}
	return out
}

// sentenceOf returns the number of the sentence that holds a word.
func (t *Text) sentenceOf(word int32) int32 {
	lo, hi := 0, len(t.first)
	for lo < hi {
		if mid := (lo + hi) / 2; t.first[mid] <= word {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return int32(lo) - 1
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

// NamesItself reports whether a mention is how the document speaks of itself:
// "this privacy statement", "these terms of use".
func (t *Text) NamesItself(m phrases.Mention) bool {
	s := t.sentenceOf(m.Start)
	if m.Start == t.first[s] {
		return false
	}
	before := words.Fold(t.wordIn(s, m.Start-1))
	return before == "this" || before == "these"
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
