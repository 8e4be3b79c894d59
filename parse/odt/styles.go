package odt

import (
	"encoding/xml"
	"strconv"
	"strings"

	"github.com/rightslint/rightslint/parse/archive"
)

// style is what the style of a paragraph or of characters says (ODF 1.3 part 3,
// 16.2).
type style struct {
	name, parent                 string
	bold, hidden, struck, raised *bool

	newPage bool
	seen    bool // what it inherits is filled in

	isTOC, isQuote, isCode, isTitle bool
}

// readStyles reads styles.xml. Its automatic styles belong to running heads.
func (r *reader) readStyles(x *archive.Scanner) error {
	r.x = x
	if _, err := x.Root(); err != nil {
		return err
	}
	return x.Children(func(e xml.StartElement) error {
		if e.Name.Local == "styles" {
			return r.styleSection()
		}
		return x.Skip()
	}, nil)
}

// styleSection reads the styles in an element.
func (r *reader) styleSection() error {
	return r.x.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "style":
			return r.readStyle(e)
		case "list-style":
			return r.readListStyle(archive.Attr(e, "name"))
		case "outline-style":
			const outline = "outline "
			err := r.readListStyle(outline)
			r.outline = r.lists[outline]
			return err
		}
		return r.x.Skip()
	}, nil)
}

func (r *reader) readStyle(e xml.StartElement) error {
	s := &style{name: archive.Attr(e, "name"), parent: archive.Attr(e, "parent-style-name")}
	// A style that names the page it stands on begins a new one.
	s.newPage = archive.Attr(e, "master-page-name") != ""
	family := archive.Attr(e, "family")
	r.styles[family+" "+s.name] = s
	return r.x.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "text-properties":
			if w := archive.Attr(e, "font-weight"); w != "" {
				n, _ := strconv.Atoi(w)
				bold := w == "bold" || n >= 600
				s.bold = &bold
			}
			if d := archive.Attr(e, "text-line-through-style"); d != "" {
				struck := d != "none"
				s.struck = &struck
			}
			if d := archive.Attr(e, "text-position"); d != "" {
				raised := strings.HasPrefix(d, "super") || d[0] >= '1' && d[0] <= '9'
				s.raised = &raised
			}
			if d := archive.Attr(e, "display"); d != "" {
				hidden := d == "none"
				s.hidden = &hidden
			}
		case "paragraph-properties":
			s.newPage = s.newPage || archive.Attr(e, "break-before") == "page"
		}
		return r.x.Skip()
	}, nil)
}

var noStyle = &style{seen: true}

// style returns a style of a family with all that it inherits.
func (r *reader) style(family, name string) *style {
	s := r.styles[family+" "+name]
	if s == nil {
		if name == "" {
			return noStyle
		}
		s = &style{name: name} // the built-in styles need not be defined
		r.styles[family+" "+name] = s
	}
	if s.seen {
		return s
	}
	s.seen = true // a chain that comes back to itself ends here
	base := r.style(family, s.parent)
	own := *s
	s.bold, s.hidden, s.struck, s.raised = base.bold, base.hidden, base.struck, base.raised
	s.overlay(&own)
	s.isTOC, s.isQuote, s.isCode, s.isTitle = base.isTOC, base.isQuote, base.isCode, base.isTitle
	switch n := strings.ToLower(strings.ReplaceAll(s.name, "_20_", " ")); {
	case n == "quotations", n == "quote", n == "intense quote", n == "block text":
		s.isQuote = true
	case n == "preformatted text", n == "source code":
		s.isCode = true
	case n == "title":
		s.isTitle = true
	case strings.HasPrefix(n, "contents ") && n != "contents heading":
		s.isTOC = true
	}
	return s
}

// overlay takes up what another style says of characters.
func (s *style) overlay(over *style) {
	for _, f := range [...]struct{ to, from **bool }{
		{&s.bold, &over.bold},
		{&s.hidden, &over.hidden},
		{&s.struck, &over.struck},
		{&s.raised, &over.raised},
	} {
		if *f.from != nil {
			*f.to = *f.from
		}
	}
}

func isOn(b *bool) bool { return b != nil && *b }
