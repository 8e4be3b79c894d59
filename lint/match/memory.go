package match

import (
	"github.com/rightslint/rightslint/rules/phrases"
	"github.com/rightslint/rightslint/rules/words"
)

// Memory is where a text is kept. One that has been freed serves for the next
// text of the same rules: to get and clear this memory for every document would
// take a tenth of the time of judging it.
type Memory struct {
	words                    []words.Word
	hits, merged             []phrases.Hit
	first, hitAt, section    []int32
	childAt, children        []int32
	counts, groupAt, groupOf []int32
	groups                   []hitGroup
	bits, row, linked        []uint64
	who                      []party // does not change with the text
	scratch                  scratch
}

// maxKept is how many words a text has at most whose memory is kept, so that one
// huge document does not hold its memory for good.
const maxKept = 1 << 18

// Free returns the memory of a text, which must not be used any more, or nil
// where it is not worth keeping.
func (t *Text) Free() *Memory {
	m := t.memory
	if t.memory = nil; m == nil || cap(t.words) > maxKept || cap(t.bits) > maxKept*8 {
		return nil
	}
	m.words, m.hits, m.scratch = t.words, t.hits, t.scratch
	return m
}

// room returns an empty list with room for n, in the memory of an old one if it
// is large enough.
func room[T any](old []T, n int) []T {
	if cap(old) < n {
		return make([]T, 0, n)
	}
	return old[:0]
}

// zeros returns n zeros in kept memory.
func zeros[T any](kept *[]T, n int) []T {
	if cap(*kept) < n {
		*kept = make([]T, n)
		return *kept
	}
	list := (*kept)[:n]
	clear(list)
	return list
}
