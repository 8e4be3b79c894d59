// Package web reads the main text of web pages (HTML): what stands in main or
// article where the page says so, without menus, page heads and feet, scripts,
// cookie banners and what is hidden.
//
//	web.go      decodes the page and chooses its main text
//	element.go  which elements are open, which are no text
//	reader.go   tags and text to blocks
//	list.go     the numbers of lists
//
// The page is read as a stream of tags, by the rules of the HTML standard for
// tags that are left out (13.2.6) as far as they matter to text, in time and
// memory that grow with its length and no faster.
package web

import (
	"errors"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"github.com/rightslint/rightslint/parse/flow"
)

// ErrEncoding says that the characters of a page cannot be made out.
var ErrEncoding = errors.New("the characters of this web page cannot be made out; save it as UTF-8 first")

// Options steer the reading.
type Options struct {
	// Original reads what is marked as deleted and leaves out what is marked
	// as inserted; else the other way round.
	Original bool
}

// Read reads a web page.
func Read(data []byte, opts Options) (*flow.Document, error) {
	text, err := decode(data)
	if err != nil {
		return nil, err
	}
	r := &reader{opts: opts}
	r.read(text)
	r.doc.Title = strings.Join(strings.Fields(r.title), " ")
	r.doc.Blocks = r.choose()
	return &r.doc, nil
}

// decode makes UTF-8 of a page, by its byte order mark, the encoding it names,
// or else by what its bytes can be.
func decode(data []byte) ([]byte, error) {
	enc, _, certain := charset.DetermineEncoding(data, "")
	if !certain && utf8.Valid(data) {
		return data, nil
	}
	text, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return nil, ErrEncoding
	}
	return []byte(strings.TrimPrefix(string(text), "\ufeff")), nil
}

// kept is a block and where in the page it stands.
type kept struct {
	flow.Block
	main, article, head bool
	menu                bool // all of its text is links to elsewhere
}

// choose returns the blocks of the main text: of main, if the page has one that
// holds a good part of its text, else of its articles, else all but menus.
func (r *reader) choose() []flow.Block {
	all, main, article := 0, 0, 0
	for i := range r.blocks {
		b := &r.blocks[i]
		all += len(b.Text)
		if b.main {
			main += len(b.Text)
		}
		if b.article {
			article += len(b.Text)
		}
	}
	takes := func(b *kept) bool { return !b.head }
	switch {
	case main*4 >= all && main > 0:
		takes = func(b *kept) bool { return b.main }
	case article*2 >= all && article > 0:
		takes = func(b *kept) bool { return b.article }
	default:
		r.dropMenus()
	}
	var out []flow.Block
	var banner *flow.Block
	titled := false
	for i := range r.blocks {
		b := &r.blocks[i]
		top := b.Kind == flow.Heading && b.Level == 1
		switch {
		case takes(b) || b.Kind == flow.Footnote:
			out = append(out, b.Block)
			titled = titled || top
		case top && banner == nil:
			banner = &b.Block
		}
	}
	// The title of the document may stand in the head of the page.
	if banner != nil && !titled {
		out = append([]flow.Block{*banner}, out...)
	}
	return out
}

// minMenu is how many blocks of nothing but links in a row make a menu.
const minMenu = 4

// dropMenus takes runs of links to elsewhere out of a page that does not say
// where its main text is.
func (r *reader) dropMenus() {
	out := r.blocks[:0]
	for i := 0; i < len(r.blocks); {
		j := i
		for j < len(r.blocks) && r.blocks[j].menu {
			j++
		}
		if j-i < minMenu {
			j = max(j, i+1)
			out = append(out, r.blocks[i:j]...)
		}
		i = j
	}
	r.blocks = out
}
