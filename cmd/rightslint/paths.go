package main

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/rightslint/rightslint/lint/project"
)

// expand turns the arguments into the paths of files: a folder into the
// documents below it, a glob into what it matches. Shells of Windows leave globs
// to the program. A path that does not exist stays, so that it is reported like
// any file that cannot be read. Paths have slashes on every system, so that
// reports are alike.
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
		case err != nil && strings.ContainsAny(arg, "*?[{"):
			files, err := glob(filepath.ToSlash(arg))
			if err != nil {
				return nil, err
			}
			out = append(out, files...)
		default:
			out = append(out, filepath.ToSlash(arg))
		}
	}
	return dedupe(out), nil
}

// glob lists the files that a pattern matches, in the order of their paths. **
// stands for folders of any depth. It neither follows symbolic links nor looks
// into hidden folders. A pattern that says nothing of how names end, such as
// policies/**, stands for documents only.
func glob(pattern string) ([]string, error) {
	files, err := doublestar.FilepathGlob(pattern, doublestar.WithNoFollow(), doublestar.WithNoHidden())
	if err != nil {
		return nil, fmt.Errorf("the pattern %q is not one; it may lack a closing bracket", pattern)
	}
	any := strings.HasSuffix(pattern, "*")
	var out []string
	for _, file := range files {
		info, err := os.Lstat(file)
		if err != nil || !info.Mode().IsRegular() || any && !project.Document(file) {
			continue
		}
		out = append(out, filepath.ToSlash(file))
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("no file matches %s", pattern)
	}
	slices.Sort(out)
	return out, nil
}

// below lists the documents below a folder in the order of their paths. The
// folder may be named by a symbolic link; those in it are not followed, since
// they may lead out of it. Folders whose names begin with a dot are left out, and
// what git ignores.
func below(dir string) ([]string, error) {
	var out []string
	root := filepath.ToSlash(filepath.Clean(dir))
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		shown := path.Join(root, name)
		if err != nil {
			if name == "." {
				return fmt.Errorf("the folder %s cannot be read: %w", dir, err)
			}
			complain(os.Stderr, fmt.Sprintf("%s cannot be read and is left out: %v", shown, err))
			return nil
		}
		if d.IsDir() {
			if name != "." && strings.HasPrefix(d.Name(), ".") {
				return fs.SkipDir
			}
			return nil
		}
		// Word keeps the name of whoever has x.docx open in ~$x.docx.
		if d.Type().IsRegular() && !strings.HasPrefix(d.Name(), "~$") && project.Document(name) {
			out = append(out, shown)
		}
		return nil
	})
	if ignored := project.GitIgnored(dir, out); len(ignored) > 0 {
		out = slices.DeleteFunc(out, func(path string) bool { return ignored[path] })
	}
	if err == nil && len(out) == 0 {
		err = fmt.Errorf("the folder %s holds no documents (%s)", dir, strings.Join(project.Extensions, ", "))
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
