package docx

import (
	"encoding/xml"
	"strconv"

	"github.com/rightslint/rightslint/parse/archive"
)

// unset is the value of a number that is not given.
const unset = -1 << 31

// toggle is a property that is on, off or not given.
type toggle uint8

const (
	inherit toggle = iota
	enabled
	disabled
)

func toggled(e xml.StartElement) toggle {
	if on(e) {
		return enabled
	}
	return disabled
}

// or returns the toggle, or another where it is not given.
func (t toggle) or(other toggle) toggle {
	if t == inherit {
		return other
	}
	return t
}

// runProperties are those of a run that matter to its text.
type runProperties struct {
	style                string
	bold, hidden, struck toggle
	raised               bool // superscript
}

// paragraphProperties are those of a paragraph that matter to its text.
type paragraphProperties struct {
	style           string
	list, level     int // numId and ilvl; list 0 takes the number away
	outline         int // level of the heading from 0; 9 is running text
	indent, hanging int // in twentieths of a point
	mark            runProperties
	markIn, markOut bool // the end of the paragraph was inserted, deleted
}

func noProperties() paragraphProperties {
	return paragraphProperties{list: unset, level: unset, outline: unset, indent: unset, hanging: unset}
}

// number reads an attribute that holds a number.
func number(e xml.StartElement, name string) int {
	n, err := strconv.Atoi(archive.Attr(e, name))
	if err != nil || n < -1<<30 || n > 1<<30 {
		return unset
	}
	return n
}

// paragraphProperties reads w:pPr (17.3.1.26).
func (r *reader) paragraphProperties() (paragraphProperties, error) {
	p := noProperties()
	var before *paragraphProperties
	err := r.x.Children(func(e xml.StartElement) error {
		if !isWord(e.Name) {
			return r.x.Skip()
		}
		switch e.Name.Local {
		case "pStyle":
			p.style = archive.Attr(e, "val")
		case "numPr":
			return r.x.Children(func(e xml.StartElement) error {
				switch e.Name.Local {
				case "numId":
					p.list = number(e, "val")
				case "ilvl":
					p.level = number(e, "val")
				}
				return r.x.Skip()
			}, nil)
		case "outlineLvl":
			p.outline = number(e, "val")
		case "ind":
			if p.indent = number(e, "start"); p.indent == unset {
				p.indent = number(e, "left")
			}
			if p.hanging = number(e, "hanging"); p.hanging == unset && number(e, "firstLine") != unset {
				p.hanging = -number(e, "firstLine")
			}
		case "rPr":
			return r.markProperties(&p)
		case "pPrChange":
			r.changed = true
			return r.x.Children(func(e xml.StartElement) error {
				if e.Name.Local != "pPr" {
					return r.x.Skip()
				}
				old, err := r.paragraphProperties()
				before = &old
				return err
			}, nil)
		}
		return r.x.Skip()
	}, nil)
	if before != nil && r.opts.Original {
		before.mark, before.markIn, before.markOut = p.mark, p.markIn, p.markOut
		return *before, err
	}
	return p, err
}

// markProperties reads the properties of the mark that ends a paragraph, and
// whether the mark was inserted or deleted.
func (r *reader) markProperties(p *paragraphProperties) error {
	return r.x.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "ins", "moveTo":
			p.markIn, r.changed = true, true
		case "del", "moveFrom":
			p.markOut, r.changed = true, true
		}
		p.mark.read(e)
		return r.x.Skip()
	}, nil)
}

// runProperties reads w:rPr (17.3.2.28).
func (r *reader) runProperties() (runProperties, error) {
	var p runProperties
	err := r.x.Children(func(e xml.StartElement) error {
		p.read(e)
		return r.x.Skip()
	}, nil)
	return p, err
}

// read takes up one property.
func (p *runProperties) read(e xml.StartElement) {
	if !isWord(e.Name) {
		return
	}
	switch e.Name.Local {
	case "rStyle":
		p.style = archive.Attr(e, "val")
	case "b":
		p.bold = toggled(e)
	case "vanish":
		p.hidden = toggled(e)
	case "strike", "dstrike":
		if t := toggled(e); p.struck != enabled {
			p.struck = t
		}
	case "vertAlign":
		p.raised = archive.Attr(e, "val") == "superscript"
	}
}
