package main

import (
	"encoding/base64"
	"flag"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/rightslint/rightslint/cmd/internal/browser"
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
		{"Drop", dropDocument},
		{"Insert", insertWording},
		{"Replace", replaceClause},
		{"Report", insertFromReport},
		{"Save", saveDocument},
		{"Unsaved", warnOfChanges},
		{"Compare", compareVersions},
		{"Kind", chooseKind},
		{"Refused", refuseFiles},
		{"Keyboard", useKeyboard},
		{"Views", lookAtViews},
		{"Print", printLocalReport},
		{"Hostile", openHostileDraft},
	} {
		t.Run(c.name, func(t *testing.T) { c.run(t, b, s) })
	}
}
