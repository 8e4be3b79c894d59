package annotate

import (
	"sort"
	"strings"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/parse/pdf"
)

// PDF returns a copy of a PDF file with the findings as notes: passages are
// highlighted, and a sign stands where the clause belongs that is missing. The
// copy begins with the bytes of the file and adds to them. add makes what is
// added, as pdf.Annotate does.
func PDF(data []byte, d *lint.Document, add func(marks []pdf.Mark) ([]byte, error)) ([]byte, Count, error) {
	list := notes(d, false)
	if len(list) == 0 {
		return nil, Count{}, ErrNothing
	}
	marks := make([]pdf.Mark, 0, len(list))
	for i := range list {
		marks = append(marks, markOf(d.Doc, &list[i]))
	}
	added, err := add(marks)
	if err != nil {
		return nil, Count{}, err
	}
	out := make([]byte, 0, len(data)+len(added))
	return append(append(out, data...), added...), Count{Comments: len(marks)}, nil
}

// markOf finds the block in which a note's passage stands. A note about the
// whole goes to the first.
func markOf(d *parse.Document, n *note) pdf.Mark {
	blocks := d.Paragraphs
	first := sort.Search(len(blocks), func(i int) bool { return blocks[i].End > blocks[i].Start })
	i := first
	if n.placed {
		i = max(d.Paragraph(n.start)-1, first)
	}
	m := pdf.Mark{Block: i, Note: strings.Join(n.lines, "\n"), Beside: n.missing || !n.placed}
	if n.placed && i < len(blocks) {
		m.From, m.To = max(n.start-blocks[i].Start, 0), min(n.end, blocks[i].End)-blocks[i].Start
	} else if i < len(blocks) {
		m.To = blocks[i].End - blocks[i].Start
	}
	return m
}
