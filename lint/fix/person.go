package fix

import (
	"regexp"
	"strings"

	"github.com/rightslint/rightslint/lint/place"
)

// thirdPerson turns wording in which "we" speak to "you" into the voice of
// terms that speak of a company and its users.
type thirdPerson struct {
	we, you string // names with their article; empty: the wording's own word stays
}

var (
	firstPerson  = regexp.MustCompile(`\b(?:[Ww]e|[Oo]ur|us)\b`)
	secondPerson = regexp.MustCompile(`\b[Yy]ou(?:rs?)?\b`)
	// companySubject finds a name, or a name with an article, that acts.
	companySubject = regexp.MustCompile(`(?:^|[.;:,\n] ?|\b(?:and|that|if|when|where) )((?:[Tt]he )?[A-Z][\w-]+) (?:will|may|shall|must|does|reserves|can)\b`)
	userSubject    = regexp.MustCompile(`\b(?:[Tt]he|[Aa]n?|[Ee]ach|[Ee]very) ((?i:user|member|courier|driver|customer|client|subscriber|seller|creator|player|participant|worker|account holder)) (?:will|may|shall|must|can|is|has|agrees)\b`)
)

// learnPerson returns the voice of terms, or nil where they say "we" and "you".
func learnPerson(text string) *thirdPerson {
	var p thirdPerson
	if len(firstPerson.FindAllStringIndex(text, 4)) < 4 {
		list, counts := tally(companySubject, text, func(s string) bool {
			s = strings.ToLower(strings.TrimPrefix(strings.TrimPrefix(s, "The "), "the "))
			return !place.SmallWord(s) && !userWord(s)
		})
		if len(list) > 0 && counts[list[0]] >= 3 {
			p.we = strings.Replace(list[0], "The ", "the ", 1)
		}
	}
	if len(secondPerson.FindAllStringIndex(text, 4)) < 4 {
		if list, counts := tally(userSubject, text, nil); len(list) > 0 && counts[list[0]] >= 2 {
			p.you = "the " + list[0]
		}
	}
	if p.we == "" && p.you == "" {
		return nil
	}
	return &p
}

func userWord(s string) bool {
	return strings.HasPrefix(s, "user") || strings.HasPrefix(s, "member") || strings.HasPrefix(s, "courier") || strings.HasPrefix(s, "driver") ||
		strings.HasPrefix(s, "customer") || s == "if" || s == "they" || s == "it" || s == "he" || s == "nothing" || s == "content" || s == "no"
}

var pronoun = regexp.MustCompile(`\b(We|we|You|you|Our|our|ours|us|Your|your|yours)\b( (?:\w+))?`)

// fit changes the voice of wording.
func (p *thirdPerson) fit(text string) string {
	var b strings.Builder
	at := 0
	for _, m := range pronoun.FindAllStringSubmatchIndex(text, -1) {
		word := text[m[2]:m[3]]
		next := ""
		if m[4] >= 0 {
			next = text[m[4]+1 : m[5]]
		}
		name := p.we
		if strings.HasPrefix(strings.ToLower(word), "y") {
			name = p.you
		}
		if name == "" || m[0] < at {
			continue
		}
		b.WriteString(text[at:m[0]])
		at = m[3]
		if capital := word[0] < 'a'; capital {
			name = upperFirst(name)
		}
		switch low := strings.ToLower(word); low {
		case "our", "your", "ours", "yours":
			b.WriteString(name + "'s")
		case "us":
			b.WriteString(name)
		default:
			b.WriteString(name)
			if verb, n := agree(next, text[:m[0]], low); n > 0 {
				b.WriteString(" " + verb)
				at = m[5]
			}
		}
	}
	return b.String() + text[at:]
}

// agree gives the verb after "we" or "you" the form for a name: a duty where a
// sentence states what we do, so that verbs that follow stay as they are.
func agree(verb, before, pronoun string) (string, int) {
	switch verb {
	case "":
		return "", 0
	case "are":
		return "is", 3
	case "have":
		return "has", 4
	case "do":
		if pronoun == "we" && mainClause(before) {
			return "shall", 2
		}
		return "does", 2
	case "will", "shall", "may", "can", "must", "gave", "removed", "accepted", "to", "for", "and", "or", "with", "by", "at", "in", "from", "before", "unless", "how", "what", "why", "ask", "only", "directly", "free":
		return "", 0
	}
	if !isVerb[verb] {
		return "", 0
	}
	if pronoun == "we" && mainClause(before) {
		return "shall " + verb, len(verb)
	}
	if strings.HasSuffix(verb, "s") || strings.HasSuffix(verb, "ch") || strings.HasSuffix(verb, "sh") {
		return verb + "es", len(verb)
	}
	return verb + "s", len(verb)
}

// mainClause reports whether a clause that begins behind the text stands for
// itself.
func mainClause(before string) bool {
	before = strings.TrimRight(before, " ")
	if before == "" || strings.ContainsAny(before[len(before)-1:], ".;:,") {
		return true
	}
	w := last(before)
	return w == "and" || w == "but" || w == "then"
}

// isVerb holds the verbs that the catalog's wording puts behind "we" and "you".
var isVerb = set(`need collect use process share disclose keep delete protect respect publish notify acknowledge answer transfer order moderate remove
	restrict design follow give review respond store sell rely ask check reject explain tell offer know prohibit end close hold receive consent live decide`)
