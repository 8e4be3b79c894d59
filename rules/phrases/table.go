package phrases

import "strings"

// wordTable remembers what the words that a scanner has met are to it, as
// numbers. It is read once for every word of every document, which is why it is
// not a map: probing takes a third of the time. Words of up to sixteen bytes,
// nearly all, are two numbers, which are compared without looking at the word
// itself.
type wordTable struct {
	slots []wordSlot // their number is a power of two
	used  int
	long  map[string]int32 // the other words
}

type wordSlot struct {
	lo, hi uint64 // lo is 0 where the slot is empty; no word has a byte that is zero
	value  int32
}

// maxShort is the length in bytes of words that are kept as numbers.
const maxShort = 16

// maxWords bounds the words that are remembered.
const maxWords = 1 << 17

// firstSlots is how many slots a table begins with.
const firstSlots = 1 << 9

func newWordTable() wordTable {
	return wordTable{slots: make([]wordSlot, firstSlots), long: map[string]int32{}}
}

// full reports whether so many words are remembered that they should be
// forgotten.
func (t *wordTable) full() bool { return t.used+len(t.long) >= maxWords }

// numbers returns the bytes [from, to) of a text, at most sixteen, as two numbers.
func numbers(text string, from, to int) (lo, hi uint64) {
	n := to - from
	lo = eight(text, from) & (1<<(8*n) - 1)
	if n > 8 {
		hi = eight(text, from+8) & (1<<(8*(n-8)) - 1)
	}
	return lo, hi
}

// eight returns the eight bytes from a place on as one number, the first as the
// lowest, and zeros behind the end of the text.
func eight(text string, from int) uint64 {
	if w := text[from:]; len(w) >= 8 {
		return uint64(w[0]) | uint64(w[1])<<8 | uint64(w[2])<<16 | uint64(w[3])<<24 |
			uint64(w[4])<<32 | uint64(w[5])<<40 | uint64(w[6])<<48 | uint64(w[7])<<56
	}
	v := uint64(0)
	for i := len(text) - 1; i >= from; i-- {
		v = v<<8 | uint64(text[i])
	}
	return v
}

// find returns the slot of a word of up to sixteen bytes, or the empty one where
// it belongs.
func (t *wordTable) find(lo, hi uint64) *wordSlot {
	mask := uint64(len(t.slots) - 1)
	h := lo*0x9E3779B97F4A7C15 ^ hi*0xC2B2AE3D27D4EB4F
	for i := (h ^ h>>32) & mask; ; i = (i + 1) & mask {
		if s := &t.slots[i]; s.lo == lo && s.hi == hi || s.lo == 0 {
			return s
		}
	}
}

// get returns the number of the word [from, to) of a text; ok is false where it is
// new.
func (t *wordTable) get(text string, from, to int) (value int32, ok bool) {
	if to-from > maxShort {
		value, ok = t.long[text[from:to]]
		return value, ok
	}
	s := t.find(numbers(text, from, to))
	return s.value, s.lo != 0
}

// put remembers the number of a word that is new.
func (t *wordTable) put(word string, value int32) {
	if len(word) > maxShort {
		// The word is a part of a document, which must not be kept for its sake.
		t.long[strings.Clone(word)] = value
		return
	}
	if t.used*2 >= len(t.slots) {
		old := t.slots
		t.slots = make([]wordSlot, 2*len(old))
		for i := range old {
			if old[i].lo != 0 {
				*t.find(old[i].lo, old[i].hi) = old[i]
			}
		}
	}
	lo, hi := numbers(word, 0, len(word))
	*t.find(lo, hi) = wordSlot{lo, hi, value}
	t.used++
}
