package drafting

import (
	"strings"
	"unicode/utf8"
)

// unit is a kind of provision that a reference names.
type unit uint8

// The units, by how their numbers are looked up.
const (
	noUnit  unit = iota
	section      // section, clause: a main number, such as 12 or 4.3
	article
	paragraph // relative to the article or section where it is used
	part
	chapter
	annex
	schedule
	appendix
)

// unitNames are the words for units, without the plural s.
var unitNames = map[string]unit{
	"section": section, "sec": section, "sect": section, "clause": section, "§": section,
	"article": article, "art": article,
	"paragraph": paragraph, "para": paragraph, "subsection": paragraph, "sub-section": paragraph, "subparagraph": paragraph,
	"sub-paragraph": paragraph, "subclause": paragraph, "sub-clause": paragraph,
	"part": part, "chapter": chapter,
	"annex": annex, "annexe": annex, "schedule": schedule, "appendix": appendix, "appendice": appendix,
}

// unitInitial tells with which bytes the names of units begin: most words are
// none by their first.
var unitInitial = func() (is [256]bool) {
	for name := range unitNames {
		is[name[0]] = true
		if letter(name[0]) {
			is[name[0]-'a'+'A'] = true
		}
	}
	return is
}()

func (u unit) String() string {
	return [...]string{"", "section", "article", "paragraph", "part", "chapter", "annex", "schedule", "appendix"}[u]
}

// target is one provision that a reference names: "12(3)(a)" is the number 12
// with the parts 3 and a; "(b)" has no number.
type target struct {
	num  string   // digits, with full stops and a letter; or a Roman number; or a capital letter
	subs []string // what stands in round brackets after it
	text string   // as written
}

// reference is a cross-reference in a text.
type reference struct {
	unit       unit
	word       string // the unit as written
	targets    []target
	start, end int // bytes of the text
}

// references finds the cross-references of a text by their unit and number:
// single ones, lists ("sections 3, 4 and 7") and ranges ("Articles 12–15"), of
// which the ends are the targets.
func references(text string) []reference {
	var out []reference
	for i := 0; i < len(text); {
		if c := text[i]; !unitInitial[c] {
			i++
			if letter(c) { // the rest of a word that is no unit
				for i < len(text) && (letter(text[i]) || text[i] == '-' && i+1 < len(text) && letter(text[i+1])) {
					i++
				}
			}
			continue
		}
		n, u, plural := unitWord(text, i)
		if u == noUnit {
			i += max(n, 1)
			continue
		}
		r := reference{unit: u, word: text[i : i+n], start: i}
		at := skipSpace(text, i+n)
		if at == i+n && r.word != "§" {
			i += n
			continue
		}
		r.end = r.readTargets(text, at, plural)
		if len(r.targets) > 0 {
			out = append(out, r)
		}
		i = max(r.end, i+n)
	}
	return out
}

// unitWord reads the word at i and returns its length and what unit it names.
func unitWord(text string, i int) (n int, u unit, plural bool) {
	if strings.HasPrefix(text[i:], "§") {
		n = len("§")
		if strings.HasPrefix(text[i+n:], "§") {
			return 2 * n, section, true
		}
		return n, section, false
	}
	for i+n < len(text) && (letter(text[i+n]) || n > 0 && text[i+n] == '-' && i+n+1 < len(text) && letter(text[i+n+1])) {
		n++
	}
	if n < 3 || n > 15 || !unitInitial[text[i]] {
		return n, noUnit, false
	}
	word := strings.ToLower(text[i : i+n])
	u = unitNames[word]
	if u == noUnit && strings.HasSuffix(word, "s") {
		plural = true
		if u = unitNames[word[:n-1]]; u == noUnit && strings.HasSuffix(word, "es") {
			u = unitNames[word[:n-2]]
		}
	}
	if u != noUnit && i+n < len(text) && text[i+n] == '.' && n <= 5 {
		n++ // "Art. 5"
	}
	return n, u, plural
}

// readTargets reads the numbers from i on, and returns where they end.
func (r *reference) readTargets(text string, i int, plural bool) int {
	end := i
	for {
		t, n := r.readTarget(text, i)
		if n == 0 {
			return end
		}
		if len(r.targets) > 0 && t.num == "" && r.targets[0].num != "" {
			// "section 5(1) and (2)": a part of the number before
			t.num = r.targets[len(r.targets)-1].num
		}
		r.targets = append(r.targets, t)
		end = i + n
		link := linkWord(text[end:])
		if link == 0 || !plural && len(t.subs) == 0 {
			return end
		}
		i = end + link
	}
}

// links join the numbers of a list or range.
var links = [...]string{", and ", ", or ", " and ", " or ", " to ", " through ", ", ", "–", "-", "—", " – ", " - ", " and/or ", " & ", " up to "}

// linkWord returns the length of what joins a number to the next.
func linkWord(text string) int {
	for _, l := range links {
		if strings.HasPrefix(text, l) {
			return len(l)
		}
	}
	return 0
}

// readTarget reads one number, and returns its length; 0 where there is none.
func (r *reference) readTarget(text string, i int) (target, int) {
	start := i
	var t target
	switch {
	case i >= len(text):
		return t, 0
	case digit(text[i]):
		i = skipNumber(text, i)
		if i-start > 8 {
			return t, 0
		}
		t.num = strings.TrimRight(text[start:i], ".")
		i = start + len(t.num)
	case capital(text[i]) && (r.unit == part || r.unit == chapter || r.unit >= annex):
		for i < len(text) && capital(text[i]) {
			i++
		}
		if t.num = text[start:i]; len(t.num) > 1 && romanValue(t.num) == 0 {
			return target{}, 0
		}
	}
	for i < len(text) {
		sub, n := bracketNumber(text[i:])
		if n == 0 {
			break
		}
		t.subs = append(t.subs, sub)
		i += n
	}
	if i == start || i < len(text) && (letter(text[i]) || digit(text[i]) || text[i] == '%' || text[i] >= utf8.RuneSelf && !dash(text[i:])) {
		return target{}, 0
	}
	t.text = text[start:i]
	return t, i - start
}

// skipNumber returns where a number such as "12", "4.3", "12A" ends.
func skipNumber(text string, i int) int {
	for i < len(text) && (digit(text[i]) || text[i] == '.' && i+1 < len(text) && digit(text[i+1])) {
		i++
	}
	for n := 0; n < 2 && i < len(text) && capital(text[i]); n++ {
		i++
	}
	return i
}

// bracketNumber reads "(12)", "(b)", "(iv)".
func bracketNumber(text string) (string, int) {
	if text == "" || text[0] != '(' {
		return "", 0
	}
	j := strings.IndexByte(text[:min(len(text), 7)], ')')
	if j < 2 {
		return "", 0
	}
	for _, c := range []byte(text[1:j]) {
		if !letter(c) && !digit(c) {
			return "", 0
		}
	}
	return text[1:j], j + 1
}

func skipSpace(text string, i int) int {
	for i < len(text) && (text[i] == ' ' || strings.HasPrefix(text[i:], "\u00a0")) {
		if text[i] != ' ' {
			i++
		}
		i++
	}
	return i
}

func dash(text string) bool {
	return strings.HasPrefix(text, "–") || strings.HasPrefix(text, "—") || strings.HasPrefix(text, "”") || strings.HasPrefix(text, "’") ||
		strings.HasPrefix(text, "\u00a0")
}

func digit(c byte) bool   { return '0' <= c && c <= '9' }
func capital(c byte) bool { return 'A' <= c && c <= 'Z' }
func letter(c byte) bool  { return capital(c) || 'a' <= c && c <= 'z' }

// romanValue returns the value of a Roman number in capitals, or 0.
func romanValue(s string) int {
	values := map[byte]int{'I': 1, 'V': 5, 'X': 10, 'L': 50, 'C': 100}
	sum := 0
	for i := range len(s) {
		v := values[s[i]]
		if v == 0 {
			return 0
		}
		if i+1 < len(s) && v < values[s[i+1]] {
			v = -v
		}
		sum += v
	}
	return sum
}
