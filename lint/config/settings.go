package config

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rightslint/rightslint/rules"
)

// Settings are what the configuration files say about one document.
type Settings struct {
	// Kind, Language, Set and FailOn have an empty text where no file says
	// anything.
	Kind, Language, Set, FailOn Value
	// Baseline is the absolute path of the file of accepted findings.
	Baseline Value
	// Ignored is the pattern that leaves the document out, or nil.
	Ignored *Value
	// Waivers are those whose patterns match the document.
	Waivers []Waiver
	// Files are the files that hold, the outermost first.
	Files []*File

	layers []*Entry
	set    *Entry
}

// For returns what holds for the document at a path. Mistakes in the files are
// kept in Mistakes.
func (f *Finder) For(path string) *Settings {
	doc := f.Abs(path)
	s := &Settings{Files: f.chain(filepath.Dir(doc))}
	for _, file := range s.Files {
		s.add(&file.All)
		for i := range file.Documents {
			if e := &file.Documents[i]; matches(e.Files, file.base, doc) != nil {
				e.base = file.base
				s.add(e)
			}
		}
		if v := matches(file.Ignore, file.base, doc); v != nil {
			s.Ignored = v
		}
		if file.Baseline.Text != "" {
			s.Baseline = Value{filepath.Join(file.folder, filepath.FromSlash(file.Baseline.Text)), file.Baseline.At}
		}
		for _, w := range file.Waivers {
			if matches(w.Files, file.base, doc) != nil {
				w.base = file.base
				s.Waivers = append(s.Waivers, w)
			}
		}
	}
	return s
}

// add puts an entry over what held before.
func (s *Settings) add(e *Entry) {
	for _, v := range []struct{ to, from *Value }{
		{&s.Kind, &e.Kind}, {&s.Language, &e.Language}, {&s.FailOn, &e.FailOn}, {&s.Set, &e.Set},
	} {
		if v.from.Text != "" {
			*v.to = *v.from
		}
	}
	if e.Set.Text != "" {
		s.set = e
	}
	s.layers = append(s.layers, e)
}

// Rule returns what holds for a rule: the severity and its reason, and the
// wording, each from the last entry that gives it. In one entry the rule itself
// comes before its family.
func (s *Settings) Rule(id string) (severity Rule, wording map[rules.Kind]Rule) {
	family, _, _ := strings.Cut(id, "/")
	wording = map[rules.Kind]Rule{}
	for _, e := range s.layers {
		for _, name := range []string{family + "/*", id} {
			for _, r := range e.Rules {
				if r.ID != name {
					continue
				}
				if r.Severity != "" {
					severity = r
				}
				for kind := range r.Suggestion {
					if kind == "" {
						clear(wording)
					}
					wording[kind] = r
				}
			}
		}
	}
	return severity, wording
}

// family returns the last severity that is set for a whole family.
func (s *Settings) family(id string) (last Rule) {
	for _, e := range s.layers {
		for _, r := range e.Rules {
			if r.ID == id && r.Severity != "" {
				last = r
			}
		}
	}
	return last
}

// sortedKinds lists the kinds that have wording of their own.
func sortedKinds(wording map[rules.Kind]Rule) []rules.Kind {
	return slices.Sorted(maps.Keys(wording))
}

// RuleIDs lists the rules and families that the settings speak of, sorted.
func (s *Settings) RuleIDs() []string {
	var ids []string
	for _, e := range s.layers {
		for _, r := range e.Rules {
			ids = append(ids, r.ID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// SetID tells sets of one name in different folders apart; empty: no set.
func (s *Settings) SetID() string {
	if s.set == nil {
		return ""
	}
	return s.set.base + "\x00" + s.Set.Text
}

// Members lists the documents of the set that the settings name, as absolute
// paths, whether or not they were asked for: a verdict must not depend on which
// of them are.
func (f *Finder) Members(s *Settings) []string {
	var out []string
	if s.set == nil {
		return nil
	}
	var patterns []Value
	for _, file := range s.Files {
		for _, e := range file.Documents {
			if e.Set.Text == s.Set.Text && file.base == s.set.base {
				patterns = append(patterns, e.Files...)
			}
		}
	}
	for _, path := range expand(patterns, s.set.base) {
		if other := f.For(path); other.SetID() == s.SetID() && other.Ignored == nil {
			out = append(out, path)
		}
	}
	return out
}

// Matching lists the files that a waiver is about, as absolute paths.
func (w *Waiver) Matching() []string { return expand(w.Files, w.base) }

// Gone lists the paths that the waivers of a configuration file name without any
// wildcard and at which nothing stands: a document was renamed or deleted, and its
// waiver answers nothing any more.
func (f *File) Gone() []Value {
	var out []Value
	for _, w := range f.Waivers {
		for _, v := range w.Files {
			p := anchored(v.Text)
			if strings.ContainsAny(p, "*?[{") {
				continue // a pattern may be written for what is still to come
			}
			if _, err := os.Lstat(filepath.Join(f.base, filepath.FromSlash(p))); errors.Is(err, fs.ErrNotExist) {
				out = append(out, v)
			}
		}
	}
	return out
}

// Extra is what an organisation adds to the built-in rules.
type Extra struct {
	// Folders are rule folders with their bound, both absolute.
	Folders []RuleFolder
	// Terms are names by language and concept.
	Terms map[string]map[string][]string
}

// RuleFolder is a folder of rule files.
type RuleFolder struct {
	// Name is the folder as messages name it, Path its absolute path, and
	// Bound the folder out of which nothing is read.
	Name, Path, Bound string
	At                Origin
}

// Extra returns what the settings add to the built-in rules.
func (f *Finder) Extra(s *Settings) Extra {
	x := Extra{Terms: map[string]map[string][]string{}}
	for _, file := range s.Files {
		for _, v := range file.RuleFolders {
			path := filepath.Join(file.folder, filepath.FromSlash(v.Text))
			x.Folders = append(x.Folders, RuleFolder{f.Name(path), path, file.bound, v.At})
		}
		for _, t := range file.Vocabulary {
			if x.Terms[t.Language.Text] == nil {
				x.Terms[t.Language.Text] = map[string][]string{}
			}
			x.Terms[t.Language.Text][t.Concept.Text] = append(x.Terms[t.Language.Text][t.Concept.Text], t.Name)
		}
	}
	return x
}

// Empty reports whether nothing is added.
func (x Extra) Empty() bool { return len(x.Folders)+len(x.Terms) == 0 }

// Bound is the folder out of which nothing is read or written for the document,
// or "" where no configuration holds.
func (s *Settings) Bound() string {
	if len(s.Files) == 0 {
		return ""
	}
	return s.Files[0].bound
}

// Folder is the folder of the outermost configuration that was found for the
// document, or the given one where none was.
func (s *Settings) Folder(otherwise string) string {
	if len(s.Files) == 0 {
		return otherwise
	}
	return s.Files[0].base
}

// Open returns the files of the folder. Nothing outside its bound can be read
// through them, not by symbolic links either.
func (r RuleFolder) Open() (fs.FS, error) {
	rel, err := filepath.Rel(r.Bound, r.Path)
	if err != nil || !filepath.IsLocal(rel) {
		return nil, fmt.Errorf("%s: the rule folder %s lies outside the repository and is not read", r.At, r.Name)
	}
	root, err := os.OpenRoot(r.Bound)
	if err != nil {
		return nil, fmt.Errorf("%s: the rule folder %s %w", r.At, r.Name, phrase(err))
	}
	info, err := root.Stat(rel)
	if err == nil && !info.IsDir() {
		err = errors.New("is no folder")
	} else if err != nil {
		err = phrase(err)
	}
	if err != nil {
		root.Close()
		return nil, fmt.Errorf("%s: the rule folder %s %w", r.At, r.Name, err)
	}
	return fs.Sub(root.FS(), filepath.ToSlash(rel))
}
