package parse

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestReadFailures(t *testing.T) {
	dir := t.TempDir()
	write := func(name, data string, mode os.FileMode) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(data), mode); err != nil {
			t.Fatal(err)
		}
		return path
	}
	tests := []struct {
		name, path string
		opts       Options
		reason     Reason
		message    string
	}{
		{"missing", filepath.Join(dir, "none.md"), Options{}, NotFound, "no such file"},
		{"folder", dir, Options{}, IsFolder, "folder"},
		{"no permission", write("closed.md", "text", 0), Options{}, Forbidden, "no permission"},
		{"empty", write("empty.md", "", 0o600), Options{}, Empty, "empty"},
		{"only a mark of byte order", write("bom.md", "\ufeff \n", 0o600), Options{}, Empty, "empty"},
		{"no text", write("rules.md", "---\n\n***\n", 0o600), Options{}, Empty, "no text"},
		{"binary", write("binary.md", "\x7fELF\x00\x01\x02\x03", 0o600), Options{}, NotText, "not a text file"},
		{"archive", write("word.md", "PK\x03\x04\x00\x00", 0o600), Options{}, NotText, "damaged"},
		{"UTF-16", write("wide.txt", "\xff\xfea\x00b\x00", 0o600), Options{}, NotText, "UTF-16"},
		{"too large", write("large.md", strings.Repeat("text ", 100), 0o600), Options{MaxBytes: 100}, TooLarge, "larger than 100 bytes"},
		{"no PDF", write("fake.pdf", "This is not a PDF.", 0o600), Options{}, Unreadable, "PDF"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if test.reason == Forbidden && os.Geteuid() == 0 {
				t.Skip("the superuser may read everything")
			}
			_, err := ReadWith(test.path, test.opts)
			var e *Error
			if !errors.As(err, &e) {
				t.Fatalf("error %v is no *Error", err)
			}
			if e.Reason != test.reason || !strings.Contains(e.Message, test.message) || !strings.HasSuffix(e.Message, ".") {
				t.Errorf("got %s: %s", e.Reason, e.Message)
			}
		})
	}
}

func TestInvalidUTF8(t *testing.T) {
	d := read(t, "x.md", "We keep \xff data. We \xfe share \xff nothing.")
	if len(d.Warnings) != 1 || !strings.Contains(d.Warnings[0], "UTF-8") {
		t.Errorf("warnings %q", d.Warnings)
	}
	s := d.Sentences[1]
	if s.Text != "We \uFFFD share \uFFFD nothing." || string(d.Source[s.Span.Start:s.Span.End]) != "We \xfe share \xff nothing." {
		t.Errorf("sentence %q at %v", s.Text, s.Span)
	}
}

// TestHostileMarkdown reads what makes parsers of Markdown slow or deep, within
// a time that only a fault can exceed.
func TestHostileMarkdown(t *testing.T) {
	const n = 10000
	item := func(i int) string { return strings.Repeat("  ", i) + "- item\n" }
	var nested strings.Builder
	for i := range 600 {
		nested.WriteString(item(i))
	}
	tests := map[string]string{
		"block quotations":        strings.Repeat(">", n) + " text\n",
		"block quotations apart":  strings.Repeat("> ", n) + " text\n",
		"quotations on each line": strings.Repeat(strings.Repeat("> ", 30)+"text\n", 2000),
		"brackets":                strings.Repeat("[", n) + "text" + strings.Repeat("]", n),
		"links":                   strings.Repeat("[a](", n),
		"images":                  strings.Repeat("![", n),
		"emphasis":                strings.Repeat("*a **b ", n),
		"underscores":             strings.Repeat("_a __b ", n),
		"code marks":              strings.Repeat("`a ``b ```c ", n),
		"list markers":            strings.Repeat("- ", n) + "text",
		"nested lists":            nested.String(),
		"tags":                    strings.Repeat("<a ", n),
		"comments":                strings.Repeat("<!-- ", n) + "-->\n\ntext",
		"references":              strings.Repeat("[a]: b\n", n) + "text",
		"table":                   strings.Repeat("|a", 2000) + "|\n" + strings.Repeat("|-", 2000) + "|\n" + strings.Repeat("|b|\n", 2000),
		"ordinals":                "The Supplier shall: " + strings.Repeat("(a) x; (i) y; ", n),
		"openings":                strings.Repeat("we may (a) x or ", n),
		"stops":                   strings.Repeat("a. b. ", n),
		"numbers":                 strings.Repeat("1. ", n) + "text",
		"hashes":                  strings.Repeat("#", n) + " text",
		"headings":                strings.Repeat("###### text\n", n),
		"one long line":           strings.Repeat("The Supplier shall keep the data for (30) days ", 40*n),
		"one long word":           strings.Repeat("x", 100*n),
		"blank":                   strings.Repeat(" ", 100*n) + "text",
	}
	for name, text := range tests {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			d, err := Parse("x.md", []byte(text), Options{})
			if err != nil {
				t.Fatal(err)
			}
			checkStructure(t, d)
			if took := time.Since(start); took > 60*time.Second {
				t.Errorf("took %v", took)
			} else if took > time.Second/2 {
				t.Logf("took %v", took)
			}
		})
	}
}

func TestFrontMatter(t *testing.T) {
	d := read(t, "x.md", "---\ntitle: \"Data Policy\"\nversion: 3\ntags: [a, b]\n---\nWe keep data.\n")
	if d.Title != "Data Policy" || d.FrontMatter["version"] != "3" || d.FrontMatter["tags"] != "" || len(d.Sentences) != 1 {
		t.Errorf("title %q, entries %v, sentences %d", d.Title, d.FrontMatter, len(d.Sentences))
	}
	d = read(t, "x.md", "---\n\nWe keep data.\n\n---\n\nWe sell none.\n")
	if d.FrontMatter != nil || len(d.Sentences) != 2 {
		t.Errorf("a rule was taken for front matter: %v", d.FrontMatter)
	}
}

func TestLineEnds(t *testing.T) {
	text := "# Policy\n\nWe keep data\nfor a year.\n\n- names;\n- dates.\n"
	want := outline(read(t, "x.md", text))
	for _, variant := range []string{strings.ReplaceAll(text, "\n", "\r\n"), "\ufeff" + text} {
		if got := outline(read(t, "x.md", variant)); got != want {
			t.Errorf("%q reads as\n%s", variant[:12], got)
		}
	}
	plain := outline(read(t, "x.txt", "We keep data.\n\nWe sell none.\n"))
	for _, end := range []string{"\r\n", "\r"} {
		if got := outline(read(t, "x.txt", "We keep data."+end+end+"We sell none."+end)); got != plain {
			t.Errorf("line end %q reads as\n%s", end, got)
		}
	}
}

func TestDetectFormat(t *testing.T) {
	for _, test := range []struct {
		path, data string
		want       Format
	}{
		{"a.md", "x", Markdown},
		{"a.TXT", "x", Text},
		{"a.pdf", "x", PDF},
		{"a.md", "%PDF-1.4", PDF},
		{"README", "x", Markdown},
		{"a.htm", "x", HTML},
		{"a.docx", "<?xml version='1.0'?>\n<!-- x --><HTML lang=en>", HTML},
		{"a.md", "<html-like> text", Markdown},
	} {
		got, err := detectFormat(test.path, []byte(test.data))
		if err != nil || got != test.want {
			t.Errorf("%s is %s (error %v), want %s", test.path, got, err, test.want)
		}
	}
}

func TestLanguage(t *testing.T) {
	for want, text := range map[string]string{
		"en": "The provider shall inform the person concerned about the decision and the reasons for it, and about the right to appeal against it.",
		"fr": "Le fournisseur informe la personne concernée de la décision et de ses motifs, ainsi que du droit de former un recours contre celle-ci.",
		"es": "El proveedor informará a la persona interesada sobre la decisión y sus motivos, así como sobre el derecho a recurrir contra ella.",
		"de": "Der Anbieter unterrichtet die betroffene Person über die Entscheidung und ihre Gründe sowie über das Recht, dagegen Beschwerde einzulegen.",
		"ru": "Оператор обязан сообщить субъекту персональных данных о принятом решении и его причинах, а также о праве на его обжалование.",
		"zh": "处理者应当告知个人有关决定及其理由，并告知其有权提出申诉。",
		"ar": "يجب على مقدم الخدمة إبلاغ الشخص المعني بالقرار وأسبابه وبحقه في الطعن فيه أمام الجهة المختصة.",
	} {
		if got, _ := Language(read(t, "x.txt", text)); got != want {
			t.Errorf("%s is taken for %s", want, got)
		}
	}
	const short = "This privacy policy explains how we process your personal data. We think the disclosure may help."
	if got, sure := Language(read(t, "x.txt", short)); got != "en" || !sure {
		t.Errorf("a draft that has hardly been begun is taken for %s", got)
	}
}

func TestPages(t *testing.T) {
	d := &Document{Source: []byte("one\n\ntwo\n\n"), Pages: []int{0, 5}}
	if d.Page(1) != 1 || d.Page(6) != 2 {
		t.Errorf("pages %d, %d", d.Page(1), d.Page(6))
	}
}

func TestText(t *testing.T) {
	d := read(t, "x.md", "# Policy\n\nWe keep data. We sell **none**.\n")
	if got := d.Text(); got != "Policy\n\nWe keep data. We sell none.\n\n" {
		t.Errorf("got %q", got)
	}
}

// TestTimeIsLinear compares the time for a document with that for one of four
// times its length.
func TestTimeIsLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a second")
	}
	measure := func(size int) time.Duration {
		data := sampleMarkdown(size)
		best := time.Hour
		for range 3 {
			start := time.Now()
			if _, err := Parse("x.md", bytes.Clone(data), Options{}); err != nil {
				t.Fatal(err)
			}
			best = min(best, time.Since(start))
		}
		return best
	}
	small, large := measure(256<<10), measure(1<<20)
	if large > 8*small {
		t.Errorf("256 KB take %v, 1 MB %v", small, large)
	}
}

// TestIndentedLines holds that a line which is indented after a blank one is
// text, and that reading goes on after it.
func TestIndentedLines(t *testing.T) {
	for _, text := range []string{
		"We keep data.\n\n    (i) We sell none.\n\nThe end is read.\n",
		"We keep data.\n      \n\tWe sell none.\n\n    # The end is read.\n",
		"> We keep data.\n>\n>      We sell none.\n\nThe end is read.\n",
	} {
		got := read(t, "x.md", text).Text()
		for _, part := range []string{"We keep data.", "We sell none.", "The end is read."} {
			if !strings.Contains(got, part) {
				t.Errorf("%q is read as %q, without %q", text, got, part)
			}
		}
	}
}
