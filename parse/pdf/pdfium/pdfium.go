//go:build !nopdfium

package pdfium

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"

	"github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"github.com/rightslint/rightslint/parse/pdf"
)

// available says whether PDFium is built in.
const available = true

// wasmPage is the unit of WebAssembly's memory, in bytes.
const wasmPage = 64 << 10

// compilePercent makes the collector thrifty while PDFium is compiled, which
// takes more memory than any sound file.
const compilePercent = 40

// second is PDFium, started on first use.
type second struct {
	memory int64
	cache  wazero.CompilationCache
	keep   pdfium.Pool
	err    error // of the preparation
}

// read reads a file with PDFium, in a machine of its own that ends with it.
func (s *second) read(data []byte, limits pdf.Limits) (*pdf.Document, error) {
	if s.err != nil {
		return nil, fmt.Errorf("PDFium does not start: %w", s.err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), limits.Time)
	defer cancel()
	pool, err := s.start(ctx)
	if err != nil {
		return nil, fmt.Errorf("PDFium does not start: %w", err)
	}
	defer pool.Close()
	instance, err := pool.GetInstanceWithContext(ctx)
	if err != nil {
		return nil, fmt.Errorf("PDFium does not start: %w", err)
	}
	pages, count, err := readPages(ctx, instance, data, limits)
	switch {
	case ctx.Err() != nil:
		return nil, pdf.ErrTooLong
	case err != nil:
		return nil, openError(err)
	}
	doc, err := pdf.Compose(pages, limits)
	if doc != nil && count > len(pages) {
		doc.Pages = count
		doc.Warnings = append(doc.Warnings, fmt.Sprintf("Only the first %d of %d pages were read.", len(pages), count))
	}
	return doc, err
}

// prepared reports whether PDFium has been compiled.
func (s *second) prepared() bool { return s.cache != nil }

// prepare compiles PDFium, or loads it: its compiled code is kept in the user's
// cache folder, if there is one.
func (s *second) prepare() {
	defer debug.SetGCPercent(debug.SetGCPercent(compilePercent))
	s.cache = wazero.NewCompilationCache()
	if dir, err := os.UserCacheDir(); err == nil {
		if c, err := wazero.NewCompilationCacheWithDir(filepath.Join(dir, "rightslint", "pdfium")); err == nil {
			s.cache = c
		}
	}
	// The pool stays open: it keeps the compiled code where there is no folder.
	s.keep, s.err = s.start(context.Background())
}

// start starts the machine.
func (s *second) start(ctx context.Context) (pdfium.Pool, error) {
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithCompilationCache(s.cache).
		WithCloseOnContextDone(true).
		WithMemoryLimitPages(uint32(min(s.memory/2/wasmPage, 1<<15)))
	return webassembly.Init(webassembly.Config{
		Context: ctx, MaxIdle: 1, MaxTotal: 1,
		FSConfig:      wazero.NewFSConfig(), // no files
		RuntimeConfig: config,
		Stdout:        io.Discard, Stderr: io.Discard,
	})
}

// openError turns PDFium's errors into those of the package pdf.
func openError(err error) error {
	switch {
	case errors.Is(err, pdfiumerrors.ErrPassword):
		return pdf.ErrPassword
	case errors.Is(err, pdfiumerrors.ErrSecurity):
		return pdf.ErrUnsupportedEncryption
	}
	return fmt.Errorf("%w (%w)", pdf.ErrDamaged, err)
}

// readPages reads the characters of all pages, and returns with them how many
// pages there are.
func readPages(ctx context.Context, p pdfium.Pdfium, data []byte, limits pdf.Limits) ([]pdf.RawPage, int, error) {
	open := &requests.OpenDocument{File: &data}
	if limits.Password != "" {
		open.Password = &limits.Password
	}
	doc, err := p.OpenDocument(open)
	if err != nil {
		return nil, 0, err
	}
	count, err := p.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc.Document})
	if err != nil {
		return nil, 0, err
	}
	var pages []pdf.RawPage
	for i := range min(count.PageCount, limits.MaxPages) {
		if ctx.Err() != nil {
			break
		}
		page, err := p.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: doc.Document, Index: i})
		if err != nil {
			pages = append(pages, pdf.RawPage{}) // the others may be sound
			continue
		}
		r := pageReader{p: p, ref: requests.Page{ByReference: &page.Page}}
		pages = append(pages, r.read())
		_, _ = p.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: page.Page})
	}
	return pages, count.PageCount, nil
}
