package parse

import (
	"strings"
	"testing"

	"github.com/rightslint/rightslint/parse/pdf"
)

// TestMaxText holds that a longer text than is allowed is refused before it is
// taken apart, whatever its format.
func TestMaxText(t *testing.T) {
	text := []byte(strings.Repeat("A sentence of a text. ", 100))
	for _, name := range []string{"a.md", "a.txt"} {
		if _, err := Parse(name, text, Options{MaxText: len(text)}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		_, err := Parse(name, text, Options{MaxText: len(text) - 1})
		if e, ok := err.(*Error); !ok || e.Reason != TooLong {
			t.Errorf("%s: %v", name, err)
		}
	}
	reader := func([]byte) (*pdf.Document, error) {
		return &pdf.Document{Pages: 1, Blocks: []pdf.Block{{Page: 1, EndPage: 1, Text: string(text)}}}, nil
	}
	if _, err := Parse("a.pdf", []byte("%PDF-1.7"), Options{MaxText: 100, PDF: reader}); err == nil || !strings.Contains(err.Error(), "longer than") {
		t.Errorf("a.pdf: %v", err)
	}
}
