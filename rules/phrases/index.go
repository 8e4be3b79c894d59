package phrases

import (
	"slices"
	"sort"
	"strings"
)

// derived is what a matcher works out from its arrays when it is opened: who
// ends where.
type derived struct {
	ids      map[Token]int32
	prefixes []prefix
	// Concepts that end at node n are concepts [conceptAt[n], conceptAt[n+1]).
	conceptAt, concepts []int32
	// Slots (stretches of phrases with gaps) that end at node n, and those
	// among them from which the whole phrase is looked for.
	slotAt, slots []int32
	anchorAt      []int32
	anchors       []anchor
	slotGap       []int32
	// marks are the other slots that end at node n, as bits of Scanner.seen; bitOf
	// is the bit of a slot.
	markAt []int32
	marks  []mark
	bitOf  []int32
	// edgeBits[edgeBitsAt[n]:edgeBitsAt[n+1]], a power of two in number, have a bit
	// for the hash of each word that leads on from node n: nearly all words lead
	// nowhere.
	edgeBitsAt []int32
	edgeBits   []uint64
	// Row n of slotBits has a bit for each slot modulo 64 that ends at node n: most
	// questions whether a node has a slot are answered by it.
	slotBits []uint64
}

// anchor is a slot from which a whole phrase is looked for, and the bit in
// Scanner.seen of a slot beside it, without which the search is in vain.
type anchor struct{ slot, beside int32 }

// mark is some bits of one word of Scanner.seen.
type mark struct {
	word int32
	bits uint64
}

// index works out what is derived from the arrays.
func (m *Matcher) index() {
	m.ids = make(map[Token]int32, len(m.tokens))
	for id, t := range m.tokens {
		m.ids[t] = int32(id)
		if s := string(t); strings.HasSuffix(s, "*") {
			m.prefixes = append(m.prefixes, prefix{s[:len(s)-1], int32(id)})
		}
	}
	sort.Slice(m.prefixes, func(i, j int) bool { return m.prefixes[i].text < m.prefixes[j].text })
	for g := range m.gaps {
		for range m.gaps[g].pieces {
			m.slotGap = append(m.slotGap, int32(g))
		}
	}
	n := len(m.edgeAt) - 1
	m.slotBits = make([]uint64, n)
	for node := range n {
		m.conceptAt = append(m.conceptAt, int32(len(m.concepts)))
		m.slotAt = append(m.slotAt, int32(len(m.slots)))
		m.anchorAt = append(m.anchorAt, int32(len(m.anchors)))
		for _, o := range m.outputs[m.outAt[node]:m.outAt[node+1]] {
			if o.gap < 0 {
				m.concepts = append(m.concepts, o.concept)
				continue
			}
			g := &m.gaps[o.gap]
			m.slots = append(m.slots, g.slot+o.piece)
			m.slotBits[node] |= 1 << ((g.slot + o.piece) & 63)
			if o.piece == g.anchor {
				m.anchors = append(m.anchors, anchor{slot: g.slot + o.piece})
			}
		}
		slices.Sort(m.slots[m.slotAt[node]:])
	}
	for g := range m.gaps {
		m.conceptAt = append(m.conceptAt, int32(len(m.concepts)))
		m.concepts = append(m.concepts, m.gaps[g].concept)
	}
	m.conceptAt = append(m.conceptAt, int32(len(m.concepts)))
	m.slotAt = append(m.slotAt, int32(len(m.slots)))
	m.anchorAt = append(m.anchorAt, int32(len(m.anchors)))
	m.mark(n)
	m.markEdges(n)
}

// mark gives each slot that is no anchor a bit, and each of n nodes the bits of
// its slots. Common words have hundreds of slots: those that share a node get
// bits side by side, so that few words of bits are written for it.
func (m *Matcher) mark(n int) {
	bit := make([]int32, len(m.slotGap))
	m.bitOf = bit
	for i := range bit {
		bit[i] = -1
	}
	for g := range m.gaps {
		bit[m.gaps[g].slot+m.gaps[g].anchor] = noBit
	}
	var busy []int32
	for node := range n {
		if m.slotAt[node] < m.slotAt[node+1] {
			busy = append(busy, int32(node))
		}
	}
	slotsOf := func(node int32) []int32 { return m.slots[m.slotAt[node]:m.slotAt[node+1]] }
	slices.SortStableFunc(busy, func(a, b int32) int { return len(slotsOf(b)) - len(slotsOf(a)) })
	next := int32(0)
	for _, node := range busy {
		for _, slot := range slotsOf(node) {
			if bit[slot] == -1 {
				bit[slot] = next
				next++
			}
		}
	}
	var own []int32
	for node := range n {
		m.markAt = append(m.markAt, int32(len(m.marks)))
		own = own[:0]
		for _, slot := range slotsOf(int32(node)) {
			if bit[slot] != noBit {
				own = append(own, bit[slot])
			}
		}
		slices.Sort(own)
		for _, b := range own {
			if last := len(m.marks) - 1; last < int(m.markAt[node]) || m.marks[last].word != b>>6 {
				m.marks = append(m.marks, mark{word: b >> 6})
			}
			m.marks[len(m.marks)-1].bits |= 1 << (b & 63)
		}
	}
	m.markAt = append(m.markAt, int32(len(m.marks)))
	for i := range m.anchors {
		a := &m.anchors[i]
		if g := &m.gaps[m.slotGap[a.slot]]; a.slot > g.slot {
			a.beside = bit[a.slot-1]
		} else {
			a.beside = bit[a.slot+1]
		}
	}
}

// noBit says that a slot needs no bit.
const noBit = -2

// markEdges makes the bits of the words that lead on from each of n nodes.
func (m *Matcher) markEdges(n int) {
	m.edgeBitsAt = make([]int32, 1, n+1)
	for node := range n {
		edges := m.edgeID[m.edgeAt[node]:m.edgeAt[node+1]]
		from, size := len(m.edgeBits), 1
		for size*16 < len(edges) {
			size *= 2
		}
		for range size {
			m.edgeBits = append(m.edgeBits, 0)
		}
		for _, id := range edges {
			word, bit := edgeBit(id, size)
			m.edgeBits[from+word] |= bit
		}
		m.edgeBitsAt = append(m.edgeBitsAt, int32(len(m.edgeBits)))
	}
}

// edgeBit returns the bit of a word among the edgeBits of a node, size in number.
func edgeBit(id int32, size int) (word int, bit uint64) {
	h := uint32(id) * 0x9E3779B1
	return int(h>>8) & (size - 1), 1 << (h >> 26)
}

// leads reports whether a word may lead on from a node; it answers no to nearly
// all that do not.
func (m *Matcher) leads(node, id int32) bool {
	bits := m.edgeBits[m.edgeBitsAt[node]:m.edgeBitsAt[node+1]]
	word, bit := edgeBit(id, len(bits))
	return bits[word]&bit != 0
}

// gapNode returns the number that stands for a whole phrase with gaps: these
// follow the numbers of the automaton's nodes.
func (m *Matcher) gapNode(g int32) int32 { return int32(len(m.edgeAt)-1) + g }

// Concepts returns the concepts that are expressed at a node; the caller must
// not change them.
func (m *Matcher) Concepts(node int32) []int32 {
	return m.concepts[m.conceptAt[node]:m.conceptAt[node+1]]
}

// hasSlot reports whether a stretch of a phrase with gaps, which is no anchor,
// ends at a node.
func (m *Matcher) hasSlot(node, slot int32) bool {
	if m.slotBits[node]&(1<<(slot&63)) == 0 {
		return false
	}
	bit := m.bitOf[slot]
	for _, k := range m.marks[m.markAt[node]:m.markAt[node+1]] {
		if k.word == bit>>6 {
			return k.bits&(1<<(bit&63)) != 0
		}
	}
	return false
}
