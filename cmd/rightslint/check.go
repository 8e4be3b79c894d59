package main

import (
	"context"
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
	"github.com/rightslint/rightslint/lint/config"
	"github.com/rightslint/rightslint/lint/project"
	"github.com/rightslint/rightslint/lint/report"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// checkFlags are the flags of check.
type checkFlags struct {
	kind, lang, failOn, stdinName string
	sets                          []string
	jobs                          int
	run                           runFlags
	rules                         ruleFlags
	pdf                           pdfFlags
	project                       projectFlags
	out                           outputFlags
	only                          policiesFlag
	tracked                       trackedFlags
	annotate                      annotateFlags
}

func checkCommand() *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:   "check [PATH|GLOB|-]...",
		Short: "Judge documents",
		Long: `Judge documents: Markdown, plain text, Word (.docx), OpenDocument (.odt), web
pages and PDF. A folder means every such file below it; in a glob, ** stands for
folders of any depth; "-" reads standard input.

Exit codes: 0 nothing at or above --fail-on; 1 findings at or above it; 2 wrong
usage, or a broken configuration or rule file; 3 a document could not be read or
judged; 130 stopped by ^C, with a report on what was judged so far.

Formats:
` + formatHelp(),
		Example: "  rightslint check draft.md\n  rightslint check --kind procurement-spec tender.pdf\n  rightslint check --format json policies/ > report.json\n  rightslint check --output sarif=report.sarif --output csv=report.csv policies/",
		RunE:    func(cmd *cobra.Command, args []string) error { return check(cmd, args, &f) },
	}
	f.out.register(cmd)
	f.only.register(cmd.Flags())
	cmd.Flags().StringVar(&f.kind, "kind", "", "kind of the documents instead of detecting it: "+kindNames())
	cmd.Flags().StringVar(&f.lang, "lang", "", "language tag of the documents instead of detecting it, such as en")
	cmd.Flags().StringVar(&f.failOn, "fail-on", "error", "least severity that makes the exit code 1: error, warning, notice or never")
	cmd.Flags().StringVar(&f.stdinName, "stdin-filename", "stdin.md", "name under which to report on standard input")
	cmd.Flags().StringArrayVar(&f.sets, "set", nil, "documents to judge together, as NAME=a.md,b.md: what one has, the others need not repeat")
	cmd.Flags().IntVar(&f.jobs, "jobs", runtime.NumCPU(), "how many documents to judge at once")
	f.run.register(cmd.Flags())
	f.rules.register(cmd)
	f.pdf.register(cmd.Flags())
	f.project.register(cmd.Flags())
	f.tracked.register(cmd.Flags())
	f.annotate.register(cmd.Flags())
	completeWords(cmd, "kind", strings.Split(kindNames(), ", ")...)
	completeWords(cmd, "fail-on", "error", "warning", "notice", "never")
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
	if f.kind != "" && !slices.Contains(rules.Kinds, rules.Kind(f.kind)) {
		return fmt.Errorf("--kind %q is not known; use one of %s", f.kind, kindNames())
	}
	if !slices.Contains([]string{"error", "warning", "notice", "never"}, f.failOn) {
		return fmt.Errorf("--fail-on %q is not known; use error, warning, notice or never", f.failOn)
	}
	return nil
}

func check(cmd *cobra.Command, args []string, f *checkFlags) error {
	if err := errors.Join(f.validate(), f.out.validate(cmd.Flags())); err != nil {
		return err
	}
	sets, err := parseSets(f.sets)
	if err != nil {
		return err
	}
	repo, paths, err := f.documents(cmd, args, sets)
	if err != nil {
		return err
	}
	docs, cat, err := f.judge(cmd, repo, paths, sets)
	if err != nil {
		return err
	}
	rep := lint.NewReport(f.only.sift(cmd.ErrOrStderr(), docs))
	f.run.narrow(rep, repo.FailLevel)
	if err := f.out.print(cmd.OutOrStdout(), rep, cat); err != nil {
		return err
	}
	if f.run.stopped {
		return interrupted(cmd.ErrOrStderr(), len(docs), len(paths))
	}
	stderr := cmd.ErrOrStderr()
	if _, ok := terminal(cmd.OutOrStdout()); ok && f.out.stdout.name == "text" {
		stderr = io.Discard // the reader has just seen it
	}
	return outcome(stderr, rep, repo.FailLevel)
}

// documents returns the paths of the documents that are to be judged, and the
// repository with its configuration, which may leave some of them out.
func (f *checkFlags) documents(cmd *cobra.Command, args []string, sets []documentSet) (*project.Project, []string, error) {
	args, err := f.project.arguments(args)
	if err != nil {
		return nil, nil, err
	}
	for _, s := range sets {
		args = append(args, s.paths...)
	}
	if len(args) == 0 && !f.project.staged {
		return nil, nil, errors.New("name a file, a folder or - for standard input; “rightslint check --help” tells more")
	}
	paths, err := expand(args)
	if err != nil {
		return nil, nil, err
	}
	repo, err := f.project.open(f, cmd.Flags().Changed("fail-on"), cmd.ErrOrStderr())
	if err != nil {
		return nil, nil, err
	}
	if f.project.staged {
		if paths, err = f.project.readStaged(repo.Finder); err != nil {
			return nil, nil, err
		}
	}
	paths = repo.Select(paths, func(path string) bool { return slices.Contains(args, path) })
	return repo, paths, errors.Join(f.out.spare(paths), f.annotate.validate(paths))
}

// judge reads and judges the documents; fewer than there are paths where it was
// stopped by ^C.
func (f *checkFlags) judge(cmd *cobra.Command, repo *project.Project, paths []string, sets []documentSet) ([]*lint.Document, *rules.Catalog, error) {
	collectSeldom(paths)
	reading, end, err := f.pdf.reader(f.jobs)
	if err != nil {
		return nil, nil, err
	}
	defer end()
	if err := f.tracked.apply(&reading); err != nil {
		return nil, nil, err
	}
	own, err := f.rules.extra()
	if err != nil {
		return nil, nil, err
	}
	store := f.run.store()
	defer store.Close()
	load := func(x config.Extra) (*rules.Catalog, *lint.Linter, error) { return loadWith(x, own, store) }
	ctx, stop := untilInterrupt(cmd.Context())
	defer stop()
	shown := newProgress(cmd.ErrOrStderr(), len(paths), f.run.quiet)
	defer shown.clear()
	judge := func(linter *lint.Linter, cat *rules.Catalog, paths []string, configured lint.Configured) ([]*lint.Document, error) {
		opts := lint.Options{
			Kind: rules.Kind(f.kind), Language: f.lang, Jobs: f.jobs, Parse: reading,
			Configured: configured, NeedDoc: f.out.needsDoc() || f.annotate.out != "",
		}
		opts.Memory = f.run.memory(store, cat, opts, &f.pdf)
		docs, err := f.project.judge(linter, paths, opts, func(paths []string, opts lint.Options) ([]*lint.Document, error) {
			return files(ctx, cmd.InOrStdin(), linter, paths, opts, f.stdinName, shown.done)
		})
		f.run.stopped = f.run.stopped || len(docs) < len(paths)
		return docs, err
	}
	docs, cat, err := repo.Run(paths, load, judge, func(docs []*lint.Document) []*lint.Document {
		if f.run.stopped {
			docs = complete(docs, sets)
		}
		for _, s := range sets {
			lint.JoinSet(s.name, s.of(docs))
		}
		return docs
	})
	if err != nil || len(docs) == 0 {
		return docs, cat, err
	}
	return docs, cat, f.annotate.write(cmd.ErrOrStderr(), docs[0], reading, &f.pdf)
}

// files reads and judges files, and standard input, under a name, where the path
// is "-".
func files(ctx context.Context, stdin io.Reader, linter *lint.Linter, paths []string, opts lint.Options, name string, done func(int)) ([]*lint.Document, error) {
	i := slices.Index(paths, "-")
	var data []byte
	if i >= 0 {
		var err error
		if data, err = io.ReadAll(io.LimitReader(stdin, parse.DefaultMaxBytes+1)); err != nil {
			return nil, fmt.Errorf("standard input cannot be read: %w", err)
		}
		paths = slices.Delete(slices.Clone(paths), i, i+1)
	}
	docs := linter.FilesUntil(ctx, paths, opts, done)
	if i < 0 || len(docs) < len(paths) {
		return docs, nil
	}
	return slices.Insert(docs, i, linter.Data(name, data, opts)), nil
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
// failOn says from which severity on a finding of a document counts.
func outcome(stderr io.Writer, rep *lint.Report, failOn func(*lint.Document) string) error {
	code := exitClean
	for _, d := range rep.Documents {
		threshold := rules.Severity(failOn(d)).Rank()
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
