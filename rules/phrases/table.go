package phrases

import "strings"

// wordTable remembers the ids of the words that a scanner has met. It is read
// once for every word of every document, which is why it is not a map: probing
// takes a third of the time. Nearly all words are short enough to be numbers,
// which are compared without looking at the word itself.
type wordTable struct {
	short []shortSlot // the number of slots is a power of two
	long  []longSlot
	// usedShort and usedLong count the slots that hold a word.
	usedShort, usedLong int
}

type shortSlot struct {
	key uint64 // 0: empty; no word has a byte that is zero
	ids []int32
}

type longSlot struct {
	hash uint32
	word string
	ids  []int32
}

// maxShort is the length in bytes of words that are kept as numbers.
const maxShort = 8

// maxWords bounds the words of each sort that are remembered; then all are
// forgotten.
const maxWords = 1 << 17

// firstSlots is how many slots a table begins with.
const firstSlots = 1 << 8

// ids returns the ids of a word, from lookup where it is new.
func (t *wordTable) ids(word string, lookup func(string) []int32) []int32 {
	if len(word) > maxShort {
		return t.idsLong(word, lookup)
	}
	key := uint64(0)
	for i := 0; i < len(word); i++ {
		key = key<<8 | uint64(word[i])
	}
	if len(t.short) == 0 {
		t.short = make([]shortSlot, firstSlots)
	}
	if s := t.findShort(key); s.key != 0 {
		return s.ids
	}
	if t.usedShort*2 >= len(t.short) {
		t.growShort()
	}
	ids := lookup(word)
	*t.findShort(key) = shortSlot{key, ids}
	t.usedShort++
	return ids
}

// findShort returns the slot of the word, or the empty one where it belongs.
func (t *wordTable) findShort(key uint64) *shortSlot {
	mask := uint64(len(t.short) - 1)
	for i := key * 0x9E3779B97F4A7C15 >> 32 & mask; ; i = (i + 1) & mask {
		if s := &t.short[i]; s.key == key || s.key == 0 {
			return s
		}
	}
}

func (t *wordTable) growShort() {
	old := t.short
	if len(old) >= 2*maxWords {
		t.short, t.usedShort = make([]shortSlot, firstSlots), 0
		return
	}
	t.short = make([]shortSlot, 2*len(old))
	for i := range old {
		if old[i].key != 0 {
			*t.findShort(old[i].key) = old[i]
		}
	}
}

func (t *wordTable) idsLong(word string, lookup func(string) []int32) []int32 {
	if len(t.long) == 0 {
		t.long = make([]longSlot, firstSlots)
	}
	h := hash(word)
	if s := t.findLong(word, h); s.word != "" {
		return s.ids
	}
	if t.usedLong*2 >= len(t.long) {
		t.growLong()
	}
	ids := lookup(word)
	// The word is a part of a document, which must not be kept for its sake.
	*t.findLong(word, h) = longSlot{h, strings.Clone(word), ids}
	t.usedLong++
	return ids
}

// hash is FNV-1a.
func hash(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

// findLong returns the slot of the word, or the empty one where it belongs.
func (t *wordTable) findLong(word string, h uint32) *longSlot {
	mask := uint32(len(t.long) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		s := &t.long[i]
		if s.word == "" || s.hash == h && s.word == word {
			return s
		}
	}
}

func (t *wordTable) growLong() {
	old := t.long
	if len(old) >= 2*maxWords {
		t.long, t.usedLong = make([]longSlot, firstSlots), 0
		return
	}
	t.long = make([]longSlot, 2*len(old))
	for i := range old {
		if old[i].word != "" {
			*t.findLong(old[i].word, old[i].hash) = old[i]
		}
	}
}
