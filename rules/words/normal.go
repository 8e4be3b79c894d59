package words

import (
	"strings"
	"unicode/utf8"
)

// Fold returns the word in lower case, with typographic apostrophes made plain
// and soft hyphens removed. It does not allocate for lower-case ASCII.
func Fold(w string) string {
	plain := true
	for i := 0; i < len(w); i++ {
		if c := w[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			plain = false
			break
		}
	}
	if plain {
		return w
	}
	w = strings.ToLower(w)
	if strings.ContainsAny(w, "’\u00ad\u200d") {
		w = folder.Replace(w)
	}
	return w
}

var folder = strings.NewReplacer("’", "'", "\u00ad", "", "\u200d", "")

// Normal returns the normal form of a folded English word. Equal normal forms
// mean the same word up to inflection and spelling; the form itself is a key,
// not a word.
func Normal(w string) string {
	w = strings.TrimSuffix(w, "'s")
	if base, ok := irregular[w]; ok {
		return base
	}
	w = respell(w)
	return finish(inflection(w))
}

// Parts splits a contraction into its words: "don't" is "do" and "not". It
// returns nil for any other word.
func Parts(w string) []string {
	i := strings.IndexByte(w, '\'')
	if i < 0 {
		return nil
	}
	head, tail := w[:i], w[i+1:]
	switch {
	case w == "won't":
		return []string{"will", "not"}
	case w == "can't":
		return []string{"can", "not"}
	case w == "shan't":
		return []string{"shall", "not"}
	case tail == "t" && strings.HasSuffix(head, "n"):
		return []string{head[:len(head)-1], "not"}
	case tail == "ll":
		return []string{head, "will"}
	case tail == "re":
		return []string{head, "are"}
	case tail == "ve":
		return []string{head, "have"}
	case tail == "d":
		return []string{head, "would"}
	case tail == "m":
		return []string{head, "am"}
	}
	return nil
}

// respell brings British spellings to one form. It may distort a word that
// only looks like one ("exercise"), which does no harm: every text and every
// expression is distorted alike.
func respell(w string) string {
	n := len(w)
	if n < 6 {
		return w
	}
	for _, s := range spellings {
		if strings.HasSuffix(w, s.british) && n-len(s.british) >= s.stem() {
			return w[:n-len(s.british)] + s.american
		}
	}
	return w
}

type spelling struct{ british, american string }

// stem is how many letters must stand before the ending. Two before -ise are no
// verb in -ize: raise, arise, noise.
func (s spelling) stem() int {
	if s.british[0] == 'i' {
		return 3
	}
	return 2
}

var spellings = []spelling{
	{"isations", "ization"},
	{"isation", "ization"},
	{"ises", "ize"},
	{"ised", "ize"},
	{"ising", "ize"},
	{"ise", "ize"},
	{"yses", "yze"},
	{"ysed", "yze"},
	{"ysing", "yze"},
	{"yse", "yze"},
	{"oured", "or"},
	{"ouring", "or"},
	{"ours", "or"},
	{"our", "or"},
	{"ences", "ense"},
	{"encing", "ense"},
	{"enced", "ense"},
	{"ence", "ense"},
	{"ogues", "og"},
	{"ogue", "og"},
	{"mmes", "m"},
	{"mme", "m"},
	{"centres", "center"},
	{"centre", "center"},
	{"ements", "ement"},
}

// inflection takes off one plural, past or progressive ending.
func inflection(w string) string {
	n := len(w)
	switch {
	case n < 4:
		return w
	case strings.HasSuffix(w, "ies") || strings.HasSuffix(w, "ied"):
		if n > 4 {
			return w[:n-3] + "y"
		}
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "xes"),
		strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "zes"):
		return w[:n-2]
	case strings.HasSuffix(w, "ings") && n >= 7 && hasVowel(w[:n-4]):
		return w[:n-4]
	case strings.HasSuffix(w, "ss"), strings.HasSuffix(w, "us"), strings.HasSuffix(w, "is"):
		return w
	case w[n-1] == 's':
		return w[:n-1]
	case strings.HasSuffix(w, "eed"):
		return w
	case strings.HasSuffix(w, "ed") && n >= 5 && hasVowel(w[:n-2]):
		return w[:n-2]
	case strings.HasSuffix(w, "ing") && n >= 6 && hasVowel(w[:n-3]):
		return w[:n-3]
	}
	return w
}

// finish takes off what endings leave undecided: a final e (disclos-ed,
// disclose) and a doubled consonant (cancell-ed, cancel).
func finish(w string) string {
	if n := len(w); n >= 4 && w[n-1] == 'e' {
		w = w[:n-1]
	}
	if n := len(w); n >= 4 && w[n-1] == w[n-2] && !isVowel(w[n-1]) {
		w = w[:n-1]
	}
	return w
}

func hasVowel(s string) bool {
	for i := 0; i < len(s); i++ {
		if isVowel(s[i]) || s[i] == 'y' {
			return true
		}
	}
	return false
}

func isVowel(c byte) bool {
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'
}

// irregular maps forms that no ending explains to the normal form of their
// base.
var irregular = func() map[string]string {
	m := map[string]string{}
	for _, line := range strings.Split(irregularForms, "\n") {
		forms := strings.Fields(line)
		if len(forms) == 0 {
			continue
		}
		base := forms[0]
		if len(forms) > 1 {
			base = finish(respell(base))
		}
		for _, f := range forms {
			m[f] = base
		}
	}
	for line := range strings.Lines(distinctForms) {
		for i, forms := 0, strings.Fields(line); i < len(forms); i++ {
			m[forms[i]] = forms[0]
		}
	}
	return m
}()

// distinctForms lists, a base and its forms on each line, words that would be
// another word without their ending: who asks to note denies nothing, and goods
// are not good.
const distinctForms = `
bare bares bared baring
care cares cared caring
core cores
fine fines fined fining
goods
hate hates hated hating
news
none
note notes noted noting
plane planes
site sites sited siting
suite suites
sure
`

// irregularForms lists a base and its forms on each line.
const irregularForms = `
be am is are was were been being
have has had having
do does did done doing
go goes went gone going
use uses used using
agree agrees agreed agreeing
guarantee guarantees guaranteed guaranteeing
free frees freed freeing
see sees saw seen seeing
give gives gave given giving
take takes took taken taking
make makes made making
keep keeps kept keeping
hold holds held holding
sell sells sold selling
tell tells told telling
seek seeks sought seeking
buy buys bought buying
bring brings brought bringing
think thinks thought thinking
find finds found finding
bind binds bound binding
send sends sent sending
lend lends lent lending
spend spends spent spending
build builds built building
lose loses lost losing
pay pays paid paying
lay lays laid laying
say says said saying
leave leaves left leaving
meet meets met meeting
lead leads led leading
read reads reading
hear hears heard hearing
know knows knew known knowing
show shows showed shown showing
grow grows grew grown growing
draw draws drew drawn drawing
withdraw withdraws withdrew withdrawn withdrawing
write writes wrote written writing
choose chooses chose chosen choosing
break breaks broke broken breaking
speak speaks spoke spoken speaking
begin begins began begun beginning
become becomes became becoming
come comes came coming
overcome overcomes overcame overcoming
run runs ran running
get gets got gotten getting
forget forgets forgot forgotten forgetting
set sets setting
put puts putting
cut cuts cutting
shut shuts shutting
let lets letting
forbid forbids forbade forbidden forbidding
undertake undertakes undertook undertaken undertaking
understand understands understood understanding
stand stands stood standing
uphold upholds upheld upholding
withhold withholds withheld withholding
arise arises arose arisen arising
rise rises rose risen rising
fall falls fell fallen falling
feel feels felt feeling
win wins won winning
hide hides hid hidden hiding
bear bears bore borne bearing
swear swears swore sworn swearing
oversee oversees oversaw overseen overseeing
override overrides overrode overridden overriding
die dies died dying
lie lies lied lying
tie ties tied tying
bias biases biased biasing
child children
person persons
man men
woman women
datum
this these
that those
an a
here
`
