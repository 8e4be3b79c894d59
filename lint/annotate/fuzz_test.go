package annotate

import (
	"bytes"
	"testing"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/parse"
)

// FuzzWord holds that a copy is well-formed and, with its insertions rejected,
// the same text, whatever the document looks like.
func FuzzWord(f *testing.F) {
	f.Add(`<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>One. Two &amp; a half. Three.</w:t></w:r></w:p><w:p/>`)
	f.Add(`<w:p><w:ins w:id="1"><w:r><w:t>One. </w:t><w:tab/><w:t>Two.</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>Three. Four.</w:delText></w:r></w:del></w:p>`)
	f.Add(`<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A cell. More.</w:t></w:r></w:p></w:tc><w:tc><w:p><w:hyperlink><w:r><w:t>B.</w:t></w:r></w:hyperlink></w:p></w:tc></w:tr></w:tbl>`)
	f.Add(`<w:p><w:r><w:pict><w:txbxContent><w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr><w:r><w:t>In a box. Two.</w:t></w:r></w:p></w:txbxContent></w:pict><w:t><![CDATA[a. B]]></w:t></w:r></w:p>`)
	f.Fuzz(func(t *testing.T, body string) {
		main := `<w:document xmlns:w="` + transitional + `"><w:body>` + body + `</w:body></w:document>`
		if wellFormed([]byte(main)) != nil {
			return
		}
		data := word(t, main)
		opts := parse.Options{Original: true}
		doc, err := parse.Parse("x.docx", data, opts)
		if err != nil {
			return
		}
		d := &lint.Document{Doc: doc}
		for i, s := range doc.Sentences {
			finding := lint.Finding{Rule: "a/b", Type: lint.FindingRedFlag, Span: &lint.Span{Start: s.Span.Start, End: s.Span.End}}
			if i%3 == 0 {
				finding.Type, finding.Suggestion = lint.FindingMissing, &lint.Suggestion{Text: "New."}
			}
			d.Findings = append(d.Findings, finding)
		}
		if len(d.Findings) == 0 || len(d.Findings) > 1000 {
			return
		}
		out, n, err := Word(data, d, true)
		if err != nil {
			t.Fatal(err)
		}
		parts(t, out)
		after, err := parse.Parse("x.docx", out, opts)
		if err != nil {
			t.Fatal(err)
		}
		if n.Comments != len(d.Findings) || !bytes.Equal(doc.Source, after.Source) {
			t.Fatalf("before %q\nafter %q\nof %s", doc.Source, after.Source, main)
		}
	})
}
