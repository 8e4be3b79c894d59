package annotate

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/parse"
)

const transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

// word packs a document of a main part; more entries are names and contents.
func word(t testing.TB, main string, more ...string) []byte {
	t.Helper()
	entries := append([]string{
		"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"_rels/.rels", `<Relationships xmlns="` + relationSpace + `"><Relationship Id="a" Type="http://x/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml", main,
	}, more...)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := 0; i < len(entries); i += 2 {
		if err := writeEntry(z, &zip.FileHeader{Name: entries[i], Method: zip.Deflate}, []byte(entries[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// parts unpacks a container.
func parts(t testing.TB, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(text)
		if strings.HasSuffix(f.Name, ".xml") || strings.HasSuffix(f.Name, ".rels") {
			if err := wellFormed(text); err != nil {
				t.Errorf("%s: %v\n%s", f.Name, err, text)
			}
		}
	}
	return out
}

func wellFormed(text []byte) error {
	d := xml.NewDecoder(bytes.NewReader(text))
	for {
		if _, err := d.Token(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// judged makes a verdict on a document with a finding for each passage: a red
// flag, or, for a passage that begins with a plus sign, a missing clause that
// belongs after it.
func judged(t testing.TB, data []byte, passages ...string) *lint.Document {
	t.Helper()
	doc, err := parse.Parse("x.docx", data, parse.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d := &lint.Document{Path: "x.docx", Doc: doc}
	for i, p := range passages {
		text, missing := strings.CutPrefix(p, "+")
		at := bytes.Index(doc.Source, []byte(text))
		if at < 0 {
			t.Fatalf("%q does not hold %q", doc.Source, text)
		}
		f := lint.Finding{
			Rule: fmt.Sprint("test/rule-", i), Type: lint.FindingRedFlag, Severity: "error", Message: "A <message> & more.",
			Span: &lint.Span{Start: at, End: at + len(text)}, Sources: []string{"ICCPR 14"}, Suggestion: &lint.Suggestion{Text: "Other wording."},
		}
		if missing {
			f.Type, f.Suggestion = lint.FindingMissing, &lint.Suggestion{Text: "We shall [do] it.\n\nAnd more \"so\"."}
		}
		d.Findings = append(d.Findings, f)
	}
	return d
}

func annotated(t testing.TB, data []byte, passages ...string) (map[string]string, Count) {
	t.Helper()
	out, n, err := Word(data, judged(t, data, passages...), false)
	if err != nil {
		t.Fatal(err)
	}
	return parts(t, out), n
}

// TestMarks holds where comments begin and end: at the sentence, if the run can
// be cut there, and else around the run.
func TestMarks(t *testing.T) {
	for _, test := range []struct{ name, body, passage, want string }{
		{"a whole run", `<w:p><w:r><w:t>One.</w:t></w:r></w:p>`, "One.", `<w:p>[<w:r><w:t>One.</w:t></w:r>]</w:p>`},
		{
			"the middle of a run", `<w:p><w:pPr/><w:r w:rsidR="1"><w:rPr><w:i/></w:rPr><w:t>One. Two &amp; a half. Three.</w:t></w:r></w:p>`, "Two & a half.",
			`<w:p><w:pPr/><w:r w:rsidR="1"><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">One. </w:t></w:r>[<w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">Two &amp; a half.</w:t></w:r>]<w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve"> Three.</w:t></w:r></w:p>`,
		},
		{"over runs", `<w:p><w:r><w:t>One. T</w:t></w:r><w:r><w:t>wo. Three.</w:t></w:r></w:p>`, "Two.", `<w:p><w:r><w:t xml:space="preserve">One. </w:t></w:r>[<w:r><w:t xml:space="preserve">T</w:t></w:r><w:r><w:t xml:space="preserve">wo.</w:t></w:r>]<w:r><w:t xml:space="preserve"> Three.</w:t></w:r></w:p>`},
		{"a run that holds more", `<w:p><w:r><w:t>One. Two.</w:t><w:tab/><w:t>Three.</w:t></w:r></w:p>`, "Two.", `<w:p>[<w:r><w:t>One. Two.</w:t><w:tab/><w:t>Three.</w:t></w:r>]</w:p>`},
		{"characters in CDATA", `<w:p><w:r><w:t><![CDATA[One. Two. Three.]]></w:t></w:r></w:p>`, "Two.", `<w:p>[<w:r><w:t><![CDATA[One. Two. Three.]]></w:t></w:r>]</w:p>`},
		{"a link", `<w:p><w:hyperlink w:anchor="x"><w:r><w:t>One. Two.</w:t></w:r></w:hyperlink></w:p>`, "Two.", `<w:p><w:hyperlink w:anchor="x"><w:r><w:t xml:space="preserve">One. </w:t></w:r>[<w:r><w:t xml:space="preserve">Two.</w:t></w:r>]</w:hyperlink></w:p>`},
		{"two paragraphs", `<w:p><w:r><w:t>One.</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>Two.</w:t></w:r></w:p>`, "One.\n\nTwo.", `<w:p>[<w:r><w:t>One.</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>Two.</w:t></w:r>]</w:p>`},
	} {
		t.Run(test.name, func(t *testing.T) {
			head, tail := `<w:document xmlns:w="`+transitional+`"><w:body>`, `</w:body></w:document>`
			got, _ := annotated(t, word(t, head+test.body+tail), test.passage)
			main := strings.TrimSuffix(strings.TrimPrefix(got["word/document.xml"], head), tail)
			main = strings.Replace(main, `<w:commentRangeStart w:id="0"/>`, "[", 1)
			main = strings.Replace(main, `<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>`, "]", 1)
			if main != test.want {
				t.Errorf("got\n%s\nwant\n%s", main, test.want)
			}
			if c := got["word/"+newCommentsName]; !strings.Contains(c, "A &lt;message&gt; &amp; more. [test/rule-0, error]") || !strings.Contains(c, "Other wording.") || !strings.Contains(c, "Rests on: ICCPR 14") {
				t.Errorf("the comment is %s", c)
			}
		})
	}
}

// TestInsertions holds where clauses are put in, and that without them the
// document is what it was.
func TestInsertions(t *testing.T) {
	cell := `<w:tbl><w:tr><w:tc><w:p><w:r><w:t>In a table.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`
	box := `<w:p><w:r><w:t>Beside.</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>`
	styled := `<w:p><w:pPr><w:pStyle w:val="Body"/><w:jc w:val="both"/></w:pPr><w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t>Plain text.</w:t></w:r></w:p>`
	joined := `<w:p><w:pPr><w:rPr><w:del w:id="7" w:author="A"/></w:rPr></w:pPr><w:r><w:t>Half </w:t></w:r></w:p><w:p><w:r><w:t>and half.</w:t></w:r></w:p>`
	body := cell + box + styled + joined + `<w:p><w:r><w:t>Last.</w:t></w:r></w:p>`
	main := `<w:document xmlns:w="` + transitional + `"><w:body>` + body + `<w:sectPr/></w:body></w:document>`
	got, n := annotated(t, word(t, main), "+In a table.", "+In a box.", "+Plain text.", "+Half ", "+Last.")
	if n.Comments != 5 || n.Insertions != 5 {
		t.Errorf("written: %+v", n)
	}
	paragraph := regexp.MustCompile(`<w:p><w:pPr>(<w:pStyle w:val="Body"/>)?<w:rPr><w:ins w:id="\d+" w:author="rightslint"/></w:rPr></w:pPr>.*?</w:p>`)
	text := got["word/document.xml"]
	if rest := paragraph.ReplaceAllString(text, ""); rest != main {
		t.Errorf("without the insertions:\n%s\nbefore:\n%s", rest, main)
	}
	ids := regexp.MustCompile(`(?:ins|commentRangeStart) w:id="(\d+)"`).FindAllStringSubmatch(text, -1)
	seen := map[string]bool{"7": true}
	for _, id := range ids {
		if seen[id[1]] {
			t.Errorf("the number %s is there twice", id[1])
		}
		seen[id[1]] = true
	}
	plain := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(paragraph.ReplaceAllString(text, "+"), "")
	if want := "In a table.++Beside.In a box.++Plain text.++Half and half.++Last.++"; plain != want {
		t.Errorf("the clauses stand so: %s, want %s", plain, want)
	}
	if !strings.Contains(text, `<w:pStyle w:val="Body"/><w:rPr><w:ins `) || !strings.Contains(text, `<w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t xml:space="preserve">We shall [do] it.`) {
		t.Error("the clause does not look like the text around it")
	}
}

// TestOtherParts holds that comments and relationships that are there stay, and
// that a document may use other prefixes and the strict names.
func TestOtherParts(t *testing.T) {
	const strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
	main := `<?xml version="1.0" encoding="UTF-8"?><x:document xmlns:x="` + strict + `"><x:body><x:p><x:commentRangeStart x:id="4"/><x:r><x:t>One. Two.</x:t></x:r></x:p></x:body></x:document>`
	rels := `<Relationships xmlns="` + relationSpace + `"><Relationship Id="rightslint" Type="http://x/comments" Target="comments.xml"/></Relationships>`
	comments := `<x:comments xmlns:x="` + strict + `"><x:comment x:id="9"><x:p/></x:comment></x:comments>`
	data := word(t, main, "word/_rels/document.xml.rels", rels, "word/comments.xml", comments, "custom/item.bin", "\x00\x01")
	got, _ := annotated(t, data, "Two.", "+Two.")
	if c := got["word/comments.xml"]; !strings.HasPrefix(c, strings.TrimSuffix(comments, "</x:comments>")) || strings.Count(c, "comment xmlns:w=") != 2 || !strings.Contains(c, `w:id="10"`) {
		t.Errorf("comments: %s", c)
	}
	if got["word/_rels/document.xml.rels"] != rels || got["custom/item.bin"] != "\x00\x01" {
		t.Error("other parts have changed")
	}
	if m := got["word/document.xml"]; !strings.Contains(m, `<x:t xml:space="preserve">One. </x:t></x:r><x:commentRangeStart x:id="10"/><x:r>`) || !strings.Contains(m, `<x:ins x:id=`) {
		t.Errorf("main part: %s", m)
	}

	got, _ = annotated(t, word(t, strings.NewReplacer("x:", "w:", "xmlns:x=", "xmlns:w=", strict, transitional).Replace(main), "word/_rels/document.xml.rels", `<Relationships xmlns="`+relationSpace+`"/>`), "Two.")
	if r := got["word/_rels/document.xml.rels"]; !strings.Contains(r, `Target="rightslint-comments.xml"`) {
		t.Errorf("relationships: %s", r)
	}
	if c := got["[Content_Types].xml"]; !strings.Contains(c, `PartName="/word/rightslint-comments.xml"`) {
		t.Errorf("content types: %s", c)
	}
}

// TestSameOutput holds that the copy is the same each time, and that bytes of
// entries that do not change are not packed anew.
func TestSameOutput(t *testing.T) {
	main := `<w:document xmlns:w="` + transitional + `"><w:body><w:p><w:r><w:t>One. Two.</w:t></w:r></w:p></w:body></w:document>`
	data := word(t, main, "word/media/image1.png", strings.Repeat("picture", 100))
	a, _, err := Word(data, judged(t, data, "Two.", "One."), false)
	if err != nil {
		t.Fatal(err)
	}
	b, _, err := Word(data, judged(t, data, "Two.", "One."), false)
	if err != nil || !slices.Equal(a, b) {
		t.Errorf("the second copy differs (error %v)", err)
	}
	if _, _, err := Word(data, &lint.Document{}, false); !errors.Is(err, ErrNothing) {
		t.Errorf("without findings: %v", err)
	}
	if _, _, err := Word(word(t, `<?xml version="1.0" encoding="ISO-8859-1"?>`+main), judged(t, data, "One."), false); !errors.Is(err, ErrEncoding) {
		t.Errorf("another encoding: %v", err)
	}
}
