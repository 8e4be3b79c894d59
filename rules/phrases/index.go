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
	// Concepts that end at node n are concepts [conceptAt[n], conceptAt[n+1]). Where
	// they are many, there is a bit for each too: sets[setOf[n]] and the words after it.
	conceptAt, concepts []int32
	setOf               []int32
	sets                []uint64
	setWords            int32 // of each set
	// Concept c is expressed at nodes conceptNodes [nodeAt[c], nodeAt[c+1]).
	nodeAt, conceptNodes []int32
	// Slots (stretches of phrases with gaps) that end at node n, and those
	// among them from which the whole phrase is looked for.
	slotAt, slots []int32
	anchors       []anchor
	slotGap       []int32
	// marks are the other slots that end at node n, as bits of Scanner.seen; bitOf
	// is the bit of a slot.
	marks   []mark
	bitOf   []int32
	wide    int32 // of a row of these bits
	nodes   []node
	edges   []edge
	buckets []bucket
}

// anchor is a slot from which a whole phrase is looked for, with the bit in
// Scanner.seen of a slot beside it, without which the search is in vain, and the
// side on which that stands. Anchors are small, as most words have some.
type anchor struct {
	slot int32
	word uint16
	bit  uint8
	side uint8
}

// The sides of an anchor.
const (
	before = iota
	behind
)

// mark is some bits of one word of Scanner.seen.
type mark struct {
	word int32
	bits uint64
}

// node is what a scanner asks of a node at every word.
type node struct {
	// filter has the bits of the words that lead on.
	filter uint64
	// The edges are edges[at:end].
	at, end int32
	// The edges of nodes with many are in buckets, a power of two of them from
	// bucket on; size is 0 for all others.
	bucket, size int32
	ending
	// ends says that a phrase, or a stretch of one, ends here.
	ends bool
}

// bucket is the edges [at, end) of a node with many, and the bits of their words.
// They lie side by side, so that to look for one is to look at one place.
type bucket struct {
	filter  uint64
	at, end int32
}

// edge leads from a node by a word.
type edge struct {
	id int32
	to target
}

// target is a node that an edge leads to, with what spares most visits of it:
// whether something ends there and whether it leads on. 0 is none.
type target int32

func newTarget(to int32, n *node) target {
	t := target(to << 2)
	if n.ends {
		t |= 1
	}
	if n.at < n.end {
		t |= 2
	}
	return t
}

func (t target) node() int32   { return int32(t >> 2) }
func (t target) ends() bool    { return t&1 != 0 }
func (t target) leadsOn() bool { return t&2 != 0 }

// ending is what ends at a node: its anchors and marks are ranges of those of
// the matcher.
type ending struct {
	anchorAt, anchorEnd int32
	markAt, markEnd     int32
	bits                uint32 // see Hit
	// slots has a bit for each slot modulo 32 that ends here: most questions
	// whether one does are answered by it.
	slots uint32
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
	m.nodes = make([]node, n)
	for node := range n {
		m.conceptAt = append(m.conceptAt, int32(len(m.concepts)))
		m.slotAt = append(m.slotAt, int32(len(m.slots)))
		e := &m.nodes[node].ending
		e.anchorAt = int32(len(m.anchors))
		for _, o := range m.outputs[m.outAt[node]:m.outAt[node+1]] {
			if o.gap < 0 {
				m.concepts = append(m.concepts, o.concept)
				e.bits |= conceptBit(o.concept)
				continue
			}
			g := &m.gaps[o.gap]
			m.slots = append(m.slots, g.slot+o.piece)
			e.slots |= slotBit(g.slot + o.piece)
			if o.piece == g.anchor {
				m.anchors = append(m.anchors, anchor{slot: g.slot + o.piece})
			}
		}
		e.anchorEnd = int32(len(m.anchors))
		slices.Sort(m.slots[m.slotAt[node]:])
	}
	for g := range m.gaps {
		m.conceptAt = append(m.conceptAt, int32(len(m.concepts)))
		m.concepts = append(m.concepts, m.gaps[g].concept)
	}
	for c := range m.countConcepts() {
		m.conceptAt = append(m.conceptAt, int32(len(m.concepts)))
		m.concepts = append(m.concepts, c)
	}
	m.conceptAt = append(m.conceptAt, int32(len(m.concepts)))
	m.slotAt = append(m.slotAt, int32(len(m.slots)))
	m.crowd()
	m.invert()
	m.mark(n)
	m.link()
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
	m.wide = next>>6 + 1
	var own []int32
	for node := range n {
		e := &m.nodes[node].ending
		e.markAt = int32(len(m.marks))
		own = own[:0]
		for _, slot := range slotsOf(int32(node)) {
			if bit[slot] != noBit {
				own = append(own, bit[slot])
			}
		}
		slices.Sort(own)
		for _, b := range own {
			if last := len(m.marks) - 1; last < int(e.markAt) || m.marks[last].word != b>>6 {
				m.marks = append(m.marks, mark{word: b >> 6})
			}
			m.marks[len(m.marks)-1].bits |= 1 << (b & 63)
		}
		e.markEnd = int32(len(m.marks))
	}
	for i := range m.anchors {
		a := &m.anchors[i]
		if g := &m.gaps[m.slotGap[a.slot]]; a.slot > g.slot {
			a.mark(bit[a.slot-1], before)
		} else {
			a.mark(bit[a.slot+1], behind)
		}
	}
}

// mark enters the bit of the slot beside the anchor.
func (a *anchor) mark(bit int32, side uint8) {
	a.word, a.bit, a.side = uint16(bit>>6), uint8(bit&63), side
}

// noBit says that a slot needs no bit.
const noBit = -2

// link gives the nodes their edges.
func (m *Matcher) link() {
	for i := range m.nodes {
		nd := &m.nodes[i]
		nd.at, nd.end = m.edgeAt[i], m.edgeAt[i+1]
		nd.ends = m.outAt[i] < m.outAt[i+1]
	}
	m.edges = make([]edge, len(m.edgeID))
	for i := range m.edges {
		to := m.edgeTo[i]
		m.edges[i] = edge{m.edgeID[i], newTarget(to, &m.nodes[to])}
	}
	for i := range m.nodes {
		nd := &m.nodes[i]
		own := m.edges[nd.at:nd.end]
		for _, e := range own {
			nd.filter |= filterBit(e.id)
		}
		if len(own) > manyEdges {
			for nd.size = 1; int(nd.size)*manyEdges < len(own); nd.size *= 2 {
			}
			m.fill(nd)
		}
	}
}

// fill puts the edges of a node into its buckets. It counts them first and does
// not sort, since this is done at every start.
func (m *Matcher) fill(nd *node) {
	nd.bucket = int32(len(m.buckets))
	m.buckets = append(m.buckets, make([]bucket, nd.size)...)
	buckets := m.buckets[nd.bucket:]
	own := slices.Clone(m.edges[nd.at:nd.end])
	for _, e := range own {
		b := &buckets[nd.which(e.id)]
		b.filter |= filterBit(e.id)
		b.end++
	}
	next := nd.at
	for i := range buckets {
		b := &buckets[i]
		size := b.end
		b.at, b.end = next, next
		next += size
	}
	for _, e := range own {
		b := &buckets[nd.which(e.id)]
		m.edges[b.end] = e
		b.end++
	}
}

// manyEdges is how many edges of a node need no buckets.
const manyEdges = 8

// filterBit returns the bit of a word in filters.
func filterBit(id int32) uint64 { return 1 << (uint32(id) * 0x9E3779B1 >> 26) }

// which returns the one among a node's buckets in which a word belongs.
func (n *node) which(id int32) int32 {
	return int32(uint32(id)*0x9E3779B1>>8) & (n.size - 1)
}

// child returns where a word leads from a node that has its bit, or 0.
func (m *Matcher) child(n *node, id int32) target {
	at, end := n.at, n.end
	if n.size > 0 {
		b := &m.buckets[n.bucket+n.which(id)]
		if b.filter&filterBit(id) == 0 {
			return 0
		}
		at, end = b.at, b.end
	}
	for _, e := range m.edges[at:end] {
		if e.id == id {
			return e.to
		}
	}
	return 0
}

// gapNode returns the number that stands for a whole phrase with gaps: these
// follow the numbers of the automaton's nodes.
func (m *Matcher) gapNode(g int32) int32 { return int32(len(m.edgeAt)-1) + g }

// ConceptNode returns the number that stands for a mention of one concept alone,
// which no phrase made, or -1 for a concept without phrases. These follow the
// numbers of phrases with gaps.
func (m *Matcher) ConceptNode(concept int32) int32 {
	if node := m.gapNode(int32(len(m.gaps))) + concept; node < int32(m.Nodes()) {
		return node
	}
	return -1
}

// Nodes returns how many nodes there are.
func (m *Matcher) Nodes() int { return len(m.conceptAt) - 1 }

// Hit returns a hit at a node.
func (m *Matcher) Hit(node, start, end int32) Hit {
	h := Hit{Node: node, Start: start, End: end}
	for _, c := range m.Concepts(node) {
		h.bits |= conceptBit(c)
	}
	return h
}

func slotBit(slot int32) uint32 { return 1 << (slot & 31) }

// hasSlot reports whether a stretch of a phrase with gaps, which is no anchor,
// ends where something was read.
func (m *Matcher) hasSlot(r *reading, slot int32) bool {
	if r.slots&slotBit(slot) == 0 {
		return false
	}
	bit, e := m.bitOf[slot], &m.nodes[r.node]
	for _, k := range m.marks[e.markAt:e.markEnd] {
		if k.word == bit>>6 {
			return k.bits&(1<<(bit&63)) != 0
		}
	}
	return false
}
