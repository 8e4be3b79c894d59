// Package odt reads the text of OpenDocument texts (.odt, ODF 1.3, ISO/IEC
// 26300) as a reader of the printed page sees it: with the numbers of
// paragraphs as displayed, tracked changes accepted or rejected, without
// comments, hidden text, running heads and feet.
//
//	odt.go              finds the parts of the file
//	styles.go, liststyle.go  what paragraphs and lists are to look like
//	body.go, list.go, paragraph.go, inline.go, table.go  the text
//	changes.go          tracked changes
package odt

import (
	"encoding/xml"
	"strings"

	"github.com/rightslint/rightslint/parse/archive"
	"github.com/rightslint/rightslint/parse/flow"
)

// The reasons why a file cannot be read, besides those of package archive.
const (
	ErrPassword = archive.Error("this document is protected by a password, so that it cannot be read; save a copy without a password first")
	ErrTooLong  = archive.Error("this document holds more text than is read")
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
}

// most is the length of the longest text that is read.
func (o Options) most() int {
	if o.MaxText > 0 {
		return min(o.MaxText, maxText)
	}
	return maxText
}

// Read reads an OpenDocument text.
func Read(data []byte, opts Options) (*flow.Document, error) {
	a, err := archive.Open(data)
	if err != nil {
		return nil, err
	}
	if _, err := a.Scan("META-INF/manifest.xml", findEncryption); err != nil {
		return nil, err
	}
	r := &reader{
		opts: opts, doc: &flow.Document{}, styles: map[string]*style{}, lists: map[string]*listStyle{},
		byID: map[string]*counts{}, byStyle: map[string]*counts{}, deletions: map[string]string{}, insertions: map[string]bool{},
	}
	if _, err := a.Scan("styles.xml", r.readStyles); err != nil {
		return nil, err
	}
	found, err := a.Scan("content.xml", r.readContent)
	switch {
	case err != nil:
		return nil, err
	case !found:
		return nil, archive.ErrDamaged
	}
	for _, b := range r.notes {
		b.Kind, b.Label, b.Turns = flow.Footnote, "", nil
		for i := range b.Parts {
			r.number++ // notes stand behind the text
			b.Parts[i].Number = r.number
		}
		r.doc.Add(b)
	}
	if r.changed && opts.Original {
		r.doc.Warn("The document holds tracked changes; it was read as it was before them.")
	} else if r.changed {
		r.doc.Warn("The document holds tracked changes; it was read as if all were accepted.")
	}
	return r.doc, nil
}

// findEncryption fails where the manifest says that parts are encrypted (ODF
// 1.3 part 2, 3.4.1).
func findEncryption(x *archive.Scanner) error {
	if _, err := x.Root(); err != nil {
		return err
	}
	return x.Children(func(e xml.StartElement) error {
		return x.Children(func(e xml.StartElement) error {
			if e.Name.Local == "encryption-data" {
				return ErrPassword
			}
			return x.Skip()
		}, nil)
	}, nil)
}

// reader holds what is gathered while a file is read.
type reader struct {
	opts   Options
	doc    *flow.Document
	x      *archive.Scanner
	styles map[string]*style // by family and name
	lists  map[string]*listStyle

	outline       *listStyle // how headings are numbered
	outlineCounts counts

	out    *[]flow.Block // where blocks go
	p      *paragraph    // that is being read
	number int           // paragraphs begun so far
	size   int           // bytes of text so far
	notes  []flow.Block
	turns  int // page breaks since the last paragraph
	inTOC  int
	inBox  int
	list   *list // innermost open list

	byID, byStyle map[string]*counts // of lists, to go on with

	deletions  map[string]string // text that was deleted, by change
	insertions map[string]bool   // changes that inserted text
	left       int               // insertions open that do not count
	changed    bool
}

// space is a namespace of ODF, by the part of its name that tells it.
func space(n xml.Name) string {
	name, ok := strings.CutPrefix(n.Space, "urn:oasis:names:tc:opendocument:xmlns:")
	if !ok {
		return ""
	}
	name, _, _ = strings.Cut(name, ":")
	return name
}

// readContent reads content.xml.
func (r *reader) readContent(x *archive.Scanner) error {
	r.x, r.out = x, &r.doc.Blocks
	if _, err := x.Root(); err != nil {
		return err
	}
	return x.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "automatic-styles":
			return r.styleSection()
		case "body":
			return x.Children(func(e xml.StartElement) error {
				if e.Name.Local != "text" {
					return x.Skip()
				}
				r.doc.Paged = archive.Attr(e, "use-soft-page-breaks") == "true"
				return x.Children(r.block, nil)
			}, nil)
		}
		return x.Skip()
	}, nil)
}
