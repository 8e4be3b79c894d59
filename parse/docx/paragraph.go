package docx

import (
	"encoding/xml"
	"strings"

	"github.com/rightslint/rightslint/parse/archive"
	"github.com/rightslint/rightslint/parse/flow"
)

// paragraph is a paragraph that is being read; several of the file where the
// marks between them do not count.
type paragraph struct {
	props paragraphProperties
	style *style

	text              []byte
	parts             []flow.Part
	turns             []int
	all, bold, linked int // bytes of text
	boxes             []flow.Block
	link              int // depth of links within the document
	fields            []field
}

// openItem is an item of a list that is open.
type openItem struct {
	list, level, indent int
}

// paragraph reads w:p (17.3.1.22).
func (r *reader) paragraph() error {
	start := r.x.Start()
	outer := r.p
	if outer == nil {
		r.p = &paragraph{}
	}
	r.p.props, r.p.style = noProperties(), r.styles.ofParagraph("")
	r.number++
	number := r.number
	from := len(r.p.text)
	r.trace(start)
	err := r.x.Children(r.inline, nil)
	r.traceEnd()
	if err != nil {
		return err
	}
	if to := len(r.p.text); to > from {
		r.p.parts = append(r.p.parts, flow.Part{Number: number, From: from, To: to})
	}
	r.p.dropInstructions()
	if r.joins() {
		return nil
	}
	r.flush()
	return r.grow()
}

// joins reports whether the mark that ends the paragraph does not count, so that
// the paragraph goes on with the next.
func (r *reader) joins() bool {
	if r.opts.Original {
		return r.p.props.markIn
	}
	return r.p.props.markOut
}

// grow fails when there is more text than is returned.
func (r *reader) grow() error {
	if r.size > r.opts.most() {
		return ErrTooLong
	}
	return nil
}

// flush keeps the paragraph that has been read.
func (r *reader) flush() {
	p := r.p
	r.p = nil
	if p == nil {
		return
	}
	r.size += len(p.text)
	if b, ok := r.blockOf(p); ok {
		*r.out = append(*r.out, b)
	}
	*r.out = append(*r.out, p.boxes...)
}

// blockOf makes a block of a paragraph; ok is false where there is nothing to
// show.
func (r *reader) blockOf(p *paragraph) (b flow.Block, ok bool) {
	b = flow.Block{
		Text: string(p.text), Parts: p.parts, Turns: p.turns, Quote: p.style.isQuote,
		Bold: p.all > 0 && p.bold == p.all, Linked: p.all > 0 && p.linked == p.all,
	}
	blank := strings.TrimSpace(b.Text) == ""
	if p.props.mark.hidden == enabled && blank {
		return b, len(b.Turns) > 0
	}
	list, level, fromStyle := r.listOf(p)
	indent := p.props.indent
	clause := false
	l, a := r.definition(list)
	if l != nil {
		lv := l.level(a, level)
		b.Label = l.label(a, level, r.counter.next(l, a, level))
		if lv.format == "bullet" && strings.TrimSpace(lv.text) != "" || lv.picture {
			b.Label = bullet
		}
		clause = lv.format != "bullet" && l.numbersClauses(a, level)
		if indent == unset && !(fromStyle && p.style.p.indent != unset) {
			indent = lv.indent
		}
	}
	if indent == unset {
		indent = max(p.style.p.indent, 0)
	}
	outline := p.props.outline
	if outline == unset {
		outline = p.style.p.outline
	}
	switch {
	case p.style.isTOC || r.inTOC > 0:
		b.Kind = flow.Contents
	case p.style.isCode:
		b.Kind = flow.Code
	case outline >= 0 && outline < levels && !(b.Label != "" && flow.EndsClause(b.Text)):
		b.Kind, b.Level, b.Title = flow.Heading, outline+1, p.style.isTitle
		r.items = r.items[:0]
	case b.Label == "":
		if !blank {
			b.Depth = r.goesOn(indent)
		}
	case clause || outline >= 0 && outline < levels:
		r.items = r.items[:0]
	default:
		b.Kind = flow.Item
		b.Depth, b.Start = r.item(a.id, level, indent)
	}
	return b, !blank || b.Label != "" || len(b.Turns) > 0
}

// listOf returns the list and the level that number a paragraph, and whether
// its style says so.
func (r *reader) listOf(p *paragraph) (list, level int, fromStyle bool) {
	list, level = p.props.list, p.props.level
	if list == unset {
		list, fromStyle = p.style.p.list, true
		if _, a := r.definition(list); a != nil && level == unset {
			for i := range a.levels {
				if a.levels[i].style != "" && a.levels[i].style == p.style.id {
					level = i
				}
			}
		}
		if level == unset {
			level = p.style.p.level
		}
	}
	if level < 0 || level >= levels {
		level = 0
	}
	return list, level, fromStyle
}

// item opens an item of a list and returns its depth, and whether it is the
// first of its list.
func (r *reader) item(list, level, indent int) (depth int, first bool) {
	for n := len(r.items); n > 0; n-- {
		top := &r.items[n-1]
		switch {
		case top.list == list && top.level == level:
			*top = openItem{list, level, indent}
			r.items = r.items[:n]
			return n, false
		case top.list == list && top.level < level, top.list != list && top.indent < indent && !r.isOpen(list, level, n-1):
			r.items = append(r.items[:n], openItem{list, level, indent})
			return n + 1, true
		}
	}
	r.items = append(r.items[:0], openItem{list, level, indent})
	return 1, true
}

// isOpen reports whether an item of a list at a level is open among the first
// n items.
func (r *reader) isOpen(list, level, n int) bool {
	for _, it := range r.items[:n] {
		if it.list == list && it.level == level {
			return true
		}
	}
	return false
}

// goesOn returns the depth of the item that an indented paragraph without a
// number goes on with, or 0.
func (r *reader) goesOn(indent int) int {
	for len(r.items) > 0 && (indent <= 0 || r.items[len(r.items)-1].indent > indent+20) {
		r.items = r.items[:len(r.items)-1]
	}
	return len(r.items)
}

// inline reads one element within a paragraph.
func (r *reader) inline(e xml.StartElement) error {
	if !isWord(e.Name) {
		switch e.Name.Local {
		case "AlternateContent":
			return r.alternate(r.inline)
		case "oMath", "oMathPara":
			return r.formula()
		}
		return r.x.Skip()
	}
	switch e.Name.Local {
	case "pPr":
		start := r.x.Start()
		props, err := r.paragraphProperties()
		r.p.props, r.p.style = props, r.styles.ofParagraph(props.style)
		r.traceProperties(start)
		return err
	case "r":
		return r.run()
	case "hyperlink":
		local := 0
		if archive.Attr(e, "anchor") != "" && archive.Attr(e, "id") == "" {
			local = 1
		}
		r.p.link += local
		err := r.x.Children(r.inline, nil)
		r.p.link -= local
		return err
	case "sdt":
		return r.control(r.inline)
	case "ins", "moveTo", "del", "moveFrom", "smartTag", "customXml", "fldSimple", "dir", "bdo":
		if r.leftOut(e.Name.Local) {
			return r.x.Skip()
		}
		return r.x.Children(r.inline, nil)
	case "p":
		return archive.ErrDamaged // would lose what stands before it
	}
	return r.x.Skip()
}

// formula reads the text of a formula (22.1).
func (r *reader) formula() error {
	var each func(e xml.StartElement) error
	each = func(e xml.StartElement) error {
		if e.Name.Local == "t" {
			return r.characters(runProperties{})
		}
		return r.x.Children(each, nil)
	}
	return r.x.Children(each, nil)
}
