package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"slices"

	"github.com/spf13/pflag"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/cache"
	"github.com/rightslint/rightslint/rules"
)

// exitInterrupted is the exit code of a run that was stopped by ^C, as shells
// have it.
const exitInterrupted = 130

// runFlags say how check goes about its work.
type runFlags struct {
	noCache, quiet bool

	// stopped says that ^C ended the run before all documents were judged.
	stopped bool
}

func (f *runFlags) register(flags *pflag.FlagSet) {
	flags.BoolVar(&f.noCache, "no-cache", false, "judge again what has not changed, and keep nothing (“rightslint cache --help” tells what is kept)")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "report only findings at or above --fail-on (errors, with never) and documents that could not be judged; print nothing where there are none")
}

// store returns the cache, or nil where none is to be used or can be.
func (f *runFlags) store() *cache.Store {
	if f.noCache {
		return nil
	}
	dir, err := cache.Dir()
	if err != nil {
		return nil
	}
	return cache.Open(dir, build(), 0)
}

// build tells this program apart from others that may judge differently. A
// program that is made anew has another time, whatever its version says.
func build() string {
	out := lint.Version
	if info, ok := debug.ReadBuildInfo(); ok {
		out += fmt.Sprintf(" %s %s", info.GoVersion, info.Main.Version)
	}
	if path, err := os.Executable(); err == nil {
		if info, err := os.Stat(path); err == nil {
			out += fmt.Sprintf(" %d %d", info.Size(), info.ModTime().UnixNano())
		}
	}
	return out
}

// memory returns the verdicts that the store keeps for a run with these rules
// and options, or nil. Protected documents are not kept: the cache would hold in
// plain what they hold under a password.
func (f *runFlags) memory(store *cache.Store, cat *rules.Catalog, opts lint.Options, pdf *pdfFlags) lint.Memory {
	if store == nil || pdf.passwordFile != "" {
		return nil
	}
	facts := fmt.Sprintf("%s %q %q %q %q %d %t %t %v %d %d", cat.Digest, opts.Kind, opts.Language, opts.Configured, opts.Parse.Format, opts.Parse.MaxBytes, opts.Parse.Furniture, opts.Parse.Original, pdf.timeout, pdf.memory, pdf.pages)
	return &cache.Verdicts{Store: store, Facts: fmt.Sprintf("%x", sha256.Sum256([]byte(facts)))}
}

// narrow leaves in the report only what --quiet asks for.
func (f *runFlags) narrow(rep *lint.Report, failOn func(*lint.Document) string) {
	if !f.quiet {
		return
	}
	rep.Brief = true
	for _, d := range rep.Documents {
		least := rules.Severity(failOn(d))
		if least.Rank() == 0 {
			least = rules.Error
		}
		d.Findings = slices.DeleteFunc(d.Findings, func(x lint.Finding) bool {
			return x.Suppressed != nil || x.Severity.Rank() < least.Rank()
		})
	}
}

// untilInterrupt returns a context that ends at the first ^C. After that the
// signal has its usual effect again, so that a second one ends the program at
// once.
func untilInterrupt(parent context.Context) (context.Context, context.CancelFunc) {
	if parent == nil {
		parent = context.Background()
	}
	ctx, stop := signal.NotifyContext(parent, os.Interrupt)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

// interrupted says what a run that was stopped has done, and returns its exit
// code; nil where nothing is missing.
func interrupted(stderr io.Writer, done, total int) error {
	if done >= total {
		return nil
	}
	complain(stderr, fmt.Sprintf("stopped before the end: %d of %d documents were judged, and only these are reported", done, total))
	return exitCode(exitInterrupted)
}

// complete leaves out the documents of sets of which not all were judged: a
// safeguard that an unread one may hold would be reported as missing. It is used
// when a run was stopped.
func complete(docs []*lint.Document, sets []documentSet) []*lint.Document {
	for _, s := range sets {
		if len(s.of(docs)) < len(s.paths) {
			docs = slices.DeleteFunc(docs, func(d *lint.Document) bool { return slices.Contains(s.paths, d.Path) })
		}
	}
	return docs
}

// survive makes a child that reads PDF files outlive the first ^C, which a
// terminal sends to it too: what it does then is for its parent to say.
func survive() {
	first := make(chan os.Signal, 1)
	signal.Notify(first, os.Interrupt)
	go func() {
		<-first
		signal.Reset(os.Interrupt)
	}()
}

// errNoCacheFolder is said where the system tells of no cache folder.
var errNoCacheFolder = errors.New("this system has no cache folder for you, so nothing is kept")
