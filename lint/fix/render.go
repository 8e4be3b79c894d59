package fix

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/rightslint/rightslint/lint/place"
	"github.com/rightslint/rightslint/parse"
)

// lead is how a paragraph begins: its number, if any, and the title that runs
// into its text, if any.
type lead struct {
	text   string // up to and with the number
	label  string // the number in it
	open   string // mark before the title that runs in, such as "**"
	close  string // from the end of that title to the text
	inside bool   // the number stands behind the mark already
}

// lead returns how paragraphs of a provision begin.
func (o *outline) lead(p *parse.Provision) lead {
	src := o.Doc.Source
	at := o.Doc.Sentences[p.First].Span.Start
	l := lead{text: string(src[place.LineStart(src, p.Span.Start):max(at, p.Span.Start)]), label: p.Label}
	before := string(src[place.LineStart(src, p.Span.Start):p.Span.Start])
	if strings.IndexFunc(before, unicode.IsLetter) >= 0 || strings.IndexFunc(before, unicode.IsDigit) >= 0 || strings.Contains(l.text, "\n") {
		l.text = p.Label
		if from, to := numberIn(p.Label); to == len(p.Label) && from == 0 {
			l.text += "." // a number alone
		}
		l.text += " "
	}
	if strings.TrimSpace(l.text) == strings.TrimSpace(before) { // the number is part of the sentence
		l.text = before + p.Label + " "
	}
	l.open, l.close = runIn(l.text, string(src[at:place.LineEnd(src, at)]))
	if l.open == "" && strings.Count(l.text, "**")%2 == 1 {
		l.text = strings.Replace(l.text, "**", "", 1)
	}
	l.inside = l.open != "" && strings.Count(l.text, l.open)%2 == 1
	if l.text != "" && !strings.HasSuffix(l.text, " ") && !strings.HasSuffix(l.text, "\t") && l.open == "" {
		l.text += " "
	}
	return l
}

var titleRunsIn = regexp.MustCompile(`^(\*\*|__|_|\*)([^*_\n]{2,80}?)([.:]?(?:\*\*|__|_|\*)[.:]?[ \x{a0}]*(?:[-–—] )?)\S`)

// runIn finds a title that runs into the text of a paragraph ("**Appeals.** You
// may …"): the mark before it and what stands from its end to the text. The mark
// may stand before the number already.
func runIn(before, text string) (open, closing string) {
	for _, mark := range []string{"**", "__", "_", "*"} {
		if strings.Count(before, mark)%2 == 1 {
			text = mark + text
			break
		}
	}
	if m := titleRunsIn.FindStringSubmatch(text); m != nil && len(strings.Fields(m[2])) <= 9 {
		return m[1], m[3]
	}
	return "", ""
}

// numbered writes a paragraph under the number.
func (l lead) numbered(label, title, text string) string {
	out := l.text
	if from, to := numberIn(l.label); label != "" && from < to {
		oldToken := l.label[from:to]
		newFrom, newTo := numberIn(label)
		token := label[newFrom:max(newTo, len(strings.TrimRight(label, " .):")))]
		if i := strings.LastIndex(out, oldToken); i >= 0 {
			head := out[:i]
			if strings.Contains(l.label, ".") && strings.Contains(label, ".") { // every part may differ
				oldHead, newHead := l.label[:from], label[:newFrom]
				if j := strings.LastIndex(head, oldHead); j >= 0 {
					head = head[:j] + newHead + head[j+len(oldHead):]
				}
			}
			out = head + token + out[i+len(oldToken):]
		} else {
			out = label + " "
		}
	}
	return l.titled(out, title, text)
}

// titled puts the title that runs in, if paragraphs have one, before the text.
func (l lead) titled(before, title, text string) string {
	if l.open == "" {
		return before + text
	}
	if l.inside {
		return before + title + l.close + text
	}
	return before + l.open + title + l.close + text
}

// plainLead returns how the unnumbered paragraphs of a section begin: with a
// title that runs in, where two of them or more do.
func (o *outline) plainLead(from, to int) lead {
	var l lead
	n := 0
	for i := range o.Doc.Blocks {
		b := &o.Doc.Blocks[i]
		if b.Span.Start < from || b.Span.End > to || b.Class != parse.Body || b.Level > 0 || b.First >= b.End {
			continue
		}
		start := place.LineStart(o.Doc.Source, b.Span.Start)
		if open, closing := runIn("", string(o.Doc.Source[start:b.Span.End])); open != "" {
			if n++; n == 1 {
				l.open, l.close = open, closing
			}
		}
	}
	if n < 2 {
		return lead{}
	}
	return l
}

// heading writes a new heading like that of a section, under the number and the
// title.
func heading(s *section, label, title string, titleCase bool) string {
	title = likeTitle(s.Prov.Title, title, titleCase)
	raw := links.ReplaceAllString(anchors.ReplaceAllString(s.Raw, ""), "$1")
	if s.Prov.Label != "" && label != "" {
		from, to := numberIn(s.Prov.Label)
		end := len(strings.TrimRight(s.Prov.Label, " .):"))
		newFrom, _ := numberIn(label)
		newEnd := len(strings.TrimRight(label, " .):"))
		at := strings.Index(raw, s.Prov.Label[from:max(to, end)])
		if at < 0 {
			return ""
		}
		head := raw[:at]
		if oldHead := s.Prov.Label[:from]; strings.Contains(oldHead, ".") {
			head = strings.Replace(head, oldHead, label[:newFrom], 1)
		}
		raw = head + label[newFrom:newEnd] + raw[at+max(to, end)-from:]
		if i := strings.Index(raw[len(head):], firstPart(s.Prov.Title)); i >= 0 && s.Prov.Title != "" {
			return cutTitle(raw, len(head)+i, s.Prov.Title, title)
		}
		return ""
	}
	if i := strings.Index(raw, firstPart(s.Prov.Title)); i >= 0 && s.Prov.Title != "" {
		return cutTitle(raw, i, s.Prov.Title, title)
	}
	return ""
}

// anchors are marks in a heading that belong to it alone.
var anchors = regexp.MustCompile(`\[\]\(#[^)]*\)|\{#[^}]*\}|<a [^>]*>\s*</a>`)

// links are links of which a heading is the text.
var links = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)

// firstPart returns the beginning of a title up to what markup may part.
func firstPart(title string) string {
	words := strings.Fields(title)
	return strings.Join(words[:min(len(words), 1)], " ")
}

// cutTitle replaces the title that begins at a place in a raw heading; marks of
// emphasis and a rule below stay.
func cutTitle(raw string, at int, old, title string) string {
	rest := raw[at:]
	end := strings.Index(rest, lastWord(old))
	if end < 0 {
		return ""
	}
	end = strings.LastIndex(rest, lastWord(old)) + len(lastWord(old))
	tail := rest[end:]
	if strings.Contains(tail, "\n") && strings.Trim(tail, " \t\r\n-=*_#") != "" {
		return ""
	}
	return raw[:at] + title + tail
}

func lastWord(s string) string {
	f := strings.Fields(s)
	if len(f) == 0 {
		return s
	}
	return f[len(f)-1]
}

// likeTitle writes a title in the way of another one: all capitals, a full stop
// at its end, and capitals at its words where the document's titles have them.
func likeTitle(model, title string, titleCase bool) string {
	switch {
	case strings.ToUpper(model) == model && strings.IndexFunc(model, unicode.IsUpper) >= 0:
		title = strings.ToUpper(title)
	case titleCase:
		words := strings.Fields(title)
		for i, w := range words {
			if i == 0 || !place.SmallWord(w) {
				words[i] = strings.ToUpper(w[:1]) + w[1:]
			}
		}
		title = strings.Join(words, " ")
	}
	for _, end := range []string{".", ":"} {
		if strings.HasSuffix(model, end) {
			title += end
		}
	}
	return title
}

// usesTitleCase reports whether most titles begin their words with capitals.
func (o *outline) usesTitleCase(ids []int) bool {
	capital, small := 0, 0
	for _, i := range ids {
		for k, w := range strings.Fields(o.Sections[i].Prov.Title) {
			if k > 0 && len(w) > 3 && !place.SmallWord(strings.ToLower(w)) {
				if unicode.IsUpper([]rune(w)[0]) {
					capital++
				} else {
					small++
				}
			}
		}
	}
	return capital > small
}

// width returns the length in bytes at which the lines of paragraphs are broken,
// or 0 where they stand on one line each.
func width(d *parse.Document) int {
	var lengths []int
	long, broken := 0, 0
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Class != parse.Body || b.Span.End-b.Span.Start < longParagraph {
			continue
		}
		long++
		lines := strings.Split(string(d.Source[b.Span.Start:b.Span.End]), "\n")
		if len(lines) > 1 {
			broken++
			for _, line := range lines[:len(lines)-1] {
				lengths = append(lengths, len(strings.TrimRight(line, "\r ")))
			}
		}
	}
	if broken*3 < long*2 || broken == 0 {
		return 0
	}
	slices.Sort(lengths)
	w := lengths[len(lengths)*9/10]
	if w < 50 || w > 120 {
		return 0
	}
	return w
}

// longParagraph is the length in bytes from which a paragraph shows whether lines
// are broken.
const longParagraph = 130

// wrap breaks a paragraph into lines of at most w bytes, where it can; a line
// never begins with what reads as a number or a mark of a list.
func wrap(text string, w int, newline string) string {
	if w == 0 {
		return text
	}
	indent := text[:len(text)-len(strings.TrimLeft(text, " \t"))]
	var b strings.Builder
	n := 0
	for i, word := range strings.Fields(text) {
		c := word[0]
		fixed := c >= '0' && c <= '9' || strings.ContainsRune("(-+*#>|", rune(c)) || len(word) < 3 && strings.HasSuffix(word, ".")
		switch {
		case i == 0:
			b.WriteString(indent)
			n = len(indent)
		case n+1+len(word) > w && !fixed:
			b.WriteString(newline + indent)
			n = len(indent)
		default:
			b.WriteByte(' ')
			n++
		}
		b.WriteString(word)
		n += len(word)
	}
	return b.String()
}
