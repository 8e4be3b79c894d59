package pdf

import (
	"slices"
	"strings"
)

// addTable adds the rows of a table without lines, whose columns are told by
// white space. A line with few cells, not in the first column, continues the
// row above unless white space sets it apart.
func (r *reader) addTable(g group, rows [][]*segment, number int) {
	cols := tableColumns(rows)
	var cells []string
	var row line
	width := 0 // cells in the first line of the row
	flush := func() {
		if text := strings.Trim(strings.Join(cells, "\t"), "\t "); text != "" {
			row.text = text
			r.lines = append(r.lines, r.asItem(row))
		}
		cells = nil
	}
	pitch := medianPitch(rows)
	for i, segs := range rows {
		if segs[0].grid != nil {
			flush()
			r.addGrid(segs[0], number)
			continue
		}
		l := r.newLine(g, segs, number)
		continued := cells != nil && rows[i-1][0].y-segs[0].y < 1.35*pitch && len(segs) < width && columnOf(cols, segs[0]) > 0
		if !continued {
			flush()
			row, cells, width = l, make([]string, len(cols)), len(segs)
			row.table = true
		}
		for j, s := range segs {
			var b strings.Builder
			r.writeText(&b, s.glyphs)
			text, c := strings.TrimSpace(b.String()), columnOf(cols, s)
			if j > 0 && cells[c] != "" && columnOf(cols, segs[j-1]) == c {
				cells[c] += " " + text
			} else {
				cells[c] = joinText(cells[c], text, nil)
			}
		}
		row.x0, row.x1 = min(row.x0, l.x0), max(row.x1, l.x1)
	}
	flush()
}

// proseCell is the length in bytes from which the text of a cell is read as
// paragraphs of its own.
const proseCell = 240

// addGrid adds a table drawn with lines: row by row, each row as one line
// with the cells separated by tabs, or, where cells hold running text, cell by
// cell.
func (r *reader) addGrid(s *segment, number int) {
	for _, cells := range s.grid.rows {
		start := len(r.lines)
		var texts []string
		prose := len(cells) == 1
		for _, c := range cells {
			from := len(r.lines)
			for _, g := range arrange(c.segments, 1) {
				g.x0, g.x1 = min(g.x0, c.left+2), max(g.x1, c.right-6)
				r.addGroup(g, number)
			}
			text := ""
			for i := from; i < len(r.lines); i++ {
				r.lines[i].cell = true
				text = joinText(text, r.lines[i].text, nil)
			}
			texts = append(texts, text)
			prose = prose || len(text) > proseCell
		}
		if prose || start == len(r.lines) {
			continue
		}
		row := r.lines[start]
		row.text, row.table, row.right = strings.Join(texts, "\t"), true, s.x1
		for _, l := range r.lines[start:] {
			row.x1 = max(row.x1, l.x1)
			row.bold = row.bold && l.bold
		}
		r.lines = append(r.lines[:start], r.asItem(row))
	}
}

// asItem makes a row that is a mark and a text a list item.
func (r *reader) asItem(row line) line {
	if mark, text, ok := strings.Cut(row.text, "\t"); ok && !strings.Contains(text, "\t") && r.isMarker(mark) {
		row.text, row.table = mark+" "+text, false
	}
	return row
}

// tableColumns returns the stretches that the columns of a table cover. Rows
// with few cells, such as titles across the table, do not count.
func tableColumns(rows [][]*segment) []interval {
	most := 0
	for _, row := range rows {
		most = max(most, len(row))
	}
	var segs []*segment
	for _, row := range rows {
		if len(row)*2 > most {
			segs = append(segs, row...)
		}
	}
	return merge(segs)
}

// columnOf returns the column that a segment stands in.
func columnOf(cols []interval, s *segment) int {
	for i, c := range cols {
		if s.x0 <= c.hi {
			return i
		}
	}
	return len(cols) - 1
}

// medianPitch returns the usual distance of baselines.
func medianPitch(rows [][]*segment) float64 {
	var d []float64
	for i := 1; i < len(rows); i++ {
		d = append(d, rows[i-1][0].y-rows[i][0].y)
	}
	if len(d) == 0 {
		return 12
	}
	slices.Sort(d)
	return d[len(d)/2]
}
