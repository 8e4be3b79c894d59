package pdf

import (
	"strings"
	"unicode"

	pdflib "github.com/ledongthuc/pdf"
)

// bookmark is an entry of the document outline (12.3.3).
type bookmark struct {
	title string
	depth int // from 1
}

// maxBookmarks bounds the outline.
const maxBookmarks = 20000

// readOutline reads the document outline.
func (r *reader) readOutline() {
	seen := map[string]bool{}
	r.addBookmarks(r.file.path(r.file.catalog(), "Outlines", "First"), 1, seen)
	for _, b := range r.outline {
		r.doc.Outline = append(r.doc.Outline, b.title)
	}
}

// addBookmarks adds an entry, the entries after it and those below.
func (r *reader) addBookmarks(v pdflib.Value, depth int, seen map[string]bool) {
	f := r.file
	for v.Kind() == pdflib.Dict && depth <= 16 && len(r.outline) < maxBookmarks && !f.budget.exceeded() {
		id := v.String()
		if seen[id] {
			return
		}
		seen[id] = true
		if title := squeeze(normalize(f.key(v, "Title").Text())); title != "" {
			r.outline = append(r.outline, bookmark{title, depth})
		}
		r.addBookmarks(f.key(v, "First"), depth+1, seen)
		v = f.key(v, "Next")
	}
}

// squeeze folds white space.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// letters reduces a title to its lower-case letters and digits.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// markOutline marks the lines that show the titles of the outline. A title
// may go over some lines; titles are looked for in order, and from the start
// again where one is not found further on. A table of contents shows the
// titles too, before page numbers: it is passed over.
func (r *reader) markOutline() {
	if len(r.outline) == 0 {
		return
	}
	keys := make([]string, len(r.lines))
	first := map[string][]int{} // lines by the first letters of their text
	const prefix = 4
	for i := range r.lines {
		if l := &r.lines[i]; !l.furniture && !strings.HasPrefix(l.text, "•") {
			keys[i] = letters(l.text)
			for _, key := range [2]string{keys[i], withoutNumber(keys[i])} {
				if list := first[key[:min(prefix, len(key))]]; len(key) >= prefix && (len(list) == 0 || list[len(list)-1] != i) {
					first[key[:prefix]] = append(list, i)
				}
			}
		}
	}
	from := 0
	for n, b := range r.outline {
		title := letters(b.title)
		if len(title) < prefix {
			continue
		}
		starts := first[title[:prefix]]
		start, end := -1, -1
		for _, i := range starts {
			if e := r.matchTitle(keys, i, title); e > 0 && (start < 0 || start < from && i >= from) {
				start, end = i, e
				if i >= from {
					break
				}
			}
		}
		if start < 0 {
			continue
		}
		if start >= from {
			from = end
		}
		for i := start; i < end; i++ {
			if keys[i] != "" {
				r.lines[i].level, r.lines[i].titled, r.lines[i].title = min(b.depth, 6), true, n
			}
		}
	}
}

// matchTitle returns the end of the lines that show a title from the i-th
// line on, or 0.
func (r *reader) matchTitle(keys []string, i int, title string) int {
	rest := title
	for j := i; j < len(keys) && j < i+8; j++ {
		if keys[j] == "" {
			continue
		}
		if r.lines[j].titled {
			return 0
		}
		cut, ok := strings.CutPrefix(rest, keys[j])
		if !ok && j == i { // the outline may leave the number out
			cut, ok = strings.CutPrefix(rest, withoutNumber(keys[j]))
		}
		if !ok {
			return 0
		}
		rest = cut
		if rest == "" {
			return j + 1
		}
	}
	return 0
}

// withoutNumber cuts the digits off the start of a key.
func withoutNumber(key string) string { return strings.TrimLeft(key, "0123456789") }
