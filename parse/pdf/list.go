package pdf

import "strings"

// lists follows the nesting of list items by their marks: a kind of mark that
// is open continues its list, another one starts a list within.
type lists struct {
	open []openList
}

type openList struct {
	kind string // the mark with its number or letter replaced
	last string // the last number or letter
}

// maxListDepth bounds the nesting; deeper marks are taken for text.
const maxListDepth = 8

// reset closes all lists, as headings do.
func (s *lists) reset() { s.open = s.open[:0] }

// depth returns the depth, from 1, of an item with a mark.
func (s *lists) depth(mark string) int {
	kinds, value := markKinds(mark)
	for _, kind := range kinds {
		for i := len(s.open) - 1; i >= 0; i-- {
			if s.open[i].kind == kind && (len(kinds) == 1 || follows(s.open[i].last, value, kind)) {
				s.open[i].last = value
				s.open = s.open[:i+1]
				return i + 1
			}
		}
	}
	kind := kinds[len(kinds)-1]
	for i := range s.open { // a new list of a kind that is open elsewhere
		if s.open[i].kind == kind {
			s.open = s.open[:i]
			break
		}
	}
	if i := strings.LastIndexByte(value, '.'); i > 0 {
		s.closeTo(value[:i])
	}
	if len(s.open) < maxListDepth {
		s.open = append(s.open, openList{kind, value})
	}
	return len(s.open)
}

// closeTo closes the lists within the item numbered parent, if that is open.
func (s *lists) closeTo(parent string) {
	for i := len(s.open) - 1; i >= 0; i-- {
		if s.open[i].last == parent {
			s.open = s.open[:i+1]
			return
		}
	}
}

// markKinds returns what a mark may be, letters before roman numerals, and its
// number or letter.
func markKinds(mark string) (kinds []string, value string) {
	value = strings.Trim(mark, "()[].,-§ ")
	before, after, _ := strings.Cut(mark, value)
	frame := func(kind string) string { return before + kind + after }
	lower := strings.ToLower(value)
	switch {
	case value == "":
		return []string{mark}, mark
	case value[0] >= '0' && value[0] <= '9':
		return []string{frame("1" + strings.Repeat(".1", strings.Count(value, ".")))}, value
	case strings.Trim(lower, "ivxl") != "":
		return []string{frame(caseOf(value, "a"))}, value
	case len(value) == 1:
		return []string{frame(caseOf(value, "a")), frame(caseOf(value, "i"))}, value
	}
	return []string{frame(caseOf(value, "i"))}, value
}

// caseOf returns a kind in the case of a value.
func caseOf(value, kind string) string {
	if value == strings.ToLower(value) {
		return kind
	}
	return strings.ToUpper(kind)
}

// follows reports whether a letter that may be a roman numeral goes on with a
// list: of letters after the letter before it, of numerals always.
func follows(last, value, kind string) bool {
	if !strings.ContainsAny(kind, "aA") {
		return true
	}
	return len(last) == 1 && len(value) == 1 && last[0]+1 == value[0]
}
