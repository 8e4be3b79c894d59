package web

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"

	"github.com/rightslint/rightslint/parse/flow"
)

// maxOpen is how many elements are open at most; browsers allow 512.
const maxOpen = 512

// reader makes blocks of the tags and texts of a page.
type reader struct {
	opts   Options
	doc    flow.Document // for its warnings
	blocks []kept
	open   []element
	title  string
	xml    bool // the page is XHTML

	// How many of the open elements are of a sort.
	skips, bolds, quotes, pres, mains, articles, notes, heads, locals, outers, ps int

	p      paragraph
	number int // paragraphs so far
	tables []*table
}

// paragraph is the text since the last block began or ended.
type paragraph struct {
	text []byte
	// Bytes of text, of those bold, in links within the page, and to
	// elsewhere.
	all, bold, local, outer int
	heading                 int
}

// read reads a whole page.
func (r *reader) read(page []byte) {
	r.xml = bytes.HasPrefix(bytes.TrimLeft(page[:min(len(page), 64)], "\ufeff \t\r\n"), []byte("<?xml"))
	z := html.NewTokenizer(bytes.NewReader(page))
	inTitle := false
	for {
		switch z.Next() {
		case html.ErrorToken:
			r.close(0)
			r.flush()
			return
		case html.TextToken:
			if inTitle {
				r.title = string(z.Text())
			} else if r.skips == 0 {
				r.write(z.Text())
			}
			inTitle = false
		case html.StartTagToken, html.SelfClosingTagToken:
			name, a, selfClosed := startTag(z)
			inTitle = name == "title" && r.title == "" && !r.isOpen("svg")
			r.start(name, a)
			if selfClosed && r.xml && !voids[name] {
				r.end(name)
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			inTitle = false
			r.end(string(name))
		}
	}
}

// startTag returns the name and the attributes of the tag read last.
func startTag(z *html.Tokenizer) (string, attributes, bool) {
	selfClosed := bytes.HasSuffix(z.Raw(), []byte("/>"))
	name, more := z.TagName()
	tag := string(name)
	var a attributes
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		switch string(key) {
		case "id", "class", "style", "role", "hidden", "aria-hidden", "aria-level", "href", "type", "start", "value", "reversed":
			if a == nil {
				a = attributes{}
			}
			if _, twice := a[string(key)]; !twice {
				a[string(key)] = string(value)
			}
		}
	}
	return tag, a, selfClosed
}

func (r *reader) isOpen(name string) bool {
	for i := len(r.open) - 1; i >= 0; i-- {
		if r.open[i].name == name {
			return true
		}
	}
	return false
}

// start handles a start tag.
func (r *reader) start(name string, a attributes) {
	r.closeImplied(name)
	if blocks[name] {
		r.flush()
	}
	if voids[name] {
		if name == "br" && r.skips == 0 {
			r.p.text = append(r.p.text, '\n')
		}
		return
	}
	if len(r.open) >= maxOpen {
		return
	}
	if name == "li" {
		if l := r.list(); l != nil {
			l.item(a)
		}
	}
	e := r.element(name, a)
	r.open = append(r.open, e)
	r.count(&e, 1)
	if r.skips > 0 {
		return
	}
	if e.heading > 0 {
		r.p.heading = e.heading
	}
	r.startTable(name)
}

// element finds what an element means for the text in it.
func (r *reader) element(name string, a attributes) element {
	inside := r.mains+r.articles > 0
	e := element{name: name, sort: sorts[name], at: len(r.p.text), heading: heading(name, a), note: a.isNotes()}
	e.main = name == "main" || a["role"] == "main"
	e.head = !inside && (name == "header" || a["role"] == "banner")
	e.skip = unseen[name] || a.isHidden() || apart[a["role"]] || a.isBanner() ||
		!inside && (name == "footer" || name == "aside" || a["role"] == "complementary")
	e.bold = name == "b" || name == "strong" || a.isBold()
	switch name {
	case "a":
		if href := a["href"]; strings.HasPrefix(href, "#") {
			e.link = localLink
		} else if href != "" {
			e.link = outerLink
		}
	case "s", "strike":
		e.skip = true
		r.doc.Warn(flow.StruckOut)
	case "del":
		r.doc.Warn(changes(r.opts.Original))
		e.skip = e.skip || !r.opts.Original
	case "ins":
		r.doc.Warn(changes(r.opts.Original))
		e.skip = e.skip || r.opts.Original
	case "ul", "ol", "menu":
		e.list = newList(name, a)
	}
	return e
}

func changes(original bool) string {
	if original {
		return "The page marks changes; it was read as it was before them."
	}
	return "The page marks changes; it was read as if all were accepted."
}

// count adds n to the counts of the sorts that an element is of.
func (r *reader) count(e *element, n int) {
	for _, c := range [...]struct {
		is    bool
		count *int
	}{
		{e.skip, &r.skips},
		{e.bold, &r.bolds},
		{e.name == "blockquote", &r.quotes},
		{e.name == "pre", &r.pres},
		{e.main, &r.mains},
		{e.name == "article", &r.articles},
		{e.note, &r.notes},
		{e.head, &r.heads},
		{e.link == localLink, &r.locals},
		{e.link == outerLink, &r.outers},
		{e.name == "p", &r.ps},
	} {
		if c.is {
			*c.count += n
		}
	}
}

// sort is a set of sorts of elements, for the rules by which tags close others.
type sort uint16

const (
	isItem sort = 1 << iota
	isTerm      // dt, dd
	isCell
	isRow
	isParagraph
	// The scopes beyond which no tag closes another.
	listScope
	cellScope
	textScope
)

// sorts are those of the elements that have any.
var sorts = func() map[string]sort {
	out := map[string]sort{}
	for names, s := range map[string]sort{
		"li": isItem, "dt dd": isTerm, "td th": isCell | isRow, "tr": isRow, "p": isParagraph,
		"ul ol menu table td th body": listScope, "table body": cellScope, "td th caption table body": textScope,
	} {
		for name := range set(names) {
			out[name] |= s
		}
	}
	return out
}()

// closeImplied closes the elements whose end tags are left out before a start
// tag.
func (r *reader) closeImplied(name string) {
	switch name {
	case "li":
		r.closeIn(isItem, listScope)
	case "dt", "dd":
		r.closeIn(isTerm, listScope)
	case "td", "th":
		r.closeIn(isCell, cellScope)
	case "tr", "tbody", "thead", "tfoot":
		r.closeIn(isRow, cellScope)
	}
	if endsP[name] && r.ps > 0 {
		r.closeIn(isParagraph, textScope)
	}
}

// closeIn closes the outermost open element of a sort within a scope.
func (r *reader) closeIn(which, scope sort) {
	found := -1
	for i := len(r.open) - 1; i >= 0 && r.open[i].sort&scope == 0; i-- {
		if r.open[i].sort&which != 0 {
			found = i
		}
	}
	if found >= 0 {
		r.close(found)
	}
}

// end handles an end tag.
func (r *reader) end(name string) {
	if blocks[name] {
		r.flush()
	}
	leaves := sorts[name]&(textScope|isRow) != 0
	for i := len(r.open) - 1; i >= 0; i-- {
		if r.open[i].name == name {
			r.close(i)
			return
		}
		if r.open[i].sort&textScope != 0 && !leaves {
			return
		}
	}
}

// close closes the open elements from index i on.
func (r *reader) close(i int) {
	for len(r.open) > i {
		e := r.open[len(r.open)-1]
		if blocks[e.name] {
			r.flush()
		}
		if r.skips == 0 {
			r.endTable(e.name)
		}
		if e.heading > 0 {
			r.flush()
			r.p.heading = 0
		}
		if e.name == "sup" && r.skips == 0 {
			r.dropMark(e.at)
		}
		r.open = r.open[:len(r.open)-1]
		r.count(&e, -1)
	}
}

// dropMark takes the mark of a footnote, which stands from an offset on, out of
// the text.
func (r *reader) dropMark(at int) {
	if at > len(r.p.text) {
		return
	}
	if flow.IsNoteMark(string(r.p.text[at:])) {
		r.p.text = r.p.text[:at]
	}
}
