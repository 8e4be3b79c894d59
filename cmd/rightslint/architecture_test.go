package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/rightslint/rightslint/"

// allowed says which of the project's top folders a package may import,
// besides packages below its own folder. parse and rules know nothing of each
// other; lint joins them; cmd is thin.
var allowed = map[string][]string{
	"parse":    {},
	"rules":    {},
	"lint":     {"parse", "rules"},
	"corpus":   {"parse", "rules", "lint"},
	"cmd":      {"parse", "rules", "lint", "corpus"},
	"testdata": {},
}

// TestImportDirection holds that imports go one way.
func TestImportDirection(t *testing.T) {
	root := filepath.Join("..", "..")
	seen := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" {
			return err
		}
		rel, _ := filepath.Rel(root, path)
		folder, _, _ := strings.Cut(filepath.ToSlash(rel), "/")
		if strings.HasPrefix(folder, ".") {
			return nil
		}
		may, known := allowed[folder]
		if !known {
			t.Errorf("%s stands in a folder that has no place in the architecture", rel)
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			t.Errorf("%s: %v", rel, err)
			return nil
		}
		seen++
		for _, imp := range file.Imports {
			name, _ := strconv.Unquote(imp.Path.Value)
			rest, ours := strings.CutPrefix(name, module)
			if !ours {
				continue
			}
			target, _, _ := strings.Cut(rest, "/")
			if target != folder && !contains(may, target) {
				t.Errorf("%s imports %s; %s may import only %v", rel, rest, folder, may)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 10 {
		t.Fatalf("only %d files were read; the test looks in the wrong place", seen)
	}
}

// TestCoreImportsStandardLibraryOnly holds that the document model and the
// matcher depend on nothing that could change under them.
func TestCoreImportsStandardLibraryOnly(t *testing.T) {
	for _, file := range []string{"parse/document.go", "rules/phrases/phrases.go", "rules/phrases/scan.go", "rules/words/words.go"} {
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", "..", file), nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, imp := range f.Imports {
			name, _ := strconv.Unquote(imp.Path.Value)
			if first, _, _ := strings.Cut(name, "/"); strings.Contains(first, ".") && !strings.HasPrefix(name, module) {
				t.Errorf("%s imports %s", file, name)
			}
		}
	}
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
