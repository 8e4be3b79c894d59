package parse

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// plainParagraph is a paragraph without any mark-up inside. The library's parser
// of what stands in a line passes it over, for there is nothing in it to find:
// most of the text of most policies is such, and that parser is the slowest part
// of reading them.
type plainParagraph struct{ ast.BaseBlock }

var kindPlainParagraph = ast.NewNodeKind("PlainParagraph")

// Kind returns the kind of the node.
func (n *plainParagraph) Kind() ast.NodeKind { return kindPlainParagraph }

// IsRaw tells the library that nothing in the lines is to be parsed.
func (n *plainParagraph) IsRaw() bool { return true }

// Dump prints the node for debugging.
func (n *plainParagraph) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// paragraphs is the library's parser of paragraphs with two differences. A
// paragraph may begin with a line that is indented by four spaces or more: no
// other parser takes such a line outside of lists, and the library ends its
// reading, without a word, at a line that nobody takes. And a paragraph without
// mark-up becomes a plainParagraph.
type paragraphs struct{ parser.BlockParser }

// CanAcceptIndentedLine reports that an indented line may begin a paragraph.
func (paragraphs) CanAcceptIndentedLine() bool { return true }

// Close ends a paragraph.
func (p paragraphs) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	p.BlockParser.Close(node, reader, pc)
	parent := node.Parent()
	if pc.Get(underlined) != nil {
		pc.Set(underlined, nil)
		return
	}
	if parent == nil || !isPlain(node.Lines(), reader.Source()) {
		return
	}
	plain := &plainParagraph{}
	plain.SetLines(node.Lines())
	plain.SetBlankPreviousLines(node.HasBlankPreviousLines())
	parent.ReplaceChild(parent, node, plain)
}

// markupBytes begin what the library looks for in lines.
const markupBytes = "\\`*_[<~"

// isPlain reports whether lines have no mark-up and no line break that the author
// asked for.
func isPlain(lines *text.Segments, source []byte) bool {
	for i := range lines.Len() {
		line := source[lines.At(i).Start:lines.At(i).Stop]
		if bytes.ContainsAny(line, markupBytes) || i+1 < lines.Len() && breaksHard(line) {
			return false
		}
	}
	return true
}

// breaksHard reports whether a line ends in two spaces, which break the line.
func breaksHard(line []byte) bool {
	return bytes.HasSuffix(bytes.TrimRight(line, "\r\n"), []byte("  "))
}

// underlined marks, in the library's context, that the paragraph which ends is the
// text of a heading.
var underlined = parser.NewContextKey()

// underlinedHeadings is the library's parser of headings that are underlined. It
// takes over the paragraph above as the library made it.
type underlinedHeadings struct{ parser.BlockParser }

// Open begins a heading where a paragraph is underlined.
func (h underlinedHeadings) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	node, state := h.BlockParser.Open(parent, reader, pc)
	if node != nil {
		pc.Set(underlined, true)
	}
	return node, state
}

// Close ends a heading.
func (h underlinedHeadings) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	pc.Set(underlined, nil)
	h.BlockParser.Close(node, reader, pc)
}
