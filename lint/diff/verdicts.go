package diff

import (
	"slices"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
)

// rank orders the statuses of a safeguard.
func rank(s lint.Status) int {
	return slices.Index([]lint.Status{lint.Missing, lint.Weak, lint.Partial, lint.Present}, s)
}

// moved returns by how much the status of a safeguard rose from one side to
// the other.
func moved(rule string, from, to *side) int {
	a, b := from.Rows[rule], to.Rows[rule]
	if a == nil || b == nil {
		return 0
	}
	return rank(b.Status) - rank(a.Status)
}

// graver returns the rule whose findings are graver in a kind of document, and
// of two alike the first by name.
func graver(a, b *rules.Rule, kind rules.Kind) *rules.Rule {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	if d := b.Applies[kind].Rank() - a.Applies[kind].Rank(); d > 0 || d == 0 && b.ID < a.ID {
		return b
	}
	return a
}

// flags compares the red flags that the sentences of a group carry. What a
// flag says of a change must not contradict what its words were named for;
// worse is by how many natures the change is for the worse.
func (c *comparison) flags(g group, out *draft, worse int) bool {
	before, after := c.carried(c.old, g.old), c.carried(c.new, g.new)
	var came, went *rules.Rule
	for _, r := range after {
		if !slices.Contains(before, r) {
			came = graver(came, r, c.new.Kind)
		}
	}
	for _, r := range before {
		if !slices.Contains(after, r) {
			went = graver(went, r, c.old.Kind)
		}
	}
	switch r := graver(came, went, c.new.Kind); {
	case r == nil, r == came && worse < 0, r == went && worse > 0:
		return false
	case r == came:
		out.kind, out.rule = FlagAdded, came
	default:
		out.kind, out.rule = FlagRemoved, went
	}
	return true
}

func (c *comparison) carried(s *side, sentences []int) []*rules.Rule {
	var out []*rules.Rule
	for _, i := range sentences {
		if s.denies(i) {
			continue // it rules out what the flag is about
		}
		for _, id := range s.shows[i] {
			if r := c.owed[id]; r.RedFlag() && !slices.Contains(out, r) {
				out = append(out, r)
			}
		}
	}
	return out
}

// shown lists the safeguards that sentences are evidence for.
func (c *comparison) shown(s *side, sentences []int) []*rules.Rule {
	var out []*rules.Rule
	for _, i := range sentences {
		if !s.mayShow(i) {
			continue
		}
		for _, id := range s.shows[i] {
			if r := c.owed[id]; !r.RedFlag() && !slices.Contains(out, r) {
				out = append(out, r)
			}
		}
	}
	return out
}

// status finds the safeguard that a group is evidence for and whose status
// moved most.
func (c *comparison) status(g group, out *draft, worse, better int) bool {
	before, after := c.shown(c.old, g.old), c.shown(c.new, g.new)
	most := 0
	look := func(list, other []*rules.Rule, down bool, named int) {
		for _, r := range list {
			by := moved(r.ID, c.old, c.new)
			if down != (by < 0) || by == 0 || c.told[r.ID] || named == 0 && slices.Contains(other, r) {
				continue
			}
			size := max(by, -by)
			if size > most || size == most && graver(out.rule, r, c.new.Kind) == r {
				most, out.rule = size, r
			}
		}
	}
	look(before, after, true, worse)
	look(after, before, false, better)
	if most == 0 {
		return false
	}
	c.told[out.rule.ID] = true
	switch down := moved(out.rule.ID, c.old, c.new) < 0; {
	case down && c.new.Rows[out.rule.ID].Status == lint.Missing:
		out.kind = Lost
	case down:
		out.kind = Weakened
	case c.old.Rows[out.rule.ID].Status == lint.Missing:
		out.kind = Gained
	default:
		out.kind = Strengthened
	}
	return true
}
