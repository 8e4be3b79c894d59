package drafting

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/rightslint/rightslint/parse"
)

// numbering is what numbers a document has.
type numbering struct {
	doc *parse.Document
	// named holds the numbers of units that are called by a name ("Article
	// 12"), bare those without one ("12.", "4.3").
	named map[unit]map[string]bool
	bare  map[string]bool
	// lines holds the numbers at the beginning of lines of the source: what
	// the structure may have missed.
	lines map[string]bool
	// units lists the provisions with a main number.
	units map[string][]int
	// marks holds, for a provision, the markers of enumerations in it.
	marks map[int]map[string]bool
}

func newNumbering(d *parse.Document) *numbering {
	n := &numbering{
		doc: d, named: map[unit]map[string]bool{}, bare: map[string]bool{}, lines: map[string]bool{},
		units: map[string][]int{}, marks: map[int]map[string]bool{},
	}
	for i := range d.Provisions {
		n.add(i, d.Provisions[i].Label)
	}
	n.readLines(d.Source)
	for i := range d.Sentences {
		if c := d.Sentences[i].Class; c == parse.Contents || c == parse.Heading {
			n.readLine([]byte(d.Sentences[i].Text))
		}
	}
	return n
}

// add enters the label of a provision.
func (n *numbering) add(i int, label string) {
	u, num := splitLabel(label)
	switch {
	case num == "":
		return
	case u == noUnit:
		if !strings.HasPrefix(label, "(") {
			n.bare[num] = true
		}
	default:
		if n.named[u] == nil {
			n.named[u] = map[string]bool{}
		}
		n.named[u][num] = true
	}
	if label[0] != '(' {
		n.units[num] = append(n.units[num], i)
	}
}

// splitLabel parts "Article 12" into unit and number, in capitals.
func splitLabel(label string) (unit, string) {
	size, u, _ := unitWord(label, 0)
	if u == noUnit {
		size = 0
	}
	num := strings.ToUpper(strings.Trim(label[size:], " .:()—–-"))
	return u, strings.TrimSuffix(num, ".0")
}

// readLines enters the numbers that lines of the source begin with.
func (n *numbering) readLines(source []byte) {
	for len(source) > 0 {
		line, rest, _ := bytes.Cut(source, []byte("\n"))
		n.readLine(line)
		source = rest
	}
}

func (n *numbering) readLine(text []byte) {
	text = bytes.TrimLeft(text, " \t#*>|_-\\“\"'[<")
	if len(text) == 0 || !digit(text[0]) && !unitInitial[text[0]] {
		return // nearly all lines
	}
	line := string(text[:min(len(text), sight)])
	size, u, _ := unitWord(line, 0)
	prefix := ""
	if u != noUnit {
		line, prefix = line[size:], u.String()+" "
		line = strings.TrimLeft(line, " *_\u00a0")
	}
	switch {
	case line == "":
	case digit(line[0]):
		n.lines[prefix+strings.TrimRight(line[:skipNumber(line, 0)], ".")] = true
		for i := range len(line) { // "12.3A" is 12.3 too
			if !digit(line[i]) && line[i] != '.' {
				n.lines[prefix+strings.TrimRight(line[:i], ".")] = true
				break
			}
		}
	case prefix != "" && capital(line[0]):
		i := 0
		for i < len(line) && capital(line[i]) {
			i++
		}
		n.lines[prefix+line[:i]] = true
	}
}

// fewUnits is how many units of a style a document has at least whose numbering
// counts as understood.
const fewUnits = 5

// understood reports whether the document numbers its units of a kind so that a
// number without a unit is a fault, and not an extract or something that was
// not recognised: they begin at one and have hardly a gap.
func (n *numbering) understood(u unit) bool {
	run, highest := 0, 0
	numbers := n.main(u)
	for v := 1; v <= highest+longestGap; v++ {
		if numbers[v] {
			run, highest = run+1, v
		}
	}
	return run >= fewUnits && run*10 >= highest*9
}

// longestGap is how far two numbers of a numbering stand apart at most: repealed
// provisions leave gaps. What comes after a longer one, such as "section 508" at
// the start of a line, is a number of something else.
const longestGap = 4

// main returns the main numbers of a kind of units, as values.
func (n *numbering) main(u unit) map[int]bool {
	out := map[int]bool{}
	add := func(set map[string]bool) {
		for num := range set {
			whole, _, _ := strings.Cut(num, ".")
			if v := value(strings.TrimRight(whole, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")); v > 0 {
				out[v] = true
			} else if v := romanValue(num); v > 0 && u != section && u != article {
				out[v] = true
			}
		}
	}
	add(n.named[u])
	if u == section && len(n.named[article]) < fewUnits {
		add(n.bare)
	}
	return out
}

func value(num string) int {
	v, err := strconv.Atoi(num)
	if err != nil || v > 999 {
		return 0
	}
	return v
}

// has reports whether the document has a unit with the number; every doubt
// counts as yes.
func (n *numbering) has(u unit, num string) bool {
	num = strings.ToUpper(num)
	for _, v := range spellings(num) {
		if n.named[u][v] || n.lines[u.String()+" "+v] {
			return true
		}
		if u <= paragraph && (n.bare[v] || n.lines[v] || n.named[section][v] || n.named[article][v]) {
			return true
		}
	}
	return false
}

// spellings returns a number as written and, for Roman numbers and digits, in
// the other way.
func spellings(num string) []string {
	out := []string{num}
	if v := romanValue(num); v > 0 {
		return append(out, strconv.Itoa(v))
	}
	if v := value(num); v > 0 && v < 40 {
		out = append(out, roman(v))
	}
	return out
}

func roman(v int) string {
	var b strings.Builder
	for _, r := range []struct {
		v int
		s string
	}{{10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; v >= r.v; v -= r.v {
			b.WriteString(r.s)
		}
	}
	return b.String()
}

// marked reports whether a provision holds an enumeration marker such as "(b)"
// or "2." that is no reference itself.
func (n *numbering) marked(p int, mark string) bool {
	set, ok := n.marks[p]
	if !ok {
		span := n.doc.Provisions[p].Span
		set = markers(string(n.doc.Source[span.Start:span.End]))
		n.marks[p] = set
	}
	return set[strings.ToLower(mark)]
}

// markers finds the markers of enumerations in a text.
func markers(text string) map[string]bool {
	out := map[string]bool{}
	start := true // of a line
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == '\n':
			start = true
			continue
		case c == ' ' || c == '\t' || c == '#' || c == '*' || c == '>' || c == '-' || c == '_' || c == '|' || c == '\\':
			continue
		case c == '(':
			attached := i > 0 && (digit(text[i-1]) || letter(text[i-1]) || text[i-1] == ')')
			if mark, size := bracketNumber(text[i:]); size > 0 && (start || !attached && !refers(text[:i])) {
				out[strings.ToLower(mark)] = true
				i += size - 1
				start = true // "(1)(a)"
				continue
			}
		case start && (digit(c) || letter(c)):
			j := i
			for j < len(text) && j-i < 5 && (digit(text[j]) || letter(text[j])) {
				j++
			}
			if j < len(text) && (text[j] == '.' || text[j] == ')') {
				out[strings.ToLower(text[i:j])] = true
			}
			if j < len(text) && text[j] == '(' {
				i = j - 1 // "5(1)" at the start of a line
				continue
			}
		}
		start = false
	}
	return out
}

// refers reports whether the text before a bracket makes it part of a
// reference: the name of a unit.
func refers(before string) bool {
	before = strings.TrimRight(before[max(0, len(before)-24):], " \u00a0")
	i := len(before)
	for i > 0 && (letter(before[i-1]) || before[i-1] == '-') {
		i--
	}
	if i == len(before) {
		return false
	}
	_, u, _ := unitWord(before, i)
	return u != noUnit
}
