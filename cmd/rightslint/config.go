package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/baseline"
	"github.com/rightslint/rightslint/lint/cache"
	"github.com/rightslint/rightslint/lint/config"
	"github.com/rightslint/rightslint/lint/project"
	"github.com/rightslint/rightslint/lint/report"
	"github.com/rightslint/rightslint/rules"
)

// projectFlags are the flags of check about the repository that the documents
// stand in: its configuration, its baseline, its index.
type projectFlags struct {
	none, prune, staged bool
	baseline, write     string
	stagedDocs          []project.Staged
}

// noValue is the value of --write-baseline without one, as its help shows it.
const noValue = "auto"

func (f *projectFlags) register(flags *pflag.FlagSet) {
	flags.BoolVar(&f.none, "no-config", false, "use no "+config.Name)
	flags.StringVar(&f.baseline, "baseline", "", "file of accepted findings, which are answered by it")
	flags.StringVar(&f.write, "write-baseline", "", "accept all findings of this run: write them to the file, to that of --baseline or the configuration, or to "+baseline.Name)
	flags.Lookup("write-baseline").NoOptDefVal = noValue
	flags.BoolVar(&f.prune, "prune-baseline", false, "take out of the baseline what accepts nothing any more")
	flags.BoolVar(&f.staged, "staged", false, "judge the documents that are staged in git, as the commit would record them")
}

// arguments takes the file of --write-baseline out of the arguments, where it
// may stand without an equals sign, and refuses flags that contradict others.
func (f *projectFlags) arguments(args []string) ([]string, error) {
	if f.write == noValue {
		i := slices.IndexFunc(args, func(a string) bool { return strings.HasSuffix(a, ".json") })
		if i >= 0 {
			f.write = args[i]
			args = slices.Delete(slices.Clone(args), i, i+1)
		}
	}
	switch {
	case f.write != "" && f.prune:
		return nil, errors.New("--write-baseline and --prune-baseline exclude each other: the first accepts what is new, the second only takes out")
	case f.staged && len(args) > 0:
		return nil, errors.New("--staged judges what is staged in git; name no documents with it")
	case f.staged && f.write != "":
		return nil, errors.New("--staged sees a part of the documents; write the baseline from a whole run")
	}
	return args, nil
}

// open prepares the run over a repository.
func (f *projectFlags) open(check *checkFlags, failOn bool, stderr io.Writer) (*project.Project, error) {
	finder, err := config.NewFinder()
	if err != nil {
		return nil, err
	}
	finder.None = f.none
	p := &project.Project{
		Finder: finder, Today: time.Now().UTC(), Stdin: check.stdinName,
		Baseline: project.Baseline{File: f.baseline, Write: f.write != "", Prune: f.prune},
		Note:     func(message string) { complain(stderr, message) },
	}
	if f.write != "" && f.write != noValue {
		p.Baseline.File = f.write
	}
	if failOn {
		p.FailOn = check.failOn
	}
	return p, nil
}

// readStaged finds the staged documents and returns how they are called.
func (f *projectFlags) readStaged(finder *config.Finder) ([]string, error) {
	docs, err := project.StagedDocuments(".")
	if err != nil {
		return nil, err
	}
	var paths []string
	for i := range docs {
		docs[i].Path = finder.Name(docs[i].Path)
		paths = append(paths, docs[i].Path)
	}
	f.stagedDocs = docs
	return paths, nil
}

// judge judges the documents: the staged ones by their staged content.
func (f *projectFlags) judge(linter *lint.Linter, paths []string, opts lint.Options, otherwise func([]string, lint.Options) ([]*lint.Document, error)) ([]*lint.Document, error) {
	var files []string
	var out []*lint.Document
	for _, path := range paths {
		if i := slices.IndexFunc(f.stagedDocs, func(s project.Staged) bool { return s.Path == path }); i >= 0 {
			out = append(out, linter.Data(path, f.stagedDocs[i].Data, opts))
		} else {
			files = append(files, path)
		}
	}
	docs, err := otherwise(files, opts)
	return append(out, docs...), err
}

// loadWith prepares the built-in rules with what an organisation adds to them,
// in its configuration and on the command line. The store keeps the compiled
// form and may be nil.
func loadWith(x config.Extra, own rules.Extra, store *cache.Store) (*rules.Catalog, *lint.Linter, error) {
	extra := rules.Extra{Folders: slices.Clone(own.Folders), Terms: x.Terms, TermsFile: config.Name}
	if store != nil {
		extra.Store = store
	}
	for _, folder := range x.Folders {
		fsys, err := folder.Open()
		if err != nil {
			return nil, nil, err
		}
		extra.Folders = append(extra.Folders, rules.Folder{Name: folder.Name, FS: fsys})
	}
	return loadRules(extra)
}

func configCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Show the configuration that holds for documents",
	}
	cmd.AddCommand(&cobra.Command{
		Use:     "show FILE...",
		Short:   "Say what holds for a document, and from which file and line it comes",
		Example: "  rightslint config show policies/terms.md",
		Args:    cobra.MinimumNArgs(1),
		RunE:    func(cmd *cobra.Command, args []string) error { return showConfig(cmd.OutOrStdout(), args) },
	}, &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON schema of " + config.Name + ", for editors",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := cmd.OutOrStdout().Write(config.Schema)
			return err
		},
	})
	return cmd
}

// showConfig prints what holds for each file, in columns.
func showConfig(w io.Writer, files []string) error {
	finder, err := config.NewFinder()
	if err != nil {
		return err
	}
	for i, file := range files {
		if info, err := os.Stat(file); err == nil && info.IsDir() {
			return fmt.Errorf("%s is a folder; name a document in it", file)
		}
		if i > 0 {
			fmt.Fprintln(w)
		}
		lines := finder.Show(file)
		p := project.Project{Finder: finder}
		load := func(x config.Extra) (*rules.Catalog, *lint.Linter, error) { return loadWith(x, rules.Extra{}, nil) }
		if err := p.Check(file, load); err != nil {
			return err
		}
		report.Columns(w, file, lines)
	}
	return nil
}
