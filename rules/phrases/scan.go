package phrases

import "github.com/rightslint/rightslint/rules/words"

// Mention is a place where a concept is expressed. Start and End number words
// of the whole document; End is exclusive.
type Mention struct {
	Concept    int32
	Sentence   int32
	Start, End int32
}

// Hit is a place where phrases end: a node of the automaton, at which one or
// more concepts are expressed. Many concepts share a word, so hits are far
// fewer than mentions. Start and End number words of the whole document.
type Hit struct {
	Node       int32
	Start, End int32
	// bits has a bit for each concept modulo 32 that is expressed: most
	// questions whether one is are answered by it.
	bits uint32
}

// reading is a node at which something ends, at the words [start, end) of the
// sentence, with what ends there: nodes are met in no order, and each is looked at
// once.
type reading struct {
	node, start, end    int32
	bits, slots         uint32 // see ending
	anchorAt, anchorEnd int32
}

// Scanner reads sentences and finds hits. It keeps what it has learnt about
// words, so one scanner should read many sentences; it serves one goroutine at
// a time.
type Scanner struct {
	m *Matcher
	lexicon
	// seq are the forms of the words of the sentence.
	seq []int32
	// read are the nodes at which something ends in the sentence, in the
	// order of their first word; at[w] is the first of them that begins at
	// or after word w of the sentence.
	read []reading
	at   []int32
	// seen has, for each block of words of the sentence, a row with a bit for each
	// stretch of a phrase with gaps that begins or ends there, anchors apart: most
	// phrases lack one and need not be looked for. The last row is empty.
	seen []uint64
}

// NewScanner returns a scanner for the phrases of m.
func (m *Matcher) NewScanner() *Scanner {
	return &Scanner{m: m, lexicon: newLexicon()}
}

// Scan appends the words of a sentence to ws and its mentions to ms, and
// returns both. sentence is the number that the mentions carry. A contraction
// counts as two words at one place.
func (s *Scanner) Scan(text string, sentence int32, ws []words.Word, ms []Mention) ([]words.Word, []Mention) {
	ws, hits := s.Read(text, ws, nil)
	for _, h := range hits {
		for _, c := range s.m.Concepts(h.Node) {
			ms = append(ms, Mention{c, sentence, h.Start, h.End})
		}
	}
	return ws, ms
}

// Read appends the words of a sentence to ws and its hits to hits, in the order
// of their first words, and returns both.
func (s *Scanner) Read(text string, ws []words.Word, hits []Hit) ([]words.Word, []Hit) {
	base := int32(len(ws))
	ws = s.spell(text, ws)
	s.read, s.at = s.read[:0], s.at[:0]
	s.forget()
	for i, f := range s.seq {
		s.at = append(s.at, int32(len(s.read)))
		next := s.ahead(int32(i))
		own := s.of(f)
		for k := range own {
			u := &own[k]
			if u.ends {
				s.end(u.root, &u.ending, int32(i), int32(i)+1)
			}
			if u.filter&next != 0 {
				s.walk(&u.node, int32(i), int32(i)+1)
			}
		}
	}
	s.at = append(s.at, int32(len(s.read)))
	first := len(hits)
	for i := range s.read {
		r := &s.read[i]
		if r.bits != 0 {
			hits = inOrder(hits, first, Hit{r.node, base + r.start, base + r.end, r.bits})
		}
		if r.anchorAt == r.anchorEnd {
			continue
		}
		rows := s.around(r)
		for k := r.anchorAt; k < r.anchorEnd; k++ {
			a := &s.m.anchors[k]
			near := &rows[a.side]
			if (s.seen[near[0]+int32(a.word)]|s.seen[near[1]+int32(a.word)])>>a.bit&1 == 0 {
				continue
			}
			if from, to, ok := s.join(a.slot, r); ok {
				hits = inOrder(hits, first, s.m.Hit(s.m.gapNode(s.m.slotGap[a.slot]), base+from, base+to))
			}
		}
	}
	return ws, hits
}

// inOrder adds a hit to those from first on, which are in the order of their
// first words. Only phrases with gaps begin before what was read last.
func inOrder(hits []Hit, first int, h Hit) []Hit {
	hits = append(hits, h)
	i := len(hits) - 1
	for ; i > first && hits[i-1].Start > h.Start; i-- {
		hits[i] = hits[i-1]
	}
	hits[i] = h
	return hits
}

// spell appends the words of a sentence to ws and makes their forms the
// scanner's sequence.
func (s *Scanner) spell(text string, ws []words.Word) []words.Word {
	if s.full() {
		s.lexicon = newLexicon()
	}
	s.seq = s.seq[:0]
	for w, ok := words.Next(text, 0); ok; w, ok = words.Next(text, int(w.End)) {
		f := s.form(text, int(w.Start), int(w.End), s.m)
		if f >= 0 {
			ws = append(ws, w)
			s.seq = append(s.seq, f)
			continue
		}
		for _, part := range s.contraction(f) {
			ws = append(ws, w)
			s.seq = append(s.seq, part)
			w.Before = words.None
		}
	}
	return ws
}

// end notes that something ends at a node, before word j of the sentence.
func (s *Scanner) end(node int32, e *ending, from, j int32) {
	s.read = append(s.read, reading{node, from, j, e.bits, e.slots, e.anchorAt, e.anchorEnd})
	marks := s.m.marks[e.markAt:e.markEnd]
	row := s.seen[s.row(from):]
	for _, k := range marks {
		row[k.word] |= k.bits
	}
	if last := j - 1; last>>blockBits != from>>blockBits {
		row = s.seen[s.row(last):]
		for _, k := range marks {
			row[k.word] |= k.bits
		}
	}
}

// row returns where the row of a word's block begins in seen.
func (s *Scanner) row(word int32) int32 { return (word >> blockBits) * s.m.wide }

// blockBits says how many words are a block, as a power of two. A gap and the word
// at its end lie in two blocks at most.
const blockBits = 3

// forget clears the rows of seen for a new sentence.
func (s *Scanner) forget() {
	n := ((len(s.seq)+1<<blockBits-1)>>blockBits + 1) * int(s.m.wide)
	if n > cap(s.seen) {
		s.seen = make([]uint64, n)
	}
	s.seen = s.seen[:n]
	clear(s.seen)
}

// around returns where in seen the two rows begin in which the stretch before an
// anchor has its bit if it ends near enough, and those in which the one behind has
// its own if it begins near enough.
func (s *Scanner) around(r *reading) (rows [2][2]int32) {
	n := int32(len(s.seq))
	empty := int32(len(s.seen)) - s.m.wide
	rows = [2][2]int32{{empty, empty}, {empty, empty}}
	if r.start > 0 {
		rows[before] = [2]int32{s.row(max(r.start-MaxGap-1, 0)), s.row(r.start - 1)}
	}
	if r.end < n {
		rows[behind] = [2]int32{s.row(r.end), s.row(min(r.end+MaxGap, n-1))}
	}
	return rows
}

// walk follows the automaton from node by word j of the sentence, one of whose
// bits is in the filter of the node, and notes the nodes behind it at which
// something ends.
func (s *Scanner) walk(n *node, from, j int32) {
	next := s.ahead(j)
	own := s.of(s.seq[j])
	for k := range own {
		u := &own[k]
		if n.filter&u.bit == 0 {
			continue
		}
		child := s.m.child(n, u.id)
		if child == 0 {
			continue
		}
		to := &s.m.nodes[child.node()]
		if child.ends() {
			s.end(child.node(), &to.ending, from, j+1)
		}
		if child.leadsOn() && to.filter&next != 0 {
			s.walk(to, from, j+1)
		}
	}
}

// ahead returns the bits of the word behind word i of the sentence: nearly all
// nodes lead nowhere by it, and need not be asked.
func (s *Scanner) ahead(i int32) uint64 {
	if int(i)+1 >= len(s.seq) {
		return 0
	}
	return s.bits[s.seq[i+1]]
}

// join looks, from the rarest stretch of a phrase with gaps, for the stretches
// before and after it within MaxGap words of each other, the nearest first. It
// returns the words that the whole phrase covers.
func (s *Scanner) join(anchor int32, r *reading) (from, to int32, ok bool) {
	g := &s.m.gaps[s.m.slotGap[anchor]]
	if from, ok = s.before(anchor-1, g.slot, r.start); !ok {
		return 0, 0, false
	}
	to, ok = s.after(anchor+1, g.slot+g.pieces, r.end)
	return from, to, ok
}

// before returns where the stretches from first to slot begin that end before a
// word. Where the nearest leaves no room for those before it, the next is tried,
// so that it does not matter which stretch of the phrase is the rarest.
func (s *Scanner) before(slot, first, word int32) (int32, bool) {
	if slot < first {
		return word, true
	}
	lo := max(word-MaxGap-s.m.lengths[slot], 0)
	for i := s.at[word] - 1; i >= s.at[lo]; i-- {
		if h := &s.read[i]; h.end <= word && h.end+MaxGap >= word && s.m.hasSlot(h, slot) {
			if from, ok := s.before(slot-1, first, h.start); ok {
				return from, true
			}
		}
	}
	return 0, false
}

// after returns where the stretches from slot to that before end stop that
// begin at or after a word.
func (s *Scanner) after(slot, end, word int32) (int32, bool) {
	if slot >= end {
		return word, true
	}
	n := int32(len(s.at) - 1)
	for i := s.at[min(word, n)]; i < s.at[min(word+MaxGap+1, n)]; i++ {
		if h := &s.read[i]; s.m.hasSlot(h, slot) {
			if to, ok := s.after(slot+1, end, h.end); ok {
				return to, true
			}
		}
	}
	return 0, false
}
