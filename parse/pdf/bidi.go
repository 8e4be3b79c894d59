package pdf

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The directions that pieces of a line can have.
const (
	neutral = iota
	leftToRight
	rightToLeft
	number
)

// direction returns the direction of a piece of text by its first letter.
func direction(s string) int {
	for _, r := range s {
		switch {
		case isRTL(r):
			return rightToLeft
		case unicode.IsDigit(r):
			return number
		case unicode.IsLetter(r):
			return leftToRight
		}
	}
	return neutral
}

// mirrored are the characters that are drawn mirrored in right-to-left text.
var mirrored = strings.NewReplacer("(", ")", ")", "(", "[", "]", "]", "[", "{", "}", "}", "{", "<", ">", ">", "<", "«", "»", "»", "«")

// logical puts pieces of a line, given as they stand from left to right, into
// the order in which they are read: the reverse of the reordering that the
// Unicode Bidirectional Algorithm does for display, with one level of nesting.
func logical(pieces []string) string {
	dirs := make([]int, len(pieces))
	balance := 0
	for i, p := range pieces {
		switch dirs[i] = direction(p); dirs[i] {
		case rightToLeft:
			balance += utf8.RuneCountInString(p)
		case leftToRight:
			balance--
		}
	}
	base, other := leftToRight, rightToLeft
	if balance > 0 {
		base, other = rightToLeft, leftToRight
		slices.Reverse(pieces)
		slices.Reverse(dirs)
	}
	for i := 0; i < len(pieces); {
		if !inRun(dirs[i], other) {
			i++
			continue
		}
		end := i + 1
		for j := end; j < len(pieces) && dirs[j] != base; j++ {
			if inRun(dirs[j], other) {
				end = j + 1
			}
		}
		slices.Reverse(pieces[i:end])
		if other == rightToLeft {
			restoreNumbers(pieces[i:end])
		}
		i = end
	}
	var b strings.Builder
	for _, p := range pieces {
		if base == rightToLeft && direction(p) == neutral {
			p = mirrored.Replace(p)
		}
		b.WriteString(p)
	}
	return b.String()
}

// inRun reports whether a piece starts or ends an embedded run. Numbers in
// right-to-left text are read from left to right.
func inRun(dir, other int) bool {
	return dir == other || other == leftToRight && dir == number
}

// restoreNumbers turns the numbers in a reversed run back.
func restoreNumbers(pieces []string) {
	for i := 0; i < len(pieces); i++ {
		if direction(pieces[i]) != number {
			continue
		}
		end := i + 1
		for end < len(pieces) && direction(pieces[end]) == number {
			end++
		}
		slices.Reverse(pieces[i:end])
		i = end
	}
}
