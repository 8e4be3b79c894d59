package phrases

import "github.com/rightslint/rightslint/rules/words"

// Mention is a place where a concept is expressed. Start and End number words
// of the whole document; End is exclusive.
type Mention struct {
	Concept    int32
	Sentence   int32
	Start, End int32
}

// Scanner reads sentences and finds mentions. It keeps what it has learnt
// about words, so one scanner should read many sentences; it serves one
// goroutine at a time.
type Scanner struct {
	m     *Matcher
	cache map[string][]int32
	ids   [][]int32
	// open holds, for each stretch of each phrase with gaps, the last places
	// where the phrase has been read up to that stretch.
	open [][2]opened
}

// opened is a phrase with gaps that has been read from the word start up to
// the word end.
type opened struct {
	start, end int32
}

// NewScanner returns a scanner for the phrases of m.
func (m *Matcher) NewScanner() *Scanner {
	n := int32(0)
	if len(m.gaps) > 0 {
		last := m.gaps[len(m.gaps)-1]
		n = last.slot + last.pieces
	}
	return &Scanner{m: m, cache: map[string][]int32{}, open: make([][2]opened, n)}
}

// maxCache bounds the words that a scanner remembers.
const maxCache = 1 << 17

func (s *Scanner) idsOf(w string) []int32 {
	if ids, ok := s.cache[w]; ok {
		return ids
	}
	if len(s.cache) >= maxCache {
		clear(s.cache)
	}
	ids := s.m.lookup(words.Fold(w))
	s.cache[w] = ids
	return ids
}

// Scan appends the words of a sentence to ws and its mentions to ms, and
// returns both; ws must not shrink from one sentence of a document to the
// next. sentence is the number that the mentions carry. A contraction
// counts as two words at one place.
func (s *Scanner) Scan(text string, sentence int32, ws []words.Word, ms []Mention) ([]words.Word, []Mention) {
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
	if base == 0 {
		clear(s.open)
	}
	for i := range s.ids {
		for _, id := range s.ids[i] {
			if node := s.m.root[id]; node != 0 {
				ms = s.walk(node, i, i+1, base, sentence, ms)
			}
		}
	}
	return ws, ms
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

// walk follows the trie from node at word j and emits what ends on the way.
func (s *Scanner) walk(node int32, from, j int, base, sentence int32, ms []Mention) []Mention {
	for _, o := range s.m.outputs[s.m.outAt[node]:s.m.outAt[node+1]] {
		m := Mention{o.concept, sentence, base + int32(from), base + int32(j)}
		if o.gap < 0 || s.joins(o, &m, base) {
			ms = append(ms, m)
		}
	}
	if j >= len(s.ids) {
		return ms
	}
	for _, id := range s.ids[j] {
		if child := s.m.child(node, id); child != 0 {
			ms = s.walk(child, from, j+1, base, sentence, ms)
		}
	}
	return ms
}

// joins takes note of a stretch of a phrase with gaps and reports whether it
// completes the phrase; m, the place of the stretch, then covers the whole.
func (s *Scanner) joins(o output, m *Mention, base int32) bool {
	g := &s.m.gaps[o.gap]
	if o.piece > 0 {
		before, ok := s.before(g.slot+o.piece-1, m.Start, base)
		if !ok {
			return false
		}
		m.Start = before.start
	}
	if o.piece == g.pieces-1 {
		return true
	}
	slot := &s.open[g.slot+o.piece]
	slot[1], slot[0] = slot[0], opened{m.Start, m.End}
	return false
}

// before finds the last place where the phrase had been read up to a stretch
// at most MaxGap words before the word start, in the sentence that begins at
// word base.
func (s *Scanner) before(slot, start, base int32) (opened, bool) {
	for _, o := range s.open[slot] {
		if o.end > base && o.start >= base && o.end <= start && start <= o.end+MaxGap {
			return o, true
		}
	}
	return opened{}, false
}
