package match

import (
	"strings"

	"github.com/rightslint/rightslint/rules"
)

// publicBodies are the words by which the name of an office of state is known.
var publicBodies = func() map[string]bool {
	is := map[string]bool{}
	for _, w := range strings.Fields("Department Ministry Commission Authority Agency Bureau Office Board Council Directorate Inspectorate Secretariat Administration") {
		is[w] = true
	}
	return is
}()

// nameLinks are the small words within such a name.
var nameLinks = map[string]bool{"of": true, "the": true, "and": true, "for": true, "on": true, "&": true}

// maxOfficeWords is the most words that the name of an office has.
const maxOfficeWords = 12

// acronymsIn collects the abbreviations that a statute gives to offices of
// state: after "the National Telecommunications Commission (NTC)", the NTC is an
// authority wherever it is named.
func (t *Text) acronymsIn(i int, names map[string]party) {
	if t.Kind != rules.DraftRegulation {
		return
	}
	text := t.Doc.Sentences[i].Text
	for at := strings.IndexByte(text, '('); at >= 0; {
		rest := text[at+1:]
		end := strings.IndexByte(rest, ')')
		if end < 0 {
			return
		}
		if short := rest[:end]; isAcronym(short) && endsInOffice(text[:at]) {
			names[short] = authority
		}
		next := strings.IndexByte(rest, '(')
		if next < 0 {
			return
		}
		at += 1 + next
	}
}

// isAcronym reports whether a word is an abbreviation of two to ten capitals.
func isAcronym(s string) bool {
	if len(s) < 2 || len(s) > 10 {
		return false
	}
	for i := range len(s) {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return true
}

// endsInOffice reports whether the capitalised name at the end of a text is that
// of an office of state.
func endsInOffice(before string) bool {
	ws := strings.Fields(before)
	for n := 0; n < maxOfficeWords && n < len(ws); n++ {
		w := ws[len(ws)-1-n]
		switch {
		case publicBodies[w]:
			return true
		case nameLinks[w]:
		case w[0] < 'A' || w[0] > 'Z':
			return false
		}
	}
	return false
}
