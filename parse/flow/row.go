package flow

import "strings"

// longCell is the number of paragraphs from which on a cell is running text.
const longCell = 4

// AddRow keeps a row of a table, given the blocks of its cells. A table may
// only be there to lay out running text: a row of one cell, or one with lists
// or many paragraphs in a cell, is kept as the blocks that it holds.
func (d *Document) AddRow(cells [][]Block, header bool) {
	running := len(cells) == 1
	for _, cell := range cells {
		special, shown := false, 0
		for _, b := range cell {
			if b.shown() {
				shown++
				special = special || b.Kind == Item || b.Kind == Heading || b.Kind == Row || b.Kind == Contents
			}
		}
		running = running || shown >= longCell || shown > 1 && special
	}
	if running {
		for _, cell := range cells {
			for _, b := range cell {
				d.Add(b)
			}
		}
		return
	}
	d.Add(joinCells(cells, header))
}

// shown reports whether there is something to see.
func (b *Block) shown() bool { return b.Label != "" || strings.TrimSpace(b.Text) != "" }

func joinCells(cells [][]Block, header bool) Block {
	row := Block{Kind: Row, Header: header, Bold: true}
	var text strings.Builder
	seen := false
	for i, cell := range cells {
		if i > 0 {
			text.WriteString(Bar)
		}
		first := true
		for _, b := range cell {
			if b.shown() && !first {
				text.WriteByte('\n')
			}
			first = first && !b.shown()
			seen = seen || b.shown()
			if b.Label != "" {
				text.WriteString(b.Label + " ")
			}
			row.adopt(b, text.Len())
			text.WriteString(b.Text)
		}
	}
	if seen {
		row.Text = text.String()
	}
	return row
}

// adopt takes up what a block knows of its text, which begins at an offset of
// the row's.
func (b *Block) adopt(part Block, at int) {
	for _, p := range part.Parts {
		b.Parts = append(b.Parts, Part{p.Number, p.From + at, p.To + at})
	}
	for _, turn := range part.Turns {
		b.Turns = append(b.Turns, turn+at)
	}
	b.Quote = b.Quote || part.Quote
	b.Bold = b.Bold && (part.Bold || part.Text == "")
}
