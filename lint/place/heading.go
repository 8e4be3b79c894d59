package place

import (
	"strings"
	"unicode"

	"github.com/rightslint/rightslint/rules"
)

// fields are beginnings of words that name the field of a right, by the name of
// the right.
var fields = map[string][]string{
	"privacy":                                strings.Fields("privacy personal data information protection"),
	"rights of the child":                    strings.Fields("child minor"),
	"non-discrimination":                     strings.Fields("equal discriminat"),
	"human agency":                           strings.Fields("automat algorithm artificial"),
	"expression":                             strings.Fields("expression speech"),
	"assembly":                               strings.Fields("assembl"),
	"security of person":                     strings.Fields("safety harass"),
	"just and favourable conditions of work": strings.Fields("worker"),
	"benefit from scientific progress":       strings.Fields("interoperab"),
	"effective remedy":                       strings.Fields("complain appeal redress remed grievance"),
	"accountability":                         strings.Fields("accountab transparen oversight"),

	"clean, healthy and sustainable environment": strings.Fields("environment sustainab"),
}

// offTopic are beginnings of words of headings of other matters, which a
// safeguard's own words may share: complaints about copyright, appeals of
// bidders.
var offTopic = strings.Fields("copyright dmca trademark intellectual bid bids bidder bidding offer offeror proposal tender award evaluat scor qualif billing payment refund fee financ invoice subscription insurance warranty definition interpretation meaning contents annex appendix schedule form debarment traffick arbitra indemn transitional commencement title repeal savings disclaim limitation operator licens ownership deliverable sets takedown national default third-party advertis marketing cookie setting commercial")

// powers are topics that, in the headings of a law, name a power and not what
// bounds it.
var powers = set("terminat suspen collection authorit interruption shutdown intercept surveillance conduct guidelines age warrant disclosure audit suspension+service suspension+network processors encrypt retain discontinu")

// words returns the words that show, in a document of the kind, that a section is
// about the safeguard.
func (t *Topic) words(kind rules.Kind) []string {
	var out []string
	for _, w := range t.Words {
		of, word, only := strings.Cut(w, "/")
		switch {
		case only && of == string(kind):
			out = append(out, word)
		case !only && !(kind == rules.DraftRegulation && powers[w]):
			out = append(out, w)
		}
	}
	return out
}

// topical grades how far a heading, given as its words, shows that its section is
// about something named by the beginnings of words: 2 where words of the thing
// itself make up a third of the heading, 1 where nothing but words of its field
// stand there.
func topical(words, topics, field []string) int {
	if len(words) == 0 || matching(words, offTopic) > 0 {
		return 0
	}
	switch {
	case len(words) <= longHeading && matching(words, topics)*3 >= len(words):
		return 2
	case matching(words, field) == len(words):
		return 1
	}
	return 0
}

// longHeading is how many words a heading has at most that names one matter.
const longHeading = 8

// matching counts the words that one of the stems stands for. Stems joined by +
// stand for words only where all of them are there.
func matching(words, stems []string) int {
	if len(words) == 0 {
		return 0
	}
	hit := make([]bool, len(words))
	for _, s := range stems {
		if strings.IndexByte(s, '+') < 0 { // nearly all
			if i := first(words, s); i >= 0 {
				hit[i] = true
			}
			continue
		}
		parts := strings.Split(s, "+")
		var at []int
		for _, part := range parts {
			if i := first(words, part); i >= 0 {
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

// first returns the index of the first word that begins with a stem, or -1.
func first(words []string, stem string) int {
	for i, w := range words {
		if begins(w, stem) {
			return i
		}
	}
	return -1
}

// begins reports whether a word begins with a stem. Where that is short, only
// endings of the same word may follow: uses, but not users.
func begins(word, stem string) bool {
	rest, ok := strings.CutPrefix(word, stem)
	return ok && (len(stem) > shortStem || rest == "" || rest == "s" || rest == "d" || rest == "ed" || rest == "ing")
}

// shortStem is how many letters a stem has with which other words begin as well.
const shortStem = 3

// contentWords returns the words of a heading in lower case, without those that
// stand in any.
func contentWords(title string) []string {
	title = joined.Replace(strings.ToLower(title))
	var out []string
	for _, w := range strings.FieldsFunc(title, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' }) {
		if !SmallWord(w) {
			out = append(out, w)
		}
	}
	return out
}

// joined makes one word of two that mean another thing apart.
var joined = strings.NewReplacer("human rights", "human-rights", "law enforcement", "law-enforcement")

var smallWords = set("a an and or of the to in on for by with from at as is are be do does how what when where which who why we us our you your it its this that these their any other etc")

// SmallWord reports whether a word in lower case stands in any heading, and has
// no capital where others have one.
func SmallWord(w string) bool { return smallWords[w] }

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}
