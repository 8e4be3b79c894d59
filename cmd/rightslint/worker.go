package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"time"

	"github.com/spf13/pflag"

	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/parse/pdf"
	"github.com/rightslint/rightslint/parse/pdf/pdfium"
	"github.com/rightslint/rightslint/parse/pdf/worker"
)

// workerCommand is the first argument of the program when it starts itself as
// a child that reads PDF files; the second is the memory allowed, in bytes.
const workerCommand = "__read-pdf"

// asWorker reports whether the program was started as such a child.
func asWorker(args []string) bool { return len(args) == 3 && args[1] == workerCommand }

// serveWorker is the program as a child. It reads its standard input, writes
// its standard output, and keeps a cache of the second engine's code.
func serveWorker(args []string) int {
	survive()
	memory, err := strconv.ParseInt(args[2], 10, 64)
	if err == nil {
		engine := pdfium.New(memory)
		err = worker.Serve(os.Stdin, os.Stdout, memory, func(data []byte, limits pdf.Limits, pause worker.Pause) (*pdf.Document, error) {
			return engine.Read(data, limits, pause)
		})
	}
	if err != nil {
		complain(os.Stderr, err.Error())
		return exitUnjudged
	}
	return exitClean
}

// pdfFlags bound what one PDF file may cost.
type pdfFlags struct {
	timeout      time.Duration
	memory       int64 // in MB
	pages        int
	passwordFile string
	// annotate makes what annotates a file, once reader has been called.
	annotate func(data []byte, marks []pdf.Mark) ([]byte, error)
}

func (f *pdfFlags) register(flags *pflag.FlagSet) {
	flags.DurationVar(&f.timeout, "pdf-timeout", 20*time.Second, "longest time to read one PDF file")
	flags.Int64Var(&f.memory, "pdf-memory", 512, "most memory for reading one PDF file, in MB")
	flags.IntVar(&f.pages, "pdf-max-pages", 5000, "most pages to read of one PDF file")
	flags.StringVar(&f.passwordFile, "password-file", "", "file with the password of protected PDF files on its first line")
}

// validate refuses values that mean nothing.
func (f *pdfFlags) validate() error {
	switch {
	case f.timeout <= 0:
		return fmt.Errorf("--pdf-timeout %v is no time; use for example 20s", f.timeout)
	case f.memory < 64 || f.memory > 1<<20:
		return fmt.Errorf("--pdf-memory %d is out of range; use 64 to %d MB", f.memory, 1<<20)
	case f.pages < 1:
		return fmt.Errorf("--pdf-max-pages %d is no number of pages; use 1 or more", f.pages)
	}
	return nil
}

// password returns the first line of the password file.
func (f *pdfFlags) password() (string, error) {
	if f.passwordFile == "" {
		return "", nil
	}
	data, err := os.ReadFile(f.passwordFile)
	if err != nil {
		return "", fmt.Errorf("the password file cannot be read: %w", err)
	}
	line, _, _ := bytes.Cut(data, []byte("\n"))
	return string(bytes.TrimSuffix(line, []byte("\r"))), nil
}

// reader returns the options by which PDF files are read in at most jobs
// children, and what ends these.
func (f *pdfFlags) reader(jobs int) (parse.Options, func(), error) {
	if err := f.validate(); err != nil {
		return parse.Options{}, nil, err
	}
	password, err := f.password()
	if err != nil {
		return parse.Options{}, nil, err
	}
	program, err := os.Executable()
	if err != nil {
		return parse.Options{}, nil, fmt.Errorf("the program does not find itself to read PDF files: %w", err)
	}
	pool := worker.NewPool(jobs, func() *exec.Cmd {
		return exec.Command(program, workerCommand, strconv.FormatInt(f.memory<<20, 10))
	})
	limits := pdf.Limits{Time: f.timeout, MaxPages: f.pages, Password: password}
	f.annotate = func(data []byte, marks []pdf.Mark) ([]byte, error) {
		added, err := pool.Annotate(data, marks, limits)
		return added, f.explain(err)
	}
	return parse.Options{PDF: func(data []byte) (*pdf.Document, error) {
		doc, err := pool.Read(data, limits)
		if err == nil && doc.Pages > f.pages {
			doc.Warnings = append(doc.Warnings, "The option --pdf-max-pages says how many pages are read")
		}
		return doc, f.explain(err)
	}}, pool.Close, nil
}

// explain names the flag that an error is about.
func (f *pdfFlags) explain(err error) error {
	switch {
	case errors.Is(err, pdf.ErrTooLong):
		return fmt.Errorf("%w: %v; --pdf-timeout sets the limit", err, f.timeout)
	case errors.Is(err, worker.ErrMemory):
		return fmt.Errorf("%w: %d MB; --pdf-memory sets the limit", err, f.memory)
	case errors.Is(err, pdf.ErrPassword) && f.passwordFile == "":
		return fmt.Errorf("%w; give it with --password-file", err)
	case errors.Is(err, pdf.ErrPassword):
		return fmt.Errorf("%w, and the one in %s does not", err, f.passwordFile)
	}
	return err
}
