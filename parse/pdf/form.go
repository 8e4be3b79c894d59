package pdf

import (
	"slices"
	"strings"

	pdflib "github.com/ledongthuc/pdf"
)

// noteField keeps the text of an annotation that has no appearance: the value
// of a form field with its name (12.7.4), or a comment (12.5.6).
func (r *reader) noteField(a pdflib.Value) {
	f := r.file
	text := ""
	switch f.key(a, "Subtype").Name() {
	case "Widget":
		value := f.key(a, "V")
		if value.IsNull() {
			value = f.path(a, "Parent", "V")
		}
		if value.Kind() == pdflib.String && value.Text() != "" {
			text = f.key(a, "T").Text() + ": " + value.Text()
		}
	case "FreeText", "Text":
		text = f.key(a, "Contents").Text()
	}
	r.addField(squeeze(normalize(strings.TrimPrefix(text, ": "))))
}

// appearances shows the appearance streams of a page's annotations, which
// hold the text of filled forms, comments and stamps (12.5.5).
func (r *reader) appearances(in *interpreter, p page, base matrix) {
	f := r.file
	annots := f.key(p.value, "Annots")
	for i := range min(annots.Len(), 10000) {
		a := f.index(annots, i)
		const hidden, noView = 1 << 1, 1 << 5
		if f.key(a, "F").Int64()&(hidden|noView) != 0 || f.key(a, "Subtype").Name() == "Popup" {
			continue
		}
		if f.key(a, "T").Text() == author && f.key(a, "Subtype").Name() != "Widget" {
			continue // our own notes are no part of the text
		}
		n := f.path(a, "AP", "N")
		if n.Kind() == pdflib.Dict {
			n = f.key(n, f.key(a, "AS").Name())
		}
		rect, ok := boxOf(f.numbers(f.key(a, "Rect")))
		if !ok || n.Kind() != pdflib.Stream {
			r.noteField(a)
			continue
		}
		in.gs = state{ctm: appearanceMatrix(f, n, rect).mul(base), scale: 1}
		in.saved, in.marks, in.artifacts = nil, nil, 0
		start := len(in.glyphs)
		in.form(n, pdflib.Value{})
		if f.key(a, "Subtype").Name() != "Widget" {
			r.takeComment(in, start)
		}
	}
}

// takeComment takes the glyphs that the appearance of a comment has shown out
// of the page's text: comments lie over it or beside it.
func (r *reader) takeComment(in *interpreter, start int) {
	var b strings.Builder
	if shown := in.glyphs[start:]; len(shown) > 0 {
		for _, row := range rowsOf(segments(upright(slices.Clone(shown), shown[0].turn))) {
			for _, s := range row {
				b.WriteByte(' ')
				r.writeText(&b, s.glyphs)
			}
		}
	}
	in.glyphs = in.glyphs[:start]
	r.addField(squeeze(b.String()))
}

// addField adds a block for a form field or comment on the page at hand.
func (r *reader) addField(text string) {
	if page := len(r.heights) + 1; text != "" && len(r.fields) < 10000 {
		r.fields = append(r.fields, Block{Kind: FormField, Page: page, EndPage: page, Text: text})
	}
}

// appearanceMatrix fits an appearance's bounding box into the annotation's
// rectangle (algorithm 8.1).
func appearanceMatrix(f *file, n pdflib.Value, rect Box) matrix {
	box, ok := boxOf(f.numbers(f.key(n, "BBox")))
	if !ok {
		return matrix{1, 0, 0, 1, rect.X0, rect.Y0}
	}
	m := identity
	if v := f.numbers(f.key(n, "Matrix")); len(v) == 6 {
		m = matrix(v)
	}
	var b Box
	for i, c := range [4][2]float64{{box.X0, box.Y0}, {box.X1, box.Y0}, {box.X0, box.Y1}, {box.X1, box.Y1}} {
		q := m.translated(c[0], c[1])
		if i == 0 {
			b = Box{q[4], q[5], q[4], q[5]}
		}
		b = Box{min(b.X0, q[4]), min(b.Y0, q[5]), max(b.X1, q[4]), max(b.Y1, q[5])}
	}
	if b.X1-b.X0 < 1e-6 || b.Y1-b.Y0 < 1e-6 {
		return matrix{1, 0, 0, 1, rect.X0, rect.Y0}
	}
	sx, sy := (rect.X1-rect.X0)/(b.X1-b.X0), (rect.Y1-rect.Y0)/(b.Y1-b.Y0)
	return matrix{sx, 0, 0, sy, rect.X0 - b.X0*sx, rect.Y0 - b.Y0*sy}
}
