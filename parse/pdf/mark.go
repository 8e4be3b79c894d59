package pdf

import (
	"math"

	pdflib "github.com/ledongthuc/pdf"
)

// mark is an open marked-content sequence.
type mark struct {
	artifact bool
	actual   string // replacement text (14.9.4)
	replaced bool
	start    int // index of its first glyph
}

// beginMark opens a marked-content sequence (14.6).
func (in *interpreter) beginMark(op string, resources pdflib.Value) {
	if len(in.operands) == 0 || len(in.marks) > 256 {
		return
	}
	m := mark{artifact: string(in.operands[0].text) == "Artifact", start: len(in.glyphs)}
	if m.artifact {
		in.artifacts++
	}
	if op == "BDC" {
		m.actual, m.replaced = in.actualText(resources)
	}
	in.marks = append(in.marks, m)
}

// actualText finds replacement text in a property list.
func (in *interpreter) actualText(resources pdflib.Value) (string, bool) {
	for i, t := range in.operands {
		if i > 0 && t.kind == tokName && string(t.text) == "ActualText" && i+1 < len(in.operands) {
			return decodeTextString(string(in.operands[i+1].text)), true
		}
	}
	if last := in.operands[len(in.operands)-1]; len(in.operands) == 2 && last.kind == tokName {
		f := in.reader.file
		if v := f.path(resources, "Properties", string(last.text), "ActualText"); v.Kind() == pdflib.String {
			return v.Text(), true
		}
	}
	return "", false
}

// endMark closes a marked-content sequence and puts its replacement text in
// the place of its glyphs.
func (in *interpreter) endMark() {
	n := len(in.marks)
	if n == 0 {
		return
	}
	m := in.marks[n-1]
	in.marks = in.marks[:n-1]
	if m.artifact {
		in.artifacts--
	}
	if m.replaced {
		in.replace(m)
	}
}

// replace puts replacement text on the first glyph of a sequence, which is
// made as wide as all of them. It is only done within a line.
func (in *interpreter) replace(m mark) {
	if m.start >= len(in.glyphs) {
		return
	}
	shown := in.glyphs[m.start:]
	first, last := &shown[0], shown[len(shown)-1]
	if first.turn != 0 || math.Abs(last.y-first.y) > first.size || last.x < first.x {
		return
	}
	actual := normalize(m.actual)
	if actual == "" {
		return
	}
	first.w = max(last.x+last.w-first.x, first.w)
	first.text = actual
	in.glyphs = in.glyphs[:m.start+1]
}
