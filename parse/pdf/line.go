package pdf

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is a line of text in a column, or a row of a table.
type line struct {
	text         string
	page         int
	group        int // number of its column, over the whole file
	x0, x1, y    float64
	left, right  float64 // the column's edges
	size         float64
	bold, italic bool
	table        bool
	cell         bool // in a cell of a table, which nothing outside continues
	artifact     bool
	furniture    bool
	edge         bool // near the top or bottom of the page
	far          bool // at the edge of the text, but far from that of the page
	apart        bool // with white space between it and the text, at the edge
	footnote     bool
	raised       bool // starts with a superscript
	level        int  // as a heading, 0 for none
	titled       bool // the level is the outline's
	title        int  // index of the outline's title
	turn         uint8
}

// stampGlyphs is the number of characters up to which the text on a page that
// a picture covers may be a stamp or a page number on a scan.
const stampGlyphs = 60

// readPage shows one page and adds its lines.
func (r *reader) readPage(p page, number int) {
	base, width, height := p.base()
	in := interpreter{reader: r, width: width, height: height, glyphs: r.glyphs[:0]}
	in.gs = state{ctm: base, scale: 1}
	in.run(r.contents(p), p.resources)
	r.appearances(&in, p, base)
	in.bullets()
	r.glyphs = in.glyphs
	r.heights = append(r.heights, height)
	if len(in.glyphs) == 0 {
		if in.pictures > 0 {
			r.pictures = append(r.pictures, number)
		}
		return
	}
	if len(in.glyphs) < stampGlyphs && in.covered > 0.75 {
		r.stamped = append(r.stamped, number)
	}
	r.layOut(in.glyphs, findGrids(in.horizontal, in.vertical), number)
}

// layOut adds the lines that the glyphs of a page make.
func (r *reader) layOut(glyphs []glyph, grids []*grid, number int) {
	for n, glyphs := range byTurn(glyphs) {
		if glyphs[0].turn == 4 {
			r.addSlanted(glyphs, number)
			continue
		}
		turn, first := glyphs[0].turn, len(r.lines)
		segs := segments(upright(glyphs, turn))
		segs, numbers := splitLineNumbers(segs)
		if n == 0 && glyphs[0].turn == 0 {
			segs = gridSegments(segs, grids)
		}
		segs, notes := splitMargin(segs)
		for _, g := range arrange(segs, 0) {
			r.addGroup(g, number)
		}
		if len(notes) > 0 {
			r.addGroup(newGroup(notes, false), number)
		}
		r.addLineNumbers(numbers, number)
		for i := first; i < len(r.lines); i++ {
			r.lines[i].turn = turn
		}
	}
}

// byTurn deals glyphs out by the direction of their baseline, the commonest
// direction first.
func byTurn(glyphs []glyph) [][]glyph {
	var counts [5]int
	for i := range glyphs {
		counts[glyphs[i].turn]++
	}
	for _, n := range counts {
		if n == len(glyphs) {
			return [][]glyph{glyphs}
		}
	}
	var out [][]glyph
	for turn := range uint8(5) {
		if counts[turn] == 0 {
			continue
		}
		var part []glyph
		for _, g := range glyphs {
			if g.turn == turn {
				part = append(part, g)
			}
		}
		out = append(out, part)
	}
	sort.SliceStable(out, func(i, j int) bool { return len(out[i]) > len(out[j]) })
	return out
}

// addSlanted adds slanted text, such as a watermark, as furniture.
func (r *reader) addSlanted(glyphs []glyph, number int) {
	var b strings.Builder
	for i := range glyphs {
		if glyphs[i].space && i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(glyphs[i].text)
	}
	r.groups++
	r.lines = append(r.lines, line{text: b.String(), page: number, group: r.groups, size: glyphs[0].size, furniture: true})
}

// addGroup adds the lines of a column or the rows of a table.
func (r *reader) addGroup(g group, number int) {
	r.groups++
	rows := rowsOf(g.segments)
	if g.table {
		r.addTable(g, rows, number)
		return
	}
	for _, row := range rows {
		if row[0].grid != nil {
			for _, s := range row {
				r.addGrid(s, number)
			}
			r.groups++
			continue
		}
		r.lines = append(r.lines, r.newLine(g, row, number))
	}
}

// rowsOf groups segments by baseline, from the top down, left to right.
func rowsOf(segs []*segment) [][]*segment {
	rows := groupRows(append([]*segment(nil), segs...))
	for _, row := range rows {
		sort.SliceStable(row, func(i, j int) bool { return row[i].x0 < row[j].x0 })
	}
	return rows
}

// newLine makes a line of the segments of a row. Segments far apart, which
// no gutter told to be columns, are separated by a tab.
func (r *reader) newLine(g group, row []*segment, number int) line {
	l := line{page: number, group: r.groups, x0: row[0].x0, x1: row[0].x1, y: row[0].y, size: row[0].size, left: g.x0, right: g.x1}
	l.raised = row[0].script > 0 || startsRaised(row[0].glyphs)
	glyphs, bold, italic, artifact, best := 0, 0, 0, 0, 0
	var b strings.Builder
	for i, s := range row {
		if i > 0 {
			if gap := s.x0 - row[i-1].x1; gap > 3*s.size && !r.isMarker(b.String()) {
				b.WriteByte('\t')
			} else if gap > 0 || s.glyphs[0].space {
				b.WriteByte(' ')
			}
		}
		if i == 0 && len(row) > 1 && len(s.glyphs) == 1 && s.glyphs[0].text == "o" {
			b.WriteString("◦") // the letter o, set apart, is a bullet
		} else {
			r.writeText(&b, s.glyphs)
		}
		l.x0, l.x1 = min(l.x0, s.x0), max(l.x1, s.x1)
		if len(s.glyphs) > best {
			best, l.size, l.y = len(s.glyphs), s.size, s.y
		}
		for j := range s.glyphs {
			f := s.glyphs[j].font
			glyphs++
			bold += asInt(f.bold)
			italic += asInt(f.italic)
			artifact += asInt(s.glyphs[j].artifact)
		}
	}
	l.text = strings.TrimSpace(b.String())
	l.bold, l.italic, l.artifact = bold*10 >= glyphs*9, italic*10 >= glyphs*9, artifact == glyphs
	return l
}

func asInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// isMarker reports whether text so far is only a list item's mark.
func (r *reader) isMarker(s string) bool {
	mark, rest := cutMarker(strings.TrimSpace(s) + " ")
	return mark != "" && strings.TrimSpace(rest) == ""
}

func startsRaised(glyphs []glyph) bool {
	for _, d := range superscripts {
		if glyphs[0].text == d {
			return true
		}
	}
	return false
}

// writeText writes glyphs as text, with spaces where there is a gap.
func (r *reader) writeText(b *strings.Builder, glyphs []glyph) {
	limit := r.wordGap(glyphs)
	if hasRTL(glyphs) {
		b.WriteString(logical(words(glyphs, limit)))
		return
	}
	for i := range glyphs {
		g := &glyphs[i]
		if i > 0 {
			p := &glyphs[i-1]
			gap := g.x - p.x - p.w
			if g.text == p.text && g.x-p.x < 0.12*g.size && g.x-p.x > -0.12*g.size && g.w > 0.2*g.size {
				continue // drawn twice to look bold
			}
			if gap > limit*g.size || g.space {
				b.WriteByte(' ')
			}
		}
		b.WriteString(g.text)
	}
}

// words returns glyph texts, " " where there is a gap.
func words(glyphs []glyph, limit float64) []string {
	var out []string
	for i := range glyphs {
		g := &glyphs[i]
		if i > 0 {
			p := &glyphs[i-1]
			if g.x-p.x-p.w > limit*g.size || g.space && g.x > p.x {
				out = append(out, " ")
			}
		}
		out = append(out, g.text)
	}
	return out
}

// defaultWordGap is the gap between words, in ems, below which glyphs are
// taken for one word.
const defaultWordGap = 0.15

// wordGap returns the gap in ems that separates words on a line. Where most
// letters are spaced, as in spaced titles, it lies above their spacing.
func (r *reader) wordGap(glyphs []glyph) float64 {
	wide := 0
	for i := 1; i < len(glyphs); i++ {
		if p, g := &glyphs[i-1], &glyphs[i]; g.x-p.x-p.w > defaultWordGap*g.size {
			wide++
		}
	}
	if wide < 4 || wide*10 < (len(glyphs)-1)*6 {
		return defaultWordGap
	}
	gaps := r.gaps[:0]
	for i := 1; i < len(glyphs); i++ {
		p, g := &glyphs[i-1], &glyphs[i]
		gaps = append(gaps, (g.x-p.x-p.w)/g.size)
	}
	sort.Float64s(gaps)
	r.gaps = gaps
	return gaps[len(gaps)/2]*1.4 + 0.08
}

// hasRTL reports whether glyphs are written right to left.
func hasRTL(glyphs []glyph) bool {
	for i := range glyphs {
		if t := glyphs[i].text; len(t) > 1 && t[0] >= 0xd6 {
			if c, _ := utf8.DecodeRuneInString(t); isRTL(c) {
				return true
			}
		}
	}
	return false
}

// isRTL reports whether a letter belongs to a script written right to left.
func isRTL(r rune) bool {
	return r >= 0x0590 && r <= 0x08ff && !unicode.IsDigit(r) || r >= 0xfb1d && r <= 0xfdff || r >= 0xfe70 && r <= 0xfefc
}
