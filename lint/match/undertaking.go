package match

import (
	"strings"

	"github.com/rightslint/rightslint/rules"
)

// undertaken reports whether, in terms that a provider sets, the clause before
// the match is something that users promise or must not do ("You represent that
// …", "You agree not to: …"), which is no promise to them.
func (t *Text) undertaken(f *frame, chosen []placed) bool {
	if t.Kind != rules.TermsOfService && t.Kind != rules.PrivacyPolicy {
		return false
	}
	first := chosen[0].from
	for _, c := range chosen[1:] {
		first = min(first, c.from)
	}
	for _, p := range t.near(f, t.grammar.undertaking, first-undertakes, first+1) {
		if !t.crosses(f, p.to, first) {
			return true
		}
	}
	return t.undertakenAbove(f)
}

// undertakes is how many words after it an undertaking governs.
const undertakes = 40

// undertakenAbove reports whether the lead-in of a list ends in an undertaking
// of users, which governs its items however long they are, unless an item names
// somebody else who acts. A lead-in may also end in "you", and leave the verb to
// its items ("This means that you: must keep …").
func (t *Text) undertakenAbove(f *frame) bool {
	if f.n < 2 {
		return false
	}
	lead, item := f.store[f.n-2], f.store[f.n-1]
	if lead.lo == lead.hi || item.lo == item.hi || subjects[strings.ToLower(t.wordIn(f.own, item.lo))] {
		return false
	}
	if strings.EqualFold(t.wordIn(lead.first, lead.hi-1), "you") {
		return t.burden(f.own, item)
	}
	return t.endsIn(f, lead, false)
}

// endsIn reports whether a lead-in ends in an undertaking of users and, where
// ban is set, in one that forbids ("you will not: …").
func (t *Text) endsIn(f *frame, lead part, ban bool) bool {
	end := lead.at + lead.hi - lead.lo
	for _, p := range t.near(f, t.grammar.undertaking, lead.at, end) {
		if t.crosses(f, p.to, end) {
			continue
		}
		if !ban {
			return true
		}
		for w := p.Start; w < lead.hi; w++ {
			switch strings.ToLower(t.wordIn(lead.first, w)) {
			case "not", "never":
				return true
			}
		}
	}
	return false
}

// forbidden reports whether the frame is an item of a list of what users must
// not do. Nobody else acts in it, whatever it speaks of.
func (t *Text) forbidden(f *frame) bool {
	if f.n < 2 || t.Kind != rules.TermsOfService {
		return false
	}
	item := f.store[f.n-1]
	return item.lo < item.hi && !subjects[strings.ToLower(t.wordIn(f.own, item.lo))] && t.endsIn(f, f.store[f.n-2], true)
}

// burden reports whether an item begins with the verb of a duty.
func (t *Text) burden(s int32, item part) bool {
	switch strings.ToLower(t.wordIn(s, item.lo)) {
	case "must", "shall", "agree", "represent", "warrant", "acknowledge", "promise", "undertake":
		return true
	case "are", "will", "should", "may", "can":
		if item.lo+1 == item.hi {
			return false
		}
		switch strings.ToLower(t.wordIn(s, item.lo+1)) {
		case "not", "responsible", "solely", "fully", "entirely", "liable", "never":
			return true
		}
	}
	return false
}
