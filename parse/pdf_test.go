package parse

import (
	"sync"
	"testing"

	"github.com/rightslint/rightslint/parse/pdf"
)

func TestPDFSource(t *testing.T) {
	source, starts, pages := pdfSource([]pdf.Block{
		{Kind: pdf.Heading, Page: 1, EndPage: 1, Text: "Terms"},
		{Kind: pdf.TableRow, Page: 2, EndPage: 2, Text: "Logs\t30 days"},
		{Kind: pdf.Paragraph, Page: 2, EndPage: 3, Text: "We keep data."},
	}, 4)
	if string(source) != "Terms\n\nLogs | 30 days\n\nWe keep data.\n\n" {
		t.Errorf("source %q", source)
	}
	d := &Document{Source: source, Pages: pages}
	for i, want := range []int{1, 2, 2} {
		if got := d.Page(starts[i]); got != want {
			t.Errorf("block %d is on page %d, want %d", i, got, want)
		}
	}
	if len(pages) != 4 {
		t.Errorf("pages %v", pages)
	}
}

func TestPDFBlocks(t *testing.T) {
	blocks := []pdf.Block{
		{Kind: pdf.Heading, Level: 1, Page: 1, EndPage: 1, Text: "4. Duties"},
		{Kind: pdf.Paragraph, Page: 1, EndPage: 1, Text: "The Supplier shall:"},
		{Kind: pdf.ListItem, Level: 1, Page: 1, EndPage: 1, Text: "• answer;"},
		{Kind: pdf.ListItem, Level: 1, Page: 1, EndPage: 1, Text: "(a) explain."},
		{Kind: pdf.Footnote, Page: 1, EndPage: 1, Text: "1 See the annex."},
		{Kind: pdf.Footnote, Page: 1, EndPage: 1, Text: "4.1 The Supplier shall pay."},
	}
	source, starts, pages := pdfSource(blocks, 1)
	l := newLayout(source)
	l.pages = pages
	for i, b := range blocks {
		end := len(source)
		if i+1 < len(blocks) {
			end = starts[i+1]
		}
		l.pdfBlock(b, starts[i], end, i)
	}
	d := &Document{Format: PDF}
	build(d, l)
	checkSpans(t, d)
	want := `4 | heading | Duties
4 | body | The Supplier shall:
4 | body | answer; <- The Supplier shall:
4(a) | body | explain. <- The Supplier shall:
4 | footnote | 1 See the annex.
4.1 | body | The Supplier shall pay.
`
	if got := outline(d); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestParallel parses the same text in several goroutines: the parser of
// Markdown is shared between them.
func TestParallel(t *testing.T) {
	data := sampleMarkdown(16 << 10)
	want := outline(read(t, "x.md", string(data)))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			d, err := Parse("x.md", data, Options{})
			if err != nil || outline(d) != want {
				t.Errorf("a parallel reading differs (error %v)", err)
			}
		})
	}
	wg.Wait()
}
