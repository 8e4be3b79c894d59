package pdf

import (
	"math"

	pdflib "github.com/ledongthuc/pdf"
)

// page is a page with the attributes it has or inherits (7.7.3.4).
type page struct {
	value, resources pdflib.Value
	box              Box // the crop box
	rotate           int // clockwise, in quarter turns
}

// pages walks the page tree (7.7.3).
func (f *file) pages() []page {
	w := pageWalk{file: f, seen: map[string]bool{}}
	root := f.key(f.catalog(), "Pages")
	w.walk(root, page{box: Box{0, 0, 612, 792}}, 0)
	if len(w.pages) == 0 {
		list := f.path(f.reader.Trailer(), string(scannedPages))
		for i := range list.Len() {
			w.walk(f.index(list, i), page{box: Box{0, 0, 612, 792}}, 0)
		}
	}
	return w.pages
}

type pageWalk struct {
	file  *file
	seen  map[string]bool
	pages []page
}

// walk visits a node of the tree. Kids arrays tell loops: no two nodes of a
// sound tree have the same children.
func (w *pageWalk) walk(v pdflib.Value, inherited page, depth int) {
	f := w.file
	if v.Kind() != pdflib.Dict || depth > maxDepth || len(w.pages) > f.budget.limits.MaxPages*2 || f.budget.exceeded() {
		return
	}
	p := inherited
	p.value = v
	if r := f.key(v, "Resources"); r.Kind() == pdflib.Dict {
		p.resources = r
	}
	for _, key := range []string{"MediaBox", "CropBox"} {
		if box, ok := boxOf(f.numbers(f.key(v, key))); ok {
			p.box = box
		}
	}
	if r := f.key(v, "Rotate"); !r.IsNull() {
		p.rotate = turns(r.Float64())
	}
	kids := f.key(v, "Kids")
	if isPage := f.key(v, "Type").Name() == "Page"; kids.Kind() != pdflib.Array || isPage {
		if !isPage && f.key(v, "Contents").IsNull() {
			return // a node that has lost its children
		}
		w.pages = append(w.pages, p)
		return
	}
	id := kids.String()
	if w.seen[id] {
		return
	}
	w.seen[id] = true
	for i := range kids.Len() {
		w.walk(f.index(kids, i), p, depth+1)
	}
}

// turns makes quarter turns of degrees.
func turns(degrees float64) int {
	return int(math.Mod(math.Round(degrees/90), 4)+4) % 4
}

// boxOf orders the corners of a rectangle (7.9.5).
func boxOf(n []float64) (Box, bool) {
	if len(n) < 4 {
		return Box{}, false
	}
	b := Box{min(n[0], n[2]), min(n[1], n[3]), max(n[0], n[2]), max(n[1], n[3])}
	return b, b.X1-b.X0 >= 1 && b.Y1-b.Y0 >= 1
}

// base returns the matrix from user space to the page as shown, its lower
// left corner at the origin, and the page's size.
func (p page) base() (m matrix, width, height float64) {
	b := p.box
	width, height = b.X1-b.X0, b.Y1-b.Y0
	switch p.rotate {
	case 1:
		return matrix{0, -1, 1, 0, -b.Y0, b.X1}, height, width
	case 2:
		return matrix{-1, 0, 0, -1, b.X1, b.Y1}, width, height
	case 3:
		return matrix{0, 1, -1, 0, b.Y1, -b.X0}, height, width
	}
	return matrix{1, 0, 0, 1, -b.X0, -b.Y0}, width, height
}

// contents returns the page's content streams as one (7.8.2: the division
// may fall between any two tokens).
func (r *reader) contents(p page) []byte {
	f := r.file
	v := f.key(p.value, "Contents")
	if v.Kind() != pdflib.Array {
		return r.decoded(v)
	}
	var all []byte
	for i := range v.Len() {
		if len(all) > f.budget.limits.MaxStream {
			break
		}
		all = append(append(all, r.decoded(f.index(v, i))...), '\n')
	}
	return all
}

// decoded decodes a stream and counts failures.
func (r *reader) decoded(v pdflib.Value) []byte {
	data, err := r.file.stream(v)
	if err != nil {
		r.doc.Facts.Undecoded++
	}
	return data
}
