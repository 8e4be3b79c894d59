package config

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"github.com/rightslint/rightslint/rules"
)

// Finder finds and reads the configuration files that hold for documents. Each
// file is read once.
type Finder struct {
	// Folder is the working folder, from which messages name files.
	Folder string
	// Home is the user's folder, at which the search upward ends; empty: none.
	Home string
	// None turns all configuration files off.
	None bool

	chains   map[string][]*File // by folder of documents
	files    map[string]*File   // by absolute path; nil where one cannot be used
	mistakes rules.Mistakes
}

// NewFinder returns a finder for the process's working folder and the user's
// home.
func NewFinder() (*Finder, error) {
	folder, err := os.Getwd()
	if err != nil {
		return nil, fmt.Errorf("the working folder is not known: %w", err)
	}
	home, _ := os.UserHomeDir() // without one the search ends at the top
	return &Finder{Folder: folder, Home: home}, nil
}

// Mistakes returns the mistakes in all files read so far, sorted by file and
// line, or nil.
func (f *Finder) Mistakes() rules.Mistakes {
	sort.SliceStable(f.mistakes, func(i, j int) bool {
		a, b := f.mistakes[i], f.mistakes[j]
		if a.File != b.File {
			return a.File < b.File
		}
		return a.At.Line < b.At.Line
	})
	return f.mistakes
}

// Abs returns the absolute form of a path that is seen from the working folder.
func (f *Finder) Abs(path string) string {
	if !filepath.IsAbs(path) {
		path = filepath.Join(f.Folder, path)
	}
	return filepath.Clean(path)
}

// Name returns how messages name an absolute path: from the working folder
// where it lies below, else in full.
func (f *Finder) Name(path string) string {
	if rel, err := filepath.Rel(f.Folder, path); err == nil && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel)
	}
	return path
}

// Repository returns the folder with .git at or above an absolute folder, or "".
func Repository(folder string) string {
	for dir := folder; ; dir = filepath.Dir(dir) {
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			return dir
		}
		if filepath.Dir(dir) == dir {
			return ""
		}
	}
}

// chain returns the files that hold in an absolute folder, the outermost first,
// each after those that it extends.
func (f *Finder) chain(folder string) []*File {
	if chain, known := f.chains[folder]; known || f.None {
		return chain
	}
	var found []string // folders with a configuration, innermost first
	repository := Repository(folder)
	for dir := folder; ; dir = filepath.Dir(dir) {
		if _, err := os.Lstat(filepath.Join(dir, Name)); err == nil {
			found = append(found, dir)
		} else if other := filepath.Join(dir, ".rightslint.yml"); exists(other) {
			f.fault(Origin{File: f.Name(other)}, "is not read; name it %s", Name)
		}
		if dir == repository || dir == f.Home || filepath.Dir(dir) == dir {
			break
		}
	}
	bound := repository
	if bound == "" && len(found) > 0 {
		bound = found[len(found)-1]
	}
	var chain []*File
	for _, dir := range found {
		own := f.withExtended(bound, dir, filepath.Join(dir, Name), Origin{}, nil)
		chain = append(own, chain...)
		if len(own) > 0 && own[len(own)-1].Root {
			break
		}
	}
	if f.chains == nil {
		f.chains = map[string][]*File{}
	}
	f.chains[folder] = chain
	return chain
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// withExtended returns the file at path after all that it extends. Patterns
// start at base, whatever file they stand in; by is where the file was named,
// and above are the files that lead to it.
func (f *Finder) withExtended(bound, base, path string, by Origin, above []string) []*File {
	if slices.Contains(above, path) {
		f.fault(by, "extends %s, which leads back to this file", f.Name(path))
		return nil
	}
	file := f.read(bound, base, path, by)
	if file == nil {
		return nil
	}
	var out []*File
	for _, v := range file.Extends {
		next := filepath.Join(filepath.Dir(path), filepath.FromSlash(v.Text))
		out = append(out, f.withExtended(bound, base, next, v.At, append(above, path))...)
	}
	return append(out, file)
}

// read reads one file, which must lie in the folder bound. by is where it was
// named; none for files that were found.
func (f *Finder) read(bound, base, path string, by Origin) *File {
	key := base + "\x00" + path
	if file, known := f.files[key]; known {
		return file
	}
	if f.files == nil {
		f.files = map[string]*File{}
	}
	f.files[key] = nil
	at := by
	if by.File == "" {
		at = Origin{File: f.Name(path)}
	}
	data, err := ReadInside(bound, path, MaxFile)
	if err != nil {
		f.fault(at, "%s%v", f.named(path, by), err)
		return nil
	}
	file, mistakes := Decode(f.Name(path), data)
	f.mistakes = append(f.mistakes, mistakes...)
	file.base, file.folder, file.bound = base, filepath.Dir(path), bound
	f.files[key] = file
	return file
}

// named puts the path before a message about a file that another one names.
func (f *Finder) named(path string, by Origin) string {
	if by.File == "" {
		return ""
	}
	return f.Name(path) + " "
}

func (f *Finder) fault(at Origin, format string, args ...any) {
	m := rules.Mistake{File: at.File, At: at.Place, Message: fmt.Sprintf(format, args...)}
	if !slices.Contains(f.mistakes, m) {
		f.mistakes = append(f.mistakes, m)
	}
}

// ReadInside reads a file of at most the given number of bytes that lies in the
// folder bound; no symbolic link out of the folder is followed. Its errors are
// phrases that follow the name of the file.
func ReadInside(bound, path string, most int64) ([]byte, error) {
	rel, err := filepath.Rel(bound, path)
	if err != nil || !filepath.IsLocal(rel) {
		return nil, errors.New("lies outside the repository and is not read")
	}
	root, err := os.OpenRoot(bound)
	if err != nil {
		return nil, phrase(err)
	}
	defer root.Close()
	info, err := root.Stat(rel)
	switch {
	case err != nil:
		return nil, phrase(err)
	case !info.Mode().IsRegular():
		return nil, errors.New("is no plain file")
	case info.Size() > most:
		return nil, fmt.Errorf("is larger than %d MB and is not read", most>>20)
	}
	file, err := root.Open(rel)
	if err != nil {
		return nil, phrase(err)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, most))
	if err != nil {
		return nil, phrase(err)
	}
	return data, nil
}

// phrase says what went wrong with a file, to follow its name.
func phrase(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("does not exist")
	case errors.Is(err, fs.ErrPermission):
		return errors.New("may not be read by you")
	case strings.Contains(err.Error(), "escapes"):
		return errors.New("is a link that leads out of the repository and is not followed")
	}
	var beneath *fs.PathError
	if errors.As(err, &beneath) {
		err = beneath.Err
	}
	return fmt.Errorf("cannot be read: %w", err)
}
