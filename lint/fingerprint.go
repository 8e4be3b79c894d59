package lint

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode"

	"github.com/rightslint/rightslint/parse"
)

// Key is what a finding is recognised by in another version of the document:
// nothing that an unrelated edit, other line breaks or other numbers of
// provisions change. A finding on a whole document, such as a missing
// safeguard, has no section and no text.
type Key struct {
	// Section is the headings above the passage, outermost first, normalised.
	Section string
	// Text is the passage, normalised.
	Text string
	// Lacks are the elements that an incomplete safeguard lacks.
	Lacks []string
}

// Add adds findings, and puts all findings of the document in the order of the
// report, each with its fingerprint. It needs no Document.Doc: keys that were
// made when the document was judged stay, and what is added has no section.
func (d *Document) Add(fs ...Finding) {
	d.Findings = append(d.Findings, fs...)
	keys := map[string]string{} // by quote: several rules find faults with one passage
	for i := range d.Findings {
		f := &d.Findings[i]
		if f.Key.Text != "" || f.Span == nil || !f.OnPassage() {
			continue
		}
		key, known := keys[f.Span.Quote]
		if !known {
			key = Normalise(f.Span.Quote)
			keys[f.Span.Quote] = key
		}
		f.Key.Text = key
	}
	sortFindings(d.Findings)
	fingerprint(d.Findings)
}

// addJudged adds the findings of the rules, with the sections that they stand
// in.
func (d *Document) addJudged(fs []Finding) {
	keys := map[int]string{} // by provision
	for i := range fs {
		f := &fs[i]
		if f.Span == nil || !f.OnPassage() {
			continue
		}
		p := provisionAt(d.Doc, f.Span.Start)
		key, known := keys[p]
		if !known {
			key = sectionKey(d.Doc, p)
			keys[p] = key
		}
		f.Key.Section = key
	}
	d.Add(fs...)
}

// fingerprint gives each finding a fingerprint of the rule, the type, the key
// and a count for passages that stand in one section several times.
func fingerprint(fs []Finding) {
	seen := map[string]int{}
	for i := range fs {
		f := &fs[i]
		key := strings.Join([]string{f.Rule, f.Type, f.Key.Section, f.Key.Text}, "\x00")
		seen[key]++
		sum := sha256.Sum256([]byte(key + "\x00" + strconv.Itoa(seen[key])))
		f.Fingerprint = hex.EncodeToString(sum[:12])
	}
}

// OnPassage reports whether the finding is about one passage, such as a red
// flag, and not about what the document as a whole provides.
func (f *Finding) OnPassage() bool {
	return f.Type == FindingRedFlag || f.Type == FindingDrafting
}

// provisionAt returns the index of the provision that holds the passage at a byte
// offset, or -1.
func provisionAt(doc *parse.Document, offset int) int {
	if i := doc.SentenceAt(offset); i >= 0 {
		return doc.Sentences[i].Provision
	}
	return -1
}

// sectionKey returns the headings above the text of a provision, normalised.
func sectionKey(doc *parse.Document, provision int) string {
	var parts []string
	for _, title := range doc.HeadingPath(provision) {
		if title = Normalise(title); title != "" {
			parts = append(parts, title)
		}
	}
	return strings.Join(parts, " > ")
}

// Normalise folds what may change while the meaning stays: case, white space,
// punctuation, and the numbers of references to other provisions, which move
// when a clause is inserted.
func Normalise(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) && r != '§'
	})
	out := make([]string, 0, len(words))
	for i := 0; i < len(words); i++ {
		word := strings.TrimLeft(words[i], "§")
		sign := word != words[i]
		if !sign {
			out = append(out, word)
			if !parse.NamesUnit(word) {
				continue
			}
		}
		n := referenceLength(words[i+1:])
		if sign { // "§ 4", "§4", "§§ 4 and 5"
			out = append(out, "§")
		}
		if n > 0 || sign && word != "" {
			out = append(out, "#")
		}
		i += n
	}
	return strings.Join(out, " ")
}

// referenceLength returns how many words at the start of a list are the number
// of a reference: "12 3 a", "3 4 and 7".
func referenceLength(words []string) int {
	n := 0
	for n < len(words) {
		switch w := words[n]; {
		case isLabel(w):
			n++
		case n > 0 && (w == "and" || w == "or" || w == "to") && n+1 < len(words) && unicode.IsDigit(rune(words[n+1][0])):
			n += 2
		default:
			return n
		}
	}
	return n
}

// isLabel reports whether a word is the number or letter of a provision.
func isLabel(word string) bool {
	if unicode.IsDigit(rune(word[0])) {
		return len(word) <= 4
	}
	return len(word) == 1 || strings.Trim(word, "ivx") == ""
}
