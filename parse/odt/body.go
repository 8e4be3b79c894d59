package odt

import (
	"encoding/xml"
	"strings"

	"github.com/rightslint/rightslint/parse/archive"
	"github.com/rightslint/rightslint/parse/flow"
)

// block reads one element among paragraphs.
func (r *reader) block(e xml.StartElement) error {
	switch space(e.Name) {
	case "table":
		if e.Name.Local == "table" {
			return r.table()
		}
		return r.x.Skip()
	case "drawing":
		return r.boxes()
	case "text":
	default:
		return r.x.Skip()
	}
	switch e.Name.Local {
	case "p", "h":
		return r.paragraph(e)
	case "list":
		return r.readList(e)
	case "numbered-paragraph":
		return r.numbered(e)
	case "section":
		if d := archive.Attr(e, "display"); d == "none" {
			return r.x.Skip()
		}
		return r.x.Children(r.block, nil)
	case "table-of-content", "illustration-index", "table-index", "object-index", "user-index", "alphabetical-index":
		r.inTOC++
		err := r.x.Children(r.block, nil)
		r.inTOC--
		return err
	case "index-body", "index-title", "bibliography":
		return r.x.Children(r.block, nil)
	case "tracked-changes":
		return r.readChanges()
	case "change-start", "change-end", "change":
		r.change(e)
	case "soft-page-break":
		r.turns++
	}
	return r.x.Skip()
}

// collect reads the blocks in an element and returns them; lists and paragraphs
// do not go on beyond it.
func (r *reader) collect() ([]flow.Block, error) {
	out, p, list := r.out, r.p, r.list
	var blocks []flow.Block
	r.out, r.p, r.list = &blocks, nil, nil
	err := r.x.Children(r.block, nil)
	r.out, r.p, r.list = out, p, list
	return blocks, err
}

// boxes reads the text boxes in a drawing, whose blocks follow the paragraph.
func (r *reader) boxes() error {
	r.inBox++
	defer func() { r.inBox-- }()
	out, p, list := r.out, r.p, r.list
	var blocks []flow.Block
	r.out, r.p, r.list = &blocks, nil, nil
	var each func(e xml.StartElement) error
	each = func(e xml.StartElement) error {
		switch space(e.Name) {
		case "drawing":
			return r.x.Children(each, nil)
		case "text", "table":
			return r.block(e)
		}
		return r.x.Skip() // titles and descriptions of pictures
	}
	err := r.x.Children(each, nil)
	r.out, r.p, r.list = out, p, list
	if p != nil {
		p.boxes = append(p.boxes, blocks...)
	} else {
		*r.out = append(*r.out, blocks...)
	}
	return err
}

// table reads table:table (9.1.2).
func (r *reader) table() error {
	header := 0
	var each func(e xml.StartElement) error
	each = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "table-header-rows":
			header++
			err := r.x.Children(each, nil)
			header--
			return err
		case "table-rows", "table-row-group":
			return r.x.Children(each, nil)
		case "table-row":
			return r.row(header > 0)
		case "soft-page-break":
			r.turns++
		}
		return r.x.Skip()
	}
	return r.x.Children(each, nil)
}

func (r *reader) row(header bool) error {
	var cells [][]flow.Block
	err := r.x.Children(func(e xml.StartElement) error {
		if e.Name.Local != "table-cell" {
			return r.x.Skip()
		}
		cell, err := r.collect()
		cells = append(cells, cell)
		return err
	}, nil)
	var d flow.Document
	d.AddRow(cells, header)
	*r.out = append(*r.out, d.Blocks...)
	return err
}

// list is a list that is open.
type list struct {
	outer  *list
	style  *listStyle
	counts *counts
	level  int // from 0
	depth  int // of the lists of items
	start  int // number of the item being read, or -1
	first  bool
	header bool // the item has no number
	begun  bool // the item has had its first paragraph
}

// readList reads text:list (5.3.1).
func (r *reader) readList(e xml.StartElement) error {
	l := &list{outer: r.list, start: -1, first: true}
	name := archive.Attr(e, "style-name")
	if l.outer != nil {
		l.level = min(l.outer.level+1, levels-1)
		l.counts, l.style, l.depth = l.outer.counts, l.outer.style, l.outer.depth
	}
	if s := r.lists[name]; s != nil {
		l.style = s
	}
	if l.style == nil {
		l.style = &listStyle{}
	}
	if !l.style.numbersClauses(l.level) {
		l.depth++
	}
	if l.outer == nil {
		switch from := r.byID[archive.Attr(e, "continue-list")]; {
		case from != nil:
			l.counts, l.first = from, false
		case archive.Attr(e, "continue-numbering") == "true" && r.byStyle[name] != nil:
			l.counts, l.first = r.byStyle[name], false
		default:
			l.counts = &counts{}
		}
		r.byStyle[name] = l.counts
	}
	if id := archive.Attr(e, "id"); id != "" {
		r.byID[id] = l.counts
	}
	r.list = l
	err := r.x.Children(func(e xml.StartElement) error {
		if e.Name.Local != "list-item" && e.Name.Local != "list-header" {
			return r.x.Skip()
		}
		l.header, l.begun, l.start = e.Name.Local == "list-header", false, numberOf(e, "start-value")
		return r.x.Children(r.block, nil)
	}, nil)
	r.list = l.outer
	return err
}

// numbered reads text:numbered-paragraph (5.3.6).
func (r *reader) numbered(e xml.StartElement) error {
	l := &list{outer: r.list, start: numberOf(e, "start-value"), first: true, style: r.lists[archive.Attr(e, "style-name")]}
	if l.style == nil {
		l.style = &listStyle{}
	}
	l.level = min(max(numberOf(e, "level")-1, 0), levels-1)
	l.depth = l.level + 1
	id := archive.Attr(e, "list-id")
	if l.counts = r.byID[id]; l.counts == nil {
		l.counts = &counts{}
		r.byID[id] = l.counts
	} else {
		l.first = false
	}
	r.list = l
	err := r.x.Children(r.block, nil)
	r.list = l.outer
	return err
}

func numberOf(e xml.StartElement, name string) int {
	n := 0
	value := archive.Attr(e, name)
	if value == "" || len(value) > 9 || strings.Trim(value, "0123456789") != "" {
		return -1
	}
	for _, c := range value {
		n = n*10 + int(c-'0')
	}
	return n
}
