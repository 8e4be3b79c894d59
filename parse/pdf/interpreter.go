package pdf

import (
	"math"

	pdflib "github.com/ledongthuc/pdf"
)

// glyph is a character as shown on the page.
type glyph struct {
	text string // in Unicode; letters of a ligature apart
	font *font
	// x and y are the origin on the baseline, w the advance along it, in
	// points on the page as shown; size is the height of an em.
	x, y, w, size float64
	// turn is the direction of the baseline in quarter turns
	// counterclockwise; 4 stands for a slanted one.
	turn uint8
	// space says that white space was shown before.
	space bool
	// artifact says that the file marks it as no part of the text (14.8.2.2).
	artifact bool
}

// state is the part of the graphics state that text depends on (8.4, 9.3).
type state struct {
	ctm                               matrix
	font                              *font
	size, charSpace, wordSpace, scale float64
	leading, rise                     float64
	render                            int
}

// interpreter runs content streams and collects what they show.
type interpreter struct {
	reader     *reader
	glyphs     []glyph
	pictures   int
	covered    float64 // share of the page that the largest picture covers
	operands   []token
	gs         state
	saved      []state
	tm, tlm    matrix   // text matrix and text line matrix (9.4.1)
	space      bool     // white space has been shown since the last glyph
	marks      []mark   // open marked-content sequences (14.6)
	artifacts  int      // open ones that are artifacts
	forms      []string // running now
	fonts      *fontSet // of the resources at hand, once looked up
	width      float64
	height     float64
	path       path
	horizontal []rule // lines drawn
	vertical   []rule
	dots       []dot
}

// maxOperands bounds what is kept for an operator; TJ arrays are long.
const maxOperands = 1 << 16

// run executes a content stream (7.8.2) with its resources.
func (in *interpreter) run(data []byte, resources pdflib.Value) {
	l := lexer{data: data}
	b := in.reader.file.budget
	in.operands, in.fonts = in.operands[:0], nil
	for {
		t := l.next()
		switch t.kind {
		case tokEOF:
			return
		case tokKeyword:
			if b.operators++; b.operators > b.limits.MaxOperators || b.operators&1023 == 0 && b.exceeded() {
				return
			}
			if string(t.text) == "BI" {
				in.inlineImage(&l)
			} else {
				in.execute(string(t.text), resources)
			}
			in.operands, l.scratch = in.operands[:0], l.scratch[:0]
		default:
			if len(in.operands) < maxOperands {
				in.operands = append(in.operands, t)
			}
		}
	}
}

// num returns the i-th operand from the end as a number.
func (in *interpreter) num(fromEnd int) float64 {
	if i := len(in.operands) - fromEnd; i >= 0 {
		return in.operands[i].num
	}
	return 0
}

// str returns the last operand's text.
func (in *interpreter) str() []byte {
	if n := len(in.operands); n > 0 {
		return in.operands[n-1].text
	}
	return nil
}

func (in *interpreter) matrix() matrix {
	return matrix{in.num(6), in.num(5), in.num(4), in.num(3), in.num(2), in.num(1)}
}

// execute runs one operator (annex A).
func (in *interpreter) execute(op string, resources pdflib.Value) {
	gs := &in.gs
	switch op {
	case "q":
		if len(in.saved) < 512 {
			in.saved = append(in.saved, *gs)
		}
	case "Q":
		if n := len(in.saved); n > 0 {
			*gs, in.saved = in.saved[n-1], in.saved[:n-1]
		}
	case "cm":
		if m := in.matrix().mul(gs.ctm); m.finite() {
			gs.ctm = m
		}
	case "gs":
		in.extGState(in.reader.file.path(resources, "ExtGState", string(in.str())))
	case "Do":
		in.xobject(in.reader.file.path(resources, "XObject", string(in.str())), resources)
	case "BMC", "BDC":
		in.beginMark(op, resources)
	case "EMC":
		in.endMark()
	case "m", "l", "h", "c", "v", "y", "re", "S", "s", "B", "B*", "b", "b*", "f", "F", "f*", "n":
		in.pathOperator(op)
	default:
		in.textOperator(op, resources)
	}
}

// textOperator runs the operators of 9.3 and 9.4.
func (in *interpreter) textOperator(op string, resources pdflib.Value) {
	gs := &in.gs
	switch op {
	case "BT":
		in.tm, in.tlm = identity, identity
	case "Tc":
		gs.charSpace = in.num(1)
	case "Tw":
		gs.wordSpace = in.num(1)
	case "Tz":
		gs.scale = in.num(1) / 100
	case "TL":
		gs.leading = in.num(1)
	case "Tf":
		if n := len(in.operands); n >= 2 {
			gs.size = in.num(1)
			if in.fonts == nil {
				in.fonts = in.reader.fontSet(resources)
			}
			gs.font = in.reader.font(in.fonts, in.operands[n-2].text)
		}
	case "Tr":
		gs.render = toInt(in.num(1))
	case "Ts":
		gs.rise = in.num(1)
	case "Td":
		in.nextLine(in.num(2), in.num(1))
	case "TD":
		gs.leading = -in.num(1)
		in.nextLine(in.num(2), in.num(1))
	case "Tm":
		if m := in.matrix(); m.finite() {
			in.tm, in.tlm = m, m
		}
	case "T*":
		in.nextLine(0, -gs.leading)
	case "Tj":
		in.show(in.str())
	case "'":
		in.nextLine(0, -gs.leading)
		in.show(in.str())
	case "\"":
		gs.wordSpace, gs.charSpace = in.num(3), in.num(2)
		in.nextLine(0, -gs.leading)
		in.show(in.str())
	case "TJ":
		in.showSpaced()
	}
}

// nextLine moves to the start of another line (9.4.2).
func (in *interpreter) nextLine(x, y float64) {
	if m := in.tlm.translated(x, y); m.finite() {
		in.tlm, in.tm = m, m
	}
}

// showSpaced runs TJ: strings, and numbers that move back by thousandths of
// an em.
func (in *interpreter) showSpaced() {
	gs := &in.gs
	for _, t := range in.operands {
		switch t.kind {
		case tokString:
			in.show(t.text)
		case tokInteger, tokReal:
			d := -t.num / 1000 * gs.size
			if gs.font != nil && gs.font.vertical {
				in.tm = in.tm.translated(0, d)
			} else {
				in.tm = in.tm.translated(d*gs.scale, 0)
			}
		}
	}
}

// show shows a string (9.4.3, 9.4.4).
func (in *interpreter) show(s []byte) {
	gs := &in.gs
	f := gs.font
	if f == nil || len(s) == 0 {
		return
	}
	m := in.tm.mul(gs.ctm)
	if !m.finite() {
		return
	}
	a, b := m[0]*gs.scale, m[1]*gs.scale
	if f.vertical {
		a, b = -m[2], -m[3] // the baseline runs down the page (9.7.4.3)
	}
	if gs.size < 0 {
		a, b = -a, -b
	}
	unit := math.Hypot(a, b)
	size := math.Abs(gs.size) * math.Hypot(m[2], m[3]) * f.emScale
	turn := turnOf(a, b)
	facts := &in.reader.doc.Facts
	base := m.translated(0, gs.rise)
	advance := 0.0 // in text space
	for len(s) > 0 {
		code, n := f.nextCode(s)
		s = s[n:]
		g := f.glyph(code)
		w := float64(g.width)*gs.size + gs.charSpace
		if code == ' ' && n == 1 {
			w += gs.wordSpace
		}
		if !f.vertical {
			w *= gs.scale
		}
		x, y := base[4]+advance*base[0], base[5]+advance*base[1]
		if f.vertical {
			x, y = base[4]-advance*base[2], base[5]-advance*base[3]
		}
		advance += w
		switch {
		case g.space:
			in.space = true
		case g.text == "" && g.blank:
		case g.text == "":
			facts.Glyphs++
			facts.Unmapped++
		case x < -1 || y < -size || x > in.width+1 || y > in.height+1:
			// outside the crop box: not seen
		default:
			facts.Glyphs++
			if gs.render == 3 {
				facts.Hidden++
			}
			in.glyphs = append(in.glyphs, glyph{
				text: g.text, font: f, x: x, y: y, w: math.Abs(float64(g.width)*gs.size) * unit, size: size,
				turn: turn, space: in.space, artifact: in.artifacts > 0,
			})
			in.space = false
		}
	}
	if f.vertical {
		in.tm = in.tm.translated(0, -advance)
	} else {
		in.tm = in.tm.translated(advance, 0)
	}
}

// turnOf returns the quarter turns of a direction, or 4 for a slanted one.
func turnOf(x, y float64) uint8 {
	switch ax, ay := math.Abs(x), math.Abs(y); {
	case ay <= ax*0.1 && x >= 0:
		return 0
	case ax <= ay*0.1 && y > 0:
		return 1
	case ay <= ax*0.1:
		return 2
	case ax <= ay*0.1:
		return 3
	}
	return 4
}
