// Package docx reads the text of Word documents (.docx, ISO/IEC 29500, both in
// its transitional and its strict form) as a reader of the printed page sees
// it: with the numbers of paragraphs as displayed, tracked changes accepted or
// rejected, without comments, hidden text, running heads and feet.
//
//	docx.go       finds the parts of the file
//	properties.go, styles.go  what paragraphs and runs are to look like
//	numbering.go, counter.go  the numbers of paragraphs
//	body.go, paragraph.go, run.go, table.go, field.go  the text
//	trace.go      where in the file the text stands, for those who annotate it
package docx

import (
	"encoding/xml"
	"path"
	"strings"

	"github.com/rightslint/rightslint/parse/archive"
	"github.com/rightslint/rightslint/parse/flow"
)

// The reasons why a file cannot be read, besides those of package archive.
const (
	ErrNotWord = archive.Error("this is not a Word document, whatever its name says")
	ErrTooLong = archive.Error("this document holds more text than is read")
)

// maxText bounds the bytes of text that are returned.
const maxText = 64 << 20

// Options steer the reading.
type Options struct {
	// Original reads tracked changes as if all had been rejected; else they
	// are read as accepted.
	Original bool
	// MaxText is the length in bytes of the longest text that is read; 0
	// stands for 64 MB, which is also the most.
	MaxText int
	// Trace keeps where in the file the text stands.
	Trace bool
}

// Document is the text of a Word document.
type Document struct {
	flow.Document
	// Traces hold, for each paragraph of the main part in its order, where it
	// stands; only with Options.Trace.
	Traces []Trace
	// Parts names the parts of the file that belong to the text.
	Parts Parts
}

// Parts are the names of parts within the container; empty for none.
type Parts struct {
	Main, Styles, Numbering, Footnotes, Endnotes, Comments string
	// Relations is the name of the part that relates Main to the others.
	Relations string
}

// most is the length of the longest text that is read.
func (o Options) most() int {
	if o.MaxText > 0 {
		return min(o.MaxText, maxText)
	}
	return maxText
}

// Read reads a Word document.
func Read(data []byte, opts Options) (*Document, error) {
	a, err := archive.Open(data)
	if err != nil {
		return nil, err
	}
	parts, err := findParts(a)
	if err != nil {
		return nil, err
	}
	r := &reader{opts: opts, doc: &Document{Parts: parts}}
	if _, err := a.Scan(parts.Styles, r.readStyles); err != nil {
		return nil, err
	}
	if _, err := a.Scan(parts.Numbering, r.readNumbering); err != nil {
		return nil, err
	}
	r.counter = newCounter()
	if found, err := a.Scan(parts.Main, r.readMain); err != nil || !found {
		return nil, orDamaged(err)
	}
	if err := r.readNotes(a); err != nil {
		return nil, err
	}
	if r.changed && opts.Original {
		r.doc.Warn("The document holds tracked changes; it was read as it was before them.")
	} else if r.changed {
		r.doc.Warn("The document holds tracked changes; it was read as if all were accepted.")
	}
	return r.doc, nil
}

func orDamaged(err error) error {
	if err == nil {
		return archive.ErrDamaged
	}
	return err
}

// findParts finds the main part and those it refers to (ISO/IEC 29500-1,
// 11.3).
func findParts(a *archive.Archive) (Parts, error) {
	var p Parts
	top, err := relations(a, "_rels/.rels")
	if err != nil {
		return p, err
	}
	for _, r := range top {
		if strings.HasSuffix(r.kind, "/officeDocument") && !r.external {
			p.Main = resolve("", r.target)
		}
	}
	if p.Main == "" {
		return p, ErrNotWord
	}
	dir, name := path.Split(p.Main)
	p.Relations = dir + "_rels/" + name + ".rels"
	below, err := relations(a, p.Relations)
	if err != nil {
		return p, err
	}
	for _, r := range below {
		if r.external {
			continue
		}
		target := resolve(dir, r.target)
		switch path.Base(r.kind) {
		case "styles":
			p.Styles = target
		case "numbering":
			p.Numbering = target
		case "footnotes":
			p.Footnotes = target
		case "endnotes":
			p.Endnotes = target
		case "comments":
			p.Comments = target
		}
	}
	return p, nil
}

// relation is an entry of a part of relationships (ISO/IEC 29500-2, 9.3).
type relation struct {
	kind, target string
	external     bool
}

func relations(a *archive.Archive, name string) ([]relation, error) {
	var out []relation
	_, err := a.Scan(name, func(x *archive.Scanner) error {
		if _, err := x.Root(); err != nil {
			return err
		}
		return x.Children(func(e xml.StartElement) error {
			out = append(out, relation{
				kind: archive.Attr(e, "Type"), target: archive.Attr(e, "Target"),
				external: archive.Attr(e, "TargetMode") == "External",
			})
			return x.Skip()
		}, nil)
	})
	return out, err
}

// resolve makes the name of a part of a target relative to a folder.
func resolve(dir, target string) string {
	if strings.HasPrefix(target, "/") {
		return target[1:]
	}
	return strings.TrimPrefix(path.Join("/", dir, target), "/")
}

// reader holds what is gathered while a file is read.
type reader struct {
	opts Options
	doc  *Document
	x    *archive.Scanner

	styles    styles
	numbering numbering
	counter   *counter

	out     *[]flow.Block // where blocks go
	p       *paragraph    // that is being read
	number  int           // paragraphs begun so far
	size    int           // bytes of text so far
	items   []openItem    // lists that are open
	notes   []string      // footnotes and endnotes referred to, in order
	inTOC   int           // depth of content controls that hold a table of contents
	tracing bool          // the main part is being read
	tracer  tracer
	boxes   int  // depth of text boxes
	changed bool // there are tracked changes
}

// isWord reports whether a name stands in a namespace of WordprocessingML,
// transitional or strict.
func isWord(n xml.Name) bool {
	return n.Space == "http://schemas.openxmlformats.org/wordprocessingml/2006/main" ||
		n.Space == "http://purl.oclc.org/ooxml/wordprocessingml/main"
}

// on reads the value of a toggle: absent means on (ISO/IEC 29500-1, 17.17.4).
func on(e xml.StartElement) bool {
	switch archive.Attr(e, "val") {
	case "0", "false", "off", "none":
		return false
	}
	return true
}
