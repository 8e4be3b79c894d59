//go:build !nopdfium

package pdfium

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/rightslint/rightslint/parse/pdf"
)

// garbled makes a file in which a Type 3 font that has names of its own for its
// letters, shows n characters beside some that are sound.
func garbled(n int) []byte {
	var out strings.Builder
	var offsets []int
	object := func(body string) {
		offsets = append(offsets, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", len(offsets), body)
	}
	text := "BT /F1 12 Tf 72 700 Td (The authority publishes its decisions.) Tj 0 -20 Td /F2 12 Tf (" + strings.Repeat("A", n) + ") Tj ET"
	out.WriteString("%PDF-1.4\n")
	object("<</Type/Catalog/Pages 2 0 R>>")
	object("<</Type/Pages/Kids[3 0 R]/Count 1>>")
	object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>")
	object(fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(text), text))
	object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
	object("<</Type/Font/Subtype/Type3/FontBBox[0 0 600 600]/FontMatrix[.001 0 0 .001 0 0]/CharProcs<</q1 7 0 R>>/FirstChar 65/LastChar 65/Widths[600]/Encoding<</Differences[65/q1]>>>>")
	object("<</Length 17>>\nstream\n600 0 0 0 600 600 d1\nendstream")
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&out, "trailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, start)
	return []byte(out.String())
}

// TestSecondReads holds that PDFium reads text into the same blocks.
func TestSecondReads(t *testing.T) {
	e := New(1 << 30)
	e.prepare()
	if e.err != nil {
		t.Fatal(e.err)
	}
	data := garbled(0)
	want, err := pdf.Read(data, pdf.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := e.read(data, pdf.Limits{}.WithDefaults())
	if err != nil {
		t.Fatal(err)
	}
	if got.Pages != 1 || len(got.Blocks) != 1 || got.Blocks[0].Text != want.Blocks[0].Text || got.Blocks[0].Kind != want.Blocks[0].Kind {
		t.Errorf("got %+v, want %+v", got.Blocks, want.Blocks)
	}
	if _, err := e.read([]byte("%PDF-1.4\nnothing"), pdf.Limits{}.WithDefaults()); !errors.Is(err, pdf.ErrDamaged) {
		t.Errorf("got %v", err)
	}
}

// TestFallback holds when PDFium is asked, and that its use is told.
func TestFallback(t *testing.T) {
	e := New(1 << 30)
	pauses := 0
	pause := func() func() { pauses++; return func() {} }
	doc, err := e.Read(garbled(0), pdf.Limits{}, pause)
	if err != nil || len(doc.Warnings) > 0 || pauses > 0 {
		t.Errorf("a sound file: %v, %+v, %d pauses", err, doc, pauses)
	}
	doc, err = e.Read(garbled(20), pdf.Limits{}, pause)
	if err != nil || pauses != 1 {
		t.Fatalf("a garbled file: %v, %d pauses", err, pauses)
	}
	if told := strings.Join(doc.Warnings, " "); !strings.Contains(told, "second engine, PDFium") {
		t.Errorf("warnings %q", told)
	}
	if _, err := e.Read([]byte("%PDF-1.4\nnothing"), pdf.Limits{}, pause); !errors.Is(err, pdf.ErrDamaged) || pauses != 1 {
		t.Errorf("a damaged file: %v, %d pauses", err, pauses)
	}
}

// TestLittleMemory holds that PDFium is not started where it does not fit.
func TestLittleMemory(t *testing.T) {
	e := New(64 << 20)
	if _, err := e.Read([]byte("%PDF-1.4\nnothing"), pdf.Limits{}, nil); !errors.Is(err, pdf.ErrDamaged) {
		t.Errorf("got %v", err)
	}
}
