package pdf

import (
	"math"
	"sort"
)

// rule is a horizontal or vertical line drawn on the page, at a height or
// abscissa, from lo to hi along the other axis.
type rule struct{ at, lo, hi float64 }

// path gathers the lines and rectangles of a path until it is painted (8.5).
type path struct {
	x, y       float64 // the current point
	startX     float64 // of the subpath
	startY     float64
	horizontal []rule
	vertical   []rule
	outline    outline
}

const (
	// hairline is the greatest thickness of a filled rectangle that is drawn
	// as a line.
	hairline = 2.5
	// maxRules bounds the lines kept of a page; drawings have many.
	maxRules = 4000
)

// pathOperator runs the operators that build and paint paths, as far as they
// draw lines.
func (in *interpreter) pathOperator(op string) {
	p := &in.path
	switch op {
	case "m":
		p.x, p.y = in.num(2), in.num(1)
		p.startX, p.startY = p.x, p.y
		p.outline.subpaths++
		in.reach(p.x, p.y)
	case "l":
		x, y := in.num(2), in.num(1)
		in.reach(x, y)
		in.lineTo(x, y)
	case "h":
		in.lineTo(p.startX, p.startY)
	case "c", "v", "y":
		p.x, p.y = in.num(2), in.num(1)
		p.outline.curves++
		in.reach(p.x, p.y)
	case "re":
		p.outline.boxes++
		in.reach(in.num(4), in.num(3))
		in.reach(in.num(4)+in.num(2), in.num(3)+in.num(1))
		in.rectangle(in.num(4), in.num(3), in.num(2), in.num(1))
	case "S", "s", "B", "B*", "b", "b*":
		if op[0] == 's' || op[0] == 'b' {
			in.lineTo(p.startX, p.startY)
		}
		in.keepRules(math.Inf(1))
		in.keepDot(op != "S" && op != "s")
	case "f", "F", "f*":
		in.keepRules(hairline)
		in.keepDot(true)
	case "n":
		p.outline = outline{}
		p.horizontal, p.vertical = p.horizontal[:0], p.vertical[:0]
	}
}

// lineTo adds a straight line to the path.
func (in *interpreter) lineTo(x, y float64) {
	p := &in.path
	in.addRule(p.x, p.y, x, y)
	p.x, p.y = x, y
}

// rectangle adds a rectangle: as a line where it is thin, else as its edges.
func (in *interpreter) rectangle(x, y, w, h float64) {
	m := in.gs.ctm
	if math.Abs(w*m[0])+math.Abs(w*m[1]) < hairline {
		in.addRule(x+w/2, y, x+w/2, y+h)
		return
	}
	if math.Abs(h*m[2])+math.Abs(h*m[3]) < hairline {
		in.addRule(x, y+h/2, x+w, y+h/2)
		return
	}
	in.addRule(x, y, x+w, y)
	in.addRule(x, y+h, x+w, y+h)
	in.addRule(x, y, x, y+h)
	in.addRule(x+w, y, x+w, y+h)
}

// addRule adds a line in user space to the path if it is horizontal or
// vertical on the page.
func (in *interpreter) addRule(x0, y0, x1, y1 float64) {
	p := &in.path
	if len(p.horizontal)+len(p.vertical) > maxRules {
		return
	}
	a, b := in.gs.ctm.translated(x0, y0), in.gs.ctm.translated(x1, y1)
	dx, dy := math.Abs(a[4]-b[4]), math.Abs(a[5]-b[5])
	switch {
	case dy < 1 && dx > 4:
		p.horizontal = append(p.horizontal, rule{(a[5] + b[5]) / 2, min(a[4], b[4]), max(a[4], b[4])})
	case dx < 1 && dy > 4:
		p.vertical = append(p.vertical, rule{(a[4] + b[4]) / 2, min(a[5], b[5]), max(a[5], b[5])})
	}
}

// keepRules paints the path. A filled path draws lines only where it is thin:
// where two of its edges are nearly one.
func (in *interpreter) keepRules(thin float64) {
	p := &in.path
	if len(in.horizontal)+len(in.vertical) < maxRules && (math.IsInf(thin, 1) || len(p.horizontal)+len(p.vertical) == 1) {
		in.horizontal = append(in.horizontal, p.horizontal...)
		in.vertical = append(in.vertical, p.vertical...)
	}
	p.horizontal, p.vertical = p.horizontal[:0], p.vertical[:0]
}

// grid is a table drawn with lines.
type grid struct {
	box                  Box
	horizontal, vertical []rule
	rows                 [][]cell
}

// cell is what stands between the lines of a grid.
type cell struct {
	top, left, right float64
	segments         []*segment
}

// touching is the distance at which lines are taken to meet.
const touching = 3

// findGrids joins lines that meet into grids. Only grids with lines inside
// matter: two vertical and two horizontal lines make a frame.
func findGrids(horizontal, vertical []rule) []*grid {
	if len(horizontal) < 2 || len(vertical) < 3 && len(horizontal) < 3 {
		return nil
	}
	horizontal, vertical = joinRules(horizontal), joinRules(vertical)
	groups := newGroups(len(horizontal) + len(vertical))
	for i, h := range horizontal {
		for j, v := range vertical {
			if v.at >= h.lo-touching && v.at <= h.hi+touching && h.at >= v.lo-touching && h.at <= v.hi+touching {
				groups.join(i, len(horizontal)+j)
			}
		}
	}
	grids := map[int]*grid{}
	get := func(i int) *grid {
		root := groups.root(i)
		if grids[root] == nil {
			grids[root] = &grid{box: Box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}}
		}
		return grids[root]
	}
	for i, h := range horizontal {
		g := get(i)
		g.horizontal = append(g.horizontal, h)
		g.box = Box{min(g.box.X0, h.lo), min(g.box.Y0, h.at), max(g.box.X1, h.hi), max(g.box.Y1, h.at)}
	}
	for j, v := range vertical {
		g := get(len(horizontal) + j)
		g.vertical = append(g.vertical, v)
		g.box = Box{min(g.box.X0, v.at), min(g.box.Y0, v.lo), max(g.box.X1, v.at), max(g.box.Y1, v.hi)}
	}
	var out []*grid
	for _, g := range grids {
		if len(g.vertical) >= 1 && len(g.horizontal) >= 2 && len(g.vertical)+len(g.horizontal) >= 5 {
			out = append(out, g)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].box.Y1 > out[j].box.Y1 })
	return out
}

// joinRules joins the pieces of a line that are drawn one after another.
func joinRules(rules []rule) []rule {
	sort.Slice(rules, func(i, j int) bool {
		if math.Abs(rules[i].at-rules[j].at) >= 1 {
			return rules[i].at < rules[j].at
		}
		return rules[i].lo < rules[j].lo
	})
	var out []rule
	for _, r := range rules {
		if n := len(out); n > 0 && math.Abs(out[n-1].at-r.at) < 1.5 && r.lo <= out[n-1].hi+touching {
			out[n-1].hi = max(out[n-1].hi, r.hi)
			continue
		}
		out = append(out, r)
	}
	return out
}

// groups is a union-find structure.
type groups []int

func newGroups(n int) groups {
	g := make(groups, n)
	for i := range g {
		g[i] = i
	}
	return g
}

func (g groups) root(i int) int {
	for g[i] != i {
		g[i] = g[g[i]]
		i = g[i]
	}
	return i
}

func (g groups) join(i, j int) { g[g.root(i)] = g.root(j) }

// fill deals the segments inside the grid out to its cells and reports
// whether they make a table: some row with two cells.
func (g *grid) fill(segs []*segment) bool {
	cells := map[[2]int]*cell{}
	for _, s := range segs {
		y := s.y + 0.3*s.size
		x := s.x0 + min(s.width()/2, 0.5*s.size)
		c := cell{top: g.box.Y1, left: g.box.X0, right: g.box.X1}
		for _, h := range g.horizontal {
			if h.at > y && h.at < c.top && x >= h.lo && x <= h.hi {
				c.top = h.at
			}
		}
		for _, v := range g.vertical {
			if y < v.lo || y > v.hi {
				continue
			}
			if v.at <= x && v.at > c.left {
				c.left = v.at
			} else if v.at > x && v.at < c.right {
				c.right = v.at
			}
		}
		key := [2]int{int(math.Round(c.top / touching)), int(math.Round(c.left / touching))}
		if cells[key] == nil {
			cells[key] = &c
		}
		cells[key].segments = append(cells[key].segments, s)
	}
	var all []cell
	for _, c := range cells {
		all = append(all, *c)
	}
	sort.Slice(all, func(i, j int) bool {
		if math.Abs(all[i].top-all[j].top) > touching {
			return all[i].top > all[j].top
		}
		return all[i].left < all[j].left
	})
	widest := 0
	for i := 0; i < len(all); {
		j := i + 1
		for j < len(all) && all[i].top-all[j].top <= touching {
			j++
		}
		g.rows = append(g.rows, all[i:j])
		widest = max(widest, j-i)
		i = j
	}
	return widest > 1
}

// gridSegments replaces the segments inside grids by one segment for each
// grid, so that the columns of a page do not cut tables.
func gridSegments(segs []*segment, grids []*grid) []*segment {
	for _, g := range grids {
		var inside, outside []*segment
		for _, s := range segs {
			x, y := (s.x0+s.x1)/2, s.y+0.3*s.size
			if s.grid == nil && x >= g.box.X0 && x <= g.box.X1 && y >= g.box.Y0 && y <= g.box.Y1 {
				inside = append(inside, s)
			} else {
				outside = append(outside, s)
			}
		}
		if len(inside) < 2 || !g.fill(inside) {
			continue
		}
		whole := &segment{grid: g, x0: g.box.X0, x1: g.box.X1, y: g.box.Y1, size: medianSize(inside)}
		segs = append(outside, whole)
	}
	return segs
}
