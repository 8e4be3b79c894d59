package parse

import (
	"bytes"
	"strings"

	"github.com/rightslint/rightslint/parse/docx"
	"github.com/rightslint/rightslint/parse/flow"
	"github.com/rightslint/rightslint/parse/odt"
	"github.com/rightslint/rightslint/parse/web"
)

// readFlow reads the text of a word processor's or web document.
func readFlow(format Format, data []byte, opts Options) (*flow.Document, error) {
	switch format {
	case Docx:
		doc, err := docx.Read(data, docx.Options{Original: opts.Original, MaxText: opts.MaxText})
		if err != nil {
			return nil, err
		}
		return &doc.Document, nil
	case ODT:
		return odt.Read(data, odt.Options{Original: opts.Original, MaxText: opts.MaxText})
	case HTML:
		return web.Read(data, web.Options{Original: opts.Original})
	}
	return nil, nil
}

// flowLayout lays out the text of a word processor's or web document. Its
// source is that text: blocks parted by blank lines, each after its number or
// bullet, the cells of table rows parted by upright bars.
func flowLayout(doc *flow.Document) *layout {
	source, starts, pages, paragraphs := flowSource(doc)
	l := newLayout(source)
	l.pages, l.numbered, l.warnings = pages, paragraphs, doc.Warnings
	n, below := 0, 0
	for i := range doc.Blocks {
		if b := &doc.Blocks[i]; b.Text != "" {
			if b.Title {
				below = 1
			} else {
				b.Level += below
			}
			l.flowBlock(b, starts[n])
			*b = flow.Block{} // the source holds its text
			n++
		}
	}
	return l
}

// flowSource makes the source text of the blocks, and returns with it where the
// text of each block that has one begins, where pages begin, and where the
// paragraphs of the file stand.
func flowSource(doc *flow.Document) (source []byte, starts, pages []int, paragraphs []Span) {
	var out bytes.Buffer
	size := 0
	for i := range doc.Blocks {
		size += len(doc.Blocks[i].Label) + len(doc.Blocks[i].Text) + len(" \n\n")
	}
	out.Grow(size)
	if doc.Paged {
		pages = append(pages, 0)
	}
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if strings.TrimSpace(b.Text) == "" {
			b.Text = ""
		}
		if b.Text != "" && b.Label != "" {
			out.WriteString(b.Label + " ")
		}
		at := out.Len()
		for _, turn := range b.Turns {
			if doc.Paged {
				pages = append(pages, at+min(turn, len(b.Text)))
			}
		}
		if b.Text == "" {
			continue
		}
		for _, p := range b.Parts {
			for len(paragraphs) < p.Number {
				paragraphs = append(paragraphs, Span{at + p.From, at + p.From})
			}
			paragraphs[p.Number-1] = Span{at + p.From, at + p.To}
		}
		starts = append(starts, at)
		out.WriteString(b.Text)
		out.WriteString("\n\n")
	}
	return out.Bytes(), starts, pages, paragraphs
}

// flowBlock adds a block whose text begins at an offset of the source.
func (l *layout) flowBlock(b *flow.Block, start int) {
	r := raw{kind: rawParagraph, depth: min(b.Depth, 20), quote: b.Quote, bold: b.Bold, linked: b.Linked}
	end, label := start+len(b.Text), start
	if b.Label != "" {
		label -= len(b.Label) + 1
	}
	switch b.Kind {
	case flow.Paragraph:
		start = label
	case flow.Heading:
		r.kind, r.level = rawHeading, min(max(b.Level, 1), 6)
		start = label
	case flow.Item:
		r.kind, r.listStart, r.marker = rawItem, b.Start, b.Label
		r.span = Span{label, start}
	case flow.Row:
		r.kind = rawRow
		if b.Header {
			r.class, r.classed = Heading, true
		}
	case flow.Footnote:
		r.kind = rawFootnote
	case flow.Code:
		r.kind = rawCode
	case flow.Contents:
		r.class, r.classed = Contents, true
	}
	l.begin()
	for start < end {
		stop := bytes.IndexByte(l.src[start:end], '\n')
		if stop < 0 {
			stop = end - start
		}
		l.add(start, start+stop, false)
		l.space(hardBreak) // a line break that the author asked for
		start += stop + 1
	}
	l.finish(r)
}
