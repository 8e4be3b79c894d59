package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/rightslint/rightslint/cmd/internal/revisions"
	"github.com/rightslint/rightslint/lint/report/changes"
)

// historyFlags are the flags of history.
type historyFlags struct {
	format string
	limit  int
	judged versionFlags
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
	flags.IntVar(&f.limit, "limit", 0, "most revisions to list, the newest; 0 for all")
	f.judged.register(cmd)
	return cmd
}

func (f *historyFlags) validate() error {
	switch {
	case f.format != "text" && f.format != "json":
		return fmt.Errorf("--format %q is not known; use text or json", f.format)
	case f.limit < 0:
		return fmt.Errorf("--limit %d is no number of revisions; use 0 for all", f.limit)
	}
	return f.judged.validate()
}

func history(cmd *cobra.Command, file string, f *historyFlags) error {
	if err := f.validate(); err != nil {
		return err
	}
	repo, err := revisions.Open(".")
	if err != nil {
		return err
	}
	bench, end, err := f.judged.open()
	if err != nil {
		return err
	}
	defer end()
	book, err := bench.rulebook(file)
	if err != nil {
		return err
	}
	h, err := repo.History(book.Linter, file, f.limit, book.Options(bench.opts))
	if unjudged := (*revisions.Unjudged)(nil); errors.As(err, &unjudged) {
		complain(cmd.ErrOrStderr(), err.Error())
		return exitCode(exitUnjudged)
	}
	if err != nil {
		return err
	}
	for i := range h.Revisions {
		h.Revisions[i].Changes = book.Regrade(h.Revisions[i].Changes)
	}
	if f.format == "json" {
		return changes.HistoryJSON(cmd.OutOrStdout(), h)
	}
	return changes.HistoryText(cmd.OutOrStdout(), h, changeOptions(cmd.OutOrStdout()))
}
