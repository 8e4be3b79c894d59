package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/fix"
	"github.com/rightslint/rightslint/lint/report"
	"github.com/rightslint/rightslint/parse/pdf"
	"github.com/rightslint/rightslint/rules"
)

// fixFlags are the flags of fix.
type fixFlags struct {
	kind, lang, stdinName string
	rules                 []string
	write                 bool
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
	cmd.Flags().StringVar(&f.kind, "kind", "", "kind of the documents instead of detecting it: "+kindNames())
	cmd.Flags().StringVar(&f.lang, "lang", "", "language tag of the documents instead of detecting it, such as en")
	cmd.Flags().StringVar(&f.stdinName, "stdin-filename", "stdin.md", "name by which the format of standard input is known")
	return cmd
}

// validate refuses arguments that mean nothing.
func (f *fixFlags) validate(args []string, cat *rules.Catalog) error {
	if len(args) == 0 {
		return errors.New("name a draft in Markdown or plain text, or - for standard input; “rightslint fix --help” tells more")
	}
	if f.kind != "" && !slices.Contains(rules.Kinds, rules.Kind(f.kind)) {
		return fmt.Errorf("--kind %q is not known; use one of %s", f.kind, kindNames())
	}
	if f.write && slices.Contains(args, "-") {
		return errors.New("standard input cannot be changed: with -, the draft is printed; leave --write out")
	}
	for _, r := range f.rules {
		if cat.Rule(r) == nil {
			return fmt.Errorf("no rule is called %q; “rightslint rules” lists them", r)
		}
	}
	return nil
}

func runFix(cmd *cobra.Command, args []string, f *fixFlags) error {
	cat, linter, err := loadRules(rules.Extra{})
	if err != nil {
		return err
	}
	if err := f.validate(args, cat); err != nil {
		return err
	}
	paths := args
	if !slices.Equal(args, []string{"-"}) {
		if paths, err = expand(args); err != nil {
			return err
		}
	}
	code := exitClean
	for _, path := range paths {
		left, err := f.one(cmd, path, linter)
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

// one mends one document, and reports whether something was left to do.
func (f *fixFlags) one(cmd *cobra.Command, path string, linter *lint.Linter) (left bool, err error) {
	opts := lint.Options{Kind: rules.Kind(f.kind), Language: f.lang}
	opts.Parse.PDF = func([]byte) (*pdf.Document, error) { return nil, fix.ErrFormat }
	docs, err := files(cmd.Context(), cmd.InOrStdin(), linter, []string{path}, opts, f.stdinName, nil)
	if err != nil {
		return false, err
	}
	before := docs[0]
	again := func(data []byte, kind rules.Kind) *lint.Document {
		opts := opts
		opts.Kind = kind
		return linter.Data(before.Path, data, opts)
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
