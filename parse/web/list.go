package web

import (
	"strconv"
	"strings"

	"github.com/rightslint/rightslint/parse/flow"
)

// bullet stands for all bullets.
const bullet = "•"

// list is a list that is open.
type list struct {
	ordered, reversed bool
	style             string
	next              int
	begun             bool // an item has been seen
	// label and pending are of the item that is open: pending says that no
	// text of it has been seen.
	label   string
	pending bool
	first   bool
}

// newList begins a list (4.4.5, 4.4.6).
func newList(name string, a attributes) *list {
	l := &list{ordered: name == "ol", next: 1, style: a["type"]}
	if style := strings.ToLower(strings.ReplaceAll(a["style"], " ", "")); strings.Contains(style, "list-style") {
		_, style, _ = strings.Cut(style, "list-style")
		style = strings.TrimPrefix(style, "-type")
		style, _, _ = strings.Cut(strings.TrimPrefix(style, ":"), ";")
		l.style = style
	}
	if _, ok := a["reversed"]; ok {
		l.reversed = true
	}
	if n, err := strconv.Atoi(strings.TrimSpace(a["start"])); err == nil && n > -1<<30 && n < 1<<30 {
		l.next = n
	}
	return l
}

// item begins an item.
func (l *list) item(a attributes) {
	l.pending, l.first, l.begun = true, !l.begun, true
	if n, err := strconv.Atoi(strings.TrimSpace(a["value"])); err == nil && l.ordered && n > -1<<30 && n < 1<<30 {
		l.next = n
	}
	n := l.next
	if l.reversed {
		l.next--
	} else {
		l.next++
	}
	l.label = l.write(n)
}

// write writes the marker of an item (CSS Counter Styles 3, 6).
func (l *list) write(n int) string {
	switch l.style {
	case "none":
		return ""
	case "a", "lower-alpha", "lower-latin":
		return flow.Alphabetic(n) + "."
	case "A", "upper-alpha", "upper-latin":
		return strings.ToUpper(flow.Alphabetic(n)) + "."
	case "i", "lower-roman":
		return flow.Roman(n) + "."
	case "I", "upper-roman":
		return strings.ToUpper(flow.Roman(n)) + "."
	case "decimal-leading-zero":
		if n >= 0 && n < 10 {
			return "0" + strconv.Itoa(n) + "."
		}
	case "disc", "circle", "square":
		return bullet
	default:
		if !l.ordered && l.style != "1" && l.style != "decimal" {
			return bullet
		}
	}
	return strconv.Itoa(n) + "."
}
