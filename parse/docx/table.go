package docx

import (
	"encoding/xml"

	"github.com/rightslint/rightslint/parse/flow"
)

// row is a row of a table that is being read.
type row struct {
	cells  [][]flow.Block
	header bool
	out    bool // its insertion or deletion takes it out of the text
}

// table reads w:tbl (17.4.37).
func (r *reader) table() error {
	r.endItems()
	var each func(e xml.StartElement) error
	each = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "tr":
			return r.row()
		case "sdt":
			return r.control(each)
		case "customXml", "ins", "del", "moveFrom", "moveTo":
			return r.x.Children(each, nil)
		}
		return r.x.Skip()
	}
	first := len(r.doc.Traces)
	err := r.x.Children(each, nil)
	r.traceOuter(first)
	return err
}

// endItems ends a paragraph that would go on, and leaves the lists open.
func (r *reader) endItems() {
	if r.p != nil {
		r.flush()
	}
}

// row reads w:tr (17.4.78).
func (r *reader) row() error {
	var w row
	var each func(e xml.StartElement) error
	each = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "trPr":
			return r.rowProperties(&w)
		case "tc":
			cell, err := r.cell()
			w.cells = append(w.cells, cell)
			return err
		case "sdt":
			return r.control(each)
		case "customXml":
			return r.x.Children(each, nil)
		}
		return r.x.Skip()
	}
	if err := r.x.Children(each, nil); err != nil || w.out {
		return err
	}
	var d flow.Document
	d.AddRow(w.cells, w.header)
	*r.out = append(*r.out, d.Blocks...)
	return nil
}

func (r *reader) rowProperties(w *row) error {
	return r.x.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "tblHeader":
			w.header = on(e)
		case "ins":
			r.changed = true
			w.out = w.out || r.opts.Original
		case "del":
			r.changed = true
			w.out = w.out || !r.opts.Original
		}
		return r.x.Skip()
	}, nil)
}

// cell reads w:tc (17.4.65). Tables within it come out as their rows.
func (r *reader) cell() ([]flow.Block, error) { return r.collect() }
