package annotate

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"path"
	"strings"

	"github.com/rightslint/rightslint/parse/archive"
)

const (
	wordSpace       = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	strictSpace     = "http://purl.oclc.org/ooxml/wordprocessingml/main"
	relationKind    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
	strictKind      = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
	relationSpace   = "http://schemas.openxmlformats.org/package/2006/relationships"
	commentsType    = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
	xmlHead         = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	newCommentsName = "rightslint-comments.xml"
)

// escape makes text safe in XML.
func escape(text string) string {
	var out strings.Builder
	xml.EscapeText(&out, []byte(text)) // a Builder takes everything
	return out.String()
}

func (w *wordWriter) space() string {
	if w.strict {
		return strictSpace
	}
	return wordSpace
}

// comment writes a comment (ISO/IEC 29500-1, 17.13.4.2). It names its namespace
// itself, whatever prefixes the part uses.
func (w *wordWriter) comment(id int, lines []string) {
	fmt.Fprintf(&w.comments, `<w:comment xmlns:w="%s" w:id="%d" w:author="%s" w:initials="rl">`, w.space(), id, Author)
	for i, l := range lines {
		w.comments.WriteString("<w:p><w:r>")
		if i == 0 {
			w.comments.WriteString("<w:annotationRef/></w:r><w:r>")
		}
		w.comments.WriteString(`<w:t xml:space="preserve">` + escape(l) + "</w:t></w:r></w:p>")
	}
	w.comments.WriteString("</w:comment>")
}

// pack writes the container again: entries that do not change as they are, byte
// by byte.
func (w *wordWriter) pack(data []byte) ([]byte, error) {
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, archive.ErrDamaged
	}
	changed, err := w.changedParts()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range in.File {
		name := strings.ToLower(f.Name)
		text, ok := changed[name]
		if !ok {
			if err := z.Copy(f); err != nil {
				return nil, archive.ErrDamaged
			}
			continue
		}
		delete(changed, name)
		header := zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: f.Modified}
		if err := writeEntry(z, &header, text); err != nil {
			return nil, err
		}
	}
	for _, name := range []string{strings.ToLower(w.doc.Parts.Relations), w.newComments()} {
		if text, ok := changed[strings.ToLower(name)]; ok && text != nil {
			if err := writeEntry(z, &zip.FileHeader{Name: name, Method: zip.Deflate}, text); err != nil {
				return nil, err
			}
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func writeEntry(z *zip.Writer, header *zip.FileHeader, text []byte) error {
	entry, err := z.CreateHeader(header)
	if err == nil {
		_, err = entry.Write(text)
	}
	return err
}

// newComments is the name of the part of comments where the document has none.
func (w *wordWriter) newComments() string {
	return path.Join(path.Dir(w.doc.Parts.Main), newCommentsName)
}

// changedParts returns the parts that change, by their names in lower case.
func (w *wordWriter) changedParts() (map[string][]byte, error) {
	out := map[string][]byte{strings.ToLower(w.doc.Parts.Main): w.spliced()}
	if w.existing != nil {
		text, ok := beforeEnd(w.existing, w.comments.String())
		if !ok {
			return nil, archive.ErrDamaged
		}
		out[strings.ToLower(w.doc.Parts.Comments)] = text
		return out, nil
	}
	out[strings.ToLower(w.newComments())] = []byte(xmlHead + `<w:comments xmlns:w="` + w.space() + `">` + w.comments.String() + `</w:comments>`)
	types, ok := beforeEnd(w.types, fmt.Sprintf(`<Override xmlns="http://schemas.openxmlformats.org/package/2006/content-types" PartName="/%s" ContentType="%s"/>`, w.newComments(), commentsType))
	if !ok {
		return nil, archive.ErrDamaged
	}
	out["[content_types].xml"] = types
	kind := relationKind
	if w.strict {
		kind = strictKind
	}
	rels := w.rels
	if rels == nil {
		rels = []byte(xmlHead + `<Relationships xmlns="` + relationSpace + `"></Relationships>`)
	}
	rels, ok = beforeEnd(rels, fmt.Sprintf(`<Relationship xmlns="%s" Id="%s" Type="%s" Target="%s"/>`, relationSpace, freeID(rels), kind, newCommentsName))
	if !ok {
		return nil, archive.ErrDamaged
	}
	out[strings.ToLower(w.doc.Parts.Relations)] = rels
	return out, nil
}

// freeID returns an id that no relationship has.
func freeID(rels []byte) string {
	id := "rightslint"
	for n := 1; bytes.Contains(rels, []byte(`"`+id+`"`)); n++ {
		id = fmt.Sprint("rightslint", n)
	}
	return id
}

// beforeEnd puts text before the end tag of the outermost element, or into it
// where it is but one tag.
func beforeEnd(part []byte, text string) ([]byte, bool) {
	end := bytes.LastIndex(part, []byte("</"))
	if last := bytes.LastIndexByte(part, '<'); last > end {
		// <Types/>, with the name and attributes of the element
		tag := bytes.TrimRight(part[last:], " \t\r\n")
		if !bytes.HasSuffix(tag, []byte("/>")) || last < 0 {
			return nil, false
		}
		name, _, _ := strings.Cut(strings.TrimSuffix(string(tag[1:]), "/>"), " ")
		return []byte(string(part[:last]) + strings.TrimSuffix(string(tag), "/>") + ">" + text + "</" + name + ">"), true
	}
	if end < 0 {
		return nil, false
	}
	return []byte(string(part[:end]) + text + string(part[end:])), true
}
