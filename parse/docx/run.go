package docx

import (
	"encoding/xml"

	"github.com/rightslint/rightslint/parse/archive"
	"github.com/rightslint/rightslint/parse/flow"
)

// run reads w:r (17.3.2.25).
func (r *reader) run() error {
	start := r.x.Start()
	first := r.traceRun(start)
	var props runProperties
	err := r.x.Children(func(e xml.StartElement) error {
		if e.Name.Local == "rPr" && isWord(e.Name) {
			from := r.x.Start()
			p, err := r.runProperties()
			props = p
			r.traceRunProperties(from)
			return err
		}
		return r.content(e, props)
	}, nil)
	r.traceRunEnd(first)
	return err
}

// content reads one element of a run.
func (r *reader) content(e xml.StartElement, props runProperties) error {
	if !isWord(e.Name) {
		if e.Name.Local == "AlternateContent" {
			return r.alternate(func(e xml.StartElement) error { return r.content(e, props) })
		}
		return r.x.Skip()
	}
	switch e.Name.Local {
	case "t", "delText":
		return r.characters(props)
	case "tab", "ptab":
		r.write("\t", props)
	case "br":
		if kind := archive.Attr(e, "type"); kind == "page" || kind == "column" {
			r.write(" ", props)
		} else {
			r.write("\n", props)
		}
	case "cr":
		r.write("\n", props)
	case "noBreakHyphen":
		r.write("-", props)
	case "sym":
		if isCheckBox(archive.Attr(e, "char")) {
			r.write("☐", props)
		}
	case "fldChar":
		r.p.fieldMark(archive.Attr(e, "fldCharType"))
	case "footnoteReference":
		r.notes = append(r.notes, "footnote "+archive.Attr(e, "id"))
	case "endnoteReference":
		r.notes = append(r.notes, "endnote "+archive.Attr(e, "id"))
	case "lastRenderedPageBreak":
		if r.tracing && r.boxes == 0 {
			r.doc.Paged = true
			r.p.turns = append(r.p.turns, len(r.p.text))
		}
	case "ruby":
		return r.x.Children(func(e xml.StartElement) error {
			if e.Name.Local == "rubyBase" {
				return r.x.Children(r.inline, nil)
			}
			return r.x.Skip()
		}, nil)
	case "drawing", "pict", "object":
		return r.drawing()
	}
	return r.x.Skip()
}

// isCheckBox reports characters of symbol fonts that draw an empty or ticked
// box (Wingdings).
func isCheckBox(char string) bool {
	switch char {
	case "F06F", "F0A8", "F071", "F072", "F0FE", "F0FD":
		return true
	}
	return false
}

// drawing reads the text boxes in a drawing, whose blocks follow the paragraph.
func (r *reader) drawing() error {
	return r.x.Children(func(e xml.StartElement) error {
		switch {
		case e.Name.Local == "AlternateContent":
			return r.alternate(func(xml.StartElement) error { return r.drawing() })
		case e.Name.Local == "txbxContent" && isWord(e.Name):
			r.boxes++
			blocks, err := r.collect()
			r.boxes--
			r.p.boxes = append(r.p.boxes, blocks...)
			return err
		}
		return r.drawing()
	}, nil)
}

// characters reads the text of an element.
func (r *reader) characters(props runProperties) error {
	return r.x.Children(func(xml.StartElement) error { return r.x.Skip() }, func(text xml.CharData) {
		from := len(r.p.text)
		r.write(string(text), props)
		r.traceText(from)
	})
}

// write adds text to the paragraph, unless it is hidden, struck out, the
// instruction of a field, or the mark of a footnote that was typed by hand.
func (r *reader) write(text string, props runProperties) {
	p := r.p
	if p.inInstruction() || len(p.text)+r.size > 2*maxText {
		return
	}
	var style runProperties
	if s := r.styles.find(props.style); s != nil {
		style = s.run
	}
	if props.hidden.or(style.hidden).or(p.style.run.hidden) == enabled {
		return
	}
	if props.struck.or(style.struck).or(p.style.run.struck) == enabled {
		r.doc.Warn(flow.StruckOut)
		return
	}
	if (props.raised || style.raised) && flow.IsNoteMark(text) {
		return
	}
	p.text = append(p.text, text...)
	n := len(text)
	if text == "\t" || text == "\n" || text == " " {
		return
	}
	p.all += n
	if props.bold.or(style.bold).or(p.style.run.bold) == enabled {
		p.bold += n
	}
	if p.link > 0 {
		p.linked += n
	}
}
