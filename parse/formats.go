package parse

import (
	"bytes"
	"path/filepath"
	"strings"

	"github.com/rightslint/rightslint/parse/archive"
)

// detectFormat finds the format from the content, where that is certain, and
// else from the name. A file without a telling name is Markdown, of which plain
// paragraphs are a part. It fails for formats that are known and not read.
func detectFormat(path string, data []byte) (Format, *Error) {
	switch {
	case bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")):
		return PDF, nil
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")):
		return containerFormat(path, data)
	case isWebPage(data):
		return HTML, nil
	}
	if message := foreignFormat(data); message != "" {
		return "", &Error{Path: path, Reason: NotText, Message: message}
	}
	switch suffix(path) {
	case ".txt", ".text":
		return Text, nil
	case ".pdf":
		return PDF, nil
	case ".html", ".htm", ".xhtml":
		return HTML, nil
	case ".docx", ".docm", ".dotx", ".odt", ".ott":
		if looksLikeText(data) {
			return "", &Error{Path: path, Reason: NotText, Message: "This is not " + typeName(formatOf(path)) + ", whatever its name says, but plain text; give it a name that ends in .txt or .md."}
		}
		return "", &Error{Path: path, Reason: NotText, Message: "This is not " + typeName(formatOf(path)) + ", whatever its name says, or it is damaged; ask for a new copy."}
	}
	return Markdown, nil
}

func suffix(path string) string { return strings.ToLower(filepath.Ext(path)) }

// formatOf returns the format that the name of a file promises.
func formatOf(path string) Format {
	switch suffix(path) {
	case ".docx", ".docm", ".dotx", ".dotm", ".doc":
		return Docx
	case ".odt", ".ott":
		return ODT
	case ".html", ".htm", ".xhtml":
		return HTML
	case ".txt", ".text":
		return Text
	case ".pdf":
		return PDF
	case ".md", ".markdown":
		return Markdown
	}
	return ""
}

// typeName is what people call a file of a format.
func typeName(f Format) string {
	switch f {
	case Docx:
		return "a Word document"
	case ODT:
		return "an OpenDocument text"
	case HTML:
		return "a web page"
	case PDF:
		return "a PDF file"
	case Markdown:
		return "a Markdown file"
	}
	return "a text file"
}

// misnamed says that a file is of another format than its name promises.
func misnamed(path string, f Format) string {
	if promised := formatOf(path); promised != "" && promised != f && f.IsExtracted() && f != PDF {
		return "The name of the file ends in " + suffix(path) + ", but it is " + typeName(f) + "; it was read as one."
	}
	return ""
}

// containerFormat finds out what a ZIP container holds.
func containerFormat(path string, data []byte) (Format, *Error) {
	fail := func(err error, message string) (Format, *Error) {
		return "", &Error{Path: path, Reason: NotText, Message: message, Err: err}
	}
	a, err := archive.Open(data)
	if err != nil {
		return fail(err, sentence(err.Error()))
	}
	kind, err := a.Bytes("mimetype", 1024)
	if err != nil {
		return fail(err, sentence(err.Error()))
	}
	mime := strings.TrimSpace(string(kind))
	const open = "application/vnd.oasis.opendocument."
	const advice = " Only documents of running text can be read."
	switch {
	case strings.HasPrefix(mime, open+"text"):
		return ODT, nil
	case strings.HasPrefix(mime, open+"spreadsheet"), a.Has("xl/workbook.xml"), a.Has("xl/workbook.bin"):
		return fail(nil, "This is a spreadsheet."+advice)
	case strings.HasPrefix(mime, open+"presentation"), a.Has("ppt/presentation.xml"):
		return fail(nil, "This is a presentation."+advice)
	case strings.HasPrefix(mime, open):
		return fail(nil, "This is an OpenDocument file, but not a text."+advice)
	case mime == "application/epub+zip":
		return fail(nil, "This is an e-book; save it as Markdown, HTML or plain text first.")
	case a.Has("[Content_Types].xml"):
		return Docx, nil
	case mime == "" && a.Has("content.xml"):
		return ODT, nil
	}
	return fail(nil, "This is an archive, not a document; unpack it and check the documents in it.")
}

// isWebPage reports whether a file begins as a page of HTML does.
func isWebPage(data []byte) bool {
	rest := data[bomLength(data):min(len(data), 8<<10)]
	for {
		rest = bytes.TrimLeft(rest, " \t\r\n\f")
		end := ""
		switch {
		case bytes.HasPrefix(rest, []byte("<!--")):
			end = "-->"
		case bytes.HasPrefix(rest, []byte("<?xml")):
			end = "?>"
		default:
			for _, tag := range [...]string{"<!doctype html", "<html", "<head>", "<body"} {
				if len(rest) > len(tag) && strings.EqualFold(string(rest[:len(tag)]), tag) && (rest[len(tag)] == '>' || isSpace(rest[len(tag)]) || tag[len(tag)-1] == '>') {
					return true
				}
			}
			return false
		}
		i := bytes.Index(rest, []byte(end))
		if i < 0 {
			return false
		}
		rest = rest[i+len(end):]
	}
}

// foreignFormat names the format of a file that cannot be read, or returns
// empty.
func foreignFormat(data []byte) string {
	const save = " Open it in a word processor and save it as .docx, .odt or PDF first."
	switch {
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0")):
		// ECMA-376 part 2 and MS-OFFCRYPTO: an encrypted package stands in
		// the container of old formats.
		if bytes.Contains(data, utf16Name("EncryptedPackage")) {
			return "This document is protected by a password, so that it cannot be read. Open it in Word and save a copy without a password first."
		}
		return "This is a document of an old Office format (.doc)." + save
	case bytes.HasPrefix(data, []byte(`{\rtf`)):
		return "This is a file in Rich Text Format (RTF)." + save
	case bytes.Contains(data[:min(len(data), 2048)], []byte("http://schemas.microsoft.com/office/2006/xmlPackage")),
		bytes.Contains(data[:min(len(data), 2048)], []byte("http://schemas.microsoft.com/office/word/2003/wordml")):
		return "This is a Word document saved as XML." + save
	}
	return ""
}

// utf16Name returns a name as the directories of old Office formats write it.
func utf16Name(name string) []byte {
	var out []byte
	for i := range len(name) {
		out = append(out, name[i], 0)
	}
	return out
}

// notTextMessage names the kind of a file that is not text, if it is one that
// people mistake for a document that can be read.
func notTextMessage(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("\xFF\xFE")), bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return "The text is encoded as UTF-16; save it as UTF-8 first."
	}
	return "This is not a text file; Markdown, plain text, HTML, Word, OpenDocument and PDF can be read."
}
