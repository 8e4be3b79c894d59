// Package flow describes the text of documents that flow and have no fixed
// lines, such as those of word processors and of the web, as the readers of
// these formats deliver it: blocks with their numbers as displayed, and where
// in the file each comes from.
package flow

import "strings"

// Kind says what a block is.
type Kind uint8

// The kinds of blocks.
const (
	Paragraph Kind = iota
	Heading
	Item     // first paragraph of a list item
	Row      // table row, its cells parted by Bar
	Footnote // footnote or endnote
	Code     // text of a machine
	Contents // line of a table of contents
)

// Bar parts the cells of a table row.
const Bar = " | "

// Block is a paragraph or another unit of the text.
type Block struct {
	Kind Kind
	// Level is a heading's level from 1; else 0.
	Level int
	// Depth is the depth of the lists around the block, from 1; 0 for none.
	Depth int
	// Label is the number or bullet that is displayed before the text and is
	// no part of it.
	Label string
	// Start says that the block is the first of a list.
	Start bool
	// Title says that a heading is the title of the document, below which all
	// other headings are.
	Title bool
	// Quote, Bold and Linked say that all of the text is a quotation, bold, or
	// links within the document; Header, that a row heads its table.
	Quote, Bold, Linked, Header bool
	// Text is the text; line breaks that the author asked for are newlines.
	Text string
	// Parts are the paragraphs of the file that the text comes from.
	Parts []Part
	// Turns are the offsets in Text, in bytes, at which a new page begins.
	Turns []int
}

// Part is the text of one paragraph of the file.
type Part struct {
	// Number is the paragraph's place in the file, from 1.
	Number int
	// From and To delimit its text in the Text of the block, in bytes.
	From, To int
}

// Document is the text of a file.
type Document struct {
	// Title is what the file calls itself, or empty.
	Title  string
	Blocks []Block
	// Paged says that the file says where its pages begin.
	Paged bool
	// Warnings are facts that a reader should know, each a plain sentence.
	Warnings []string
}

// Warn notes a fact once.
func (d *Document) Warn(text string) {
	for _, w := range d.Warnings {
		if w == text {
			return
		}
	}
	d.Warnings = append(d.Warnings, text)
}

// Add keeps a block, unless it holds no text.
func (d *Document) Add(b Block) {
	if strings.TrimSpace(b.Text) != "" || len(b.Turns) > 0 {
		d.Blocks = append(d.Blocks, b)
	}
}

// EndsClause reports whether a text ends as a clause does and is longer than a
// heading: style sheets of law offices number whole clauses as headings.
func EndsClause(text string) bool {
	text = strings.TrimSpace(text)
	if text == "" || strings.Count(text, " ") < 8 {
		return false
	}
	return strings.IndexByte(".;:,", text[len(text)-1]) >= 0
}

// StruckOut is the warning that text which is struck out was left out.
const StruckOut = "Struck-out text was left out."

// IsNoteMark reports whether raised text is the mark of a footnote: a number of
// up to three digits, or asterisks and daggers.
func IsNoteMark(text string) bool {
	mark := strings.Trim(text, "()[]*†‡ ")
	return len(mark) < 4 && strings.Trim(mark, "0123456789") == ""
}
