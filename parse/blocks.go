package parse

// rawKind is what a reader knows of a block from the layout alone.
type rawKind uint8

const (
	rawParagraph rawKind = iota
	rawHeading
	rawItem // first block of a list item
	rawRow
	rawFootnote
	rawCode
	rawForm
)

// raw is a block as a reader of a format delivers it, before headings without
// markup, numbering and classes are found. from and to delimit its folded text.
type raw struct {
	kind      rawKind
	level     int  // heading level from 1; 0 for all else
	depth     int  // depth of the enclosing lists
	listStart bool // first block of a list
	quote     bool // stands in a block quotation
	bold      bool // all of its text is bold
	linked    bool // all of its text is links within the document
	inferred  bool // a heading that has no heading markup
	class     Class
	classed   bool // class is certain already
	from, to  int
	marker    string // list marker as in the source, such as "1." or "-"
	span      Span
}

// layout is what a reader of a format delivers: blocks in the order of the
// source, and their folded text.
type layout struct {
	*fold
	raws     []raw
	warnings []string
	pages    []int
	numbered []Span // by paragraph of the file
	unread   []int
	hint     int
}

func newLayout(src []byte) *layout {
	return &layout{fold: newFold(src), raws: make([]raw, 0, len(src)/200+8)}
}

// finish ends the block being folded and keeps it, unless it has no text.
func (l *layout) finish(r raw) bool {
	r.from, r.to = l.base, l.end()
	if r.from == r.to {
		return false
	}
	var s Span
	s, l.hint = l.fold.span(r.from, r.to, l.hint)
	if r.span.End == 0 {
		r.span = s
	}
	r.span.Start, r.span.End = min(r.span.Start, s.Start), max(r.span.End, s.End)
	l.raws = append(l.raws, r)
	// A blank parts the blocks, so that two that belong together can be joined.
	l.text = append(l.text, softBreak)
	return true
}

// bytes returns the folded text of a block.
func (l *layout) bytes(r *raw) []byte { return l.text[r.from:r.to] }

// warn notes a fact about the reading once.
func (l *layout) warn(text string) {
	for _, w := range l.warnings {
		if w == text {
			return
		}
	}
	l.warnings = append(l.warnings, text)
}
