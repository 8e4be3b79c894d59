// Package serve is the local page: a small web server on this machine, where a
// person who knows no command line drops a document, reads the report, works
// on the text and saves the result. It listens on the loopback interface only,
// answers nobody who does not know the token of this start, and keeps
// everything in memory.
package serve

import (
	"context"
	"crypto/rand"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"net"
	"net/http"
	"sync"
	"time"

	"golang.org/x/net/netutil"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/parse/pdf"
	"github.com/rightslint/rightslint/rules"
)

// Config says what the page judges with. All fields are needed.
type Config struct {
	// Linter judges the documents.
	Linter *lint.Linter
	// Catalog explains the rules in reports.
	Catalog *rules.Catalog
	// PDF reads a PDF file, in a process of its own with limits on time and
	// memory; it is called for one file at a time.
	PDF func(data []byte) (*pdf.Document, error)
	// Extensions are those of the files that can be read, such as ".pdf".
	Extensions []string
}

// Server is the local page. It is safe for concurrent use.
type Server struct {
	cfg    Config
	limits limits
	token  string // part of every address
	ticket ticket
	page   *template.Template
	gate   *gate
	recent *recent
}

// The times that connections are given. A browser on the same machine needs a
// small part of them.
const (
	headerTime = 10 * time.Second
	bodyTime   = time.Minute
	answerTime = time.Minute
	idleTime   = 2 * time.Minute
	endTime    = 3 * time.Second
)

// maxConnections is how many connections are open at once. A browser keeps six.
const maxConnections = 256

//go:embed page
var files embed.FS

// New returns a server with a token of its own.
func New(cfg Config) (*Server, error) {
	return newServer(cfg, standard)
}

func newServer(cfg Config, l limits) (*Server, error) {
	page, err := template.New("index.html").ParseFS(files, "page/*.html")
	if err != nil {
		return nil, fmt.Errorf("the local page cannot be made: %w", err)
	}
	return &Server{
		cfg: cfg, limits: l, page: page,
		token: rand.Text(), ticket: ticket{code: rand.Text()},
		gate: newGate(l), recent: newRecent(l.recent),
	}, nil
}

// Listen returns a listener on the loopback interface. Port 0 stands for any
// free one.
func Listen(port int) (net.Listener, error) {
	ln, err := net.Listen("tcp4", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		return nil, fmt.Errorf("port %d cannot be used (%w); choose another with --port, or leave it out", port, errors.Unwrap(err))
	}
	return ln, nil
}

// Address returns the address of the page behind a listener, token included:
// whoever knows it can use the page.
func (s *Server) Address(ln net.Listener) string {
	return "http://" + ln.Addr().String() + "/" + s.token + "/"
}

// Once returns an address that leads to the page the first time it is opened.
// It is for the command line of a browser, which other users of the machine can
// see.
func (s *Server) Once(ln net.Listener) string {
	return "http://" + ln.Addr().String() + "/open/" + s.ticket.code
}

// Serve answers requests until the context ends, and returns soon after. The
// listener must be one of Listen.
func (s *Server) Serve(ctx context.Context, ln net.Listener) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	server := &http.Server{
		Handler:           s.guard(ln.Addr().(*net.TCPAddr).Port, s.routes()),
		ReadHeaderTimeout: headerTime,
		IdleTimeout:       idleTime,
		MaxHeaderBytes:    32 << 10,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(netutil.LimitListener(ln, maxConnections)) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	cancel()
	last, stop := context.WithTimeout(context.WithoutCancel(ctx), endTime)
	defer stop()
	if server.Shutdown(last) != nil {
		_ = server.Close() // what is still under way is not waited for
	}
	return nil
}

// ticket is a code that is good for one use.
type ticket struct {
	mu   sync.Mutex
	code string
}

// use reports whether the code is the ticket's and was not used before.
func (t *ticket) use(code string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.code == "" || !same(code, t.code) {
		return false
	}
	t.code = ""
	return true
}
