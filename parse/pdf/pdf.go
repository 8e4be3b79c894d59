package pdf

import (
	"fmt"
	"slices"
	"time"
)

// Limits bound what reading one file may cost. A zero field means the default.
type Limits struct {
	// MaxPages is the number of pages read; further ones are named in a
	// warning. The default is 5,000.
	MaxPages int
	// MaxOperators bounds the operators of the content streams of the whole
	// file. The default is 50 million.
	MaxOperators int
	// MaxStream bounds the decoded bytes of one stream. The default is 64 MB.
	MaxStream int
	// MaxOutput bounds the bytes of text returned. The default is 64 MB.
	MaxOutput int
	// Time bounds the whole reading. The default is 60 seconds.
	Time time.Duration
	// Password opens a protected file; the empty password is always tried.
	Password string
}

// WithDefaults returns the limits with the defaults where none are set.
func (l Limits) WithDefaults() Limits {
	set := func(field *int, missing int) {
		if *field <= 0 {
			*field = missing
		}
	}
	set(&l.MaxPages, 5000)
	set(&l.MaxOperators, 50_000_000)
	set(&l.MaxStream, 64<<20)
	set(&l.MaxOutput, 64<<20)
	if l.Time <= 0 {
		l.Time = time.Minute
	}
	return l
}

// Kind says what a block is.
type Kind uint8

// The kinds of blocks.
const (
	Paragraph Kind = iota
	Heading
	ListItem
	TableRow // cells are separated by tabs
	Footnote
	Furniture // running head, page number, line number: not part of the text
	FormField // the name and content of a form field, or an annotation's text
)

// String returns the kind's name.
func (k Kind) String() string {
	return [...]string{"paragraph", "heading", "list-item", "table-row", "footnote", "furniture", "form-field"}[k]
}

// Block is a paragraph or another unit of the text, in reading order.
type Block struct {
	Kind Kind
	// Level is a heading's level or a list item's depth, from 1; else 0.
	Level int
	// Page and EndPage are the pages where the block starts and ends, from 1.
	Page, EndPage int
	// Text is the block's text on one line: lines are joined, hyphenation is
	// undone, ligatures are letters, right-to-left text is in logical order.
	Text string
	// Box is where the block stands on its first page, in points from the
	// lower left corner of the page as shown.
	Box Box
	// Lines are the lines of the block; a child process keeps them for itself.
	Lines []Line
}

// Line is a line of a block.
type Line struct {
	// From is the offset in the block's Text, in bytes, at which its text
	// begins.
	From int
	// Page is the page it stands on, from 1, and Box its place there.
	Page int
	Box  Box
}

// Box is a rectangle in points (1/72 inch).
type Box struct{ X0, Y0, X1, Y1 float64 }

// Document is the text of a PDF file and what is known about it.
type Document struct {
	// Pages is the number of pages of the file.
	Pages  int
	Blocks []Block
	// Outline holds the titles of the bookmarks, in order.
	Outline []string
	// Warnings are facts a reader should know, each a plain sentence.
	Warnings []string
	// Scanned are the pages that are pictures without text.
	Scanned []int
	// Facts tell how sound the text is.
	Facts Facts
}

// Facts are counts from which the soundness of the text can be judged.
type Facts struct {
	// Glyphs counts the characters shown, Unmapped those of them for which
	// the file does not say what they mean, Hidden those that are invisible,
	// as the text layer of OCR is.
	Glyphs, Unmapped, Hidden int
	// Undecoded counts streams that could not be decoded, Faults objects that
	// could not be read.
	Undecoded, Faults int
	// Repaired says that the file's own cross-reference table was not usable.
	Repaired bool
}

// Garbled reports whether more than 2 % of the characters have no known
// meaning, so that the text should not be judged as it is.
func (f Facts) Garbled() bool { return f.Glyphs > 0 && f.Unmapped*50 > f.Glyphs }

// Read reads the text of a PDF file. Its errors are those of this package.
func Read(data []byte, limits Limits) (doc *Document, err error) {
	defer func() {
		if r := recover(); r != nil {
			doc, err = nil, damage("%v", r)
		}
	}()
	limits = limits.WithDefaults()
	b := &budget{limits: limits, deadline: time.Now().Add(limits.Time)}
	doc, err = read(data, b, false)
	if again := err != nil && err != ErrNotPDF && err != ErrPassword && err != ErrUnsupportedEncryption && !isScanned(err); again ||
		doc != nil && doc.Facts.Faults > 0 && !doc.Facts.Repaired {
		repaired, repairErr := read(data, b, true)
		if repairErr == nil && (doc == nil || repaired.Facts.Glyphs >= doc.Facts.Glyphs) {
			doc, err = repaired, nil
		}
	}
	if b.exceeded() {
		return nil, ErrTooLong
	}
	return doc, err
}

func isScanned(err error) bool {
	_, ok := err.(*ErrScanned)
	return ok
}

// read reads a file as it is, or as repaired.
func read(data []byte, b *budget, repair bool) (*Document, error) {
	f, err := open(data, repair, b)
	if err != nil {
		return nil, err
	}
	r := &reader{file: f, doc: &Document{}, fonts: map[string]*font{}, sets: map[string]*fontSet{}}
	r.doc.Facts.Repaired = f.repaired
	pages := f.pages()
	r.doc.Pages = len(pages)
	if len(pages) == 0 {
		return nil, damage("no pages found")
	}
	if len(pages) > b.limits.MaxPages {
		r.warn("Only the first %d of %d pages were read.", b.limits.MaxPages, len(pages))
		pages = pages[:b.limits.MaxPages]
	}
	r.readOutline()
	for i, p := range pages {
		if b.exceeded() {
			return nil, ErrTooLong
		}
		r.readPage(p, i+1)
	}
	r.doc.Facts.Faults = f.faults
	if err := r.judge(); err != nil {
		return nil, err
	}
	r.compose()
	return r.doc, nil
}

// reader holds what is gathered while the pages of one file are read.
type reader struct {
	file    *file
	doc     *Document
	outline []bookmark

	fonts map[string]*font    // by the text of the font dictionary
	sets  map[string]*fontSet // by the text of the resource dictionary
	names map[string]string   // Unicode text of glyph names

	glyphs   []glyph // of the page at hand
	gaps     []float64
	groups   int       // columns so far
	heights  []float64 // of the pages
	lines    []line
	fields   []Block
	pictures []int // pages with pictures and no text
	stamped  []int // pages with a picture over them and hardly any text

	bodySize   float64 // of the running text
	bodyBold   bool
	usualPitch float64 // distance of baselines, in ems
}

func (r *reader) warn(format string, args ...any) {
	r.doc.Warnings = append(r.doc.Warnings, fmt.Sprintf(format, args...))
}

// judge decides whether there is enough text, and says what is wrong with it.
func (r *reader) judge() error {
	facts := r.doc.Facts
	if pages := len(r.heights); len(r.stamped) > 0 && (len(r.stamped)+len(r.pictures))*2 > pages {
		r.pictures = append(r.pictures, r.stamped...)
		slices.Sort(r.pictures)
		if len(r.pictures) == pages {
			return &ErrScanned{Pages: r.pictures}
		}
	}
	switch {
	case facts.Glyphs == facts.Unmapped && len(r.fields) == 0 && len(r.pictures) > 0:
		return &ErrScanned{Pages: r.pictures}
	case facts.Glyphs == facts.Unmapped && len(r.fields) == 0:
		return ErrNoText
	case len(r.pictures) > 0:
		r.doc.Scanned = r.pictures
		r.warn("The text of %s was not read: scanned without text. Run OCR first, for example with ocrmypdf.", pageRanges(r.pictures))
	}
	if facts.Garbled() {
		r.warn("Some of the text may be wrong: the file does not say what %d of its %d characters mean.", facts.Unmapped, facts.Glyphs)
	}
	if facts.Hidden*10 > facts.Glyphs*9 {
		r.warn("The pages are scans with a text layer made by OCR: the text may have misread letters.")
	}
	if facts.Undecoded > 0 {
		r.warn("Parts of the file could not be decoded; text may be missing.")
	}
	return nil
}
