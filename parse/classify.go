package parse

import (
	"bytes"
	"strings"
)

// region is the sort of passage that a heading or an opening formula began.
type region struct {
	class   Class
	heading int  // level of the heading that began it, or 0
	strict  bool // all of a definitions section, rather than only what defines
	begun   bool // something has been read in it
	dotted  bool // its first unit is numbered "1."
}

// number lets the recitals of a contract end where its clauses begin: at "1."
// after recitals that were numbered otherwise.
func (g *region) number(l *label, at placement) {
	if g.class != Recital || g.heading == 0 {
		return
	}
	first := (l.form == formDot || l.form == formDotted) && at.reading == ordinal{digits, 1}
	if first && !g.begun {
		g.dotted = true
	}
	if first && g.begun && !g.dotted {
		*g = region{}
		return
	}
	g.begun = true
}

// enter decides what sort of passage a heading with the given title begins.
func (g *region) enter(b *builder, title []byte, heading int, label string) {
	name := strings.ToLower(strings.Trim(string(spaced(title)), " .:*"))
	class, strict := headingClass(name)
	switch {
	case class != Body:
		*g = region{class: class, heading: heading, strict: strict}
	case g.class == Body:
	case startsOperative(label, g.class):
		*g = region{}
	case g.class == Recital && g.heading == 0, g.class == Note && g.heading >= levelCaps:
		// Recitals end with the enacting words or the first article, a
		// memorandum with the recitals, not with any heading between.
	case g.class == Note && heading == g.heading && label != "" && isDigit(label[0]) && isCapitals(title):
		// "1. CONTEXT OF THE PROPOSAL": where headings are told by their
		// looks, those in a memorandum look like its own.
	case heading <= g.heading || g.heading == 0:
		*g = region{}
	}
}

// startsOperative reports whether a unit with the given number ends a preamble
// or a memorandum, whatever the levels of the headings.
func startsOperative(label string, class Class) bool {
	word, number, ok := strings.Cut(label, " ")
	if !ok || class != Recital && class != Note {
		return false
	}
	kind := unitWords[strings.ToLower(word)]
	if class == Recital {
		return kind != nil
	}
	return (kind == kindArticle || kind == kindSection || kind == kindTitle) && (number == "1" || number == "I")
}

// headingClass returns the class of the passages below a heading with the given
// title in lower case; strict says that the whole section is of that class.
func headingClass(name string) (Class, bool) {
	for _, s := range [...]string{
		"explanatory memorandum", "explanatory statement", "explanatory note", "statement of objects and reasons",
		"legislative financial statement", "editorial note", "statutory notes", "amendment history", "legislative history", "legislation history",
		"historical and revision", "exposé des motifs", "exposición de motivos", "memorandum regarding delegated legislation", "financial memorandum",
	} {
		if strings.HasPrefix(name, s) || strings.HasSuffix(name, s) {
			return Note, true
		}
	}
	switch name {
	case "amendments", "notes", "change log", "changelog", "revision history", "version history", "document history", "list of amendments":
		return Note, true
	case "recitals", "preamble", "whereas", "considérant", "considerando", "préambule":
		return Recital, true
	case "contents", "table of contents", "arrangement of sections", "arrangement of clauses", "arrangement of provisions", "arrangement of articles", "index", "toc", "sommaire", "índice":
		return Contents, true
	case "definitions", "interpretation", "glossary", "defined terms", "definitions and interpretation", "interpretation and definitions",
		"definitions and acronyms", "glossary of terms", "definition", "key terms", "definition of terms", "terms and definitions", "définitions", "definiciones":
		return Definition, true
	}
	if strings.HasPrefix(name, "definition") || strings.HasSuffix(name, "definitions") || strings.HasPrefix(name, "interpretation") {
		return Definition, false
	}
	return Body, false
}

// opening looks for formulas at the start of a block that begin or end a
// region, and returns the class of the block itself, or Body.
func (b *builder) opening(t []byte) Class {
	if bytes.IndexByte([]byte("wheabnWHEABN[("), t[0]) < 0 {
		return Body
	}
	head := bytes.ToLower(t[:min(len(t), 60)])
	switch {
	case hasAnyPrefix(head, "whereas:", "having regard to"):
		b.region = region{class: Recital}
		return Recital
	case hasAnyPrefix(head, "have adopted this", "has adopted this", "hereby adopts", "be it enacted", "be it therefore enacted", "enacted by", "now, therefore", "now therefore"):
		if b.region.class == Recital || b.region.class == Note {
			b.region = region{}
		}
		return Recital
	case hasAnyPrefix(head, "whereas", "an act to ", "a bill to ", "an act of ", "a bill for an act"):
		return Recital
	case hasAnyPrefix(head, "[footnote]", "(added pub. l.", "(pub. l.", "[amended by", "editorial note", "[repealed", "[editorial"):
		return Note
	}
	if t[0] == '[' && bytes.Contains(t[:min(len(t), 40)], []byte("Repealed")) ||
		t[0] == '(' && t[len(t)-1] == ')' && bytes.Contains(t, []byte("Pub. L. ")) && bytes.Contains(t, []byte(" Stat. ")) {
		return Note
	}
	return Body
}

func hasAnyPrefix(t []byte, prefixes ...string) bool {
	for _, p := range prefixes {
		if len(t) >= len(p) && string(t[:len(p)]) == p {
			return true
		}
	}
	return false
}

// classify finds the class of a sentence.
func (b *builder) classify(r *raw, t []byte, lead int) Class {
	switch {
	case r.classed:
		return r.class
	case r.kind == rawFootnote:
		return Footnote
	case r.kind == rawForm:
		return FormField
	}
	if r.from == b.texts0(r) {
		r.class = b.opening(b.bytes(r))
	}
	switch {
	case r.class != Body:
		return r.class
	case r.quote:
		return Quotation
	case isFormField(t):
		return FormField
	case b.region.class == Recital || b.region.class == Note:
		class := b.region.class
		b.region.begun = true
		if bytes.HasSuffix(t, []byte("as follows:")) && class == Recital {
			b.region = region{} // "the parties agree as follows:"
		}
		return class
	}
	if b.defines(t, lead) {
		return Definition
	}
	return Body
}

// texts0 returns where the block begins if no sentence of it has been kept yet,
// or -1.
func (b *builder) texts0(r *raw) int {
	if b.d.Blocks[len(b.d.Blocks)-1].First == len(b.d.Sentences) {
		return r.from
	}
	return -1
}

// defines reports whether a sentence says what a term means.
func (b *builder) defines(t []byte, lead int) bool {
	if lead >= 0 && b.d.Sentences[lead].Class == Definition {
		return true
	}
	if b.region.class == Definition {
		if meaning := saysMeaning(t); b.region.strict || meaning {
			return meaning || !binds(t)
		}
	}
	return namesTerm(t) && saysMeaning(t) || givesTitle(t)
}

// givesTitle reports whether a sentence only says what its instrument is called:
// "This Act may be cited as the Interception Act."
func givesTitle(t []byte) bool {
	head := bytes.TrimLeft(t[:min(len(t), 120)], "-–— ")
	if !bytes.HasPrefix(head, []byte("This ")) && !bytes.HasPrefix(head, []byte("These ")) {
		return false
	}
	for _, s := range [...]string{" be cited as ", " be known as ", " be called the ", " be known and cited as "} {
		if bytes.Contains(head, []byte(s)) {
			return true
		}
	}
	return false
}

// namesTerm reports whether a sentence begins as one that says what a term means:
// with a quotation mark, or with the words that lead up to it.
func namesTerm(t []byte) bool {
	if i := skipOpeners(t); i > 0 && (t[0] == '"' || t[0] >= 0x80) {
		return true
	}
	for _, s := range [...]string{"For the purpose", "for the purpose", "In this ", "The term "} {
		if bytes.HasPrefix(t, []byte(s)) {
			return true
		}
	}
	return false
}

// meaningVerbs are the verbs that define after any term, quotedVerbs those that
// define after a term in quotation marks.
var (
	meaningVerbs = [...]string{" means", " mean ", " has the meaning", " have the meaning", " is defined as", " shall mean"}
	quotedVerbs  = [...]string{" refers to ", " refer to ", " includes ", " include ", ": ", " is ", " are "}
)

// saysMeaning reports whether the first words of a sentence hold a verb of
// definition.
func saysMeaning(t []byte) bool {
	head := t[:min(len(t), 200)]
	if bytes.Contains(head, []byte(" mean")) || bytes.Contains(head, []byte(" defined as")) {
		for _, s := range meaningVerbs {
			if bytes.Contains(head, []byte(s)) {
				return true
			}
		}
	}
	if t[0] != '"' && t[0] != 0xE2 {
		return false
	}
	for _, s := range quotedVerbs {
		if bytes.Contains(head, []byte(s)) {
			return true
		}
	}
	if quotedAlone(t) {
		return true // the items below say what it means
	}
	return bytes.Contains(head, []byte("\"means")) || bytes.Contains(head, []byte("”means"))
}

// quotedAlone reports whether a text is but a term in quotation marks and the
// dash after it.
func quotedAlone(t []byte) bool {
	if len(t) > maxHeading || !endsInDash(t) {
		return false
	}
	term := bytes.TrimRight(t, "—–-: ")
	return bytes.HasSuffix(term, []byte("\"")) || bytes.HasSuffix(term, []byte("”"))
}

// binds reports whether a sentence has a verb of duty.
func binds(t []byte) bool {
	return bytes.Contains(t, []byte(" shall ")) || bytes.Contains(t, []byte(" must ")) || bytes.Contains(t, []byte(" may not "))
}

// isFormField reports whether a passage is a blank to be filled in.
func isFormField(t []byte) bool {
	if bytes.IndexByte(t, '_') < 0 && bytes.IndexByte(t, '[') < 0 && bytes.IndexByte(t, 0xE2) < 0 {
		return false
	}
	if !bytes.Contains(t, []byte("____")) && !bytes.Contains(t, []byte("[ ]")) && !bytes.Contains(t, []byte("☐")) {
		return false
	}
	words := 0
	for _, w := range bytes.Fields(t) {
		if isAlpha(w[0]) {
			words++
		}
	}
	return words <= 8
}

// judgeQuotes tells quotations from paragraphs that a converter marked as block
// quotations because they are indented: a quotation is announced by a colon or
// stands in quotation marks.
func (l *layout) judgeQuotes() {
	for i := range l.raws {
		r := &l.raws[i]
		if !r.quote {
			continue
		}
		t := l.bytes(r)
		if i > 0 && l.raws[i-1].quote {
			continue // judged with the first paragraph
		}
		announced := i > 0 && l.text[l.raws[i-1].to-1] == ':' && l.raws[i-1].kind == rawParagraph
		if _, numbered := parseLabel(t); numbered || !announced && t[0] != '"' && !bytes.HasPrefix(t, []byte("“")) {
			for j := i; j < len(l.raws) && l.raws[j].quote; j++ {
				l.raws[j].quote = false
			}
		}
	}
}

// distrust takes the finding of preambles and notes back when it leaves too
// little: under a third of the text. A heading read wrongly must not turn a
// whole act into a preamble.
func distrust(d *Document) {
	operative, all := 0, 0
	for i := range d.Sentences {
		s := &d.Sentences[i]
		n := len(s.Text)
		switch s.Class {
		case Body, Definition:
			operative += n
			all += n
		case Recital, Note, Quotation:
			all += n
		}
	}
	if operative*3 >= all {
		return
	}
	reset := func(c *Class) {
		if *c == Recital || *c == Note || *c == Quotation {
			*c = Body
		}
	}
	for i := range d.Sentences {
		reset(&d.Sentences[i].Class)
	}
	for i := range d.Blocks {
		reset(&d.Blocks[i].Class)
	}
}
