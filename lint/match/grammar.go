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

// byConcept enters each party at the concept that names it.
func (g *grammar) byConcept(parties []party) []party {
	for i, id := range g.parties {
		if id >= 0 {
			parties[id] |= partyNames[i].bit
		}
	}
	return parties
}

// clause is what the words around a match say of it.
type clause struct {
	force Force
	party party // who acts or is bound; 0 where nobody is named
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
	if force == Power {
		if who := t.subject(f, modal); who != 0 && who&holders == who {
			c.force = Binding
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
		if t.crosses(f, p.to, lo) || at >= 0 && p.from > at+wishAfter {
			continue
		}
		if at < 0 {
			at = p.from
		}
		return at, Aspiration
	}
	return at, force
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
// "no order may", "may be made only where".
func (t *Text) restricts(m phrases.Mention) bool {
	s := t.sentenceOf(m.Start)
	lo, hi := max(m.Start-6, t.first[s]), min(m.End+onlyWithin, t.first[s+1])
	for w := m.End; w < hi; w++ {
		if w > m.End && t.words[w].Before == words.Clause {
			break
		}
		switch word := t.wordIn(s, w); {
		case strings.EqualFold(word, "only"), w == m.End && strings.EqualFold(word, "not"):
			return true
		}
	}
	for w := m.Start - 1; w >= lo && t.words[w+1].Before != words.Clause; w-- {
		if strings.EqualFold(t.wordIn(s, w), "no") {
			return true
		}
	}
	return strings.EqualFold(t.wordIn(s, t.first[s]), "no")
}

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

// subject finds who acts: the party named last before the modal verb or,
// without one, at the start of the sentence. Possessives are no subjects.
func (t *Text) subject(f *frame, modal int32) party {
	from, to := int32(0), int32(5)
	own := f.store[f.n-1]
	switch {
	case modal < 0 && own.lo < own.hi && opensCondition[strings.ToLower(t.wordIn(f.own, own.lo))]:
		return 0
	case modal >= 0:
		from, to = max(modal-8, t.afterCondition(f, modal)), modal
	}
	var best party
	at := int32(-1)
	for _, p := range t.parties(f, from, to) {
		if t.possessive(p.Mention) || modal >= 0 && t.crosses(f, p.to, modal) {
			continue
		}
		switch {
		case p.from > at && (modal >= 0 || at < 0), modal < 0 && p.from < at:
			at, best = p.from, p.who
		case p.from == at:
			best |= p.who
		}
	}
	return best
}

// afterCondition returns the word of the frame after the last comma before the
// modal verb, where the sentence opens with a condition ("If you break these
// rules, your account will be closed"): those named in it do not act.
func (t *Text) afterCondition(f *frame, modal int32) int32 {
	p := f.store[f.n-1]
	if modal < p.at || p.lo == p.hi || !opensCondition[strings.ToLower(t.wordIn(f.own, p.lo))] {
		return 0
	}
	for w := p.lo + modal - p.at; w > p.lo; w-- {
		if t.words[w].Before == words.Comma {
			return w - p.lo + p.at
		}
	}
	return 0
}

var opensCondition = map[string]bool{
	"if": true, "when": true, "where": true, "once": true, "after": true, "unless": true,
	"upon": true, "whenever": true, "while": true, "should": true, "before": true, "until": true,
}

// agent finds the party of a passive clause, named with "by" right after the
// match's start.
func (t *Text) agent(f *frame, lo int32) party {
	var best party
	at := int32(1 << 30)
	for _, p := range t.parties(f, lo+1, lo+9) {
		if !t.after(p.Start, "by") {
			continue
		}
		if p.from < at {
			at, best = p.from, p.who
		} else if p.from == at {
			best |= p.who
		}
	}
	return best
}

// after reports whether the word stands before word w, with at most a
// determiner between ("by the Provider").
func (t *Text) after(w int32, word string) bool {
	s := t.sentenceOf(w)
	w--
	if w > t.first[s] && determiners[strings.ToLower(t.wordIn(s, w))] {
		w--
	}
	return w >= t.first[s] && strings.EqualFold(t.wordIn(s, w), word)
}

var determiners = map[string]bool{"the": true, "a": true, "an": true, "any": true, "each": true, "such": true, "that": true, "this": true}

// possessive reports whether the mention only owns what is spoken of ("our
// servers", "the Contractor's").
func (t *Text) possessive(m phrases.Mention) bool {
	w := strings.ToLower(t.wordIn(m.Sentence, m.End-1))
	switch w {
	case "our", "your", "their", "its", "his", "her", "my":
		return true
	}
	return strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "’s")
}
