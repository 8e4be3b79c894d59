package phrases

import (
	"slices"

	"github.com/rightslint/rightslint/rules/words"
)

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
	Sentence   int32
	Start, End int32
}

// Scanner reads sentences and finds hits. It keeps what it has learnt about
// words, so one scanner should read many sentences; it serves one goroutine at
// a time.
type Scanner struct {
	m     *Matcher
	known wordTable
	ids   [][]int32
	// read are the nodes at which something ends in the sentence, in the
	// order of their first word; at[w] is the first of them that begins at
	// or after word w of the sentence.
	read []Hit
	at   []int32
	// seen has a bit for each stretch of a phrase with gaps that stands in
	// the sentence, anchors apart: most phrases lack one and need not be looked
	// for.
	seen []uint64
}

// NewScanner returns a scanner for the phrases of m.
func (m *Matcher) NewScanner() *Scanner {
	return &Scanner{m: m, seen: make([]uint64, len(m.slotGap)/64+1)}
}

func (s *Scanner) idsOf(word string) []int32 { return s.known.ids(word, s.lookup) }

func (s *Scanner) lookup(word string) []int32 { return s.m.lookup(words.Fold(word)) }

// Scan appends the words of a sentence to ws and its mentions to ms, and
// returns both. sentence is the number that the mentions carry. A contraction
// counts as two words at one place.
func (s *Scanner) Scan(text string, sentence int32, ws []words.Word, ms []Mention) ([]words.Word, []Mention) {
	ws, hits := s.Read(text, sentence, ws, nil)
	for _, h := range hits {
		for _, c := range s.m.Concepts(h.Node) {
			ms = append(ms, Mention{c, h.Sentence, h.Start, h.End})
		}
	}
	return ws, ms
}

// Read appends the words of a sentence to ws and its hits to hits, in the order
// of their first words, and returns both. sentence is the number that the hits
// carry.
func (s *Scanner) Read(text string, sentence int32, ws []words.Word, hits []Hit) ([]words.Word, []Hit) {
	base := int32(len(ws))
	s.ids = s.ids[:0]
	for w, ok := words.Next(text, 0); ok; w, ok = words.Next(text, w.End) {
		raw := text[w.Start:w.End]
		if parts := contraction(raw); parts != nil {
			for i, p := range parts {
				if i > 0 {
					w.Before = words.None
				}
				ws = append(ws, w)
				s.ids = append(s.ids, s.idsOf(p))
			}
			continue
		}
		ws = append(ws, w)
		s.ids = append(s.ids, s.idsOf(raw))
	}
	s.read, s.at = s.read[:0], s.at[:0]
	for i := range s.ids {
		s.at = append(s.at, int32(len(s.read)))
		for _, id := range s.ids[i] {
			if node := s.m.root[id]; node != 0 {
				s.walk(node, int32(i), int32(i)+1)
			}
		}
	}
	s.at = append(s.at, int32(len(s.read)))
	clear(s.seen)
	for i := range s.read {
		node := s.read[i].Node
		for _, mark := range s.m.marks[s.m.markAt[node]:s.m.markAt[node+1]] {
			s.seen[mark.word] |= mark.bits
		}
	}
	first := len(hits)
	joined := false
	for i := range s.read {
		r := &s.read[i]
		if s.m.conceptAt[r.Node] < s.m.conceptAt[r.Node+1] {
			hits = append(hits, Hit{r.Node, sentence, base + r.Start, base + r.End})
		}
		for _, a := range s.m.anchors[s.m.anchorAt[r.Node]:s.m.anchorAt[r.Node+1]] {
			if s.seen[a.beside>>6]&(1<<(a.beside&63)) == 0 {
				continue
			}
			if from, to, ok := s.join(a.slot, r); ok {
				joined = true
				hits = append(hits, Hit{s.m.gapNode(s.m.slotGap[a.slot]), sentence, base + from, base + to})
			}
		}
	}
	if joined {
		slices.SortStableFunc(hits[first:], func(a, b Hit) int { return int(a.Start - b.Start) })
	}
	return ws, hits
}

// contraction splits raw where it is one; it looks at the word's last bytes
// only, since nearly all words are none.
func contraction(raw string) []string {
	for i := len(raw) - 1; i >= 0 && i >= len(raw)-5; i-- {
		if raw[i] == '\'' || raw[i] == 0x99 {
			return words.Parts(words.Fold(raw))
		}
	}
	return nil
}

// walk follows the automaton from node at word j of the sentence and notes the
// nodes at which something ends.
func (s *Scanner) walk(node, from, j int32) {
	if s.m.outAt[node] < s.m.outAt[node+1] {
		s.read = append(s.read, Hit{Node: node, Start: from, End: j})
	}
	if int(j) >= len(s.ids) {
		return
	}
	for _, id := range s.ids[j] {
		if child := s.m.child(node, id); child != 0 {
			s.walk(child, from, j+1)
		}
	}
}

// join looks, from the rarest stretch of a phrase with gaps, for the stretches
// before and after it within MaxGap words of each other, the nearest first. It
// returns the words that the whole phrase covers.
func (s *Scanner) join(anchor int32, r *Hit) (from, to int32, ok bool) {
	g := &s.m.gaps[s.m.slotGap[anchor]]
	if from, ok = s.before(anchor-1, g.slot, r.Start); !ok {
		return 0, 0, false
	}
	to, ok = s.after(anchor+1, g.slot+g.pieces, r.End)
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
		if h := &s.read[i]; h.End <= word && h.End+MaxGap >= word && s.m.hasSlot(h.Node, slot) {
			if from, ok := s.before(slot-1, first, h.Start); ok {
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
		if h := &s.read[i]; s.m.hasSlot(h.Node, slot) {
			if to, ok := s.after(slot+1, end, h.End); ok {
				return to, true
			}
		}
	}
	return 0, false
}
