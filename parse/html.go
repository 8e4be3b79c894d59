package parse

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// blockTags are the elements that begin a block of their own.
var blockTags = map[string]rawKind{
	"p": rawParagraph, "div": rawParagraph, "section": rawParagraph, "article": rawParagraph,
	"details": rawParagraph, "summary": rawParagraph, "blockquote": rawParagraph, "center": rawParagraph,
	"table": rawParagraph, "thead": rawParagraph, "tbody": rawParagraph, "dl": rawParagraph,
	"dt": rawParagraph, "dd": rawParagraph, "header": rawParagraph, "footer": rawParagraph,
	"ul": rawParagraph, "ol": rawParagraph, "hr": rawParagraph, "main": rawParagraph, "nav": rawParagraph,
	"li": rawItem, "tr": rawRow,
	"h1": rawHeading, "h2": rawHeading, "h3": rawHeading, "h4": rawHeading, "h5": rawHeading, "h6": rawHeading,
}

// hiddenTags are elements whose content is not text for readers.
var hiddenTags = map[string]bool{"script": true, "style": true, "head": true, "template": true}

// tagName returns the name of the tag at the start of b in lower case, with a
// slash before it for an end tag, or empty.
func tagName(b []byte) string {
	if len(b) < 2 || b[0] != '<' {
		return ""
	}
	i := 1
	if b[1] == '/' {
		i++
	}
	for i < len(b) && (isAlpha(b[i]) || isDigit(b[i])) {
		i++
	}
	return strings.ToLower(string(b[1:i]))
}

// htmlBlock reads the text of an HTML block.
func (r *mdReader) htmlBlock(n *ast.HTMLBlock) {
	h := htmlReader{mdReader: r, last: raw{kind: rawParagraph}}
	r.begin()
	r.inline = inlineState{}
	lines := n.Lines()
	for i := 0; i < lines.Len(); i++ {
		line := lines.At(i)
		h.read(line.Start, line.Stop)
		r.space(softBreak)
	}
	if n.HasClosure() {
		h.read(n.ClosureLine.Start, n.ClosureLine.Stop)
	}
	r.keep(h.last)
}

// htmlReader walks the tags of an HTML block that may run over many lines.
type htmlReader struct {
	*mdReader
	last   raw    // sort of the block being read
	inside string // what hides the text: the name of an element, "!--" or empty
	opened int    // where the comment that hides the text begins, or -1
	inTag  bool   // a tag goes on from the line before
	cells  int
}

func (h *htmlReader) read(start, end int) {
	for start < end {
		rest := h.src[start:end]
		switch {
		case h.inside == "!--":
			start += h.skipPast(rest, "-->")
			if h.inside == "" && h.opened >= 0 {
				h.comment(h.opened, start)
			}
		case h.inTag:
			n := bytes.IndexByte(rest, '>')
			if n < 0 {
				return
			}
			h.inTag = false
			start += n + 1
		default:
			n := bytes.IndexByte(rest, '<')
			if n < 0 {
				n = len(rest)
			}
			if h.inside == "" {
				h.piece(start, start+n, true)
			}
			start += n
			if start < end {
				start += h.tag(h.src[start:end], start)
			}
		}
	}
}

// skipPast returns how far to go to be past the mark, which ends what hides
// the text.
func (h *htmlReader) skipPast(rest []byte, mark string) int {
	n := bytes.Index(rest, []byte(mark))
	if n < 0 {
		return len(rest)
	}
	h.inside = ""
	return n + len(mark)
}

// tag handles the tag at the start of rest and returns how many bytes of it
// were read.
func (h *htmlReader) tag(rest []byte, at int) int {
	if bytes.HasPrefix(rest, []byte("<!--")) {
		h.opened = -1
		if h.inside == "" { // else it stands in a script or the like
			h.opened = at
		}
		h.inside = "!--"
		return 4
	}
	name := tagName(rest)
	if len(name) < 1 || name == "/" {
		if len(rest) > 1 && (rest[1] == '!' || rest[1] == '?') {
			h.inTag = true
			return 2
		}
		if h.inside == "" {
			h.piece(at, at+1, true) // a lone "less than"
		}
		return 1
	}
	h.inTag = true
	bare := strings.TrimPrefix(name, "/")
	switch {
	case hiddenTags[bare]:
		h.inside = name
		if bare != name {
			h.inside = ""
		}
	case h.inside != "":
	case bare == "br":
		h.space(hardBreak)
	case name == "td", name == "th":
		if h.cells++; h.cells > 1 {
			h.space(hardBreak)
		}
	default:
		h.element(name, bare)
	}
	return 1 + len(name)
}

// element begins a new block where a block element begins or ends.
func (h *htmlReader) element(name, bare string) {
	kind, ok := blockTags[bare]
	if !ok {
		return
	}
	h.keep(h.last)
	h.begin()
	h.inline = inlineState{}
	h.cells = 0
	h.last = raw{kind: rawParagraph}
	if bare != name {
		return
	}
	h.last.kind = kind
	if kind == rawHeading {
		h.last.level = int(bare[1] - '0')
	}
}

// comment keeps the HTML comment that covers the source bytes [start, end). The
// parser may show a comment in a table twice.
func (r *mdReader) comment(start, end int) {
	if n := len(r.comments); n > 0 && start < r.comments[n-1].Span.End {
		return
	}
	inner := bytes.TrimSuffix(bytes.TrimPrefix(r.src[start:end], []byte("<!--")), []byte("-->"))
	r.comments = append(r.comments, Comment{Span{start, end}, string(bytes.Join(bytes.Fields(inner), []byte(" ")))})
}
