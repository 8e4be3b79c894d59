package parse

import "bytes"

// The limits beyond which Markdown is read as plain text. No document that
// people write comes near them; a parser of Markdown takes time that grows
// with their square.
const (
	maxQuotes   = 40   // block quotations within each other
	maxMarkers  = 24   // list markers on one line
	maxIndent   = 400  // columns of indentation before text
	maxBrackets = 1000 // square brackets that open within a paragraph
	maxMarks    = 3000 // emphasis marks or code marks within a paragraph
	maxColumns  = 200  // columns of a table
)

// tooDeep reports whether Markdown is nested too deeply for its parser.
func tooDeep(data []byte) bool {
	for rest := data; len(rest) > 0; {
		line := rest
		if stop := bytes.IndexByte(rest, '\n'); stop < 0 {
			rest = nil
		} else {
			line, rest = rest[:stop], rest[stop+1:]
		}
		if len(line) > maxMarkers && bytes.IndexByte([]byte(" \t>-*+0123456789"), line[0]) >= 0 && deepPrefix(line) {
			return true
		}
		if len(line) > 2*maxColumns && bytes.Count(line, []byte{'|'}) > maxColumns {
			return true
		}
	}
	for rest := data; len(rest) > 0; {
		part := rest
		if stop := bytes.Index(rest, []byte("\n\n")); stop < 0 {
			rest = nil
		} else {
			part, rest = rest[:stop], rest[stop+2:]
		}
		// A paragraph shorter than the limit cannot exceed it.
		if len(part) > maxBrackets && deepInside(part) {
			return true
		}
	}
	return false
}

// deepInside reports whether a paragraph holds too many marks that may pair.
func deepInside(part []byte) bool {
	if bytes.Count(part, []byte{'['}) > maxBrackets {
		return true
	}
	if len(part) <= maxMarks {
		return false
	}
	marks := 0
	for _, c := range []byte("*_`~<") {
		marks += bytes.Count(part, []byte{c})
	}
	return marks > maxMarks
}

// deepPrefix reports whether a line begins with too many marks of quotations
// or lists, or too much indentation.
func deepPrefix(line []byte) bool {
	quotes, markers, indent := 0, 0, 0
	for _, c := range line {
		switch c {
		case '>':
			quotes++
		case '-', '*', '+', '.', ')':
			markers++
		case ' ':
			indent++
		case '\t':
			indent += 4
		case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		default:
			return quotes > maxQuotes || markers > maxMarkers && indent > maxMarkers || indent > maxIndent
		}
	}
	return quotes > maxQuotes
}
