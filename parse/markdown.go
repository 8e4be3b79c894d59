package parse

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// markdownParser reads CommonMark with tables and strike-through. Code blocks
// by indentation are left out: in policy documents four spaces mean a nested
// clause. Footnotes are taken as they stand, because the usual extension
// moves them to the end and drops those that nothing refers to.
var markdownParser = parser.NewParser(
	parser.WithBlockParsers(
		util.Prioritized(underlinedHeadings{parser.NewSetextHeadingParser()}, 100),
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(parser.NewListParser(), 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewATXHeadingParser(), 600),
		util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
		util.Prioritized(parser.NewBlockquoteParser(), 800),
		util.Prioritized(parser.NewHTMLBlockParser(), 900),
		util.Prioritized(paragraphs{parser.NewParagraphParser()}, 1000),
	),
	parser.WithInlineParsers(append(parser.DefaultInlineParsers(),
		util.Prioritized(extension.NewStrikethroughParser(), 500))...),
	parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(),
		util.Prioritized(extension.NewTableParagraphTransformer(), 200))...),
	parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
)

// mdReader turns the syntax tree of a Markdown document into a layout.
type mdReader struct {
	*layout
	depth     int // depth of lists
	quotes    int // depth of block quotations
	marker    string
	markerAt  int  // start of the pending item's marker
	itemStart bool // the next block is the first of a list item
	listStart bool // … and that item is the first of its list
	inline    inlineState
	done      int // end in the source of what has been read
	comments  []Comment
}

// inlineState counts the text of a block that is plain, bold or linked.
type inlineState struct {
	bold, link         int // nesting
	all, strong, links int // bytes of text
	skip               bool
}

// readMarkdown reads the whole source as Markdown and gives the document its
// front matter and comments.
func (l *layout) readMarkdown(d *Document) {
	start := bomLength(l.src)
	front, body := splitFrontMatter(l.src[start:])
	d.FrontMatter, d.Front = front, Span{start, start + body}
	// The parser sees the source from its first byte on, so that its offsets
	// are ours.
	reader := text.NewReader(l.src)
	reader.Advance(start + body)
	root := markdownParser.Parse(reader)
	r := &mdReader{layout: l}
	r.blocks(root)
	d.Comments = r.comments
}

func (r *mdReader) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			r.block(n, raw{kind: rawHeading, level: n.Level})
		case *ast.Paragraph, *ast.TextBlock:
			r.paragraph(n)
		case *plainParagraph:
			r.plain(n)
		case *ast.List:
			r.list(n)
		case *ast.Blockquote:
			r.quotes++
			r.blocks(n)
			r.quotes--
		case *ast.FencedCodeBlock:
			r.code(n)
		case *ast.HTMLBlock:
			r.htmlBlock(n)
		case *east.Table:
			r.table(n)
		}
	}
}

func (r *mdReader) list(list *ast.List) {
	r.depth++
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		r.itemStart, r.listStart = true, n == list.FirstChild()
		r.marker, r.markerAt = r.itemMarker(n)
		r.blocks(n)
		r.itemStart = false
	}
	r.depth--
}

// itemMarker returns the marker of a list item as it stands in the source, and
// its offset, or -1.
func (r *mdReader) itemMarker(item ast.Node) (string, int) {
	first := item.FirstChild()
	for first != nil && first.Type() == ast.TypeBlock && first.Lines().Len() == 0 {
		first = first.FirstChild()
	}
	if first == nil || first.Type() != ast.TypeBlock {
		return "", -1
	}
	at := first.Lines().At(0).Start
	line := bytes.LastIndexByte(r.src[:at], '\n') + 1
	head := r.src[line:at]
	// Nested markers may share the line: ours is the last of our depth, and
	// only one that stands alone is certain.
	head = bytes.TrimLeft(head, " \t>")
	head = bytes.TrimRight(head, " \t#*_")
	start := at - len(r.src[line:at]) + bytes.Index(r.src[line:at], head)
	if i := bytes.LastIndexAny(head, " \t"); i >= 0 {
		start += i + 1
		head = head[i+1:]
	}
	if len(head) == 0 {
		head, start = bytes.TrimLeft(r.src[line:at], " \t>"), line
	}
	return string(head), start
}

func (r *mdReader) paragraph(n ast.Node) {
	r.block(n, raw{kind: rawParagraph})
}

// plain reads a paragraph that the library was spared.
func (r *mdReader) plain(n *plainParagraph) {
	r.begin()
	r.inline = inlineState{}
	lines := n.Lines()
	for i := range lines.Len() {
		line := lines.At(i)
		r.piece(line.Start, line.Stop, true)
	}
	r.keep(raw{kind: rawParagraph})
}

// block folds the text of a node and keeps it as a block of the given sort.
func (r *mdReader) block(n ast.Node, b raw) {
	r.begin()
	r.inline = inlineState{}
	r.inlines(n)
	r.keep(b)
}

// keep finishes the block being folded, with what the reader knows of the
// lists and quotations around it.
func (r *mdReader) keep(b raw) {
	b.depth, b.quote = r.depth, r.quotes > 0
	s := r.inline
	b.bold = s.strong > 0 && s.all-s.strong <= 2
	b.linked = s.links > 0 && s.all-s.links <= 2
	if r.itemStart && r.depth > 0 {
		if b.kind == rawParagraph {
			b.kind = rawItem
		}
		b.marker, b.listStart = r.marker, r.listStart
		if r.markerAt >= 0 {
			b.span = Span{r.markerAt, r.markerAt + len(r.marker)}
		}
	}
	if b.kind == rawParagraph || b.kind == rawItem {
		if r.note {
			b.kind = rawFootnote
		}
	}
	if r.finish(b) {
		r.itemStart, r.listStart = false, false
		r.done = max(r.done, r.raws[len(r.raws)-1].span.End)
	}
}

func (r *mdReader) inlines(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			r.piece(n.Segment.Start, n.Segment.Stop, true)
			if n.HardLineBreak() {
				r.boldLine()
				r.space(hardBreak)
			} else if n.SoftLineBreak() {
				r.space(softBreak)
			}
		case *ast.CodeSpan:
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				if t, ok := c.(*ast.Text); ok {
					r.piece(t.Segment.Start, t.Segment.Stop, false)
				}
			}
		case *ast.Emphasis:
			strong := n.Level / 2
			r.inline.bold += strong
			r.inlines(n)
			r.inline.bold -= strong
		case *ast.Link:
			r.link(n)
		case *ast.AutoLink:
			label := n.Label(r.src)
			// The label is a part of the source; its offset follows from
			// the capacity that is left after it.
			at := cap(r.src) - cap(label)
			r.piece(at, at+len(label), false)
		case *ast.RawHTML:
			r.rawHTML(n)
		case *ast.Image:
			// The alternative text describes a picture and binds nobody.
		case *east.Strikethrough:
			r.warn("Struck-out text was left out.")
		default:
			r.inlines(n)
		}
	}
}

// boldLine makes a block of its own of a bold line that a line break parts from
// the text of its paragraph: a heading, as web pages and their converters write
// them.
func (r *mdReader) boldLine() {
	s := r.inline
	if r.depth > 0 || r.quotes > 0 || s.bold > 0 || s.strong == 0 || s.all-s.strong > 2 || r.end()-r.base > maxHeading {
		return
	}
	r.keep(raw{kind: rawParagraph})
	r.begin()
	r.inline = inlineState{}
}

func (r *mdReader) piece(start, end int, markup bool) {
	// The parser repeats the lines of a table in a heading that underlines its
	// last row.
	if r.inline.skip || start < r.done {
		return
	}
	n := end - start
	r.inline.all += n
	if r.inline.bold > 0 {
		r.inline.strong += n
	}
	if r.inline.link > 0 {
		r.inline.links += n
	}
	r.add(start, end, markup)
}

func (r *mdReader) link(n *ast.Link) {
	local := 0
	if bytes.HasPrefix(n.Destination, []byte("#")) {
		local = 1
	}
	r.inline.link += local
	r.inlines(n)
	r.inline.link -= local
}

// rawHTML reads a tag inside a paragraph: a line break counts, a comment is
// kept apart, the number of a footnote is left out, all other tags are passed
// over.
func (r *mdReader) rawHTML(n *ast.RawHTML) {
	if n.Segments.Len() == 0 {
		return
	}
	tag := n.Segments.At(0)
	if bytes.HasPrefix(tag.Value(r.src), []byte("<!--")) {
		r.comment(tag.Start, n.Segments.At(n.Segments.Len()-1).Stop)
		return
	}
	switch name := tagName(tag.Value(r.src)); name {
	case "br":
		r.space(hardBreak)
	case "sup":
		rest := r.src[tag.Stop:min(len(r.src), tag.Stop+16)]
		r.inline.skip = isNoteMark(rest)
	case "/sup":
		r.inline.skip = false
	}
}

// isNoteMark reports whether the content of a superscript is the number of a
// footnote.
func isNoteMark(b []byte) bool {
	stop := bytes.IndexByte(b, '<')
	if stop < 1 {
		return false
	}
	_, err := strconv.Atoi(string(bytes.Trim(b[:stop], "()[]* ")))
	return err == nil
}

func (r *mdReader) code(n *ast.FencedCodeBlock) {
	r.begin()
	lines := n.Lines()
	for i := 0; i < lines.Len(); i++ {
		line := lines.At(i)
		r.add(line.Start, line.Stop, false)
		r.space(softBreak)
	}
	r.inline = inlineState{}
	r.keep(raw{kind: rawCode})
}

// table reads a table row by row, the cells parted by their upright bars.
func (r *mdReader) table(table *east.Table) {
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		_, header := row.(*east.TableHeader)
		r.begin()
		r.inline = inlineState{}
		last := -1
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			start := cellStart(cell)
			if start < 0 {
				continue
			}
			if last >= 0 {
				if bar := bytes.IndexByte(r.src[last:max(last, start)], '|'); bar >= 0 {
					r.space(' ')
					r.fold.copy(last+bar, last+bar+1)
					r.space(' ')
				}
			}
			r.inlines(cell)
			last = cellEnd(cell, start)
		}
		b := raw{kind: rawRow, classed: header}
		if header {
			b.class = Heading
		}
		r.keep(b)
	}
}

func cellStart(cell ast.Node) int {
	if cell.Lines().Len() == 0 {
		return -1
	}
	return cell.Lines().At(0).Start
}

func cellEnd(cell ast.Node, start int) int {
	if n := cell.Lines().Len(); n > 0 {
		return cell.Lines().At(n - 1).Stop
	}
	return start
}
