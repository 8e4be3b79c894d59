package place

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// Section is a titled unit of a document, as its source writes it.
type Section struct {
	// Prov is the unit, and ID its index in the document.
	Prov *parse.Provision
	ID   int
	// Start is where the line of the heading begins, Body where the text after
	// the heading does, End where its last text ends: bytes of the source.
	Start, Body, End int
	// Raw is the heading as written, up to the end of its line or lines.
	Raw string
	// Leaf says that no other section stands below it, Sound that its heading
	// begins a line, Back that it is an annex, a form of signature or the like.
	Leaf, Sound, Back bool
	// Binds counts the sentences in it that bind.
	Binds int

	style string
	words []string // of the heading, see contentWords
}

// Outline is the sections of a document in the order of the source.
type Outline struct {
	Doc      *parse.Document
	Sections []Section

	whole int // where the text of the document ends, before annexes

	homes  *homes // see homesOf
	tail   *Tail  // of documents of the kind tailOf; see Tail
	tailOf rules.Kind
}

// New reads the sections of a document.
func New(d *parse.Document) *Outline {
	o := &Outline{Doc: d}
	for i := range d.Provisions {
		if p := &d.Provisions[i]; p.Titled {
			o.Sections = append(o.Sections, o.section(i, p))
		}
	}
	for i := range o.Sections {
		s := &o.Sections[i]
		next := len(d.Source)
		if i+1 < len(o.Sections) {
			next = o.Sections[i+1].Start
		}
		s.Leaf = i+1 == len(o.Sections) || !descends(d, o.Sections[i+1].ID, s.ID) || outranks(o.Sections[i+1].Prov, s.Prov)
		s.End = o.textEnd(s.Body, next)
		if o.attested(s.End, next) { // what reads as a section in it is a name
			for j := i + 1; j < len(o.Sections) && descends(d, o.Sections[j].ID, s.ID); j++ {
				o.Sections[j].Back = true
			}
		}
	}
	o.whole = o.textEnd(0, len(d.Source))
	stop := o.backMatterAt()
	if stop < len(o.Sections) {
		o.whole = o.textEnd(0, o.Sections[stop].Start)
	}
	if stop > 0 { // the rule below the last heading closes nothing
		o.whole = max(o.whole, o.Sections[stop-1].Body)
	}
	o.countBinding()
	o.dropUnsound()
	return o
}

// section reads the heading of a titled provision.
func (o *Outline) section(i int, p *parse.Provision) Section {
	src := o.Doc.Source
	s := Section{Prov: p, ID: i, Start: LineStart(src, p.Span.Start), words: contentWords(p.Title)}
	lead := string(src[s.Start:p.Span.Start])
	s.Sound = strings.IndexFunc(lead, unicode.IsLetter) < 0
	last := p.Span.Start
	for j := p.First; j < p.End && o.Doc.Sentences[j].Class.IsHeading() && o.Doc.Sentences[j].Provision == i; j++ {
		last = o.Doc.Sentences[j].Span.End
	}
	s.Body = LineEnd(src, last)
	if rest := src[s.Body:]; len(rest) > 0 {
		line := bytes.TrimRight(firstLine(bytes.TrimPrefix(bytes.TrimPrefix(rest, []byte("\r")), []byte("\n"))), " \t\r")
		if len(line) > 1 && (len(bytes.Trim(line, "-")) == 0 || len(bytes.Trim(line, "=")) == 0) {
			s.Body = LineEnd(src, s.Body+bytes.Index(rest, line)) // the rule below a setext heading
		}
	}
	s.Raw = string(src[s.Start:s.Body])
	s.style = style(lead, p)
	s.Back = backMatter(p)
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
func (o *Outline) countBinding() {
	at := map[int]int{}
	for i := range o.Sections {
		at[o.Sections[i].ID] = i
	}
	for i := range o.Doc.Sentences {
		s := &o.Doc.Sentences[i]
		if !s.Class.Binds() {
			continue
		}
		if k, ok := at[o.Doc.Section(s.Provision)]; ok {
			o.Sections[k].Binds++
		}
	}
}

// repeatedHead is how often a heading stands in a document that is the running
// head of its pages, which hides where sections end.
const repeatedHead = 4

// dropUnsound marks sections under what is no heading: a running head, and words
// from the midst of a sentence that its reader took for one.
func (o *Outline) dropUnsound() {
	times := map[string]int{}
	small := 0
	for i := range o.Sections {
		times[o.Sections[i].Prov.Title]++
		if midst(o.Sections[i].Prov.Title) {
			small++
		}
	}
	for i := range o.Sections {
		s := &o.Sections[i]
		repeated := s.Prov.Title != "" && times[s.Prov.Title] >= repeatedHead
		if repeated || midst(s.Prov.Title) && small*2 < len(o.Sections) {
			s.Sound = false
		}
	}
}

// midst reports whether a title begins or ends like a part of a sentence.
func midst(title string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(title, "\"“‘'("))
	return unicode.IsLower(first) || strings.HasSuffix(title, ";") || strings.HasSuffix(title, ",") || len(strings.Fields(title)) > sentenceWords
}

// sentenceWords is how many words make a sentence and no title.
const sentenceWords = 20

// coversAll reports whether a section is the document itself under its title.
func (o *Outline) coversAll(s *Section) bool {
	return s.Prov.Span.End-s.Prov.Span.Start > len(o.Doc.Source)*3/4
}

// Children returns the numbered units without headings that stand directly in a
// section and are no items of an enumeration.
func (o *Outline) Children(s *Section) []int {
	var out []int
	for i := s.ID + 1; i < len(o.Doc.Provisions); i++ {
		p := &o.Doc.Provisions[i]
		if p.Parent != s.ID {
			if !descends(o.Doc, i, s.ID) {
				break
			}
			continue
		}
		if p.Titled || p.Label == "" || p.First >= p.End || o.Doc.Sentences[p.First].LeadIn >= 0 {
			continue
		}
		out = append(out, i)
	}
	return out
}

// LineStart returns where the line that holds a byte begins.
func LineStart(src []byte, at int) int { return bytes.LastIndexByte(src[:at], '\n') + 1 }

// LineEnd returns the end of the line at a place, without its line break.
func LineEnd(src []byte, at int) int {
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
