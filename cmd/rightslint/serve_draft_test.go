package main

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/rightslint/rightslint/cmd/internal/browser"
)

// dropDocument drops a file and reads a finding of its report.
func dropDocument(t *testing.T, b *browser.Browser, s *servedPage) {
	p := openPage(t, b, s, browser.Wide, browser.WideHeight)
	if !strings.Contains(p.text(".private"), "Nothing leaves this computer") {
		t.Error("the page does not say that nothing leaves the machine")
	}
	if u := browser.Eval[string](p.Page, "location.href"); u != s.address {
		t.Errorf("the page is at %s", u)
	}
	content, err := os.ReadFile(sampleTerms)
	if err != nil {
		t.Fatal(err)
	}
	p.drop("#drop", "terms.md", content)
	p.wait(`document.querySelector("#view-report .coverage")`)
	if got := p.text("#view-report h1"); !strings.Contains(got, "Kestrel Neighbourhood") {
		t.Errorf("the report is on %q", got)
	}
	if !strings.Contains(p.text("#view-report .text"), missingAppeal) {
		t.Error("the report does not name what is missing")
	}
	// A second document dropped anywhere is asked about.
	p.drop("#view-report", "other.md", content)
	p.wait(`document.querySelector("#ask").open`)
	p.click("#ask-form button:last-child")
	p.wait(`!document.querySelector("#ask").open`)
	if got := p.text("#name"); got != "terms.md" {
		t.Errorf("after Cancel %q is open", got)
	}
	p.still(s)
}

// insertWording reads a finding, copies its wording, puts it in, sees the
// finding go, and takes it back.
func insertWording(t *testing.T, b *browser.Browser, s *servedPage) {
	p := openPage(t, b, s, browser.Wide, browser.WideHeight)
	p.draft()
	before := p.value()
	note := p.note(missingAppeal)
	p.click(note + " summary")
	wording := p.text(note + " .wording")
	p.click(note + " [data-take]")
	p.wait(`document.querySelector("#status").textContent === "Copied."`)
	if got := browser.Eval[string](p.Page, "navigator.clipboard.readText()"); got != wording {
		t.Errorf("copied %q, want %q", got, wording)
	}
	p.click(note + " [data-edit]")
	p.wait("!" + hasNote(missingAppeal))
	after := p.value()
	first, _, _ := strings.Cut(wording, " [")
	if !strings.Contains(strings.Join(strings.Fields(after), " "), "7.1 "+first) { // numbered on as the sections are
		t.Errorf("the wording is not in the text: %q", after[max(0, len(after)-400):])
	}
	chosen := browser.Eval[string](p.Page, `(t => t.value.slice(t.selectionStart, t.selectionEnd))(document.querySelector("#text"))`)
	if !strings.HasPrefix(chosen, "[") || !strings.HasSuffix(chosen, "]") {
		t.Errorf("%q is selected, not the first blank", chosen)
	}
	p.wait(hasNote(chosen)) // the blank is to be filled in
	p.Do(chromedp.KeyEvent("six months"))
	p.wait("!" + hasNote(chosen))
	p.click("#undo")
	if got := p.text("#status"); !strings.Contains(got, "cannot be undone") {
		t.Errorf("undoing wording that was changed since says %q", got)
	}
	// The browser's own undo knows of the insertion.
	p.Do(chromedp.Focus(chromedp.CSS("#text")))
	for range 40 {
		if p.value() == before {
			break
		}
		p.Do(chromedp.KeyEvent("z", chromedp.KeyModifiers(2)))
	}
	if p.value() != before {
		t.Error("Ctrl+Z does not lead back")
	}
	p.wait(hasNote(missingAppeal))
	p.still(s)
}

// replaceClause puts wording in the place of a clause that takes rights away,
// and takes it back.
func replaceClause(t *testing.T, b *browser.Browser, s *servedPage) {
	const title, clause = "Disputes are sent to arbitration", "settled finally by binding"
	p := openPage(t, b, s, browser.Wide, browser.WideHeight)
	p.draft()
	before := p.value()
	note := p.note(title)
	p.click(note + " summary")
	p.click(note + " [data-show]")
	if got := browser.Eval[string](p.Page, `(t => t.value.slice(t.selectionStart, t.selectionEnd))(document.querySelector("#text"))`); !strings.Contains(got, clause) {
		t.Errorf("the place shown is %q", got)
	}
	inView := `(b => b.top >= 0 && b.bottom <= innerHeight)(document.querySelector("#mirror mark[data-key='` + browser.Eval[string](p.Page, fmt.Sprintf("document.querySelector(%q).dataset.key", note)) + `']").getBoundingClientRect())`
	p.wait(inView)
	p.click(note + " [data-edit]")
	p.wait("!" + hasNote(title))
	if strings.Contains(p.value(), clause) {
		t.Error("the clause is still there")
	}
	p.click("#undo")
	p.wait(hasNote(title))
	if p.value() != before {
		t.Error("undoing does not lead back")
	}
	p.wait(`document.querySelector("#undo").hidden`)
	p.still(s)
}

// insertFromReport puts wording in from the report itself.
func insertFromReport(t *testing.T, b *browser.Browser, s *servedPage) {
	p := openPage(t, b, s, browser.Wide, browser.WideHeight)
	p.choose("#file", sampleTerms)
	p.wait(`document.querySelector("#view-report .insert .insertion")`)
	box := fmt.Sprintf("#view-report .insert[data-finding=%q]", browser.Eval[string](p.Page, fmt.Sprintf(
		`[...document.querySelectorAll("#view-report .insert")].find(i => i.textContent.includes(%q)).dataset.finding`, missingAppeal)))
	p.click(box + " summary")
	p.click(box + " .insertion")
	p.wait(fmt.Sprintf("!document.querySelector(%q)", box))
	p.wait(`document.querySelector("#view-report .new")`)
	p.Do(chromedp.KeyEvent("z", chromedp.KeyModifiers(2)))
	p.wait(fmt.Sprintf("document.querySelector(%q)", box))
	p.still(s)
}

// saveDocument saves the document and the report.
func saveDocument(t *testing.T, b *browser.Browser, s *servedPage) {
	p := openPage(t, b, s, browser.Wide, browser.WideHeight)
	source, err := os.ReadFile(sampleTerms)
	if err != nil {
		t.Fatal(err)
	}
	windows := append([]byte("\xEF\xBB\xBF"), bytes.ReplaceAll(source, []byte("\n"), []byte("\r\n"))...)
	p.drop("#drop", "windows.md", windows)
	p.wait(`document.querySelector("#view-report .coverage")`)
	p.click("[data-view=edit]")
	p.Do(chromedp.Focus(chromedp.CSS("#text")))
	browser.Eval[bool](p.Page, `(document.querySelector("#text").setSelectionRange(0, 0), true)`)
	p.Do(chromedp.KeyEvent("X"))
	p.wait(`document.querySelector("#about").textContent === "changed, not saved"`)
	p.click("#save-text")
	if got, want := p.saved("windows.md"), append([]byte("\xEF\xBB\xBFX"), windows[3:]...); !bytes.Equal(got, want) {
		t.Errorf("the saved document begins %.60q, want %.60q", got, want)
	}
	p.wait(`document.querySelector("#about").textContent !== "changed, not saved"`)
	p.click("#save-table")
	if got := p.saved("windows-findings.csv"); !bytes.Contains(got, []byte("Suggested wording")) || !bytes.Contains(got, []byte("remedy/appeal")) {
		t.Errorf("the saved spreadsheet begins %.200q", got)
	}
	p.click("#save-report")
	if got := p.saved("windows-report.html"); !bytes.Contains(got, []byte(missingAppeal)) || !bytes.HasPrefix(got, []byte("<!DOCTYPE html>")) {
		t.Errorf("the saved report begins %.200q", got)
	}
	p.still(s)
}

// warnOfChanges holds that changes are not lost unasked.
func warnOfChanges(t *testing.T, b *browser.Browser, s *servedPage) {
	p := openPage(t, b, s, browser.Wide, browser.WideHeight)
	p.draft()
	p.Do(chromedp.Focus(chromedp.CSS("#text")), chromedp.KeyEvent("More. "))
	p.click("#another")
	p.wait(`document.querySelector("#ask").open`)
	p.click("#ask-form button:last-child")
	if p.text("#name") != "terms.md" {
		t.Error("Stay leaves the document")
	}
	before := len(p.Dialogs())
	p.Do(chromedp.Navigate("about:blank"))
	if len(p.Dialogs()) != before+1 {
		t.Errorf("leaving the page asks nothing: %q", p.Dialogs())
	}
}

// TestLocalPageSpeed measures how long it takes from a key to the verdict on a
// text of 50 KB, end to end.
func TestLocalPageSpeed(t *testing.T) {
	b := browser.Start(t)
	s := servePage(t)
	p := openPage(t, b, s, browser.Wide, browser.WideHeight)
	source, err := os.ReadFile(sampleTerms)
	if err != nil {
		t.Fatal(err)
	}
	text := bytes.Clone(source)
	for i := 0; len(text) < 50_000; i++ {
		text = fmt.Appendf(text, "\n## %d. Branch %d\n\n%d.1 Branch %d is open on weekdays from nine to five. It keeps a register of visitors, and the manager answers letters. We publish its address and its hours on our website.\n", i+7, i, i+7, i)
	}
	p.drop("#drop", "long.md", text)
	p.wait(`document.querySelector("#view-report .coverage")`)
	p.click("[data-view=edit]")
	p.wait(`document.querySelectorAll("#notes li").length > 10`)
	// Each key makes a blank in the text, or takes it away, of which a note
	// tells.
	browser.Eval[bool](p.Page, `(() => {
		const area = document.querySelector("#text");
		window.measure = async (insert) => {
			area.focus();
			const note = () => document.querySelector("#notes").textContent.includes("[name of the registrar]");
			const start = performance.now();
			if (insert) {
				area.setSelectionRange(area.value.length, area.value.length);
				document.execCommand("insertText", false, "\nWe will answer within [name of the registrar].\n");
			} else {
				document.execCommand("undo");
			}
			while (note() !== insert) {
				if (performance.now() - start > 20000) return -1;
				await new Promise(requestAnimationFrame);
			}
			await new Promise(requestAnimationFrame);
			return performance.now() - start;
		};
		return true;
	})()`)
	var took []float64
	for i := range 20 {
		ms := browser.Eval[float64](p.Page, fmt.Sprintf("measure(%v)", i%2 == 0))
		if ms < 0 {
			t.Fatal("the verdict does not follow")
		}
		took = append(took, ms)
	}
	slices.Sort(took)
	asked := browser.Eval[[]float64](p.Page, `performance.getEntriesByType("resource").filter(e => e.name.includes("/check")).map(e => e.duration).sort((a, b) => a - b)`)
	t.Logf("of which the answer of the program: median %.0f ms", asked[len(asked)/2])
	t.Logf("from a key to the verdict on %d bytes: median %.0f ms, slowest of %d %.0f ms", len(text), took[len(took)/2], len(took), took[len(took)-1])
	if limit := 300.0; !raceEnabled && took[len(took)/4] > limit {
		t.Errorf("a quarter of the verdicts take more than %.0f ms", limit)
	}
	p.still(s)
}
