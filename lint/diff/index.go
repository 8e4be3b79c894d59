package diff

import (
	"cmp"
	"slices"
)

// index finds sentences by their words.
type index struct {
	postings [][]int32
	// seen and count are scratch for near.
	seen  []int32
	mark  int32
	count []int32
}

// newIndex indexes the sentences of a side that are wanted. Words that stand
// in too many of them lead nowhere.
func newIndex(s *side, wanted func(int) bool, vocabulary int) *index {
	x := &index{postings: make([][]int32, vocabulary), seen: make([]int32, len(s.sentences)), count: make([]int32, len(s.sentences))}
	for i := range s.sentences {
		if !wanted(i) {
			continue
		}
		for _, t := range s.sentences[i].set {
			if len(x.postings[t]) <= maxPostings {
				x.postings[t] = append(x.postings[t], int32(i))
			}
		}
	}
	return x
}

// near returns the sentences that share rare words with s, those that share
// most first, at most maxPostings of them.
func (x *index) near(s *sentence, weights []float64) []int {
	leads := slices.Clone(s.set)
	slices.SortFunc(leads, func(a, b int32) int {
		return cmp.Or(cmp.Compare(weights[b], weights[a]), cmp.Compare(a, b))
	})
	x.mark++
	var out []int
	used := 0
	for _, t := range leads {
		if used == maxLeads {
			break
		}
		list := x.postings[t]
		if len(list) == 0 || len(list) > maxPostings {
			continue
		}
		used++
		for _, i := range list {
			if x.seen[i] != x.mark {
				x.seen[i], x.count[i] = x.mark, 0
				out = append(out, int(i))
			}
			x.count[i]++
		}
	}
	slices.SortStableFunc(out, func(a, b int) int { return int(x.count[b] - x.count[a]) })
	return out[:min(len(out), maxPostings)]
}
