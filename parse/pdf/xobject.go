package pdf

import (
	"bytes"
	"math"

	pdflib "github.com/ledongthuc/pdf"
)

// extGState takes the font from a graphics state dictionary (table 58).
func (in *interpreter) extGState(v pdflib.Value) {
	f := in.reader.file
	if font := f.key(v, "Font"); font.Len() == 2 {
		in.gs.font = in.reader.fontOf(f.index(font, 0))
		in.gs.size = f.index(font, 1).Float64()
	}
}

// xobject paints an external object: a picture is counted, a form run (8.10).
func (in *interpreter) xobject(v, inherited pdflib.Value) {
	r := in.reader
	switch r.file.key(v, "Subtype").Name() {
	case "Image":
		in.paint()
	case "Form":
		in.form(v, inherited)
	}
}

// paint counts a picture, which fills the unit square of user space (8.9.5).
func (in *interpreter) paint() {
	m := in.gs.ctm
	in.pictures++
	in.covered = max(in.covered, math.Abs(m[0]*m[3]-m[1]*m[2])/(in.width*in.height))
}

// form runs a form XObject, which must not be running already.
func (in *interpreter) form(v, inherited pdflib.Value) {
	f := in.reader.file
	id := v.String()
	for _, running := range in.forms {
		if running == id {
			return
		}
	}
	if len(in.forms) >= 24 || v.Kind() != pdflib.Stream {
		return
	}
	resources := f.key(v, "Resources")
	if resources.Kind() != pdflib.Dict {
		resources = inherited
	}
	data := in.reader.decoded(v)
	outer := *in
	if m := f.numbers(f.key(v, "Matrix")); len(m) == 6 {
		if ctm := matrix(m).mul(in.gs.ctm); ctm.finite() {
			in.gs.ctm = ctm
		}
	}
	in.forms, in.saved, in.operands = append(in.forms, id), nil, nil
	in.run(data, resources)
	in.gs, in.saved, in.tm, in.tlm = outer.gs, outer.saved, outer.tm, outer.tlm
	in.operands, in.fonts, in.forms = outer.operands, outer.fonts, outer.forms
}

// inlineImage skips an inline image (8.9.7): a dictionary, ID, the data, EI.
// The data have no length, so EI counts where text follows it.
func (in *interpreter) inlineImage(l *lexer) {
	in.paint()
	for {
		t := l.next()
		if t.kind == tokEOF {
			return
		}
		if t.kind == tokKeyword && string(t.text) == "ID" {
			break
		}
	}
	for {
		i := bytes.Index(l.data[l.pos:], []byte("EI"))
		if i < 0 {
			l.pos = len(l.data)
			return
		}
		at := l.pos + i
		l.pos = at + 2
		if at > 0 && charClass[l.data[at-1]] == classSpace && looksLikeContent(l.data[l.pos:]) {
			return
		}
	}
}

// looksLikeContent reports whether data after EI start like content does.
func looksLikeContent(data []byte) bool {
	if len(data) > 0 && charClass[data[0]] != classSpace {
		return false
	}
	for _, c := range data[:min(len(data), 16)] {
		if c > '~' || c < ' ' && charClass[c] != classSpace || c == 0 {
			return false
		}
	}
	return true
}
