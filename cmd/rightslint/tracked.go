package main

import (
	"fmt"

	"github.com/spf13/pflag"

	"github.com/rightslint/rightslint/parse"
)

// trackedFlags say how tracked changes of word processors are read.
type trackedFlags struct{ as string }

func (f *trackedFlags) register(flags *pflag.FlagSet) {
	flags.StringVar(&f.as, "tracked", "final", "how to read tracked changes of Word and OpenDocument files: final (all accepted) or original (all rejected)")
}

// apply sets the options for reading by the flag.
func (f *trackedFlags) apply(opts *parse.Options) error {
	if f.as != "final" && f.as != "original" {
		return fmt.Errorf("--tracked %q is not known; use final or original", f.as)
	}
	opts.Original = f.as == "original"
	return nil
}
