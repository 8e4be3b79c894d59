// Package parse reads policy documents (Markdown, plain text, PDF) into one
// model: blocks, provisions and sentences, each with its exact span in the
// source. It knows formats, numbering and sentence boundaries, and nothing
// of rights or rules.
package parse

import (
	"bytes"
	"sort"
	"unicode/utf8"
)

// Span is a half-open range of bytes, from Start up to but not including End,
// of Document.Source.
type Span struct {
	Start, End int
}

// Format is the file format a document was read from.
type Format string

// The formats that Read understands.
const (
	Markdown Format = "markdown"
	Text     Format = "text"
	PDF      Format = "pdf"
	Docx     Format = "docx"
	ODT      Format = "odt"
	HTML     Format = "html"
)

// IsExtracted reports whether the source of such a document is text that was
// extracted from its file, rather than the file itself.
func (f Format) IsExtracted() bool { return f != Markdown && f != Text }

// Class says what a passage does in its document. Only Body passages operate:
// they can bind somebody. The others describe, introduce, quote or list.
type Class uint8

// The classes of passages.
const (
	Body       Class = iota // an operative clause
	Heading                 // a heading or title
	Definition              // says what a term means or what the document is called
	Recital                 // preamble, recital, "whereas", enacting words
	Note                    // explanatory statement or memorandum, editorial note, amendment history
	Contents                // table of contents
	Footnote                // footnote or endnote
	Quotation               // block quotation
	Code                    // code block or span of machine text
	FormField               // blank to be filled in
)

var classNames = [...]string{"body", "heading", "definition", "recital", "note", "contents", "footnote", "quotation", "code", "form-field"}

// String returns the name of the class as the JSON structure and the rule
// language write it.
func (c Class) String() string {
	if int(c) < len(classNames) {
		return classNames[c]
	}
	return "unknown"
}

// Binds reports whether passages of the class operate, so that they can bind
// somebody.
func (c Class) Binds() bool { return c == Body }

// IsHeading reports whether the class is Heading.
func (c Class) IsHeading() bool { return c == Heading }

// Document is a policy document as read: its source text and the structure
// found in it. Sentences and provisions stand in the order of the source.
type Document struct {
	// Path is the file's name as it was given.
	Path string
	// Format is what the file was read as.
	Format Format
	// Source is the UTF-8 text that all spans point into: the file itself
	// for Markdown and plain text (invalid bytes included), the extracted
	// text for all other formats.
	Source []byte
	// Title is the text of the first heading, or of a title in the front
	// matter, or empty.
	Title string
	// FrontMatter holds the scalar entries of a YAML front matter.
	FrontMatter map[string]string
	// Front is the YAML front matter with the lines that fence it, or empty.
	Front Span
	// Comments are the HTML comments of Markdown, in the order of the source;
	// those in code are none.
	Comments []Comment
	// Blocks are paragraphs, headings, list items, table rows and the like.
	Blocks []Block
	// Provisions are the numbered or titled units, a parent before its parts.
	Provisions []Provision
	// Sentences are the smallest units that are judged.
	Sentences []Sentence
	// Pages holds, where the file says where its pages begin, the offset in
	// Source at which each does; page numbers are indexes into it plus one.
	Pages []int
	// Paragraphs holds, for formats other than Markdown and plain text, where
	// each paragraph of the file stands in Source (for PDF, each block that
	// its reader found); those that were not read are empty. Their numbers are
	// indexes into it plus one.
	Paragraphs []Span
	// Unread lists the pages, from 1, whose text could not be read, such as
	// scanned ones: what is missing may stand there.
	Unread []int
	// Warnings are facts about the reading that a person should know, such
	// as invalid UTF-8 or pages without text; each is one plain sentence.
	Warnings []string

	lines []int  // offsets of line starts, made on first use by Index
	marks []mark // places with the code points before them, made with lines
}

// Comment is an HTML comment, which is no part of the text that is judged.
type Comment struct {
	// Span covers the comment with its marks.
	Span Span
	// Text is what stands between the marks, white space folded to single
	// spaces.
	Text string
}

// Block is a paragraph, heading, list item, table row or other unit of layout.
type Block struct {
	Span  Span
	Class Class
	// Level is the heading level from 1, or the depth of a list item from 1,
	// or 0.
	Level int
	// Provision is the index of the innermost provision that holds the block,
	// or -1.
	Provision int
	// First and End delimit the block's sentences in Document.Sentences.
	First, End int
	// Row says that the block is a row of a table, whose cells are parted by
	// upright bars.
	Row bool
}

// Provision is a unit that a reader would cite: an article, section, clause,
// paragraph, numbered list item or titled part. Bullets and table rows without
// a number are no units: their sentences belong to the unit around them.
type Provision struct {
	// Label is the unit's own number as written, such as "Article 12",
	// "12.3", "(a)" or "§ 4"; empty for a unit that only has a heading.
	Label string
	// Path is how a person would cite the unit: numbers joined from the
	// nearest named ancestor, such as "Article 12(3)(a)", or the heading
	// where nothing is numbered.
	Path string
	// Title is the unit's heading without its number, or empty.
	Title string
	// Parent is the index of the enclosing provision, or -1.
	Parent int
	// Depth counts the ancestors.
	Depth int
	// Titled says that the unit has a heading of its own: the nearest titled
	// ancestor is the section of a sentence.
	Titled bool
	Span   Span
	// First and End delimit the sentences in the unit and its parts.
	First, End int
}

// Sentence is a sentence, a list item or another smallest unit of meaning.
type Sentence struct {
	// Text is the sentence without markup and without the number of its
	// provision, white space folded to single spaces. The cells of a table
	// row are parted by " | ".
	Text string
	// Span covers the sentence in the source, markup included.
	Span  Span
	Class Class
	// Block is the index of the block that the sentence stands in.
	Block int
	// Provision is the index of the innermost provision, or -1.
	Provision int
	// LeadIn is the index of the sentence that introduces the enumeration
	// this one is an item of ("The Supplier shall:"), or -1. A lead-in may
	// have one of its own. Further sentences of an item have none, unless
	// the first is only the name of the item ("Offence.").
	LeadIn int
}

// Section returns the index of the nearest titled provision at or above the
// provision with index p, or -1.
func (d *Document) Section(p int) int {
	for p >= 0 && !d.Provisions[p].Titled {
		p = d.Provisions[p].Parent
	}
	return p
}

// Unit returns the index of the outermost provision at or above the provision
// with index p that has no heading of its own, or -1: what a reader would call
// the clause.
func (d *Document) Unit(p int) int {
	best := -1
	for ; p >= 0 && !d.Provisions[p].Titled; p = d.Provisions[p].Parent {
		best = p
	}
	return best
}

// HeadingPath returns the titles of the titled provisions that enclose the
// provision with index p, outermost first.
func (d *Document) HeadingPath(p int) []string {
	var path []string
	for ; p >= 0; p = d.Provisions[p].Parent {
		if d.Provisions[p].Titled {
			path = append(path, d.Provisions[p].Title)
		}
	}
	for i, j := 0, len(path)-1; i < j; i, j = i+1, j-1 {
		path[i], path[j] = path[j], path[i]
	}
	return path
}

// SentenceAt returns the index of the sentence that holds the byte at an
// offset, or of the last one before it, or -1.
func (d *Document) SentenceAt(offset int) int {
	return sort.Search(len(d.Sentences), func(i int) bool { return d.Sentences[i].Span.Start > offset }) - 1
}

// Position returns the line and column of a byte offset, both from 1; columns
// count Unicode code points.
func (d *Document) Position(offset int) (line, column int) {
	if d.lines == nil {
		d.Index()
	}
	offset = min(max(offset, 0), len(d.Source))
	i := sort.SearchInts(d.lines, offset+1) - 1
	start := d.lines[i]
	if offset-start <= markEvery {
		return i + 1, utf8.RuneCount(d.Source[start:offset]) + 1
	}
	return i + 1, d.points(offset) - d.points(start) + 1
}

// points counts the code points before an offset.
func (d *Document) points(offset int) int {
	m := d.marks[sort.Search(len(d.marks), func(i int) bool { return d.marks[i].offset > offset })-1]
	return m.points + utf8.RuneCount(d.Source[m.offset:offset])
}

// mark is a place of the source, with the number of code points before it.
type mark struct{ offset, points int }

// markEvery is the least distance of marks in bytes. Without marks the column of
// every passage would be counted from the start of its line, which takes
// quadratic time where a whole document is one line.
const markEvery = 1024

// Page returns the page of a byte offset, from 1, or 0 where the format has no
// pages.
func (d *Document) Page(offset int) int {
	return sort.SearchInts(d.Pages, offset+1)
}

// Paragraph returns the number of the paragraph of the file that holds a byte
// offset, from 1, or 0 where paragraphs are not counted.
func (d *Document) Paragraph(offset int) int {
	n := sort.Search(len(d.Paragraphs), func(i int) bool { return d.Paragraphs[i].Start > offset })
	for n > 0 && d.Paragraphs[n-1].Start == d.Paragraphs[n-1].End {
		n-- // was not read
	}
	return n
}

// Index prepares Position; call it before a document is used by several
// goroutines at once.
func (d *Document) Index() {
	lines := append(make([]int, 0, bytes.Count(d.Source, []byte{'\n'})+1), 0)
	returns := bytes.IndexByte(d.Source, '\r') >= 0 // few files have any
	for at := 0; at < len(d.Source); {
		i := bytes.IndexByte(d.Source[at:], '\n')
		end := at + i + 1
		if i < 0 {
			end = len(d.Source)
		}
		for k := at; returns && k < end; k++ {
			if d.Source[k] == '\r' && (k+1 == len(d.Source) || d.Source[k+1] != '\n') {
				lines = append(lines, k+1)
			}
		}
		if i >= 0 {
			lines = append(lines, end)
		}
		at = end
	}
	marks := make([]mark, 1, len(d.Source)/markEvery+1)
	for last := (mark{}); len(d.Source)-last.offset > markEvery; {
		end := last.offset + markEvery
		for k := 0; k < utf8.UTFMax-1 && end < len(d.Source) && !utf8.RuneStart(d.Source[end]); k++ {
			end++ // code points stay whole
		}
		last = mark{end, last.points + utf8.RuneCount(d.Source[last.offset:end])}
		marks = append(marks, last)
	}
	d.lines, d.marks = lines, marks
}
