package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/annotate"
	"github.com/rightslint/rightslint/lint/report"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/parse/pdf"
)

// annotateFlags say where to write a copy of the document with the findings.
type annotateFlags struct {
	out   string
	force bool
}

func (f *annotateFlags) register(flags *pflag.FlagSet) {
	flags.StringVar(&f.out, "annotate", "", "write a copy of the document with the findings as comments to this file; in Word documents, the wording of missing clauses as tracked insertions")
	flags.BoolVar(&f.force, "force", false, "let --annotate replace a file that exists")
}

// validate refuses what cannot be annotated, before anything is read.
func (f *annotateFlags) validate(paths []string) error {
	if f.out == "" {
		return nil
	}
	if len(paths) != 1 || paths[0] == "-" {
		return fmt.Errorf("--annotate takes one document at a time, not %d", len(paths))
	}
	in, out := strings.ToLower(filepath.Ext(paths[0])), strings.ToLower(filepath.Ext(f.out))
	if in != out {
		return fmt.Errorf("--annotate writes a copy in the format of the document: the name must end in %s, as that of %s does", in, paths[0])
	}
	info, err := os.Stat(f.out)
	if err != nil {
		return nil // a folder that does not exist is said when writing
	}
	if original, err := os.Stat(paths[0]); err == nil && os.SameFile(info, original) {
		return fmt.Errorf("--annotate %s is the document itself; give the copy another name", f.out)
	}
	if !f.force {
		return fmt.Errorf("--annotate: %s exists already; --force replaces it", f.out)
	}
	return nil
}

// write writes the copy and says so.
func (f *annotateFlags) write(stderr io.Writer, d *lint.Document, opts parse.Options, reader *pdfFlags) error {
	if f.out == "" || d.Error != "" {
		return nil
	}
	data, err := os.ReadFile(d.Path)
	if err != nil {
		return fmt.Errorf("--annotate: %s cannot be read again: %w", d.Path, err)
	}
	if d.Doc == nil { // a verdict that was kept from an earlier run
		kept := *d
		if kept.Doc, err = parse.Parse(d.Path, data, opts); err != nil {
			return fmt.Errorf("--annotate: %w", err)
		}
		d = &kept
	}
	var out []byte
	var n annotate.Count
	switch d.Doc.Format {
	case parse.Docx:
		out, n, err = annotate.Word(data, d, opts.Original)
	case parse.PDF:
		out, n, err = annotate.PDF(data, d, func(marks []pdf.Mark) ([]byte, error) { return reader.annotate(data, marks) })
	default:
		return fmt.Errorf("--annotate: %s is neither a Word document nor a PDF file; save it as one first", d.Path)
	}
	if errors.Is(err, annotate.ErrNothing) {
		complain(stderr, f.out+" was not written: there are no findings.")
		return nil
	}
	if err != nil {
		return fmt.Errorf("--annotate: %w", err)
	}
	err = report.WriteFile(f.out, func(w io.Writer) error {
		_, err := w.Write(out)
		return err
	})
	if err != nil {
		return fmt.Errorf("--annotate: %w", err)
	}
	complain(stderr, fmt.Sprintf("%s: %s.", f.out, written(n)))
	return nil
}

// written says how much was written.
func written(n annotate.Count) string {
	text := fmt.Sprintf("%d comments", n.Comments)
	if n.Comments == 1 {
		text = "1 comment"
	}
	switch n.Insertions {
	case 0:
		return text + " written"
	case 1:
		return text + " and 1 tracked insertion written"
	}
	return fmt.Sprintf("%s and %d tracked insertions written", text, n.Insertions)
}
