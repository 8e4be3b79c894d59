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

// numbers returns the bytes of a word of up to sixteen bytes as two numbers.
func numbers(word string) (lo, hi uint64) {
	if len(word) >= 8 {
		lo = eight(word)
		if n := len(word) - 8; n > 0 {
			hi = eight(word[n:]) << (8 * (8 - n)) // the bytes behind the first eight
		}
		return lo, hi
	}
	for i := 0; i < len(word); i++ {
		lo = lo<<8 | uint64(word[i])
	}
	return lo, 0
}

// eight returns the first eight bytes of a word as one number.
func eight(w string) uint64 {
	_ = w[7]
	return uint64(w[7]) | uint64(w[6])<<8 | uint64(w[5])<<16 | uint64(w[4])<<24 |
		uint64(w[3])<<32 | uint64(w[2])<<40 | uint64(w[1])<<48 | uint64(w[0])<<56
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

// get returns the number of a word; ok is false where it is new.
func (t *wordTable) get(word string) (value int32, ok bool) {
	if len(word) > maxShort {
		value, ok = t.long[word]
		return value, ok
	}
	s := t.find(numbers(word))
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
	lo, hi := numbers(word)
	*t.find(lo, hi) = wordSlot{lo, hi, value}
	t.used++
}
