package drafting

import (
	"strings"

	"github.com/rightslint/rightslint/parse"
)

// danglingReferences finds references to provisions of the document that are
// not there. Each provision that lacks is reported once, where it is named
// first. In every doubt – a reference that may point into another instrument, a
// numbering that was not understood – nothing is reported.
func danglingReferences(in Input) []Point {
	d := in.Text.Doc
	if amends(d.Title) {
		return nil
	}
	c := &context{doc: d, sentences: map[int]bool{}, headings: map[int]bool{}}
	var n *numbering
	understood := map[unit]bool{}
	var out []Point
	told := map[string]bool{}
	for i := range d.Sentences {
		s := &d.Sentences[i]
		if s.Class != parse.Body && s.Class != parse.Definition || !mayRefer(s.Text) {
			continue
		}
		refs := references(s.Text)
		if len(refs) == 0 || c.elsewhere(i) {
			continue
		}
		if n == nil {
			n = newNumbering(d)
			for u := section; u <= appendix; u++ {
				understood[u] = n.understood(u)
			}
		}
		for _, r := range refs {
			if external(s.Text, &r) {
				continue
			}
			for _, x := range r.targets {
				what := n.lacks(&r, &x, s.Provision, understood)
				if what != "" && !told[what] {
					told[what] = true
					out = append(out, Point{Sentence: i, Detail: sentenceCase(what) + " is referred to, but it is not in the document."})
				}
			}
		}
	}
	return out
}

func sentenceCase(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// mayRefer is a quick test that spares most sentences the search.
func mayRefer(text string) bool {
	for i := range len(text) {
		switch referring[text[i]] {
		case mayNumber:
			return true
		case mayName:
			if beginsWithAny(text[i:], namedUnits) {
				return true
			}
		}
	}
	return false
}

// namedUnits are units that have letters for numbers, as references write them.
var namedUnits = []string{"Annex", "Appendi", "Schedule", "Part ", "Chapter", "PART", "ANNEX", "SCHEDULE"}

const (
	mayNumber = 1 + iota // a digit or bracket: some reference may stand around it
	mayName              // begins the name of a unit
)

// referring tells what a byte says of references in its text.
var referring = func() (t [256]uint8) {
	for c := byte('0'); c <= '9'; c++ {
		t[c] = mayNumber
	}
	t['('] = mayNumber
	for _, name := range namedUnits {
		t[name[0]] = mayName
	}
	return t
}()

// lacks returns the name of a target that the document lacks, or "".
func (n *numbering) lacks(r *reference, x *target, provision int, understood map[unit]bool) string {
	switch {
	case r.unit == paragraph || x.num == "":
		return n.lacksPart(r, x, provision)
	case r.unit >= part:
		if n.sequel(r.unit, x.num) && !n.has(r.unit, x.num) {
			return r.unit.String() + " " + x.num
		}
		return ""
	case !understood[r.unit]:
		return ""
	case strings.Contains(x.num, "."):
		return n.lacksDotted(r, x)
	case !n.has(r.unit, x.num):
		return r.unit.String() + " " + x.num
	case len(x.subs) > 0:
		return n.lacksSub(r, x)
	}
	return ""
}

// sequel reports whether the document has units of the kind, at least one in
// the same form of number, so that a further one would be expected in it.
func (n *numbering) sequel(u unit, num string) bool {
	highest, count := 0, 0
	for v := range n.main(u) {
		highest, count = max(highest, v), count+1
	}
	if value(num) > 0 || romanValue(num) > 0 {
		return count > 0 && count == highest && (u >= annex || count > 1)
	}
	return len(num) == 1 && n.has(u, "A") && n.has(u, "B")
}

// lacksDotted looks for a number such as 4.3, in a document that uses them.
func (n *numbering) lacksDotted(r *reference, x *target) string {
	dotted := 0
	whole, _, _ := strings.Cut(x.num, ".")
	for num := range n.bare {
		if strings.Contains(num, ".") {
			dotted++
		}
	}
	if dotted < fewUnits || n.has(r.unit, x.num) {
		return ""
	}
	if n.has(r.unit, whole) && !n.has(r.unit, whole+".1") {
		return "" // its parts are numbered in another way
	}
	return r.unit.String() + " " + x.num
}

// lacksSub looks for the part of a unit that is there: "section 5(2)" in
// section 5. It must have a numbering of that form.
func (n *numbering) lacksSub(r *reference, x *target) string {
	units := n.units[strings.ToUpper(x.num)]
	if len(units) == 0 {
		return ""
	}
	for _, p := range units {
		if n.marked(p, x.subs[0]) || !n.enumerates(p, x.subs[0]) {
			return ""
		}
	}
	return r.unit.String() + " " + x.num + "(" + x.subs[0] + ")"
}

// enumerates reports whether a provision has an enumeration of the form of the
// mark, from its beginning.
func (n *numbering) enumerates(p int, mark string) bool {
	if digit(mark[0]) {
		return n.marked(p, "1") && n.marked(p, "2")
	}
	return len(mark) == 1 && n.marked(p, "a") && n.marked(p, "b")
}

// lacksPart looks for "paragraph (b)" or "subsection (3)" around the place
// where it is used.
func (n *numbering) lacksPart(r *reference, x *target, provision int) string {
	mark := x.num
	if mark == "" {
		mark = x.subs[0]
	}
	top := n.doc.Section(provision)
	for top >= 0 && strings.HasPrefix(n.doc.Provisions[top].Label, "(") {
		top = n.doc.Section(n.doc.Provisions[top].Parent)
	}
	if top < 0 || strings.Contains(mark, ".") || len(n.doc.Source) < 1 {
		return ""
	}
	if n.marked(top, mark) || !n.enumerates(top, mark) || n.has(section, mark) && x.num != "" {
		return ""
	}
	return strings.ToLower(strings.TrimSuffix(r.word, "s")) + " " + x.text + " of “" + n.doc.Provisions[top].Path + "”"
}

// external reports whether a reference points out of the document, or to a part
// of another reference, by the words around it.
func external(text string, r *reference) bool {
	after := strings.TrimLeft(head(text[r.end:]), " ")
	for _, join := range []string{"of ", "to ", "in ", "under ", "from ", "(of "} {
		rest, ok := strings.CutPrefix(after, join)
		if !ok {
			continue
		}
		if own(rest) {
			return false
		}
		if join != "to " && join != "in " && join != "under " && join != "from " {
			return true
		}
		return !lowerStart(rest) || strings.HasPrefix(rest, "the ") || strings.HasPrefix(rest, "that ")
	}
	switch {
	case strings.HasPrefix(after, "thereof"), strings.HasPrefix(after, ", of "), strings.HasPrefix(after, "et seq"):
		return true
	case after != "" && capital(after[0]), strings.HasPrefix(after, "("):
		return true // "Article 6 GDPR", "Section 5 (of the Act)"
	}
	before := tail(text[:r.start])
	comma := strings.HasSuffix(strings.TrimRight(before, " "), ",")
	before = strings.TrimRight(before, " (,“\"")
	last := before[strings.LastIndexAny(before, " (")+1:]
	if comma && strings.ContainsAny(last, "0123456789") {
		return true // "Guide 07-35, Section 2"
	}
	return last != "" && (capital(last[0]) && r.start > len(last)+2 && !openers[strings.ToLower(last)] || strings.HasSuffix(last, ".") && len(last) > 2)
}

// openers are words that begin with a capital at the start of a sentence or
// clause and name no instrument.
var openers = set("under in by of and or see to if where subject per with for from this that the pursuant except unless notwithstanding as")

// own reports whether the words after "of" name the document itself.
func own(rest string) bool {
	rest = strings.ToLower(rest)
	for _, w := range []string{"this ", "these ", "the present ", "hereof"} {
		if strings.HasPrefix(rest, w) {
			return !strings.HasPrefix(rest, "this title")
		}
	}
	return false
}

func lowerStart(s string) bool { return s != "" && 'a' <= s[0] && s[0] <= 'z' }

// context tells which sentences and headings speak of another instrument; each
// is read once.
type context struct {
	doc       *parse.Document
	sentences map[int]bool
	headings  map[int]bool
}

// elsewhere reports whether a sentence, its lead-ins or its heading speak of
// another instrument, or amend one.
func (c *context) elsewhere(i int) bool {
	d := c.doc
	s := &d.Sentences[i]
	for l, n := i, 0; l >= 0 && n < 4; l, n = d.Sentences[l].LeadIn, n+1 {
		if c.sentence(l) {
			return true
		}
	}
	if i > 0 && d.Sentences[i-1].Block == s.Block && c.sentence(i-1) {
		return true
	}
	for p := s.Provision; p >= 0 && d.Provisions[p].Depth > 0; p = d.Provisions[p].Parent {
		if c.heading(p) {
			return true
		}
	}
	return false
}

func (c *context) sentence(i int) bool {
	is, ok := c.sentences[i]
	if !ok {
		text := c.doc.Sentences[i].Text
		is = amends(text) || names(text)
		c.sentences[i] = is
	}
	return is
}

func (c *context) heading(p int) bool {
	is, ok := c.headings[p]
	if !ok {
		title := c.doc.Provisions[p].Title
		is = title != "" && (amends(title) || names(title))
		c.headings[p] = is
	}
	return is
}

// amends reports whether a text changes another instrument.
func amends(text string) bool {
	lower := strings.ToLower(text)
	for _, w := range []string{"amend", "substitut", "insert", "repeal", "principal act", "modification", "consequential"} {
		if strings.Contains(lower, w) {
			return true
		}
	}
	return false
}

// names reports whether a text names an instrument other than the document.
func names(text string) bool {
	for _, w := range instruments {
		for from := 0; ; {
			i := strings.Index(text[from:], w)
			if i < 0 {
				break
			}
			i += from
			from = i + len(w)
			if from < len(text) && letter(text[from]) && text[from] != 's' || i > 0 && letter(text[i-1]) {
				continue
			}
			before := strings.ToLower(text[max(0, i-14):i])
			if strings.HasSuffix(before, "this ") || strings.HasSuffix(before, "these ") || strings.HasSuffix(before, "the present ") {
				continue
			}
			return true
		}
	}
	return false
}

// instruments are words that name laws, treaties and standards.
var instruments = [...]string{
	"Act", "Code", "Directive", "Regulation", "Regulations", "Law", "Laws", "Ordinance", "Decree", "Statute", "Constitution", "Covenant", "Convention", "Treaty",
	"Charter", "Protocol", "GDPR", "CCPA", "CPRA", "LGPD", "DSGVO", "TFEU", "TEU", "U.S.C", "USC", "CFR", "C.F.R", "FAR", "DFARS", "Rules", "Circular",
	"NIST", "ISO", "IEC", "EN", "WCAG", "Pub. L", "Public Law", "Executive Order", "Bill", "Penal", "Civil", "AktG", "BGB", "Stat", "FIPS", "OMB", "Publication",
	"Decision", "Framework Agreement", "Master Agreement", "Solicitation", "RFP", "Guide", "Handbook", "Manual", "Standard", "DSA", "PIPEDA", "HIPAA", "COPPA", "Clauses",
}
