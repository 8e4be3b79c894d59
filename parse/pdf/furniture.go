package pdf

import (
	"math"
	"sort"
	"strconv"
	"strings"
	"unicode"
)

// edgeLines is the number of lines at the top and bottom of a page among
// which running heads and page numbers are looked for.
const edgeLines = 4

// markFurniture finds running heads, running feet and page numbers: lines at
// the edge of a page that come again at the same height of other pages, as
// they are or with a number that counts pages.
func (r *reader) markFurniture() {
	groups := map[string][]int{}
	for start := 0; start < len(r.lines); {
		end := start
		for end < len(r.lines) && r.lines[end].page == r.lines[start].page {
			end++
		}
		for _, i := range r.edge(start, end) {
			key := furnitureKey(r.lines[i].text)
			groups[key] = append(groups[key], i)
		}
		start = end
	}
	pages := len(r.heights)
	inside := map[string]int{} // lines away from the edges
	for i := range r.lines {
		if !r.lines[i].edge {
			inside[furnitureKey(r.lines[i].text)]++
		}
	}
	for key, indexes := range groups {
		if inside[key]*2 > len(indexes) && key != "#" {
			continue // text that stands anywhere on a page
		}
		for _, same := range r.byHeight(indexes) {
			if r.repeats(same, pages) {
				for _, i := range same {
					r.lines[i].furniture = true
				}
			}
		}
	}
	r.keepOutermost()
}

// keepOutermost takes the mark from lines that have text between them and the
// edge of the page: the furniture of a page is outside its text.
func (r *reader) keepOutermost() {
	for start := 0; start < len(r.lines); {
		end := start
		top, bottom := math.Inf(-1), math.Inf(1) // of the text
		for ; end < len(r.lines) && r.lines[end].page == r.lines[start].page; end++ {
			if l := &r.lines[end]; !l.furniture {
				top, bottom = max(top, l.y), min(bottom, l.y)
			}
		}
		for i := start; i < end; i++ {
			if l := &r.lines[i]; l.furniture && l.edge && l.y < top-2 && l.y > bottom+2 {
				l.furniture = false
			}
		}
		start = end
	}
}

// edge returns the lines of a page that stand near its top or bottom and
// among the outermost.
func (r *reader) edge(start, end int) []int {
	var all []int
	for i := start; i < end; i++ {
		if !r.lines[i].furniture {
			all = append(all, i)
		}
	}
	sort.SliceStable(all, func(a, b int) bool { return r.lines[all[a]].y > r.lines[all[b]].y })
	height := r.heights[r.lines[start].page-1]
	var out []int
	for n, i := range all {
		l := &r.lines[i]
		top, bottom := n < edgeLines && l.y > 0.65*height, n >= len(all)-edgeLines && l.y < 0.35*height
		if top || bottom {
			l.far = l.y > 0.15*height && l.y < 0.85*height
			l.furniture, l.edge = l.artifact && !l.far || isDrawnRule(l.text), true
			inner := n + 1
			if bottom {
				inner = n - 1
			}
			l.apart = inner < 0 || inner >= len(all) || math.Abs(l.y-r.lines[all[inner]].y) > 1.6*l.size
			out = append(out, i)
		}
	}
	return out
}

// furnitureKey is a line's text with each number replaced.
func furnitureKey(s string) string {
	var b strings.Builder
	digits := false
	for _, c := range s {
		switch {
		case unicode.IsDigit(c):
			if !digits {
				b.WriteByte('#')
			}
			digits = true
			continue
		case !unicode.IsSpace(c):
			b.WriteRune(c)
		}
		digits = false
	}
	if isRoman(b.String()) {
		return "#"
	}
	return b.String()
}

// isRoman reports whether a line is only a small roman number.
func isRoman(s string) bool { return s != "" && len(s) < 8 && strings.Trim(s, "ivxl") == "" }

// byHeight splits lines by their baseline, which may differ by a few points.
func (r *reader) byHeight(indexes []int) [][]int {
	sorted := append([]int(nil), indexes...)
	sort.SliceStable(sorted, func(a, b int) bool { return r.lines[sorted[a]].y < r.lines[sorted[b]].y })
	var out [][]int
	for i := 0; i < len(sorted); {
		j := i + 1
		for j < len(sorted) && r.lines[sorted[j]].y-r.lines[sorted[j-1]].y < 3 {
			j++
		}
		out = append(out, sorted[i:j])
		i = j
	}
	return out
}

// repeats reports whether lines with the same key and height are furniture.
func (r *reader) repeats(same []int, pages int) bool {
	sort.SliceStable(same, func(a, b int) bool { return r.lines[same[a]].page < r.lines[same[b]].page })
	on, identical := r.spread(same)
	if r.lines[same[0]].far && (pages < 6 || on*3 < pages || !r.setApart(same)) {
		return false // on pages with wide margins only what comes often
	}
	number := isPageNumber(r.lines[same[0]].text) || isRoman(r.lines[same[0]].text)
	switch {
	case on < 2:
		return false
	case on == 2 && pages > 4 && !number:
		// A chapter's running head may come on two pages; they follow closely.
		return identical == 2 && r.lines[same[len(same)-1]].page-r.lines[same[0]].page <= 2 && r.setApart(same)
	case on*2 < pages && !number && !r.setApart(same):
		return false // text that happens to start some pages
	case identical*2 >= on, on*10 >= pages*6 && pages >= 5:
		return true
	}
	counting, best := map[int]int{}, 0
	for _, i := range same {
		for _, n := range numbersIn(r.lines[i].text) {
			counting[n-r.lines[i].page]++
			best = max(best, counting[n-r.lines[i].page])
		}
	}
	return best*10 >= on*6 || isRoman(r.lines[same[0]].text)
}

// spread returns on how many pages lines stand, and on how many the commonest
// text among them does.
func (r *reader) spread(same []int) (on, identical int) {
	counts := map[string]int{}
	last := map[string]int{}
	page := 0
	for _, i := range same {
		l := &r.lines[i]
		on += asInt(l.page != page)
		page = l.page
		if last[l.text] != page {
			counts[l.text]++
			identical = max(identical, counts[l.text])
		}
		last[l.text] = page
	}
	return on, identical
}

// setApart reports whether most of the lines have more white space than
// usual between them and the text.
func (r *reader) setApart(same []int) bool {
	apart := 0
	for _, i := range same {
		apart += asInt(r.lines[i].apart)
	}
	return apart*2 > len(same)
}

// isDrawnRule reports whether a line is only a rule made of characters.
func isDrawnRule(s string) bool { return len(s) >= 5 && strings.Trim(s, "_-=—–*. ") == "" }

// isPageNumber reports whether a line has a number and hardly anything else.
func isPageNumber(s string) bool {
	letters, digits := 0, 0
	for _, c := range s {
		letters += asInt(unicode.IsLetter(c))
		digits += asInt(unicode.IsDigit(c))
	}
	return digits > 0 && digits <= 8 && letters <= 8
}

// numbersIn returns the numbers in a text.
func numbersIn(s string) []int {
	var out []int
	for _, f := range strings.FieldsFunc(s, func(c rune) bool { return c < '0' || c > '9' }) {
		if n, err := strconv.Atoi(f); err == nil {
			out = append(out, n)
		}
	}
	return out
}

// splitLineNumbers takes the line numbers of drafts from a page's segments:
// numbers in one column at the side that count up by one or by five.
func splitLineNumbers(segs []*segment) (text, numbers []*segment) {
	var candidates []*segment
	left := math.Inf(1)
	for _, s := range segs {
		if s.numbers && len(s.glyphs) <= 4 {
			candidates = append(candidates, s)
		} else {
			left = min(left, s.x0)
		}
	}
	if len(candidates) < 5 {
		return segs, nil
	}
	byEdge := map[int][]*segment{}
	for _, s := range candidates {
		if s.x1 <= left+1 {
			edge := int(math.Round(s.x1 / 3))
			byEdge[edge] = append(byEdge[edge], s)
		}
	}
	marked := map[*segment]bool{}
	for _, column := range byEdge {
		if countsLines(column) {
			for _, s := range column {
				marked[s] = true
			}
		}
	}
	if len(marked) == 0 {
		return segs, nil
	}
	for _, s := range segs {
		if marked[s] {
			numbers = append(numbers, s)
		} else {
			text = append(text, s)
		}
	}
	return text, numbers
}

// countsLines reports whether a column of numbers counts lines.
func countsLines(column []*segment) bool {
	sort.SliceStable(column, func(i, j int) bool { return column[i].y > column[j].y })
	steps := map[int]int{}
	prev := 0
	for i, s := range column {
		value := 0
		for _, g := range s.glyphs {
			value = value*10 + int(g.text[0]-'0')
		}
		if i > 0 {
			steps[value-prev]++
		}
		prev = value
	}
	return len(column) >= 15 && steps[1]*10 >= len(column)*8 || len(column) >= 5 && steps[5]*10 >= len(column)*7
}

// addLineNumbers keeps the line numbers of a page as one line of furniture.
func (r *reader) addLineNumbers(numbers []*segment, page int) {
	if len(numbers) == 0 {
		return
	}
	var b strings.Builder
	for _, s := range numbers {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		r.writeText(&b, s.glyphs)
	}
	r.groups++
	r.lines = append(r.lines, line{text: b.String(), page: page, group: r.groups, size: numbers[0].size, furniture: true, table: true})
}
