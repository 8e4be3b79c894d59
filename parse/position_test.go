package parse

import (
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// TestPositionCounts holds that columns are those that counting from the start
// of the line gives, in lines of any length and with any bytes.
func TestPositionCounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "é", "中", "🦅", "\xff", "\xe4\xb8", "\n", "\r\n", "\r", "plain words of a line ", "\x80"}), 400, 2000).Draw(t, "parts")
		d := &Document{}
		for _, p := range parts {
			d.Source = append(d.Source, p...)
		}
		for range 20 {
			offset := rapid.IntRange(0, len(d.Source)).Draw(t, "offset")
			line, column := d.Position(offset)
			start := d.lines[line-1]
			if want := utf8.RuneCount(d.Source[start:offset]) + 1; column != want {
				t.Fatalf("offset %d is column %d, want %d", offset, column, want)
			}
		}
	})
}
