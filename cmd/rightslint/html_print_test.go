package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/rightslint/rightslint/cmd/internal/browser"
	"github.com/rightslint/rightslint/cmd/internal/need"
)

// printReportPage prints a report on both sizes of paper: nothing is folded,
// nothing is cut off at the margins.
func printReportPage(t *testing.T, b *browser.Browser, report string) {
	pdftotext := need.Tool(t, "pdftotext", "poppler-utils")
	for _, paper := range []struct {
		name          string
		size          chromedp.PaperSize
		width, height float64 // in points
	}{
		{"A4", chromedp.PaperA4, 595, 842},
		{"Letter", chromedp.PaperLetter, 612, 792},
	} {
		p := b.Page(t, browser.Wide, browser.WideHeight)
		p.Dark(true) // paper is white whatever the screen is
		p.Open(report)
		data := browser.Get(p, chromedp.PrintToPDF(chromedp.PDFPaper(paper.size), chromedp.PDFPreferCSSPageSize()))
		file := filepath.Join(t.TempDir(), "report.pdf")
		if err := os.WriteFile(file, data, 0o666); err != nil {
			t.Fatal(err)
		}
		boxes, err := exec.Command(pdftotext, "-bbox", file, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		onPaper(t, paper.name, string(boxes), paper.width, paper.height)
		raw, err := exec.Command(pdftotext, file, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Join(strings.Fields(string(raw)), " ")
		for _, want := range []string{
			"We may change these terms at any time.",               // the document
			"you can appeal free of charge within [6 months]",      // what is folded on the screen
			"International Covenant on Civil and Political Rights", // sources
			"12 safeguards are missing",                            // the summary
			"not legal advice",
		} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the printed report lacks %q", paper.name, want)
			}
		}
		for _, control := range []string{"Show everything", "Copy", "Skip to"} {
			if strings.Contains(text, control) {
				t.Errorf("%s: the printed report has the control %q", paper.name, control)
			}
		}
	}
}

var wordBox = regexp.MustCompile(`<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">`)

// onPaper demands that every word stands on the page with a margin around it.
func onPaper(t *testing.T, name, boxes string, width, height float64) {
	t.Helper()
	found := wordBox.FindAllStringSubmatch(boxes, -1)
	if len(found) < 1000 {
		t.Errorf("%s: only %d words are printed", name, len(found))
	}
	const margin = 25.0 // a printer's edge, in points
	for _, m := range found {
		x0, y0, x1, y1 := number(m[1]), number(m[2]), number(m[3]), number(m[4])
		if x0 < margin || y0 < margin || x1 > width-margin || y1 > height-margin {
			t.Errorf("%s: a word stands at %v, %v to %v, %v", name, x0, y0, x1, y1)
			return
		}
	}
}

// readWithoutScript opens a report where scripts are turned off: all is there
// but the controls that need one.
func readWithoutScript(t *testing.T, b *browser.Browser, report string) {
	p := b.Page(t, browser.Wide, browser.WideHeight)
	if _, err := chromedp.Call(p.Context(), emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	p.Open(report)
	if n := browser.Eval[int](p, `document.querySelectorAll(".copy").length`); n != 0 {
		t.Errorf("%d buttons to copy are there without a script", n)
	}
	if browser.Eval[bool](p, `document.querySelector(".filters").checkVisibility()`) {
		t.Error("the filters are shown without a script")
	}
	p.Do(chromedp.Click(chromedp.CSS(`#d1-remedy-appeal td:last-child a`)))
	if got := waitFor(p, `String(document.querySelector(location.hash || "h1").checkVisibility())`, "true"); got != "true" {
		t.Error("a link to a missing safeguard shows nothing without a script")
	}
}
