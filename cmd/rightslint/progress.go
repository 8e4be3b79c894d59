package main

import (
	"fmt"
	"io"
	"os"
	"time"
)

const (
	// progressAfter is how long a run takes before it shows how far it is.
	progressAfter = time.Second
	// progressEvery is how often that is renewed, at most.
	progressEvery = 100 * time.Millisecond
)

// progress shows on one line of a terminal how far a long run is. A nil
// progress shows nothing.
type progress struct {
	w           io.Writer
	total       int
	now         func() time.Time
	start, last time.Time
}

// newProgress returns the progress of a run over documents, or nil where w is
// no terminal or there is but one document.
func newProgress(w io.Writer, total int, quiet bool) *progress {
	if _, ok := terminal(w); !ok || quiet || total < 2 || os.Getenv("TERM") == "dumb" {
		return nil
	}
	return &progress{w: w, total: total, now: time.Now, start: time.Now()}
}

// done says how many documents are done.
func (p *progress) done(n int) {
	if p == nil {
		return
	}
	now := p.now()
	if now.Sub(p.start) < progressAfter || now.Sub(p.last) < progressEvery {
		return
	}
	p.last = now
	fmt.Fprintf(p.w, "\r\x1b[K%d of %d documents judged …", n, p.total)
}

// clear takes the line away.
func (p *progress) clear() {
	if p != nil && !p.last.IsZero() {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
