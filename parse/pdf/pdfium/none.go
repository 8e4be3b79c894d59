//go:build nopdfium

package pdfium

import (
	"errors"

	"github.com/rightslint/rightslint/parse/pdf"
)

// available says whether PDFium is built in.
const available = false

// second stands in for PDFium.
type second struct{ memory int64 }

func (*second) read([]byte, pdf.Limits) (*pdf.Document, error) {
	return nil, errors.New("PDFium is not built in")
}

func (*second) prepared() bool { return true }

func (*second) prepare() {}
