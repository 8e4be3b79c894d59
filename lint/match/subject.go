package match

import (
	"strings"

	"github.com/rightslint/rightslint/rules/phrases"
	"github.com/rightslint/rightslint/rules/words"
)

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
	if modal >= 0 && t.passive(f, modal) {
		return 0
	}
	var best, served party
	at := int32(-1)
	for _, p := range t.parties(f, from, to) {
		if t.possessive(p.Mention) || t.governed(p.Mention) || modal >= 0 && t.crosses(f, p.to, modal) || modal < 0 && t.trails(p.Mention) {
			continue
		}
		switch {
		case t.after(p.Start, "for"): // "for visitors, we": unless nobody else is named
			served |= p.who
		case p.from > at && (modal >= 0 || at < 0), modal < 0 && p.from < at:
			at, best = p.from, p.who
		case p.from == at:
			best |= p.who
		}
	}
	if best == 0 {
		return served
	}
	return best
}

// passive reports whether the verb that the modal verb at the word of the frame
// governs is passive: whoever stands before it does not act.
func (t *Text) passive(f *frame, modal int32) bool {
	w := f.word(modal)
	if w < 0 {
		return false
	}
	s := t.sentenceOf(w)
	for end := min(w+5, t.first[s+1]-1); w < end && t.words[w+1].Before < words.Comma; w++ {
		if strings.EqualFold(t.wordIn(s, w), "be") {
			return participle(strings.ToLower(t.wordIn(s, w+1)))
		}
	}
	return false
}

// participle reports whether a word is the past participle of a verb by which
// somebody acts on somebody; one that binds or entitles its subject is not.
func participle(w string) bool {
	return irregular[w] || strings.HasSuffix(w, "ed") && !entitles[w]
}

var irregular = map[string]bool{"given": true, "told": true, "sent": true, "shown": true, "heard": true, "made": true, "held": true, "kept": true, "paid": true, "taken": true, "brought": true, "dealt": true}

var entitles = map[string]bool{"required": true, "obliged": true, "permitted": true, "allowed": true, "prohibited": true, "entitled": true, "deemed": true, "expected": true, "encouraged": true, "barred": true, "authorised": true, "authorized": true, "empowered": true, "obligated": true}

// trails reports whether the mention hangs on a noun before it, so that it cannot
// be the subject ("requests from users are answered"); an article and one more
// word may stand between.
func (t *Text) trails(m phrases.Mention) bool {
	s := t.sentenceOf(m.Start)
	for w, n := m.Start-1, 0; w >= t.first[s] && t.words[w+1].Before < words.Comma && n < 3; w, n = w-1, n+1 {
		word := strings.ToLower(t.wordIn(s, w))
		switch {
		case prepositions[word]:
			return true
		case determiners[word]:
			n = 1
		case n > 0:
			return false
		}
	}
	return false
}

var prepositions = map[string]bool{"from": true, "by": true, "for": true}

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

// governed reports whether the mention stands where no subject does: behind a
// preposition ("data about you"), or in a clause that says which data are meant
// ("the information you give us").
func (t *Text) governed(m phrases.Mention) bool {
	s := t.sentenceOf(m.Start)
	if m.Start > t.first[s] && t.words[m.Start].Before == words.None &&
		subjects[strings.ToLower(t.wordIn(s, m.Start))] && relatives[strings.ToLower(t.wordIn(s, m.Start-1))] {
		return true
	}
	return t.after(m.Start, "about") || t.after(m.Start, "concerning")
}

// relatives are nouns behind which a pronoun begins a clause about them.
var relatives = map[string]bool{"data": true, "information": true, "details": true, "content": true}

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
