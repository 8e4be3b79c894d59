package web

import (
	"bytes"
	"strings"

	"github.com/rightslint/rightslint/parse/flow"
)

// write adds text to the paragraph; white space is folded, except where the
// page keeps it.
func (r *reader) write(text []byte) {
	p := &r.p
	if r.pres > 0 {
		p.text = append(p.text, text...)
		p.all += len(text)
		return
	}
	before := len(p.text)
	for len(text) > 0 {
		word := bytes.IndexAny(text, " \t\r\n\f")
		if word < 0 {
			p.text = append(p.text, text...)
			break
		}
		p.text = append(p.text, text[:word]...)
		if n := len(p.text); n > 0 && p.text[n-1] != ' ' && p.text[n-1] != '\n' {
			p.text = append(p.text, ' ')
		}
		text = bytes.TrimLeft(text[word:], " \t\r\n\f")
	}
	n := len(p.text) - before
	if strings.TrimSpace(string(p.text[before:])) == "" {
		return
	}
	p.all += n
	if r.bolds > 0 {
		p.bold += n
	}
	if r.locals > 0 {
		p.local += n
	}
	if r.outers > 0 {
		p.outer += n
	}
}

// flush keeps the paragraph that has been read.
func (r *reader) flush() {
	p := r.p
	r.p = paragraph{text: p.text[:0], heading: p.heading}
	text := string(bytes.TrimSpace(p.text))
	if text == "" {
		return
	}
	r.number++
	b := flow.Block{
		Text: text, Parts: []flow.Part{{Number: r.number, From: 0, To: len(text)}}, Quote: r.quotes > 0,
		Bold: p.all-p.bold <= 2 && p.bold > 0, Linked: p.all-p.local <= 2 && p.local > 0, Depth: r.depth(),
	}
	l := r.list()
	switch {
	case p.heading > 0:
		b.Kind, b.Level, b.Depth = flow.Heading, p.heading, 0
		if l != nil && l.pending {
			b.Label, l.pending = l.label, false
			if b.Label == bullet {
				b.Label = ""
			}
		}
	case r.notes > 0:
		b.Kind, b.Depth = flow.Footnote, 0
	case r.pres > 0:
		b.Kind = flow.Code
	case l != nil && l.pending:
		b.Kind, b.Label, b.Start, l.pending = flow.Item, l.label, l.first, false
	}
	r.keep(kept{Block: b, main: r.mains > 0, article: r.articles > 0, head: r.heads > 0, menu: p.all-p.outer <= 2 && p.outer > 0})
}

// keep adds a block to the cell that is open, or to the page.
func (r *reader) keep(b kept) {
	if t := r.table(); t != nil && t.inCell {
		t.cell = append(t.cell, b.Block)
		return
	}
	r.blocks = append(r.blocks, b)
}

// list returns the innermost open list within the cell, or nil.
func (r *reader) list() *list {
	for i := len(r.open) - 1; i >= 0; i-- {
		switch e := &r.open[i]; {
		case e.list != nil:
			return e.list
		case e.name == "table":
			return nil
		}
	}
	return nil
}

// depth counts the open lists within the cell.
func (r *reader) depth() int {
	n := 0
	for i := len(r.open) - 1; i >= 0 && r.open[i].name != "table"; i-- {
		if r.open[i].list != nil {
			n++
		}
	}
	return n
}

// table is a table that is open.
type table struct {
	cells  [][]flow.Block
	cell   []flow.Block
	inCell bool
	data   bool // the row has a cell that heads nothing
}

// table returns the innermost open table, or nil.
func (r *reader) table() *table {
	if len(r.tables) == 0 {
		return nil
	}
	return r.tables[len(r.tables)-1]
}

func (r *reader) startTable(name string) {
	t := r.table()
	switch {
	case name == "table":
		r.tables = append(r.tables, &table{})
	case t == nil:
	case name == "td" || name == "th":
		t.inCell, t.cell = true, nil
		t.data = t.data || name == "td"
	}
}

func (r *reader) endTable(name string) {
	t := r.table()
	switch {
	case t == nil:
	case name == "td" || name == "th":
		if t.inCell {
			t.cells = append(t.cells, t.cell)
		}
		t.inCell, t.cell = false, nil
	case name == "tr":
		r.endRow(t)
	case name == "table":
		r.endRow(t)
		r.tables = r.tables[:len(r.tables)-1]
	}
}

// endRow keeps a row of a table.
func (r *reader) endRow(t *table) {
	header := !t.data && len(t.cells) > 1
	var d flow.Document
	d.AddRow(t.cells, header)
	t.cells, t.data, t.inCell = nil, false, false
	tables := r.tables
	r.tables = tables[:len(tables)-1] // the row belongs to what is around the table
	for _, b := range d.Blocks {
		r.keep(kept{Block: b, main: r.mains > 0, article: r.articles > 0, head: r.heads > 0})
	}
	r.tables = tables
}
