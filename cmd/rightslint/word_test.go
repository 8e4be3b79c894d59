package main

import (
	"archive/zip"
	"bytes"
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// pack makes a ZIP container of entries, each a name and its content.
func pack(entries ...string) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := 0; i+1 < len(entries); i += 2 {
		w, err := z.Create(entries[i])
		if err == nil {
			_, err = w.Write([]byte(entries[i+1]))
		}
		if err != nil {
			panic(err) // memory holds all that is written
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

const (
	wordSpace    = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	wordKinds    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	packageSpace = "http://schemas.openxmlformats.org/package/2006/"
	wordTypes    = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

// wordFile makes a Word document of the content of its parts, which Word and
// LibreOffice open.
func wordFile(body, styles, numbering string) []byte {
	const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	return pack(
		"[Content_Types].xml", head+`<Types xmlns="`+packageSpace+`content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`+
			`<Override PartName="/word/document.xml" ContentType="`+wordTypes+`document.main+xml"/><Override PartName="/word/styles.xml" ContentType="`+wordTypes+`styles+xml"/><Override PartName="/word/numbering.xml" ContentType="`+wordTypes+`numbering+xml"/></Types>`,
		"_rels/.rels", head+`<Relationships xmlns="`+packageSpace+`relationships"><Relationship Id="rId1" Type="`+wordKinds+`officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/_rels/document.xml.rels", head+`<Relationships xmlns="`+packageSpace+`relationships"><Relationship Id="rId1" Type="`+wordKinds+`styles" Target="styles.xml"/><Relationship Id="rId2" Type="`+wordKinds+`numbering" Target="numbering.xml"/></Relationships>`,
		"word/styles.xml", head+`<w:styles `+wordSpace+`>`+styles+`</w:styles>`,
		"word/numbering.xml", head+`<w:numbering `+wordSpace+`>`+numbering+`</w:numbering>`,
		"word/document.xml", head+`<w:document `+wordSpace+`><w:body>`+body+`</w:body></w:document>`,
	)
}

// wordParagraph writes a paragraph with properties and text.
func wordParagraph(props, text string) string {
	text = strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(text)
	return "<w:p><w:pPr>" + props + `</w:pPr><w:r><w:t xml:space="preserve">` + text + "</w:t></w:r></w:p>"
}

// wordText makes a Word document of plain paragraphs, parted by blank lines.
func wordText(text string) []byte {
	var body strings.Builder
	for _, p := range strings.Split(strings.TrimSpace(text), "\n\n") {
		body.WriteString(wordParagraph("", strings.ReplaceAll(p, "\n", " ")))
	}
	return wordFile(body.String(), "", "")
}

// officeFiles makes files of word processors, good and bad, of a text.
var officeFiles = map[string]func(text string) []byte{
	"docx": wordText,
	"tracked": func(text string) []byte {
		const change = ` w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"`
		return wordFile(wordParagraph("", strings.TrimSpace(text))+
			`<w:p><w:ins`+change+`><w:r><w:t>We may change these terms at any time.</w:t></w:r></w:ins><w:del`+change+`><w:r><w:delText>You may leave at any time.</w:delText></w:r></w:del></w:p>`, "", "")
	},
	"cut":       func(text string) []byte { d := wordText(text); return d[:len(d)*2/3] },
	"encrypted": func(string) []byte { return oldOffice("EncryptedPackage") },
	"doc":       func(string) []byte { return oldOffice("WordDocument") },
	"entities": func(text string) []byte {
		return pack("_rels/.rels", `<Relationships><Relationship Type="`+wordKinds+`officeDocument" Target="d.xml"/></Relationships>`, "[Content_Types].xml", "<Types/>",
			"d.xml", `<!DOCTYPE lol [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document `+wordSpace+`><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>`)
	},
	"bomb": func(string) []byte {
		return wordFile("<w:p><w:r><w:t>"+strings.Repeat(" ", 40<<20)+"</w:t></w:r></w:p>", "", "")
	},
	"spreadsheet": func(string) []byte { return pack("[Content_Types].xml", "<Types/>", "xl/workbook.xml", "<x/>") },
	"archive":     func(text string) []byte { return pack("policy.txt", text) },
	"odt":         func(text string) []byte { return odtText(text, "") },
	"locked-odt": func(text string) []byte {
		return odtText(text, `<file-entry full-path="content.xml"><encryption-data/></file-entry>`)
	},
}

// oldOffice makes the start of a file in the container of old Office formats
// with an entry of a name.
func oldOffice(name string) []byte {
	out := append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 1016)...)
	for i := range len(name) {
		out = append(out, name[i], 0)
	}
	return out
}

func odtText(text, manifest string) []byte {
	var body strings.Builder
	for _, p := range strings.Split(strings.TrimSpace(text), "\n\n") {
		body.WriteString("<text:p>" + strings.ReplaceAll(p, "&", "&amp;") + "</text:p>")
	}
	return pack("mimetype", "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml", "<manifest>"+manifest+"</manifest>",
		"content.xml", `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>`+body.String()+`</office:text></office:body></office:document-content>`)
}

// makeOffice writes a file of a word processor: "office KIND OUT TEXT.txt",
// where KIND is one of officeFiles.
func makeOffice(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 || officeFiles[args[0]] == nil {
		ts.Fatalf("usage: office KIND OUT TEXT.txt")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), officeFiles[args[0]](ts.ReadFile(args[2])), 0o666))
}
