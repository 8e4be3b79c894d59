package phrases

import (
	"slices"
	"sort"
	"strings"
)

// derived is what a matcher works out from its arrays when it is opened: who
// ends where, from both sides.
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
	// Nodes at which concept c ends are nodes [nodeAt[c], nodeAt[c+1]).
	nodeAt, nodes []int32
	// Row n of conceptBits, wide words long, has a bit for each concept that
	// ends at node n. slotBits has a bit for each slot modulo 64: most
	// questions whether a node has a slot are answered by it.
	conceptBits, slotBits []uint64
	wide                  int
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
	last := int32(-1)
	for _, o := range m.outputs {
		last = max(last, o.concept)
	}
	m.wide = int(last)/64 + 1
	m.conceptBits, m.slotBits = make([]uint64, n*m.wide), make([]uint64, n)
	for node := range n {
		m.conceptAt = append(m.conceptAt, int32(len(m.concepts)))
		m.slotAt = append(m.slotAt, int32(len(m.slots)))
		m.anchorAt = append(m.anchorAt, int32(len(m.anchors)))
		for _, o := range m.outputs[m.outAt[node]:m.outAt[node+1]] {
			if o.gap < 0 {
				m.concepts = append(m.concepts, o.concept)
				m.conceptBits[node*m.wide+int(o.concept>>6)] |= 1 << (o.concept & 63)
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
	m.invert(n, last)
}

// invert lists the nodes of each concept up to last, among n.
func (m *Matcher) invert(n int, last int32) {
	of := make([][]int32, last+1)
	for node := range n {
		for _, c := range m.concepts[m.conceptAt[node]:m.conceptAt[node+1]] {
			of[c] = append(of[c], int32(node))
		}
	}
	for g := range m.gaps {
		c := m.gaps[g].concept
		of[c] = append(of[c], m.gapNode(int32(g)))
	}
	for _, list := range of {
		m.nodeAt = append(m.nodeAt, int32(len(m.nodes)))
		m.nodes = append(m.nodes, list...)
	}
	m.nodeAt = append(m.nodeAt, int32(len(m.nodes)))
}

// gapNode returns the number that stands for a whole phrase with gaps: these
// follow the numbers of the automaton's nodes.
func (m *Matcher) gapNode(g int32) int32 { return int32(len(m.edgeAt)-1) + g }

// NodeCount returns how many numbers of nodes there are.
func (m *Matcher) NodeCount() int { return len(m.edgeAt) - 1 + len(m.gaps) }

// Nodes returns the nodes at which a concept is expressed; the caller must not
// change them.
func (m *Matcher) Nodes(concept int32) []int32 {
	if concept < 0 || int(concept)+1 >= len(m.nodeAt) {
		return nil
	}
	return m.nodes[m.nodeAt[concept]:m.nodeAt[concept+1]]
}

// Concepts returns the concepts that are expressed at a node.
func (m *Matcher) Concepts(node int32) []int32 {
	if n := int32(len(m.edgeAt) - 1); node >= n {
		return []int32{m.gaps[node-n].concept}
	}
	return m.concepts[m.conceptAt[node]:m.conceptAt[node+1]]
}

// Has reports whether a concept is expressed at a node.
func (m *Matcher) Has(node, concept int32) bool {
	if n := int32(len(m.edgeAt) - 1); node >= n {
		return m.gaps[node-n].concept == concept
	}
	return m.conceptBits[int(node)*m.wide+int(concept>>6)]&(1<<(concept&63)) != 0
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
