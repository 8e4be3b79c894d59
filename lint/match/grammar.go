package match

import (
	"slices"
	"strings"

	"github.com/rightslint/rightslint/rules/phrases"
	"github.com/rightslint/rightslint/rules/words"
)

// Force is how strongly a clause binds.
type Force uint8

// The forces of a clause.
const (
	// Unsaid: no modal verb; a statement of fact or a list item.
	Unsaid Force = iota
	// Binding: shall, must, will, or an entitlement of the person protected.
	Binding
	// Aspiration: should, endeavour, where practicable.
	Aspiration
	// Power: may, at its discretion.
	Power
)

// Weak reports whether a clause of this force only wishes or permits.
func (f Force) Weak() bool { return f == Aspiration || f == Power }

// party is a set of classes of persons, as bits.
type party uint8

const (
	provider party = 1 << iota
	vendor
	authority
	client
	user
	person
	worker
)

// holders are those whom safeguards protect: what they may do is a right, not
// a power.
const holders = user | person | worker

var partyNames = []struct {
	name string
	bit  party
}{
	{"provider", provider},
	{"vendor", vendor},
	{"authority", authority},
	{"client", client},
	{"user", user},
	{"person", person},
	{"worker", worker},
}

func partyOf(name string) party {
	for _, p := range partyNames {
		if p.name == name {
			return p.bit
		}
	}
	return 0
}

func partyMask(ps []party) party {
	var mask party
	for _, p := range ps {
		mask |= p
	}
	return mask
}

// grammar holds the concepts that tell who acts and with what force.
type grammar struct {
	must, may, should, not, pseudo int32
	undertaking                    int32
	parties                        []int32 // in the order of partyNames
}

func newGrammar(t *Text) grammar {
	g := grammar{
		must: t.set.Concept("must"), may: t.set.Concept("may"), should: t.set.Concept("should"),
		not: t.set.Concept("not"), pseudo: t.set.Concept("pseudo-negation"),
		undertaking: t.set.Concept("undertaking"),
	}
	for _, p := range partyNames {
		g.parties = append(g.parties, t.set.Concept(p.name))
	}
	return g
}

// clause is what the words around a match say of it.
type clause struct {
	force  Force
	party  party // who acts or is bound; 0 where nobody is named
	advice bool  // people are told how to use what is theirs: "you should write to …"
}

// reach is how many words before a match its modal verb may stand.
const reach = 25

// clause reads force and subject of the chosen mentions. The frame lays a
// lead-in before its item, so that its modal verb governs the item. The
// subject is read only where it matters: when it is asked for, and to tell the
// right of a person from the power of an authority. The modal verb stands before
// the match, or inside it where the match begins with its subject.
func (t *Text) clause(f *frame, chosen []placed, subject bool) clause {
	first, hi := chosen[0], chosen[0].to
	for _, c := range chosen[1:] {
		if c.from < first.from {
			first = c
		}
		hi = max(hi, c.to)
	}
	lo := first.from
	modal, force := int32(-1), Unsaid
	if !slices.Contains(t.grammar.parties, first.Concept) {
		modal, force = t.modal(f, lo, first.to)
	}
	if modal < 0 {
		modal, force = t.modal(f, lo, hi)
	}
	c := clause{force: force}
	if force.Weak() && modal >= 0 {
		holder := false
		if who := t.subject(f, modal); who != 0 {
			holder = who&holders == who
		}
		switch {
		case holder && force == Power:
			c.force = Binding
		case holder:
			w := f.word(modal)
			c.advice = w >= 0 && strings.EqualFold(t.Word(w), "should")
		}
	}
	if subject {
		if c.party = t.agent(f, lo); c.party == 0 {
			c.party = t.subject(f, modal)
		}
	}
	return c
}

// modal finds the modal verb that governs the words [lo, hi) of the frame and
// its force: the last one before or in them. A power that somebody else's duty
// serves is bound by it ("shall ensure that users can appeal"); a wish beside a
// duty makes it one ("shall endeavour to").
func (t *Text) modal(f *frame, lo, hi int32) (at int32, force Force) {
	at = -1
	for _, p := range t.near(f, t.grammar.must, lo-reach, hi) {
		if !t.crosses(f, p.to, lo) {
			at, force = p.from, Binding
		}
	}
	for _, p := range slices.Clone(t.near(f, t.grammar.may, lo-reach, hi)) {
		if p.from <= at || t.crosses(f, p.to, lo) {
			continue
		}
		duty := at >= 0 && t.subject(f, p.from)&^holders == 0
		if at, force = p.from, Power; duty || t.restricts(p.Mention) {
			force = Binding
		}
	}
	from := lo - 8
	if at >= 0 {
		from = min(from, at-wishBefore)
	}
	for _, p := range t.near(f, t.grammar.should, from, hi+8) {
		if t.crosses(f, p.to, lo) || at >= 0 && p.from > at+wishAfter || t.supposed(p.Mention) || t.timed(p.Mention) {
			continue
		}
		if at < 0 {
			at = p.from
		}
		return at, Aspiration
	}
	return at, force
}

// supposed reports whether a wish only sets the condition with which its sentence
// opens: "Should the purpose change, we will ask you", "Where a controller intends
// to use the data otherwise, consent is required".
func (t *Text) supposed(m phrases.Mention) bool {
	s := t.sentenceOf(m.Start)
	first := strings.ToLower(t.wordIn(s, t.first[s]))
	if strings.EqualFold(t.wordIn(s, m.Start), "should") && t.inverted(s, m) {
		return true
	}
	if m.Start == t.first[s] || !opensCondition[first] {
		return false
	}
	for w := t.first[s] + 1; w < t.first[s+1]; w++ {
		if t.words[w].Before == words.Comma {
			return w >= m.End
		}
	}
	return false
}

// inverted reports whether "should" stands before its subject.
func (t *Text) inverted(s int32, m phrases.Mention) bool {
	if m.Start == t.first[s] || t.words[m.Start].Before == words.Clause {
		return true
	}
	if m.End >= t.first[s+1] {
		return false
	}
	next := strings.ToLower(t.wordIn(s, m.End))
	return determiners[next] || subjects[next]
}

// timed reports whether a wish is for a time only, and the duty stands ("shall
// notify, where feasible, not later than 72 hours").
func (t *Text) timed(m phrases.Mention) bool {
	s := t.sentenceOf(m.Start)
	if m.End+1 >= t.first[s+1] {
		return false
	}
	next, after := strings.ToLower(t.wordIn(s, m.End)), strings.ToLower(t.wordIn(s, m.End+1))
	return next == "within" || (next == "not" || next == "no") && after == "later"
}

// wishAfter is how many words after a modal verb a wish may stand and still
// weaken it ("shall, where practicable, notify"); farther on it is the wish of
// another verb ("the harm that it seeks to prevent").
const wishAfter = 5

// wishBefore is how many words before a modal verb a wish may stand and weaken
// it ("should ensure", "where practicable, the controller shall").
const wishBefore = 6

// onlyWithin is how many words after "may" an "only" still restricts it.
const onlyWithin = 12

// restricts reports whether a "may" forbids rather than permits: "may not",
// "can't", "no order may", "nobody may", "may be made only where", "only a court
// may", "are not permitted to".
func (t *Text) restricts(m phrases.Mention) bool {
	s := t.sentenceOf(m.Start)
	if slices.Contains(words.Parts(words.Fold(t.wordIn(s, m.End-1))), "not") {
		return true
	}
	lo, hi := max(m.Start-6, t.first[s]), min(m.End+onlyWithin, t.first[s+1])
	for w := m.End; w < hi; w++ {
		if w > m.End && t.words[w].Before == words.Clause {
			break
		}
		switch word := t.wordIn(s, w); {
		case limits[strings.ToLower(word)], w == m.End && strings.EqualFold(word, "not"):
			return true
		}
	}
	for w := m.Start - 1; w >= lo && t.words[w+1].Before != words.Clause; w-- {
		word := strings.ToLower(t.wordIn(s, w))
		if denies[word] || w == m.Start-1 && word == "not" {
			return true
		}
	}
	first := t.wordIn(s, t.first[s])
	return strings.EqualFold(first, "no") || strings.EqualFold(first, "only")
}

// limits are words that turn a permission into a limit.
var limits = map[string]bool{"only": true, "solely": true, "exclusively": true}

// denies holds the words before a "may" that make it forbid.
var denies = map[string]bool{"no": true, "nobody": true, "none": true, "neither": true}

// crosses reports whether a clause boundary stands between the words [from,
// to) of the frame, other than the end of a lead-in.
func (t *Text) crosses(f *frame, from, to int32) bool {
	for _, p := range f.parts() {
		a, b := max(from, p.at+1), min(to, p.at+p.hi-p.lo-1)
		for w := a; w <= b; w++ {
			if t.words[p.lo+w-p.at].Before == words.Clause {
				return true
			}
		}
	}
	return false
}
