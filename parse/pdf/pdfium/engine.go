// Package pdfium reads PDF files with the package pdf and, where the facts say
// that their text is unsound, with PDFium. PDFium runs as WebAssembly: without
// files, without network, with bounded memory and time. The build tag nopdfium
// leaves it out.
package pdfium

import (
	"errors"
	"strings"
	"time"
	"unicode"

	"github.com/rightslint/rightslint/parse/pdf"
)

// Engine reads PDF files. It is not safe for concurrent use.
type Engine struct {
	second
}

// minMemory is what PDFium needs to be compiled, in bytes.
const minMemory = 400 << 20

// New returns an engine for a process that may use so many bytes of memory.
// PDFium gets half of them, is started when a file needs it, and is not used
// where they are too few.
func New(memory int64) *Engine {
	return &Engine{second{memory: memory}}
}

// Read reads a file. Its errors are those of the package pdf. A warning says so
// if the text is PDFium's. The first time that PDFium is needed it may have to
// be compiled, which takes seconds: pause is called before it and what it
// returns after it.
func (e *Engine) Read(data []byte, limits pdf.Limits, pause func() (resume func())) (*pdf.Document, error) {
	limits = limits.WithDefaults()
	start := time.Now()
	doc, err := pdf.Read(data, limits)
	if !available || e.memory < minMemory || !unsound(doc, err) {
		return doc, err
	}
	limits.Time -= time.Since(start)
	if limits.Time <= 0 {
		return doc, err
	}
	if !e.prepared() {
		resume := pause()
		e.prepare()
		resume()
	}
	other, otherErr := e.second.read(data, limits)
	if err != nil && otherErr != nil {
		return nil, moreExact(err, otherErr)
	}
	if otherErr != nil || doc != nil && !better(other, doc) {
		return doc, err
	}
	if doc != nil {
		other.Outline = doc.Outline
	}
	other.Warnings = append(other.Warnings, "This file was read with the second engine, PDFium, "+reason(doc, err))
	return other, nil
}

// unsound reports whether what was read, or that nothing was, calls for a
// second reading.
func unsound(doc *pdf.Document, err error) bool {
	if doc != nil {
		return doc.Facts.Garbled() || doc.Facts.Undecoded > 0
	}
	return errors.Is(err, pdf.ErrDamaged) || errors.Is(err, pdf.ErrUnsupportedEncryption) || errors.Is(err, pdf.ErrNoText)
}

// reason says why the second engine was needed.
func reason(doc *pdf.Document, err error) string {
	switch {
	case errors.Is(err, pdf.ErrUnsupportedEncryption):
		return "since the first does not know its encryption."
	case errors.Is(err, pdf.ErrNoText):
		return "since the first found no text in it."
	case err != nil:
		return "since the first could not open it."
	case doc.Facts.Garbled():
		return "since the first could not tell what its letters mean."
	}
	return "since the first could not decode parts of it."
}

// moreExact returns the error that tells more: that a password is missing, or
// that the pages are scans, is more than that the file could not be read.
func moreExact(first, second error) error {
	var scanned *pdf.ErrScanned
	if errors.Is(second, pdf.ErrPassword) || errors.As(second, &scanned) {
		return second
	}
	return first
}

// better reports whether a reading has noticeably more letters, or clearly
// fewer whose meaning is unknown.
func better(a, b *pdf.Document) bool {
	if a.Facts.Garbled() != b.Facts.Garbled() {
		return b.Facts.Garbled() && letters(a)*10 >= letters(b)*9
	}
	return letters(a)*50 > letters(b)*51
}

func letters(doc *pdf.Document) int {
	n := 0
	for _, b := range doc.Blocks {
		n += len(b.Text) - strings.Count(b.Text, " ")
		n -= strings.Count(b.Text, string(unicode.ReplacementChar)) * len(string(unicode.ReplacementChar))
	}
	return n
}
