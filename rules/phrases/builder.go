package phrases

import (
	"encoding/binary"
	"sort"
)

// Builder collects phrases into a trie and makes a Matcher of it.
type Builder struct {
	ids    map[Token]int32
	tokens []Token
	nodes  []trieNode
	gaps   []gap
	// used counts how often the vocabulary uses a word, which tells common
	// words from rare ones; stretches are those of the gaps.
	used      map[Token]int
	stretches [][][][]Token
	lengths   []int32 // by slot
}

type trieNode struct {
	next map[int32]int32
	out  []output
}

// NewBuilder returns a builder without phrases.
func NewBuilder() *Builder {
	return &Builder{ids: map[Token]int32{}, nodes: make([]trieNode, 1), used: map[Token]int{}}
}

// Add makes the matcher find a phrase as a mention of the concept. The phrase
// is given as stretches of words with a gap between them, and for each stretch
// the choices of words.
func (b *Builder) Add(concept int32, stretches [][][]Token) {
	o := output{concept: concept, gap: -1}
	if len(stretches) > 1 {
		o.gap = int32(len(b.gaps))
		slot := int32(0)
		if o.gap > 0 {
			slot = b.gaps[o.gap-1].slot + b.gaps[o.gap-1].pieces
		}
		b.gaps = append(b.gaps, gap{concept: concept, pieces: int32(len(stretches)), slot: slot})
		b.stretches = append(b.stretches, stretches)
	}
	for i, choices := range stretches {
		o.piece = int32(i)
		if o.gap >= 0 {
			b.lengths = append(b.lengths, longest(choices))
		}
		for _, toks := range choices {
			b.insert(toks, o)
			for _, t := range toks {
				b.used[t]++
			}
		}
	}
}

// longest returns the number of words of the longest choice.
func longest(choices [][]Token) int32 {
	n := 0
	for _, toks := range choices {
		n = max(n, len(toks))
	}
	return int32(n)
}

// anchor returns the stretch of a phrase with gaps that will be read least
// often: the one whose choices each hold a rare word.
func (b *Builder) anchor(stretches [][][]Token) int32 {
	best, least := 0, 0
	for i, choices := range stretches {
		cost := 0
		for _, toks := range choices {
			rarest := b.used[toks[0]]
			for _, t := range toks[1:] {
				rarest = min(rarest, b.used[t])
			}
			cost += rarest
		}
		if i == 0 || cost < least {
			best, least = i, cost
		}
	}
	return int32(best)
}

func (b *Builder) insert(toks []Token, o output) {
	node := int32(0)
	for _, t := range toks {
		id := b.id(t)
		child, ok := b.nodes[node].next[id]
		if !ok {
			child = int32(len(b.nodes))
			b.nodes = append(b.nodes, trieNode{})
			if b.nodes[node].next == nil {
				b.nodes[node].next = map[int32]int32{}
			}
			b.nodes[node].next[id] = child
		}
		node = child
	}
	for _, have := range b.nodes[node].out {
		if have == o {
			return
		}
	}
	b.nodes[node].out = append(b.nodes[node].out, o)
}

func (b *Builder) id(t Token) int32 {
	id, ok := b.ids[t]
	if !ok {
		id = int32(len(b.tokens))
		b.ids[t] = id
		b.tokens = append(b.tokens, t)
	}
	return id
}

// Build makes the matcher. Nodes from which the same phrases end in the same
// way become one: choices multiply in a trie, but not in the automaton.
func (b *Builder) Build() *Matcher {
	m := &Matcher{tokens: b.tokens, gaps: b.gaps, lengths: b.lengths, edgeAt: []int32{0, 0}, outAt: []int32{0, 0}}
	for g := range m.gaps {
		m.gaps[g].anchor = b.anchor(b.stretches[g])
	}
	f := &freezer{b: b, m: m, known: map[string]int32{}}
	m.root = make([]int32, len(b.tokens))
	for _, id := range sortedKeys(b.nodes[0].next) {
		m.root[id] = f.freeze(b.nodes[0].next[id])
	}
	m.index()
	return m
}

// freezer writes trie nodes into the flat arrays of a matcher, children first.
type freezer struct {
	b     *Builder
	m     *Matcher
	known map[string]int32
}

// freeze returns the number of the matcher's node for a trie node. Nodes count
// from 1; 0 means none.
func (f *freezer) freeze(n int32) int32 {
	node := &f.b.nodes[n]
	keys := sortedKeys(node.next)
	to := make([]int32, len(keys))
	for i, id := range keys {
		to[i] = f.freeze(node.next[id])
	}
	signature := make([]byte, 0, 8*len(keys)+12*len(node.out)+4)
	put := func(vs ...int32) {
		for _, v := range vs {
			signature = binary.LittleEndian.AppendUint32(signature, uint32(v))
		}
	}
	put(int32(len(keys)))
	for i, id := range keys {
		put(id, to[i])
	}
	sort.Slice(node.out, func(i, j int) bool { return less(node.out[i], node.out[j]) })
	for _, o := range node.out {
		put(o.concept, o.gap, o.piece)
	}
	if at, ok := f.known[string(signature)]; ok {
		return at
	}
	m := f.m
	at := int32(len(m.edgeAt) - 1)
	m.edgeID = append(m.edgeID, keys...)
	m.edgeTo = append(m.edgeTo, to...)
	m.edgeAt = append(m.edgeAt, int32(len(m.edgeID)))
	m.outputs = append(m.outputs, node.out...)
	m.outAt = append(m.outAt, int32(len(m.outputs)))
	f.known[string(signature)] = at
	return at
}

func less(a, b output) bool {
	if a.concept != b.concept {
		return a.concept < b.concept
	}
	if a.gap != b.gap {
		return a.gap < b.gap
	}
	return a.piece < b.piece
}

func sortedKeys(m map[int32]int32) []int32 {
	keys := make([]int32, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	return keys
}
