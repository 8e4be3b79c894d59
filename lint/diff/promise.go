package diff

import (
	"slices"
	"strings"

	"github.com/rightslint/rightslint/lint/match"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// promise is what a sentence gives people, whether or not a rule of the
// catalog knows it.
type promise uint8

// The sorts of promises.
const (
	none promise = iota
	// duty: the provider, vendor or authority must do something for people.
	duty
	// bar: it must not do something to people, or only within bounds.
	bar
	// claim: people may claim something from it.
	claim
	// ban: a conduct that harms people is forbidden to everybody.
	ban
	// power: no promise but its opposite: it may do something to people.
	power
)

// gives reports whether the sentence is a promise.
func (p promise) gives() bool { return p != none && p != power }

// strong reports whether breaking the promise hurts people at once.
func (p promise) strong() bool { return p == bar || p == claim || p == ban }

// binders are those whom a promise binds.
var binders = []string{"provider", "vendor", "authority"}

// promiseOf reads what a sentence gives people.
func (s *side) promiseOf(i int) promise {
	ps := &s.Doc.Sentences[i]
	n := len(s.sentences[i].tokens)
	if ps.Class != parse.Body || s.sentences[i].quiet || n < 3 || n < fewWords && s.Doc.Blocks[ps.Block].Level == 0 && !s.has(i, "change-intrude") {
		return none
	}
	if s.has(i, "change-carve") && (!s.banned[i] || s.speaks(i)) {
		return power
	}
	if s.has(i, "change-owes") && s.has(i, "change-intrude") && s.has(i, "change-any-ground") {
		return power // “you agree that we may use … for any purpose”
	}
	if s.banned[i] && !s.exempted(i) {
		return ban
	}
	if s.exempted(i) {
		return power
	}
	if s.excepted(i) || s.has(i, "change-owes") || s.has(i, "change-bidder") || s.deniedNear(i, "change-disclaim") {
		return none
	}
	r := s.Text.Read(i)
	people := s.chain(i, "change-people") || s.chain(i, "personal-information")
	if r.Claim || s.has(i, "change-right") && people {
		if s.has(i, "change-claim") || s.has(i, "change-right") {
			return claim
		}
		return none
	}
	binds := r.Binds(binders...) || len(r.Bound) == 0 && !r.Asks
	if s.serves() {
		people = people || s.chain(i, "content") || s.chain(i, "account") || r.Binds("provider")
	} else {
		binds = binds || s.Kind == rules.DraftRegulation && r.Binds("user")
	}
	if !binds || !people {
		return none
	}
	return s.promised(i, &r)
}

// promised tells a duty from a bar and a power, for a sentence that binds a
// provider, vendor or authority towards people.
func (s *side) promised(i int, r *match.Reading) promise {
	helps := s.has(i, "change-serve")
	named := r.Binds(binders...)
	switch {
	case s.deniedNear(i, "change-intrude") && (named || r.Force == match.Binding):
		return bar
	case r.Force != match.Power && s.bounded(i) && (named || r.Force == match.Binding):
		return bar
	case helps && r.Force == match.Binding && !r.Negated && s.owed(i):
		return duty
	case helps && r.Force == match.Aspiration && named && !r.Negated:
		return duty
	case r.Force == match.Unsaid && named && !r.Negated && s.has(i, "change-care"):
		return duty
	case r.Force == match.Power && named && s.empowered(i) && (s.chain(i, "personal-information") || s.chain(i, "content") || s.chain(i, "account") || s.has(i, "change-any-ground")):
		return power
	case r.Force != match.Aspiration && named && !r.Negated && s.serves() && s.has(i, "change-hand-over") && s.has(i, "change-others") && !s.has(i, "change-serve"):
		return power
	}
	return none
}

// serves reports whether the document is that of a service towards its users,
// so that what it binds the provider to is owed to them.
func (s *side) serves() bool {
	return s.Kind == rules.TermsOfService || s.Kind == rules.PrivacyPolicy
}

// has reports whether a sentence mentions a concept.
func (s *side) has(i int, concept string) bool { return s.Text.Has(i, concept) }

// chain reports whether a sentence or one of its lead-ins mentions a concept.
func (s *side) chain(i int, concept string) bool {
	for depth := 0; i >= 0 && depth < 5; depth++ {
		if s.has(i, concept) {
			return true
		}
		i = s.Doc.Sentences[i].LeadIn
	}
	return false
}

// bounded reports whether "only" stands by an act against people, so that the
// sentence bounds it: "only use", "used solely for".
func (s *side) bounded(i int) bool {
	acts := s.Text.Where(i, "change-intrude")
	if len(acts) == 0 {
		return false
	}
	text := s.Doc.Sentences[i].Text
	for k, w := range s.Text.Words(i) {
		switch strings.ToLower(text[w.Start:w.End]) {
		case "only", "solely", "exclusively":
			for _, act := range acts {
				if k < act.From && act.From-k <= 2 || k >= act.To && k-act.To <= onlyAfter {
					return true
				}
			}
		}
	}
	return false
}

// onlyAfter is how many words after an act an "only" still bounds it.
const onlyAfter = 4

// near is how many words before an act a negator still denies it.
const near = 5

// deniedNear reports whether a mention of a concept is denied by a negator
// shortly before it ("do not use any third-party cookies").
func (s *side) deniedNear(i int, concept string) bool {
	acts := s.Text.Where(i, concept)
	if len(acts) == 0 {
		return false
	}
	pseudo := s.Text.Where(i, "pseudo-negation")
	for _, not := range s.Text.Where(i, "not") {
		if slices.ContainsFunc(pseudo, func(p match.WordRange) bool { return p.From <= not.From && not.From < p.To }) {
			continue
		}
		if s.yours(i, not.From) {
			continue // what users may not do
		}
		for _, act := range acts {
			if gap := act.From - not.To; gap >= 0 && gap <= near || not.From == 0 && gap >= 0 && gap < 4*near {
				return true
			}
		}
	}
	return false
}

// empowered reports whether a word of power governs an act against people in a
// sentence or, for an item, in its lead-in.
func (s *side) empowered(i int) bool {
	acts := s.Text.Where(i, "change-intrude")
	if lead := s.Doc.Sentences[i].LeadIn; lead >= 0 && len(acts) > 0 && acts[0].From <= near && s.has(lead, "may") {
		return true
	}
	for _, may := range s.Text.Where(i, "may") {
		for _, act := range acts {
			if gap := act.From - may.To; gap >= 0 && gap <= near && !s.yours(i, may.From) {
				return true
			}
		}
	}
	return false
}

// owed reports whether a sentence owes an act that serves people: a word of
// duty governs it, in the sentence or its lead-in. What is only done "to
// ensure" something is not owed.
func (s *side) owed(i int) bool {
	if lead := s.Doc.Sentences[i].LeadIn; lead >= 0 && s.has(lead, "must") {
		return true
	}
	text := s.Doc.Sentences[i].Text
	ws := s.Text.Words(i)
	for _, must := range s.Text.Where(i, "must") {
		if must.From > 0 && strings.EqualFold(text[ws[must.From-1].Start:ws[must.From-1].End], "to") {
			continue
		}
		for _, act := range s.Text.Where(i, "change-serve") {
			if act.To > must.From && act.From-must.To <= owedWithin {
				return true
			}
		}
	}
	return false
}

// owedWithin is how many words after a word of duty an act is still owed by it.
const owedWithin = 14

// yours reports whether users are named shortly before a word, and nobody whom
// a promise binds after them: "you may not".
func (s *side) yours(i, word int) bool {
	at := -1
	for _, m := range s.Text.Where(i, "user") {
		if m.To <= word && word-m.To <= 2 {
			at = m.To
		}
	}
	if at < 0 {
		return false
	}
	for _, binder := range binders {
		for _, m := range s.Text.Where(i, binder) {
			if m.From >= at && m.To <= word {
				return false
			}
		}
	}
	return true
}

// exempted reports whether a sentence is an item of what a ban, a bar or a
// duty does not reach: its lead-in ends with "unless … one of the following".
func (s *side) exempted(i int) bool {
	lead := s.Doc.Sentences[i].LeadIn
	if lead < 0 || !s.has(lead, "change-except") {
		return false
	}
	last := s.Text.Where(lead, "change-except")
	return len(s.Text.Words(lead))-last[len(last)-1].To <= 20 && s.promiseOf(lead).gives()
}

// denies reports whether a sentence denies an act against people, or a provider
// says that it does not do it.
func (s *side) denies(i int) bool {
	return s.deniedNear(i, "change-intrude") && s.Text.Read(i).Force != match.Power
}

// mayShow reports whether a sentence can be what a safeguard was lost or won
// by: not one that only lets a provider do something, and none that binds the
// users of a service.
func (s *side) mayShow(i int) bool {
	if s.has(i, "change-owes") {
		return false
	}
	r := s.Text.Read(i)
	return !(r.Force == match.Power && r.Binds(binders...)) && !(s.serves() && r.Asks)
}

// excepted reports whether a sentence is an item of a list of exceptions,
// conditions or purposes, which promises nothing of its own.
func (s *side) excepted(i int) bool {
	lead := s.Doc.Sentences[i].LeadIn
	if lead < 0 {
		return false
	}
	ws := s.Text.Words(lead)
	text := s.Doc.Sentences[lead].Text
	if own := s.Text.Words(i); len(own) > 0 {
		first := own[0]
		if strings.EqualFold(s.Doc.Sentences[i].Text[first.Start:first.End], "to") {
			return true // what something is done for
		}
	}
	for k := max(0, len(ws)-7); k < len(ws); k++ {
		switch strings.ToLower(text[ws[k].Start:ws[k].End]) {
		case "except", "unless", "if", "where", "when", "purposes", "purpose", "reasons", "cases", "circumstances", "exceptions":
			return true
		}
	}
	return false
}
