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
	seen := map[string]bool{}
	for _, path := range paths {
		path = filepath.Clean(path)
		if seen[path] {
			continue // completion reads flags twice
		}
		seen[path] = true
		info, err := os.Stat(path)
		if err != nil {
			return x, fmt.Errorf("the rules %s cannot be read: %w", path, err)
		}
		name := filepath.ToSlash(path)
		if info.IsDir() {
			x.Folders = append(x.Folders, rules.Folder{Name: name, FS: os.DirFS(path)})
			continue
		}
		dir := filepath.Dir(path)
		x.Folders = append(x.Folders, rules.Folder{Name: filepath.ToSlash(dir), FS: oneFile{os.DirFS(dir), info}})
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
func (f *ruleFlags) completeRules(_ *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	x, err := f.extra()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	cat, _, err := rules.LoadBuiltinWith(x)
	if err != nil {
		cobra.CompErrorln(err.Error())
		return nil, cobra.ShellCompDirectiveError
	}
	var ids []cobra.Completion
	for _, r := range cat.Rules {
		if strings.HasPrefix(r.ID, begun) {
			ids = append(ids, cobra.CompletionWithDesc(r.ID, r.Title))
		}
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
