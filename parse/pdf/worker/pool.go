package worker

import (
	"bufio"
	"bytes"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"sync"
	"time"

	"github.com/rightslint/rightslint/parse/pdf"
)

// The failures of children. The package pdf has those of files.
var (
	ErrMemory  = errors.New("reading this PDF took more memory than allowed")
	ErrCrashed = errors.New("this PDF is damaged in a way that made its reading fail")
	ErrStart   = errors.New("the process that reads PDF files could not be started")
)

const (
	// grace is the time that a child has beyond the limit to say itself that
	// time is up, before it is ended.
	grace = time.Second
	// responseFactor bounds a response: this many times the text allowed, for
	// the positions and the encoding.
	responseFactor = 4
	// pauseTime is how long the preparations of an engine may take: some
	// seconds, on a machine that has more to do perhaps a minute.
	pauseTime = 3 * time.Minute
	// keptErrors is how much of a child's standard error is kept, in bytes.
	keptErrors = 16 << 10
)

// Pool reads PDF files in child processes, each of which reads one file after
// another and is replaced after a failure. It is safe for concurrent use.
type Pool struct {
	command func() *exec.Cmd
	slots   chan struct{} // one for each child that may run
	pausing sync.Mutex    // held for the child that prepares itself

	mu     sync.Mutex
	idle   []*child
	closed bool
}

// NewPool returns a pool of at most size children. command makes the command
// that starts one; its process must call Serve.
func NewPool(size int, command func() *exec.Cmd) *Pool {
	return &Pool{command: command, slots: make(chan struct{}, max(size, 1))}
}

// Read reads a file in a child, and waits for one where all are busy. Its
// errors are those of this package and of the package pdf. The child is ended
// soon after the time that the limits allow.
func (p *Pool) Read(data []byte, limits pdf.Limits) (*pdf.Document, error) {
	resp, err := p.ask(data, request{Limits: limits})
	if err != nil {
		return nil, err
	}
	return resp.Document, nil
}

// Annotate has a child read a file and returns what is to be appended to it, as
// pdf.Annotate does.
func (p *Pool) Annotate(data []byte, marks []pdf.Mark, limits pdf.Limits) ([]byte, error) {
	resp, err := p.ask(data, request{Limits: limits, Marks: marks})
	return resp.Added, err
}

// ask gives a request to a child.
func (p *Pool) ask(data []byte, req request) (response, error) {
	p.slots <- struct{}{}
	defer func() { <-p.slots }()
	for {
		c, used, err := p.take()
		if err != nil {
			return response{}, err
		}
		resp, err := c.ask(data, req, &p.pausing)
		var broken *brokenError
		if !errors.As(err, &broken) {
			p.put(c)
			return resp, err
		}
		c.end()
		if !used || !broken.early && broken.err != ErrMemory {
			return response{}, broken.err
		}
		// A child that had died before it was asked says nothing of the file,
		// nor does one that ran out of memory when others had used it before.
	}
}

// Close ends the children that are idle, and the others when they are done.
func (p *Pool) Close() {
	p.mu.Lock()
	idle := p.idle
	p.idle, p.closed = nil, true
	p.mu.Unlock()
	for _, c := range idle {
		c.end()
	}
}

// take returns an idle child or starts one, and whether it has been used.
func (p *Pool) take() (c *child, used bool, err error) {
	p.mu.Lock()
	if n := len(p.idle); n > 0 {
		c, p.idle = p.idle[n-1], p.idle[:n-1]
	}
	p.mu.Unlock()
	if c != nil {
		return c, true, nil
	}
	c, err = start(p.command())
	return c, false, err
}

func (p *Pool) put(c *child) {
	p.mu.Lock()
	keep := !p.closed && !c.killed
	if keep {
		p.idle = append(p.idle, c)
	}
	p.mu.Unlock()
	if !keep {
		c.end()
	}
}

// child is a running process that reads files.
type child struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *io.LimitedReader
	enc    *gob.Encoder
	dec    *gob.Decoder
	stderr *headBuffer
	killed bool // for being late, though its answer may just have come
}

func start(cmd *exec.Cmd) (*child, error) {
	c := &child{cmd: cmd, stderr: &headBuffer{}}
	cmd.Stderr = c.stderr
	cmd.WaitDelay = grace
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrStart, err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrStart, err)
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrStart, err)
	}
	c.in, c.out = in, &io.LimitedReader{R: out}
	c.enc, c.dec = gob.NewEncoder(in), gob.NewDecoder(bufio.NewReaderSize(c.out, 64<<10))
	return c, nil
}

// brokenError says that a child is of no further use. early says that it died
// before it had the file.
type brokenError struct {
	err   error
	early bool
}

func (e *brokenError) Error() string { return e.err.Error() }

// ask has the child read a file. It holds pausing while the child prepares
// itself.
func (c *child) ask(data []byte, req request, pausing *sync.Mutex) (response, error) {
	req.Size, req.Limits = len(data), req.Limits.WithDefaults()
	limits := req.Limits
	c.out.N = int64(limits.MaxOutput)*responseFactor + 1<<20
	clock := time.AfterFunc(limits.Time+grace, func() { _ = c.cmd.Process.Kill() })
	err := c.enc.Encode(req)
	if err == nil {
		_, err = c.in.Write(data)
	}
	early := err != nil
	var resp response
	for err == nil {
		resp = response{}
		if err = c.dec.Decode(&resp); err != nil || !resp.Pause || !clock.Stop() {
			break
		}
		err = c.pause(pausing)
		clock.Reset(limits.Time + grace)
	}
	c.killed = !clock.Stop()
	switch {
	case c.killed && (err != nil || resp.Pause):
		return response{}, &brokenError{err: pdf.ErrTooLong}
	case err != nil:
		return response{}, &brokenError{c.reason(), early}
	case resp.Failure != nil:
		return response{}, resp.Failure.receive()
	case resp.Document == nil && resp.Added == nil:
		return response{}, &brokenError{err: ErrCrashed}
	}
	return resp, nil
}

// pause lets the child prepare itself and waits until it resumes.
func (c *child) pause(pausing *sync.Mutex) error {
	pausing.Lock()
	defer pausing.Unlock()
	clock := time.AfterFunc(pauseTime, func() { _ = c.cmd.Process.Kill() })
	defer clock.Stop()
	if err := c.enc.Encode(request{}); err != nil {
		return err
	}
	var resp response
	return c.dec.Decode(&resp)
}

// reason waits for a child that fell silent, and says why it did.
func (c *child) reason() error {
	c.end()
	told := c.stderr.String()
	switch {
	case c.cmd.ProcessState != nil && c.cmd.ProcessState.ExitCode() == exitMemory,
		strings.Contains(told, "out of memory"), strings.Contains(told, "cannot allocate memory"):
		return ErrMemory
	}
	for line := range strings.Lines(told) {
		if what := strings.TrimSpace(line); strings.HasPrefix(what, "fatal error:") || strings.HasPrefix(what, "runtime: goroutine stack exceeds") || strings.HasPrefix(what, "panic:") {
			return fmt.Errorf("%w (%s)", ErrCrashed, what)
		}
	}
	return ErrCrashed
}

// end ends the process and waits for it. It may be called again.
func (c *child) end() {
	_ = c.in.Close()
	if c.cmd.ProcessState != nil {
		return
	}
	// An idle child ends by itself, at once; one that is not idle is killed.
	kill := time.AfterFunc(grace/4, func() { _ = c.cmd.Process.Kill() })
	_ = c.cmd.Wait()
	kill.Stop()
}

// headBuffer keeps the beginning of what is written to it: the first lines of
// a crash say what it was.
type headBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

// Write keeps what there is room for and never fails.
func (b *headBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if room := keptErrors - b.buf.Len(); room > 0 {
		b.buf.Write(p[:min(len(p), room)])
	}
	return len(p), nil
}

// String returns what was kept.
func (b *headBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}
