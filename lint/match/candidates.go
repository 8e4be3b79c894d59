package match

import (
	"cmp"
	"slices"

	"github.com/rightslint/rightslint/rules"
	"github.com/rightslint/rightslint/rules/phrases"
)

// candidates lists the mentions in the frame for each term of the pattern; ok
// is false where a term has none. The lists hold until the next call.
func (t *Text) candidates(p *Pattern, f *frame) (lists [][]placed, ok bool) {
	for _, ids := range p.terms {
		if !t.mentions(f, ids) {
			return nil, false
		}
	}
	if t.scratch.lists == nil {
		t.scratch.lists = make([][]placed, rules.MaxTerms)
	}
	lists = t.scratch.lists[:len(p.terms)]
	for i := range lists {
		lists[i] = lists[i][:0]
	}
	for i, own := range f.parts() {
		if own.end-own.first == 1 {
			t.mark(p)
			t.marked(p, &own, int32(i), lists)
			continue
		}
		for k, ids := range p.terms {
			for _, id := range ids {
				lists[k] = t.place(&own, int32(i), id, own.lo, own.hi, lists[k])
			}
		}
	}
	for k, ids := range p.terms {
		if len(ids) > 1 {
			slices.SortStableFunc(lists[k], func(a, b placed) int {
				return cmp.Or(int(a.from-b.from), slices.Index(ids, a.Concept)-slices.Index(ids, b.Concept))
			})
		}
	}
	return lists, true
}

// mark notes at which nodes the terms of a pattern are expressed, a bit for each,
// unless that was done: to know which hits of a sentence count is then one look at
// each.
func (t *Text) mark(p *Pattern) {
	if t.scratch.of == p {
		return
	}
	if t.scratch.marks == nil {
		t.scratch.marks = make([]uint8, t.set.Matcher.Nodes())
	}
	t.scratch.of = p
	for i, ids := range p.terms {
		for _, id := range ids {
			for _, node := range t.set.Matcher.NodesOf(id) {
				t.scratch.marks[node] |= 1 << i
			}
		}
	}
}

// unmark takes the marks of a pattern away.
func (t *Text) unmark(p *Pattern) {
	if t.scratch.of != p {
		return
	}
	t.scratch.of = nil
	for _, ids := range p.terms {
		for _, id := range ids {
			for _, node := range t.set.Matcher.NodesOf(id) {
				t.scratch.marks[node] = 0
			}
		}
	}
}

// marked adds the mentions in a sentence to the lists of the marked pattern's terms.
func (t *Text) marked(p *Pattern, own *part, number int32, lists [][]placed) {
	s := own.first
	hits := t.hits[t.hitAt[s]:t.hitAt[s+1]]
	for i := range hits {
		h := &hits[i]
		marks := t.scratch.marks[h.Node]
		for k := 0; marks != 0; k, marks = k+1, marks>>1 {
			if marks&1 == 0 {
				continue
			}
			for _, id := range p.terms[k] {
				if len(p.terms[k]) == 1 || t.set.Matcher.Expresses(h, id) {
					lists[k] = append(lists[k], placed{
						Mention: phrases.Mention{Concept: id, Sentence: s, Start: h.Start, End: h.End},
						from:    h.Start - own.lo + own.at, to: h.End - own.lo + own.at, part: number,
					})
				}
			}
		}
	}
}
