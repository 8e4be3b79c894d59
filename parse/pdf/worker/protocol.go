// Package worker reads PDF files in child processes, so that a hostile file
// costs its own limits and nothing else: a stack overflow or a huge allocation
// ends a process and cannot be recovered within it.
//
// The parent holds a Pool; a child calls Serve. They speak over the child's
// standard input and output: a request, the bytes of the file after it, and a
// response, for as many files as there are. In between the child may ask to
// pause, waits to be told that it may, and says when it resumes.
package worker

import (
	"encoding/gob"
	"errors"
	"fmt"
	"io"

	"github.com/rightslint/rightslint/parse/pdf"
)

// request goes before the bytes of a file.
type request struct {
	Size   int
	Limits pdf.Limits
	// Marks, if there are any, ask for what annotates the file instead of its
	// text.
	Marks []pdf.Mark
}

// response is the document, or why there is none, or neither: then it says
// that the child pauses or resumes.
type response struct {
	Pause    bool
	Resume   bool
	Document *pdf.Document
	Added    []byte // see pdf.Annotate
	Failure  *failure
}

// failure is an error in a form that can be sent.
type failure struct {
	// Kind is the index in kinds of the error at the root, or -1.
	Kind    int
	Message string
	Scanned []int // the pages, for pdf.ErrScanned
}

// kinds are the errors that keep their identity on the way.
var kinds = []error{
	pdf.ErrNotPDF, pdf.ErrPassword, pdf.ErrUnsupportedEncryption, pdf.ErrDamaged, pdf.ErrNoText, pdf.ErrTooLong,
	pdf.ErrProtected, pdf.ErrUnsound,
}

// send makes a failure of an error.
func send(err error) *failure {
	f := &failure{Kind: -1, Message: err.Error()}
	var scanned *pdf.ErrScanned
	if errors.As(err, &scanned) {
		f.Scanned = scanned.Pages
	}
	for i, kind := range kinds {
		if errors.Is(err, kind) {
			f.Kind = i
		}
	}
	return f
}

// receive makes an error of a failure.
func (f *failure) receive() error {
	switch {
	case len(f.Scanned) > 0:
		return &pdf.ErrScanned{Pages: f.Scanned}
	case f.Kind < 0 || f.Kind >= len(kinds):
		return errors.New(f.Message)
	case f.Message == kinds[f.Kind].Error():
		return kinds[f.Kind]
	}
	return &sent{kinds[f.Kind], f.Message}
}

// sent is an error of a child, with the message it had there.
type sent struct {
	kind    error
	message string
}

func (e *sent) Error() string { return e.message }

func (e *sent) Unwrap() error { return e.kind }

// readRequest reads a request and the file that follows it, of at most limit
// bytes.
func readRequest(in io.Reader, dec *gob.Decoder, limit int) (request, []byte, error) {
	var r request
	if err := dec.Decode(&r); err != nil {
		return r, nil, err
	}
	if r.Size < 0 || r.Size > limit {
		return r, nil, fmt.Errorf("a file of %d bytes is announced", r.Size)
	}
	data := make([]byte, r.Size)
	_, err := io.ReadFull(in, data)
	return r, data, err
}
