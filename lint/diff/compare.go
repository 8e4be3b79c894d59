package diff

import (
	"cmp"
	"slices"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
)

// comparison holds two versions while they are compared.
type comparison struct {
	old, new  *side
	alignment *alignment
	catalog   *rules.Catalog
	// owed are the rules that either version owes.
	owed map[string]*rules.Rule
	// told marks the rules of which it was said that they were lost or gained.
	told  map[string]bool
	found []draft
	// handled marks sentences without a counterpart of which something was
	// said: of the old side under true, of the new one under false.
	handled map[bool]map[int]bool

	oldIndex, newIndex *index // made when first needed
}

// draft is a change with its sentences, before it is worded.
type draft struct {
	kind     Type
	rule     *rules.Rule
	old, new []int
	natures  []nature
	promise  promise
	segments []segment
}

func newComparison(old, new *lint.Judged) *comparison {
	n := &interner{ids: map[string]int32{}}
	c := &comparison{old: prepare(old, n), new: prepare(new, n), catalog: old.Catalog, owed: map[string]*rules.Rule{}, told: map[string]bool{}, handled: map[bool]map[int]bool{true: {}, false: {}}}
	renumbered := n.sorted()
	c.old.renumber(renumbered)
	c.new.renumber(renumbered)
	weights := weigh(n, c.old, c.new)
	for _, r := range c.catalog.Rules {
		if !r.Drafting() && (old.Owes(r) || new.Owes(r)) {
			c.owed[r.ID] = r
			for _, s := range []*side{c.old, c.new} {
				for _, i := range s.Shows[r.ID] {
					s.shows[i] = append(s.shows[i], r.ID)
				}
			}
		}
	}
	c.alignment = align(c.old, c.new, weights)
	return c
}

// run looks at what stands for each other, and at what has no counterpart:
// first at what moved the status of a safeguard, so that this is told once.
func (c *comparison) run() {
	groups := c.alignment.groups()
	slices.SortStableFunc(groups, func(a, b group) int { return a.place() - b.place() })
	for _, g := range groups {
		if len(g.old) > 0 && len(g.new) > 0 && !c.sameWords(g) {
			c.reworded(g)
		}
	}
	for _, look := range []func(int, *side, *side, direction) (draft, bool){c.decides, c.gives} {
		for _, g := range groups {
			switch {
			case len(g.new) == 0:
				c.alone(g.old[0], c.old, c.new, dropped, look)
			case len(g.old) == 0:
				c.alone(g.new[0], c.new, c.old, added, look)
			}
		}
	}
	slices.SortStableFunc(c.found, func(a, b draft) int {
		return cmp.Or(cmp.Compare(a.sort(), b.sort()), a.first()-b.first())
	})
}

// place is where a group stands in both versions together.
func (g *group) place() int {
	place := 0
	for _, list := range [][]int{g.old, g.new} {
		if len(list) > 0 {
			place += list[0]
		}
	}
	return place
}

// sort tells drafts with sentences on both sides from those on one.
func (d *draft) sort() int {
	switch {
	case len(d.new) == 0:
		return 1
	case len(d.old) == 0:
		return 2
	}
	return 0
}

// first is the first sentence of a draft, in the old version or, where it has
// none there, in the new one.
func (d *draft) first() int {
	if len(d.old) > 0 {
		return d.old[0]
	}
	return d.new[0]
}

// sameWords reports whether the sentences of a group say the same on both
// sides, in whatever order and however often.
func (c *comparison) sameWords(g group) bool {
	return slices.Equal(union(c.old, g.old), union(c.new, g.new))
}

// union lists the words of sentences, sorted, each once.
func union(s *side, sentences []int) []int32 {
	var out []int32
	for _, i := range sentences {
		out = append(out, s.sentences[i].set...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// direction is the words for a change seen from the side that has the text: a
// text that was dropped is the mirror of one that was added.
type direction struct {
	all, some, promised, flagged, allowed Type
}

var (
	dropped = direction{Lost, Weakened, PromiseDropped, FlagRemoved, Strengthened}
	added   = direction{Gained, Strengthened, PromiseAdded, FlagAdded, PromiseSoftened}
)

// alone looks at a sentence that only one side has. What a text that only the
// new version has adds is what its loss would take, so both are one code.
func (c *comparison) alone(i int, has, lacks *side, as direction, look func(int, *side, *side, direction) (draft, bool)) {
	if c.handled[has == c.old][i] {
		return
	}
	d, ok := look(i, has, lacks, as)
	if !ok {
		return
	}
	c.handled[has == c.old][i] = true
	if d.promise = has.promiseOf(i); has == c.old {
		d.old = []int{i}
	} else {
		d.new = []int{i}
	}
	c.found = append(c.found, d)
}

// decides tells whether a sentence is what the status of a safeguard was
// lowered or raised by, of which nothing was said yet.
func (c *comparison) decides(i int, has, lacks *side, as direction) (draft, bool) {
	var d draft
	most := 0
	for _, id := range has.shows[i] {
		r := c.owed[id]
		if r.RedFlag() || c.told[id] || !has.mayShow(i) {
			continue
		}
		if by := moved(id, has, lacks); by < most {
			d.rule, most = r, by
		}
	}
	if d.rule == nil {
		return d, false
	}
	d.kind = as.some
	if lacks.Rows[d.rule.ID].Status == lint.Missing {
		d.kind = as.all
	}
	c.told[d.rule.ID] = true
	return d, true
}

// gives tells what else went or came with a sentence: a clause that takes
// rights away, a promise, or a power.
func (c *comparison) gives(i int, has, lacks *side, as direction) (draft, bool) {
	var d draft
	var flag, same *rules.Rule
	p := has.promiseOf(i)
	for _, id := range has.shows[i] {
		switch r := c.owed[id]; {
		case r.RedFlag():
			if !p.gives() && !has.denies(i) { // else it rules out what the flag is about
				flag = graver(flag, r, has.Kind)
			}
		case has.mayShow(i):
			same = graver(same, r, has.Kind)
		}
	}
	switch {
	case flag != nil:
		d.kind, d.rule = as.flagged, flag
	case p.gives() && p != ban && c.covered([]int{i}, has, lacks):
		return d, false // the same is said elsewhere
	case p.gives() && p != ban && same != nil && !c.told[same.ID]:
		d.kind, d.rule = as.some, same
	case p.gives():
		d.kind = as.promised
	case p == power && has.exempted(i) && c.unpaired(has, has.Doc.Sentences[i].LeadIn):
		return d, false // an exception to what is itself new or gone
	case p == power && (has.banned[i] || !has.has(i, "change-carve") || !c.newcomer(has, i)):
		d.kind = as.allowed
	default:
		return d, false
	}
	return d, true
}

// newcomer reports whether most of the section around a sentence has no
// counterpart: what is excepted there was not promised by the other version.
func (c *comparison) newcomer(s *side, i int) bool {
	sec := s.Text.Section(i)
	if sec < 0 {
		return false
	}
	p := &s.Doc.Provisions[sec]
	alone, all := 0, 0
	for k := max(p.First, i-newcomerWithin); k < min(p.End, i+newcomerWithin+1); k++ {
		if s.sentences[k].quiet || !s.Doc.Sentences[k].Class.Binds() || s.Text.Section(k) != sec {
			continue
		}
		if all++; c.unpaired(s, k) {
			alone++
		}
	}
	return 2*alone > all
}

// newcomerWithin is how many sentences before and after are looked at.
const newcomerWithin = 6

// unpaired reports whether a sentence has no counterpart.
func (c *comparison) unpaired(s *side, i int) bool {
	if s == c.old {
		return c.alignment.toNew[i] < 0
	}
	return c.alignment.toOld[i] < 0
}

// reworded looks at a group that has sentences on both sides with different
// words.
func (c *comparison) reworded(g group) {
	old, new := newFlow(c.old, g.old), newFlow(c.new, g.new)
	before, after := c.best(c.old, g.old), c.best(c.new, g.new)
	flagged := len(c.carried(c.old, g.old)) > 0 && len(c.carried(c.new, g.new)) > 0
	d := &delta{old: old, new: new, segments: compareWords(old, new), limits: !before.gives() && !after.gives() && (flagged || before == power && after == power), promises: before.gives() || after.gives()}
	natures := d.natures()
	if slices.ContainsFunc(g.old, c.old.excepted) || slices.ContainsFunc(g.new, c.new.excepted) {
		natures = nil // the words of an exception say nothing of what it excepts
	}
	worse, better := graveOf(natures)
	binds := d.limits || before.gives() || after.gives() || len(c.shown(c.old, g.old)) > 0 && len(c.shown(c.new, g.new)) > 0
	differ := c.difference(g)
	if differ < slight && worse+better == 0 {
		return
	}
	out := draft{old: g.old, new: g.new, natures: natures, promise: max(before, after), segments: d.segments}
	switch {
	case c.flags(g, &out, worse-better):
	case c.status(g, &out, worse, better):
	case differ > related && (before.gives() && !after.gives() && c.covered(g.old, c.old, c.new) || after.gives() && !before.gives() && c.covered(g.new, c.new, c.old)):
		return // the promise itself stands elsewhere
	case before.gives() && after == power:
		out.kind, out.rule = c.softer(g, true)
		out.natures = append([]nature{{true, "what was ruled out is allowed now", true}}, natures...)
	case before == power && after.gives():
		out.kind, out.rule = c.softer(g, false)
		out.natures = append([]nature{{false, "what was allowed is ruled out now", true}}, natures...)
	case binds && worse > better:
		out.kind, out.rule = c.softer(g, true)
	case binds && better > worse:
		out.kind, out.rule = c.softer(g, false)
	case before.strong() && after == none && differ > rewritten:
		out.kind, out.rule = c.softer(g, true)
	case after.strong() && before == none && differ > rewritten:
		out.kind, out.rule = c.softer(g, false)
	default:
		return
	}
	c.found = append(c.found, out)
}

// rewritten is how much of the words of a group must differ for a promise that
// is no longer recognised to be gone.
const rewritten = 0.45

// covered reports whether another sentence of the other side gives the same
// sort of promise in words of which most stand in the sentences.
func (c *comparison) covered(sentences []int, has, other *side) bool {
	for _, i := range sentences {
		want := has.promiseOf(i)
		if !want.gives() {
			continue
		}
		x := &has.sentences[i]
		for _, j := range c.index(other).near(x, c.alignment.weights) {
			y := &other.sentences[j]
			if other.promiseOf(j) == want && len(y.set) >= fewWords && shared(x.set, y.set, c.alignment.weights) >= mostly*y.weight {
				return true
			}
		}
	}
	return false
}

// mostly is the share of a promise's words that another sentence must hold to
// give the same.
const mostly = 0.6

// related is how much of the words of a group may differ for both sides to be
// surely the same clause.
const related = 0.3

// index returns the index of the sentences of a side that bind.
func (c *comparison) index(s *side) *index {
	p := &c.newIndex
	if s == c.old {
		p = &c.oldIndex
	}
	if *p == nil {
		*p = newIndex(s, func(i int) bool { return !s.sentences[i].quiet && s.Doc.Sentences[i].Class.Binds() }, len(c.alignment.weights))
	}
	return *p
}

// slight is how much of the words of a group may differ, by weight, and still
// be only a matter of style where no change can be named.
const slight = 0.15

// difference is how much of the words of a group differ, from 0 to 1.
func (c *comparison) difference(g group) float64 {
	x, y := union(c.old, g.old), union(c.new, g.new)
	w := c.alignment.weights
	total := 0.0
	for _, list := range [][]int32{x, y} {
		for _, t := range list {
			total += w[t]
		}
	}
	return 1 - 2*shared(x, y, w)/total
}

// best returns the best promise among sentences, a power where there is none.
func (c *comparison) best(s *side, sentences []int) promise {
	best := none
	for _, i := range sentences {
		p := s.promiseOf(i)
		if p.gives() && (!best.gives() || p > best) || best == none {
			best = p
		}
	}
	return best
}

func graveOf(natures []nature) (worse, better int) {
	for _, n := range natures {
		switch {
		case !n.grave:
		case n.worse:
			worse++
		default:
			better++
		}
	}
	return worse, better
}

// softer names a change of a promise by the safeguard that it is evidence for,
// if there is one.
func (c *comparison) softer(g group, worse bool) (Type, *rules.Rule) {
	var rule *rules.Rule
	for _, r := range append(c.shown(c.old, g.old), c.shown(c.new, g.new)...) {
		rule = graver(rule, r, c.old.Kind)
	}
	switch {
	case !worse:
		return Strengthened, rule
	case rule != nil:
		return Weakened, rule
	}
	return PromiseSoftened, nil
}
