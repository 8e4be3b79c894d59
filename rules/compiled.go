package rules

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/binary"
	"encoding/gob"
	"encoding/hex"
	"io"
	"io/fs"
	"sync"

	"github.com/rightslint/rightslint/rules/phrases"
)

// compiledData is the built-in catalog in compiled form. Reading the YAML files
// and expanding their expressions takes half a second, which a hook that runs
// at every commit cannot spend; decoding this takes milliseconds. It carries
// the hash of the files that it was made from and is ignored when they have
// changed, so that nobody needs it to work on rules.
//
//go:generate go test . -run TestCompiledIsFresh -update
//go:embed compiled.gob
var compiledData []byte

// compiledForm is the catalog as the first half of compiledData holds it,
// without cases and expressions, which judging does not need. The second half
// holds the sets; the length of the first half stands before both, in four
// bytes.
type compiledForm struct {
	Hash   [sha256.Size]byte
	Rules  []*Rule
	Traits []*Trait
	Kinds  []KindRecord
	Names  map[string][]string // concepts by language
	// Sources are the instruments that rules rest on.
	Sources map[string]Source
}

type compiledSet struct {
	Language string
	Names    []string
	Matcher  phrases.Flat
}

// LoadBuiltin returns the built-in catalog ready to judge, with a compiled set
// for each language. Rules come without their cases and concepts; Load gives
// those.
func LoadBuiltin() (*Catalog, []*Compiled, error) {
	if cat, sets, ok := unpack(compiledData, builtinHash); ok {
		return cat, sets, nil
	}
	cat, err := Load(builtin)
	if err != nil {
		return nil, nil, err
	}
	hash := builtinHash()
	cat.Digest = hex.EncodeToString(hash[:])
	sets, err := cat.compileAll()
	return cat, sets, err
}

// builtinHash returns the hash of the built-in rule files.
func builtinHash() [sha256.Size]byte { return hashFiles(builtin) }

// unpack decodes a compiled form. Its two halves and the hash of the files
// that it must have been made from are worked out at the same time, because a
// run does nothing else so long before it reads a document.
func unpack(data []byte, want func() [sha256.Size]byte) (*Catalog, []*Compiled, bool) {
	if len(data) < 4 {
		return nil, nil, false
	}
	rest := data[4:]
	size := int64(binary.LittleEndian.Uint32(data))
	if size > int64(len(rest)) {
		return nil, nil, false
	}
	var form compiledForm
	var sets []*Compiled
	var formErr, setsErr error
	var wg sync.WaitGroup
	wg.Go(func() { formErr = gob.NewDecoder(bytes.NewReader(rest[:size])).Decode(&form) })
	wg.Go(func() {
		var packed []compiledSet
		if setsErr = gob.NewDecoder(bytes.NewReader(rest[size:])).Decode(&packed); setsErr != nil {
			return
		}
		for i := range packed {
			sets = append(sets, packed[i].open())
		}
	})
	hash := want()
	wg.Wait()
	if formErr != nil || setsErr != nil || form.Hash != hash {
		return nil, nil, false
	}
	cat := form.open()
	for _, set := range sets {
		set.Catalog = cat
	}
	return cat, sets, true
}

func (c *Catalog) compileAll() ([]*Compiled, error) {
	var sets []*Compiled
	for _, lang := range c.Languages() {
		set, err := c.Compile(lang)
		if err != nil {
			return nil, err
		}
		sets = append(sets, set)
	}
	return sets, nil
}

// hashFiles returns a hash of the names and contents of all files.
func hashFiles(fsys fs.FS) (sum [sha256.Size]byte) {
	h := sha256.New()
	// The built-in files are in memory: reading them cannot fail.
	_ = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		io.WriteString(h, name+"\x00")
		h.Write(data)
		return err
	})
	h.Sum(sum[:0])
	return sum
}

// open makes the catalog from the compiled form.
func (f *compiledForm) open() *Catalog {
	cat := &Catalog{Rules: f.Rules, Traits: f.Traits, KindRecords: f.Kinds, Vocabulary: map[string]map[string][]Expression{}, Instruments: f.Sources, Digest: hex.EncodeToString(f.Hash[:])}
	for lang, names := range f.Names {
		cat.Vocabulary[lang] = map[string][]Expression{}
		for _, n := range names {
			cat.Vocabulary[lang][n] = nil
		}
	}
	return cat
}

// open makes a set from its compiled form.
func (s *compiledSet) open() *Compiled {
	set := &Compiled{Language: s.Language, Matcher: s.Matcher.Open(), names: s.Names, ids: make(map[string]int32, len(s.Names))}
	for i, n := range s.Names {
		set.ids[n] = int32(i)
	}
	return set
}

// pack writes the compiled form of a catalog with its sets; hash is that of the
// files that it was made from.
func pack(cat *Catalog, sets []*Compiled, hash [sha256.Size]byte) ([]byte, error) {
	form := compiledForm{Hash: hash, Names: map[string][]string{}, Sources: cat.Instruments}
	for _, r := range cat.Rules {
		slim := *r
		slim.Cases, slim.Concepts = Cases{}, nil
		form.Rules = append(form.Rules, &slim)
	}
	for _, t := range cat.Traits {
		slim := *t
		slim.Concepts, slim.Cases.Holds, slim.Cases.Fails = nil, nil, nil
		form.Traits = append(form.Traits, &slim)
	}
	for _, k := range cat.KindRecords {
		form.Kinds = append(form.Kinds, KindRecord{Kind: k.Kind, Label: k.Label})
	}
	packed := make([]compiledSet, len(sets))
	for i, s := range sets {
		form.Names[s.Language] = append([]string{}, s.names...)
		packed[i] = compiledSet{s.Language, s.names, s.Matcher.Flat()}
	}
	// Not compressed: git does that for the repository, and undoing it would
	// take a third of the time of loading.
	var first, second bytes.Buffer
	if err := gob.NewEncoder(&first).Encode(&form); err != nil {
		return nil, err
	}
	if err := gob.NewEncoder(&second).Encode(packed); err != nil {
		return nil, err
	}
	out := binary.LittleEndian.AppendUint32(nil, uint32(first.Len()))
	return append(append(out, first.Bytes()...), second.Bytes()...), nil
}
