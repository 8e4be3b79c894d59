package main

import (
	"errors"
	"fmt"
	"runtime"
	"slices"

	"github.com/spf13/cobra"

	"github.com/rightslint/rightslint/cmd/internal/revisions"
	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/report/changes"
	"github.com/rightslint/rightslint/rules"
)

// historyFlags are the flags of history.
type historyFlags struct {
	format, kind, lang string
	limit              int
	pdf                pdfFlags
	own                ruleFlags
}

func historyCommand() *cobra.Command {
	var f historyFlags
	cmd := &cobra.Command{
		Use:   "history FILE",
		Short: "Say what each git revision of a document did to people's rights",
		Long: `List the git revisions of a document, the newest first, through renames, with the
safeguards that each lost and gained. Every revision is judged whole and compared
with the one before.`,
		Example: "  rightslint history policies/privacy.md\n  rightslint history --limit 20 --format json terms.md",
		Args:    cobra.ExactArgs(1),
		RunE:    func(cmd *cobra.Command, args []string) error { return history(cmd, args[0], &f) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.format, "format", "text", "how to print the history: text or json")
	flags.StringVar(&f.kind, "kind", "", "kind of the document instead of detecting it: "+kindNames())
	flags.StringVar(&f.lang, "lang", "", "language tag of the document instead of detecting it, such as en")
	flags.IntVar(&f.limit, "limit", 0, "most revisions to list, the newest; 0 for all")
	f.pdf.register(flags)
	f.own.register(cmd)
	return cmd
}

func (f *historyFlags) validate() error {
	switch {
	case f.format != "text" && f.format != "json":
		return fmt.Errorf("--format %q is not known; use text or json", f.format)
	case f.kind != "" && !slices.Contains(rules.Kinds, rules.Kind(f.kind)):
		return fmt.Errorf("--kind %q is not known; use one of %s", f.kind, kindNames())
	case f.limit < 0:
		return fmt.Errorf("--limit %d is no number of revisions; use 0 for all", f.limit)
	}
	return nil
}

func history(cmd *cobra.Command, file string, f *historyFlags) error {
	if err := f.validate(); err != nil {
		return err
	}
	repo, err := revisions.Open(".")
	if err != nil {
		return err
	}
	reading, end, err := f.pdf.reader(runtime.NumCPU())
	if err != nil {
		return err
	}
	defer end()
	own, err := f.own.extra()
	if err != nil {
		return err
	}
	_, linter, err := loadRules(own)
	if err != nil {
		return err
	}
	opts := lint.Options{Kind: rules.Kind(f.kind), Language: f.lang, Jobs: runtime.NumCPU(), Parse: reading}
	h, err := repo.History(linter, file, f.limit, opts)
	if unjudged := (*revisions.Unjudged)(nil); errors.As(err, &unjudged) {
		complain(cmd.ErrOrStderr(), err.Error())
		return exitCode(exitUnjudged)
	}
	if err != nil {
		return err
	}
	if f.format == "json" {
		return changes.HistoryJSON(cmd.OutOrStdout(), h)
	}
	return changes.HistoryText(cmd.OutOrStdout(), h, changeOptions(cmd.OutOrStdout()))
}
