package pdf

import (
	"math"
	"sort"
)

// besideProse arranges columns of which not all are running text: one column
// of text with notes in its margin, which are read by themselves, or a table.
func besideProse(cols [][]*segment, em float64, depth int, band []*segment) []group {
	main := mainColumn(cols, em)
	if main < 0 {
		return []group{newGroup(band, true)}
	}
	var out []group
	for i, c := range cols {
		if i == main {
			out = append(out, arrange(c, depth+1)...)
		} else {
			out = append(out, newGroup(c, false))
		}
	}
	return out
}

// mainColumn returns the column of running text whose neighbours are notes in
// the margin, or -1. Notes are few, stand on the right, or are printed
// smaller; a column of terms left of their definitions makes a table.
func mainColumn(cols [][]*segment, em float64) int {
	main, lines := -1, 0
	for i, c := range cols {
		x0, x1 := extent(c)
		if n := countBaselines(c); n > lines && x1-x0 > 15*em && allProse([][]*segment{c}, em) {
			main, lines = i, n
		}
	}
	if main < 0 {
		return -1
	}
	size := medianSize(cols[main])
	for i, c := range cols {
		n := countBaselines(c)
		if i == main || n*100 <= lines*15 {
			continue
		}
		if n*2 > lines || i < main && medianSize(c) > 0.92*size {
			return -1
		}
	}
	return main
}

// countBaselines counts the lines of a column.
func countBaselines(c []*segment) int { return len(groupRows(append([]*segment(nil), c...))) }

// splitMargin takes the notes in the right margin of a page from its
// segments: what stands right of the edge at which most lines of the text
// end. A second column is no margin: it has as many lines, and long ones.
func splitMargin(segs []*segment) (text, notes []*segment) {
	if len(segs) < 8 {
		return segs, nil
	}
	em := medianSize(segs)
	var ends []float64
	for _, s := range segs {
		if s.width() > 20*em && s.grid == nil {
			ends = append(ends, s.x1)
		}
	}
	edge, n := commonest(ends, 2)
	if n < 5 || n*2 < len(ends) {
		return segs, nil
	}
	for _, s := range segs {
		if s.x0 > edge+0.4*em {
			if s.width() > 12*em || s.grid != nil {
				return segs, nil
			}
			notes = append(notes, s)
		} else {
			text = append(text, s)
		}
	}
	if len(notes) == 0 || countBaselines(notes)*2 > countBaselines(text) {
		return segs, nil
	}
	return text, notes
}

// commonest returns the value around which most of the values lie, and how
// many do.
func commonest(values []float64, within float64) (value float64, n int) {
	sort.Float64s(values)
	value = math.Inf(1)
	for i, j := 0, 0; j < len(values); j++ {
		for values[j]-values[i] > within {
			i++
		}
		if j-i+1 > n {
			n, value = j-i+1, values[j]
		}
	}
	return value, n
}
