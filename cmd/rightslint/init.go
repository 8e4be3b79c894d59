package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/config"
	"github.com/rightslint/rightslint/lint/project"
	"github.com/rightslint/rightslint/lint/report"
	"github.com/rightslint/rightslint/rules"
)

func initCommand() *cobra.Command {
	var hook bool
	pdf := pdfFlags{}
	cmd := &cobra.Command{
		Use:   "init [FOLDER]",
		Short: "Write a configuration for the documents of a folder, or a git hook",
		Long: `Look at the documents of a folder and write a commented ` + config.Name + ` for
them. With --git-hook, write a git hook that checks the staged documents before
each commit. What is there already is never changed.`,
		Example: "  rightslint init\n  rightslint init --git-hook",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			folder := "."
			if len(args) > 0 {
				folder = args[0]
			}
			if hook {
				return writeHook(cmd.OutOrStdout(), folder)
			}
			return writeConfig(cmd.OutOrStdout(), folder, &pdf)
		},
	}
	cmd.Flags().BoolVar(&hook, "git-hook", false, "write a git hook instead")
	pdf.register(cmd.Flags())
	return cmd
}

func writeHook(w io.Writer, folder string) error {
	path, err := project.WriteHook(folder)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "Wrote %s: from now on each commit checks the staged documents.\n", report.Clean(path))
	fmt.Fprintln(w, "To commit without the check once: git commit --no-verify")
	return nil
}

// writeConfig writes the configuration of a folder and says what to do next.
func writeConfig(w io.Writer, folder string, pdf *pdfFlags) error {
	target := filepath.Join(folder, config.Name)
	if _, err := os.Lstat(target); err == nil {
		return fmt.Errorf("%s is there already; it was not changed", target)
	}
	files, err := below(folder)
	if err != nil {
		return err
	}
	reading, end, err := pdf.reader(runtime.NumCPU())
	if err != nil {
		return err
	}
	defer end()
	cat, linter, err := loadRules(rules.Extra{})
	if err != nil {
		return err
	}
	docs := linter.Files(files, lint.Options{Jobs: runtime.NumCPU(), Parse: reading})
	text, err := project.Draft(folder, docs)
	if err != nil {
		return err
	}
	file, err := os.OpenFile(target, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already; it was not changed", target)
	}
	if err != nil {
		return fmt.Errorf("the configuration cannot be written: %w", err)
	}
	_, err = file.WriteString(text)
	if err = errors.Join(err, file.Close()); err != nil {
		return fmt.Errorf("the configuration cannot be written: %w", err)
	}
	fmt.Fprintf(w, "Wrote %s for %s:\n", report.Clean(target), found(docs, cat))
	for _, d := range docs {
		what := cat.Label(d.Kind)
		if d.Error != "" {
			why, _, _ := strings.Cut(strings.TrimPrefix(d.Error, "not judged: "), "; ")
			what = "left out: " + why
		}
		fmt.Fprintf(w, "  %s: %s\n", report.Clean(d.Path), report.Clean(what))
	}
	fmt.Fprintf(w, nextSteps, report.Clean(folder), report.Clean(folder))
	return nil
}

// nextSteps says what to do after the configuration was written.
const nextSteps = `
What to do next:
  1. Read the file, and correct the kinds where they are wrong.
  2. rightslint check %s
  3. If there is too much to mend at once, accept what is there, so that only
     what is new asks for attention: rightslint check --write-baseline %s
  4. Check before each commit: rightslint init --git-hook
`

// found counts the documents by what they were recognised as.
func found(docs []*lint.Document, cat *rules.Catalog) string {
	kinds := map[rules.Kind]int{}
	unread := 0
	for _, d := range docs {
		if d.Error != "" {
			unread++
			continue
		}
		kinds[d.Kind]++
	}
	var parts []string
	for _, k := range rules.Kinds {
		if kinds[k] > 0 {
			parts = append(parts, fmt.Sprintf("%d × %s", kinds[k], cat.Label(k)))
		}
	}
	if unread > 0 {
		parts = append(parts, fmt.Sprintf("%d left out", unread))
	}
	return strings.Join(parts, ", ")
}
