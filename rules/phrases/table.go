package phrases

import "strings"

// wordTable remembers the ids of the words that a scanner has met. It is read
// once for every word of every document, which is why it is not a map: probing
// takes a third of the time.
type wordTable struct {
	slots []wordSlot // their number is a power of two
	used  int
}

type wordSlot struct {
	hash uint32
	word string
	ids  []int32
}

// maxWords bounds the words that are remembered; then all are forgotten.
const maxWords = 1 << 17

// hash is FNV-1a.
func hash(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

// find returns the slot of the word, or the empty one where it belongs.
func (t *wordTable) find(word string, h uint32) *wordSlot {
	mask := uint32(len(t.slots) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		s := &t.slots[i]
		if s.word == "" || s.hash == h && s.word == word {
			return s
		}
	}
}

// ids returns the ids of a word, from lookup where it is new.
func (t *wordTable) ids(word string, lookup func(string) []int32) []int32 {
	if len(t.slots) == 0 {
		t.slots = make([]wordSlot, 1<<8)
	}
	h := hash(word)
	if s := t.find(word, h); s.word != "" {
		return s.ids
	}
	if t.used*2 >= len(t.slots) {
		t.grow()
	}
	ids := lookup(word)
	// The word is a part of a document, which must not be kept for its sake.
	*t.find(word, h) = wordSlot{h, strings.Clone(word), ids}
	t.used++
	return ids
}

func (t *wordTable) grow() {
	old := t.slots
	if len(old) >= 2*maxWords {
		t.slots, t.used = make([]wordSlot, 1<<12), 0
		return
	}
	t.slots = make([]wordSlot, 2*len(old))
	for i := range old {
		if old[i].word != "" {
			*t.find(old[i].word, old[i].hash) = old[i]
		}
	}
}
