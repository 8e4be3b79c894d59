package fix

import (
	"slices"
	"strings"
	"unicode"

	"github.com/rightslint/rightslint/rules"
)

// home returns the section whose heading says that it is about a safeguard, or
// nil. It must have text
// of its own that binds, hold no further sections, and stand in front of the
// annexes.
func (o *outline) home(c *clause, kind rules.Kind) *section {
	var best *section
	top := 0
	for i := range o.sections {
		s := &o.sections[i]
		if s.back {
			break
		}
		if !s.leaf || !s.sound || s.binds == 0 || o.coversAll(s) {
			continue
		}
		if n := topical(s.prov.Title, c.topics(kind), c.general); n > top {
			best, top = s, n
		}
	}
	return best
}

// topics returns the words that show that a section is about the safeguard. In a
// law, a heading such as "Suspension" names a power, and not what bounds it.
func (c *clause) topics(kind rules.Kind) string {
	var out []string
	for _, w := range strings.Fields(c.guide.topics) {
		of, word, only := strings.Cut(w, "/")
		switch {
		case only && (of == "policy" && kind == rules.PrivacyPolicy || of == "terms" && kind == rules.TermsOfService):
			out = append(out, word)
		case !only && !(kind == rules.DraftRegulation && powers[w]):
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}

var powers = set("terminat suspen collection authorit interruption shutdown intercept surveillance conduct guidelines age warrant disclosure audit suspension+service suspension+network processors encrypt retain discontinu")

// topical grades how far a heading shows that its section is about something
// named by the beginnings of words: 2 where words of the thing itself make up a
// third of the heading, 1 where nothing but words of its field stand there.
func topical(title, topics, general string) int {
	words := contentWords(title)
	if len(words) == 0 || matching(words, offTopic) > 0 {
		return 0
	}
	specific, field := matching(words, strings.Fields(topics)), matching(words, strings.Fields(general))
	switch {
	case specific*3 >= len(words) && len(words) <= 8:
		return 2
	case field == len(words):
		return 1
	}
	return 0
}

// matching counts the words that one of the stems stands for. Stems joined by +
// stand for words only where all of them are there.
func matching(words, stems []string) int {
	hit := make([]bool, len(words))
	for _, s := range stems {
		parts := strings.Split(s, "+")
		var at []int
		for _, part := range parts {
			if i := slices.IndexFunc(words, func(w string) bool { return strings.HasPrefix(w, part) }); i >= 0 {
				at = append(at, i)
			}
		}
		if len(at) == len(parts) {
			for _, i := range at {
				hit[i] = true
			}
		}
	}
	n := 0
	for _, h := range hit {
		if h {
			n++
		}
	}
	return n
}

// contentWords returns the words of a heading in lower case, without those that
// stand in any.
func contentWords(title string) []string {
	title = strings.NewReplacer("human rights", "human-rights", "law enforcement", "law-enforcement").Replace(strings.ToLower(title))
	var out []string
	for _, w := range strings.FieldsFunc(title, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' }) {
		if !smallWords[w] {
			out = append(out, w)
		}
	}
	return out
}

var smallWords = set("a an and or of the to in on for by with from at as is are be do does how what when where which who why we us our you your it its this that these their any other etc")

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// ownUnit reports whether a safeguard for a section without numbered
// paragraphs gets a unit of its own behind it: in a law, a section of one
// paragraph stays one.
func ownUnit(kind rules.Kind, s *section) bool {
	return kind == rules.DraftRegulation && s.prov.Label != ""
}
