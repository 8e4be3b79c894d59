package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/rightslint/rightslint/cmd/internal/browser"
	"github.com/rightslint/rightslint/parse/pdf"
)

// worseTerms is the sample without its promise to delete data.
func worseTerms(t testing.TB) []byte {
	t.Helper()
	source, err := os.ReadFile(sampleTerms)
	if err != nil {
		t.Fatal(err)
	}
	worse := bytes.Replace(source, []byte("4.4 We delete your personal data within 90 days after you close your account."), []byte("4.4 We keep your personal data as long as we see fit."), 1)
	if bytes.Equal(worse, source) {
		t.Fatal("the sample has changed: this test must change with it")
	}
	return worse
}

// compareVersions compares the open document with another version, both ways.
func compareVersions(t *testing.T, b *browser.Browser, s *servedPage) {
	p := openPage(t, b, s, browser.Wide, browser.WideHeight)
	p.choose("#file", sampleTerms)
	p.wait(`document.querySelector("#view-report .coverage")`)
	p.click("[data-view=compare]")
	p.drop("#drop-second", "terms-2.md", worseTerms(t))
	p.wait(`document.querySelector("#comparison .change.worse")`)
	if got := p.text("#comparison"); !strings.Contains(got, "terms.md → terms-2.md") || !strings.Contains(got, "90 days") {
		t.Errorf("the comparison says %.600q", got)
	}
	p.picture("compare-1280")
	p.Accessible("the comparison")
	p.click("#swap")
	p.wait(`document.querySelector("#comparison h2")?.textContent.includes("terms-2.md → terms.md")`)
	if p.text("#comparison .worse") != "" {
		t.Errorf("swapped, something is worse: %q", p.text("#comparison"))
	}
	p.still(s)
}

// chooseKind opens a document of no known kind and says what it is.
func chooseKind(t *testing.T, b *browser.Browser, s *servedPage) {
	p := openPage(t, b, s, browser.Wide, browser.WideHeight)
	p.drop("#drop", "notes.md", []byte("# Notes\n\nMembers bring their own tools. The board meets on Mondays. We store your address.\n"))
	p.wait(`!document.querySelector("#problem").hidden`)
	if got := p.text("#problem"); !strings.Contains(got, "choose its kind above") {
		t.Errorf("the page says %q", got)
	}
	if got := browser.Eval[string](p.Page, "document.activeElement.id"); got != "kind" {
		t.Errorf("the focus is on %q, not on the choice", got)
	}
	p.Accessible("a document that is not judged")
	browser.Eval[bool](p.Page, `(k => { k.value = "terms-of-service"; k.dispatchEvent(new Event("change")); return true; })(document.querySelector("#kind"))`)
	p.wait(`document.querySelector("#view-report .coverage")`)
	if !browser.Eval[bool](p.Page, `document.querySelector("#problem").hidden`) {
		t.Error("the message stays")
	}
	p.still(s)
}

// refuseFiles holds what is said of files that cannot be read, and that the page
// goes on.
func refuseFiles(t *testing.T, b *browser.Browser, s *servedPage) {
	p := openPage(t, b, s, browser.Wide, browser.WideHeight)
	p.drop("#drop", "photo.png", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"))
	p.wait(`document.querySelector("#problem").textContent.includes("This page reads files that end in")`)
	p.click("#another")
	browser.Eval[bool](p.Page, `(() => {
		const data = new DataTransfer();
		data.items.add(new File([new Uint8Array(31 << 20)], "large.pdf"));
		document.querySelector("#drop").dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
		return true;
	})()`)
	p.wait(`document.querySelector("#start-problem").textContent.includes("larger than 30 MB")`)
	p.drop("#drop", "scan.pdf", samplePDFs["scanned"](nil))
	p.wait(`document.querySelector("#problem").textContent.includes("scanned pages")`)
	p.click("#another")
	content := pdfFile([]string{shownLines("Terms of Service\n\nThese terms govern your use of our service. By using the service\nyou agree to these terms. We may remove your content at any time.")}, "", nil)
	p.drop("#drop", "terms.pdf", content)
	p.wait(`document.querySelector("#view-report .coverage")`)
	if !browser.Eval[bool](p.Page, `document.querySelector("[data-view=edit]").hidden && document.querySelector("#save-text").hidden`) {
		t.Error("a PDF file is offered for editing")
	}
	p.click("#save-report")
	if got := p.saved("terms-report.html"); !bytes.Contains(got, []byte("remove your content")) {
		t.Errorf("the saved report begins %.200q", got)
	}
	p.still(s)
}

// useKeyboard does without a mouse: it pastes a text, goes to a finding, puts
// its wording in and takes it back.
func useKeyboard(t *testing.T, b *browser.Browser, s *servedPage) {
	p := openPage(t, b, s, browser.Wide, browser.WideHeight)
	press := func(keys ...string) {
		for _, k := range keys {
			p.Do(chromedp.KeyEvent(k))
		}
	}
	// tab goes on until a selector has the focus.
	tab := func(selector string) {
		t.Helper()
		for range 60 {
			press(kb.Tab)
			if browser.Eval[bool](p.Page, fmt.Sprintf("document.activeElement.matches(%q)", selector)) {
				if !browser.Eval[bool](p.Page, `(s => s.outlineStyle !== "none" && s.outlineWidth !== "0px" || document.activeElement.matches("#text"))(getComputedStyle(document.activeElement))`) {
					t.Errorf("the focus on %s cannot be seen", selector)
				}
				return
			}
		}
		t.Fatalf("the tabulator does not reach %s", selector)
	}
	source, err := os.ReadFile(sampleTerms)
	if err != nil {
		t.Fatal(err)
	}
	tab("#pick")
	tab("#paste summary")
	press(kb.Enter)
	tab("#paste-text")
	quoted, _ := json.Marshal(string(source))
	browser.Eval[bool](p.Page, fmt.Sprintf(`document.execCommand("insertText", false, %s)`, quoted)) // as Ctrl+V does
	tab("#paste-form button")
	press(kb.Enter)
	p.wait(`document.querySelector("#view-report .coverage")`)
	tab("[data-view=edit]")
	press(kb.Enter)
	p.wait(`document.activeElement.id === "text"`)
	p.wait(`document.querySelectorAll("#notes li").length > 10`)
	press(kb.F6)
	for range 80 {
		if browser.Eval[bool](p.Page, fmt.Sprintf("document.activeElement.textContent.includes(%q)", missingAppeal)) {
			break
		}
		press(kb.Tab)
	}
	press(kb.Enter)
	tab("[data-edit]")
	press(kb.Enter)
	p.wait("!" + hasNote(missingAppeal))
	p.wait(`document.activeElement.id === "text"`)
	p.Do(chromedp.KeyEvent("z", chromedp.KeyModifiers(2)))
	p.wait(hasNote(missingAppeal))
	// A note that is renewed keeps the focus.
	press(kb.F6)
	p.wait(`document.activeElement.closest("#notes, #side")`)
	p.still(s)
}

// lookAtViews looks at every view on wide and narrow screens, light and dark:
// nothing is cut off, and axe-core has nothing to say.
func lookAtViews(t *testing.T, b *browser.Browser, s *servedPage) {
	for _, c := range []struct{ width, height int64 }{{browser.Wide, browser.WideHeight}, {browser.Narrow, browser.NarrowHeight}} {
		p := openPage(t, b, s, c.width, c.height)
		look := func(name string) {
			t.Helper()
			for _, dark := range []bool{false, true} {
				what := fmt.Sprintf("%s-%d", name, c.width)
				if dark {
					what += "-dark"
				}
				p.Dark(dark)
				p.picture(what)
				if dark == (c.width == browser.Wide) { // each view once, each colour and width often
					p.Accessible(what)
				}
			}
			p.Dark(false)
			if over := browser.Eval[int](p.Page, "document.documentElement.scrollWidth - innerWidth"); over > 0 {
				t.Errorf("%s is %d pixels too wide for %d", name, over, c.width)
			}
		}
		look("start")
		p.choose("#file", sampleTerms)
		p.wait(`document.querySelector("#view-report .coverage")`)
		look("report")
		p.click("[data-view=edit]")
		p.wait(`document.querySelectorAll("#notes li").length > 10`)
		p.click(p.note(missingAppeal) + " summary")
		look("edit")
		p.click("#another")
		p.choose("#file", sampleTerms)
		p.wait(`document.querySelector("#view-report .coverage")`)
		p.drop("body", "terms-2.md", []byte("# Terms\n"))
		p.wait(`document.querySelector("#ask").open`)
		look("question")
		p.click("#ask-form button:last-child")
		p.click("[data-view=compare]")
		look("compare-first")
		p.still(s)
	}
}

// printLocalReport prints the report from the page and reads the paper.
func printLocalReport(t *testing.T, b *browser.Browser, s *servedPage) {
	p := openPage(t, b, s, browser.Wide, browser.WideHeight)
	p.choose("#file", sampleTerms)
	p.wait(`document.querySelector("#view-report .coverage")`)
	paper := browser.Get(p.Page, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4)))
	doc, err := pdf.Read(paper, pdf.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, block := range doc.Blocks {
		all.WriteString(block.Text + "\n")
	}
	for _, want := range []string{"Kestrel Neighbourhood", missingAppeal, "binding arbitration"} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("the paper lacks %q", want)
		}
	}
	for _, screen := range []string{"Open another", "Spreadsheet", "Insert this wording", "Nothing leaves"} {
		if strings.Contains(all.String(), screen) {
			t.Errorf("the paper has %q, which is for the screen", screen)
		}
	}
}

// openHostileDraft opens and edits a document that tries to become a program.
func openHostileDraft(t *testing.T, b *browser.Browser, s *servedPage) {
	p := openPage(t, b, s, browser.Wide, browser.WideHeight)
	evil := `<img src=x onerror="window.evil=1"><script>window.evil=1</script></textarea><svg onload="window.evil=1"></svg>`
	text := "# Terms of Service " + evil + "\n\nThese terms govern your use of our service. We may remove your content at any time for any reason " + evil + ".\n\n" +
		"[Click](javascript:window.evil=1) <https://evil.example/x.png> ![p](https://evil.example/p.png)\n\n\u202eWe may share [" + evil + "] your data with anyone.\n"
	p.drop("#drop", `<img src=x onerror="window.evil=1">.md`, []byte(text))
	p.wait(`document.querySelector("#view-report .coverage")`)
	p.click("[data-view=edit]")
	p.wait(`document.querySelectorAll("#notes li").length > 3`)
	browser.Eval[bool](p.Page, `(document.querySelectorAll("details").forEach(d => d.open = true), true)`)
	p.click("#notes li [data-edit]")
	p.wait(`document.querySelector("#undo").hidden === false`)
	p.drop("#drop-second", evil+".md", []byte(strings.Replace(text, "any reason", "no reason", 1)))
	p.wait(`document.querySelector("#comparison h2") || !document.querySelector("#problem").hidden`)
	if browser.Eval[bool](p.Page, "'evil' in window") || len(p.Dialogs()) > 0 {
		t.Error("a script of the document ran")
	}
	if n := browser.Eval[int](p.Page, `document.querySelectorAll("main img, main script, main svg, main a[href^=javascript]").length`); n > 0 {
		t.Errorf("%d elements of the document are elements of the page", n)
	}
	p.still(s)
}
