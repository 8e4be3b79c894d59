package flow

import (
	"fmt"
	"strconv"
	"strings"
)

// Roman writes n in Roman numbers in lower case; those beyond 3,999 in digits.
func Roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var out strings.Builder
	for _, d := range [...]struct {
		value int
		sign  string
	}{
		{1000, "m"},
		{900, "cm"},
		{500, "d"},
		{400, "cd"},
		{100, "c"},
		{90, "xc"},
		{50, "l"},
		{40, "xl"},
		{10, "x"},
		{9, "ix"},
		{5, "v"},
		{4, "iv"},
		{1, "i"},
	} {
		for ; n >= d.value; n -= d.value {
			out.WriteString(d.sign)
		}
	}
	return out.String()
}

// maxRepeat is how often a letter is repeated at most: no list goes so far.
const maxRepeat = 30

// Letters writes n as word processors letter lists, in lower case: a to z, then
// aa, bb and so on.
func Letters(n int) string {
	if n < 1 || n > 26*maxRepeat {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(rune('a'+(n-1)%26)), (n-1)/26+1)
}

// Alphabetic writes n as web pages letter lists, in lower case: a to z, then
// aa, ab and so on.
func Alphabetic(n int) string {
	if n < 1 {
		return strconv.Itoa(n)
	}
	out := ""
	for ; n > 0; n = (n - 1) / 26 {
		out = string(rune('a'+(n-1)%26)) + out
	}
	return out
}

// Ordinal writes n as "1st", "2nd".
func Ordinal(n int) string {
	suffix := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return fmt.Sprint(n) + suffix
}

var chineseDigits = [...]string{"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"}

// Chinese writes n in Chinese numbers; those beyond 99 in digits.
func Chinese(n int) string {
	if n < 1 || n > 99 {
		return strconv.Itoa(n)
	}
	out := ""
	if n >= 20 {
		out = chineseDigits[n/10]
	}
	if n >= 10 {
		out += "十"
	}
	if n%10 > 0 {
		out += chineseDigits[n%10]
	}
	return out
}
