package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/rightslint/rightslint/lint/config"
)

// Columns prints what holds for a document: settings, values and where each
// was written.
func Columns(w io.Writer, title string, lines []config.Line) {
	fmt.Fprintln(w, Clean(title))
	name, value := 0, 0
	for _, l := range lines {
		if l.Value != "" {
			name = max(name, 2*l.Depth+ansi.StringWidth(Clean(l.Name)))
		}
		if l.At != "" {
			value = max(value, min(ansi.StringWidth(Clean(l.Value)), 60))
		}
	}
	for _, l := range lines {
		left := strings.Repeat("  ", l.Depth+1) + Clean(l.Name)
		if l.Value+l.At != "" {
			left = pad(left, name+2) + "  " + Clean(l.Value)
		}
		if l.At != "" {
			left = pad(left, name+value+4) + "  " + Clean(l.At)
		}
		fmt.Fprintln(w, left)
	}
}

func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-ansi.StringWidth(s)))
}
