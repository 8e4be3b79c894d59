// Package pdf reads the text of PDF files into paragraphs, headings, list
// items, table rows and footnotes, in reading order, with their pages.
//
// Clause numbers in comments are those of ISO 32000-1:2008. A file passes
// these stages, each in a file of its own:
//
//	xref.go, repair.go      find the objects: cross-reference tables and
//	                        streams, or a scan of the whole file     (7.5)
//	objstm.go, file.go      hand the library one sound cross-reference section
//	filters.go, predictor.go, value.go  decode streams               (7.4)
//	lexer.go, object.go     tokens and objects                       (7.2, 7.3)
//	pages.go                the page tree                            (7.7.3)
//	interpreter.go          run the operators of a content stream    (8, 9)
//	xobject.go, mark.go     forms and pictures, marked content       (8.10, 14.6)
//	font.go, composite.go, encoding.go, cmap.go, fontfile.go
//	                        character codes to Unicode and widths    (9)
//	segment.go              glyphs to words and pieces of lines
//	ruling.go, table.go     tables, drawn with lines or not
//	columns.go, margin.go   pieces to columns, in reading order
//	line.go, bidi.go        pieces to lines, in the order they are read
//	furniture.go            running heads, page numbers, line numbers
//	heading.go, outline.go, marker.go, list.go, note.go  what a line is
//	paragraph.go, hyphen.go lines to paragraphs, across columns and pages
//	compose.go              lay out what another engine has read
//	form.go                 form fields and annotations              (12.5, 12.7)
//
// Objects, references and decryption are the work of
// github.com/ledongthuc/pdf; what it cannot survive is kept from it. What a
// file may still cost is bounded in the package worker, and the package pdfium
// has a second engine.
package pdf
