package drafting

import (
	"strings"
	"unicode"

	"github.com/rightslint/rightslint/parse"
)

// placeholders finds text that was left unfinished. Blanks of forms, task lists
// and code are no placeholders: they are meant to be there.
func placeholders(in Input) []Point {
	d := in.Text.Doc
	var out []Point
	for i := range d.Sentences {
		s := &d.Sentences[i]
		switch s.Class {
		case parse.FormField, parse.Code, parse.Contents, parse.Quotation, parse.Footnote, parse.Note:
			continue
		}
		if found := placeholder(s.Text, in.Blanks); found != "" && !(strings.ContainsAny(found, "_[") && (signed(s.Text) || inForm(d, i))) {
			out = append(out, Point{Sentence: i, Detail: "“" + found + "” is still to be filled in."})
		}
	}
	return out
}

// placeholder returns the first placeholder of a text, or "".
func placeholder(text string, blanks map[string]bool) string {
	if found := unfinishedWord(text); found != "" {
		return found
	}
	if found := bracketed(text, blanks); found != "" {
		return found
	}
	return blank(text)
}

// unfinishedWord finds "TBD", "TODO", "lorem ipsum" and "XX days".
func unfinishedWord(text string) string {
	// The rare letters first: they are found out sooner.
	if strings.Contains(text, "psum") && strings.Contains(text, "orem ipsum") {
		return "lorem ipsum"
	}
	for from := 0; ; {
		at, word := nextCapitals(text, from)
		if word == "" {
			return ""
		}
		from = at + len(word)
		switch word {
		case "TBD", "TBC", "TODO", "FIXME", "TBA":
			if !spelledOut(lowerAfter(text, from)) && !standsIn(text, at, "\"“'‘") {
				return word
			}
		case "XX", "XXX":
			if rest := lowerAfter(text, from); beginsWithAny(rest, unitsOfMeasure) {
				return word + " " + strings.Fields(rest)[0]
			}
		}
	}
}

// lowerAfter returns what is in sight after a placeholder, in lower case.
func lowerAfter(text string, from int) string {
	return strings.ToLower(strings.TrimLeft(head(text[from:]), " ])”\""))
}

// sight is how many bytes around a place are looked at, so that a long sentence
// with many such places takes no more time than its length.
const sight = 240

// head and tail return what is in sight at the start and the end of a text.
func head(text string) string { return text[:min(len(text), sight)] }
func tail(text string) string { return text[max(0, len(text)-sight):] }

// spelledOut reports whether an abbreviation is only explained ("TBD – to be
// determined"), as in a list of abbreviations.
func spelledOut(rest string) bool {
	return strings.Contains(rest[:min(len(rest), 24)], "to be ")
}

// standsIn reports whether one of the marks stands right before a place.
func standsIn(text string, at int, marks string) bool {
	for _, m := range marks {
		if strings.HasSuffix(text[:at], string(m)) {
			return true
		}
	}
	return false
}

// nextCapitals returns the next word of two or more capital letters from a
// place on that no letter or digit touches.
func nextCapitals(text string, from int) (int, string) {
	for i := from; i < len(text); i++ {
		if c := text[i]; c < 'A' || c > 'Z' {
			continue
		}
		start := i
		for i < len(text) && 'A' <= text[i] && text[i] <= 'Z' {
			i++
		}
		alone := (start == 0 || !wordByte(text[start-1])) && (i == len(text) || !wordByte(text[i]))
		if i-start > 1 && alone {
			return start, text[start:i]
		}
		i--
	}
	return len(text), ""
}

// wordByte reports whether a byte belongs to a word, a path or another name.
func wordByte(c byte) bool {
	return c >= 0x80 || c == '_' || c == '/' || c == '-' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

var unitsOfMeasure = []string{
	"day", "hour", "month", "week", "year", "minute", "business day", "working day", "calendar day", "percent", "per cent", "%", "euro", "dollar",
}

func beginsWithAny(text string, words []string) bool {
	for _, w := range words {
		if strings.HasPrefix(text, w) {
			return true
		}
	}
	return false
}

// bracketed finds "[insert …]", "[name of the authority]", "[30 days]", "[●]":
// square brackets whose content tells what belongs there.
func bracketed(text string, blanks map[string]bool) string {
	for from := 0; ; {
		i := strings.IndexByte(text[from:], '[')
		if i < 0 {
			return ""
		}
		i += from
		j := strings.IndexByte(text[i:], ']')
		if j < 0 {
			return ""
		}
		j += i
		inner := strings.Trim(text[i+1:j], " *_\\")
		touched := i > 0 && wordByte(text[i-1]) || j+1 < len(text) && (text[j+1] == '(' || unicode.IsLetter(rune(text[j+1])))
		if !touched && !quoted(tail(text[:i])) && (blanks[strings.ToLower(inner)] || len(inner) <= maxBracket && toFill(tail(text[:i]), inner, head(text[j+1:]))) {
			return "[" + inner + "]"
		}
		from = j + 1
	}
}

// quoted reports whether the text before a place opens a quotation that is not
// closed.
func quoted(before string) bool {
	return strings.Count(before, "“") > strings.Count(before, "”") || strings.Count(before, "\"")%2 == 1
}

// maxBracket is the length in bytes above which brackets hold optional text
// rather than a blank.
const maxBracket = 120

// toFill reports whether the content of brackets is a blank: an instruction, a
// thing that a drafter has to name, a number to be settled, or nothing but a
// mark before a unit.
func toFill(before, inner, after string) bool {
	lower := strings.ToLower(inner)
	words := strings.Fields(lower)
	if len(words) == 0 || strings.Trim(lower, "●•x.… ") == "" {
		if lower == "●" || lower == "•" || strings.HasPrefix(lower, "xx") {
			return true
		}
		rest := strings.ToLower(strings.TrimLeft(after, " "))
		return strings.HasPrefix(after, " ") && (beginsWithAny(rest, unitsOfMeasure) || strings.HasPrefix(rest, "(") && beginsWithAny(rest[1:], unitsOfMeasure))
	}
	first := strings.TrimRight(words[0], ":,.")
	switch before = strings.ToLower(before); {
	case first != "" && letter(first[0]) && (strings.HasSuffix(before, "section ") || strings.HasSuffix(before, "article ")):
		return true
	case strings.Contains(inner, "…") && len(words) > 1, strings.Contains(inner, " / "):
		return true
	}
	if instructions[first] && (len(words) > 1 || first == "insert" || first == "specify") {
		return true
	}
	if first == "the" || first == "a" || first == "your" || first == "an" {
		words = words[1:]
		if len(words) == 0 {
			return false
		}
	}
	last := strings.TrimSuffix(strings.TrimRight(words[len(words)-1], ":,."), "'s")
	switch {
	case len(words) >= 2 && blankNouns[strings.TrimRight(words[0], ":,")] && (words[1] == "of" || words[1] == "and" || words[1] == "or"):
		return true
	case len(words) <= 3 && blankNouns[last] && strings.IndexFunc(inner, unicode.IsDigit) < 0:
		return true
	case len(words) <= 3 && (isNumber(words[0]) && beginsWithAny(words[len(words)-1], unitsOfMeasure)):
		return true
	}
	return false
}

func isNumber(word string) bool {
	if word == "" {
		return false
	}
	switch word {
	case "two", "three", "five", "six", "seven", "ten", "thirty", "sixty", "x", "xx", "n":
		return true
	}
	return strings.Trim(word, "0123456789-–") == ""
}

// instructions are verbs that tell the drafter to do something.
var instructions = set("insert specify enter fill describe add complete indicate choose select list")

// blankNouns are what a drafter has to name.
var blankNouns = set(`name names date number amount address place country city email e-mail telephone title
	authority court agency ministry department company organisation organization supplier contractor vendor client buyer operator
	law act contract constitution deployer provider service purpose purposes period year month quarter language languages contact url website currency sum jurisdiction`)

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// blank finds a line of underscores in running text. After a label such as
// "Name:" it is a form's.
func blank(text string) string {
	i := strings.Index(text, "___")
	if i < 0 || strings.Contains(text, " | ") {
		return ""
	}
	if signed(text) {
		return ""
	}
	before := strings.TrimRight(text[:i], " *$(")
	if before == "" || strings.HasSuffix(before, ":") || i > 0 && wordByte(text[i-1]) {
		return ""
	}
	end := i
	for end < len(text) && text[end] == '_' {
		end++
	}
	if strings.Trim(text[end:], " _.") == "" || wordByte(text[end]) || len(strings.Fields(text)) < 6 {
		return "" // a rule below the text, part of a name, or too short for a sentence
	}
	return "___"
}

// signed reports whether a text is one that its reader completes and signs.
func signed(text string) bool {
	lower := " " + strings.ToLower(text)
	for _, sign := range formSigns {
		if strings.Contains(lower, sign) {
			return true
		}
	}
	return false
}

// formSigns show that somebody who signs or bids fills the blank in.
var formSigns = []string{
	"signature", "signed", "undersigned", "hereby", "i/we", " i,", " we,", " i am", " i have", "day of _", "offeror", "bidder", "proposer", "tenderer",
	"quoter", "printed name", "initial", "check one", "$_", "$ _", "notary", "witness",
}

// inForm reports whether a heading above the sentence announces a form.
func inForm(d *parse.Document, sentence int) bool {
	path := strings.ToLower(strings.Join(d.HeadingPath(d.Sentences[sentence].Provision), " "))
	for _, word := range strings.FieldsFunc(path, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if word == "form" || word == "forms" || beginsWithAny(word, formHeads) {
			return true
		}
	}
	return false
}

// formHeads are beginnings of words in the headings of forms.
var formHeads = []string{"certif", "declaration", "affidavit", "bond", "acknowledg", "signature", "price", "pricing", "cost", "questionnaire", "reference"}
