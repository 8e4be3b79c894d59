package main

import (
	"encoding/json"
	"io"

	"github.com/spf13/cobra"

	"github.com/rightslint/rightslint/corpus"
	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/diff"
	"github.com/rightslint/rightslint/rules"
)

// evalPairs measures comparisons on the labelled pairs of a folder.
func evalPairs(cmd *cobra.Command, folder string, f *evalFlags) error {
	if err := f.validate(); err != nil {
		return err
	}
	pairs, err := corpus.ReadPairs(folder)
	if err != nil {
		return err
	}
	reading, end, err := f.pdf.reader(f.jobs)
	if err != nil {
		return err
	}
	defer end()
	_, linter, err := loadRules(rules.Extra{})
	if err != nil {
		return err
	}
	opts := lint.Options{Kind: rules.Kind(f.kind), Language: f.lang, Jobs: f.jobs, Parse: reading}
	scores := &corpus.PairScores{}
	for i := range pairs {
		old, new, err := pairs[i].Files(folder)
		var result *diff.Result
		if err == nil {
			result, err = diff.Files(linter, old, new, opts)
		}
		if err != nil {
			complain(cmd.ErrOrStderr(), pairs[i].Name+": "+err.Error())
		}
		scores.Add(&pairs[i], result)
	}
	if !f.errors {
		scores.Errors = nil
	}
	return printPairs(cmd.OutOrStdout(), scores, f.format)
}

func printPairs(w io.Writer, scores *corpus.PairScores, format string) error {
	if format != "json" {
		return scores.WriteText(w)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(scores)
}
