package fix

import (
	"bytes"
	"slices"
	"strings"

	"github.com/rightslint/rightslint/lint/place"
	"github.com/rightslint/rightslint/parse"
)

// section is a titled unit of a document, as its source writes it.
type section = place.Section

// outline is the sections of a document, and how its lines end.
type outline struct {
	*place.Outline
	newline string
}

// newOutline reads the sections of a document.
func newOutline(d *parse.Document) *outline {
	o := &outline{place.New(d), "\n"}
	if i := bytes.IndexByte(d.Source, '\n'); i > 0 && d.Source[i-1] == '\r' {
		o.newline = "\r\n"
	}
	return o
}

// has reports whether a unit of the document has a label.
func (o *outline) has(label string) bool {
	return slices.ContainsFunc(o.Doc.Provisions, func(p parse.Provision) bool { return strings.EqualFold(p.Label, label) })
}
