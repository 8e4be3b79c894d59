package serve

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"golang.org/x/sync/semaphore"
)

// limits bound what the page takes and how much of it at once. Sizes are in
// bytes.
type limits struct {
	upload  int64         // largest file
	text    int           // longest text that is judged
	memory  int64         // for the judging of texts, together
	waiting int64         // how many requests may wait
	wait    time.Duration // how long one may wait
	judge   time.Duration // how long one document may take, its turn not counted
	recent  int           // text of the verdicts that are kept
}

// standard are the limits of the page. With them the program uses less than
// 512 MB, the process that reads PDF files included: it holds at most one file
// and its judgement, and beside it the judging of plain text within memory.
var standard = limits{
	upload:  30 << 20,
	text:    3 << 20,
	memory:  96 << 20,
	waiting: 64,
	wait:    2 * time.Minute,
	judge:   time.Minute,
	recent:  1 << 20,
}

// costOfText is the memory in bytes that parsing, judging and reporting take
// for each byte of text, as measured, with room.
const costOfText = 28

// errBusy says that too much is under way.
var errBusy = errors.New("rightslint is busy with other documents; try again in a minute")

// gate lets requests pass one after another so that memory stays bounded. A
// request that waits has not been read: it holds nothing.
type gate struct {
	limits  limits
	texts   *semaphore.Weighted // memory for texts
	files   *semaphore.Weighted // one file that has to be converted
	waiting atomic.Int64
}

func newGate(l limits) *gate {
	return &gate{limits: l, texts: semaphore.NewWeighted(l.memory), files: semaphore.NewWeighted(1)}
}

// text waits until there is memory to judge a text of size bytes, and returns
// what gives it back.
func (g *gate) text(ctx context.Context, size int64) (leave func(), err error) {
	return g.enter(ctx, g.texts, min(max(size*costOfText, 1<<20), g.limits.memory))
}

// file waits until no other file is converted.
func (g *gate) file(ctx context.Context) (leave func(), err error) {
	return g.enter(ctx, g.files, 1)
}

func (g *gate) enter(ctx context.Context, s *semaphore.Weighted, n int64) (func(), error) {
	leave := func() { s.Release(n) }
	if s.TryAcquire(n) {
		return leave, nil
	}
	defer g.waiting.Add(-1)
	if g.waiting.Add(1) > g.limits.waiting {
		return nil, errBusy
	}
	ctx, cancel := context.WithTimeoutCause(ctx, g.limits.wait, errBusy)
	defer cancel()
	if s.Acquire(ctx, n) != nil {
		return nil, context.Cause(ctx)
	}
	return leave, nil
}
