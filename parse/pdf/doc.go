// Package pdf reads the text of PDF files into paragraphs, headings, list
// items, table rows and footnotes, in reading order, with their pages.
//
// Clause numbers in comments are those of ISO 32000-1:2008. A file passes
// these stages, each in a file of its own:
//
//	xref.go, repair.go    find the objects: cross-reference tables and streams,
//	objstm.go, file.go    or a scan of the whole file; hand the library one
//	                      sound cross-reference section        (7.5)
//	filters.go            decode streams                       (7.4)
//	pages.go              walk the page tree                   (7.7.3)
//	lexer.go, object.go   tokens and objects                   (7.2, 7.3)
//	interpreter.go        run the operators of a content stream (8, 9)
//	font*.go, cmap.go     turn character codes into Unicode and widths (9)
//	segment.go            glyphs to words and pieces of lines
//	columns.go            pieces to columns, in reading order
//	furniture.go          running heads, page numbers, line numbers
//	paragraph.go          lines to paragraphs, across columns and pages
//	heading.go, note.go   what each paragraph is
//
// Objects, references and decryption are the work of
// github.com/ledongthuc/pdf; what it cannot survive is kept from it.
package pdf
