package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/rightslint/rightslint/cmd/internal/revisions"
	"github.com/rightslint/rightslint/lint/diff"
	"github.com/rightslint/rightslint/lint/project"
	"github.com/rightslint/rightslint/lint/report/changes"
)

// diffFlags are the flags of diff.
type diffFlags struct {
	format, failOn, revisions string
	staged, mergeBase         bool
	judged                    versionFlags
}

// gitOption is the flag that asks for revisions instead of files.
const gitOption = "git"

func diffCommand() *cobra.Command {
	var f diffFlags
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Say what a new version did to people's rights",
		Long: `Compare two versions of a document, or what a range of git revisions changed:
which safeguards were lost, weakened, strengthened or gained, which clauses that
take rights away came or went, and which promises were dropped or softened.
What was only reworded, moved, split, merged or renumbered is not reported.

With --git REV, the working tree is compared with the revision from which it
parted from REV; with --git REV..REV, the second revision with that from which
it parted from the first. Paths limit the comparison; renamed files are followed.

Exit codes: 0 nothing that --fail-on asks about; 1 something it asks about;
2 wrong usage; 3 a document could not be read or judged.`,
		Example: "  rightslint diff draft.pdf final.md\n  rightslint diff --git origin/main\n  rightslint diff --git v1.0..v2.0 policies/ --format markdown\n  rightslint diff --staged",
		RunE:    func(cmd *cobra.Command, args []string) error { return compare(cmd, args, &f) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.format, "format", "text", "how to print the comparison: text, json, html or markdown")
	flags.StringVar(&f.failOn, "fail-on", "lost", "what makes the exit code 1: lost (a safeguard was lost), weakened (anything for the worse), any (any change) or never")
	flags.StringVar(&f.revisions, gitOption, "", "compare git revisions: REV or REV..REV; the arguments are then paths")
	flags.BoolVar(&f.staged, "staged", false, "compare the git index with the last commit; the arguments are then paths")
	flags.BoolVar(&f.mergeBase, "merge-base", true, "compare from where the two revisions parted")
	f.judged.register(cmd)
	return cmd
}

// validate refuses flag values that mean nothing.
func (f *diffFlags) validate(args []string) error {
	switch {
	case !slices.Contains([]string{"text", "json", "html", "markdown"}, f.format):
		return fmt.Errorf("--format %q is not known; use text, json, html or markdown", f.format)
	case !slices.Contains([]string{"lost", "weakened", "any", "never"}, f.failOn):
		return fmt.Errorf("--fail-on %q is not known; use lost, weakened, any or never", f.failOn)
	case f.staged && f.revisions != "":
		return errors.New("--staged and --git exclude each other")
	case !f.inGit() && len(args) != 2:
		return errors.New("name two files, the old version and the new one, or use --git or --staged; “rightslint diff --help” tells more")
	}
	return f.judged.validate()
}

// inGit reports whether revisions are compared rather than files.
func (f *diffFlags) inGit() bool { return f.staged || f.revisions != "" }

func compare(cmd *cobra.Command, args []string, f *diffFlags) error {
	if cmd.Flags().Changed(gitOption) && f.revisions == "" {
		return errors.New("--git needs a revision, such as main or v1.0..v2.0")
	}
	if err := f.validate(args); err != nil {
		return err
	}
	bench, end, err := f.judged.open()
	if err != nil {
		return err
	}
	defer end()
	outcomes, err := f.outcomes(bench, args)
	if err != nil {
		return err
	}
	if err := f.print(cmd.OutOrStdout(), outcomes); err != nil {
		return err
	}
	return f.outcome(cmd.ErrOrStderr(), outcomes)
}

// outcomes compares the files or revisions that the arguments name.
func (f *diffFlags) outcomes(b *bench, args []string) ([]diff.Outcome, error) {
	if f.inGit() {
		repo, err := revisions.Open(".")
		if err != nil {
			return nil, err
		}
		return repo.Compare(b.rulebook, revisions.Request{
			Range: f.revisions, Staged: f.staged, MergeBase: f.mergeBase, Paths: args, Extensions: project.Extensions,
		}, b.opts)
	}
	book, err := b.rulebook(args[1])
	if err != nil {
		return nil, err
	}
	out := diff.Outcome{Path: args[1]}
	result, err := diff.Files(book.Linter, args[0], args[1], book.Options(b.opts))
	if err != nil {
		out.Error = err.Error()
	} else {
		out.Result = result
		result.Changes = book.Regrade(result.Changes)
	}
	return []diff.Outcome{out}, nil
}

func (f *diffFlags) print(w io.Writer, outcomes []diff.Outcome) error {
	switch f.format {
	case "json":
		return changes.JSON(w, outcomes, f.inGit() && len(outcomes) != 1)
	case "html":
		return changes.HTML(w, outcomes)
	case "markdown":
		return changes.Markdown(w, outcomes)
	}
	if len(outcomes) == 0 {
		_, err := fmt.Fprintln(w, "No document changed.")
		return err
	}
	return changes.Text(w, outcomes, changeOptions(w))
}

// changeOptions fits a comparison to where it goes: the width and colours of a
// terminal, or plain text 88 columns wide.
func changeOptions(w io.Writer) changes.TextOptions {
	opts := changes.TextOptions{Width: 88}
	if file, ok := terminal(w); ok {
		opts.Color = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
		if width, _, err := term.GetSize(int(file.Fd())); err == nil && width > 0 {
			opts.Width = min(max(width, 40), 160)
		}
	}
	return opts
}

// asksAbout are the types of changes that each value of --fail-on asks about.
var asksAbout = map[string]func(diff.Type) bool{
	"lost":     func(t diff.Type) bool { return t == diff.Lost },
	"weakened": diff.Type.Worse,
	"any":      func(diff.Type) bool { return true },
	"never":    func(diff.Type) bool { return false },
}

// outcome turns comparisons into the exit code, and repeats on standard error
// what could not be compared.
func (f *diffFlags) outcome(stderr io.Writer, outcomes []diff.Outcome) error {
	code := exitClean
	for i := range outcomes {
		o := &outcomes[i]
		if o.Error != "" {
			complain(stderr, o.Error)
			code = exitUnjudged
		}
		if o.Result == nil {
			continue
		}
		for k := range o.Result.Changes {
			if code == exitClean && asksAbout[f.failOn](o.Result.Changes[k].Type) {
				code = exitFindings
			}
		}
	}
	if code != exitClean {
		return exitCode(code)
	}
	return nil
}
