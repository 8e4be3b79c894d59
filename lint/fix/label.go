package fix

import (
	"strconv"
	"strings"
	"unicode"
)

// nextLabel returns the number after the one that a label ends with, in the same
// way of counting: "6" → "7", "Article 12" → "Article 13", "4.7" → "4.8",
// "(c)" → "(d)", "IV" → "V", "3A" → "4". Letters says that a single letter counts
// in the alphabet, where it may be a Roman number. ok is false where there is no
// next one.
func nextLabel(label string, letters bool) (next string, ok bool) {
	from, to := numberIn(label)
	if from == to {
		return "", false
	}
	n, ok := nextNumber(label[from:to], letters)
	return label[:from] + n + afterLetter(label[to:]), ok
}

// afterLetter drops the letter of an inserted unit, such as the A of 18A.
func afterLetter(rest string) string {
	return strings.TrimLeftFunc(rest, unicode.IsLetter)
}

// afterLabel returns the number of a unit between the one that a label names and
// the next: "18" → "18A", "Article 5" → "Article 5a".
func afterLabel(label string) (string, bool) {
	from, to := numberIn(label)
	if from == to || !isDigits(label[from:to]) {
		return "", false
	}
	letter := "A"
	if strings.HasPrefix(label, "Article") {
		letter = "a"
	}
	return label[:to] + letter + afterLetter(label[to:]), true
}

// numberIn returns the range of the last number in a label: the last part of a
// dotted one, letters where there are no digits.
func numberIn(label string) (from, to int) {
	to = len(strings.TrimRight(label, " .):"))
	from = to
	if to == 0 {
		return to, to
	}
	if d := strings.TrimRightFunc(label[:to], unicode.IsLetter); len(d) < to && len(d) > 0 && unicode.IsDigit(rune(d[len(d)-1])) {
		to = len(d) // "18A" counts as 18
		from = to
	}
	kind := unicode.IsLetter
	if unicode.IsDigit(rune(label[to-1])) {
		kind = unicode.IsDigit
	}
	for from > 0 && label[from-1] < 0x80 && kind(rune(label[from-1])) {
		from--
	}
	return from, to
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// nextNumber counts on: digits, Roman numbers, else letters.
func nextNumber(s string, letters bool) (string, bool) {
	if isDigits(s) {
		n, err := strconv.Atoi(s)
		if err != nil {
			return "", false
		}
		out := strconv.Itoa(n + 1)
		return strings.Repeat("0", max(len(s)-len(out), 0)*min(1, strings.Count(s[:1], "0"))) + out, true
	}
	if v := romanValue(s); v > 0 && (len(s) > 1 || !letters) {
		out := roman(v + 1)
		if s == strings.ToLower(s) {
			out = strings.ToLower(out)
		}
		return out, true
	}
	if len(s) == 1 && s != "z" && s != "Z" {
		return string(rune(s[0] + 1)), true
	}
	return "", false
}

func romanValue(s string) int {
	values := map[rune]int{'i': 1, 'v': 5, 'x': 10, 'l': 50}
	sum, last := 0, 0
	for _, r := range strings.ToLower(s) {
		v := values[r]
		if v == 0 {
			return 0
		}
		if last < v {
			sum -= 2 * last
		}
		sum += v
		last = v
	}
	if !strings.EqualFold(roman(sum), s) {
		return 0
	}
	return sum
}

func roman(n int) string {
	var b strings.Builder
	for _, r := range []struct {
		v int
		s string
	}{{50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= r.v; n -= r.v {
			b.WriteString(r.s)
		}
	}
	return b.String()
}
