package pdf

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"unicode/utf16"
)

// author is the name that notes bear.
const author = "rightslint"

// The colours of notes, red, green and blue from 0 to 1.
var (
	highlightColor = array{1.0, 0.86, 0.3}
	signColor      = array{0.2, 0.55, 0.9}
)

// update is an incremental update (7.5.6): what is to stand after a file as it
// is, so that none of its bytes change.
type update struct {
	base  int // length of the file
	out   []byte
	next  int // number of the next new object
	nums  []int
	at    map[int]place
	start int // where the last cross-reference section of the file begins
}

// add writes an object; num 0 stands for a new one. It returns the reference.
func (u *update) add(num, gen int, body []byte) reference {
	if num == 0 {
		num = u.next
		u.next++
	}
	u.nums = append(u.nums, num)
	u.at[num] = place{placeOffset, u.base + len(u.out), gen}
	u.out = fmt.Appendf(u.out, "%d %d obj\n", num, gen)
	u.out = append(u.out, body...)
	u.out = append(u.out, "\nendobj\n"...)
	return reference{num, gen}
}

func newUpdate(data []byte, x *xref) *update {
	u := &update{base: len(data), next: len(x.places), at: map[int]place{}}
	if size, ok := x.trailer["Size"].(int); ok && size < maxObjects {
		u.next = max(u.next, size)
	}
	l := lexer{data: data, pos: bytes.LastIndex(data, []byte("startxref")) + len("startxref")}
	u.start = toInt(l.next().num)
	if n := len(data); n > 0 && data[n-1] != '\n' {
		u.out = append(u.out, '\n')
	}
	return u
}

// highlight writes a highlight over boxes of a page with a note (12.5.6.10),
// and its appearance.
func (u *update) highlight(l *leaf, note string, boxes []Box) reference {
	var quads array
	var draw []byte
	all := l.page.hidden(boxes[0])
	for _, shown := range boxes {
		b := l.page.hidden(shown)
		quads = append(quads, b.X0, b.Y1, b.X1, b.Y1, b.X0, b.Y0, b.X1, b.Y0)
		draw = fmt.Appendf(draw, "%.2f %.2f %.2f %.2f re\n", b.X0, b.Y0, b.X1-b.X0, b.Y1-b.Y0)
		all = Box{min(all.X0, b.X0), min(all.Y0, b.Y0), max(all.X1, b.X1), max(all.Y1, b.Y1)}
	}
	content := append([]byte("/G gs 1 0.86 0.3 rg\n"), append(draw, 'f')...)
	form := dict{
		"Type": name("XObject"), "Subtype": name("Form"), "BBox": rounded(all), "Length": len(content),
		"Resources": dict{"ExtGState": dict{"G": dict{"BM": name("Multiply")}}},
	}
	look := u.add(0, 0, slices.Concat(appendObject(nil, form), []byte("\nstream\n"), content, []byte("\nendstream")))
	return u.note("Highlight", l, note, all, dict{"QuadPoints": roundedAll(quads), "C": highlightColor, "AP": dict{"N": look}})
}

const (
	signSize = 20 // width and height in points of the sign of a note
	signStep = signSize + 2
	signEdge = 14 // distance from the edge of the page
)

// sign writes the sign of a note in the margin beside a box of a page
// (12.5.6.4). taken holds the heights of the signs that the page has, so that
// none hides another.
func (u *update) sign(l *leaf, note string, shown Box, taken *[]float64) reference {
	_, width, height := l.page.base()
	x, y := width-signEdge-signSize, min(max(shown.Y1, signSize+signEdge), height-signEdge)
	for tries := 0; tries < 200 && slices.ContainsFunc(*taken, func(t float64) bool { return math.Abs(t-y) < signSize }); tries++ {
		if y -= signStep; y < signSize+signEdge {
			y = height - signEdge - float64(tries%signStep) // no room below
		}
	}
	*taken = append(*taken, y)
	box := l.page.hidden(Box{x, y - signSize, x + signSize, y})
	return u.note("Text", l, note, box, dict{"Name": name("Comment"), "C": signColor})
}

// note writes an annotation (12.5.2) with what its kind needs.
func (u *update) note(kind string, l *leaf, note string, box Box, more dict) reference {
	d := dict{
		"Type": name("Annot"), "Subtype": name(kind), "Rect": rounded(box), "P": l.ref,
		"Contents": unicodeText(note), "T": unicodeText(author), "NM": text(fmt.Sprintf("%s-%d", author, u.next)), "F": 4,
	}
	for k, v := range more {
		d[k] = v
	}
	return u.add(0, 0, appendObject(nil, d))
}

// unicodeText writes text as UTF-16 with its mark (7.9.2.2).
func unicodeText(s string) text {
	out := []byte{0xFE, 0xFF}
	for _, c := range utf16.Encode([]rune(s)) {
		out = append(out, byte(c>>8), byte(c))
	}
	return text(out)
}

func rounded(b Box) array { return roundedAll(array{b.X0, b.Y0, b.X1, b.Y1}) }

// roundedAll rounds to hundredths of a point.
func roundedAll(list array) array {
	out := make(array, len(list))
	for i, v := range list {
		out[i] = float64(int(v.(float64)*100)) / 100
	}
	return out
}

// hidden returns a box of the page as shown in the page's own space: the
// opposite of base.
func (p page) hidden(s Box) Box {
	b := p.box
	switch p.rotate {
	case 1:
		return Box{b.X1 - s.Y1, s.X0 + b.Y0, b.X1 - s.Y0, s.X1 + b.Y0}
	case 2:
		return Box{b.X1 - s.X1, b.Y1 - s.Y1, b.X1 - s.X0, b.Y1 - s.Y0}
	case 3:
		return Box{s.Y0 + b.X0, b.Y1 - s.X1, s.Y1 + b.X0, b.Y1 - s.X0}
	}
	return Box{s.X0 + b.X0, s.Y0 + b.Y0, s.X1 + b.X0, s.Y1 + b.Y0}
}

// finish writes the cross-reference section, a table or a stream as the file
// has, and the end.
func (u *update) finish(data []byte, x *xref) []byte {
	trailer := dict{"Prev": u.start}
	for _, key := range []name{"Root", "Info", "ID"} {
		if v := x.trailer[key]; v != nil {
			trailer[key] = v
		}
	}
	start := u.base + len(u.out)
	p := parser{lexer{data: data, pos: u.start}}
	if t := p.next(); t.kind == tokKeyword && string(t.text) == "xref" {
		trailer["Size"] = u.next
		u.out = append(u.out, "xref\n"...)
		slices.Sort(u.nums)
		for _, num := range u.nums {
			u.out = fmt.Appendf(u.out, "%d 1\n%010d %05d n \n", num, u.at[num].offset, u.at[num].gen)
		}
		u.out = append(append(u.out, "trailer\n"...), appendObject(nil, trailer)...)
	} else {
		self := u.next
		u.nums = append(u.nums, self)
		u.at[self] = place{placeOffset, start, 0}
		slices.Sort(u.nums)
		var index array
		var rows []byte
		for _, num := range u.nums {
			index = append(index, num, 1)
			at := u.at[num]
			rows = append(rows, 1, byte(at.offset>>24), byte(at.offset>>16), byte(at.offset>>8), byte(at.offset), byte(at.gen>>8), byte(at.gen))
		}
		trailer["Type"], trailer["W"], trailer["Index"] = name("XRef"), array{1, 4, 2}, index
		trailer["Size"], trailer["Length"] = self+1, len(rows)
		u.out = slices.Concat(u.out, fmt.Appendf(nil, "%d 0 obj\n", self), appendObject(nil, trailer), []byte("\nstream\n"), rows, []byte("\nendstream\nendobj"))
	}
	return fmt.Appendf(u.out, "\nstartxref\n%d\n%%%%EOF\n", start)
}
