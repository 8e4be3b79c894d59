package lint

import (
	"cmp"
	"slices"
	"strings"

	"github.com/rightslint/rightslint/lint/match"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// nearest returns the passage that comes nearest to a missing safeguard, with
// the reason why it does not count, or nil where none comes near: a passage that
// the rule calls near, else one that holds the promise and was refused.
func (j *Judge) nearest(t *match.Text, r *compiledRule, refused []match.Match) *Near {
	if near := calledNear(t, r); near != nil {
		return near
	}
	refused = slices.DeleteFunc(refused, func(m match.Match) bool { return !telling(t, &m) })
	if m := leastRefused(t, refused); m != nil {
		return &Near{Span: spanOf(t.Doc, m.Sentence), Why: why(t, m)}
	}
	return nil
}

// telling reports whether a refused match is likely about the safeguard: a short
// sentence in which the words stand close together. What is denied and what
// stands in notes on a text was about another matter in nine of ten cases that
// were read.
func telling(t *match.Text, m *match.Match) bool {
	switch t.Doc.Sentences[m.Sentence].Class {
	case parse.Note, parse.Footnote, parse.Quotation, parse.FormField:
		return false
	}
	return m.Refused != match.Negated && m.To-m.From <= tellingSpan && len(t.Words(m.Sentence)) <= tellingWords
}

const (
	tellingSpan  = 8  // most words that a match spans to be telling
	tellingWords = 50 // most words of its sentence
	wholeWords   = 8  // least words of a sentence that is no fragment
)

// leastRefused returns the refused match that misses least, or nil. Matches that
// stand in another context or are only headings would tell a drafter nothing.
func leastRefused(t *match.Text, refused []match.Match) *match.Match {
	var best *match.Match
	for i := range refused {
		m := &refused[i]
		class := t.Doc.Sentences[m.Sentence].Class
		if m.Refused == match.Excluded || m.Refused == match.NotDenied || m.Refused == match.WrongSection ||
			class == parse.Heading || class == parse.Contents || class == parse.Code {
			continue
		}
		if best == nil || m.Refused < best.Refused || m.Refused == best.Refused && m.Sentence < best.Sentence {
			best = m
		}
	}
	return best
}

// calledNear returns a passage that the rule calls near, by the first of its
// patterns that holds somewhere; of several passages that which says it in the
// fewest words, since words that stand close belong together. Items of a few
// words, which say little without their list, come last.
func calledNear(t *match.Text, r *compiledRule) *Near {
	i, ms := firstNear(t, r)
	if i < 0 {
		return nil
	}
	best := slices.MinFunc(ms, func(a, b match.Match) int {
		return cmp.Or(fragment(t, a)-fragment(t, b), int(a.To-a.From-b.To+b.From))
	})
	return &Near{Span: spanOf(t.Doc, best.Sentence), Why: r.Rule.Near[i].Why}
}

// firstNear returns the number of the first pattern of near that holds in the
// text, with its matches, or -1.
func firstNear(t *match.Text, r *compiledRule) (int, []match.Match) {
	for i := range r.near {
		if ms := counting(t, r.near[i:i+1]); len(ms) > 0 {
			return i, ms
		}
	}
	return -1, nil
}

// fragment is 1 for a sentence of so few words that it says little alone, and 0
// for others.
func fragment(t *match.Text, m match.Match) int {
	if len(t.Words(m.Sentence)) < wholeWords {
		return 1
	}
	return 0
}

// why says in words why a passage does not count, or nothing where it would
// mean nothing to a drafter.
func why(t *match.Text, m *match.Match) string {
	switch m.Refused {
	case match.NotBinding:
		return "it only permits this, and does not require it"
	case match.WrongParty:
		return whom(t.Kind, m)
	case match.Negated:
		return "the sentence denies it"
	case match.NotOperative:
		switch t.Doc.Sentences[m.Sentence].Class {
		case parse.Definition:
			return "it is only a definition"
		case parse.Recital:
			return "it stands in a recital or preamble, which does not bind"
		case parse.Quotation:
			return "it is a quotation"
		case parse.Footnote, parse.Note:
			return "it stands in a note, which does not bind"
		}
		return "the passage does not operate"
	}
	return ""
}

// whom says whom a passage is about in place of those who should give the
// safeguard.
func whom(k rules.Kind, m *match.Match) string {
	var who []string
	for _, name := range m.Bound() {
		who = append(who, partyWords[name])
	}
	verb := "it is about "
	if m.Force == match.Binding {
		verb = "it binds "
	}
	those := strings.Join(who, " or ")
	if those == givers[k] {
		return verb + those + ", not those who owe it"
	}
	return verb + those + ", not " + givers[k]
}

// partyWords are the words of reports for the parties.
var partyWords = map[string]string{
	"provider": "the provider", "vendor": "the supplier", "authority": "the authority", "client": "the buyer",
	"user": "users", "person": "other persons", "worker": "workers",
}

// givers are those who give most safeguards in documents of a kind.
var givers = map[rules.Kind]string{
	rules.TermsOfService: "the provider", rules.PrivacyPolicy: "the provider",
	rules.ProcurementSpec: "the supplier", rules.DraftRegulation: "those who owe it",
}
