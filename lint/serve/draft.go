package serve

import (
	"cmp"
	"path"
	"strings"

	"github.com/rightslint/rightslint/lint/report"
	"github.com/rightslint/rightslint/parse"
)

// draftBlocks is how many paragraphs of a document are shown before it is
// judged: a few screens, since the report replaces them soon.
const draftBlocks = 120

// draftView is a document as read, to be looked at until it is judged.
type draftView struct {
	Title  string
	Pages  int
	Blocks []draftBlock
	More   bool
}

type draftBlock struct {
	Heading bool
	Text    string
}

// draft makes the markup of a document as read.
func (s *Server) draft(d *parse.Document) (string, error) {
	v := draftView{Title: report.Clean(cmp.Or(strings.TrimSpace(d.Title), path.Base(d.Path))), Pages: len(d.Pages), More: len(d.Blocks) > draftBlocks}
	for _, b := range d.Blocks[:min(len(d.Blocks), draftBlocks)] {
		var text []string
		for i := b.First; i < b.End; i++ {
			text = append(text, report.Clean(d.Sentences[i].Text))
		}
		v.Blocks = append(v.Blocks, draftBlock{b.Class.IsHeading(), strings.Join(text, " ")})
	}
	var b strings.Builder
	err := s.page.ExecuteTemplate(&b, "draft.html", v)
	return b.String(), err
}
