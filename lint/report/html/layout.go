package html

import (
	"fmt"
	"strings"

	"github.com/rightslint/rightslint/parse"
)

// chunkView is a run of the document that a browser may leave unpainted until
// it comes into sight.
type chunkView struct {
	Size  int // class of its expected height
	Items []*itemView
}

// itemView is a paragraph, a heading or another thing that stands in the
// column of the text, or the notes beside it.
type itemView struct {
	Kind    string // text, heading, table, code, page, notes, insert
	Level   int    // of a heading
	Class   string
	Parts   []partView // text, heading, code
	Rows    []tableRow // table
	Page    int        // page
	Notes   []*passageView
	Span    int // items that the notes stand beside
	Inserts []*findingView
}

// partView is a sentence of an item with the numbers that it begins with.
type partView struct {
	Label   string
	Text    string
	ID      string
	Page    int // a page that begins before the sentence, or 0
	Passage *passageView
}

// tableRow is a row of a table.
type tableRow struct {
	Head  bool
	Cells [][]partView
}

// The size of a chunk: enough that few are made, little enough that one is
// painted at once. chunkBytes counts bytes of text.
const (
	chunkBytes = 4 << 10
	chunkItems = 60
)

// layouter lays a document out.
type layouter struct {
	*maker
	doc      *parse.Document
	labels   map[int]string // numbers by the sentence that they stand before
	levels   []int          // levels of the open headings of the source
	base     int            // level of the outermost heading
	page     int            // page that is being laid out
	chunks   []chunkView
	bytes    int
	pending  []*passageView // notes on the item being laid out
	inserted []*findingView
}

// anchor is the id of a sentence.
func (m *maker) anchor(i int) string {
	return fmt.Sprintf("%s-s%d", m.id, m.d.Doc.Sentences[i].Span.Start)
}

// chunks lays the document out; level is that of its outermost heading.
func (m *maker) chunks(level int) []chunkView {
	if m.d.Doc == nil {
		return nil
	}
	l := &layouter{maker: m, doc: m.d.Doc, base: level}
	l.findLabels()
	for i := 0; i < len(l.doc.Blocks); i++ {
		b := &l.doc.Blocks[i]
		if b.First == b.End {
			continue
		}
		switch {
		case b.Row:
			i = l.table(i)
		case b.Class == parse.Heading && b.Level > 0:
			l.heading(b)
		case b.Class == parse.Code:
			l.code(b)
		default:
			l.text(b)
		}
		l.flush()
	}
	l.inserted = append(l.inserted, l.homeless...)
	l.flush()
	l.measure()
	return l.chunks
}

// findLabels finds before which sentences the numbers of provisions stand. A
// sentence that repeats the number of its provision needs no other.
func (l *layouter) findLabels() {
	l.labels = map[int]string{}
	for i := range l.doc.Provisions {
		p := &l.doc.Provisions[i]
		if p.Label == "" || p.First == p.End || strings.HasPrefix(l.doc.Sentences[p.First].Text, p.Label) {
			continue
		}
		if before := l.labels[p.First]; before != "" {
			l.labels[p.First] = before + " " + clean(p.Label)
		} else {
			l.labels[p.First] = clean(p.Label)
		}
	}
}

// add puts an item into the current chunk, or a new one where that is full or
// a heading begins.
func (l *layouter) add(it *itemView) {
	n := len(l.chunks)
	full := n > 0 && (l.bytes > chunkBytes || len(l.chunks[n-1].Items) > chunkItems)
	if n == 0 || it.Kind != "notes" && it.Kind != "insert" && (full || it.Kind == "heading" && l.bytes > chunkBytes/2) {
		l.chunks = append(l.chunks, chunkView{})
		l.bytes = 0
		n++
	}
	l.chunks[n-1].Items = append(l.chunks[n-1].Items, it)
}

// flush puts the notes on what was just laid out beside it, and below it what
// would belong there.
func (l *layouter) flush() {
	if len(l.pending) > 0 {
		l.add(&itemView{Kind: "notes", Notes: l.pending})
	}
	if len(l.inserted) > 0 {
		l.add(&itemView{Kind: "insert", Inserts: l.inserted})
	}
	l.pending, l.inserted = nil, nil
}

// part describes a sentence and notes what stands beside it.
func (l *layouter) part(i int) partView {
	s := &l.doc.Sentences[i]
	p := partView{Label: l.labels[i], Text: clean(s.Text), Passage: l.passages[i]}
	if l.anchors[i] {
		p.ID = l.anchor(i)
	}
	if p.Passage != nil {
		l.pending = append(l.pending, p.Passage)
	}
	l.inserted = append(l.inserted, l.inserts[i]...)
	l.bytes += len(s.Text)
	if page := l.doc.Page(s.Span.Start); page > l.page && l.doc.Pages != nil {
		p.Page, l.page = page, page
	}
	return p
}

// turn marks a page that begins before the sentence i.
func (l *layouter) turn(i int) {
	if l.doc.Pages == nil {
		return
	}
	if page := l.doc.Page(l.doc.Sentences[i].Span.Start); page > l.page {
		l.page = page
		l.add(&itemView{Kind: "page", Page: page})
	}
}

// heading lays a heading out, one level below the nearest that encloses it
// whatever the source skips.
func (l *layouter) heading(b *parse.Block) {
	l.turn(b.First)
	for len(l.levels) > 0 && l.levels[len(l.levels)-1] >= b.Level {
		l.levels = l.levels[:len(l.levels)-1]
	}
	l.levels = append(l.levels, b.Level)
	it := &itemView{Kind: "heading", Level: min(l.base+len(l.levels)-1, 6)}
	for i := b.First; i < b.End; i++ {
		it.Parts = append(it.Parts, l.part(i))
	}
	l.add(it)
}

func (l *layouter) code(b *parse.Block) {
	l.turn(b.First)
	it := &itemView{Kind: "code"}
	for i := b.First; i < b.End; i++ {
		it.Parts = append(it.Parts, l.part(i))
	}
	l.add(it)
}

// text lays a paragraph or an item of a list out. What is numbered in the
// running text gets a line of its own.
func (l *layouter) text(b *parse.Block) {
	l.turn(b.First)
	var it *itemView
	for i := b.First; i < b.End; i++ {
		bullet := i == b.First && b.Level > 0 && l.labels[i] == "" || i > b.First && l.bulletBefore(i)
		if it == nil || bullet || l.labels[i] != "" {
			if it != nil {
				l.flush()
			}
			it = &itemView{Kind: "text", Class: l.class(b, i, bullet)}
			p := l.part(i)
			if bullet {
				p.Label = "•"
			}
			it.Parts = append(it.Parts, p)
			l.add(it)
			continue
		}
		it.Parts = append(it.Parts, l.part(i))
	}
}

// bulletBefore reports whether the source has a bullet between a sentence and
// the one before.
func (l *layouter) bulletBefore(i int) bool {
	from, to := l.doc.Sentences[i-1].Span.End, l.doc.Sentences[i].Span.Start
	return from < to && strings.ContainsAny(string(l.doc.Source[from:to]), "•▪●◦‣■➢✓")
}

// class says how a line is set: its indent, whether a number or bullet hangs
// before it, and whether it operates.
func (l *layouter) class(b *parse.Block, i int, bullet bool) string {
	depth := 0
	for p := l.doc.Sentences[i].Provision; p >= 0 && !l.doc.Provisions[p].Titled; p = l.doc.Provisions[p].Parent {
		depth++
	}
	classes := ""
	if bullet {
		depth = max(depth+1, b.Level)
	}
	if depth > 0 {
		classes = fmt.Sprintf("i%d", min(depth, 6))
	}
	if bullet || l.labels[i] != "" {
		classes += " h"
	}
	switch c := l.doc.Sentences[i].Class; c {
	case parse.Recital, parse.Note, parse.Contents, parse.Footnote, parse.Quotation:
		classes += " " + c.String()
	}
	return strings.TrimSpace(classes)
}

// table lays the rows from block i on out, and returns the last of them.
func (l *layouter) table(i int) int {
	l.turn(l.doc.Blocks[i].First)
	it := &itemView{Kind: "table"}
	last := i
	for ; i < len(l.doc.Blocks) && l.doc.Blocks[i].Row; i++ {
		b := &l.doc.Blocks[i]
		last = i
		if b.First == b.End {
			continue
		}
		if len(it.Rows) > 0 && l.bytes > 2*chunkBytes {
			last = i - 1
			break // a long table goes on in the next chunk
		}
		row := tableRow{Head: b.Class == parse.Heading && len(it.Rows) == 0}
		row.Cells = l.cells(b)
		it.Rows = append(it.Rows, row)
	}
	l.add(it)
	return last
}

// cells parts a row into its cells. A sentence may hold several cells, or a
// cell several sentences.
func (l *layouter) cells(b *parse.Block) [][]partView {
	cells := [][]partView{nil}
	for i := b.First; i < b.End; i++ {
		if i > b.First && l.barBefore(i) {
			cells = append(cells, nil)
		}
		whole := l.part(i)
		for n, text := range strings.Split(whole.Text, " | ") {
			p := whole
			p.Text = strings.Trim(text, "| ")
			if n > 0 {
				p = partView{Text: p.Text, Passage: whole.Passage}
				cells = append(cells, nil)
			}
			cells[len(cells)-1] = append(cells[len(cells)-1], p)
		}
	}
	return cells
}

// barBefore reports whether the source parts two sentences by the bar between
// cells.
func (l *layouter) barBefore(i int) bool {
	from, to := l.doc.Sentences[i-1].Span.End, l.doc.Sentences[i].Span.Start
	return from < to && strings.ContainsRune(string(l.doc.Source[from:to]), '|')
}

// maxSpan is the most items that notes may stand beside.
const maxSpan = 8

// measure lets notes stand beside as many items as follow without notes of
// their own, and estimates how high each chunk will be.
func (l *layouter) measure() {
	for c := range l.chunks {
		items := l.chunks[c].Items
		height := 0
		for i, it := range items {
			height += it.height()
			if it.Kind != "notes" {
				continue
			}
			it.Span = 1
			for j := i + 1; j < len(items) && it.Span < maxSpan && items[j].Kind != "notes" && items[j].Kind != "insert"; j++ {
				it.Span++
			}
			if j := i + it.Span; j < len(items) && items[j].Kind == "notes" {
				it.Span-- // the item before it is the one that it stands beside
			}
			it.Span = max(it.Span, 1)
		}
		l.chunks[c].Size = min(height/sizeStep+1, maxSize)
	}
}

// Heights are estimated in steps of so many pixels, up to a number of steps.
const (
	sizeStep = 250
	maxSize  = 16
)

// height estimates the height of an item in pixels: lines of 85 characters,
// 27 pixels high, the last half full.
func (it *itemView) height() int {
	n := 0
	for _, p := range it.Parts {
		n += len(p.Text)
	}
	for _, r := range it.Rows {
		n += 75
		for _, c := range r.Cells {
			for _, p := range c {
				n += len(p.Text) / 2
			}
		}
	}
	switch it.Kind {
	case "notes":
		return 0
	case "insert":
		return 60 * len(it.Inserts)
	}
	return 10 + 27*(n+50)/85
}
