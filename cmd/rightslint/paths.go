package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// extensions are those of the files that a folder stands for.
var extensions = []string{".md", ".markdown", ".txt", ".pdf", ".docx", ".odt", ".html", ".htm"}

// expand turns the arguments into the paths of files: a folder into the
// documents below it, a glob into what it matches. A path that does not exist
// stays, so that it is reported like any file that cannot be read.
func expand(args []string) ([]string, error) {
	var out []string
	for _, arg := range args {
		info, err := os.Stat(arg)
		switch {
		case arg == "-":
			out = append(out, arg)
		case err == nil && info.IsDir():
			files, err := below(arg)
			if err != nil {
				return nil, err
			}
			out = append(out, files...)
		case err != nil && strings.ContainsAny(arg, "*?["):
			files, err := filepath.Glob(arg)
			if err != nil {
				return nil, fmt.Errorf("the pattern %q is not one: %w", arg, err)
			}
			if len(files) == 0 {
				return nil, fmt.Errorf("no file matches %s", arg)
			}
			out = append(out, files...)
		default:
			out = append(out, arg)
		}
	}
	return dedupe(out), nil
}

// below lists the documents below a folder in the order of their paths. It
// follows no symbolic links and leaves out folders whose names begin with a
// dot.
func below(dir string) ([]string, error) {
	var out []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			if path == dir {
				return fmt.Errorf("the folder %s cannot be read: %w", dir, err)
			}
			complain(os.Stderr, fmt.Sprintf("%s cannot be read and is left out: %v", path, err))
			return nil
		}
		if d.IsDir() {
			if path != dir && strings.HasPrefix(d.Name(), ".") {
				return filepath.SkipDir
			}
			return nil
		}
		// Word keeps the name of whoever has x.docx open in ~$x.docx.
		if d.Type().IsRegular() && !strings.HasPrefix(d.Name(), "~$") && slices.Contains(extensions, strings.ToLower(filepath.Ext(path))) {
			out = append(out, path)
		}
		return nil
	})
	if err == nil && len(out) == 0 {
		err = fmt.Errorf("the folder %s holds no documents (%s)", dir, strings.Join(extensions, ", "))
	}
	return out, err
}

// dedupe drops repeated paths and keeps the first of each.
func dedupe(paths []string) []string {
	seen := map[string]bool{}
	return slices.DeleteFunc(paths, func(p string) bool {
		dup := seen[p]
		seen[p] = true
		return dup
	})
}
