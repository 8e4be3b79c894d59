package pdf

import "regexp"

// noteMark matches what a footnote starts with: a raised or plain number, or
// a symbol.
var noteMark = regexp.MustCompile(`^(?:[⁰¹²³⁴-⁹]{1,3}|\(?[⁰¹²³⁴-⁹]+\)|\(?[0-9]{1,3}\)? |[*†‡§]{1,3} ?)\s*\S`)

// markFootnotes finds the footnotes of each page: the lines at the foot of a
// column that are smaller than the running text above, from the first one
// that starts with a mark.
func (r *reader) markFootnotes() {
	for start := 0; start < len(r.lines); {
		end := start
		for end < len(r.lines) && r.lines[end].page == r.lines[start].page {
			end++
		}
		r.markNotes(start, end)
		start = end
	}
}

// markNotes marks the footnotes among the lines of a page. Columns may each
// have their own.
func (r *reader) markNotes(start, end int) {
	body := false
	for i := start; i < end; i++ {
		if l := &r.lines[i]; !l.furniture && l.size > 0.95*r.bodySize {
			body = true
		}
	}
	if !body {
		return
	}
	for last := end - 1; last >= start; {
		first := last
		for first > start && r.same(first-1, last) {
			first--
		}
		if from := r.firstNote(first, last); from >= 0 {
			for i := from; i <= last; i++ {
				r.lines[i].footnote = !r.lines[i].furniture
			}
		}
		last = first - 1
	}
}

// firstNote returns the line with which the notes at the foot of a column
// start, or -1: going up, the last line that starts with a mark, as long as
// lines are smaller than the running text, or are not larger and some of them
// start with a raised number.
func (r *reader) firstNote(first, last int) int {
	found := -1
	height := r.heights[r.lines[last].page-1]
	for i := last; i >= first; i-- {
		l := &r.lines[i]
		if l.furniture {
			continue
		}
		small := l.size < 0.93*r.bodySize
		if l.y > 0.7*height || hasLeader(l.text) || l.cell || l.table || l.size > 1.02*r.bodySize || !small && l.y > 0.4*height {
			break
		}
		if noteMark.MatchString(l.text) && (small || l.raised) {
			found = i
		}
	}
	return found
}
