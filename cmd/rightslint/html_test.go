package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/rightslint/rightslint/cmd/internal/browser"
	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/report/html"
	"github.com/rightslint/rightslint/rules"
)

// htmlReport writes the HTML report on documents and returns its path.
func htmlReport(t testing.TB, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	cmd := root()
	cmd.SetArgs(append([]string{"check", "--format", "html", "--fail-on", "never"}, args...))
	cmd.SetOut(&out)
	cmd.SetErr(io.Discard)
	if err := cmd.Execute(); err != nil {
		if _, coded := err.(exitCode); !coded {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(path, out.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestHTML opens reports in a real browser.
func TestHTML(t *testing.T) {
	b := browser.Start(t)
	terms := htmlReport(t, "../../testdata/samples/terms.md")
	t.Run("Open", func(t *testing.T) { openReport(t, b, terms) })
	t.Run("Accessible", func(t *testing.T) { accessibleReports(t, b, terms) })
	t.Run("Filter", func(t *testing.T) { filterReport(t, b, terms) })
	t.Run("Copy", func(t *testing.T) { copyWording(t, b, terms) })
	t.Run("Keyboard", func(t *testing.T) { walkReport(t, b, terms) })
	t.Run("Narrow", func(t *testing.T) { narrowReport(t, b, terms) })
	t.Run("Print", func(t *testing.T) { printReportPage(t, b, terms) })
	t.Run("NoScript", func(t *testing.T) { readWithoutScript(t, b, terms) })
	t.Run("Hostile", func(t *testing.T) { openHostile(t, b) })
	t.Run("Large", func(t *testing.T) { openLarge(t, b) })
}

// quiet demands that the page asked for nothing but itself, opened no dialog
// and had no error.
func quiet(t *testing.T, p *browser.Page) {
	t.Helper()
	for _, r := range p.Requests() {
		if !strings.HasPrefix(r, "file://") || !strings.HasSuffix(r, "report.html") {
			t.Errorf("the page asks for %s", r)
		}
	}
	if d := p.Dialogs(); len(d) > 0 {
		t.Errorf("the page opens dialogs: %q", d)
	}
	if e := p.Errors(); len(e) > 0 {
		t.Errorf("scripts fail: %q", e)
	}
}

func openReport(t *testing.T, b *browser.Browser, report string) {
	p := b.Page(t, browser.Wide, browser.WideHeight)
	p.Open(report)
	if got := browser.Eval[string](p, `document.querySelector("h1").textContent`); got != "Kestrel Neighbourhood – Terms of Service" {
		t.Errorf("the heading is %q", got)
	}
	// A row of the table leads to what would belong, and opens it.
	p.Do(chromedp.Click(chromedp.CSS(`#d1-remedy-appeal td:last-child a`)))
	const shown = `(() => {
		const box = document.querySelector(location.hash).closest("details"), r = box.getBoundingClientRect();
		return box.open && r.top < innerHeight && r.bottom > 0 ? box.textContent : "closed or out of sight";
	})()`
	if got := waitFor(p, shown, "Suggested wording"); !strings.Contains(got, "Suggested wording") || !strings.Contains(got, "can appeal free of charge") {
		t.Errorf("after the click on a missing safeguard: %q", got)
	}
	quiet(t, p)
}

// waitFor evaluates an expression until its value holds a text, for at most
// some seconds, and returns the last value.
func waitFor(p *browser.Page, expression, text string) string {
	var got string
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if got = browser.Eval[string](p, expression); strings.Contains(got, text) {
			break
		}
	}
	return got
}

func accessibleReports(t *testing.T, b *browser.Browser, terms string) {
	several := htmlReport(t, "../../testdata/samples")
	waived := waivedReport(t)
	for _, c := range []struct {
		name, path string
		width      int64
		dark       bool
	}{
		{"one document, dark and narrow", terms, browser.Narrow, true},
		{"several documents", several, browser.Wide, false},
		{"waived findings, pages and tables, dark", waived, browser.Wide, true},
	} {
		p := b.Page(t, c.width, browser.WideHeight)
		p.Dark(c.dark)
		p.Open(c.path)
		// What is folded or not yet painted counts as well.
		p.Do(chromedp.Evaluate[chromedp.Void](`document.querySelectorAll("details").forEach(d => d.open = true);
			const all = new CSSStyleSheet(); all.replaceSync(".chunk { content-visibility: visible !important }"); document.adoptedStyleSheets = [all];`))
		p.Accessible(c.name)
	}
}

// waivedReport writes a report on a document with a table and one with pages,
// every other finding of which has been answered with a reason.
func waivedReport(t *testing.T) string {
	t.Helper()
	cat, linter, err := loadRules(rules.Extra{})
	if err != nil {
		t.Fatal(err)
	}
	const terms = "# Terms of Service\n\nThese terms govern your use of the service.\n\n| Data | Purpose |\n|---|---|\n| Your name | We use your name only to send you the service that you asked for. |\n\nWe may close your account at any time without notice.\n"
	pages := []string{shownLines("Terms of Service\n\nThese terms govern your use of the service."), shownLines("We may change these terms at any time.")}
	opts := lint.Options{Kind: rules.TermsOfService, Language: "en"}
	docs := []*lint.Document{
		linter.Data("terms.md", []byte(terms), opts),
		linter.Data("terms.pdf", samplePDFs["plain"](pages), opts),
	}
	for _, d := range docs {
		if d.Error != "" {
			t.Fatal(d.Error)
		}
		for i := range d.Findings {
			if i%2 == 0 {
				d.Findings[i].Suppressed = &lint.Suppressed{By: "waiver", Reason: "The annex says it."}
			}
		}
	}
	var out bytes.Buffer
	if err := html.Write(&out, lint.NewReport(docs), html.Options{Catalog: cat}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(path, out.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

func filterReport(t *testing.T, b *browser.Browser, report string) {
	p := b.Page(t, browser.Wide, browser.WideHeight)
	p.Open(report)
	count := func(selector string) int {
		return browser.Eval[int](p, fmt.Sprintf(`[...document.querySelectorAll(%q)].filter(e => e.checkVisibility()).length`, selector))
	}
	rows, notes := count("tr[data-t]"), count(".doc [data-t]")
	if rows < 20 || notes < 20 {
		t.Fatalf("only %d rows and %d notes are shown", rows, notes)
	}
	choose := func(name, value string) {
		p.Do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`{const s = document.querySelector("[name=%s]"); s.value = %q; s.dispatchEvent(new Event("change", {bubbles: true}))}`, name, value)))
	}
	p.Do(chromedp.Click(chromedp.CSS("[name=fine]")))
	if got := count(`tr[data-t=present], .doc [data-t=present]`); got != 0 {
		t.Errorf("%d rows and notes are shown that are fine", got)
	}
	if got := count("tr[data-t]"); got == 0 || got >= rows {
		t.Errorf("%d of %d rows are shown when what is fine is hidden", got, rows)
	}
	choose("type", "red-flag")
	choose("severity", "notice")
	if got, all := count("tr[data-t]"), count("tr[data-t=red-flag]"); got != all || got != 4 {
		t.Errorf("%d rows are shown, %d of them clauses that take rights away", got, all)
	}
	if got := browser.Eval[string](p, `document.querySelector(".shown").textContent`); !strings.HasPrefix(got, "4 of ") {
		t.Errorf("the page says %q", got)
	}
	if marks := count("mark:not(.off)"); marks == 0 || marks > 10 {
		t.Errorf("%d passages are marked", marks)
	}
	choose("severity", "error")
	if got := count("tr[data-t]"); got != 0 {
		t.Errorf("%d rows are shown, and none is an error", got)
	}
	p.Do(chromedp.Click(chromedp.CSS("button[type=reset]")))
	if got := waitFor(p, `String([...document.querySelectorAll("tr[data-t]")].filter(e => e.checkVisibility()).length)`, fmt.Sprint(rows)); got != fmt.Sprint(rows) {
		t.Errorf("%s of %d rows are shown again", got, rows)
	}
	if got := count(".doc [data-t]"); got != notes {
		t.Errorf("%d of %d notes are shown again", got, notes)
	}
}

func copyWording(t *testing.T, b *browser.Browser, report string) {
	p := b.Page(t, browser.Wide, browser.WideHeight)
	p.Open(report)
	p.Do(
		chromedp.Click(chromedp.CSS(`#d1-remedy-appeal td:last-child a`)),
		chromedp.Click(chromedp.CSS(`details[open] .copy`)),
	)
	if got := waitFor(p, `document.querySelector("details[open] .copy").textContent`, "Copied"); got != "Copied" {
		t.Fatalf("the button says %q", got)
	}
	got := browser.Eval[string](p, `navigator.clipboard.readText()`)
	if !strings.HasPrefix(got, "If we remove your content") || !strings.HasSuffix(got, "within [14 days].") {
		t.Errorf("copied: %q", got)
	}
	p.Do(chromedp.Click(chromedp.CSS(`.summary .copy`)))
	waitFor(p, `document.querySelector(".summary .copy").textContent`, "Copied")
	got = browser.Eval[string](p, `navigator.clipboard.readText()`)
	for _, want := range []string{"Kestrel Neighbourhood – Terms of Service (terms.md, terms of service)", "12 safeguards are missing", "Clauses that take rights away: disputes are sent to arbitration instead of a court (6.1)"} {
		if !strings.Contains(got, want) {
			t.Errorf("the summary lacks %q: %q", want, got)
		}
	}
	quiet(t, p)
}

// walkReport goes through the report with the keyboard alone.
func walkReport(t *testing.T, b *browser.Browser, report string) {
	p := b.Page(t, browser.Wide, browser.WideHeight)
	p.Open(report)
	const focused = `(() => {
		const e = document.activeElement, r = e.getBoundingClientRect(), s = getComputedStyle(e);
		return {Name: (e.getAttribute("aria-label") || e.textContent).trim().slice(0, 60), Tag: e.tagName, Name2: e.name || "",
			Ring: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2,
			InSight: r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth,
			Last: e.closest(".summary") !== null && e.matches(".copy")};
	})()`
	type focus struct {
		Name, Tag, Name2    string
		Ring, InSight, Last bool
	}
	seen := map[string]int{}
	stops := 0
	for last := false; !last && stops < 1000; stops++ {
		p.Do(chromedp.KeyEvent(kb.Tab))
		f := browser.Eval[focus](p, focused)
		if stops == 0 && f.Name != "Skip to the report" {
			t.Errorf("the first stop is %q", f.Name)
		}
		if f.Tag == "BODY" {
			t.Fatalf("focus is lost after %d stops", stops)
		}
		if !f.Ring || !f.InSight {
			t.Errorf("stop %d, %s %q: ring %v, in sight %v", stops, f.Tag, f.Name, f.Ring, f.InSight)
		}
		seen[f.Tag]++
		last = f.Last
	}
	for tag, least := range map[string]int{"A": 50, "SELECT": 3, "INPUT": 1, "SUMMARY": 15, "BUTTON": 2} {
		if seen[tag] < least {
			t.Errorf("the walk met %d elements %s, at least %d are there", seen[tag], tag, least)
		}
	}
	// Folding open and copying with keys.
	p.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector(".insert summary").focus()`), chromedp.KeyEvent(kb.Enter), chromedp.KeyEvent(kb.Tab))
	if got := browser.Eval[string](p, `document.activeElement.closest(".insert .quote").textContent`); !strings.HasPrefix(got, "What comes nearest: ") {
		t.Fatalf("after the opened box comes %q", got)
	}
	p.Do(chromedp.KeyEvent(kb.Tab))
	if got := browser.Eval[string](p, `document.activeElement.getAttribute("aria-label")`); !strings.HasPrefix(got, "Copy wording: ") {
		t.Fatalf("after the opened box comes %q", got)
	}
	p.Do(chromedp.KeyEvent(" "))
	if got := waitFor(p, `document.activeElement.textContent`, "Copied"); got != "Copied" {
		t.Errorf("the button says %q", got)
	}
}

func narrowReport(t *testing.T, b *browser.Browser, report string) {
	p := b.Page(t, 320, browser.NarrowHeight) // the width of WCAG 1.4.10
	for _, path := range []string{htmlReport(t, "../../testdata/samples"), report} {
		p.Open(path)
		p.Do(chromedp.Evaluate[chromedp.Void](`document.querySelectorAll("details").forEach(d => d.open = true); document.querySelectorAll(".chunk").forEach(c => c.scrollIntoView())`))
		if got := browser.Eval[int](p, `document.documentElement.scrollWidth`); got > 320 {
			t.Errorf("the page is %d pixels wide on a screen of 320", got)
		}
	}
	// A note stands below its clause, and within the screen.
	const place = `(() => {
		const mark = document.querySelector("mark.red-flag[id]").getBoundingClientRect(), note = document.querySelector(".note.red-flag").getBoundingClientRect();
		return [note.top - mark.bottom, note.left, 320 - note.right];
	})()`
	for i, gap := range browser.Eval[[]float64](p, place) {
		if gap < 0 {
			t.Errorf("gap %d between clause, note and the edge is %v", i, gap)
		}
	}
	wide := b.Page(t, browser.Wide, browser.WideHeight)
	wide.Open(report)
	const beside = `(() => {
		const mark = document.querySelector("mark.red-flag[id]").getBoundingClientRect(), note = document.querySelector(".note.red-flag").getBoundingClientRect();
		return note.left > mark.right && Math.abs(note.top - mark.top) < 40;
	})()`
	if !browser.Eval[bool](wide, beside) {
		t.Error("on a wide screen the note does not stand beside its clause")
	}
}
