package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	pdflib "github.com/ledongthuc/pdf"
)

// pdfFile makes a small PDF file: objects 1 (catalog), 2 (page tree), 3 (font),
// then a page and its content for each text. trailer is more of the trailer,
// and change may alter the objects, which are numbered from 1.
func pdfFile(contents []string, trailer string, change func(objects []string)) []byte {
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"}
	kids := ""
	for _, c := range contents {
		n := len(objects) + 1
		kids += fmt.Sprintf("%d 0 R ", n)
		objects = append(objects,
			fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>", n+1),
			fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(c), c))
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids, len(contents))
	if change != nil {
		change(objects)
	}
	var out bytes.Buffer
	out.WriteString("%PDF-1.4\n")
	var offsets []int
	for i, o := range objects {
		offsets = append(offsets, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&out, "trailer\n<</Root 1 0 R/Size %d%s>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, trailer, start)
	return out.Bytes()
}

// shownLines is the content of a page that shows lines of text. Blank lines
// part paragraphs.
func shownLines(text string) string {
	var out strings.Builder
	out.WriteString("BT /F1 11 Tf 14 TL 72 760 Td\n")
	for _, l := range strings.Split(text, "\n") {
		fmt.Fprintf(&out, "(%s) Tj T*\n", strings.NewReplacer("\\", `\\`, "(", `\(`, ")", `\)`).Replace(l))
	}
	return out.String() + "ET"
}

// samplePDFs makes the PDF files that scripts ask for by name, out of the text
// of its pages.
var samplePDFs = map[string]func(pages []string) []byte{
	"plain": func(pages []string) []byte { return pdfFile(pages, "", nil) },
	"encrypted": func(pages []string) []byte {
		key := strings.Repeat("5A", 32)
		return pdfFile(pages, "/ID[<00><00>]/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -44/O<"+key+">/U<"+key+">>>", nil)
	},
	"scanned": func([]string) []byte {
		return pdfFile([]string{"q 500 0 0 700 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q"}, "", nil)
	},
	"panics": func(pages []string) []byte {
		return pdfFile(append(slices.Clone(pages), "1 Td (text) Tj"), "", func(o []string) {
			o[1] += " ] >> )" // what follows the page tree is no PDF
			o[2] = "<</Type/Font/Subtype"
		})
	},
	"truncated": func(pages []string) []byte {
		whole := pdfFile(pages, "", nil)
		return whole[:40]
	},
	"cyclic": func(pages []string) []byte {
		return pdfFile(pages, "", func(o []string) { o[1] = "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2/Parent 2 0 R>>" })
	},
}

// TestPanickingPDF holds that the file which scripts call so does make the
// library panic; else they would test nothing.
func TestPanickingPDF(t *testing.T) {
	data := samplePDFs["panics"]([]string{shownLines("Some text.")})
	defer func() {
		if recover() == nil {
			t.Error("the library reads it")
		}
	}()
	r, err := pdflib.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for i := 1; i <= r.NumPage(); i++ {
		page := r.Page(i)
		for _, name := range page.Fonts() {
			page.Font(name).Widths()
		}
		page.Content()
	}
}
