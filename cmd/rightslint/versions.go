package main

import (
	"fmt"
	"runtime"
	"slices"

	"github.com/spf13/cobra"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/config"
	"github.com/rightslint/rightslint/lint/project"
	"github.com/rightslint/rightslint/rules"
)

// versionFlags say how the versions of a document are judged, for the commands
// that compare them.
type versionFlags struct {
	kind, lang string
	noConfig   bool
	pdf        pdfFlags
	own        ruleFlags
}

func (f *versionFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.kind, "kind", "", "kind of the document instead of detecting it: "+kindNames())
	flags.StringVar(&f.lang, "lang", "", "language tag of the document instead of detecting it, such as en")
	flags.BoolVar(&f.noConfig, "no-config", false, "use no "+config.Name)
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

// open returns what judges the versions of documents, and what ends the readers
// of PDF files.
func (f *versionFlags) open() (*bench, func(), error) {
	own, err := f.own.extra()
	if err != nil {
		return nil, nil, err
	}
	finder, err := config.NewFinder()
	if err != nil {
		return nil, nil, err
	}
	finder.None = f.noConfig
	reading, end, err := f.pdf.reader(runtime.NumCPU())
	if err != nil {
		return nil, nil, err
	}
	return &bench{
		repo: &project.Project{Finder: finder},
		load: once(func(x config.Extra) (*rules.Catalog, *lint.Linter, error) { return loadWith(x, own, nil) }),
		opts: lint.Options{Kind: rules.Kind(f.kind), Language: f.lang, Jobs: runtime.NumCPU(), Parse: reading},
	}, end, nil
}

// bench judges documents one by one, each by its configuration.
type bench struct {
	repo *project.Project
	load project.Load
	opts lint.Options
}

// rulebook returns by what the document at a path is judged.
func (b *bench) rulebook(path string) (*project.Rulebook, error) {
	return b.repo.Rulebook(path, b.load)
}

// once remembers what load returns for the same additions.
func once(load project.Load) project.Load {
	type loaded struct {
		cat    *rules.Catalog
		linter *lint.Linter
	}
	known := map[string]loaded{}
	return func(x config.Extra) (*rules.Catalog, *lint.Linter, error) {
		id := fmt.Sprint(x)
		if l, ok := known[id]; ok {
			return l.cat, l.linter, nil
		}
		cat, linter, err := load(x)
		if err == nil {
			known[id] = loaded{cat, linter}
		}
		return cat, linter, err
	}
}
