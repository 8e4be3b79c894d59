package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
)

// ruleFlags name what is added to the built-in rules.
type ruleFlags struct {
	folders []string
}

func (f *ruleFlags) register(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&f.folders, "rules", nil, "folder (or file) with rules of your own, besides the built-in ones; may be given several times")
}

// extra returns the additions that the flags name.
func (f *ruleFlags) extra() (rules.Extra, error) { return extraOf(f.folders) }

// extraOf returns the additions of folders and files.
func extraOf(paths []string) (rules.Extra, error) {
	var x rules.Extra
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return x, fmt.Errorf("the rules %s cannot be read: %w", path, err)
		}
		name := strings.TrimSuffix(filepath.ToSlash(path), "/")
		if info.IsDir() {
			x.Folders = append(x.Folders, rules.Folder{Name: name, FS: os.DirFS(path)})
			continue
		}
		dir := filepath.Dir(path)
		x.Folders = append(x.Folders, rules.Folder{Name: strings.TrimSuffix(filepath.ToSlash(dir), "/"), FS: oneFile{os.DirFS(dir), info}})
	}
	return x, nil
}

// oneFile is a folder of which only one file is seen.
type oneFile struct {
	fs.FS
	info fs.FileInfo
}

// ReadDir returns the one file, whatever folder is asked for.
func (f oneFile) ReadDir(string) ([]fs.DirEntry, error) {
	return []fs.DirEntry{fs.FileInfoToDirEntry(f.info)}, nil
}

// loadRules prepares the built-in rules with what is added to them.
func loadRules(x rules.Extra) (*rules.Catalog, *lint.Linter, error) {
	cat, sets, err := rules.LoadBuiltinWith(x)
	if err != nil {
		return nil, nil, err
	}
	return cat, lint.NewLinter(sets...), nil
}

// completeRules offers the ids of the rules, those of --rules included.
func (f *ruleFlags) completeRules(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	x, err := f.extra()
	if err != nil {
		x = rules.Extra{}
	}
	cat, _, err := rules.LoadBuiltinWith(x)
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var ids []cobra.Completion
	for _, r := range cat.Rules {
		ids = append(ids, cobra.CompletionWithDesc(r.ID, r.Title))
	}
	return ids, cobra.ShellCompDirectiveNoFileComp
}

// completeWords offers a fixed list of words for a flag.
func completeWords(cmd *cobra.Command, flag string, words ...string) {
	err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
	if err != nil {
		panic(err) // the flag does not exist: a mistake of this program
	}
}
