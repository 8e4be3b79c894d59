package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/rightslint/rightslint/cmd/internal/browser"
	"github.com/rightslint/rightslint/rules"
)

func number(s string) float64 {
	f, _ := strconv.ParseFloat(s, 64)
	return f
}

// attacks are texts that would run a script, ask for something or mislead the
// reader if they reached the page as markup.
var attacks = []string{
	`<script>alert("script")</script>`,
	`</script><script>alert("closed")</script>`,
	`</style><script>alert("style")</script>`,
	`</title><img src=x onerror=alert("title")>`,
	`"><svg onload=alert("svg")>`,
	`' onmouseover='alert("attribute")`,
	`<img src="https://example.org/pixel.png" onerror="alert('img')">`,
	`<iframe src="javascript:alert('frame')"></iframe>`,
	`[click](javascript:alert('link'))`,
	`<a href="javascript:alert('a')">a</a>`,
	`<link rel=stylesheet href=https://example.org/x.css>`,
	`<meta http-equiv=refresh content="0;url=https://example.org/">`,
	`<base href="https://example.org/">`,
	`<form action="https://example.org/"><button>send</button></form>`,
	`<!-- comment --><![CDATA[ cdata ]]><template><b>`,
	"{{.}} {{template \"page\"}} ${alert('template')}",
	"reversed \u202egnirts\u202c and isolated \u2066\u2067text\u2069",
	"control \x01\x02\x1b[31m characters \u0085\u2028 \ufeff and \ufffe",
	`<plaintext><xmp><textarea><noscript><math><mtext><style>`,
}

// hostilePage is a document that is judged and holds an attack in every place
// that the report shows.
func hostilePage() string {
	var s strings.Builder
	s.WriteString("---\nlanguage: en\n---\n# Terms of Service <script>alert('t')</script> \"onload=alert(1)\n\nThese terms govern your use of the service.\n\n")
	for i, a := range attacks {
		s.WriteString("## " + strconv.Itoa(i+1) + " Your account " + a + "\n\n")
		s.WriteString("We may suspend your account at any time without notice " + a + ".\n\n")
		s.WriteString("- We may share your personal data with the police " + a + "\n- You can complain to [name " + a + "]\n\n")
		s.WriteString("| Data " + a + " | Purpose |\n|---|---|\n| Name " + a + " | We collect your personal data " + a + " |\n\n")
		s.WriteString("> " + a + "\n\n```\n" + a + "\n```\n\n" + a + "\n\n")
	}
	s.WriteString(strings.Repeat("> ", 2000) + "deep\n\n" + strings.Repeat("- ", 500) + "list\n\n" + strings.Repeat("<div>", 5000) + "\n\n")
	return s.String()
}

func openHostile(t *testing.T, b *browser.Browser) {
	dir := t.TempDir()
	name := `terms" onload="alert('name') <img src=x onerror=alert(1)>.md`
	files := []string{filepath.Join(dir, name)}
	write := func(path, text string) {
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write(files[0], hostilePage())
	files = append(files, filepath.Join(dir, "</title><script>alert(2)<")+"x.txt")
	if err := os.MkdirAll(filepath.Dir(files[1]), 0o777); err == nil {
		write(files[1], strings.Join(attacks, "\n\n")) // a document that cannot be judged
	}
	for _, width := range []int64{browser.Wide, browser.Narrow} {
		p := b.Page(t, width, browser.WideHeight)
		p.Open(htmlReport(t, append([]string{"--kind", string(rules.TermsOfService)}, files...)...))
		p.Do(chromedp.Evaluate[chromedp.Void](`document.querySelectorAll("details").forEach(d => d.open = true); document.querySelectorAll(".chunk").forEach(c => c.scrollIntoView())`))
		// Every element is pointed at and every link of the text followed, as a
		// curious reader would.
		p.Do(chromedp.Evaluate[chromedp.Void](`document.querySelectorAll("main *").forEach(e => { for (const k of ["mouseover", "focus", "load", "error", "toggle"]) e.dispatchEvent(new Event(k)); });
			document.querySelectorAll("main a").forEach(a => a.click())`))
		time.Sleep(300 * time.Millisecond)
		quiet(t, p)
		const strange = `[...document.querySelectorAll("*")].filter(e =>
			!"HTML HEAD META TITLE STYLE BODY A HEADER P B MAIN NAV DIV TABLE THEAD TR TH TBODY TD SPAN ARTICLE H1 H2 H3 H4 H5 H6 UL LI SECTION FORM LABEL SELECT OPTION INPUT BUTTON OUTPUT DETAILS SUMMARY MARK PRE DL DT DD FOOTER SCRIPT".split(" ").includes(e.tagName) ||
			[...e.attributes].some(a => a.name.startsWith("on") || a.name === "style" || a.name === "src" || a.name === "action" || a.name === "href" && !a.value.startsWith("#"))
		).map(e => e.outerHTML.slice(0, 100)).join("\n") + (document.scripts.length === 1 ? "" : document.scripts.length + " scripts")`
		if got := browser.Eval[string](p, strange); got != "" {
			t.Errorf("text of the document became markup:\n%s", got)
		}
		const steering = `(document.documentElement.textContent.match(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u0080-\u009f\u202a-\u202e\u2066-\u2069]/g) || []).length`
		if n := browser.Eval[int](p, steering); n != 0 {
			t.Errorf("%d characters steer the direction of the text or are control characters", n)
		}
		if !browser.Eval[bool](p, `document.querySelector(".doc").textContent.includes("onerror=alert")`) {
			t.Error("the attacks are not shown as the text that they are")
		}
		// An attack that got in would still be stopped by the policy.
		p.Do(chromedp.Evaluate[chromedp.Void](`window.ran = 0; { const s = document.createElement("script"); s.textContent = "window.ran = 1"; document.body.append(s);
			const i = document.createElement("img"); i.src = "https://example.org/pixel.png"; document.body.append(i); document.body.insertAdjacentHTML("beforeend", "<p onclick='window.ran = 2' id=probe style='color:red'>"); document.getElementById("probe").click() }`))
		if n := browser.Eval[int](p, `window.ran`); n != 0 {
			t.Errorf("the policy lets script %d run", n)
		}
	}
}

// openLarge opens the report on a long act: it is painted soon, and scrolling
// through it leaves no long pause.
func openLarge(t *testing.T, b *browser.Browser) {
	source, err := os.ReadFile("../../../shared/docs/draft-regulation/eu-data-act-2023.md")
	if err != nil {
		source = []byte(longAct(300 << 10))
	}
	file := filepath.Join(t.TempDir(), "act.md")
	if err := os.WriteFile(file, source, 0o666); err != nil {
		t.Fatal(err)
	}
	report := htmlReport(t, "--kind", string(rules.DraftRegulation), file)
	info, err := os.Stat(report)
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() > 4*int64(len(source)) {
		t.Errorf("the report has %d bytes, the document %d", info.Size(), len(source))
	}
	p := b.Page(t, browser.Wide, browser.WideHeight)
	p.Open(report)
	// What is out of sight is not painted until it is scrolled to.
	if browser.Eval[bool](p, `[...document.querySelectorAll(".chunk > *")].at(-1).checkVisibility({contentVisibilityAuto: true})`) {
		t.Error("the end of the document is painted before it is in sight")
	}
	type figures struct {
		Load, First, Longest, Shift float64
		Height                      int
	}
	const trace = `(async () => {
		const nav = performance.getEntriesByType("navigation")[0], paint = performance.getEntriesByName("first-contentful-paint")[0];
		let longest = 0, shift = 0;
		new PerformanceObserver(l => l.getEntries().forEach(e => longest = Math.max(longest, e.duration))).observe({type: "longtask", buffered: false});
		new PerformanceObserver(l => l.getEntries().forEach(e => shift += e.value)).observe({type: "layout-shift", buffered: false});
		const height = document.documentElement.scrollHeight;
		for (let y = 0; y < height; y += 900) {
			scrollTo({top: y, behavior: "instant"});
			await new Promise(r => requestAnimationFrame(() => setTimeout(r)));
		}
		await new Promise(r => setTimeout(r, 100));
		return {Load: nav.loadEventEnd, First: paint ? paint.startTime : 0, Longest: longest, Shift: shift, Height: height};
	})()`
	f := browser.Eval[figures](p, trace)
	t.Logf("%d KB, report %d KB: painted after %.0f ms, loaded after %.0f ms; scrolled over %d pixels: longest task %.0f ms, layout shift %.3f",
		len(source)>>10, info.Size()>>10, f.First, f.Load, f.Height, f.Longest, f.Shift)
	// Bounds for a machine that runs many other tests at the same time.
	if f.Load > 15000 || f.Longest > 3000 || f.Shift > 0.1 {
		t.Errorf("the page is slow or moves under the reader: %+v", f)
	}
}

// longAct drafts an act of at least n bytes.
func longAct(n int) string {
	var s strings.Builder
	s.WriteString("# Digital Services Bill\n\nAN ACT to govern digital services.\n\n")
	for i := 1; s.Len() < n; i++ {
		s.WriteString("## Section " + strconv.Itoa(i) + " Duties of the authority\n\n(1) The Authority shall keep a register of the services in its district and shall publish it every year.\n\n(2) The Authority may:\n\n(a) require a provider to hand over records of its service;\n\n(b) enter premises where it has reason to believe that records are kept.\n\n(3) A person affected by a decision under this section may appeal to the court within thirty days.\n\n")
	}
	return s.String()
}
