package match

import (
	"math/bits"
	"slices"
)

// Match is a place where a pattern holds.
type Match struct {
	// Sentence is the number of the sentence that is the evidence.
	Sentence int
	// From and To delimit the matched words, numbered in the document; they
	// may span sentences where the pattern's scope is wider than one.
	From, To int32
	// Force is how strongly the matched clause binds.
	Force Force
	// Advice says that the wish tells people how to use what is theirs ("you
	// should write to …").
	Advice bool
	// Agree is how many patterns of one rule hold in the sentence, where several
	// were tried; 0 where not.
	Agree int
	// Refused says why the match does not count, or is Counts.
	Refused Refusal

	party party // whom a match of the wrong party binds
}

// Bound names those whom a match binds that was refused as WrongParty, by the
// names of rules.Parties.
func (m *Match) Bound() []string { return names(m.party) }

// Refusal is a reason why concepts that stand together do not count.
type Refusal uint8

// The refusals, from the nearest miss to the farthest.
const (
	Counts       Refusal = iota
	NotBinding           // only "may", where a duty is asked for
	WrongParty           // binds somebody else
	Negated              // denied
	NotDenied            // not denied where a denial is asked for
	Excluded             // a concept stands there that empties it
	NotOperative         // a definition, recital, heading, quotation …
	WrongSection         // under another heading
)

// Find returns the matches of a pattern in the order of the text, refused ones
// too; each sentence is evidence once, by its best match.
func (t *Text) Find(p *Pattern) []Match { return t.FindIn(p, nil, 0) }

// FindIn is Find for the sentences of some sections, nil meaning all, up to the
// sentence by which limit matches count, 0 meaning no limit.
func (t *Text) FindIn(p *Pattern, sections map[int]bool, limit int) []Match {
	if p.kinds != 0 && p.kinds&t.kindBit == 0 {
		return nil
	}
	term, n := p.rarest(t)
	if n == 0 {
		return nil
	}
	var out []Match
	defer t.unmark(p)
	last := part{lo: -1}
	var counted map[int]bool
	if limit > 0 {
		counted = map[int]bool{}
	}
search:
	for w := range t.wide {
		for row := t.worth(p, term, w); row != 0; row &= row - 1 {
			sentence := int32(w<<6 + bits.TrailingZeros64(row))
			if sections != nil && !sections[int(t.section[sentence])] {
				continue
			}
			before := len(out)
			out = t.around(p, sentence, &last, out)
			if limit == 0 {
				continue
			}
			for _, m := range out[before:] {
				if m.Refused == Counts {
					counted[m.Sentence] = true
				}
			}
			if len(counted) >= limit {
				break search
			}
		}
	}
	if len(out) < 2 {
		return out
	}
	slices.SortStableFunc(out, func(a, b Match) int {
		if a.Sentence != b.Sentence {
			return a.Sentence - b.Sentence
		}
		return int(a.Refused) - int(b.Refused)
	})
	return slices.CompactFunc(out, func(a, b Match) bool { return a.Sentence == b.Sentence })
}

// worth returns which of the 64 sentences from 64*w on are worth looking at, as
// bits: those that mention a concept of the pattern's rarest term and, where the
// pattern must hold in one sentence that stands alone, of each other term.
func (t *Text) worth(p *Pattern, rarest, w int) uint64 {
	row := t.rowOf(p.terms[rarest], w)
	if p.scope != inSentence || row == 0 {
		return row
	}
	for i, ids := range p.terms {
		if i != rarest && row != 0 {
			row &= t.linked[w] | t.rowOf(ids, w)
		}
	}
	return row
}

// rowOf returns which of the 64 sentences from 64*w on mention one of the
// concepts, as bits.
func (t *Text) rowOf(ids []int32, w int) uint64 {
	var row uint64
	for _, id := range ids {
		row |= t.bits[int(id)*t.wide+w]
	}
	return row
}

// around looks for the pattern in the frames that hold a sentence: its own,
// and those of the items that it introduces. last is the frame that was looked
// at before, which need not be again.
func (t *Text) around(p *Pattern, s int32, last *part, out []Match) []Match {
	if p.scope == inSentence {
		if t.Doc.Sentences[s].LeadIn >= 0 || t.complete(p, s) {
			f := t.sentenceFrame(s)
			if m, ok := t.hold(p, &f); ok {
				out = append(out, m)
			}
		}
		return t.items(p, s, out, 0)
	}
	f := t.provisionFrame(s)
	if p.scope == inSection {
		f = t.sectionFrame(s)
	}
	if f.store[0] == *last {
		return out
	}
	*last = f.store[0]
	if m, ok := t.hold(p, &f); ok {
		out = append(out, m)
	}
	return out
}

// complete reports whether a sentence mentions a concept of each term.
func (t *Text) complete(p *Pattern, s int32) bool {
	for _, ids := range p.terms {
		if !t.expressed(ids, s, s+1) {
			return false
		}
	}
	return true
}

// items looks for the pattern in the frames of the items below a lead-in; an
// item counts only with a concept of its own.
func (t *Text) items(p *Pattern, lead int32, out []Match, depth int) []Match {
	if depth == maxLeadIns {
		return out
	}
	for _, s := range t.Items(int(lead)) {
		f := t.sentenceFrame(s)
		if m, ok := t.hold(p, &f); ok {
			out = append(out, m)
		}
		out = t.items(p, s, out, depth+1)
	}
	return out
}

// hold decides whether the pattern holds in a frame, by the best combination
// of mentions: one that counts before one that does not.
func (t *Text) hold(p *Pattern, f *frame) (Match, bool) {
	lists, ok := t.candidates(p, f)
	if !ok {
		return Match{}, false
	}
	var best Match
	found := false
	chosen := t.scratch.chosen[:len(lists)]
	for _, first := range lists[0] {
		chosen[0] = first
		if !combine(p, lists, chosen) || !ownConcept(f, chosen) {
			continue
		}
		m := t.judge(p, f, chosen)
		if !found || m.Refused < best.Refused {
			best, found = m, true
		}
		if best.Refused == Counts {
			break
		}
	}
	return best, found
}

// combine chooses a mention for each further term: the next one in order, or
// the nearest, so that the whole spans at most the pattern's words.
func combine(p *Pattern, lists [][]placed, chosen []placed) bool {
	lo, hi := chosen[0].from, chosen[0].to
	for i := 1; i < len(lists); i++ {
		best := -1
		for j, m := range lists[i] {
			if p.ordered {
				// The shortest of those that begin next leaves most room
				// for the terms that follow.
				if m.from >= hi && (best < 0 || m.to < lists[i][best].to) {
					best = j
				}
				continue
			}
			if best < 0 || distance(m, lo, hi) < distance(lists[i][best], lo, hi) {
				best = j
			}
		}
		if best < 0 {
			return false
		}
		chosen[i] = lists[i][best]
		lo, hi = min(lo, chosen[i].from), max(hi, chosen[i].to)
		if hi-lo > p.within {
			return false
		}
	}
	return true
}

// distance is the number of words between a mention and the words [lo, hi).
func distance(m placed, lo, hi int32) int32 {
	switch {
	case m.to <= lo:
		return lo - m.to
	case m.from >= hi:
		return m.from - hi
	}
	return 0
}

// ownConcept reports whether a chosen mention stands in the sentence that the
// frame is about, and not only in its lead-ins.
func ownConcept(f *frame, chosen []placed) bool {
	last := int32(f.n - 1)
	if last == 0 {
		return true
	}
	for _, c := range chosen {
		if c.part == last {
			return true
		}
	}
	return false
}

// judge builds the match and applies the pattern's further conditions.
func (t *Text) judge(p *Pattern, f *frame, chosen []placed) Match {
	m := Match{Sentence: int(f.own), From: chosen[0].Start, To: chosen[0].End}
	for _, c := range chosen[1:] {
		m.From, m.To = min(m.From, c.Start), max(m.To, c.End)
	}
	if p.scope != inSentence {
		m.Sentence = int(chosen[0].Sentence)
	}
	switch {
	case len(p.under) > 0 && !t.headed(m.Sentence, p.under),
		len(p.notUnder) > 0 && t.headed(m.Sentence, p.notUnder):
		m.Refused = WrongSection
	case p.classes&(1<<t.Doc.Sentences[m.Sentence].Class) == 0:
		m.Refused = NotOperative
	case t.excluded(p, f, chosen):
		m.Refused = Excluded
	case p.negated == "yes" && !t.denied(f, chosen):
		m.Refused = NotDenied
	case p.negated != "yes" && p.negated != "any" && t.denied(f, chosen):
		m.Refused = Negated
	default:
		m.Refused = t.bound(p, f, chosen, &m)
	}
	return m
}

// bound reads force and subject of the match, and refuses one that binds
// somebody else or too weakly.
func (t *Text) bound(p *Pattern, f *frame, chosen []placed, m *Match) Refusal {
	c := t.clause(f, chosen, len(p.by) > 0)
	if p.scope != inSentence {
		c.force = t.strongest(f, chosen)
	}
	m.Force, m.Advice = c.force, c.advice
	switch {
	case p.undertaken && t.undertaken(f, chosen):
		m.Force, m.party = Binding, user
		return WrongParty
	case len(p.by) > 0 && c.party != 0 && c.party&partyMask(p.by) == 0:
		m.party = c.party
		return WrongParty
	case len(p.by) > 0 && partyMask(p.by)&user == 0 && t.forbidden(f):
		m.Force, m.party = Binding, user
		return WrongParty
	case p.force == "binding" && c.force != Binding && c.force != Unsaid,
		p.force == "power" && c.force != Power:
		return NotBinding
	case (p.force == "any" || p.force == "power") && c.force == Power, p.force == "any" && c.advice:
		m.Force = Binding // the pattern says that here the power is the safeguard
	}
	return Counts
}

// strongest returns the strongest force among the clauses of the mentions,
// which may stand in different sentences: one duty is enough, and without one a
// wish is not outweighed by a mention that has no modal verb.
func (t *Text) strongest(f *frame, chosen []placed) Force {
	best := Unsaid
	for i := range chosen {
		switch force := t.clause(f, chosen[i:i+1], false).force; {
		case force == Binding:
			return Binding
		case force.Weak():
			best = force
		}
	}
	return best
}

// excluded reports whether one of the concepts that the pattern rules out
// stands in the sentence or, for a wider scope, among the matched sentences.
func (t *Text) excluded(p *Pattern, f *frame, chosen []placed) bool {
	if len(p.without) == 0 {
		return false
	}
	if p.scope == inSentence {
		return t.mentions(f, p.without)
	}
	for _, c := range chosen {
		if t.expressed(p.without, c.Sentence, c.Sentence+1) {
			return true
		}
	}
	return false
}
