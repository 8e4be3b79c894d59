package docx

// Trace says where a paragraph stands in the main part, in bytes.
type Trace struct {
	// Start and End delimit the paragraph with its tags, Open and Close what
	// stands between these. Open is End where there is but one tag.
	Start, Open, Close, End int64
	// After is where a paragraph can be put in after it: its End, or that of
	// the table or paragraph around it.
	After int64
	// Joined says that the mark at its end does not count, so that the next
	// paragraph goes on with it.
	Joined bool
	// Props and PropsEnd delimit the element of its properties; both are 0
	// where there is none.
	Props, PropsEnd int64
	// Pieces are its characters in their order.
	Pieces []Piece
}

// Piece is a run of characters in a paragraph.
type Piece struct {
	// From and To are bytes of the paragraph's text.
	From, To int
	// Start and End delimit the characters in the part, in bytes.
	Start, End int64
	// Run is where the run stands that holds them.
	Run Run
}

// Run says where a run of a paragraph stands in the main part, in bytes; Props
// and PropsEnd delimit the element of its properties, and are 0 for none.
type Run struct {
	Start, End      int64
	Props, PropsEnd int64
}

// tracer holds what is known of the paragraph and run being read.
type tracer struct {
	numbers []int // of the open paragraphs
	base    []int // lengths of text at which they begin
	run     Run
}

// trace notes the start of a paragraph.
func (r *reader) trace(start int64) {
	if !r.opts.Trace || !r.tracing {
		return
	}
	r.doc.Traces = append(r.doc.Traces, Trace{Start: start, Open: r.x.Offset()})
	r.tracer.numbers = append(r.tracer.numbers, r.number)
	r.tracer.base = append(r.tracer.base, len(r.p.text))
}

// current returns the trace of the paragraph being read, or nil.
func (r *reader) current() *Trace {
	n := len(r.tracer.numbers)
	if !r.opts.Trace || !r.tracing || n == 0 {
		return nil
	}
	return &r.doc.Traces[r.tracer.numbers[n-1]-1]
}

// traceEnd notes the end of a paragraph.
func (r *reader) traceEnd() {
	t := r.current()
	if t == nil {
		return
	}
	t.Close, t.End, t.Joined = r.x.Start(), r.x.Offset(), r.joins()
	n := len(r.tracer.numbers) - 1
	r.traceOuter(r.tracer.numbers[n] - 1)
	r.tracer.numbers, r.tracer.base = r.tracer.numbers[:n], r.tracer.base[:n]
}

// traceOuter says that the traces from index i on lie in what has ended now.
func (r *reader) traceOuter(i int) {
	if !r.opts.Trace || !r.tracing {
		return
	}
	for ; i < len(r.doc.Traces); i++ {
		r.doc.Traces[i].After = r.x.Offset()
	}
}

func (r *reader) traceProperties(start int64) {
	if t := r.current(); t != nil {
		t.Props, t.PropsEnd = start, r.x.Offset()
	}
}

// traceRun notes the start of a run and returns the run around it, which goes
// on after it.
func (r *reader) traceRun(start int64) Run {
	outer := r.tracer.run
	r.tracer.run = Run{Start: start}
	return outer
}

func (r *reader) traceRunProperties(start int64) {
	r.tracer.run.Props, r.tracer.run.PropsEnd = start, r.x.Offset()
}

// traceRunEnd notes the end of a run with the pieces it holds.
func (r *reader) traceRunEnd(outer Run) {
	run := r.tracer.run
	run.End = r.x.Offset()
	r.tracer.run = outer
	t := r.current()
	if t == nil {
		return
	}
	for i := len(t.Pieces) - 1; i >= 0 && t.Pieces[i].Run.Start == run.Start; i-- {
		t.Pieces[i].Run = run
	}
}

// traceText notes the characters that were read last, which the text holds
// from an offset on.
func (r *reader) traceText(from int) {
	t := r.current()
	if t == nil || from == len(r.p.text) {
		return
	}
	base := r.tracer.base[len(r.tracer.base)-1]
	t.Pieces = append(t.Pieces, Piece{
		From: from - base, To: len(r.p.text) - base,
		Start: r.x.Start(), End: r.x.Offset(), Run: r.tracer.run,
	})
}
