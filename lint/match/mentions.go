package match

import "github.com/rightslint/rightslint/rules/phrases"

// index notes which sentences express each concept, and how often each is
// expressed. Common words stand for many concepts at once, so hits are put
// together by their node first: a document has few nodes, and what is noted for
// the concepts of each is noted once.
func (t *Text) index() {
	n := t.set.Concepts()
	t.wide = (len(t.Doc.Sentences) + 63) / 64
	t.bits = make([]uint64, t.wide*n)
	t.counts = make([]int32, n)
	groups := groupHits(t.hits, t.hitAt, t.set.Matcher.Nodes())
	row := make([]uint64, t.wide)
	for _, g := range groups.list {
		sentences := groups.sentences[g.from:g.to]
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
	t.linked = make([]uint64, t.wide)
	for i := range t.Doc.Sentences {
		if t.Doc.Sentences[i].LeadIn >= 0 || len(t.children[i]) > 0 {
			t.linked[i>>6] |= 1 << (i & 63)
		}
	}
}

// hitGroups are the sentences of hits, put together by node.
type hitGroups struct {
	list      []hitGroup
	sentences []int32
}

// hitGroup is the sentences [from, to) of the hits at a node.
type hitGroup struct{ node, from, to int32 }

// groupHits puts hits together by their node, of which there are n; those of
// sentence i are hits[hitAt[i]:hitAt[i+1]].
func groupHits(hits []phrases.Hit, hitAt []int32, n int) hitGroups {
	g := hitGroups{sentences: make([]int32, len(hits))}
	// at counts the hits of each node, and is then where the next one goes.
	at := make([]int32, n)
	for i := range hits {
		node := hits[i].Node
		if at[node] == 0 {
			g.list = append(g.list, hitGroup{node: node})
		}
		at[node]++
	}
	next := int32(0)
	for i := range g.list {
		own := &g.list[i]
		own.from, own.to = next, next+at[own.node]
		at[own.node], next = next, own.to
	}
	for s := range hitAt[1:] {
		for i := hitAt[s]; i < hitAt[s+1]; i++ {
			node := hits[i].Node
			g.sentences[at[node]] = int32(s)
			at[node]++
		}
	}
	return g
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
	return t.in(nil, concept, 0, int32(len(t.Doc.Sentences)), 0, int32(len(t.words)))
}

// enter adds hits that the scanner did not find, which are in the order of their
// first words.
func (t *Text) enter(more []phrases.Hit) {
	merged := make([]phrases.Hit, 0, len(t.hits)+len(more))
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
	t.hits = merged
}

// in appends to dst the mentions of a concept in the sentences [first, end)
// whose first word lies in [lo, hi), in the order of the text.
func (t *Text) in(dst []phrases.Mention, concept, first, end, lo, hi int32) []phrases.Mention {
	if concept < 0 || lo >= hi {
		return dst
	}
	for s := first; s < end; s++ {
		if !t.expresses(s, concept) {
			continue
		}
		for i := t.hitAt[s]; i < t.hitAt[s+1]; i++ {
			h := &t.hits[i]
			if h.Start >= hi {
				break
			}
			if h.Start >= lo && t.set.Matcher.Expresses(h, concept) {
				dst = append(dst, phrases.Mention{Concept: concept, Sentence: s, Start: h.Start, End: h.End})
			}
		}
	}
	return dst
}
