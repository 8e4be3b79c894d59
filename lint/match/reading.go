package match

import (
	"strings"

	"github.com/rightslint/rightslint/rules/words"
)

// Reading is what a sentence says of who is bound and how, read from its own
// words together with its lead-ins.
type Reading struct {
	// Force is that of the first clause that binds the party.
	Force Force
	// Bound lists whom the sentence binds or empowers, by the names of the
	// parties; none where it does not say.
	Bound []string
	// Claim says that the sentence lets people do something: "you may appeal".
	Claim bool
	// Asks says that the sentence binds those whom safeguards protect: "you
	// must keep your password".
	Asks bool
	// Negated says that a negator stands with the verb.
	Negated bool
}

// Binds reports whether one of the parties is bound.
func (r *Reading) Binds(parties ...string) bool {
	for _, p := range parties {
		for _, b := range r.Bound {
			if p == b {
				return true
			}
		}
	}
	return false
}

// maxModals is how many modal verbs of a sentence are looked at.
const maxModals = 6

// Read reads who is bound by a sentence and with what force. Of several
// clauses, one that binds a provider, vendor or authority goes before one that
// says nothing of who is bound.
func (t *Text) Read(sentence int) Reading {
	f := t.sentenceFrame(int32(sentence))
	own := f.store[f.n-1]
	end := own.at + own.hi - own.lo
	var best Reading
	rank := -1
	consider := func(at int32, force Force) {
		who := t.actor(&f, at)
		if at >= 0 && force == Power && who != 0 && who&holders == who {
			force = Binding
			if !t.denies(&f, at) {
				if rank < 3 {
					best, rank = Reading{Force: Binding, Claim: true}, 3
				}
				return
			}
		}
		r := Reading{Force: force, Bound: names(who), Negated: t.denies(&f, at)}
		n := 0
		switch {
		case who&^holders != 0:
			n = 3
		case who != 0:
			r.Asks, n = true, 1
		case at >= 0:
			n = 1
		}
		if n > rank {
			best, rank = r, n
		}
	}
	for i, at := range t.modals(&f, own.at, end) {
		if i == maxModals {
			break
		}
		_, force := t.modal(&f, at+1, at+1)
		consider(at, force)
	}
	if rank < 3 && f.n > 1 { // the lead-in governs its items
		if at, force := t.modal(&f, own.at, own.at); at >= 0 {
			consider(at, force)
		}
	}
	if rank < 1 {
		consider(-1, Unsaid)
	}
	return best
}

// actor finds who acts with the modal verb at a word of the frame, or who does
// in a sentence without one: the agent of a passive clause ("may be lodged by
// any person"), the subject, the party that opens the sentence where the words
// before the modal verb only speak of others ("deployers of systems that decide
// about persons shall"), or the one after an introduction ("As part of that
// effort, we …").
func (t *Text) actor(f *frame, at int32) party {
	own := f.store[f.n-1]
	who := t.subject(f, at)
	if at >= 0 && at < own.at || who != 0 && who&^holders != 0 && at < 0 {
		return who
	}
	if at >= 0 {
		if by := t.doer(f, at); by != 0 {
			return by
		}
		if who&^holders != 0 {
			return who
		}
	}
	condition := own.lo < own.hi && opensCondition[strings.ToLower(t.wordIn(f.own, own.lo))]
	end := own.at + min(own.hi-own.lo, introduction)
	if at >= 0 {
		end = at
	}
	for from := own.at; from < end; from++ {
		if from > own.at && t.words[own.lo+from-own.at].Before == words.None || from == own.at && condition {
			continue
		}
		if first := t.opening(f, from, min(from+opensWithin, end)); first&^holders != 0 {
			return first
		}
	}
	return who
}

// doer finds the party of a passive clause behind a modal verb: "may be lodged
// by any natural or legal person".
func (t *Text) doer(f *frame, at int32) party {
	own := f.store[f.n-1]
	for w := own.lo + at - own.at + 1; w < min(own.hi, own.lo+at-own.at+doerWithin); w++ {
		if t.words[w].Before == words.Clause {
			return 0
		}
		if strings.EqualFold(t.wordIn(f.own, w), "by") {
			from := w - own.lo + own.at + 1
			return t.opening(f, from, from+6)
		}
	}
	return 0
}

// doerWithin is how many words after a modal verb the "by" of a passive clause
// stands.
const doerWithin = 7

// opensWithin is among how many words the party that opens a sentence stands,
// introduction how many words may come before its subject.
const (
	opensWithin  = 3
	introduction = 40
)

// opening returns the party named first among the words [from, to) of a frame.
func (t *Text) opening(f *frame, from, to int32) party {
	var best party
	at := int32(1 << 30)
	for _, p := range t.parties(f, from, to) {
		switch {
		case t.possessive(p.Mention):
		case p.from < at:
			at, best = p.from, p.who
		case p.from == at:
			best |= p.who
		}
	}
	return best
}

// modals lists where modal verbs begin among the words [lo, hi) of a frame.
func (t *Text) modals(f *frame, lo, hi int32) []int32 {
	var out []int32
	for _, id := range []int32{t.grammar.must, t.grammar.may} {
		for _, p := range t.near(f, id, lo, hi) {
			out = append(out, p.from)
		}
	}
	for i := 1; i < len(out); i++ {
		for k := i; k > 0 && out[k] < out[k-1]; k-- {
			out[k], out[k-1] = out[k-1], out[k]
		}
	}
	return out
}

// denies reports whether a negator stands right by the verb at a word of the
// frame: behind a modal verb, or, where there is none, among the first words.
func (t *Text) denies(f *frame, at int32) bool {
	own := f.store[f.n-1]
	lo, hi := at-3, at+4
	if at < 0 {
		lo, hi = own.at, own.at+own.hi-own.lo
		if hi > lo+6 {
			hi = lo + 6
		}
	}
	for _, p := range append([]placed{}, t.near(f, t.grammar.not, max(lo, 0), hi)...) {
		if t.pseudo(p.Start, p.Start+4) {
			continue
		}
		if at >= 0 && p.from > at && t.crosses(f, at+1, p.from) {
			continue
		}
		return true
	}
	first := own.lo
	if own.lo < own.hi {
		switch strings.ToLower(t.wordIn(f.own, first)) {
		case "no", "nobody", "nothing", "never", "neither":
			return true
		}
	}
	return false
}

func names(mask party) []string {
	var out []string
	for _, p := range partyNames {
		if mask&p.bit != 0 {
			out = append(out, p.name)
		}
	}
	return out
}

// Has reports whether a sentence mentions a concept.
func (t *Text) Has(sentence int, concept string) bool {
	id := t.set.Concept(concept)
	return id >= 0 && t.expresses(int32(sentence), id)
}

// WordRange is a range of words of one sentence, counted from the first word
// of the sentence.
type WordRange struct{ From, To int }

// Where returns where a sentence mentions a concept.
func (t *Text) Where(sentence int, concept string) []WordRange {
	id := t.set.Concept(concept)
	if id < 0 || !t.expresses(int32(sentence), id) {
		return nil
	}
	lo, hi := t.first[sentence], t.first[sentence+1]
	var out []WordRange
	for _, m := range t.in(nil, id, lo, hi) {
		out = append(out, WordRange{int(m.Start - lo), int(m.End - lo)})
	}
	return out
}

// Words returns the words of a sentence as offsets of its text; the caller
// must not change them.
func (t *Text) Words(sentence int) []words.Word {
	return t.words[t.first[sentence]:t.first[sentence+1]]
}
