package match

import (
	"math/bits"

	"github.com/rightslint/rightslint/rules"
	"github.com/rightslint/rightslint/rules/phrases"
)

// index notes which sentences express each concept and how often each is expressed.
// Common words stand for many concepts at once, so hits are put together by their
// node first: a document has few nodes, and what is noted for the concepts of each
// is noted once.
func (t *Text) index() {
	n := t.set.Concepts()
	t.wide = (len(t.Doc.Sentences) + 63) / 64
	m := t.memory
	t.bits = zeros(&m.bits, t.wide*n)
	t.counts = zeros(&m.counts, n)
	row := zeros(&m.row, t.wide)
	groups, all := t.groupHits()
	for _, g := range groups {
		sentences := all[g.from:g.to]
		concepts := t.set.Matcher.Concepts(g.node)
		if len(sentences) > t.wide {
			clear(row)
			for _, s := range sentences {
				row[s>>6] |= 1 << (s & 63)
			}
		}
		for _, c := range concepts {
			t.counts[c] += g.to - g.from
			own := t.bits[int(c)*t.wide:][:t.wide]
			if len(sentences) > t.wide {
				for w, bits := range row {
					own[w] |= bits
				}
				continue
			}
			for _, s := range sentences {
				own[s>>6] |= 1 << (s & 63)
			}
		}
	}
	t.linked = zeros(&m.linked, t.wide)
	for i := range t.Doc.Sentences {
		if t.Doc.Sentences[i].LeadIn >= 0 || len(t.Items(i)) > 0 {
			t.linked[i>>6] |= 1 << (i & 63)
		}
	}
}

// partiesByNode returns which parties are named at each node.
func (g *grammar) partiesByNode(set *rules.Compiled) []party {
	who := make([]party, set.Matcher.Nodes())
	for i, id := range g.parties {
		if id < 0 {
			continue
		}
		for _, node := range set.Matcher.NodesOf(id) {
			who[node] |= partyNames[i].bit
		}
	}
	return who
}

// hitGroup is the hits at a node: their sentences are [from, to) of a list.
type hitGroup struct{ node, from, to int32 }

// groupHits puts the hits together by their node, and returns the groups with the
// list of their sentences.
func (t *Text) groupHits() (groups []hitGroup, sentences []int32) {
	m := t.memory
	groups, sentences = m.groups[:0], zeros(&m.groupOf, len(t.hits))
	// at counts the hits of each node, and is then where the next one goes. It is
	// cleared where it was used, since there are more nodes than hits.
	if m.groupAt == nil {
		m.groupAt = make([]int32, t.set.Matcher.Nodes())
	}
	at := m.groupAt
	for i := range t.hits {
		node := t.hits[i].Node
		if at[node] == 0 {
			groups = append(groups, hitGroup{node: node})
		}
		at[node]++
	}
	next := int32(0)
	for i := range groups {
		g := &groups[i]
		g.from, g.to = next, next+at[g.node]
		at[g.node], next = next, g.to
	}
	for s := range t.Doc.Sentences {
		for _, h := range t.hits[t.hitAt[s]:t.hitAt[s+1]] {
			sentences[at[h.Node]] = int32(s)
			at[h.Node]++
		}
	}
	for i := range groups {
		at[groups[i].node] = 0
	}
	m.groups = groups
	return groups, sentences
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
	return t.within(nil, concept, 0, int32(len(t.Doc.Sentences)), 0, int32(len(t.words)))
}

// enter adds hits that the scanner did not find, which are in the order of their
// first words.
func (t *Text) enter(more []phrases.Hit) {
	merged := room(t.memory.merged, len(t.hits)+len(more))
	for s := range t.Doc.Sentences {
		own := t.hits[t.hitAt[s]:t.hitAt[s+1]]
		t.hitAt[s] = int32(len(merged))
		for ; len(more) > 0 && more[0].Start < t.first[s+1]; more = more[1:] {
			n := 0
			for n < len(own) && own[n].Start <= more[0].Start {
				n++
			}
			merged = append(append(merged, own[:n]...), more[0])
			own = own[n:]
		}
		merged = append(merged, own...)
	}
	t.hitAt[len(t.Doc.Sentences)] = int32(len(merged))
	t.hits, t.memory.merged = merged, t.hits
}

// dropOtherSenses takes out the hits that are parts of a phrase in which their
// words mean something else.
func (t *Text) dropOtherSenses() {
	sense := t.set.Concept(rules.OtherSenseConcept)
	if sense < 0 {
		return
	}
	covers := map[int32]phrases.Hit{} // by word
	for i := range t.hits {
		h := &t.hits[i]
		if !t.set.Matcher.Expresses(h, sense) {
			continue
		}
		for w := h.Start; w < h.End; w++ {
			covers[w] = *h
		}
	}
	if len(covers) == 0 {
		return
	}
	t.drop(func(h *phrases.Hit) bool {
		m, ok := covers[h.Start]
		return ok && h.End <= m.End && h.End-h.Start < m.End-m.Start
	})
}

// drop takes out the hits for which out holds. What is known of mentions must be
// noted anew after it.
func (t *Text) drop(out func(*phrases.Hit) bool) {
	kept := t.hits[:0]
	for s := range t.Doc.Sentences {
		own := t.hits[t.hitAt[s]:t.hitAt[s+1]]
		t.hitAt[s] = int32(len(kept))
		for i := range own {
			if !out(&own[i]) {
				kept = append(kept, own[i])
			}
		}
	}
	t.hits = kept
	t.hitAt[len(t.Doc.Sentences)] = int32(len(kept))
}

// since returns the place among hits of the first that begins at or after a word.
func since(hits []phrases.Hit, word int32) int {
	lo, hi := 0, len(hits)
	for lo < hi {
		if mid := (lo + hi) / 2; hits[mid].Start < word {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// in appends to dst the mentions of a concept whose first word lies in [lo, hi),
// in the order of the text.
func (t *Text) in(dst []phrases.Mention, concept, lo, hi int32) []phrases.Mention {
	first := t.sentenceOf(max(lo, 0))
	end := first + 1
	for int(end) < len(t.Doc.Sentences) && t.first[end] < hi {
		end++
	}
	return t.within(dst, concept, first, end, lo, hi)
}

// within is in for the sentences [first, end).
func (t *Text) within(dst []phrases.Mention, concept, first, end, lo, hi int32) []phrases.Mention {
	if concept < 0 || lo >= hi {
		return dst
	}
	row := t.bits[int(concept)*t.wide:]
	for s := first; s < end; s++ {
		left := row[s>>6] >> (s & 63)
		if left == 0 {
			s |= 63 // none of the sentences up to the end of this word of the row
			continue
		}
		if s += int32(bits.TrailingZeros64(left)); s >= end {
			break
		}
		hits := t.hits[t.hitAt[s]:t.hitAt[s+1]]
		for i := since(hits, lo); i < len(hits); i++ {
			h := &hits[i]
			if h.Start >= hi {
				break
			}
			if t.set.Matcher.Expresses(h, concept) {
				dst = append(dst, phrases.Mention{Concept: concept, Sentence: s, Start: h.Start, End: h.End})
			}
		}
	}
	return dst
}
