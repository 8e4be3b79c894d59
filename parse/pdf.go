package parse

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rightslint/rightslint/parse/pdf"
)

// readPDF reads a PDF file. Its source is the text that was found in it: blocks
// parted by blank lines, the cells of table rows by upright bars, without the
// running heads of the pages unless they are asked for.
func readPDF(path string, data []byte, opts Options) (*layout, error) {
	read := opts.PDF
	if read == nil {
		read = func(data []byte) (*pdf.Document, error) { return pdf.Read(data, pdf.Limits{}) }
	}
	doc, err := read(data)
	if err != nil {
		return nil, &Error{Path: path, Reason: Unreadable, Message: sentence(err.Error()), Err: err}
	}
	blocks := make([]pdf.Block, 0, len(doc.Blocks))
	var numbers []int // of the blocks, in the file
	for i, b := range doc.Blocks {
		if (b.Kind != pdf.Furniture || opts.Furniture) && strings.TrimSpace(b.Text) != "" {
			blocks, numbers = append(blocks, b), append(numbers, i)
		}
	}
	source, starts, pages := pdfSource(blocks, doc.Pages)
	l := newLayout(source)
	l.pages, l.unread = pages, doc.Scanned
	for _, w := range doc.Warnings {
		l.warn(sentence(w))
	}
	depth := 0
	for i, b := range blocks {
		end := len(source)
		if i+1 < len(blocks) {
			end = starts[i+1]
		}
		for len(l.numbered) < numbers[i] {
			l.numbered = append(l.numbered, Span{starts[i], starts[i]}) // left out
		}
		l.numbered = append(l.numbered, Span{starts[i], end})
		depth = l.pdfBlock(b, starts[i], end, depth)
	}
	return l, nil
}

// pdfSource makes the source text of the blocks, and returns with it the offset
// of each block and of each page.
func pdfSource(blocks []pdf.Block, count int) (source []byte, starts, pages []int) {
	var out bytes.Buffer
	turn := func(page int) {
		for len(pages) < min(page, count) {
			pages = append(pages, out.Len())
		}
	}
	for _, b := range blocks {
		turn(b.Page)
		starts = append(starts, out.Len())
		text := b.Text
		if b.Kind == pdf.TableRow {
			text = strings.ReplaceAll(strings.Trim(text, "\t"), "\t", " | ")
		}
		out.WriteString(text)
		// A block over several pages has its page breaks somewhere inside;
		// what follows it starts on the last of them.
		turn(b.EndPage)
		out.WriteString("\n\n")
	}
	turn(count)
	return out.Bytes(), starts, pages
}

// pdfBlock adds a block to the layout and returns the depth of the list that is
// open after it.
func (l *layout) pdfBlock(b pdf.Block, start, end, depth int) int {
	r := raw{kind: rawParagraph, span: Span{start, start}}
	body := bytes.TrimRight(l.src[start:end], "\n")
	switch b.Kind {
	case pdf.Heading:
		r.kind, r.level = rawHeading, min(max(b.Level, 1), 6)
	case pdf.ListItem:
		r.kind, r.depth = rawItem, min(max(b.Level, 1), 20)
		r.listStart = r.depth > depth
		if n := bulletLength(body); n > 0 {
			r.marker = string(bytes.TrimSpace(body[:n]))
			start += n
		}
	case pdf.TableRow:
		r.kind = rawRow
	case pdf.Footnote:
		// Small print that is numbered as a clause is a clause.
		if lb, ok := parseLabel(body); !ok || lb.form == formBare || lb.form == formClose {
			r.kind = rawFootnote
		}
	case pdf.FormField:
		r.kind = rawForm
	}
	l.begin()
	l.add(start, end, false)
	l.finish(r)
	if r.kind == rawFootnote {
		return depth // a note at the foot of a page does not end the list
	}
	return r.depth
}

// sentence makes a plain sentence of a message: a capital letter and a full
// stop.
func sentence(message string) string {
	r, size := utf8.DecodeRuneInString(message)
	message = string(unicode.ToUpper(r)) + message[size:]
	if strings.HasSuffix(message, ".") {
		return message
	}
	return message + "."
}
