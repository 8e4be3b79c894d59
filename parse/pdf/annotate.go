package pdf

import (
	"errors"
	"maps"
	"slices"
	"time"
)

// Mark is a passage to be marked, with a note.
type Mark struct {
	// Block is the index of the block that holds the passage, and From and To
	// delimit it in the block's Text, in bytes.
	Block, From, To int
	// Beside puts a sign for the note beside the passage instead of a
	// highlight over it.
	Beside bool
	// Note is the text of the note.
	Note string
}

// The reasons why a file cannot be annotated although it can be read.
var (
	ErrProtected = errors.New("this PDF is protected, so that no notes can be added; save a copy without protection first")
	ErrUnsound   = errors.New("this PDF is damaged, so that no notes can be added; open it in a viewer, print it to PDF and try again")
)

// Annotate returns what is to be appended to the bytes of a file so that its
// passages are highlighted, each with its note (12.5.6.10, 12.5.6.4): an
// incremental update (7.5.6). doc is the file as it was read.
func Annotate(data []byte, doc *Document, marks []Mark, limits Limits) (added []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			added, err = nil, damage("%v", r)
		}
	}()
	limits = limits.WithDefaults()
	f, err := open(data, false, &budget{limits: limits, deadline: time.Now().Add(limits.Time)})
	switch {
	case err != nil:
		return nil, err
	case f.encrypted:
		return nil, ErrProtected
	case f.repaired || len(f.data) != len(data):
		return nil, ErrUnsound
	}
	x, err := readXref(data)
	if err != nil {
		return nil, ErrUnsound
	}
	o := &objects{data: data, xref: x, budget: f.budget}
	leaves, err := o.leaves()
	if err != nil {
		return nil, err
	}
	if len(leaves) != doc.Pages {
		return nil, errNoPages
	}
	u := newUpdate(data, x)
	signs := map[int]*[]float64{} // heights of the signs of a page
	notes := map[int]array{}
	for _, m := range marks {
		places := doc.passage(m)
		if m.Beside && len(places) > 1 {
			places = places[len(places)-1:] // at the end of the passage
		}
		for _, p := range places {
			if p.page < 1 || p.page > len(leaves) {
				continue
			}
			l := &leaves[p.page-1]
			if !m.Beside {
				notes[p.page] = append(notes[p.page], u.highlight(l, m.Note, p.boxes))
				continue
			}
			if signs[p.page] == nil {
				signs[p.page] = &[]float64{}
			}
			notes[p.page] = append(notes[p.page], u.sign(l, m.Note, p.boxes[len(p.boxes)-1], signs[p.page]))
		}
	}
	for _, page := range slices.Sorted(maps.Keys(notes)) {
		l := &leaves[page-1]
		old, _ := o.get(l.dict["Annots"]).(array)
		l.dict["Annots"] = append(slices.Clone(old), notes[page]...)
		u.add(l.ref.num, l.ref.gen, appendObject(nil, l.dict))
	}
	return u.finish(data, x), nil
}

// onPage is the part of a passage that stands on one page.
type onPage struct {
	page  int
	boxes []Box
}

// passage returns where a passage stands, line by line. Within a line the place
// is reckoned by the count of characters.
func (d *Document) passage(m Mark) []onPage {
	if m.Block < 0 || m.Block >= len(d.Blocks) {
		return nil
	}
	b := &d.Blocks[m.Block]
	if b.Kind == TableRow {
		m.From, m.To = 0, len(b.Text) // cells are no lines
	}
	var out []onPage
	for i, l := range b.Lines {
		end := len(b.Text)
		if i+1 < len(b.Lines) {
			end = b.Lines[i+1].From
		}
		from, to := max(m.From, l.From), min(m.To, end)
		if from >= to || l.Box.X1 <= l.Box.X0 || l.Box.Y1 <= l.Box.Y0 {
			continue
		}
		box := l.Box
		if wide := box.X1-box.X0 >= box.Y1-box.Y0; wide && end > l.From {
			per := (box.X1 - box.X0) / float64(end-l.From)
			box = Box{box.X0 + per*float64(from-l.From), box.Y0, box.X0 + per*float64(to-l.From), box.Y1}
		}
		if n := len(out); n == 0 || out[n-1].page != l.Page {
			out = append(out, onPage{page: l.Page})
		}
		last := &out[len(out)-1]
		last.boxes = append(last.boxes, box)
	}
	return out
}
