package diff

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// alignment says which sentences of two versions stand for each other. Groups
// are the sentences that do, several on a side where text was split or merged.
type alignment struct {
	old, new *side
	weights  []float64
	// toNew and toOld are the partners of each sentence, or -1.
	toNew, toOld []int32
	// exact marks old sentences whose partner has the same words.
	exact []bool
	// host is a union-find over old sentences and then new ones.
	host []int32
}

// group is what stands for the same on both sides.
type group struct{ old, new []int }

// Alike is how much of the words of two sentences must be the same, by weight,
// for one to be the other reworded: more than half where nothing else speaks
// for it; less where the sentences around them are the same; and least where
// both are the only ones changed at their place.
const (
	alike       = 0.55
	alikeThere  = 0.40
	alikeAlone  = 0.25
	contained   = 0.75
	bySection   = 0.05
	byNeighbour = 0.10
	// Two words of four say little.
	alikeShort = 0.70
	fewWords   = 6
)

// maxPostings is how many sentences a word may stand in and still lead from
// one sentence to another, and maxLeads how many of its rarest words a sentence
// is looked for by. They keep the search linear.
const (
	maxPostings = 48
	maxLeads    = 20
)

// align pairs the sentences of two versions: those with the same words first,
// then by how alike they are, then those that hold or are held by others.
func align(old, new *side, weights []float64) *alignment {
	a := &alignment{old: old, new: new, weights: weights}
	a.toNew, a.toOld = minusOnes(len(old.sentences)), minusOnes(len(new.sentences))
	a.exact = make([]bool, len(old.sentences))
	a.host = make([]int32, len(old.sentences)+len(new.sentences))
	for i := range a.host {
		a.host[i] = int32(i)
	}
	a.same()
	a.reworded()
	a.inPlace()
	a.held()
	return a
}

func minusOnes(n int) []int32 {
	out := make([]int32, n)
	for i := range out {
		out[i] = -1
	}
	return out
}

func (a *alignment) find(x int32) int32 {
	for a.host[x] != x {
		a.host[x] = a.host[a.host[x]]
		x = a.host[x]
	}
	return x
}

func (a *alignment) join(old, new int) {
	x, y := a.find(int32(old)), a.find(int32(len(a.old.sentences)+new))
	a.host[max(x, y)] = min(x, y)
}

func (a *alignment) pair(old, new int) {
	a.toNew[old], a.toOld[new] = int32(new), int32(old)
	a.join(old, new)
}

// keyOf packs tokens into a map key.
func keyOf(tokens []int32) string {
	buf := make([]byte, 0, 4*len(tokens))
	for _, t := range tokens {
		buf = binary.LittleEndian.AppendUint32(buf, uint32(t))
	}
	return string(buf)
}

// same pairs the sentences with the same words. Where they stand several
// times, those under the same heading go first, then those in the same order.
func (a *alignment) same() {
	type places struct{ old, new []int }
	byKey := map[string]*places{}
	var order []*places
	at := func(tokens []int32) *places {
		k := keyOf(tokens)
		p := byKey[k]
		if p == nil {
			p = &places{}
			byKey[k] = p
			order = append(order, p)
		}
		return p
	}
	for i := range a.old.sentences {
		if s := &a.old.sentences[i]; !s.quiet {
			p := at(s.tokens)
			p.old = append(p.old, i)
		}
	}
	for j := range a.new.sentences {
		if s := &a.new.sentences[j]; !s.quiet {
			p := at(s.tokens)
			p.new = append(p.new, j)
		}
	}
	for _, p := range order {
		if len(p.old) == 0 || len(p.new) == 0 {
			continue
		}
		a.pairSame(p.old, p.new)
		for _, i := range p.old { // a repetition that went or came is no change
			if a.toNew[i] < 0 {
				a.exact[i] = true
				a.join(i, p.new[0])
			}
		}
		for _, j := range p.new {
			if a.toOld[j] < 0 {
				a.join(p.old[0], j)
			}
		}
	}
}

func (a *alignment) pairSame(old, new []int) {
	sections := map[int32][]int{}
	for _, j := range new {
		sec := a.new.sentences[j].section
		sections[sec] = append(sections[sec], j)
	}
	take := func(i, j int) {
		a.pair(i, j)
		a.exact[i] = true
	}
	for _, i := range old {
		if list := sections[a.old.sentences[i].section]; len(list) > 0 {
			take(i, list[0])
			sections[a.old.sentences[i].section] = list[1:]
		}
	}
	k := 0
	for _, i := range old {
		if a.toNew[i] >= 0 {
			continue
		}
		for k < len(new) && a.toOld[new[k]] >= 0 {
			k++
		}
		if k == len(new) {
			return
		}
		take(i, new[k])
	}
}

// free reports whether an old sentence waits for its like.
func (a *alignment) free(old int) bool {
	return a.toNew[old] < 0 && !a.exact[old] && !a.old.sentences[old].quiet
}

// freeNew reports whether a new sentence does: nothing was joined to it.
func (a *alignment) freeNew(new int) bool {
	return a.toOld[new] < 0 && !a.new.sentences[new].quiet && a.find(int32(len(a.old.sentences)+new)) == int32(len(a.old.sentences)+new)
}

// candidate is a pair of sentences and how alike they are.
type candidate struct {
	old, new int
	score    float64
}

// reworded pairs what is left by how alike it is, the most alike first.
func (a *alignment) reworded() {
	var found []candidate
	seen := map[[2]int]bool{}
	consider := func(i, j int) {
		if seen[[2]int{i, j}] {
			return
		}
		seen[[2]int{i, j}] = true
		d := a.dice(i, j)
		if d < alikeShort && min(len(a.old.sentences[i].set), len(a.new.sentences[j].set)) < fewWords {
			return
		}
		beside := a.beside(i, j)
		if d < alikeThere || d < alike && !beside {
			return
		}
		if beside {
			d += byNeighbour
		}
		if a.old.sentences[i].section == a.new.sentences[j].section {
			d += bySection
		}
		found = append(found, candidate{i, j, d})
	}
	// From both sides, so that a swap of the versions finds the same.
	index := newIndex(a.new, a.freeNew, len(a.weights))
	for i := range a.old.sentences {
		if a.free(i) {
			for _, j := range index.near(&a.old.sentences[i], a.weights) {
				consider(i, j)
			}
		}
	}
	index = newIndex(a.old, a.free, len(a.weights))
	for j := range a.new.sentences {
		if a.freeNew(j) {
			for _, i := range index.near(&a.new.sentences[j], a.weights) {
				consider(i, j)
			}
		}
	}
	a.take(found)
}

func (a *alignment) take(found []candidate) {
	slices.SortFunc(found, func(x, y candidate) int {
		return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.old+x.new, y.old+y.new), cmp.Compare(x.old, y.old))
	})
	for _, c := range found {
		if a.free(c.old) && a.freeNew(c.new) {
			a.pair(c.old, c.new)
		}
	}
}

// beside reports whether a sentence next to the old one is paired with one
// next to the new one.
func (a *alignment) beside(i, j int) bool {
	return i > 0 && j > 0 && a.toNew[i-1] == int32(j-1) ||
		i+1 < len(a.toNew) && j+1 < len(a.toOld) && a.toNew[i+1] == int32(j+1)
}

// inPlace pairs an old and a new sentence that stand between the same
// neighbours and share some of their words.
func (a *alignment) inPlace() {
	var found []candidate
	for i := range a.old.sentences {
		if !a.free(i) || i == 0 || a.toNew[i-1] < 0 {
			continue
		}
		j := int(a.toNew[i-1]) + 1
		if j < len(a.toOld) && a.freeNew(j) && min(len(a.old.sentences[i].set), len(a.new.sentences[j].set)) >= fewWords {
			if d := a.dice(i, j); d >= alikeAlone {
				found = append(found, candidate{i, j, d})
			}
		}
	}
	a.take(found)
}

// held joins what is left to a sentence of the other side that holds its
// words: where text was merged or split.
func (a *alignment) held() {
	index := newIndex(a.new, func(j int) bool { return !a.new.sentences[j].quiet }, len(a.weights))
	type link struct{ old, new int }
	var links []link
	for i := range a.old.sentences {
		if a.free(i) && len(a.old.sentences[i].set) > 2 {
			if j := a.holder(&a.old.sentences[i], a.old.Doc.Sentences[i].Class.Binds(), a.new, index); j >= 0 {
				links = append(links, link{i, j})
			}
		}
	}
	index = newIndex(a.old, func(i int) bool { return !a.old.sentences[i].quiet }, len(a.weights))
	for j := range a.new.sentences {
		if a.freeNew(j) && len(a.new.sentences[j].set) > 2 {
			if i := a.holder(&a.new.sentences[j], a.new.Doc.Sentences[j].Class.Binds(), a.old, index); i >= 0 {
				links = append(links, link{i, j})
			}
		}
	}
	for _, l := range links {
		a.join(l.old, l.new)
	}
}

// holder returns the sentence of a side that holds most of the words of x, or
// -1.
func (a *alignment) holder(x *sentence, binds bool, in *side, index *index) int {
	best, most := -1, contained*x.weight
	for _, j := range index.near(x, a.weights) {
		if binds && !in.Doc.Sentences[j].Class.Binds() {
			continue // what binds is not held by what does not
		}
		if w := shared(x.set, in.sentences[j].set, a.weights); w >= most && (w > most || best < 0) {
			best, most = j, w
		}
	}
	return best
}

// dice is how alike two sentences are, from 0 to 1: twice the weight of the
// words that they share, by the weight of all words of both.
func (a *alignment) dice(old, new int) float64 {
	x, y := &a.old.sentences[old], &a.new.sentences[new]
	if x.weight+y.weight == 0 {
		return 0
	}
	return 2 * shared(x.set, y.set, a.weights) / (x.weight + y.weight)
}

// shared is the weight of the words that stand in both sorted lists.
func shared(x, y []int32, weights []float64) float64 {
	total := 0.0
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] < y[j]:
			i++
		case x[i] > y[j]:
			j++
		default:
			total += weights[x[i]]
			i++
			j++
		}
	}
	return total
}

// groups lists what stands for each other, in the order of the old version,
// then what is only new.
func (a *alignment) groups() []group {
	n := len(a.old.sentences)
	at := map[int32]int{}
	var out []group
	of := func(x int32) *group {
		root := a.find(x)
		k, ok := at[root]
		if !ok {
			k = len(out)
			at[root] = k
			out = append(out, group{})
		}
		return &out[k]
	}
	for i := range n {
		if !a.old.sentences[i].quiet {
			g := of(int32(i))
			g.old = append(g.old, i)
		}
	}
	for j := range a.new.sentences {
		if !a.new.sentences[j].quiet {
			g := of(int32(n + j))
			g.new = append(g.new, j)
		}
	}
	return out
}

// nearest returns the sentence of a side that shares most with a sentence, at
// least a fourth by weight, or -1: what a reader may look at where text was
// dropped.
func (a *alignment) nearest(x *sentence, in *side, index *index) int {
	best, most := -1, 0.25
	for _, j := range index.near(x, a.weights) {
		y := &in.sentences[j]
		if d := 2 * shared(x.set, y.set, a.weights) / (x.weight + y.weight); d > most {
			best, most = j, d
		}
	}
	return best
}
