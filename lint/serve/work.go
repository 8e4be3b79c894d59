package serve

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/rightslint/rightslint/rules"
)

// upload is a document as the page sent it.
type upload struct {
	name string
	kind rules.Kind // empty: to be detected
	data []byte
}

func newUpload(name, kind string, data []byte) upload {
	u := upload{name: fileName(name), data: data}
	if slices.Contains(rules.Kinds, rules.Kind(kind)) {
		u.kind = rules.Kind(kind)
	}
	return u
}

// failure is a reason that a person is told, in a whole sentence.
type failure struct {
	message string
	// choose says that choosing the kind of the document would help.
	choose bool
}

// Error returns the sentence.
func (f *failure) Error() string { return f.message }

// largeError says that a file is larger than the page takes.
type largeError struct{ failure }

func tooLarge(limit int64) error {
	return &largeError{failure{message: fmt.Sprintf("The file is larger than %d MB, the most that this page takes.", limit>>20)}}
}

// tooLong says that a text is longer than the page takes.
func tooLong(limit int) error {
	return &failure{message: fmt.Sprintf("The text is longer than %d MB, the most that this page judges. The command “rightslint check” judges longer ones.", limit>>20)}
}

// work lets a request wait for its turn, reads its body, and calls job with it
// in a goroutine of its own. Meanwhile it calls answer, with the channel on
// which the end of the job is told and one that speaks when time is up. The turn
// lasts until both have ended. names are those of the documents in the body.
func (s *Server) work(w http.ResponseWriter, r *http.Request, names []string, job func(data []byte) error, answer func(done <-chan error, late <-chan time.Time) error) error {
	if r.ContentLength < 0 || r.ContentLength > s.limits.upload {
		return tooLarge(s.limits.upload)
	}
	leave, err := s.admit(r.Context(), names, r.ContentLength)
	if err != nil {
		// A browser that is still sending would not see the answer.
		_, _ = io.Copy(io.Discard, http.MaxBytesReader(w, r.Body, s.limits.upload))
		return err
	}
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(time.Now().Add(bodyTime))
	data := make([]byte, r.ContentLength)
	if _, err := io.ReadFull(r.Body, data); err != nil {
		leave()
		return &failure{message: "The document did not arrive whole. Try again."}
	}
	_ = control.SetReadDeadline(time.Time{})
	var both sync.WaitGroup
	done := make(chan error, 1)
	both.Go(func() { done <- safely(func() error { return job(data) }) })
	both.Add(1)
	go func() {
		both.Wait()
		leave()
	}()
	defer both.Done()
	late := time.NewTimer(s.limits.judge)
	defer late.Stop()
	return answer(done, late.C)
}

// textExtensions are those of files that are text as they are.
var textExtensions = []string{".md", ".markdown", ".txt", ".text"}

// converted reports whether a file of this name has to be converted to text
// before it is judged, which takes more than judging it.
func converted(name string) bool {
	return !slices.Contains(textExtensions, strings.ToLower(path.Ext(name)))
}

// admit waits for the turn of documents of size bytes together.
func (s *Server) admit(ctx context.Context, names []string, size int64) (leave func(), err error) {
	if slices.ContainsFunc(names, converted) {
		return s.gate.file(ctx)
	}
	if size > int64(s.limits.text) {
		return nil, tooLong(s.limits.text)
	}
	return s.gate.text(ctx, size)
}

// longestName is how many bytes of a file's name are kept.
const longestName = 200

// fileName makes a plain name of what a browser calls a file: without folders,
// valid and of bounded length.
func fileName(name string) string {
	name = path.Base(strings.ReplaceAll(strings.ToValidUTF8(name, "_"), "\\", "/"))
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F {
			return '_'
		}
		return r
	}, name)
	for len(name) > longestName {
		_, size := utf8.DecodeRuneInString(name)
		name = name[size:] // the extension is at the end
	}
	if name == "." || name == "/" {
		return "document.md"
	}
	return name
}
