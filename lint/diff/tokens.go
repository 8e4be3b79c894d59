package diff

import (
	"math"
	"slices"
	"strings"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules/words"
)

// sentence is a sentence in the form in which two versions are compared: what
// edits change without changing the meaning – case, punctuation, quotation
// marks, inflection, articles, the numbers of provisions referred to, dates,
// addresses of links – is left out.
type sentence struct {
	// tokens are the numbers of the words that count, at their places among
	// the words of the sentence.
	tokens []int32
	at     []int32
	// set is tokens sorted, each once.
	set []int32
	// weight is the sum of the weights of set.
	weight float64
	// quiet marks what is never compared: contents, blanks, version lines.
	quiet bool
	// section is the number of the normal form of the heading above.
	section int32
}

// side is one version, prepared.
type side struct {
	*lint.Judged
	sentences []sentence
	// banned marks the sentences that forbid a conduct which harms people.
	banned []bool
	// shows lists the rules that each sentence is evidence for.
	shows map[int][]string
}

// interner numbers words, the same for both versions.
type interner struct {
	ids   map[string]int32
	names []string
	// in counts the sentences of both versions that hold each word.
	in []int32
}

func (n *interner) id(w string) int32 {
	if id, ok := n.ids[w]; ok {
		return id
	}
	id := int32(len(n.names))
	n.ids[w] = id
	n.names = append(n.names, w)
	n.in = append(n.in, 0)
	return id
}

// sorted numbers the words anew in the order of the alphabet, so that nothing
// hangs on which version was read first, and returns the new number of each.
func (n *interner) sorted() []int32 {
	names := slices.Clone(n.names)
	slices.Sort(names)
	in := make([]int32, len(names))
	renumbered := make([]int32, len(names))
	for i, name := range names {
		old := n.ids[name]
		renumbered[old], in[i], n.ids[name] = int32(i), n.in[old], int32(i)
	}
	n.names, n.in = names, in
	return renumbered
}

// renumber gives the words of a side their new numbers.
func (s *side) renumber(to []int32) {
	for i := range s.sentences {
		x := &s.sentences[i]
		for k, t := range x.tokens {
			x.tokens[k] = to[t]
		}
		for k, t := range x.set {
			x.set[k] = to[t]
		}
		slices.Sort(x.set)
		x.section = to[x.section]
	}
}

// prepare brings the sentences of a version into the form that is compared.
func prepare(v *lint.Judged, n *interner) *side {
	s := &side{Judged: v, sentences: make([]sentence, len(v.Doc.Sentences)), shows: map[int][]string{}}
	sections := map[int]int32{}
	for i := range s.sentences {
		ps := &v.Doc.Sentences[i]
		x := &s.sentences[i]
		x.tokens, x.at = tokens(ps.Text, v.Text.Words(i), n)
		x.set = slices.Clone(x.tokens)
		slices.Sort(x.set)
		x.set = slices.Compact(x.set)
		for _, id := range x.set {
			n.in[id]++
		}
		switch ps.Class {
		case parse.Contents, parse.Code, parse.FormField:
			x.quiet = true
		default:
			x.quiet = len(x.tokens) == 0 || versionLine(x.tokens, n)
		}
		sec := v.Text.Section(i)
		if _, ok := sections[sec]; !ok {
			sections[sec] = n.id("\x00" + sectionName(v.Doc, sec, n))
		}
		x.section = sections[sec]
	}
	s.banned = s.bans()
	return s
}

// sectionName is the normal form of a section's title.
func sectionName(d *parse.Document, sec int, n *interner) string {
	if sec < 0 {
		return ""
	}
	return strings.ToLower(strings.TrimSpace(d.Provisions[sec].Title))
}

// weigh gives every sentence its weight: rare words tell more than frequent
// ones.
func weigh(n *interner, sides ...*side) []float64 {
	total := 1
	for _, s := range sides {
		total += len(s.sentences)
	}
	weights := make([]float64, len(n.in))
	for id, k := range n.in {
		weights[id] = math.Log(1 + float64(total)/float64(max(k, 1)))
	}
	for _, s := range sides {
		for i := range s.sentences {
			x := &s.sentences[i]
			for _, id := range x.set {
				x.weight += weights[id]
			}
		}
	}
	return weights
}

// versionWords open the lines that say from when a text is.
var versionWords = wordSet("updat effective version revis modifi last date posted publish issued draft")

// maxVersionLine is how many words such a line has at most.
const maxVersionLine = 9

// versionLine reports whether a sentence only says of which date or version
// the document is.
func versionLine(tokens []int32, n *interner) bool {
	if len(tokens) > maxVersionLine {
		return false
	}
	hasDate, says := false, false
	for _, id := range tokens {
		w := n.names[id]
		hasDate = hasDate || w == dateToken || w == "#" || strings.ContainsAny(w, "0123456789")
		for stem := range versionWords {
			says = says || strings.HasPrefix(w, stem)
		}
	}
	return hasDate && says
}

// dateToken stands for any date.
const dateToken = "#date"

// tokens returns the words of a sentence that count and their places.
func tokens(text string, ws []words.Word, n *interner) (ids, at []int32) {
	ids, at = make([]int32, 0, len(ws)), make([]int32, 0, len(ws))
	const (
		plain = iota
		reference
		date
	)
	state, last := plain, ""
	for i := 0; i < len(ws); i++ {
		if end := linkEnd(text, int(ws[i].Start)); end > 0 {
			for i+1 < len(ws) && int(ws[i+1].Start) < end {
				i++
			}
			continue
		}
		folded := words.Fold(text[ws[i].Start:ws[i].End])
		if articles[folded] {
			continue
		}
		if number := numerals[folded]; number != "" {
			folded = number
		}
		numeric := isNumeric(folded)
		switch {
		case state == reference && (numeric || len(folded) == 1 || isRoman(folded)):
			continue
		case months[folded] && (i+1 < len(ws) && isNumeric(text[ws[i+1].Start:ws[i+1].End]) || last != "" && isNumeric(last)):
			if k := len(ids); k > 0 && isNumeric(last) {
				ids, at = ids[:k-1], at[:k-1]
			}
			folded, state = dateToken, date
		case state == date && numeric:
			continue
		case references[folded]:
			state = reference
		default:
			state = plain
		}
		if folded == last && numeric { // “thirty (30) days”
			continue
		}
		last = folded
		for _, part := range partsOf(folded) {
			ids, at = append(ids, n.id(part)), append(at, int32(i))
		}
	}
	return ids, at
}

// partsOf returns the normal forms of a folded word: “don’t” is two.
func partsOf(folded string) []string {
	if folded == dateToken {
		return []string{folded}
	}
	parts := words.Parts(folded)
	if parts == nil {
		return []string{words.Normal(folded)}
	}
	out := make([]string, len(parts))
	for i, p := range parts {
		out[i] = words.Normal(p)
	}
	return out
}

// linkEnd returns where an address that begins at the offset ends, or 0.
func linkEnd(text string, from int) int {
	rest := text[from:]
	if !strings.HasPrefix(rest, "http://") && !strings.HasPrefix(rest, "https://") && !strings.HasPrefix(rest, "www.") {
		return 0
	}
	if end := strings.IndexAny(rest, " )]>\"”"); end >= 0 {
		return from + end
	}
	return len(text)
}

func isNumeric(w string) bool {
	for i := 0; i < len(w); i++ {
		if w[i] < '0' || w[i] > '9' {
			return false
		}
	}
	return w != ""
}

func isRoman(w string) bool {
	return len(w) > 0 && len(w) < 6 && strings.Trim(w, "ivx") == ""
}

func wordSet(list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(list) {
		out[w] = true
	}
	return out
}

var (
	articles   = wordSet("a an the")
	references = wordSet("section sections sec article articles clause clauses paragraph paragraphs annex annexes appendix schedule chapter title part point points subsection subparagraph item rule exhibit attachment § no")
	months     = wordSet("january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec")
	numerals   = map[string]string{
		"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
		"eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "eighteen": "18", "twenty": "20",
		"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "ninety": "90",
	}
)
