package diff

import (
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
	if ps.Class != parse.Body || len(s.sentences[i].tokens) < 3 || s.sentences[i].quiet {
		return none
	}
	if s.bans(i) {
		return ban
	}
	r := s.Text.Read(i)
	if r.Claim {
		if s.has(i, "change-claim") {
			return claim
		}
		return none
	}
	binds := r.Binds(binders...) || len(r.Bound) == 0 && !r.Asks
	people := s.chain(i, "change-people") || s.chain(i, "personal-information")
	if s.serves() {
		people = people || s.chain(i, "content") || s.chain(i, "account") || r.Binds("provider")
	}
	if !binds || !people {
		return none
	}
	return s.promised(i, &r)
}

// promised tells a duty from a bar and a power, for a sentence that binds a
// provider, vendor or authority towards people.
func (s *side) promised(i int, r *match.Reading) promise {
	intrudes, helps := s.has(i, "change-intrude"), s.has(i, "change-serve")
	named := r.Binds(binders...)
	switch {
	case intrudes && r.Negated && r.Force != match.Aspiration && (named || r.Force == match.Binding):
		return bar
	case intrudes && s.onlyBefore(i) && (named || r.Force == match.Binding):
		return bar
	case helps && r.Force == match.Binding && !r.Negated:
		return duty
	case helps && r.Force == match.Unsaid && named && !r.Negated && !intrudes:
		return duty
	case intrudes && r.Force == match.Power && named:
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

// onlyBefore reports whether the sentence bounds what it provides for by
// "only".
func (s *side) onlyBefore(i int) bool {
	text := s.Doc.Sentences[i].Text
	for _, w := range s.Text.Words(i) {
		if word := text[w.Start:w.End]; word == "only" || word == "solely" || word == "exclusively" {
			return true
		}
	}
	return false
}

// bans reports whether a sentence forbids a conduct that harms people: by
// itself, as an item of a list of what is forbidden, or under a heading that
// says so.
func (s *side) bans(i int) bool {
	if !s.chain(i, "change-forbid") && !s.headed(i) {
		return false
	}
	return s.chain(i, "change-harm")
}

// headed reports whether the sentence is an item or stands alone under a
// heading that forbids.
func (s *side) headed(i int) bool {
	sec := s.Text.Section(i)
	if sec < 0 {
		return false
	}
	forbids, ok := s.forbidding[sec]
	if !ok {
		first := s.Doc.Provisions[sec].First
		for k := first; k < len(s.Doc.Sentences) && k < first+2 && !forbids; k++ {
			forbids = s.Doc.Sentences[k].Class.IsHeading() && s.has(k, "change-forbid")
		}
		s.forbidding[sec] = forbids
	}
	return forbids && s.Doc.Blocks[s.Doc.Sentences[i].Block].Level > 0
}
