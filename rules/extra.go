package rules

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
)

// Extra is what an organisation adds to the built-in catalog. The zero value
// adds nothing.
type Extra struct {
	// Folders hold rule files and vocabulary; README.md describes them.
	Folders []Folder
	// Terms are expressions for existing concepts, by language and name of the
	// concept, such as the names that the organisation has for the provider or
	// for its appeals body.
	Terms map[string]map[string][]string
	// TermsFile names the file that Terms were read from, for messages about
	// them; it may be empty.
	TermsFile string
	// Store keeps the compiled form of what was added; nil: it is compiled at
	// each start, which takes about half a second.
	Store Store
}

// Folder is a folder of rule files.
type Folder struct {
	// Name is how messages name the folder.
	Name string
	// FS holds its files.
	FS fs.FS
}

// Store keeps data between runs. What Get returns for a key must be what was
// put under it, whole, or nothing.
type Store interface {
	// Get returns what was put under the key, if it is still there.
	Get(key string) (data []byte, ok bool)
	// Put keeps data under the key, if it can.
	Put(key string, data []byte)
}

// Bounds of what an organisation may add, so that a folder that was named by
// mistake, or a hostile one, costs no more than a message.
const (
	maxExtraFiles   = 2000
	maxExtraEntries = 20000
	maxExtraBytes   = 16 << 20
	maxExtraPhrases = 1 << 20
)

// LoadBuiltinWith returns the built-in catalog with the additions, ready to
// judge, and a compiled set for each language. The mistakes in the additions
// are reported all at once, as Mistakes. Rules come without their cases and
// concepts; LoadWith gives those.
func LoadBuiltinWith(x Extra) (*Catalog, []*Compiled, error) {
	if len(x.Folders) == 0 && len(x.Terms) == 0 {
		return LoadBuiltin()
	}
	g := gather(x.Folders)
	hash := g.hash(x.Terms)
	key := fmt.Sprintf("rules-%x", hash)
	if x.Store != nil && len(g.mistakes) == 0 {
		if data, ok := x.Store.Get(key); ok {
			if cat, sets, ok := unpack(data, func() [sha256.Size]byte { return hash }); ok {
				return cat, sets, nil
			}
		}
	}
	cat, err := loadWith(x, g)
	if err != nil {
		return nil, nil, err
	}
	cat.Digest = fmt.Sprintf("%x", hash)
	sets, err := cat.compileAll()
	if err != nil {
		return nil, nil, err
	}
	if x.Store != nil {
		data, err := pack(cat, sets, hash)
		if err != nil {
			return nil, nil, err
		}
		x.Store.Put(key, data)
	}
	return cat, sets, nil
}

// LoadWith returns the built-in catalog with the additions, whole: rules have
// their cases and concepts. It reports all mistakes at once, as Mistakes.
func LoadWith(x Extra) (*Catalog, error) {
	return loadWith(x, gather(x.Folders))
}

// readBuiltin reads the built-in files, once for as long as the program runs.
var readBuiltin = sync.OnceValue(func() *loader {
	l := newLoader()
	l.read(builtin)
	l.measure()
	return l
})

// clone returns a loader that may add and replace rules and concepts without
// touching l.
func (l *loader) clone() *loader {
	cat := *l.cat
	cat.Rules = slices.Clone(cat.Rules)
	for i, r := range cat.Rules {
		own := *r
		own.Applies, own.Suggestion, own.Repair = maps.Clone(r.Applies), maps.Clone(r.Suggestion), maps.Clone(r.Repair)
		cat.Rules[i] = &own
	}
	cat.origin = maps.Clone(cat.origin)
	cat.Vocabulary = map[string]map[string][]Expression{}
	for lang, concepts := range l.cat.Vocabulary {
		cat.Vocabulary[lang] = maps.Clone(concepts)
	}
	return &loader{cat: &cat, mistakes: slices.Clone(l.mistakes), measured: l.measured}
}

func loadWith(x Extra, g *gathered) (*Catalog, error) {
	l := readBuiltin().clone()
	l.mistakes = append(l.mistakes, g.mistakes...)
	a := &adder{loader: l, builtin: map[string]*Rule{}, spoken: l.cat.Languages()}
	for _, r := range l.cat.Rules {
		a.builtin[r.ID] = r
	}
	for _, f := range g.files {
		a.file(f)
	}
	for _, add := range a.later {
		add()
	}
	a.addTerms(x.Terms, x.TermsFile)
	l.sort()
	l.check()
	a.expressions()
	return l.cat, l.err()
}

// extraFile is a file of an organisation, read.
type extraFile struct {
	name string // the folder's name and the path in it
	lang string // the language of a file of vocabulary, or empty
	data []byte
}

// gathered are the files of all folders and what is wrong with the folders.
type gathered struct {
	loader
	files   []extraFile
	bytes   int
	entries int
}

var errTooMuch = errors.New("too much")

// gather reads the rule files of folders.
func gather(folders []Folder) *gathered {
	g := &gathered{}
	defer func() {
		// What a rule or an expression refers to may stand in any file.
		slices.SortStableFunc(g.files, func(a, b extraFile) int { return strings.Compare(b.lang, a.lang) })
	}()
	for _, f := range folders {
		before := len(g.files) + len(g.mistakes)
		err := fs.WalkDir(f.FS, ".", func(name string, d fs.DirEntry, err error) error {
			return g.visit(f, name, d, err)
		})
		switch {
		case errors.Is(err, errTooMuch):
			g.fault(f.Name, Place{}, "holds more than a folder of rules may: %d rule files, %d MB, %d files of all sorts; name the folder that holds only the rules", maxExtraFiles, maxExtraBytes>>20, maxExtraEntries)
		case err != nil:
			g.fault(f.Name, Place{}, "cannot be read: %s", cause(err))
		case len(g.files)+len(g.mistakes) == before:
			g.fault(f.Name, Place{}, "holds no rule files, which end in .yaml or .yml")
		}
	}
	return g
}

// visit reads one entry of a folder. Links are not followed, because they may
// lead out of it; hidden files are other programs'.
func (g *gathered) visit(f Folder, name string, d fs.DirEntry, err error) error {
	shown := path.Join(f.Name, name)
	if err != nil {
		if name == "." {
			return err
		}
		g.fault(shown, Place{}, "cannot be read: %s", cause(err))
		return nil
	}
	if g.entries++; g.entries > maxExtraEntries {
		return errTooMuch
	}
	ext := strings.ToLower(path.Ext(name))
	switch {
	case name != "." && strings.HasPrefix(d.Name(), "."):
		if d.IsDir() {
			return fs.SkipDir
		}
		return nil
	case d.IsDir(), ext != ".yaml" && ext != ".yml":
		return nil
	case !d.Type().IsRegular():
		g.fault(shown, Place{}, "is a link or no ordinary file, and is not followed; put the file itself here")
		return nil
	}
	if info, err := d.Info(); err == nil && info.Size() > MaxFile {
		g.fault(shown, Place{}, "is larger than %d bytes; split it", MaxFile)
		return nil
	}
	data, err := fs.ReadFile(f.FS, name)
	if err != nil {
		g.fault(shown, Place{}, "cannot be read: %s", cause(err))
		return nil
	}
	if g.bytes += len(data); g.bytes > maxExtraBytes || len(g.files) == maxExtraFiles {
		return errTooMuch
	}
	file := extraFile{name: shown, data: data}
	if dir := path.Dir(name); path.Base(path.Dir(dir)) == "vocabulary" {
		file.lang = path.Base(dir)
	}
	g.files = append(g.files, file)
	return nil
}

// cause says why a file cannot be read, without repeating its name.
func cause(err error) string {
	if p := (*fs.PathError)(nil); errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

// hash tells apart what may be added to the built-in files as they are.
func (g *gathered) hash(terms map[string]map[string][]string) (sum [sha256.Size]byte) {
	h := sha256.New()
	base := builtinHash()
	h.Write(base[:])
	fmt.Fprintf(h, "%q", terms) // maps are printed in the order of their keys
	for _, f := range g.files {
		fmt.Fprintf(h, "%q %q %d ", f.name, f.lang, len(f.data))
		h.Write(f.data)
	}
	h.Sum(sum[:0])
	return sum
}

// adder adds the files of an organisation to a catalog.
type adder struct {
	*loader
	builtin map[string]*Rule
	spoken  []string // languages with a built-in vocabulary
	added   []addition
	later   []func() // additions to concepts, which wait until all are known
}

// addition is an expression that was added.
type addition struct {
	file, lang string
	Expression
}

// expressions checks what was added as expressions, when all concepts that they
// may refer to are known.
func (a *adder) expressions() {
	total := 0
	for _, e := range a.added {
		x := &expander{lookup: func(name string) ([]Expression, bool) {
			list, ok := a.cat.Vocabulary[e.lang][name]
			return list, ok
		}}
		found, err := x.expand(e.Name)
		if err != nil {
			a.fault(e.file, e.At, "%v", err)
		}
		for _, p := range found {
			for _, choices := range p {
				total += len(choices)
			}
		}
		if total > maxExtraPhrases {
			a.fault(e.file, e.At, "the expressions up to here stand for more than %d phrases; use fewer choices in them", maxExtraPhrases)
			return
		}
	}
}

// addTerms adds expressions to existing concepts.
func (a *adder) addTerms(terms map[string]map[string][]string, file string) {
	if file == "" {
		file = "vocabulary"
	}
	for _, lang := range slices.Sorted(maps.Keys(terms)) {
		for _, name := range slices.Sorted(maps.Keys(terms[lang])) {
			var exprs []Expression
			for _, text := range terms[lang][name] {
				exprs = append(exprs, Expression{Name: text})
			}
			a.extend(file, lang, name, exprs)
		}
	}
}
