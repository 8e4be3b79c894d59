package docx

import (
	"encoding/xml"
	"strings"

	"github.com/rightslint/rightslint/parse/archive"
	"github.com/rightslint/rightslint/parse/flow"
)

// readMain reads the main part: w:document with its w:body.
func (r *reader) readMain(x *archive.Scanner) error {
	r.x, r.out, r.tracing = x, &r.doc.Blocks, true
	defer func() { r.tracing = false }()
	root, err := x.Root()
	if err != nil {
		return err
	}
	if !isWord(root.Name) || root.Name.Local != "document" {
		return ErrNotWord
	}
	return x.Children(func(e xml.StartElement) error {
		if e.Name.Local == "body" {
			return r.story()
		}
		return x.Skip()
	}, nil)
}

// story reads the blocks of the body, a cell, a note or a text box; paragraphs
// and lists do not go on beyond it.
func (r *reader) story() error {
	outer, items := r.p, r.items
	r.p, r.items = nil, nil
	err := r.x.Children(r.block, nil)
	if err == nil {
		r.flush()
	}
	r.p, r.items = outer, items
	return err
}

// collect reads a story and returns its blocks.
func (r *reader) collect() ([]flow.Block, error) {
	out := r.out
	var blocks []flow.Block
	r.out = &blocks
	err := r.story()
	r.out = out
	return blocks, err
}

// block reads one element among paragraphs.
func (r *reader) block(e xml.StartElement) error {
	if !isWord(e.Name) {
		if e.Name.Local == "AlternateContent" {
			return r.alternate(r.block)
		}
		return r.x.Skip()
	}
	switch e.Name.Local {
	case "p":
		return r.paragraph()
	case "tbl":
		return r.table()
	case "sdt":
		return r.control(r.block)
	case "customXml", "ins", "moveTo", "del", "moveFrom":
		if r.leftOut(e.Name.Local) {
			return r.x.Skip()
		}
		return r.x.Children(r.block, nil)
	case "altChunk", "subDoc":
		r.doc.Warn("Other files are embedded in the document; they were not read.")
	}
	return r.x.Skip()
}

// leftOut reports whether the content of a tracked change does not count.
func (r *reader) leftOut(name string) bool {
	switch name {
	case "ins", "moveTo":
		r.changed = true
		return r.opts.Original
	case "del", "moveFrom":
		r.changed = true
		return !r.opts.Original
	}
	return false
}

// control reads a content control (17.5.2).
func (r *reader) control(each func(xml.StartElement) error) error {
	contents := 0
	err := r.x.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "sdtContent":
			return r.x.Children(each, nil)
		case "sdtPr":
			return r.x.Children(func(e xml.StartElement) error {
				if e.Name.Local != "docPartObj" {
					return r.x.Skip()
				}
				return r.x.Children(func(e xml.StartElement) error {
					if e.Name.Local == "docPartGallery" && strings.HasPrefix(archive.Attr(e, "val"), "Table of Contents") {
						contents++
						r.inTOC++
					}
					return r.x.Skip()
				}, nil)
			}, nil)
		}
		return r.x.Skip()
	}, nil)
	r.inTOC -= contents
	return err
}

// alternate reads the first choice of content that is given in several forms
// (ISO/IEC 29500-3, 9.3), so that a text box is read once.
func (r *reader) alternate(each func(xml.StartElement) error) error {
	taken := false
	return r.x.Children(func(e xml.StartElement) error {
		if taken || e.Name.Local != "Choice" && e.Name.Local != "Fallback" {
			return r.x.Skip()
		}
		taken = true
		return r.x.Children(each, nil)
	}, nil)
}

// readNotes reads the footnotes and endnotes that the text refers to.
func (r *reader) readNotes(a *archive.Archive) error {
	for _, part := range [...]struct{ name, kind string }{{r.doc.Parts.Footnotes, "footnote"}, {r.doc.Parts.Endnotes, "endnote"}} {
		notes := map[string][]flow.Block{}
		_, err := a.Scan(part.name, func(x *archive.Scanner) error {
			r.x = x
			if _, err := x.Root(); err != nil {
				return err
			}
			return x.Children(func(e xml.StartElement) error {
				if e.Name.Local != part.kind || archive.Attr(e, "type") != "" && archive.Attr(e, "type") != "normal" {
					return x.Skip()
				}
				blocks, err := r.collect()
				notes[archive.Attr(e, "id")] = blocks
				return err
			}, nil)
		})
		if err != nil {
			return err
		}
		r.keepNotes(part.kind, notes)
	}
	return nil
}

// keepNotes adds the notes in the order in which the text refers to them.
func (r *reader) keepNotes(kind string, notes map[string][]flow.Block) {
	for _, ref := range r.notes {
		id, ok := strings.CutPrefix(ref, kind+" ")
		if !ok {
			continue
		}
		for _, b := range notes[id] {
			b.Kind, b.Label, b.Turns = flow.Footnote, "", nil
			r.doc.Add(b)
		}
		delete(notes, id)
	}
}
