package match

import (
	"strings"
	"unicode"

	"github.com/rightslint/rightslint/rules"
	"github.com/rightslint/rightslint/rules/words"
)

// namesByDeed finds the names that terms use for their provider without
// defining them: only a provider "reserves the right", "grants you" something
// or acts "at its sole discretion". A name must do so twice, or
// once and be on every page.
func (t *Text) namesByDeed(names map[string]party) {
	if t.Kind != rules.TermsOfService && t.Kind != rules.PrivacyPolicy {
		return // elsewhere it is an authority or a buyer that reserves rights
	}
	deeds := map[string]int{}
	var companies []string // by the legal form behind each, in the order of the text
	for i := range t.Doc.Sentences {
		s, text := int32(i), t.Doc.Sentences[i].Text
		for w := t.first[i] + 1; w < t.first[i+1]; w++ {
			switch telling.sort(text, &t.words[w]) {
			case mayDeed:
				if w+2 < t.first[i+1] && t.deed(s, w) {
					deeds[t.nameBefore(s, w)]++
				}
			case mayForm:
				if legalForms[strings.ToLower(t.wordIn(s, w))] {
					companies = append(companies, t.nameBefore(s, w))
				}
			}
		}
	}
	if name := t.oftenest(companies); name != "" {
		names[name] = provider
	}
	for name, n := range deeds {
		if properName(name) && (n >= 2 || t.said(name, oftenNamed)) {
			names[name] = provider
		}
	}
}

// tellingSizes has, for the first letter of a word, what it may be by its size in
// bytes: most words are seen to be nothing that tells of names without being read.
type tellingSizes [256][maxTelling + 1]uint8

// maxTelling is the size of the longest word that tells of names.
const maxTelling = 11

const (
	mayDeed = 1 + iota // a word by which providers are known, see deed
	mayForm            // the legal form of a company, which begins with a capital
)

func (z *tellingSizes) sort(text string, w *words.Word) uint8 {
	if n := w.End - w.Start; n <= maxTelling {
		return z[text[w.Start]][n]
	}
	return 0
}

var telling = func() *tellingSizes {
	z := &tellingSizes{}
	for w := range legalForms {
		z[w[0]-'a'+'A'][len(w)] = mayForm
	}
	for _, w := range []string{"reserves", "retains", "grants", "may", "can", "sole"} {
		z[w[0]][len(w)], z[w[0]-'a'+'A'][len(w)] = mayDeed, mayDeed
	}
	return z
}()

// oftenNamed is how often a name stands in terms that it is the provider's where
// only one deed shows it.
const oftenNamed = 12

// oftenest returns the name of a company ("Acme Widgets" before "Limited") that the
// document says most often, or "" where none is on every page.
func (t *Text) oftenest(companies []string) string {
	best, times := "", oftenNamed-1
	tried := map[string]bool{}
	for _, name := range companies {
		if tried[name] || !properName(name) {
			continue
		}
		tried[name] = true
		if n := t.times(name); n > times {
			best, times = name, n
		}
	}
	return best
}

// times counts the sentences in which a name stands.
func (t *Text) times(name string) int {
	n := 0
	for i := range t.Doc.Sentences {
		if strings.Contains(t.Doc.Sentences[i].Text, name) {
			n++
		}
	}
	return n
}

// said reports whether a name stands in at least n sentences.
func (t *Text) said(name string, n int) bool {
	for i := range t.Doc.Sentences {
		if strings.Contains(t.Doc.Sentences[i].Text, name) {
			n--
		}
	}
	return n <= 0
}

// deed reports whether the words from w on are what only a provider does.
func (t *Text) deed(s, w int32) bool {
	next := func(k int32) string {
		if w+k >= t.first[s+1] {
			return ""
		}
		return strings.ToLower(t.wordIn(s, w+k))
	}
	switch next(0) {
	case "reserves", "retains":
		return next(1) == "the" || next(2) == "right" || next(1) == "all"
	case "grants":
		return next(1) == "you"
	case "may", "can":
		return (next(1) == "at" || next(1) == "in") && next(2) == "its"
	case "sole":
		return next(1) == "discretion" && t.wordIn(s, w-1) != strings.ToLower(t.wordIn(s, w-1))
	}
	return false
}

// nameBefore returns the capitalised words right before word w without the
// legal form of a company, or "" where there are none or where everything is
// in capitals.
func (t *Text) nameBefore(s, w int32) string {
	if text := t.Doc.Sentences[s].Text; text == strings.ToUpper(text) {
		return ""
	}
	from, to := w, w
	for from > t.first[s] && w-from < 4 && strings.IndexFunc(t.wordIn(s, from-1), unicode.IsUpper) >= 0 {
		from--
		if legalForms[strings.ToLower(t.wordIn(s, from))] {
			to = from
		}
	}
	if from < to && strings.EqualFold(t.wordIn(s, from), "the") {
		from++
	}
	var name []string
	for ; from < to; from++ {
		name = append(name, strings.TrimSuffix(strings.TrimSuffix(t.wordIn(s, from), "'s"), "’s"))
	}
	return strings.Join(name, " ")
}

// legalForms are what follows the name of a company.
var legalForms = map[string]bool{
	"inc": true, "llc": true, "ltd": true, "limited": true, "gmbh": true, "corp": true, "corporation": true, "bv": true, "plc": true, "ag": true, "oy": true,
}
