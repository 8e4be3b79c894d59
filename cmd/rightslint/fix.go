package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/fix"
	"github.com/rightslint/rightslint/lint/report"
	"github.com/rightslint/rightslint/rules"
)

// fixFlags are the flags of fix.
type fixFlags struct {
	stdinName string
	rules     []string
	write     bool
	judged    versionFlags
}

func fixCommand() *cobra.Command {
	var f fixFlags
	cmd := &cobra.Command{
		Use:   "fix FILE|-...",
		Short: "Put suggested wording in its place",
		Long: `Put the suggested wording of each missing safeguard into a draft in Markdown or
plain text: into the section that is about it, numbered on as the section is, or
else into a new section. What stands in the draft is neither changed nor
renumbered. Blanks in square brackets are yours to fill in; until then, check
reports them.

What would be put in is printed as a diff; with --write, the file is changed.
Safeguards that are incomplete or only wished for, and clauses that take rights
away, are mended only where --rule names them. "-" reads a draft from standard
input and prints it with the wording in it.

Exit codes: 0 done, or nothing to do; 1 something was left to you, with the
reason; 2 wrong usage; 3 a document could not be read, judged or written.`,
		Example: "  rightslint fix draft.md\n  rightslint fix --rule remedy/appeal --write draft.md\n  rightslint fix draft.md > draft.patch",
		RunE:    func(cmd *cobra.Command, args []string) error { return runFix(cmd, args, &f) },
	}
	cmd.Flags().StringSliceVar(&f.rules, "rule", nil, "rules to mend, instead of every missing safeguard")
	cmd.Flags().BoolVar(&f.write, "write", false, "change the files instead of printing a diff")
	cmd.Flags().StringVar(&f.stdinName, "stdin-filename", "stdin.md", "name by which the format and the configuration of standard input are known")
	f.judged.register(cmd)
	return cmd
}

// validate refuses arguments that mean nothing.
func (f *fixFlags) validate(args []string) error {
	if len(args) == 0 {
		return errors.New("name a draft in Markdown or plain text, or - for standard input; “rightslint fix --help” tells more")
	}
	if f.write && slices.Contains(args, "-") {
		return errors.New("standard input cannot be changed: with -, the draft is printed; leave --write out")
	}
	return f.judged.validate()
}

// known refuses names of rules that no draft is judged by, and mistakes in the
// configuration of any.
func (f *fixFlags) known(b *bench, paths []string) error {
	ids := map[string]bool{}
	for _, path := range paths {
		book, err := b.rulebook(path)
		if err != nil {
			return err
		}
		for _, r := range book.Catalog.Rules {
			ids[r.ID] = true
		}
	}
	for _, r := range f.rules {
		if !ids[r] && len(paths) > 0 {
			return fmt.Errorf("no rule is called %q; “rightslint rules” lists them", r)
		}
	}
	return nil
}

func runFix(cmd *cobra.Command, args []string, f *fixFlags) error {
	if err := f.validate(args); err != nil {
		return err
	}
	paths := args
	if !slices.Equal(args, []string{"-"}) {
		var err error
		if paths, err = expand(args); err != nil {
			return err
		}
	}
	m, end, err := f.open(cmd.ErrOrStderr())
	if err != nil {
		return err
	}
	defer end()
	paths = m.repo.Select(paths, func(path string) bool { return slices.Contains(args, path) })
	if err := f.known(m, paths); err != nil {
		return err
	}
	code := exitClean
	for _, path := range paths {
		left, err := f.one(cmd, path, m)
		switch {
		case err != nil:
			complain(cmd.ErrOrStderr(), path+": "+err.Error())
			code = exitUnjudged
		case left && code == exitClean:
			code = exitFindings
		}
	}
	if code != exitClean {
		return exitCode(code)
	}
	return nil
}

// open returns what judges the drafts, and what ends the readers of PDF files:
// one may stand in a set with a draft.
func (f *fixFlags) open(stderr io.Writer) (*bench, func(), error) {
	b, end, err := f.judged.open()
	if err != nil {
		return nil, nil, err
	}
	b.repo.Stdin, b.repo.Today = f.stdinName, time.Now().UTC()
	told := map[string]bool{} // a draft is judged several times
	b.repo.Note = func(message string) {
		if !told[message] {
			told[message] = true
			complain(stderr, message)
		}
	}
	return b, end, nil
}

// one mends one document, and reports whether something was left to do.
func (f *fixFlags) one(cmd *cobra.Command, path string, b *bench) (left bool, err error) {
	others := map[string]*lint.Document{}
	before, err := f.judge(cmd, path, b, others, func(linter *lint.Linter, opts lint.Options) (*lint.Document, error) {
		docs, err := files(cmd.Context(), cmd.InOrStdin(), linter, []string{path}, opts, f.stdinName, nil)
		if err != nil {
			return nil, err
		}
		return docs[0], nil
	})
	if err != nil {
		return false, err
	}
	again := func(data []byte, kind rules.Kind) *lint.Document {
		d, err := f.judge(cmd, path, b, others, func(linter *lint.Linter, opts lint.Options) (*lint.Document, error) {
			opts.Kind = kind
			return linter.Data(b.repo.Name(path), data, opts), nil
		})
		if err != nil {
			return &lint.Document{Path: path, Error: err.Error()}
		}
		return d
	}
	res, err := fix.Mend(before, again, fix.Options{Rules: f.rules})
	if err != nil {
		return false, err
	}
	out := cmd.OutOrStdout()
	switch {
	case path == "-":
		_, err = out.Write(f.shown(out, string(res.Data)))
	case f.write && len(res.Done) > 0:
		err = fix.WriteFile(path, res.Data)
	case !f.write:
		_, err = out.Write(f.shown(out, fix.Diff(path, before.Doc.Source, res.Data)))
	}
	if err != nil {
		return false, plain(err)
	}
	f.tell(cmd.ErrOrStderr(), path, res)
	return len(res.Left) > 0, nil
}

// judge judges the document at a path as its configuration asks: with the others
// of its set, and with what the configuration answers. read reads it; others
// keeps the verdicts on the rest of the set, whose promises stay what they are
// while the draft is mended.
func (f *fixFlags) judge(cmd *cobra.Command, path string, b *bench, others map[string]*lint.Document, read func(*lint.Linter, lint.Options) (*lint.Document, error)) (*lint.Document, error) {
	judge := func(linter *lint.Linter, _ *rules.Catalog, paths []string, configured lint.Configured) ([]*lint.Document, error) {
		opts := b.opts
		opts.Configured, opts.NeedDoc = configured, true
		var docs []*lint.Document
		for _, p := range paths {
			if p == path {
				d, err := read(linter, opts)
				if err != nil {
					return nil, err
				}
				docs = append(docs, d)
				continue
			}
			if others[p] == nil {
				others[p] = linter.Files([]string{p}, opts)[0]
			}
			other := *others[p] // a verdict is in one set, and each run makes its own
			docs = append(docs, &other)
		}
		return docs, nil
	}
	docs, _, err := b.repo.Run([]string{path}, b.load, judge, func(docs []*lint.Document) []*lint.Document { return docs })
	if err != nil {
		return nil, err
	}
	return docs[0], nil
}

// shown is text as it goes to an output: on a terminal, short of what would
// steer it.
func (f *fixFlags) shown(out io.Writer, text string) []byte {
	if _, ok := terminal(out); !ok {
		return []byte(text)
	}
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = report.Clean(lines[i])
	}
	return []byte(strings.Join(lines, "\n"))
}

// plain returns a failed file operation in words for the person who gave the
// path, which the message names already.
func plain(err error) error {
	if e := (*fs.PathError)(nil); errors.As(err, &e) {
		return fmt.Errorf("the file could not be written, and is as it was: %w", e.Err)
	}
	return err
}

// tell says on standard error what was done and what was left.
func (f *fixFlags) tell(w io.Writer, path string, res *fix.Result) {
	say := func(format string, args ...any) { fmt.Fprintln(w, report.Clean(fmt.Sprintf(format, args...))) }
	blanks := 0
	for _, c := range res.Done {
		blanks += c.Blanks
	}
	switch done := "would be put in"; {
	case len(res.Done) == 0:
		say("%s: nothing was put in.", path)
	case f.write || path == "-":
		done = "put in"
		fallthrough
	default:
		say("%s: %s %s; blanks in square brackets to fill in: %d.", path, count(len(res.Done), "clause", "clauses"), done, blanks)
	}
	for _, c := range res.Done {
		say("  line %d, %s: %s. [%s]", c.Line, c.Where, c.Title, c.Rule)
	}
	if len(res.Left) > 0 {
		say("  Left to you:")
	}
	for _, l := range res.Left {
		say("    %s. %s [%s]", strings.TrimSuffix(cmp.Or(l.Title, l.Rule), "."), l.Why, l.Rule)
	}
	for _, n := range res.Notes {
		say("  %s", n)
	}
	if len(res.Done) > 0 && !f.write && path != "-" {
		say("  With --write, the file is changed.")
	}
}

func count(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}
