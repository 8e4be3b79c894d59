package parse

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"unicode/utf8"

	"github.com/rightslint/rightslint/parse/pdf"
)

// DefaultMaxBytes is the size of the largest file that is read unless Options
// says otherwise: 64 MB, some twenty thousand pages of text.
const DefaultMaxBytes = 64 << 20

// Options steers the reading of a document. The zero value is ready for use.
type Options struct {
	// Format forces a format; empty: found from the name and the content.
	Format Format
	// MaxBytes is the size in bytes of the largest file that is read;
	// 0 stands for DefaultMaxBytes.
	MaxBytes int64
	// MaxText is the length in bytes of the longest text that is taken apart,
	// which takes many times its memory; 0: any.
	MaxText int
	// Furniture keeps the running heads, running feet and page numbers of a
	// PDF, which are no part of its text, as paragraphs.
	Furniture bool
	// Original reads the tracked changes of word processors as if all had been
	// rejected; else they are read as accepted.
	Original bool
	// PDF reads PDF files; nil stands for pdf.Read with its default limits,
	// within this process. A program that reads files of strangers gives the
	// Read of a worker.Pool.
	PDF func(data []byte) (*pdf.Document, error)
}

// Reason says in one word why a file could not be read.
type Reason string

// The reasons for which Read and Parse fail.
const (
	NotFound   Reason = "not-found"
	Forbidden  Reason = "forbidden"
	IsFolder   Reason = "folder"
	Empty      Reason = "empty"
	NotText    Reason = "not-text"
	TooLarge   Reason = "too-large"
	TooLong    Reason = "too-long"
	Unreadable Reason = "unreadable"
)

// Error is the failure to read one file. Its message is a plain sentence for
// the person who gave the file, without the path.
type Error struct {
	Path    string
	Reason  Reason
	Message string
	Err     error // what lies beneath, or nil
}

// Error returns the path and the message.
func (e *Error) Error() string { return e.Path + ": " + e.Message }

// Unwrap returns the error beneath, or nil.
func (e *Error) Unwrap() error { return e.Err }

// Read reads the file at path with the default options. Every error is an
// *Error.
func Read(path string) (*Document, error) {
	return ReadWith(path, Options{})
}

// ReadWith reads the file at path. Every error is an *Error.
func ReadWith(path string, opts Options) (*Document, error) {
	data, err := ReadFile(path, opts)
	if err != nil {
		return nil, err
	}
	return Parse(path, data, opts)
}

// ReadFile returns the bytes of the file at path, for Parse. Every error is an
// *Error.
func ReadFile(path string, opts Options) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, openError(path, err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, openError(path, err)
	}
	if info.IsDir() {
		return nil, &Error{Path: path, Reason: IsFolder, Message: "This is a folder, not a document."}
	}
	limit := opts.maxBytes()
	if info.Size() > limit {
		return nil, tooLarge(path, limit)
	}
	// The limit holds for pipes and devices too, which have no size.
	var data bytes.Buffer
	data.Grow(int(info.Size()) + bytes.MinRead)
	if _, err := data.ReadFrom(io.LimitReader(file, limit+1)); err != nil {
		return nil, openError(path, err)
	}
	return data.Bytes(), nil
}

func (o Options) maxBytes() int64 {
	if o.MaxBytes > 0 {
		return o.MaxBytes
	}
	return DefaultMaxBytes
}

func openError(path string, err error) *Error {
	e := &Error{Path: path, Reason: Unreadable, Err: err}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.Reason, e.Message = NotFound, "There is no such file."
	case errors.Is(err, fs.ErrPermission):
		e.Reason, e.Message = Forbidden, "You have no permission to read this file."
	default:
		e.Message = "The file could not be read: " + plainCause(err) + "."
	}
	return e
}

// plainCause returns the cause of a failed file operation without the
// operation and the path, which the message names already.
func plainCause(err error) string {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err.Error()
	}
	return err.Error()
}

func tooLarge(path string, limit int64) *Error {
	size := fmt.Sprintf("%d MB", limit>>20)
	if limit < 1<<20 {
		size = fmt.Sprintf("%d bytes", limit)
	}
	return &Error{Path: path, Reason: TooLarge, Message: "The file is larger than " + size + ", the most that is read."}
}

// Parse reads a document from the bytes of a file; path names it and helps to
// find the format. The document keeps data, which must not change afterwards.
// Every error is an *Error.
func Parse(path string, data []byte, opts Options) (*Document, error) {
	if int64(len(data)) > opts.maxBytes() {
		return nil, tooLarge(path, opts.maxBytes())
	}
	if len(bytes.TrimSpace(bytes.TrimPrefix(data, bom))) == 0 {
		return nil, &Error{Path: path, Reason: Empty, Message: "The file is empty."}
	}
	d := &Document{Path: path, Format: opts.Format}
	if d.Format == "" {
		format, err := detectFormat(path, data)
		if err != nil {
			return nil, err
		}
		d.Format = format
	}
	l, err := readAs(d, data, opts)
	if err != nil {
		return nil, err
	}
	if l.bad {
		l.warn("The file holds bytes that are not valid UTF-8; they were read as the replacement character.")
	}
	if opts.MaxText > 0 && len(l.src) > opts.MaxText {
		return nil, &Error{Path: path, Reason: TooLong, Message: fmt.Sprintf("The text is longer than %d MB, the most that is judged.", opts.MaxText>>20)}
	}
	build(d, l)
	if len(d.Sentences) == 0 {
		return nil, &Error{Path: path, Reason: Empty, Message: "The file holds no text."}
	}
	return d, nil
}

// readAs reads a file as what its format says.
func readAs(d *Document, data []byte, opts Options) (*layout, error) {
	switch d.Format {
	case PDF:
		return readPDF(d.Path, data, opts)
	case Docx, ODT, HTML:
		doc, err := readFlow(d.Format, data, opts)
		if err != nil {
			return nil, &Error{Path: d.Path, Reason: Unreadable, Message: sentence(err.Error()), Err: err}
		}
		if note := misnamed(d.Path, d.Format); note != "" {
			doc.Warn(note)
		}
		if doc.Title != "" {
			d.FrontMatter = map[string]string{"title": doc.Title}
		}
		return flowLayout(doc), nil
	}
	if !looksLikeText(data) {
		return nil, &Error{Path: d.Path, Reason: NotText, Message: notTextMessage(data)}
	}
	return readMarkup(d, data), nil
}

// readMarkup reads Markdown or plain text. Markdown nested so deeply that it
// can only be an accident or an attack is read as plain text, which has no
// nesting.
func readMarkup(d *Document, data []byte) *layout {
	l := newLayout(data)
	if d.Format == Markdown {
		if !tooDeep(data) {
			l.readMarkdown(d)
			return l
		}
		l.warn("The Markdown is nested too deeply to be read as such; it was read as plain text.")
	}
	l.readText(bomLength(data), len(data))
	return l
}

var bom = []byte("\xEF\xBB\xBF")

func bomLength(data []byte) int {
	if bytes.HasPrefix(data, bom) {
		return len(bom)
	}
	return 0
}

// looksLikeText reports whether data can be text: no zero bytes, few control
// characters, few invalid bytes.
func looksLikeText(data []byte) bool {
	sample := data[:min(len(data), 64<<10)]
	if bytes.IndexByte(sample, 0) >= 0 {
		return false
	}
	strange := 0
	for i := 0; i < len(sample); {
		c := sample[i]
		if c < utf8.RuneSelf {
			if c < ' ' && !isSpace(c) && c != 0x1B || c == 0x7F {
				strange++
			}
			i++
			continue
		}
		r, size := utf8.DecodeRune(sample[i:])
		if r == utf8.RuneError && size <= 1 && len(sample)-i >= utf8.UTFMax {
			strange++
		}
		i += size
	}
	return strange*5 <= len(sample)
}
