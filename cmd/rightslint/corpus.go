package main

import (
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"slices"

	"github.com/spf13/cobra"

	"github.com/rightslint/rightslint/corpus"
	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
)

// evalFlags are the flags of corpus eval.
type evalFlags struct {
	pdf                              pdfFlags
	format, kind, lang, report, rule string
	// figures is the file to enter the figures in, name that of the set there.
	figures, name string
	jobs          int
	errors        bool
	pairs         bool
}

// validate refuses flag values that mean nothing.
func (f *evalFlags) validate() error {
	if f.format != "text" && f.format != "json" {
		return fmt.Errorf("--format %q is not known; use text or json", f.format)
	}
	if f.kind != "" && !slices.Contains(rules.Kinds, rules.Kind(f.kind)) {
		return fmt.Errorf("--kind %q is not known; use one of %s", f.kind, kindNames())
	}
	return nil
}

func corpusCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "corpus", Short: "Measure the rules on labelled documents"}
	cmd.AddCommand(evalCommand())
	return cmd
}

func evalCommand() *cobra.Command {
	var f evalFlags
	cmd := &cobra.Command{
		Use:   "eval FOLDER",
		Short: "Print precision and recall on labelled documents",
		Long: `Judge the labelled documents of a folder and compare the verdicts with the
labels: NAME.labels.yaml beside a document, or NAME.spans.jsonl for labelled
sentences. Labels that are not sure do not count.

The verdict “missing” is measured for safeguards; “partial or weak” and “does
not apply” are measured apart. --errors lists every verdict that differs from
its label, with the passages that both rest on: start there to mend a rule.`,
		Example: "  rightslint corpus eval corpus/examples\n  rightslint corpus eval corpus/examples --errors --rule remedy/appeal",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.pairs {
				return evalPairs(cmd, args[0], &f)
			}
			return eval(cmd, args[0], &f)
		},
	}
	cmd.Flags().StringVar(&f.format, "format", "text", "how to print the figures: text or json")
	cmd.Flags().StringVar(&f.kind, "kind", "", "kind of the documents instead of detecting it: "+kindNames())
	cmd.Flags().StringVar(&f.lang, "lang", "", "language tag of the documents instead of detecting it, such as en")
	cmd.Flags().IntVar(&f.jobs, "jobs", runtime.NumCPU(), "how many documents to judge at once")
	cmd.Flags().StringVar(&f.report, "report", "", "measure this JSON report of check instead of judging the documents")
	cmd.Flags().StringVar(&f.rule, "rule", "", "show one rule only")
	cmd.Flags().BoolVar(&f.errors, "errors", false, "list every verdict that differs from its label")
	cmd.Flags().StringVar(&f.figures, "write-figures", "", "enter the figures of the rules in this file, such as rules/figures.yaml")
	cmd.Flags().BoolVar(&f.pairs, "pairs", false, "measure comparisons of versions on the labelled pairs of the file pairs.yaml")
	f.pdf.register(cmd.Flags())
	cmd.Flags().StringVar(&f.name, "name", "", "name of the set in the file of figures; absent: the folder's")
	return cmd
}

func eval(cmd *cobra.Command, folder string, f *evalFlags) error {
	if err := f.validate(); err != nil {
		return err
	}
	cat, linter, err := loadRules(rules.Extra{})
	if err != nil {
		return err
	}
	var only *rules.Rule
	if f.rule != "" {
		if only, err = cat.Find(f.rule); err != nil {
			return err
		}
	}
	set, err := corpus.Read(folder)
	if err != nil {
		return err
	}
	rep, err := f.judge(set, linter)
	if err != nil {
		return err
	}
	scores, err := set.Score(rep)
	if err != nil {
		return err
	}
	scores.Group(cat)
	if err := f.writeFigures(scores, folder); err != nil {
		return err
	}
	if only != nil {
		scores.Only(only)
	}
	mistakes, err := f.mistakes(set, rep, cat)
	if err != nil {
		return err
	}
	return f.print(cmd.OutOrStdout(), scores, mistakes)
}

// judge returns the report to measure.
func (f *evalFlags) judge(set *corpus.Set, linter *lint.Linter) (*lint.Report, error) {
	if f.report != "" {
		return corpus.ReadReport(f.report)
	}
	reading, end, err := f.pdf.reader(f.jobs)
	if err != nil {
		return nil, err
	}
	defer end()
	return set.Judge(linter, lint.Options{Kind: rules.Kind(f.kind), Language: f.lang, Jobs: f.jobs, Parse: reading}), nil
}

// writeFigures enters the figures in the file that --write-figures names.
func (f *evalFlags) writeFigures(scores *corpus.Scores, folder string) error {
	if f.figures == "" {
		return nil
	}
	name := f.name
	if name == "" {
		name = filepath.Base(filepath.Clean(folder))
	}
	return scores.WriteFigures(f.figures, name)
}

// mistakes lists the wrong verdicts where --errors asks for them.
func (f *evalFlags) mistakes(set *corpus.Set, rep *lint.Report, cat *rules.Catalog) ([]corpus.Mistake, error) {
	if !f.errors {
		return nil, nil
	}
	all, err := set.Mistakes(rep, cat)
	return slices.DeleteFunc(all, func(m corpus.Mistake) bool { return f.rule != "" && m.Rule != f.rule }), err
}

func (f *evalFlags) print(w io.Writer, scores *corpus.Scores, mistakes []corpus.Mistake) error {
	if f.format == "json" {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(struct {
			*corpus.Scores
			Errors []corpus.Mistake `json:"errors,omitempty"`
		}{scores, mistakes})
	}
	if err := scores.WriteText(w); err != nil {
		return fmt.Errorf("the figures cannot be written: %w", err)
	}
	if !f.errors {
		return nil
	}
	return corpus.WriteMistakes(w, mistakes)
}
