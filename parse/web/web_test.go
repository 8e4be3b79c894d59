package web

import (
	"strings"
	"testing"
	"time"

	"github.com/rightslint/rightslint/parse/flow"
	"github.com/rightslint/rightslint/parse/internal/formtest"
)

// outline reads a page and writes a line for each block.
func outline(t testing.TB, page string, opts Options) string {
	t.Helper()
	doc, err := Read([]byte(page), opts)
	if err != nil {
		t.Fatal(err)
	}
	return formtest.Outline(doc)
}

func TestText(t *testing.T) {
	for _, test := range []struct{ name, page, want string }{
		{"paragraphs", "<p>We keep\n <b>your</b> <a href=x>data</a>.<p>Two<br>lines &amp; &lt;more&gt;<div>three</div>four", "p We keep your data.\np Two⏎lines & <more>\np three\np four\n"},
		{"headings", "<h1>Terms</h1><h3>Scope</h3><div role=heading aria-level=4>Persons</div>x", "h1 Terms\nh3 Scope\nh4 Persons\np x\n"},
		{"lists", "<ol start=3><li>c<ul><li>x</ul><li>d<p>more</ol><ol type=a><li>i<li value=4>j</ol>", "li1,first <3.> c\nli2,first <•> x\nli1 <4.> d\np1 more\nli1,first <a.> i\nli1 <d.> j\n"},
		{"list styles", `<ol style="list-style-type: upper-roman"><li>a</ol><ol reversed start=2><li>b<li>c</ol><ul style="list-style:none"><li>(a) d</ul>`, "li1,first <I.> a\nli1,first <2.> b\nli1 <1.> c\nli1,first (a) d\n"},
		{"heading in an item", "<ol><li><h2>Data</h2>We keep it.</ol>", "h2 <1.> Data\np1 We keep it.\n"},
		{"tables", "<table><tr><th>Data<th>Kept<tr><td>Logs<td>30 days<tr><td><table><tr><td>a<td>b</table><td>c</table>after", "tr,header Data | Kept\ntr Logs | 30 days\ntr a | b | c\np after\n"},
		{"a table for layout", "<table><tr><td><h1>Terms</h1><p>One.<td>menu</table>", "h1 Terms\np One.\np menu\n"},
		{"quotation, code, bold", "<blockquote><p>Quoted.</blockquote><pre>a\n  b</pre><p><strong>Bold</strong></p><p><a href=#x>Within</a></p>", "p,quote Quoted.\ncode a⏎  b\np,bold Bold\np,linked Within\n"},
		{"not shown", "<script>a</script><style>b</style><p hidden>c</p><p style='display: none'>d</p><div aria-hidden=true>e</div><noscript>f</noscript><template>g</template><svg><title>h</title></svg><!-- i --><p>Seen.", "p Seen.\n"},
		{"menus", "<nav>a</nav><header>b<h1>Terms</h1></header><p>Text.</p><aside>c</aside><footer>d</footer>", "h1 Terms\np Text.\n"},
		{"cookie banners", `<div id="onetrust-consent-sdk"><p>We use cookies.</div><div class="x cookie-banner">Accept</div><section id="cookie-policy">We set cookies.</section>`, "p We set cookies.\n"},
		{"a menu of links", "<ul><li><a href=/a>A</a><li><a href=/b>B</a><li><a href=/c>C</a><li><a href=/d>D</a></ul><p>Text with <a href=/a>a link</a>.", "p Text with a link.\n"},
		{"main", "<div>head</div><main><header><h2>Scope</h2></header><p>Text of the document.</p><footer>Last changed</footer></main><div>foot</div>", "h2 Scope\np Text of the document.\np Last changed\n"},
		{"article", "<div>head</div><article><p>Text of the document.</p></article>", "p Text of the document.\n"},
		{"footnotes", "<p>Text<sup>1</sup> of 10<sup>th</sup> May.</p><section class=footnotes><ol><li>See the law.<a href=#r role=doc-backlink>back</a></ol></section>", "p Text of 10th May.\nfn See the law.\n"},
		{"unclosed", "<div><p>a<li>b</div></p></span>c", "p a\np b\np c\n"},
		{"XHTML", `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><div id="a"/><p>Text.</p></body></html>`, "p Text.\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := outline(t, test.page, Options{}); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestChanges(t *testing.T) {
	page := "<p>We <del>may</del><ins>must</ins> <s>not</s> tell you."
	if got := outline(t, page, Options{}); got != "p We must tell you.\n" {
		t.Errorf("final: %s", got)
	}
	if got := outline(t, page, Options{Original: true}); got != "p We may tell you.\n" {
		t.Errorf("original: %s", got)
	}
}

func TestEncodings(t *testing.T) {
	for name, page := range map[string]string{
		"UTF-8":      "<title>Café</title><p>Café",
		"mark":       "\xef\xbb\xbf<title>Café</title><p>Café",
		"meta":       "<meta charset=windows-1252><title>Caf\xe9</title><p>Caf\xe9",
		"http-equiv": "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'><title>Caf\xe9</title><p>Caf\xe9",
		"none":       "<title>Caf\xe9</title><p>Caf\xe9",
		"UTF-16":     "\xff\xfe<\x00t\x00i\x00t\x00l\x00e\x00>\x00C\x00a\x00f\x00\xe9\x00<\x00/\x00t\x00i\x00t\x00l\x00e\x00>\x00C\x00a\x00f\x00\xe9\x00",
	} {
		doc, err := Read([]byte(page), Options{})
		if err != nil || doc.Title != "Café" || len(doc.Blocks) != 1 || doc.Blocks[0].Text != "Café" {
			t.Errorf("%s: %+v, error %v", name, doc, err)
		}
	}
}

// TestLargePages holds that time grows with the length of a page, however its
// tags are nested.
func TestLargePages(t *testing.T) {
	for name, page := range map[string]string{
		"nested":     strings.Repeat("<div>", 100_000) + "x",
		"formatting": strings.Repeat("<b><i><a href=x>", 50_000) + "x",
		"paragraphs": strings.Repeat("<p>text", 50_000),
		"tables":     strings.Repeat("<table><tr><td>", 20_000) + "x",
		"lists":      strings.Repeat("<ul><li>", 20_000) + "x",
		"attributes": "<p " + strings.Repeat("a=b ", 200_000) + ">x",
	} {
		start := time.Now()
		doc, err := Read([]byte(page), Options{})
		if err != nil || len(doc.Blocks) == 0 {
			t.Errorf("%s: %d blocks, error %v", name, len(doc.Blocks), err)
		}
		if d := time.Since(start); d > 10*time.Second {
			t.Errorf("%s took %v", name, d)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("<html><body><table><tr><td><ol type=i><li value=-3>x<table></ol><td>y</table></p>", false)
	f.Add("<main><h1>a<sup>1</sup><pre>b</main><del>c<ins>d", true)
	f.Add("<?xml?><title/><header><h1>x</header><article><li><dd><dt><br/>", false)
	f.Fuzz(func(t *testing.T, page string, original bool) {
		start := time.Now()
		doc, err := Read([]byte(page), Options{Original: original})
		if d := time.Since(start); d > 10*time.Second {
			t.Fatalf("took %v", d)
		}
		if err != nil {
			return
		}
		for _, b := range doc.Blocks {
			checkParts(t, b)
		}
	})
}

func checkParts(t *testing.T, b flow.Block) {
	last := 0
	for _, p := range b.Parts {
		if p.From < last || p.To < p.From || p.To > len(b.Text) || p.Number < 1 {
			t.Fatalf("parts %v of %q", b.Parts, b.Text)
		}
		last = p.To
	}
}
