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
	slotAt, slots     []int32
	anchorAt, anchors []int32
	slotGap           []int32
	// Row n of slotBits has a bit for each slot modulo 64 that ends at node n: most
	// questions whether a node has a slot are answered by it.
	slotBits []uint64
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
				m.anchors = append(m.anchors, g.slot+o.piece)
			}
		}
		slices.Sort(m.slots[m.slotAt[node]:])
	}
	m.conceptAt = append(m.conceptAt, int32(len(m.concepts)))
	m.slotAt = append(m.slotAt, int32(len(m.slots)))
	m.anchorAt = append(m.anchorAt, int32(len(m.anchors)))
}

// gapNode returns the number that stands for a whole phrase with gaps: these
// follow the numbers of the automaton's nodes.
func (m *Matcher) gapNode(g int32) int32 { return int32(len(m.edgeAt)-1) + g }

// Concepts returns the concepts that are expressed at a node.
func (m *Matcher) Concepts(node int32) []int32 {
	if n := int32(len(m.edgeAt) - 1); node >= n {
		return []int32{m.gaps[node-n].concept}
	}
	return m.concepts[m.conceptAt[node]:m.conceptAt[node+1]]
}

// hasSlot reports whether a stretch of a phrase with gaps ends at a node.
func (m *Matcher) hasSlot(node, slot int32) bool {
	return m.slotBits[node]&(1<<(slot&63)) != 0 && sorted(m.slots[m.slotAt[node]:m.slotAt[node+1]], slot)
}

// sorted reports whether v stands in the ascending list.
func sorted(list []int32, v int32) bool {
	for len(list) > 8 {
		mid := len(list) / 2
		if list[mid] <= v {
			list = list[mid:]
		} else {
			list = list[:mid]
		}
	}
	return slices.Contains(list, v)
}
