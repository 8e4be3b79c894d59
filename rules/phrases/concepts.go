package phrases

import "slices"

// countConcepts returns the number of concepts that have phrases, or are counted
// before one that has.
func (m *Matcher) countConcepts() int32 {
	n := int32(0)
	for _, o := range m.outputs {
		n = max(n, o.concept+1)
	}
	return n
}

// Concepts returns the concepts that are expressed at a node; the caller must
// not change them.
func (m *Matcher) Concepts(node int32) []int32 {
	return m.concepts[m.conceptAt[node]:m.conceptAt[node+1]]
}

// NodesOf returns the nodes at which a concept is expressed; the caller must not
// change them.
func (m *Matcher) NodesOf(concept int32) []int32 {
	if int(concept) >= len(m.nodeAt)-1 {
		return nil // no phrase expresses it
	}
	return m.conceptNodes[m.nodeAt[concept]:m.nodeAt[concept+1]]
}

// invert lists the nodes of each concept.
func (m *Matcher) invert() {
	// Where the nodes of a concept begin stands one on, until they are filled in.
	m.nodeAt = make([]int32, m.countConcepts()+2)
	for _, c := range m.concepts {
		m.nodeAt[c+2]++
	}
	for c := 2; c < len(m.nodeAt); c++ {
		m.nodeAt[c] += m.nodeAt[c-1]
	}
	m.conceptNodes = make([]int32, len(m.concepts))
	for node := range int32(m.Nodes()) {
		for _, c := range m.Concepts(node) {
			m.conceptNodes[m.nodeAt[c+1]] = node
			m.nodeAt[c+1]++
		}
	}
	m.nodeAt = m.nodeAt[:len(m.nodeAt)-1]
}

// manyConcepts is how many concepts a node has at most that are looked through.
const manyConcepts = 6

// crowd makes sets for the nodes that have many concepts.
func (m *Matcher) crowd() {
	m.setWords = (m.countConcepts() + 63) / 64
	m.setOf = make([]int32, m.Nodes())
	for node := range m.setOf {
		own := m.Concepts(int32(node))
		if len(own) <= manyConcepts {
			continue
		}
		m.setOf[node] = int32(len(m.sets))
		m.sets = append(m.sets, make([]uint64, m.setWords)...)
		set := m.sets[m.setOf[node]:]
		for _, c := range own {
			set[c>>6] |= 1 << (c & 63)
		}
	}
}

func conceptBit(concept int32) uint32 { return 1 << (concept & 31) }

// Expresses reports whether a concept is expressed at a hit.
func (m *Matcher) Expresses(h *Hit, concept int32) bool {
	return h.bits&conceptBit(concept) != 0 && m.has(h.Node, concept)
}

func (m *Matcher) has(node, concept int32) bool {
	own := m.Concepts(node)
	if len(own) > manyConcepts {
		word := concept >> 6 // a concept without phrases may lie beyond
		return word < m.setWords && m.sets[m.setOf[node]+word]>>(concept&63)&1 != 0
	}
	return slices.Contains(own, concept)
}
