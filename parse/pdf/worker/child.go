package worker

import (
	"bufio"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"time"

	"github.com/rightslint/rightslint/parse/pdf"
)

const (
	// maxFile is the largest file that a child takes, in bytes.
	maxFile = 1 << 30
	// maxStack bounds the stack of a goroutine, in bytes. Nothing sound comes
	// near it, and a recursion without end fills it in an instant.
	maxStack = 64 << 20
	// hardMargin is how far the hard limit of the system, which ends the
	// process, lies above the one that the process watches itself.
	hardMargin = 128 << 20
	// exitMemory is the exit code of a child that has used too much memory.
	exitMemory = 87
	// watchEvery is the time between two looks at the memory in use.
	watchEvery = 10 * time.Millisecond
)

// Engine reads a PDF file. Its errors are those of the package pdf.
type Engine func(data []byte, limits pdf.Limits, pause Pause) (*pdf.Document, error)

// Pause stops the clock of a file while an engine prepares itself: that is not
// the file's fault. It waits until no other child prepares itself, so that what
// one puts into a cache serves the others. The clock starts again, from the
// beginning, when the function it returns is called.
type Pause func() (resume func())

// gcPercent makes a child collect more often than Go does by default: several
// children work at once, and together they shall stay below 300 MB.
const gcPercent = 40

// Serve is the life of a child: it reads files from in with an engine and
// writes what it found to out, until in ends. It uses at most memory bytes (0:
// without bound) and ends the process beyond that.
func Serve(in io.Reader, out io.Writer, memory int64, read Engine) error {
	debug.SetMaxStack(maxStack)
	debug.SetGCPercent(gcPercent)
	if memory > 0 {
		debug.SetMemoryLimit(memory - memory/8)
		limitMemory(memory + hardMargin)
		go watchMemory(memory)
	}
	// The decoder reads no further than it must, since the reader has ReadByte.
	r := bufio.NewReaderSize(in, 64<<10)
	w := bufio.NewWriterSize(out, 64<<10)
	dec, enc := gob.NewDecoder(r), gob.NewEncoder(w)
	reply := func(resp response) error {
		if err := enc.Encode(&resp); err != nil {
			return fmt.Errorf("writing the response: %w", err)
		}
		if err := w.Flush(); err != nil {
			return fmt.Errorf("writing the response: %w", err)
		}
		return nil
	}
	// Where the parent is gone, the loop below finds out.
	pause := func() func() {
		var allowed request
		if reply(response{Pause: true}) == nil {
			_ = dec.Decode(&allowed)
		}
		return func() { _ = reply(response{Resume: true}) }
	}
	for {
		req, data, err := readRequest(r, dec, maxFile)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading the request: %w", err)
		}
		if err := reply(answer(read, req, data, pause)); err != nil {
			return err
		}
		if memory > 0 && used() > memory/4 {
			debug.FreeOSMemory() // the next file has all that is allowed
		}
	}
}

// answer reads a file and, if that is asked for, annotates it.
func answer(read Engine, req request, data []byte, pause Pause) response {
	var resp response
	doc, err := read(data, req.Limits, pause)
	switch {
	case err != nil:
	case len(req.Marks) > 0:
		resp.Added, err = pdf.Annotate(data, doc, req.Marks, req.Limits)
	default:
		for i := range doc.Blocks {
			doc.Blocks[i].Lines = nil // nobody else needs them
		}
		resp.Document = doc
	}
	if err != nil {
		return response{Failure: send(err)}
	}
	return resp
}

// used is the memory in use by the process, in bytes.
func used() int64 {
	samples := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(samples)
	return int64(samples[0].Value.Uint64() - samples[1].Value.Uint64())
}

// watchMemory ends the process when its memory in use passes the limit. It is
// the portable half of the limit: it needs nothing of the system, but misses a
// single huge allocation, which the system's limit refuses.
func watchMemory(limit int64) {
	for range time.Tick(watchEvery) {
		if used() > limit {
			os.Exit(exitMemory)
		}
	}
}
