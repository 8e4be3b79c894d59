package docx

import (
	"encoding/xml"
	"strings"

	"github.com/rightslint/rightslint/parse/archive"
)

// styles are the styles of a document (17.7).
type styles struct {
	byID map[string]*style
	// paragraph is the style of paragraphs that name none.
	paragraph *style
}

type style struct {
	id, name, base string
	p              paragraphProperties
	run            runProperties
	done           bool // what it inherits is filled in
	busy           bool // is being filled in
	isTOC, isQuote bool
	isCode         bool
	isTitle        bool
}

func (r *reader) readStyles(x *archive.Scanner) error {
	r.x = x
	r.styles.byID = map[string]*style{}
	if _, err := x.Root(); err != nil {
		return err
	}
	return x.Children(func(e xml.StartElement) error {
		if !isWord(e.Name) || e.Name.Local != "style" {
			return x.Skip()
		}
		s := &style{id: archive.Attr(e, "styleId"), p: noProperties()}
		isDefault := archive.Attr(e, "type") == "paragraph" && archive.Attr(e, "default") != "" && archive.Attr(e, "default") != "0" && archive.Attr(e, "default") != "false"
		if err := r.readStyle(s); err != nil {
			return err
		}
		r.styles.byID[s.id] = s
		if isDefault {
			r.styles.paragraph = s
		}
		return nil
	}, nil)
}

func (r *reader) readStyle(s *style) error {
	return r.x.Children(func(e xml.StartElement) error {
		var err error
		switch e.Name.Local {
		case "name":
			s.name = strings.ToLower(archive.Attr(e, "val"))
		case "basedOn":
			s.base = archive.Attr(e, "val")
		case "pPr":
			s.p, err = r.paragraphProperties()
			return err
		case "rPr":
			s.run, err = r.runProperties()
			return err
		}
		return r.x.Skip()
	}, nil)
}

// find returns a style with all that it inherits, or nil.
func (s *styles) find(id string) *style {
	st := s.byID[id]
	if st == nil || st.done || st.busy {
		return st
	}
	// A chain of styles that comes back to itself ends where it does.
	st.busy = true
	st.outline()
	if base := s.find(st.base); base != nil && base != st {
		st.inherit(base)
	}
	st.busy, st.done = false, true
	st.judge()
	return st
}

func (s *style) inherit(base *style) {
	p, b := &s.p, &base.p
	for _, f := range [...]struct{ to, from *int }{
		{&p.list, &b.list},
		{&p.level, &b.level},
		{&p.outline, &b.outline},
		{&p.indent, &b.indent},
		{&p.hanging, &b.hanging},
	} {
		if *f.to == unset {
			*f.to = *f.from
		}
	}
	s.run.bold = s.run.bold.or(base.run.bold)
	s.run.hidden = s.run.hidden.or(base.run.hidden)
	s.run.struck = s.run.struck.or(base.run.struck)
	s.run.raised = s.run.raised || base.run.raised
	s.isTOC, s.isQuote, s.isCode = base.isTOC, base.isQuote, base.isCode
}

// outline gives the built-in styles of headings their level, which they need
// not state.
func (s *style) outline() {
	rest, ok := strings.CutPrefix(s.name, "heading ")
	switch {
	case s.name == "title":
		s.p.outline, s.isTitle = 0, true
	case s.p.outline != unset:
	case ok && len(rest) == 1 && rest[0] >= '1' && rest[0] <= '9':
		s.p.outline = int(rest[0] - '1')
	}
}

// judge finds what the name of a style says. The names of built-in styles are
// the same in all languages.
func (s *style) judge() {
	switch s.name {
	case "quote", "intense quote", "block text", "quotations":
		s.isQuote = true
	case "source code", "html preformatted", "preformatted text", "html code", "macro":
		s.isCode = true
	}
	if rest, ok := strings.CutPrefix(s.name, "toc "); ok && len(rest) == 1 && rest[0] >= '1' && rest[0] <= '9' {
		s.isTOC = true
	}
}

// ofParagraph returns the style that holds for a paragraph; never nil.
func (s *styles) ofParagraph(id string) *style {
	if st := s.find(id); st != nil {
		return st
	}
	if s.paragraph != nil {
		return s.find(s.paragraph.id)
	}
	return &noStyle
}

var noStyle = style{p: noProperties(), done: true}
