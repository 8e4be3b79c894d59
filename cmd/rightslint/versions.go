package main

import (
	"fmt"
	"runtime"
	"slices"

	"github.com/spf13/cobra"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
)

// versionFlags say how the versions of a document are judged, for the commands
// that compare them.
type versionFlags struct {
	kind, lang string
	pdf        pdfFlags
	own        ruleFlags
}

func (f *versionFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.kind, "kind", "", "kind of the document instead of detecting it: "+kindNames())
	flags.StringVar(&f.lang, "lang", "", "language tag of the document instead of detecting it, such as en")
	f.pdf.register(flags)
	f.own.register(cmd)
}

// validate refuses flag values that mean nothing.
func (f *versionFlags) validate() error {
	if f.kind != "" && !slices.Contains(rules.Kinds, rules.Kind(f.kind)) {
		return fmt.Errorf("--kind %q is not known; use one of %s", f.kind, kindNames())
	}
	return nil
}

// linter returns the linter and its options, and what ends the readers of PDF
// files.
func (f *versionFlags) linter() (*lint.Linter, lint.Options, func(), error) {
	own, err := f.own.extra()
	if err != nil {
		return nil, lint.Options{}, nil, err
	}
	_, linter, err := loadRules(own)
	if err != nil {
		return nil, lint.Options{}, nil, err
	}
	reading, end, err := f.pdf.reader(runtime.NumCPU())
	return linter, lint.Options{Kind: rules.Kind(f.kind), Language: f.lang, Jobs: runtime.NumCPU(), Parse: reading}, end, err
}
