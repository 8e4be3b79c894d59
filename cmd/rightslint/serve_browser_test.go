package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"flag"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/rightslint/rightslint/cmd/internal/browser"
	"github.com/rightslint/rightslint/parse/pdf"
)

var screenshots = flag.String("screenshots", "", "folder to write pictures of the local page to")

// sampleTerms is the document that most tests below work on.
const sampleTerms = "../../testdata/samples/terms.md"

// localPage is the local page in a browser.
type localPage struct {
	*browser.Page
	t         *testing.T
	downloads string
}

// openPage opens the page of a served program in a tab of its own.
func openPage(t *testing.T, b *browser.Browser, s *servedPage, width, height int64) *localPage {
	t.Helper()
	p := &localPage{b.Page(t, width, height), t, t.TempDir()}
	p.Dark(false) // and without motion, so that a click hits what it aims at
	p.Do(chromedp.Navigate(s.address))
	if _, err := chromedp.CallBrowser(p.Context(), cdpbrowser.SetDownloadBehavior, cdpbrowser.SetDownloadBehaviorParams{
		Behavior: cdpbrowser.SetDownloadBehaviorBehaviorAllow, DownloadPath: p.downloads,
	}); err != nil {
		t.Fatal(err)
	}
	return p
}

// wait waits until an expression in the page is true.
func (p *localPage) wait(expression string) {
	p.t.Helper()
	for end := time.Now().Add(30 * time.Second); !browser.Eval[bool](p.Page, "!!("+expression+")"); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			p.t.Fatalf("this does not come to be: %s\nproblem: %s", expression, p.text("#problem"))
		}
	}
}

// text is the text of an element.
func (p *localPage) text(selector string) string {
	return browser.Eval[string](p.Page, fmt.Sprintf("document.querySelector(%q)?.textContent ?? ''", selector))
}

// click brings an element into view, where parts of a long page are laid out only
// then, and clicks it.
func (p *localPage) click(selector string) {
	p.t.Helper()
	browser.Eval[bool](p.Page, fmt.Sprintf(`new Promise(done => {
		const frames = n => {
			document.querySelector(%q)?.scrollIntoView({block: "center"});
			n ? requestAnimationFrame(() => frames(n - 1)) : done(true);
		};
		frames(4);
	})`, selector))
	p.Do(chromedp.Click(chromedp.CSS(selector), chromedp.NodeVisible))
}

// choose gives a file to the input that a button of the page opens.
func (p *localPage) choose(input, path string) {
	p.t.Helper()
	abs, err := filepath.Abs(path)
	if err != nil {
		p.t.Fatal(err)
	}
	p.Do(chromedp.SetUploadFiles(chromedp.CSS(input), []string{abs}, chromedp.NodeReady))
}

// drop drops a file on an element, as a hand with a mouse does.
func (p *localPage) drop(selector, name string, content []byte) {
	p.t.Helper()
	browser.Eval[bool](p.Page, fmt.Sprintf(`(() => {
		const data = new DataTransfer();
		data.items.add(new File([Uint8Array.from(atob(%q), c => c.charCodeAt(0))], %q));
		const target = document.querySelector(%q);
		for (const type of ["dragenter", "dragover", "drop"]) {
			target.dispatchEvent(new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true}));
		}
		return true;
	})()`, base64.StdEncoding.EncodeToString(content), name, selector))
}

// draft opens the sample in the view in which it is edited.
func (p *localPage) draft() {
	p.t.Helper()
	p.choose("#file", sampleTerms)
	p.wait(`document.querySelector("#view-report .coverage")`)
	p.click("[data-view=edit]")
	p.wait(`document.querySelectorAll("#notes li").length > 10`)
}

// note is the selector of the note whose text has some words.
func (p *localPage) note(words string) string {
	p.t.Helper()
	key := browser.Eval[string](p.Page, fmt.Sprintf(`[...document.querySelectorAll("#notes li")].find(li => li.textContent.includes(%q))?.dataset.key ?? ""`, words))
	if key == "" {
		p.t.Fatalf("no note says %q", words)
	}
	return fmt.Sprintf("#notes li[data-key=%q]", key)
}

// has is an expression: whether a note says some words.
func hasNote(words string) string {
	return fmt.Sprintf(`[...document.querySelectorAll("#notes .what")].some(w => w.textContent.includes(%q))`, words)
}

// value is the text as it is edited.
func (p *localPage) value() string {
	return browser.Eval[string](p.Page, `document.querySelector("#text").value`)
}

// saved waits for a file to be saved and returns its bytes.
func (p *localPage) saved(name string) []byte {
	p.t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(30 * time.Millisecond) {
		if data, err := os.ReadFile(filepath.Join(p.downloads, name)); err == nil && len(data) > 0 {
			return data
		}
	}
	entries, _ := os.ReadDir(p.downloads)
	p.t.Fatalf("%s is not saved; there are %v", name, entries)
	return nil
}

// still demands that no script failed and that nothing was asked of anybody but
// the program.
func (p *localPage) still(s *servedPage) {
	p.t.Helper()
	if errs := p.Errors(); len(errs) > 0 {
		p.t.Errorf("errors of the script: %v", errs)
	}
	own, _ := url.Parse(s.address)
	for _, r := range p.Requests() {
		if u, err := url.Parse(r); err != nil || u.Host != own.Host && u.Scheme != "blob" && r != "about:blank" {
			p.t.Errorf("the page asked for %s", r)
		}
	}
}

// picture writes a picture of the window where the flag asks for it.
func (p *localPage) picture(name string) {
	p.t.Helper()
	if *screenshots == "" {
		return
	}
	shot, err := chromedp.Call(p.Context(), page.CaptureScreenshot, page.CaptureScreenshotParams{})
	if err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(*screenshots, name+".png"), shot.Data, 0o666); err != nil {
		p.t.Fatal(err)
	}
}

// missingAppeal is what the sample's report says of a safeguard that it lacks.
const missingAppeal = "People can have a decision about them looked at again"

// TestLocalPage works with the page in a real browser.
func TestLocalPage(t *testing.T) {
	b := browser.Start(t)
	s := servePage(t)
	for _, c := range []struct {
		name string
		run  func(*testing.T, *browser.Browser, *servedPage)
	}{
		{"Drop", dropDocument}, {"Insert", insertWording}, {"Replace", replaceClause}, {"Report", insertFromReport},
		{"Save", saveDocument}, {"Unsaved", warnOfChanges}, {"Compare", compareVersions}, {"Kind", chooseKind},
		{"Refused", refuseFiles}, {"Keyboard", useKeyboard}, {"Views", lookAtViews}, {"Print", printLocalReport}, {"Hostile", openHostileDraft},
	} {
		t.Run(c.name, func(t *testing.T) { c.run(t, b, s) })
	}
}

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

// compareVersions compares the open document with another version, both ways.
func compareVersions(t *testing.T, b *browser.Browser, s *servedPage) {
	p := openPage(t, b, s, browser.Wide, browser.WideHeight)
	p.choose("#file", sampleTerms)
	p.wait(`document.querySelector("#view-report .coverage")`)
	source, err := os.ReadFile(sampleTerms)
	if err != nil {
		t.Fatal(err)
	}
	worse := bytes.Replace(source, []byte("4.4 We delete your personal data within 90 days after you close your account."), []byte("4.4 We keep your personal data as long as we see fit."), 1)
	if bytes.Equal(worse, source) {
		t.Fatal("the sample has changed: this test must change with it")
	}
	p.click("[data-view=compare]")
	p.drop("#drop-second", "terms-2.md", worse)
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
