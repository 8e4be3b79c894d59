package pdf

import (
	"math"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// style is what tells headings apart by their looks.
type style struct {
	size       int // in half points
	bold, caps bool
}

// measureBody finds the size of the running text and whether it is bold.
func (r *reader) measureBody() {
	sizes := map[int]int{}
	r.bodySize = 0
	bold, total := 0, 0
	for i := range r.lines {
		l := &r.lines[i]
		if l.furniture {
			continue
		}
		n := len(l.text)
		sizes[int(math.Round(l.size*2))] += n
		total += n
		if l.bold {
			bold += n
		}
	}
	best := 0
	for size, n := range sizes {
		if n > best || n == best && float64(size) > r.bodySize*2 {
			best, r.bodySize = n, float64(size)/2
		}
	}
	r.bodyBold = bold*2 > total
}

// isCaps reports whether a text is written in capitals.
func isCaps(s string) bool {
	upper := 0
	for _, c := range s {
		if unicode.IsLower(c) {
			return false
		}
		upper += asInt(unicode.IsUpper(c))
	}
	return upper >= 4
}

// markHeadings gives a level to the lines that are headings: those that the
// outline names, and those that look like one by size, weight or capitals, or
// by naming a unit ("Article 5") on a line of their own.
func (r *reader) markHeadings() {
	r.markOutline()
	found := map[style]int{}
	var indexes []int
	for i := range r.lines {
		l := &r.lines[i]
		if l.furniture || l.footnote || l.level > 0 || l.table {
			continue
		}
		if r.looksLikeHeading(i) {
			found[r.styleOf(l)]++
			indexes = append(indexes, i)
		}
	}
	levels := rank(found)
	for _, i := range indexes {
		l := &r.lines[i]
		l.level = levels[r.styleOf(l)]
		if unit, _, _ := unitLevel(l.text); unit > 0 && len(r.outline) == 0 && l.size < 1.1*r.bodySize {
			l.level = max(l.level, unit)
		}
	}
	r.dropLongHeadings()
	r.markUnitTitles()
}

// markUnitTitles gives the title under the number of a unit ("Article 2",
// "Scope") the level of the number. A title in capitals may take some lines.
func (r *reader) markUnitTitles() {
	const longest = 4
	for i := range r.lines {
		p := &r.lines[i]
		if unit, number, rest := unitLevel(p.text); p.level == 0 || unit == 0 || number == "" || rest != "" {
			continue
		}
		for j := i + 1; j <= i+longest && r.same(i, j) && r.isUnitTitle(j, j > i+1); j++ {
			r.lines[j].level = p.level
		}
	}
}

// isUnitTitle reports whether a line can be the title of the unit numbered
// above it, or go on with such a title.
func (r *reader) isUnitTitle(i int, more bool) bool {
	l := &r.lines[i]
	mark, _ := cutMarker(l.text)
	if l.level > 0 || l.table || l.furniture || mark != "" || startsLower(l.text) || utf8.RuneCountInString(l.text) > 100 {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(l.text)
	if isCaps(l.text) {
		return last != '.' && last != ';' && last != ':'
	}
	return !more && !strings.ContainsRune(".;,:", last) && r.standsAlone(i)
}

func (r *reader) styleOf(l *line) style {
	return style{int(math.Round(l.size * 2)), l.bold, isCaps(l.text)}
}

// rank orders styles into heading levels from 1 to 6: by size, then weight,
// then capitals.
func rank(found map[style]int) map[style]int {
	var all []style
	for s := range found {
		all = append(all, s)
	}
	weight := func(s style) int { return s.size*4 + asInt(s.bold)*2 + asInt(s.caps) }
	sort.Slice(all, func(i, j int) bool { return weight(all[i]) > weight(all[j]) })
	levels := map[style]int{}
	for i, s := range all {
		levels[s] = min(i+1, 6)
	}
	return levels
}

// looksLikeHeading judges a line by itself and its neighbours.
func (r *reader) looksLikeHeading(i int) bool {
	l := &r.lines[i]
	n := utf8.RuneCountInString(l.text)
	if n > 160 || !strings.ContainsFunc(l.text, unicode.IsLetter) || hasLeader(l.text) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(l.text)
	ends := last == '.' || last == ';' || last == ','
	if l.size >= 1.13*r.bodySize && l.size >= 8 {
		return n >= 3 || unicode.IsUpper([]rune(l.text)[0])
	}
	if unit, number, rest := unitLevel(l.text); unit > 0 && number != "" && r.standsAlone(i) {
		length := utf8.RuneCountInString(rest)
		return rest == "" || !startsLower(rest) && (length < 90 && !ends || length < 50 && last == '.' && !strings.Contains(rest, ". "))
	}
	if l.size < 0.93*r.bodySize || startsLower(l.text) || !r.standsAlone(i) {
		return false
	}
	mark, rest := cutMarker(l.text)
	if isBullet(mark) || strings.HasPrefix(mark, "(") {
		return false
	}
	switch {
	case l.bold && !r.bodyBold:
		return n >= 4 && last != ';' && last != ','
	case isCaps(l.text):
		return n >= 4 && n < 90 && !ends
	case mark != "" && !strings.Contains(mark, ")"):
		first, _ := utf8.DecodeRuneInString(rest)
		return unicode.IsUpper(first) && n < 60 && !ends && last != ':' && r.spacedOff(i)
	}
	return l.italic && n < 80 && !ends && last != ':' && r.spacedOff(i) && r.centred(l)
}

// same reports whether lines i and j stand in one column.
func (r *reader) same(i, j int) bool {
	return i >= 0 && j >= 0 && i < len(r.lines) && j < len(r.lines) && r.lines[i].group == r.lines[j].group
}

// standsAlone reports whether a line is neither continued by the next one nor
// continues the one before, as far as style, spacing and filling tell.
func (r *reader) standsAlone(i int) bool {
	l := &r.lines[i]
	if r.same(i, i-1) {
		p := &r.lines[i-1]
		tight := p.y-l.y < 1.35*max(l.size, p.size)
		if tight && p.bold == l.bold && isCaps(p.text) == isCaps(l.text) && r.fills(p, l) && p.level == 0 {
			return false
		}
	}
	if r.same(i, i+1) {
		next := &r.lines[i+1]
		tight := l.y-next.y < 1.35*max(l.size, next.size)
		if tight && next.bold == l.bold && isCaps(next.text) == isCaps(l.text) && r.fills(l, next) {
			return false
		}
	}
	return true
}

// fills reports whether a line is so long that the next line's first word
// would not have fitted.
func (r *reader) fills(l, next *line) bool {
	word := next.text
	if i := strings.IndexAny(word, " \t"); i >= 0 {
		word = word[:i]
	}
	need := float64(utf8.RuneCountInString(word)+1) * 0.5 * l.size
	return l.x1+need+0.5*l.size > l.right
}

// spacedOff reports whether more white space than usual stands above a line.
func (r *reader) spacedOff(i int) bool {
	return !r.same(i, i-1) || r.lines[i-1].y-r.lines[i].y > 1.5*r.lines[i].size
}

// centred reports whether a line stands in the middle of its column.
func (r *reader) centred(l *line) bool {
	a, b := l.x0-l.left, l.right-l.x1
	return a > 2*l.size && b > 2*l.size && math.Abs(a-b) < 2*l.size
}

// dropLongHeadings takes the level from runs of lines too long to be one
// heading, such as a page of large print.
func (r *reader) dropLongHeadings() {
	const longest = 5
	for i := 0; i < len(r.lines); {
		l := &r.lines[i]
		j := i + 1
		for l.level > 0 && r.same(i, j) && r.lines[j].level == l.level && r.styleOf(&r.lines[j]) == r.styleOf(l) && r.lines[j-1].y-r.lines[j].y < 1.7*l.size {
			j++
		}
		if l.level > 0 && !l.titled && j-i > longest {
			for k := i; k < j; k++ {
				r.lines[k].level = 0
			}
		}
		i = j
	}
}
