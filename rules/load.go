package rules

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"

	"go.yaml.in/yaml/v4"
)

//go:embed catalog traits vocabulary kinds.yaml sources.yaml figures.yaml
var builtin embed.FS

// Builtin returns the files of the catalog that the program carries.
func Builtin() fs.FS { return builtin }

// Catalog is a loaded set of rules with its traits, kinds and vocabulary.
type Catalog struct {
	// Rules are sorted by id.
	Rules []*Rule
	// Traits are sorted by id.
	Traits []*Trait
	// KindRecords stand in the order of kinds.yaml.
	KindRecords []KindRecord
	// Vocabulary holds the shared concepts by language and name.
	Vocabulary map[string]map[string][]Expression
	// Instruments are what rules rest on, by the key that their sources begin
	// with.
	Instruments map[string]Source
	// Digest tells catalogs apart that were made from different files. Load does
	// not fill it in; LoadBuiltin and LoadBuiltinWith do.
	Digest string

	origin map[string]string // concept "lang/name" -> file
}

// Mistake is one fault in a rule file. Line and Column count from 1, or are 0
// where the fault has no place.
type Mistake struct {
	File    string
	At      Place
	Message string
}

// Error returns the mistake as file:line:column: message.
func (m Mistake) Error() string {
	if m.At.Line == 0 {
		return m.File + ": " + m.Message
	}
	return fmt.Sprintf("%s:%d:%d: %s", m.File, m.At.Line, m.At.Column, m.Message)
}

// Mistakes are all the faults of the rule files, by file and line.
type Mistakes []Mistake

// Error lists the mistakes, one a line.
func (m Mistakes) Error() string {
	lines := make([]string, len(m))
	for i := range m {
		lines[i] = m[i].Error()
	}
	return strings.Join(lines, "\n")
}

// MaxFile is the size in bytes above which a rule file is refused.
const MaxFile = 1 << 20

// loader collects the records and the mistakes of all files.
type loader struct {
	cat      *Catalog
	mistakes Mistakes
	measured Figures
}

func newLoader() *loader {
	return &loader{cat: &Catalog{Vocabulary: map[string]map[string][]Expression{}, origin: map[string]string{}}}
}

func (l *loader) fault(file string, at Place, format string, args ...any) {
	l.mistakes = append(l.mistakes, Mistake{file, at, fmt.Sprintf(format, args...)})
}

// Load reads the rule files of fsys, laid out as README.md says. It reports
// all faults at once, as Mistakes, and returns what is sound beside them.
func Load(fsys fs.FS) (*Catalog, error) {
	l := newLoader()
	l.read(fsys)
	l.check()
	l.measure()
	return l.cat, l.err()
}

// read reads the files of a catalog.
func (l *loader) read(fsys fs.FS) {
	for _, dir := range []struct {
		name string
		read func(file string, data []byte)
	}{
		{"vocabulary", l.vocabulary},
		{"traits", l.trait},
		{"catalog", l.rule},
		{"kinds.yaml", l.kinds},
		{"sources.yaml", l.sources},
		{"figures.yaml", l.figures},
	} {
		l.walk(fsys, dir.name, dir.read)
	}
	l.sort()
}

// sort puts the records in the order in which Catalog holds them.
func (l *loader) sort() {
	sort.Slice(l.cat.Rules, func(i, j int) bool { return l.cat.Rules[i].ID < l.cat.Rules[j].ID })
	sort.Slice(l.cat.Traits, func(i, j int) bool { return l.cat.Traits[i].ID < l.cat.Traits[j].ID })
}

// err returns the mistakes in the order of files and lines, or nil.
func (l *loader) err() error {
	if len(l.mistakes) == 0 {
		return nil
	}
	sort.SliceStable(l.mistakes, func(i, j int) bool {
		a, b := l.mistakes[i], l.mistakes[j]
		if a.File != b.File {
			return a.File < b.File
		}
		return a.At.Line < b.At.Line
	})
	return l.mistakes
}

// walk hands every YAML file below root to read; a root that does not exist
// holds none.
func (l *loader) walk(fsys fs.FS, root string, read func(string, []byte)) {
	err := fs.WalkDir(fsys, root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			if errors.Is(err, fs.ErrNotExist) && name == root {
				return nil
			}
			l.fault(name, Place{}, "cannot be read: %v", err)
			return nil
		}
		if d.IsDir() || path.Ext(name) != ".yaml" {
			return nil
		}
		if info, err := d.Info(); err == nil && info.Size() > MaxFile {
			l.fault(name, Place{}, "is larger than %d bytes; split it", MaxFile)
			return nil
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			l.fault(name, Place{}, "cannot be read: %v", err)
			return nil
		}
		read(name, data)
		return nil
	})
	if err != nil {
		l.fault(root, Place{}, "cannot be read: %v", err)
	}
}

// decode reads YAML strictly into out and records what is wrong with it.
func (l *loader) decode(file string, data []byte, out any) bool {
	err := yaml.Load(data, out, yaml.WithKnownFields())
	if err == nil {
		return true
	}
	var many *yaml.LoadErrors
	var one *yaml.LoadError
	switch {
	case errors.As(err, &many):
		for _, e := range many.Errors {
			l.decodeFault(file, e)
		}
	case errors.As(err, &one):
		l.decodeFault(file, one)
	default:
		l.fault(file, Place{}, "%s", plain(err.Error()))
	}
	return false
}

// decodeFault records a fault of the YAML itself or of a value in it. What is
// never closed is shown where it begins: the decoder notices it only at the end
// of the file.
func (l *loader) decodeFault(file string, e *yaml.LoadError) {
	begins := Place{e.ContextMark.Line, e.ContextMark.Column}
	switch {
	case strings.Contains(e.ContextMsg, "quoted scalar"):
		l.fault(file, begins, "the quoted text that begins here has no end, or is written wrongly: %s", e.Message)
	case strings.Contains(e.ContextMsg, "flow sequence"), strings.Contains(e.ContextMsg, "flow mapping"):
		l.fault(file, begins, "what stands in brackets from here has no end, or lacks a comma before line %d", e.Mark.Line)
	default:
		l.fault(file, Place{e.Mark.Line, e.Mark.Column}, "%s", plain(e.Message))
	}
}

// plain rewords the decoder's messages, which speak of Go types and repeat the
// place, for people who write rules.
func plain(msg string) string {
	if i := strings.Index(msg, " not found in type "); i > 0 {
		return msg[:i] + " is not known here; rules/README.md lists the fields"
	}
	if i := strings.Index(msg, " into "); i > 0 && strings.HasPrefix(msg, "cannot construct") {
		return "a value of another shape is expected here: " + msg[:i]
	}
	if _, rest, ok := strings.Cut(msg, ": "); ok && strings.HasPrefix(msg, "line ") {
		return rest
	}
	return msg
}

func (l *loader) vocabulary(file string, data []byte) {
	lang := path.Base(path.Dir(file))
	var concepts map[string][]Expression
	if l.decode(file, data, &concepts) {
		l.define(file, lang, concepts)
	}
}

// define enters the concepts of a file; a name that stands elsewhere is a
// fault, because names are global.
func (l *loader) define(file, lang string, concepts map[string][]Expression) {
	if l.cat.Vocabulary[lang] == nil {
		l.cat.Vocabulary[lang] = map[string][]Expression{}
	}
	for name, exprs := range concepts {
		var at Place
		if len(exprs) > 0 {
			at = exprs[0].At
		}
		if other, ok := l.cat.origin[lang+"/"+name]; ok {
			l.fault(file, at, "the concept %q is defined in %s already; use that one or choose another name", name, other)
			continue
		}
		if len(exprs) == 0 {
			l.fault(file, at, "the concept %q has no expressions", name)
		}
		l.cat.origin[lang+"/"+name] = file
		l.cat.Vocabulary[lang][name] = exprs
	}
}

func (l *loader) rule(file string, data []byte) {
	r := &Rule{file: file}
	if !l.decode(file, data, r) {
		return
	}
	if want := strings.TrimSuffix(strings.TrimPrefix(file, "catalog/"), ".yaml"); r.ID != want {
		l.fault(file, Place{1, 1}, "the id is %q, but the file's place makes it %q", r.ID, want)
	}
	for lang, concepts := range r.Concepts {
		l.define(file, lang, concepts)
	}
	l.cat.Rules = append(l.cat.Rules, r)
}

func (l *loader) trait(file string, data []byte) {
	t := &Trait{file: file}
	if !l.decode(file, data, t) {
		return
	}
	if want := strings.TrimSuffix(path.Base(file), ".yaml"); t.ID != want {
		l.fault(file, Place{1, 1}, "the id is %q, but the file's name makes it %q", t.ID, want)
	}
	for lang, concepts := range t.Concepts {
		l.define(file, lang, concepts)
	}
	l.cat.Traits = append(l.cat.Traits, t)
}

func (l *loader) kinds(file string, data []byte) {
	l.decode(file, data, &l.cat.KindRecords)
}

// Rule returns the rule with the id, or nil.
func (c *Catalog) Rule(id string) *Rule {
	i := sort.Search(len(c.Rules), func(i int) bool { return c.Rules[i].ID >= id })
	if i < len(c.Rules) && c.Rules[i].ID == id {
		return c.Rules[i]
	}
	return nil
}

// Languages lists the languages that have a vocabulary.
func (c *Catalog) Languages() []string {
	var out []string
	for lang := range c.Vocabulary {
		out = append(out, lang)
	}
	sort.Strings(out)
	return out
}

// Find returns the rule with the id, or an error that names the nearest one.
func (c *Catalog) Find(id string) (*Rule, error) {
	if r := c.Rule(id); r != nil {
		return r, nil
	}
	known := map[string]bool{}
	for _, r := range c.Rules {
		known[r.ID] = true
	}
	return nil, fmt.Errorf("no rule is called %q%s; “rightslint rules” lists them", id, nearest(id, known))
}

// Label returns the name of a kind as reports say it.
func (c *Catalog) Label(k Kind) string {
	for _, rec := range c.KindRecords {
		if rec.Kind == k {
			return rec.Label
		}
	}
	return string(k)
}

// LanguagesOf lists the languages in which a rule can be judged: those whose
// vocabulary has every concept of at least one of its patterns. A rule without
// patterns rests on a check, which is made for all.
func (c *Catalog) LanguagesOf(r *Rule) []string {
	if len(r.Evidence) == 0 {
		return c.Languages()
	}
	var out []string
	for _, lang := range c.Languages() {
		for i := range r.Evidence {
			if c.speaks(lang, &r.Evidence[i]) {
				out = append(out, lang)
				break
			}
		}
	}
	return out
}

func (c *Catalog) speaks(lang string, p *Pattern) bool {
	for _, term := range append(append([]Term{}, p.All...), p.Seq...) {
		known := false
		for _, ref := range term {
			_, ok := c.Vocabulary[lang][ref.Name]
			known = known || ok
		}
		if !known {
			return false
		}
	}
	return true
}
