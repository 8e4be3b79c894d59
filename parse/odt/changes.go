package odt

import (
	"encoding/xml"
	"strings"

	"github.com/rightslint/rightslint/parse/archive"
)

// readChanges reads text:tracked-changes (5.5.1): what was deleted stands
// there, what was inserted stands in the text between two marks.
func (r *reader) readChanges() error {
	return r.x.Children(func(e xml.StartElement) error {
		r.changed = true
		id := archive.Attr(e, "id")
		return r.x.Children(func(e xml.StartElement) error {
			switch {
			case !r.opts.Original:
			case e.Name.Local == "insertion":
				r.insertions[id] = true
			case e.Name.Local == "deletion":
				number := r.number
				blocks, err := r.collect()
				r.number = number // they are no paragraphs of the text
				var lines []string
				for _, b := range blocks {
					lines = append(lines, b.Text)
				}
				r.deletions[id] = strings.Join(lines, "\n")
				return err
			}
			return r.x.Skip()
		}, nil)
	}, nil)
}

// change handles a mark of a tracked change.
func (r *reader) change(e xml.StartElement) {
	id := archive.Attr(e, "change-id")
	switch e.Name.Local {
	case "change-start":
		if r.insertions[id] {
			r.left++
		}
	case "change-end":
		if r.insertions[id] && r.left > 0 {
			r.left--
		}
	case "change":
		if r.p != nil && r.left == 0 && len(r.p.text)+r.size < maxText {
			r.p.text = append(r.p.text, r.deletions[id]...)
			r.p.all += len(r.deletions[id])
		}
	}
}
