package odt

import (
	"encoding/xml"
	"strings"

	"github.com/rightslint/rightslint/parse/archive"
	"github.com/rightslint/rightslint/parse/flow"
)

// inlines reads the content of a paragraph, or of an element within it.
func (r *reader) inlines() error {
	return r.x.Children(r.inline, func(text xml.CharData) { r.write(string(text)) })
}

// inline reads one element within a paragraph.
func (r *reader) inline(e xml.StartElement) error {
	switch space(e.Name) {
	case "text":
	case "drawing":
		return r.boxes()
	case "meta", "presentation":
		return r.inlines()
	default:
		return r.x.Skip() // comments, formulas, event handlers
	}
	switch e.Name.Local {
	case "s":
		r.write(strings.Repeat(" ", min(max(numberOf(e, "c"), 1), 64)))
	case "tab":
		r.write(" ")
	case "line-break":
		r.p.text = append(r.p.text, '\n')
	case "soft-page-break":
		if r.inBox == 0 {
			r.p.turns = append(r.p.turns, len(r.p.text))
		}
	case "note":
		return r.note()
	case "span":
		r.p.spans = append(r.p.spans, r.style("text", archive.Attr(e, "style-name")))
		err := r.inlines()
		r.p.spans = r.p.spans[:len(r.p.spans)-1]
		return err
	case "a":
		local := 0
		if strings.HasPrefix(archive.Attr(e, "href"), "#") {
			local = 1
		}
		r.p.link += local
		err := r.inlines()
		r.p.link -= local
		return err
	case "change-start", "change-end", "change":
		r.change(e)
	case "ruby-text", "number", "script", "alphabetical-index-mark", "toc-mark", "user-index-mark":
		// Readings, cached numbers, and marks for indexes are no text.
	case "hidden-text", "hidden-paragraph", "conditional-text":
		if archive.Attr(e, "is-hidden") == "true" {
			return r.x.Skip()
		}
		return r.inlines()
	default:
		return r.inlines()
	}
	return r.x.Skip()
}

// note reads a footnote or endnote (6.3).
func (r *reader) note() error {
	return r.x.Children(func(e xml.StartElement) error {
		if e.Name.Local != "note-body" {
			return r.x.Skip()
		}
		r.inBox++
		blocks, err := r.collect()
		r.inBox--
		r.notes = append(r.notes, blocks...)
		return err
	}, nil)
}

// write adds text to the paragraph, unless it is hidden, struck out, was not
// there yet, or is the mark of a footnote that was typed by hand.
// Line ends in the file are spaces (6.1.2).
func (r *reader) write(text string) {
	p := r.p
	if r.left > 0 || p == nil {
		return
	}
	look := *p.style
	for _, s := range p.spans {
		look.overlay(s)
	}
	if isOn(look.struck) {
		r.doc.Warn(flow.StruckOut)
		return
	}
	if isOn(look.raised) && flow.IsNoteMark(text) {
		return
	}
	if isOn(look.hidden) || len(p.text)+r.size > 2*maxText {
		return
	}
	from := len(p.text)
	p.text = append(p.text, text...)
	for i, c := range p.text[from:] {
		if c == '\n' || c == '\r' || c == '\t' {
			p.text[from+i] = ' '
		}
	}
	n := len(text)
	if strings.TrimSpace(text) == "" {
		return
	}
	p.all += n
	if isOn(look.bold) {
		p.bold += n
	}
	if p.link > 0 {
		p.linked += n
	}
}
