package place

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// Tail is where new sections go.
type Tail struct {
	// Siblings are the indexes of the sections among which they stand, last
	// that which they follow; none where the document has no such sections.
	Siblings []int
	// At is the byte of the source at which they begin.
	At int
}

// Tail returns where new sections go: behind the last section of the document's
// own that is no closing matter, such as how to make contact, and before annexes
// and signatures.
func (o *Outline) Tail(kind rules.Kind) Tail {
	if o.tail == nil || o.tailOf != kind { // it is asked for each clause that lacks
		tail := o.findTail(kind)
		o.tail, o.tailOf = &tail, kind
	}
	return *o.tail
}

func (o *Outline) findTail(kind rules.Kind) Tail {
	ids := o.Series(kind)
	if len(ids) == 0 {
		return Tail{At: o.whole}
	}
	for n := len(ids) - 1; n > 0; n-- {
		if s := &o.Sections[ids[n]]; s.Prov.Label != "" || !lastMatter(s.words, kind) {
			break
		}
		ids = ids[:n]
	}
	last := ids[len(ids)-1]
	model := &o.Sections[last]
	at := model.End
	for j := last + 1; j < len(o.Sections) && descends(o.Doc, o.Sections[j].ID, model.ID) && !outranks(o.Sections[j].Prov, model.Prov) && !o.Sections[j].Back; j++ {
		at = o.Sections[j].End
	}
	return Tail{ids, at}
}

// textEnd returns where the text of the range ends: before white space, lines
// that close a document, and signatures.
func (o *Outline) textEnd(from, to int) int {
	to = o.trim(from, to)
	n, _ := slices.BinarySearchFunc(o.Doc.Blocks, to, func(b parse.Block, at int) int { return b.Span.Start - at })
	behind := 0
	for n--; n >= 0 && o.Doc.Blocks[n].Span.Start > from; n-- {
		b := &o.Doc.Blocks[n]
		text := opening(o.Doc.Source[b.Span.Start:b.Span.End], " \t*_#>|")
		if beginsWith(text, attestations) || behind < signatures && beginsWith(text, signatureLines) {
			return max(o.trim(from, LineStart(o.Doc.Source, b.Span.Start)), from)
		}
		behind += b.Span.End - b.Span.Start
	}
	return max(to, from)
}

// attested reports whether the first text behind the end of a section closes the
// operative text.
func (o *Outline) attested(end, next int) bool {
	return beginsWith(opening(o.Doc.Source[end:max(end, next)], " \t\r\n*_#>|"), attestations)
}

// opening returns the first letters of a text in lower case, behind what marks it
// up: enough to tell the words that close a document, however long the text is.
func opening(text []byte, marks string) string {
	text = bytes.TrimLeft(text, marks)
	if len(text) == 0 || text[0] < utf8.RuneSelf && strings.IndexByte(closingLetters, text[0]|0x20) < 0 {
		return "" // as nearly all texts
	}
	return strings.ToLower(string(text[:min(len(text), openingBytes)]))
}

// closingLetters are the first letters of the words that close a document.
const closingLetters = "dfis"

// openingBytes is how many bytes of a text are looked at for words that close a
// document.
const openingBytes = 64

// Closes reports whether a byte of the source stands in the lines that close a
// document, behind the text of the last section before it.
func (o *Outline) Closes(at int) bool {
	n, _ := slices.BinarySearchFunc(o.Sections, at+1, func(s Section, at int) int { return s.Start - at })
	if n == 0 {
		return at >= o.whole
	}
	return at >= o.Sections[n-1].End
}

// signatures is how many bytes before the end of a text the lines for
// signatures may begin, where only their own words tell them.
const signatures = 1500

var (
	// attestations begin the paragraph that closes an operative text.
	attestations = []string{"in witness whereof", "done at "}
	// signatureLines begin the lines for signatures.
	signatureLines = []string{"signed by", "signed for", "signed on behalf", "signature:", "signatures:", "signature of ", "for the supplier:", "for the buyer:"}
)

func beginsWith(text string, any []string) bool {
	return slices.ContainsFunc(any, func(w string) bool { return strings.HasPrefix(text, w) })
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

// Series returns the indexes of the sections among which a new one belongs,
// before any annex. In a law these are its sections or articles, whatever parts
// hold them: the siblings in which most of its text stands. Elsewhere they are
// the siblings that, with all below them, make up most of the document.
func (o *Outline) Series(kind rules.Kind) []int {
	groups := map[string][]int{}
	weight := map[string]int{}
	stop := o.backMatterAt()
	for i := range o.Sections[:stop] {
		s := &o.Sections[i]
		if !s.Sound || s.ID == 0 && s.Prov.Label == "" && o.coversAll(s) {
			continue
		}
		groups[s.style] = append(groups[s.style], i)
		weight[s.style] += s.Binds
		if kind == rules.DraftRegulation {
			continue
		}
		for j := i + 1; j < stop && descends(o.Doc, o.Sections[j].ID, s.ID); j++ {
			weight[s.style] += o.Sections[j].Binds
		}
	}
	best := ""
	for _, s := range o.Sections[:stop] { // in the order of the source, so that ties fall alike
		if len(groups[s.style]) > 1 && weight[s.style] > weight[best] {
			best = s.style
		}
	}
	return groups[best]
}

// backMatterAt returns the index of the section at which annexes begin. What is
// called so in the first third is a list of contents.
func (o *Outline) backMatterAt() int {
	for i := range o.Sections {
		if o.Sections[i].Back && i > len(o.Sections)/3 {
			return i
		}
	}
	return len(o.Sections)
}

// trim returns where the text of the range ends: before white space, rules
// between sections, and lines at the end that belong to nothing.
func (o *Outline) trim(from, to int) int {
	src, limit := o.Doc.Source, to
	for to > from {
		to = from + len(bytes.TrimRight(src[from:to], " \t\r\n\u00a0"))
		start := max(LineStart(src, to), from)
		raw := bytes.Trim(src[start:to], " \t*_#>")
		if len(raw) > longLine && len(bytes.Trim(raw, "-=—– \\")) > 0 {
			break // a paragraph closes nothing
		}
		line := strings.ToLower(string(raw))
		if start <= from || line != "" && strings.Trim(line, "-=—– \\") != "" && !(closing(line) && !Tight(src, start)) {
			break
		}
		to = start
	}
	if end := LineEnd(src, to); end <= limit && len(bytes.TrimSpace(src[to:end])) == 0 {
		to = end // white space at the end of a line stays with it
	}
	return to
}

// longLine is how many bytes no line has that only closes a document.
const longLine = 400

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

// lastMatter reports whether a section, by the words of its heading, ends a
// document: how to make contact, what words mean, how bids are made and chosen.
func lastMatter(words []string, kind rules.Kind) bool {
	return matching(words, closingMatter) > 0 || kind == rules.ProcurementSpec && matching(words, bidding) > 0
}

var (
	closingMatter = strings.Fields("contact definition glossary question effective acknowledg signature entire miscellaneous translation version history archive about credits feedback")
	bidding       = strings.Fields("bid bidder bidding offer offeror proposal quotation award evaluat submission")
)

// Tight reports whether no blank line stands before the line of a place.
func Tight(src []byte, at int) bool {
	start := LineStart(src, at)
	return start > 0 && strings.TrimSpace(string(src[LineStart(src, start-1):start])) != ""
}
