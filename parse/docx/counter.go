package docx

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/rightslint/rightslint/parse/flow"
)

// counter counts the paragraphs of lists. Lists of one definition share their
// counts, unless one says that it begins anew.
type counter struct {
	counts map[int]*counts // by definition
	begun  map[[2]int]bool // lists whose own start, by level, has been used
}

type counts struct {
	n    [levels]int
	used [levels]bool
}

func newCounter() *counter {
	return &counter{counts: map[int]*counts{}, begun: map[[2]int]bool{}}
}

// next counts a paragraph at a level of a list.
func (c *counter) next(l *list, a *abstractList, i int) *counts {
	n := c.counts[a.id]
	if n == nil {
		n = &counts{}
		c.counts[a.id] = n
	}
	if key := [2]int{l.id, i}; l.start[i] != unset && !c.begun[key] {
		c.begun[key] = true
		n.used[i] = false
	}
	if n.used[i] {
		n.n[i]++
	} else {
		n.n[i], n.used[i] = l.first(a, i), true
	}
	for j := i + 1; j < levels; j++ {
		// 17.9.10: a level begins anew after any higher one, or after the
		// one that is named and those above it; 0 means never.
		if restart := l.level(a, j).restart; restart == unset || i < restart {
			n.used[j] = false
		}
	}
	return n
}

// first returns the number with which a level begins.
func (l *list) first(a *abstractList, i int) int {
	if l.start[i] != unset {
		return max(l.start[i], 0)
	}
	return l.level(a, i).start
}

// label writes the number of the paragraph that was counted last.
func (l *list) label(a *abstractList, i int, n *counts) string {
	lv := l.level(a, i)
	var out strings.Builder
	for k := 0; k < len(lv.text); k++ {
		c := lv.text[k]
		if c != '%' || k+1 >= len(lv.text) || lv.text[k+1] < '1' || lv.text[k+1] > '9' {
			out.WriteByte(c)
			continue
		}
		k++
		j := int(lv.text[k] - '1')
		value := n.n[j]
		if !n.used[j] {
			value = l.first(a, j)
		}
		format := l.level(a, j).format
		if lv.legal && format != "none" && format != "decimalZero" {
			format = "decimal"
		}
		out.WriteString(write(value, format))
	}
	return strings.TrimSpace(out.String())
}

// bullet is what stands for all bullets, whatever font they are from.
const bullet = "•"

// write writes a number in a format of 17.18.59.
func write(n int, format string) string {
	switch format {
	case "none", "bullet":
		return ""
	case "upperRoman":
		return strings.ToUpper(flow.Roman(n))
	case "lowerRoman":
		return flow.Roman(n)
	case "upperLetter":
		return strings.ToUpper(flow.Letters(n))
	case "lowerLetter":
		return flow.Letters(n)
	case "decimalZero":
		return fmt.Sprintf("%02d", n)
	case "ordinal":
		return flow.Ordinal(n)
	case "chineseCounting", "chineseCountingThousand", "ideographTraditional", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand":
		return flow.Chinese(n)
	case "cardinalText":
		return wordOf(n, "One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen Sixteen Seventeen Eighteen Nineteen Twenty")
	case "ordinalText":
		return wordOf(n, "First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth Thirteenth Fourteenth Fifteenth Sixteenth Seventeenth Eighteenth Nineteenth Twentieth")
	}
	return strconv.Itoa(n)
}

func wordOf(n int, words string) string {
	if list := strings.Fields(words); n >= 1 && n <= len(list) {
		return list[n-1]
	}
	return strconv.Itoa(n)
}
