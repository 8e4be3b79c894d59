package docx

import (
	"archive/zip"
	"fmt"
	"strings"
	"testing"

	"github.com/rightslint/rightslint/parse/internal/formtest"
)

const wordSpace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"`

// file is a Word document in the making: the content of its parts.
type file struct {
	body, styles, numbering, footnotes string
	// strict writes the names of ISO/IEC 29500 Strict.
	strict bool
}

// bytes packs the file.
func (f file) bytes(t testing.TB) []byte {
	t.Helper()
	const kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	parts := []string{
		"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + kinds + `officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="a" Type="` + kinds + `styles" Target="styles.xml"/><Relationship Id="b" Type="` + kinds + `numbering" Target="/word/numbering.xml"/>` +
			`<Relationship Id="c" Type="` + kinds + `footnotes" Target="footnotes.xml"/><Relationship Id="d" Type="` + kinds + `hyperlink" Target="https://example.org" TargetMode="External"/></Relationships>`,
		"word/styles.xml", `<w:styles ` + wordSpace + `>` + f.styles + `</w:styles>`,
		"word/numbering.xml", `<w:numbering ` + wordSpace + `>` + f.numbering + `</w:numbering>`,
		"word/footnotes.xml", `<w:footnotes ` + wordSpace + `>` + f.footnotes + `</w:footnotes>`,
		"word/document.xml", `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + `<w:document ` + wordSpace + `><w:body>` + f.body + `<w:sectPr/></w:body></w:document>`,
	}
	if f.strict {
		for i := range parts {
			parts[i] = strings.NewReplacer(
				"http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main",
				"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships").Replace(parts[i])
		}
	}
	return formtest.Zip(t, zip.Deflate, parts...)
}

// outline reads the file and writes a line for each block.
func (f file) outline(t testing.TB, opts Options) string {
	t.Helper()
	doc, err := Read(f.bytes(t), opts)
	if err != nil {
		t.Fatal(err)
	}
	return formtest.Outline(&doc.Document)
}

// para writes a paragraph with properties and text.
func para(props, text string) string {
	if props != "" {
		props = "<w:pPr>" + props + "</w:pPr>"
	}
	return "<w:p>" + props + "<w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r></w:p>"
}

// item writes a paragraph of a list.
func item(list, level int, text string) string {
	return para(fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, level, list), text)
}

// lists writes definitions of lists: each is a number, from 1, and its levels
// as "format text" with further elements after that.
func lists(definitions ...[]string) string {
	var abstract, nums strings.Builder
	for i, levels := range definitions {
		fmt.Fprintf(&abstract, `<w:abstractNum w:abstractNumId="%d">`, i)
		for j, l := range levels {
			format, rest, _ := strings.Cut(l, " ")
			text, more, _ := strings.Cut(rest, "<")
			if more != "" {
				more = "<" + more
			}
			fmt.Fprintf(&abstract, `<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/><w:pPr><w:ind w:left="%d" w:hanging="360"/></w:pPr>%s</w:lvl>`,
				j, format, strings.TrimSpace(text), 720*(j+1), more)
		}
		abstract.WriteString(`</w:abstractNum>`)
		fmt.Fprintf(&nums, `<w:num w:numId="%d"><w:abstractNumId w:val="%d"/></w:num>`, i+1, i)
	}
	return abstract.String() + nums.String()
}
