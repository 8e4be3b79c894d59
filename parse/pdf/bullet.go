package pdf

import "math"

// dot is a small disc, ring or square drawn on the page: where it begins and ends
// along a line, the height of its middle, and the character that looks like it.
type dot struct {
	x0, x1, y float64
	mark      string
}

// outline is the extent of a path, on the page, and what it is made of.
type outline struct {
	x0, y0, x1, y1          float64
	subpaths, curves, boxes int
	started                 bool
}

const (
	// smallestDot and largestDot bound the bullets of lists, in points.
	smallestDot = 1.2
	largestDot  = 8
	// maxDots bounds the dots kept of a page; drawings have many.
	maxDots = 400
)

// reach extends the outline to a point in user space.
func (in *interpreter) reach(x, y float64) {
	o := &in.path.outline
	at := in.gs.ctm.translated(x, y)
	if !o.started {
		o.x0, o.y0, o.x1, o.y1, o.started = at[4], at[5], at[4], at[5], true
	}
	o.x0, o.x1 = min(o.x0, at[4]), max(o.x1, at[4])
	o.y0, o.y1 = min(o.y0, at[5]), max(o.y1, at[5])
}

// keepDot keeps a painted path that is a dot: one closed curve or one square, as
// broad as it is high. Browsers draw the bullets of lists so: a disc, a ring on the
// second level, a square on the third.
func (in *interpreter) keepDot(filled bool) {
	o := in.path.outline
	in.path.outline = outline{}
	w, h := o.x1-o.x0, o.y1-o.y0
	round := o.subpaths == 1 && o.curves >= 4 && o.boxes == 0
	square := o.subpaths == 0 && o.boxes == 1
	if !round && !square || len(in.dots) >= maxDots || min(w, h) < smallestDot || max(w, h) > largestDot || math.Abs(w-h) > 0.2*max(w, h) {
		return
	}
	mark := "•"
	switch {
	case square:
		mark = "▪"
	case !filled:
		mark = "◦"
	}
	in.dots = append(in.dots, dot{o.x0, o.x1, (o.y0 + o.y1) / 2, mark})
}

// bullets puts a bullet before each line that begins beside a dot, so that the
// items of a list drawn by a browser are items. A dot within a line, or far from
// any, is a part of a drawing.
func (in *interpreter) bullets() {
	shown := in.glyphs
	for _, d := range in.dots {
		if g := beside(shown, d); g != nil {
			in.glyphs = append(in.glyphs, glyph{text: d.mark, font: g.font, x: d.x0, y: g.y, w: d.x1 - d.x0, size: g.size, artifact: g.artifact})
		}
	}
}

// beside returns the first glyph of the line to the right of a dot, or nil where
// something stands to its left.
func beside(glyphs []glyph, d dot) *glyph {
	var first *glyph
	for i := range glyphs {
		g := &glyphs[i]
		if g.turn != 0 || d.y < g.y+0.1*g.size || d.y > g.y+0.6*g.size || d.x1-d.x0 > 0.7*g.size {
			continue
		}
		switch {
		case g.x+g.w/2 < d.x0:
			if d.x0-g.x-g.w < 2*g.size {
				return nil
			}
		case g.x-d.x1 < 2.5*g.size && (first == nil || g.x < first.x):
			first = g
		}
	}
	return first
}
