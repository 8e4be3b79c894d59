package phrases

import (
	"sort"

	"github.com/rightslint/rightslint/rules/words"
)

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
	hits  []hit
}

type hit struct {
	gap, piece, start, end int32
}

// NewScanner returns a scanner for the phrases of m.
func (m *Matcher) NewScanner() *Scanner {
	return &Scanner{m: m, cache: map[string][]int32{}}
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
// returns both. sentence is the number that the mentions carry. A contraction
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
	s.hits = s.hits[:0]
	for i := range s.ids {
		for _, id := range s.ids[i] {
			if node := s.m.root[id]; node != 0 {
				ms = s.walk(node, i, i+1, base, sentence, ms)
			}
		}
	}
	if len(s.hits) > 1 {
		ms = s.close(sentence, ms)
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
		if o.gap < 0 {
			ms = append(ms, Mention{o.concept, sentence, base + int32(from), base + int32(j)})
		} else {
			s.hits = append(s.hits, hit{o.gap, o.piece, base + int32(from), base + int32(j)})
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

// close joins the pieces of phrases with gaps into mentions.
func (s *Scanner) close(sentence int32, ms []Mention) []Mention {
	h := s.hits
	sort.Slice(h, func(i, j int) bool {
		if h[i].gap != h[j].gap {
			return h[i].gap < h[j].gap
		}
		if h[i].piece != h[j].piece {
			return h[i].piece < h[j].piece
		}
		return h[i].start < h[j].start
	})
	for i := 0; i < len(h); {
		j := i
		for j < len(h) && h[j].gap == h[i].gap {
			j++
		}
		g := s.m.gaps[h[i].gap]
		for k := i; k < j && h[k].piece == 0; k++ {
			if end, ok := chain(h[k+1:j], h[k].end, 1, g.pieces); ok {
				ms = append(ms, Mention{g.concept, sentence, h[k].start, end})
			}
		}
		i = j
	}
	return ms
}

// chain finds the remaining pieces, each within MaxGap words of the one
// before, and returns the end of the last.
func chain(h []hit, end, piece, pieces int32) (int32, bool) {
	if piece == pieces {
		return end, true
	}
	for k := range h {
		if h[k].piece == piece && h[k].start >= end && h[k].start <= end+MaxGap {
			if e, ok := chain(h[k+1:], h[k].end, piece+1, pieces); ok {
				return e, true
			}
		}
	}
	return 0, false
}
