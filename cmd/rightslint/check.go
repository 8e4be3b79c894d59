package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/report"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// checkFlags are the flags of check.
type checkFlags struct {
	format, kind, lang, failOn, stdinName string
	sets                                  []string
	jobs                                  int
	noCache                               bool
	pdf                                   pdfFlags
	tracked                               trackedFlags
	annotate                              annotateFlags
}

func checkCommand() *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:   "check [PATH|GLOB|-]...",
		Short: "Judge documents",
		Long: `Judge documents: Markdown, plain text, Word (.docx), OpenDocument (.odt), web
pages and PDF. A folder means every such file below it; "-" reads standard input.

Exit codes: 0 nothing at or above --fail-on; 1 findings at or above it; 2 wrong
usage or a broken rule file; 3 a document could not be read or judged.`,
		Example: "  rightslint check draft.md\n  rightslint check --kind procurement-spec tender.pdf\n  rightslint check --format json policies/ > report.json",
		RunE:    func(cmd *cobra.Command, args []string) error { return check(cmd, args, &f) },
	}
	cmd.Flags().StringVar(&f.format, "format", "text", "how to print the report: text or json")
	cmd.Flags().StringVar(&f.kind, "kind", "", "kind of the documents instead of detecting it: "+kindNames())
	cmd.Flags().StringVar(&f.lang, "lang", "", "language tag of the documents instead of detecting it, such as en")
	cmd.Flags().StringVar(&f.failOn, "fail-on", "error", "least severity that makes the exit code 1: error, warning, notice or never")
	cmd.Flags().StringVar(&f.stdinName, "stdin-filename", "stdin.md", "name under which to report on standard input")
	cmd.Flags().StringArrayVar(&f.sets, "set", nil, "documents to judge together, as NAME=a.md,b.md: what one has, the others need not repeat")
	cmd.Flags().IntVar(&f.jobs, "jobs", runtime.NumCPU(), "how many documents to judge at once")
	cmd.Flags().BoolVar(&f.noCache, "no-cache", false, "judge again what has not changed (nothing is cached yet)")
	f.pdf.register(cmd.Flags())
	f.tracked.register(cmd.Flags())
	f.annotate.register(cmd.Flags())
	return cmd
}

func kindNames() string {
	names := make([]string, len(rules.Kinds))
	for i, k := range rules.Kinds {
		names[i] = string(k)
	}
	return strings.Join(names, ", ")
}

// validate refuses flag values that mean nothing.
func (f *checkFlags) validate() error {
	if f.format != "text" && f.format != "json" {
		return fmt.Errorf("--format %q is not known; use text or json", f.format)
	}
	if f.kind != "" && !slices.Contains(rules.Kinds, rules.Kind(f.kind)) {
		return fmt.Errorf("--kind %q is not known; use one of %s", f.kind, kindNames())
	}
	if !slices.Contains([]string{"error", "warning", "notice", "never"}, f.failOn) {
		return fmt.Errorf("--fail-on %q is not known; use error, warning, notice or never", f.failOn)
	}
	return nil
}

func check(cmd *cobra.Command, args []string, f *checkFlags) error {
	if err := f.validate(); err != nil {
		return err
	}
	sets, err := parseSets(f.sets)
	if err != nil {
		return err
	}
	for _, s := range sets {
		args = append(args, s.paths...)
	}
	if len(args) == 0 {
		return errors.New("name a file, a folder or - for standard input; “rightslint check --help” tells more")
	}
	paths, err := expand(args)
	if err != nil {
		return err
	}
	if err := f.annotate.validate(paths); err != nil {
		return err
	}
	collectSeldom(paths)
	reading, end, err := f.pdf.reader(f.jobs)
	if err != nil {
		return err
	}
	defer end()
	if err := f.tracked.apply(&reading); err != nil {
		return err
	}
	cat, linter, err := load()
	if err != nil {
		return err
	}
	opts := lint.Options{Kind: rules.Kind(f.kind), Language: f.lang, Jobs: f.jobs, Parse: reading}
	docs, err := judge(cmd.InOrStdin(), linter, paths, opts, f.stdinName)
	if err != nil {
		return err
	}
	for _, s := range sets {
		lint.JoinSet(s.name, s.of(docs))
	}
	rep := lint.NewReport(docs)
	if err := printReport(cmd.OutOrStdout(), rep, cat, f.format); err != nil {
		return err
	}
	stderr := cmd.ErrOrStderr()
	if err := f.annotate.write(stderr, docs[0], reading, &f.pdf); err != nil {
		return err
	}
	if _, ok := terminal(cmd.OutOrStdout()); ok && f.format == "text" {
		stderr = io.Discard // the reader has just seen it
	}
	return outcome(stderr, rep, f.failOn)
}

// judge reads and judges the files, and standard input where the path is "-".
func judge(stdin io.Reader, linter *lint.Linter, paths []string, opts lint.Options, name string) ([]*lint.Document, error) {
	i := slices.Index(paths, "-")
	if i < 0 {
		return linter.Files(paths, opts), nil
	}
	data, err := io.ReadAll(io.LimitReader(stdin, parse.DefaultMaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("standard input cannot be read: %w", err)
	}
	docs := linter.Files(slices.Delete(slices.Clone(paths), i, i+1), opts)
	return slices.Insert(docs, i, linter.Data(name, data, opts)), nil
}

func printReport(w io.Writer, rep *lint.Report, cat *rules.Catalog, format string) error {
	if format == "json" {
		return report.JSON(w, rep)
	}
	return report.Text(w, rep, textOptions(w, cat))
}

// textOptions fits a text report to where it goes: the width and colours of a
// terminal, or plain text 88 columns wide.
func textOptions(w io.Writer, cat *rules.Catalog) report.TextOptions {
	opts := report.TextOptions{Width: 88, Titles: func(id string) string {
		if r := cat.Rule(id); r != nil {
			return r.Title
		}
		return id
	}, Label: cat.Label}
	if file, ok := terminal(w); ok {
		opts.Color = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
		if width, _, err := term.GetSize(int(file.Fd())); err == nil && width > 0 {
			opts.Width = min(max(width, 40), 100)
		}
	}
	return opts
}

// terminal returns the file that w writes to, and whether that is a terminal.
func terminal(w io.Writer) (*os.File, bool) {
	file, ok := w.(*os.File)
	return file, ok && term.IsTerminal(int(file.Fd()))
}

// outcome turns a report into the exit code, and repeats on standard error
// what could not be judged, so that it is seen where the report goes to a file.
func outcome(stderr io.Writer, rep *lint.Report, failOn string) error {
	code := exitClean
	threshold := rules.Severity(failOn).Rank()
	for _, d := range rep.Documents {
		if d.Error != "" {
			complain(stderr, d.Path+": "+d.Error)
			code = exitUnjudged
		}
		for _, f := range d.Findings {
			if threshold > 0 && f.Suppressed == nil && f.Severity.Rank() >= threshold && code == exitClean {
				code = exitFindings
			}
		}
	}
	if code != exitClean {
		return exitCode(code)
	}
	return nil
}

// seldomBelow is the size in bytes of all files together below which memory is
// collected seldom: a short run saves a fifth of its time by it, while large
// documents would take several times their memory.
const seldomBelow = 8 << 20

// unpacks returns about how many times its size a file has when it is unpacked.
func unpacks(path string) int64 {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".docx", ".odt":
		return 8
	}
	return 1
}

func collectSeldom(paths []string) {
	var total int64
	for _, p := range paths {
		if info, err := os.Stat(p); err == nil {
			total += info.Size() * unpacks(p)
		}
	}
	if total < seldomBelow {
		debug.SetGCPercent(400)
	}
}
