package html

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
)

var builtin = sync.OnceValues(func() (*rules.Catalog, *lint.Linter) {
	cat, sets, err := rules.LoadBuiltin()
	if err != nil {
		panic(err)
	}
	return cat, lint.NewLinter(sets...)
})

// judge judges a text as a document of the kind.
func judge(t testing.TB, name, text string, kind rules.Kind) *lint.Document {
	t.Helper()
	_, linter := builtin()
	d := linter.Data(name, []byte(text), lint.Options{Kind: kind, Language: "en"})
	if d.Error != "" {
		t.Fatal(d.Error)
	}
	return d
}

// page writes a report and parses it.
func page(t testing.TB, docs ...*lint.Document) (*html.Node, string) {
	t.Helper()
	cat, _ := builtin()
	var out bytes.Buffer
	if err := Write(&out, lint.NewReport(docs), Options{Catalog: cat}); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	return root, out.String()
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// elements returns the elements for which f holds, in the order of the page.
func elements(root *html.Node, f func(*html.Node) bool) []*html.Node {
	var out []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && f(n) {
			out = append(out, n)
		}
	}
	return out
}

func class(name string) func(*html.Node) bool {
	return func(n *html.Node) bool { return slices.Contains(strings.Fields(attr(n, "class")), name) }
}

func content(n *html.Node) string {
	var out strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			out.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(out.String()), " ")
}

// sampleDocuments are the samples of the project and, where they are at hand,
// some real documents of every kind and format.
func sampleDocuments(t testing.TB) []string {
	files, _ := filepath.Glob("../../../testdata/samples/*")
	for _, folder := range []string{"draft-regulation", "draft-regulation/pdf", "procurement-spec", "procurement-spec/pdf", "terms-of-service", "terms-of-service/pdf", "languages/ar", "languages/fr"} {
		more, _ := filepath.Glob(filepath.Join("../../../../shared/docs", folder, "*.*"))
		files = append(files, more[:min(len(more), 2)]...)
	}
	if len(files) < 3 {
		t.Fatal("there are no samples")
	}
	return files
}

// TestPages holds on all samples that a report is whole: the text of the
// document in its order, each finding once, links that lead somewhere, headings
// that skip no level.
func TestPages(t *testing.T) {
	_, linter := builtin()
	for _, file := range sampleDocuments(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			d := linter.File(file, lint.Options{})
			root, text := page(t, d)
			ids := map[string]bool{}
			for _, n := range elements(root, func(n *html.Node) bool { return attr(n, "id") != "" }) {
				if id := attr(n, "id"); ids[id] {
					t.Errorf("the id %s is given twice", id)
				} else {
					ids[id] = true
				}
			}
			for _, n := range elements(root, func(n *html.Node) bool { return n.Data == "a" }) {
				if href := attr(n, "href"); !ids[strings.TrimPrefix(href, "#")] {
					t.Errorf("the link %q leads nowhere", href)
				}
			}
			headings(t, root)
			if d.Error != "" {
				if !strings.Contains(text, "Not judged.") {
					t.Error("the page does not say that the document was not judged")
				}
				return
			}
			for i := range d.Findings {
				if !ids[fmt.Sprintf("d1-f%d", i+1)] {
					t.Errorf("finding %d, %s, is not on the page", i+1, d.Findings[i].Rule)
				}
			}
			if n := len(elements(root, func(n *html.Node) bool { return attr(n, "data-finding") != "" })); n != len(d.Findings) {
				t.Errorf("%d findings are on the page, %d in the report", n, len(d.Findings))
			}
			wholeText(t, root, d)
			if size := len(text); size > 4*len(d.Doc.Source)+150<<10 {
				t.Errorf("the page has %d bytes, the text of the document %d", size, len(d.Doc.Source))
			}
		})
	}
}

// headings demands that no heading skips a level and that there is one of the
// first.
func headings(t *testing.T, root *html.Node) {
	t.Helper()
	last, first := 0, 0
	for _, n := range elements(root, func(n *html.Node) bool {
		return len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6'
	}) {
		level := int(n.Data[1] - '0')
		if level > last+1 {
			t.Errorf("the heading %q of level %d follows one of level %d", content(n), level, last)
		}
		if last = level; level == 1 {
			first++
		}
	}
	if first != 1 {
		t.Errorf("there are %d headings of level 1", first)
	}
}

// wholeText demands that the sentences of the document stand on the page in
// their order.
func wholeText(t *testing.T, root *html.Node, d *lint.Document) {
	t.Helper()
	docs := elements(root, class("doc"))
	if len(docs) != 1 {
		t.Fatalf("there are %d documents on the page", len(docs))
	}
	shown := squeeze(content(docs[0]))
	for i := range d.Doc.Sentences {
		for _, cell := range strings.Split(clean(d.Doc.Sentences[i].Text), " | ") {
			want := squeeze(cell)
			_, after, found := strings.Cut(shown, want)
			if !found {
				t.Fatalf("sentence %d is not on the page, or not in its place: %q", i, cell)
			}
			shown = after
		}
	}
}

// squeeze leaves out white space, and bars at the edges of cells.
func squeeze(s string) string { return strings.Join(strings.Fields(strings.Trim(s, "| ")), "") }

// TestPolicy holds that the policy of a page names exactly its own style and
// script, and that there is no other.
func TestPolicy(t *testing.T) {
	root, _ := page(t, judge(t, "a.md", "# Terms of Service\n\nWe may change these terms at any time.", rules.TermsOfService))
	policy := ""
	for _, n := range elements(root, func(n *html.Node) bool { return n.Data == "meta" && attr(n, "http-equiv") != "" }) {
		policy = attr(n, "content")
	}
	if !strings.HasPrefix(policy, "default-src 'none';") {
		t.Fatalf("the policy is %q", policy)
	}
	for _, name := range []string{"style", "script"} {
		found := elements(root, func(n *html.Node) bool { return n.Data == name })
		if len(found) != 1 {
			t.Fatalf("there are %d elements %s", len(found), name)
		}
		sum := sha256.Sum256([]byte(found[0].FirstChild.Data))
		if want := name + "-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(policy, want) {
			t.Errorf("the policy %q lacks %s", policy, want)
		}
	}
}

// TestWaived holds that an answered finding stands at the end with its reason
// and is not counted.
func TestWaived(t *testing.T) {
	d := judge(t, "a.md", "# Terms of Service\n\nThese terms govern your use of the service.\n\nWe may change these terms at any time.", rules.TermsOfService)
	flagged := -1
	for i := range d.Findings {
		if d.Findings[i].Type == lint.FindingRedFlag {
			flagged = i
		}
	}
	if flagged < 0 {
		t.Fatal("no clause was flagged")
	}
	count := func(root *html.Node) string {
		for _, n := range elements(root, class("red-flag")) {
			if n.Data == "li" {
				return content(n)
			}
		}
		return ""
	}
	root, _ := page(t, d)
	if got := count(root); got != "1 clause takes rights away" {
		t.Errorf("before: %q", got)
	}
	d.Findings[flagged].Suppressed = &lint.Suppressed{By: "waiver", Reason: "Annex B <says> more."}
	root, _ = page(t, d)
	if got := count(root); got != "0 clauses take rights away" {
		t.Errorf("after: %q", got)
	}
	waived := elements(root, class("waived"))
	if len(waived) != 1 || !strings.Contains(content(waived[0]), "Annex B <says> more.") || !strings.Contains(content(waived[0]), "We may change these terms") {
		t.Errorf("waived findings: %v", waived)
	}
	if marks := elements(root, func(n *html.Node) bool {
		return n.Data == "mark" && attr(n, "class") == "red-flag" && attr(n, "id") != ""
	}); len(marks) != 0 {
		t.Errorf("%d passages are still marked", len(marks))
	}
}

// TestSet holds that a safeguard that another document of the set has is linked
// to its place there.
func TestSet(t *testing.T) {
	terms := judge(t, "terms.md", "# Terms of Service\n\nThese terms govern your use of the service. We collect your personal data.", rules.TermsOfService)
	policy := judge(t, "policy.md", "# Privacy Policy\n\nWe collect your personal data.\n\nWe delete your personal data within 90 days after you close your account.", rules.TermsOfService)
	docs := []*lint.Document{terms, policy}
	lint.JoinSet("app", docs)
	root, _ := page(t, docs...)
	headings(t, root)
	rows := elements(root, func(n *html.Node) bool {
		return attr(n, "id") == "d1-privacy-deletion" || attr(n, "data-t") == "elsewhere"
	})
	if len(rows) == 0 {
		t.Fatal("no safeguard is elsewhere")
	}
	links := elements(rows[0], func(n *html.Node) bool { return n.Data == "a" })
	if len(links) == 0 || !strings.HasPrefix(attr(links[0], "href"), "#d2-s") || !strings.Contains(content(rows[0]), "of policy.md") {
		t.Errorf("the row is %q", content(rows[0]))
	}
}

// TestUnread holds that a page says which pages were not read, and what that
// means for what is missing.
func TestUnread(t *testing.T) {
	d := judge(t, "a.md", "# Terms of Service\n\nThese terms govern your use of the service.", rules.TermsOfService)
	d.Doc.Unread, d.Warnings = []int{2, 3}, []string{"The text of pages 2–3 was not read: scanned without text."}
	_, text := page(t, d)
	for _, want := range []string{"The text of pages 2–3 was not read", "may stand on a page that could not be read"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

// TestEmpty holds that a report without documents, or of one that could not be
// judged, is a page all the same.
func TestEmpty(t *testing.T) {
	root, _ := page(t)
	headings(t, root)
	_, linter := builtin()
	root, text := page(t, linter.Data("a.md", nil, lint.Options{}))
	headings(t, root)
	if !strings.Contains(text, "The file is empty.") {
		t.Errorf("the page does not say why: %s", text)
	}
}

// TestDocument holds that a fragment has its own ids, and neither style nor
// script.
func TestDocument(t *testing.T) {
	cat, _ := builtin()
	d := judge(t, "a.md", "# Terms of Service\n\nWe may change these terms at any time.", rules.TermsOfService)
	var out bytes.Buffer
	if err := Document(&out, d, Options{Catalog: cat, ID: "new"}); err != nil {
		t.Fatal(err)
	}
	s := out.String()
	if !strings.HasPrefix(s, `<article class="report" id="new"`) || strings.Contains(s, "<script") || strings.Contains(s, "<style") || !strings.Contains(s, `href="#new-f1"`) {
		t.Errorf("the fragment is %.300s", s)
	}
}

// FuzzWrite gives any document to the writer: the page holds no element and no
// attribute that the templates do not have.
func FuzzWrite(f *testing.F) {
	for _, seed := range []string{"# A <script>x</script>\n\n1. \"onload=1 | b |\n", "| a | b |\n|---|---|\n| <img src=x> | </td> |\n", "(a) x\n(b) •y\n\x00\x1b\xff\u202e"} {
		f.Add(seed, "name.md")
	}
	f.Fuzz(func(t *testing.T, text, name string) {
		_, linter := builtin()
		d := linter.Data(name, []byte(text), lint.Options{Kind: rules.TermsOfService, Language: "en"})
		root, _ := page(t, d)
		if n := len(elements(root, func(n *html.Node) bool { return n.Data == "script" })); n != 1 {
			t.Errorf("%d scripts", n)
		}
		for _, n := range elements(root, func(n *html.Node) bool { return true }) {
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "src" || a.Key == "href" && !strings.HasPrefix(a.Val, "#") {
					t.Errorf("<%s> has %s=%q", n.Data, a.Key, a.Val)
				}
			}
		}
	})
}

// BenchmarkWrite writes the report on the longest act at hand.
func BenchmarkWrite(b *testing.B) {
	cat, linter := builtin()
	file := "../../../../shared/docs/draft-regulation/eu-ai-act-2024-final.md"
	if _, err := os.Stat(file); err != nil {
		file = "../../../testdata/samples/terms.md"
	}
	rep := lint.NewReport([]*lint.Document{linter.File(file, lint.Options{})})
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := Write(&out, rep, Options{Catalog: cat}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(out.Len()), "page-bytes")
}
