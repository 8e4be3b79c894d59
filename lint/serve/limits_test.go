package serve

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rightslint/rightslint/parse/pdf"
)

// TestRefusals holds that what cannot be judged gets a plain sentence, without
// words of the command line, and the right status.
func TestRefusals(t *testing.T) {
	small := standard
	small.upload, small.text = 2<<20, 1<<20
	var pdfError error
	r := run(t, small, func([]byte) (*pdf.Document, error) { return nil, pdfError })
	long := []byte(strings.Repeat(terms, 1<<20/len(terms)+1))
	for _, c := range []struct {
		name, params string
		body         []byte
		pdf          error
		status       int
		want         string
	}{
		{"too large", "name=a.pdf", make([]byte, 2<<20+1), nil, 413, "larger than 2 MB"},
		{"too long", "name=a.md", long, nil, 422, "longer than 1 MB"},
		{"too long under another name", "name=a.policy", long, nil, 422, "longer than 1 MB"},
		{"Word", "name=a.docx", []byte("PK\x03\x04\x14\x00\x00\x00 rest of an archive"), nil, 422, ".md, .txt and .pdf"},
		{"a picture", "name=a.png", []byte("\x89PNG\r\n\x1a\n\x00\x00"), nil, 422, ".md, .txt and .pdf"},
		{"random bytes", "name=a.md", []byte{0, 1, 2, 0, 255, 254, 0}, nil, 422, "not a text file"},
		{"empty", "name=a.md", nil, nil, 422, "empty"},
		{"protected", "name=a.pdf", []byte("%PDF-1.7"), errors.New("this PDF is protected: a password is needed to open it; give it with --password-file"), 422, "save a copy without the password"},
		{"slow", "name=a.pdf", []byte("%PDF-1.7"), errors.New("reading this PDF took longer than allowed: 20s; --pdf-timeout sets the limit"), 422, "longer than allowed: 20s."},
		{"large inside", "name=a.pdf", []byte("%PDF-1.7"), errors.New("reading this PDF took more memory than allowed: 224 MB; --pdf-memory sets the limit"), 422, "224 MB."},
		{"a recipe", "name=a.md", []byte("# Pancakes\n\nMix flour, milk and eggs. Fry the batter in a hot pan. Serve it with jam.\n"), nil, 200, "choose its kind"},
		{"French", "name=a.md", []byte(strings.Repeat("Les présentes conditions générales régissent votre utilisation de nos services et de notre site. ", 5)), nil, 200, "this page judges English"},
	} {
		t.Run(c.name, func(t *testing.T) {
			pdfError = c.pdf
			resp, text := r.ask("POST", "check?"+c.params, c.body, nil)
			lines := strings.Split(strings.TrimSpace(text), "\n")
			var e event
			if err := json.Unmarshal([]byte(lines[len(lines)-1]), &e); err != nil {
				t.Fatalf("%v: %.300s", err, text)
			}
			if resp.StatusCode != c.status || e.Stage != "failed" || !strings.Contains(e.Message, c.want) {
				t.Errorf("status %d, want %d: %+v", resp.StatusCode, c.status, e)
			}
			if strings.Contains(e.Message, "--") || strings.HasPrefix(e.Message, "not judged") || !strings.HasSuffix(e.Message, ".") {
				t.Errorf("the message is not for readers of a page: %s", e.Message)
			}
		})
	}
	if e := last(t, r.events("name=a.md", terms)); e.Stage != "judged" {
		t.Errorf("afterwards nothing is judged: %+v", e)
	}
}

// TestPanic holds that a document which makes the program fail costs itself
// only.
func TestPanic(t *testing.T) {
	r := run(t, standard, func([]byte) (*pdf.Document, error) { panic("an unforeseen file") })
	if e := last(t, r.events("name=a.pdf", "%PDF-1.7")); e.Stage != "failed" || !strings.Contains(e.Message, "fault of the program") {
		t.Errorf("%+v", e)
	}
	if e := last(t, r.events("name=a.md", terms)); e.Stage != "judged" {
		t.Errorf("afterwards: %+v", e)
	}
}

// TestBusy holds that only so many wait, that a wait ends, and that a late
// document gives its turn back only when it has really ended.
func TestBusy(t *testing.T) {
	l := standard
	l.waiting, l.wait, l.judge = 1, 300*time.Millisecond, 200*time.Millisecond
	release := make(chan struct{})
	r := run(t, l, func([]byte) (*pdf.Document, error) { <-release; return nil, pdf.ErrNotPDF })
	var wg sync.WaitGroup
	var mu sync.Mutex
	said := map[string]int{}
	for range 4 {
		wg.Go(func() {
			_, text := r.ask("POST", "check?name=a.pdf", []byte("%PDF-1.7"), nil)
			var e event
			_ = json.Unmarshal([]byte(text), &e)
			mu.Lock()
			defer mu.Unlock()
			said[e.Message]++
		})
	}
	wg.Wait()
	if said[errLate.message] != 1 || said[failed(errBusy).Message] != 3 {
		t.Errorf("with one file in hand: %v", said)
	}
	if e := last(t, r.events("name=a.md", terms)); e.Stage != "judged" {
		t.Errorf("a text does not pass a file: %+v", e)
	}
	close(release)
	if e := last(t, r.events("name=a.pdf", "%PDF-1.7")); !strings.Contains(e.Message, "not a PDF") {
		t.Errorf("afterwards: %+v", e)
	}
}

// TestEnd holds that the server ends soon though documents are under way.
func TestEnd(t *testing.T) {
	cat, linter := builtin()
	started, never := make(chan struct{}), make(chan struct{})
	defer close(never)
	s, err := New(Config{Linter: linter, Catalog: cat, Extensions: []string{".pdf"}, PDF: func([]byte) (*pdf.Document, error) {
		close(started)
		<-never
		return nil, pdf.ErrNotPDF
	}})
	if err != nil {
		t.Fatal(err)
	}
	ln, err := Listen(0)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- s.Serve(ctx, ln) }()
	go func() {
		req, _ := http.NewRequest("POST", s.Address(ln)+"check?name=a.pdf", strings.NewReader("%PDF-1.7"))
		req.Header.Set(tokenHeader, s.token)
		if resp, err := http.DefaultClient.Do(req); err == nil {
			resp.Body.Close()
		}
	}()
	<-started
	cancel()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(endTime + 10*time.Second):
		t.Fatal("it does not end")
	}
}
