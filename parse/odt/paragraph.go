package odt

import (
	"encoding/xml"
	"strings"

	"github.com/rightslint/rightslint/parse/archive"
	"github.com/rightslint/rightslint/parse/flow"
)

// paragraph is a paragraph or heading that is being read.
type paragraph struct {
	style             *style
	text              []byte
	turns             []int
	all, bold, linked int // bytes of text
	boxes             []flow.Block
	link              int      // depth of links within the document
	spans             []*style // of the open spans
}

// paragraph reads text:p (5.1.3) or text:h (5.1.2).
func (r *reader) paragraph(e xml.StartElement) error {
	r.number++
	number, outer := r.number, r.p
	p := &paragraph{style: r.style("paragraph", archive.Attr(e, "style-name"))}
	r.p = p
	if r.inBox == 0 {
		if p.style.newPage && number > 1 {
			r.turns++
		}
		for ; r.turns > 0; r.turns-- {
			p.turns = append(p.turns, 0)
		}
	}
	err := r.inlines()
	r.p = outer
	if err != nil {
		return err
	}
	b := flow.Block{
		Text: string(p.text), Turns: p.turns, Quote: p.style.isQuote,
		Bold: p.all > 0 && p.bold == p.all, Linked: p.all > 0 && p.linked == p.all,
	}
	b.Parts = []flow.Part{{Number: number, From: 0, To: len(b.Text)}}
	heading := 0
	if e.Name.Local == "h" {
		heading = min(max(numberOf(e, "outline-level"), 1), levels)
	} else if p.style.isTitle {
		heading = 1
	}
	r.numberBlock(&b, e, p, heading)
	*r.out = append(*r.out, b)
	*r.out = append(*r.out, p.boxes...)
	if r.size += len(b.Text); r.size > r.opts.most() {
		return ErrTooLong
	}
	return nil
}

// numberBlock finds what a paragraph is, and its number as displayed.
func (r *reader) numberBlock(b *flow.Block, e xml.StartElement, p *paragraph, heading int) {
	l := r.list
	clause, first := false, false
	switch {
	case l != nil && !l.begun && !l.header:
		if strings.TrimSpace(b.Text) != "" || l.style.levels[l.level].format != "" {
			l.style.next(l.counts, l.level, l.start)
			b.Label = l.style.label(l.counts, l.level)
			b.Start, l.first = l.first, false
			clause = l.style.numbersClauses(l.level)
		}
		l.begun, first = true, true
	case l == nil && e.Name.Local == "h" && r.outline != nil && archive.Attr(e, "is-list-header") != "true":
		if i := heading - 1; r.outline.levels[i].format != "" && strings.TrimSpace(b.Text) != "" {
			r.outline.next(&r.outlineCounts, i, numberOf(e, "start-value"))
			b.Label = r.outline.label(&r.outlineCounts, i)
			clause = true
		}
	}
	if l != nil {
		b.Depth = l.depth
	}
	switch {
	case p.style.isTOC || r.inTOC > 0:
		b.Kind = flow.Contents
	case p.style.isCode:
		b.Kind = flow.Code
	case heading > 0 && !(b.Label != "" && flow.EndsClause(b.Text)):
		b.Kind, b.Level, b.Depth, b.Title = flow.Heading, heading, 0, p.style.isTitle
	case heading > 0 || clause:
		b.Depth = 0
	case first:
		b.Kind = flow.Item // whether its number is shown or not
	}
}
