package pdf

import (
	"math"
	"sort"
)

// segment is a piece of a line: glyphs on one baseline without a wide gap. A
// column, a table cell or a list item's number is at least one.
type segment struct {
	glyphs    []glyph
	x0, x1, y float64
	size      float64 // of most of its text
	script    int8    // +1 superscript, -1 subscript, of the segment before
	numbers   bool    // only digits
	grid      *grid   // a whole table, in place of its text
}

func (s *segment) top() float64 {
	if s.grid != nil {
		return s.grid.box.Y1
	}
	return s.y + 0.65*s.size
}

func (s *segment) bottom() float64 {
	if s.grid != nil {
		return s.grid.box.Y0
	}
	return s.y - 0.15*s.size
}

func (s *segment) width() float64 { return s.x1 - s.x0 }

// wideGap is the gap, in ems, at which a line is cut into segments. Justified
// lines have such gaps between words too; that does no harm, since segments of
// one line are joined again unless the gap goes on over many lines.
const wideGap = 0.7

// upright turns the glyphs of one direction so that their baseline runs to the
// right.
func upright(glyphs []glyph, turn uint8) []glyph {
	for i := range glyphs {
		g := &glyphs[i]
		switch turn {
		case 1:
			g.x, g.y = g.y, -g.x
		case 2:
			g.x, g.y = -g.x, -g.y
		case 3:
			g.x, g.y = -g.y, g.x
		}
	}
	return glyphs
}

// segments cuts upright glyphs, in the order in which they were shown, into
// segments.
func segments(glyphs []glyph) []*segment {
	rows := joinScripts(groupRows(runs(glyphs)))
	var out []*segment
	for _, row := range rows {
		out = append(out, joinRow(row)...)
	}
	return out
}

// runs cuts glyphs where the next one does not continue the line.
func runs(glyphs []glyph) []*segment {
	var out []*segment
	start := 0
	for i := 1; i <= len(glyphs); i++ {
		if i < len(glyphs) {
			p, g := &glyphs[i-1], &glyphs[i]
			gap := g.x - p.x - p.w
			if math.Abs(g.y-p.y) < 0.05*p.size && gap < wideGap*p.size && gap > -0.4*p.size &&
				g.size > 0.8*p.size && g.size < 1.25*p.size && g.artifact == p.artifact {
				continue
			}
		}
		out = append(out, newSegment(glyphs[start:i:i]))
		start = i
	}
	return out
}

func newSegment(glyphs []glyph) *segment {
	s := &segment{glyphs: glyphs, x0: glyphs[0].x, x1: glyphs[0].x, y: glyphs[0].y, size: glyphs[0].size, numbers: true}
	for i := range glyphs {
		g := &glyphs[i]
		s.x0, s.x1 = min(s.x0, g.x), max(s.x1, g.x+g.w)
		if len(g.text) != 1 || g.text[0] < '0' || g.text[0] > '9' {
			s.numbers = false
		}
	}
	return s
}

// groupRows groups runs with nearly the same baseline, from the top down.
func groupRows(all []*segment) [][]*segment {
	sort.SliceStable(all, func(i, j int) bool { return all[i].y > all[j].y })
	var rows [][]*segment
	for i := 0; i < len(all); {
		j := i + 1
		for j < len(all) && all[i].y-all[j].y < 0.15*min(all[i].size, all[j].size)+0.01 {
			j++
		}
		rows = append(rows, all[i:j:j])
		i = j
	}
	return rows
}

// joinScripts moves superscripts and subscripts, which are small and touch
// the text beside them, to the row of that text.
func joinScripts(rows [][]*segment) [][]*segment {
	for i := range rows {
		kept := rows[i][:0:0]
		for _, s := range rows[i] {
			if !moveScript(rows, i, s) {
				kept = append(kept, s)
			}
		}
		if len(kept) < len(rows[i]) {
			rows[i] = kept
		}
	}
	out := rows[:0]
	for _, row := range rows {
		if len(row) > 0 {
			out = append(out, row)
		}
	}
	return out
}

// moveScript looks for the text that a small run belongs to.
func moveScript(rows [][]*segment, i int, s *segment) bool {
	for _, step := range [2]int{1, -1} {
		for j := i + step; j >= 0 && j < len(rows) && j-i <= 3 && i-j <= 3; j += step {
			for k, other := range rows[j] {
				rise := s.y - other.y
				if other.script != 0 && math.Abs(rise) < 0.2*s.size && s.x0 > other.x0 && s.x0 < other.x1+0.5*s.size {
					s.script = other.script // goes on with a script moved before
					rows[j] = append(rows[j][:len(rows[j]):len(rows[j])], s)
					return true
				}
				if k == 0 && s.numbers && len(s.glyphs) <= 3 && rise > 0.1*s.size && rise < 0.65*other.size && s.size < 0.82*other.size &&
					s.x1 < other.x0 && other.x0-s.x1 < 5*other.size {
					raise(s.glyphs) // the mark of a note, set apart from its text
					rows[j] = append([]*segment{s}, rows[j]...)
					s.y = other.y
					return true
				}
				if s.size > 0.82*other.size || math.Abs(rise) > 0.65*other.size {
					continue
				}
				if s.x0 > other.x1+0.4*other.size || s.x1 < other.x0-0.4*other.size || s.x0 < other.x0-0.5*other.size && s.x1 > other.x0+0.5*other.size {
					continue
				}
				s.script = 1
				if rise < 0 {
					s.script = -1
				}
				rows[j] = insertScript(rows[j], k, s)
				return true
			}
		}
	}
	return false
}

// insertScript adds a script run to a row. A run that lies over the middle of
// another one cuts it in two.
func insertScript(row []*segment, k int, s *segment) []*segment {
	host := row[k]
	out := append(row[:len(row):len(row)], s)
	if s.x1 > host.x1-0.1*host.size {
		return out
	}
	for i := range host.glyphs {
		if i > 0 && host.glyphs[i].x >= s.x1-0.15*host.size {
			out[k] = newSegment(host.glyphs[:i:i])
			return append(out, newSegment(host.glyphs[i:]))
		}
	}
	return out
}

// joinRow joins the runs of a row that touch, from left to right, and drops
// text that is drawn twice in the same place to look bold.
func joinRow(row []*segment) []*segment {
	sort.SliceStable(row, func(i, j int) bool { return row[i].x0 < row[j].x0 })
	var out []*segment
	for _, s := range row {
		if len(out) == 0 {
			out = append(out, s)
			continue
		}
		last := out[len(out)-1]
		gap := s.x0 - last.x1
		em := max(last.size, s.size)
		switch {
		case gap < -0.3*em:
			if s = withoutCopies(last, s); s != nil {
				out = append(out, s)
			}
		case gap > wideGap*em || s.glyphs[0].artifact != last.glyphs[0].artifact:
			out = append(out, s)
		default:
			out[len(out)-1] = joinSegments(last, s)
		}
	}
	return out
}

// joinSegments puts b behind a.
func joinSegments(a, b *segment) *segment {
	if b.script != 0 && b.script > 0 {
		raise(b.glyphs)
	}
	j := *a
	j.glyphs = append(a.glyphs[:len(a.glyphs):len(a.glyphs)], b.glyphs...)
	j.x1 = max(a.x1, b.x1)
	j.numbers = a.numbers && b.numbers
	if a.script != 0 || b.size > a.size && len(b.glyphs) > len(a.glyphs) {
		j.size, j.y = b.size, b.y
	}
	if a.script != 0 {
		if a.script > 0 {
			raise(j.glyphs[:len(a.glyphs)])
		}
		j.script = b.script
	}
	return &j
}

// withoutCopies returns s without the glyphs that t shows in nearly the same
// place, or nil where nothing is left.
func withoutCopies(t, s *segment) *segment {
	var kept []glyph
	i := 0
	for _, g := range s.glyphs {
		for i < len(t.glyphs) && t.glyphs[i].x < g.x-0.25*g.size {
			i++
		}
		copied := false
		for j := i; j < len(t.glyphs) && t.glyphs[j].x <= g.x+0.25*g.size; j++ {
			if t.glyphs[j].text == g.text {
				copied = true
				break
			}
		}
		if !copied {
			kept = append(kept, g)
		}
	}
	switch {
	case len(kept) == 0:
		return nil
	case len(kept)*2 > len(s.glyphs):
		return s
	}
	return newSegment(kept)
}

// superscripts are the superscript forms of the digits.
var superscripts = [10]string{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"}

// raise writes raised digits, the references to notes, as superscript digits,
// so that "data³" is not read as a number or a word with a digit.
func raise(glyphs []glyph) {
	for i := range glyphs {
		g := &glyphs[i]
		if len(g.text) == 1 && g.text[0] >= '0' && g.text[0] <= '9' {
			g.text = superscripts[g.text[0]-'0']
		}
	}
}
