package fix

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// context is how many lines stand around a change in a diff.
const context = 3

// Diff returns the change from one text to another as a unified diff that git
// apply and patch take, or "" where there is none.
func Diff(path string, before, after []byte) string {
	a, b, hunks := compare(before, after)
	if len(hunks) == 0 {
		return ""
	}
	var out strings.Builder
	name := quoteName(strings.TrimLeft(filepath.ToSlash(path), "/"))
	fmt.Fprintf(&out, "--- %s\n+++ %s\n", prefixed("a/", name), prefixed("b/", name))
	for i := 0; i < len(hunks); {
		j := i
		for j+1 < len(hunks) && hunks[j+1].a0-hunks[j].a1 <= 2*context {
			j++
		}
		writeHunk(&out, a, b, hunks[i:j+1])
		i = j + 1
	}
	return out.String()
}

// hunk says that lines [a0, a1) of the old text became [b0, b1) of the new.
type hunk struct{ a0, a1, b0, b1 int }

// compare parts both texts into lines, with their line breaks, and finds the
// ranges of lines that differ.
func compare(before, after []byte) (a, b []string, hunks []hunk) {
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = 0 // the same result on a slow machine
	x, y, table := dmp.DiffLinesToRunes(string(before), string(after))
	changed := false
	for _, d := range dmp.DiffCharsToLines(dmp.DiffMainRunes(x, y, false), table) {
		lines := strings.SplitAfter(d.Text, "\n")
		if lines[len(lines)-1] == "" {
			lines = lines[:len(lines)-1]
		}
		if d.Type == diffmatchpatch.DiffEqual {
			a, b = append(a, lines...), append(b, lines...)
			changed = false
			continue
		}
		if !changed {
			hunks = append(hunks, hunk{len(a), len(a), len(b), len(b)})
			changed = true
		}
		if d.Type == diffmatchpatch.DiffDelete {
			a = append(a, lines...)
		} else {
			b = append(b, lines...)
		}
		hunks[len(hunks)-1].a1, hunks[len(hunks)-1].b1 = len(a), len(b)
	}
	return a, b, hunks
}

// writeHunk prints changes with the lines around them.
func writeHunk(out *strings.Builder, a, b []string, hs []hunk) {
	first, last := hs[0], hs[len(hs)-1]
	before := min(context, first.a0)
	after := min(context, len(a)-last.a1)
	fmt.Fprintf(out, "@@ -%s +%s @@\n", span(first.a0-before, last.a1+after), span(first.b0-before, last.b1+after))
	at := first.a0 - before
	for _, h := range hs {
		mark(out, ' ', a[at:h.a0])
		mark(out, '-', a[h.a0:h.a1])
		mark(out, '+', b[h.b0:h.b1])
		at = h.a1
	}
	mark(out, ' ', a[at:at+after])
}

func mark(out *strings.Builder, sign byte, lines []string) {
	for _, l := range lines {
		out.WriteByte(sign)
		out.WriteString(l)
		if !strings.HasSuffix(l, "\n") {
			out.WriteString("\n\\ No newline at end of file\n")
		}
	}
}

// span writes a range of lines as a hunk's head does: the first line, from 1,
// and how many; of none, the line before.
func span(from, to int) string {
	if to == from {
		return fmt.Sprintf("%d,0", from)
	}
	return fmt.Sprintf("%d,%d", from+1, to-from)
}

// quoteName writes a path as git does: within quotation marks where it holds
// what could be mistaken or could steer a terminal.
func quoteName(path string) string {
	plain := true
	var b strings.Builder
	for i := range len(path) {
		switch c := path[i]; {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
			plain = false
		case c < ' ' || c >= 0x7F:
			fmt.Fprintf(&b, "\\%03o", c)
			plain = false
		default:
			b.WriteByte(c)
		}
	}
	if plain {
		return path
	}
	return `"` + b.String() + `"`
}

func prefixed(prefix, name string) string {
	if strings.HasPrefix(name, `"`) {
		return `"` + prefix + name[1:]
	}
	if strings.Contains(name, " ") {
		return prefix + name + "\t" // as git does, so that patch finds the end
	}
	return prefix + name
}
