package pdf

import (
	"math"
	"sort"
)

// group is a run of segments that are read together: a column of text, or
// the rows of a table.
type group struct {
	segments []*segment
	table    bool
	x0, x1   float64 // the column's edges
}

// interval is a stretch of the x axis.
type interval struct{ lo, hi float64 }

// slab is a horizontal strip of the page between white lines.
type slab struct {
	segments []*segment
	taken    []interval // covered by text, merged, ascending
}

const (
	// minGutter is the least width of the white strip between columns, in ems.
	minGutter = 0.8
	// minRows is the number of lines that columns must have side by side.
	minRows = 3
)

// arrange puts the segments of a page, or of a column, into reading order.
func arrange(segs []*segment, depth int) []group {
	if len(segs) == 0 {
		return nil
	}
	slabs := cutSlabs(segs)
	em := medianSize(segs)
	var out []group
	var plain []*segment
	flush := func() {
		if len(plain) > 0 {
			out = append(out, newGroup(plain, false))
			plain = nil
		}
	}
	for i := 0; i < len(slabs); {
		end, gutters := findBand(slabs, i, em)
		if end == i || depth > 4 {
			plain = append(plain, slabs[i].segments...)
			i++
			continue
		}
		var band []*segment
		for _, s := range slabs[i:end] {
			band = append(band, s.segments...)
		}
		cols := splitColumns(band, gutters)
		switch cols = joinMarkers(cols, em); {
		case len(cols) == 1:
			plain = append(plain, band...)
		case allProse(cols, em):
			flush()
			for _, c := range cols {
				out = append(out, arrange(c, depth+1)...)
			}
		default:
			flush()
			out = append(out, besideProse(cols, em, depth, band)...)
		}
		i = end
	}
	flush()
	return out
}

func newGroup(segs []*segment, table bool) group {
	g := group{segments: segs, table: table, x0: segs[0].x0, x1: segs[0].x1}
	for _, s := range segs {
		g.x0, g.x1 = min(g.x0, s.x0), max(g.x1, s.x1)
	}
	return g
}

// cutSlabs cuts segments into slabs, from the top down.
func cutSlabs(segs []*segment) []slab {
	sorted := append([]*segment(nil), segs...)
	sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].top() > sorted[j].top() })
	var slabs []slab
	bottom := 0.0
	for _, s := range sorted {
		if len(slabs) == 0 || s.top() <= bottom {
			slabs = append(slabs, slab{})
			bottom = s.bottom()
		}
		last := &slabs[len(slabs)-1]
		last.segments = append(last.segments, s)
		bottom = min(bottom, s.bottom())
	}
	for i := range slabs {
		slabs[i].taken = merge(slabs[i].segments)
	}
	return slabs
}

// merge returns the stretches that segments cover.
func merge(segs []*segment) []interval {
	sorted := append([]*segment(nil), segs...)
	sort.Slice(sorted, func(i, j int) bool { return sorted[i].x0 < sorted[j].x0 })
	var out []interval
	for _, s := range sorted {
		if n := len(out); n > 0 && s.x0 <= out[n-1].hi {
			out[n-1].hi = max(out[n-1].hi, s.x1)
		} else {
			out = append(out, interval{s.x0, s.x1})
		}
	}
	return out
}

// unite merges two ascending lists of stretches.
func unite(a, b []interval) []interval {
	out := make([]interval, 0, len(a)+len(b))
	for len(a)+len(b) > 0 {
		var next interval
		if len(b) == 0 || len(a) > 0 && a[0].lo <= b[0].lo {
			next, a = a[0], a[1:]
		} else {
			next, b = b[0], b[1:]
		}
		if n := len(out); n > 0 && next.lo <= out[n-1].hi {
			out[n-1].hi = max(out[n-1].hi, next.hi)
		} else {
			out = append(out, next)
		}
	}
	return out
}

// gutters returns the white strips of at least the least width between
// stretches.
func gutters(taken []interval, em float64) []interval {
	var out []interval
	for i := 1; i < len(taken); i++ {
		if taken[i].lo-taken[i-1].hi >= minGutter*em {
			out = append(out, interval{taken[i-1].hi, taken[i].lo})
		}
	}
	return out
}

// findBand looks for slabs from the i-th on that share gutters, as many as
// can be, and returns the end of the band and its gutters; the end is i where
// there is none.
func findBand(slabs []slab, i int, em float64) (end int, found []interval) {
	taken := slabs[i].taken
	best := gutters(taken, em)
	end, last := i, i
	for j := i; j < len(slabs); j++ {
		next := taken
		if j > i {
			next = unite(taken, slabs[j].taken)
		}
		g := gutters(next, em)
		if len(g) == 0 {
			if len(best) > 0 || j-i >= 3 {
				break
			}
		} else if len(g) < len(best) && j-last >= 0 && supported(slabs[i:j], best) {
			break
		}
		taken, best, last = next, g, j
		if len(g) > 0 {
			end = j + 1
		}
	}
	if end == i || !supported(slabs[i:end], best) {
		return i, nil
	}
	return end, best
}

// supported reports whether enough lines stand on both sides of each gutter.
func supported(slabs []slab, gutters []interval) bool {
	for _, g := range gutters {
		mid := (g.lo + g.hi) / 2
		if min(countLines(slabs, mid, true), countLines(slabs, mid, false)) < minRows {
			return false
		}
	}
	return len(gutters) > 0
}

// countLines counts the baselines of the segments on one side of an abscissa.
func countLines(slabs []slab, mid float64, left bool) int {
	n := 0
	last := math.Inf(1)
	for _, s := range slabs {
		for _, seg := range s.segments {
			if (seg.x1 <= mid) == left && math.Abs(last-seg.y) > 0.3*seg.size {
				n++
				last = seg.y
			}
		}
	}
	return n
}

// splitColumns deals segments out to the columns between gutters.
func splitColumns(segs []*segment, gutters []interval) [][]*segment {
	cols := make([][]*segment, len(gutters)+1)
	for _, s := range segs {
		c := sort.Search(len(gutters), func(i int) bool { return s.x1 <= (gutters[i].lo+gutters[i].hi)/2 })
		cols[c] = append(cols[c], s)
	}
	return cols
}

// extent returns the edges of a column.
func extent(col []*segment) (x0, x1 float64) {
	x0, x1 = col[0].x0, col[0].x1
	for _, s := range col {
		x0, x1 = min(x0, s.x0), max(x1, s.x1)
	}
	return x0, x1
}

// joinMarkers joins narrow columns, which hold the numbers or bullets of the
// text beside them, to the column on their right.
func joinMarkers(cols [][]*segment, em float64) [][]*segment {
	var out [][]*segment
	var markers []*segment
	for i, c := range cols {
		if len(c) == 0 {
			continue
		}
		x0, x1 := extent(c)
		if x1-x0 < 4.5*em && i < len(cols)-1 {
			markers = append(markers, c...)
			continue
		}
		out = append(out, append(markers, c...))
		markers = nil
	}
	if len(markers) > 0 {
		out = append(out, markers)
	}
	return out
}

// allProse reports whether all columns look like running text: wide, with
// lines that mostly fill them.
func allProse(cols [][]*segment, em float64) bool {
	for _, c := range cols {
		x0, x1 := extent(c)
		rows := map[int]float64{}
		for _, s := range c {
			rows[int(s.y/(0.5*em))] += s.width()
		}
		covered := 0.0
		for _, w := range rows {
			covered += min(w, x1-x0)
		}
		if x1-x0 < 8*em || len(rows) < minRows || covered < 0.5*(x1-x0)*float64(len(rows)) {
			return false
		}
	}
	return true
}

// medianSize returns the size of the middle segment by size.
func medianSize(segs []*segment) float64 {
	sizes := make([]float64, len(segs))
	for i, s := range segs {
		sizes[i] = s.size
	}
	sort.Float64s(sizes)
	return max(sizes[len(sizes)/2], 1)
}
