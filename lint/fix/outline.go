package fix

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// section is a titled unit of a document, as its source writes it.
type section struct {
	prov *parse.Provision
	id   int // index of the provision
	// start is where the line of the heading begins, body where the text after
	// the heading does, end where its last text ends; bytes of the source.
	start, body, end int
	// raw is the heading as written, up to the end of its line or lines.
	raw string
	// leaf says that no other section stands below it, sound that its heading
	// begins a line, back that it is an annex, a form of signature or the like.
	leaf, sound, back bool
	// binds counts the sentences in it that bind.
	binds int
	style string
}

// outline is the sections of a document in the order of the source.
type outline struct {
	doc      *parse.Document
	sections []section
	newline  string
}

// newOutline reads the sections of a document.
func newOutline(d *parse.Document) *outline {
	o := &outline{doc: d, newline: "\n"}
	if i := bytes.IndexByte(d.Source, '\n'); i > 0 && d.Source[i-1] == '\r' {
		o.newline = "\r\n"
	}
	for i := range d.Provisions {
		if p := &d.Provisions[i]; p.Titled {
			o.sections = append(o.sections, o.section(i, p))
		}
	}
	for i := range o.sections {
		s := &o.sections[i]
		next := len(d.Source)
		if i+1 < len(o.sections) {
			next = o.sections[i+1].start
		}
		s.leaf = i+1 == len(o.sections) || !descends(d, o.sections[i+1].id, s.id) || outranks(o.sections[i+1].prov, s.prov)
		s.end = max(o.trim(s.body, next), s.body)
	}
	o.countBinding()
	o.dropRepeated()
	return o
}

// section reads the heading of a titled provision.
func (o *outline) section(i int, p *parse.Provision) section {
	src := o.doc.Source
	s := section{prov: p, id: i, start: lineStart(src, p.Span.Start)}
	lead := string(src[s.start:p.Span.Start])
	s.sound = strings.IndexFunc(lead, unicode.IsLetter) < 0
	last := p.Span.Start
	for j := p.First; j < p.End && o.doc.Sentences[j].Class.IsHeading() && o.doc.Sentences[j].Provision == i; j++ {
		last = o.doc.Sentences[j].Span.End
	}
	s.body = lineEnd(src, last)
	if rest := src[s.body:]; len(rest) > 0 {
		line := bytes.TrimRight(firstLine(bytes.TrimPrefix(bytes.TrimPrefix(rest, []byte("\r")), []byte("\n"))), " \t\r")
		if len(line) > 1 && (len(bytes.Trim(line, "-")) == 0 || len(bytes.Trim(line, "=")) == 0) {
			s.body = lineEnd(src, s.body+bytes.Index(rest, line)) // the rule below a setext heading
		}
	}
	s.raw = string(src[s.start:s.body])
	s.style = style(lead, p)
	s.back = backMatter(p)
	return s
}

// style says how a heading is written, short of its words: sections of one
// style are siblings.
func style(lead string, p *parse.Provision) string {
	label := p.Label
	var shape strings.Builder
	for _, r := range label {
		switch {
		case unicode.IsDigit(r):
			r = '1'
		case unicode.IsUpper(r) && len(label) < 5:
			r = 'A'
		}
		if s := shape.String(); r != '1' || !strings.HasSuffix(s, "1") {
			shape.WriteRune(r)
		}
	}
	lead = strings.TrimRight(strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return r
	}, lead), "[]()")
	if i := strings.Index(lead, "[]("); i >= 0 {
		lead = lead[:i]
	}
	return lead + "|" + shape.String()
}

// backMatter reports whether a section stands behind the operative text: an
// annex, a schedule.
func backMatter(p *parse.Provision) bool {
	word, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(p.Label+" "+p.Title)), " ")
	switch strings.Trim(word, ".:") {
	case "annex", "annexes", "annexure", "appendix", "appendices", "schedule", "schedules", "exhibit", "attachment", "attachments", "signatures", "signature", "endnotes", "footnotes":
		return true
	}
	return false
}

// outranks reports whether the unit a is of a kind that holds units like b, so
// that it cannot be a part of it: a Part after a section.
func outranks(a, b *parse.Provision) bool {
	rank := func(p *parse.Provision) int {
		word, _, _ := strings.Cut(strings.ToLower(p.Label), " ")
		switch word {
		case "annex", "schedule", "appendix":
			return 1
		case "part", "title", "book":
			return 2
		case "chapter":
			return 3
		case "division":
			return 4
		}
		return 9
	}
	return rank(a) < rank(b)
}

func descends(d *parse.Document, p, above int) bool {
	for ; p >= 0; p = d.Provisions[p].Parent {
		if p == above {
			return true
		}
	}
	return false
}

// countBinding counts the binding sentences of each section and of those below.
func (o *outline) countBinding() {
	at := map[int]int{}
	for i := range o.sections {
		at[o.sections[i].id] = i
	}
	for i := range o.doc.Sentences {
		s := &o.doc.Sentences[i]
		if !s.Class.Binds() {
			continue
		}
		if k, ok := at[o.doc.Section(s.Provision)]; ok {
			o.sections[k].binds++
		}
	}
}

// repeatedHead is how often a heading stands in a document that is the running
// head of its pages, which hides where sections end.
const repeatedHead = 4

// dropRepeated marks sections under a running head as unsound.
func (o *outline) dropRepeated() {
	times := map[string]int{}
	for _, s := range o.sections {
		times[s.prov.Title]++
	}
	for i := range o.sections {
		if s := &o.sections[i]; s.prov.Title != "" && times[s.prov.Title] >= repeatedHead {
			s.sound = false
		}
	}
}

// trim returns where the text of the range ends: before white space, rules
// between sections, and lines at the end that belong to nothing.
func (o *outline) trim(from, to int) int {
	src, limit := o.doc.Source, to
	for to > from {
		to = from + len(bytes.TrimRight(src[from:to], " \t\r\n\u00a0"))
		start := max(lineStart(src, to), from)
		line := strings.ToLower(strings.Trim(string(src[start:to]), " \t*_#>"))
		if start <= from || line != "" && strings.Trim(line, "-=—– \\") != "" && !(closing(line) && !tight(src, start)) {
			break
		}
		to = start
	}
	if end := lineEnd(src, to); end <= limit && len(bytes.TrimSpace(src[to:end])) == 0 {
		to = end // white space at the end of a line stays with it
	}
	return to
}

// closing reports whether a line in lower case only closes a document or links
// elsewhere in it.
func closing(line string) bool {
	for _, w := range []string{"last updated", "last modified", "©", "copyright ©", "in witness whereof", "signed", "done at", "[back to top", "back to top", "[top]", "[](#", "<a name", "<a id", "[end of", "(end of", "effective as of", "effective date", "updated "} {
		if strings.HasPrefix(line, w) && len(line) < 100 {
			return true
		}
	}
	return false
}

func lineStart(src []byte, at int) int { return bytes.LastIndexByte(src[:at], '\n') + 1 }

// lineEnd returns the end of the line at a place, without its line break.
func lineEnd(src []byte, at int) int {
	if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
		at += i
		if at > 0 && src[at-1] == '\r' {
			at--
		}
		return at
	}
	return len(src)
}

func firstLine(b []byte) []byte {
	if i := bytes.IndexByte(b, '\n'); i >= 0 {
		return b[:i]
	}
	return b
}

// series returns the indexes of the sections among which a new one belongs,
// before any annex. In a law these are its sections or articles, whatever parts
// hold them: the siblings in which most of its text stands. Elsewhere they are
// the siblings that, with all below them, make up most of the document.
func (o *outline) series(kind rules.Kind) []int {
	groups := map[string][]int{}
	weight := map[string]int{}
	stop := o.backMatterAt()
	for i := range o.sections[:stop] {
		s := &o.sections[i]
		if !s.sound || s.id == 0 && s.prov.Label == "" && o.coversAll(s) {
			continue
		}
		groups[s.style] = append(groups[s.style], i)
		weight[s.style] += s.binds
		if kind == rules.DraftRegulation {
			continue
		}
		for j := i + 1; j < stop && descends(o.doc, o.sections[j].id, s.id); j++ {
			weight[s.style] += o.sections[j].binds
		}
	}
	best := ""
	for _, s := range o.sections[:stop] { // in the order of the source, so that ties fall alike
		if len(groups[s.style]) > 1 && weight[s.style] > weight[best] {
			best = s.style
		}
	}
	return groups[best]
}

// backMatterAt returns the index of the section at which annexes begin. What is
// called so in the first third is a list of contents.
func (o *outline) backMatterAt() int {
	for i := range o.sections {
		if o.sections[i].back && i > len(o.sections)/3 {
			return i
		}
	}
	return len(o.sections)
}

// coversAll reports whether a section is the document itself under its title.
func (o *outline) coversAll(s *section) bool {
	return s.prov.Span.End-s.prov.Span.Start > len(o.doc.Source)*3/4
}

// children returns the numbered units without headings that stand directly in a
// section and are no items of an enumeration.
func (o *outline) children(s *section) []int {
	var out []int
	for i := s.id + 1; i < len(o.doc.Provisions); i++ {
		p := &o.doc.Provisions[i]
		if p.Parent != s.id {
			if !descends(o.doc, i, s.id) {
				break
			}
			continue
		}
		if p.Titled || p.Label == "" || p.First >= p.End || o.doc.Sentences[p.First].LeadIn >= 0 {
			continue
		}
		out = append(out, i)
	}
	return out
}

// has reports whether a unit of the document has a label.
func (o *outline) has(label string) bool {
	return slices.ContainsFunc(o.doc.Provisions, func(p parse.Provision) bool { return strings.EqualFold(p.Label, label) })
}
