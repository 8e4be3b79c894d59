package odt

import (
	"encoding/xml"
	"strconv"
	"strings"

	"github.com/rightslint/rightslint/parse/archive"
	"github.com/rightslint/rightslint/parse/flow"
)

// levels is the number of levels of a list.
const levels = 10

// bullet is what stands for all bullets.
const bullet = "•"

// listStyle says how the numbers of a list look (16.30).
type listStyle struct {
	levels [levels]level
}

type level struct {
	bullet         bool
	format         string
	prefix, suffix string
	pattern        string // such as "%1%.%2%.", instead of prefix and suffix
	display        int    // how many levels are shown, this one included
	start          int
}

// counts are the numbers that a list has come to.
type counts struct {
	n    [levels]int
	used [levels]bool
}

func (r *reader) readListStyle(name string) error {
	s := &listStyle{}
	r.lists[name] = s
	return r.x.Children(func(e xml.StartElement) error {
		l := level{start: 1, display: 1}
		switch e.Name.Local {
		case "list-level-style-number", "outline-level-style":
			l.format, l.prefix, l.suffix = archive.Attr(e, "num-format"), archive.Attr(e, "num-prefix"), archive.Attr(e, "num-suffix")
			l.pattern = archive.Attr(e, "num-list-format")
			if n, err := strconv.Atoi(archive.Attr(e, "display-levels")); err == nil && n > 0 {
				l.display = n
			}
			if n, err := strconv.Atoi(archive.Attr(e, "start-value")); err == nil && n >= 0 && n < 1<<30 {
				l.start = n
			}
		case "list-level-style-bullet":
			l.bullet = strings.TrimSpace(archive.Attr(e, "bullet-char")) != ""
		case "list-level-style-image":
			l.bullet = true
		}
		if i, err := strconv.Atoi(archive.Attr(e, "level")); err == nil && i >= 1 && i <= levels {
			s.levels[i-1] = l
		}
		return r.x.Skip()
	}, nil)
}

// next counts a paragraph at a level from 0; start is its number, or -1 for the
// next.
func (s *listStyle) next(c *counts, i, start int) {
	switch {
	case start >= 0:
		c.n[i] = start
	case c.used[i]:
		c.n[i]++
	default:
		c.n[i] = s.levels[i].start
	}
	c.used[i] = true
	for j := i + 1; j < levels; j++ {
		c.used[j] = false
	}
}

// label writes the number of the paragraph that was counted last.
func (s *listStyle) label(c *counts, i int) string {
	l := &s.levels[i]
	switch {
	case l.bullet:
		return bullet
	case l.format == "":
		// A level without numbers may still have a word ("Annex").
		return strings.TrimSpace(l.prefix + l.suffix)
	}
	value := func(j int) string {
		n := c.n[j]
		if !c.used[j] {
			n = s.levels[j].start
		}
		return write(n, s.levels[j].format)
	}
	if l.pattern != "" {
		text := l.pattern
		for j := range i + 1 {
			text = strings.ReplaceAll(text, "%"+strconv.Itoa(j+1)+"%", value(j))
		}
		return strings.TrimSpace(text)
	}
	var parts []string
	for j := max(i-l.display+1, 0); j <= i; j++ {
		if s.levels[j].format != "" {
			parts = append(parts, value(j))
		}
	}
	return strings.TrimSpace(l.prefix + strings.Join(parts, ".") + l.suffix)
}

// numbersClauses reports whether a level numbers clauses rather than items: its
// number has several parts or a word, or numbers below repeat it.
func (s *listStyle) numbersClauses(i int) bool {
	l := &s.levels[i]
	if l.bullet || l.format == "" {
		return false
	}
	if i > 0 && l.display > 1 || strings.ContainsFunc(l.prefix+l.suffix, func(c rune) bool {
		return c|0x20 >= 'a' && c|0x20 <= 'z' || c > 0xBF && c < 0x2000 || c > 0x2E80 && c < 0xE000
	}) {
		return true
	}
	for j := i + 1; j < levels; j++ {
		if d := &s.levels[j]; d.format != "" && !d.bullet && d.display > j-i {
			return true
		}
	}
	return false
}

// write writes a number in a format of 19.502.
func write(n int, format string) string {
	switch format {
	case "i":
		return flow.Roman(n)
	case "I":
		return strings.ToUpper(flow.Roman(n))
	case "a":
		return flow.Letters(n)
	case "A":
		return strings.ToUpper(flow.Letters(n))
	case "一, 二, 三, ...":
		return flow.Chinese(n)
	case "01, 02, 03, ...":
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "1st":
		return flow.Ordinal(n)
	}
	return strconv.Itoa(n)
}
