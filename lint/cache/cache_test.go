package cache

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/report"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// entryFiles are the files of all entries of a store.
func entryFiles(t *testing.T, dir string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "entries", "*", "*"+extension))
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestStore(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "folder")
	s := Open(dir, "1", 0)
	if _, ok := s.Get("a"); ok {
		t.Error("an empty store has an entry")
	}
	s.Put("a", []byte("alpha"))
	s.Put("b", nil)
	s.Put("a", []byte("alpha again"))
	if got, ok := s.Get("a"); !ok || string(got) != "alpha again" {
		t.Errorf("got %q, %v", got, ok)
	}
	if got, ok := s.Get("b"); !ok || len(got) != 0 {
		t.Errorf("got %q, %v", got, ok)
	}
	if _, ok := Open(dir, "2", 0).Get("a"); ok {
		t.Error("another program sees the entry")
	}
	if n, bytes := Size(dir); n != 2 || bytes != int64(2*headerSize+len("alpha again")) {
		t.Errorf("%d entries, %d bytes", n, bytes)
	}
	if err := Clean(dir); err != nil {
		t.Fatal(err)
	}
	if _, ok := s.Get("a"); ok {
		t.Error("the entry outlived Clean")
	}
	s.Put("a", []byte("alpha"))
	if _, ok := s.Get("a"); !ok {
		t.Error("nothing can be kept after Clean")
	}
	var none *Store
	none.Put("a", nil)
	none.Close()
	if _, ok := none.Get("a"); ok {
		t.Error("no store has an entry")
	}
}

// TestPrivate holds that others on the machine cannot read what is kept.
func TestPrivate(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no modes; the user's folder has its own protection")
	}
	dir := filepath.Join(t.TempDir(), "rightslint")
	s := Open(dir, "", 0)
	s.Put("a", []byte("x"))
	s.Close()
	err := filepath.Walk(dir, func(name string, info os.FileInfo, err error) error {
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v", name, info.Mode())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestDamaged holds that an entry that is cut off or changed anywhere is absent,
// and can be put anew.
func TestDamaged(t *testing.T) {
	dir := t.TempDir()
	s := Open(dir, "", 0)
	data := []byte("what is kept of a document")
	s.Put("a", data)
	name := entryFiles(t, dir)[0]
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	try := func(what string, file []byte) {
		t.Helper()
		if err := os.WriteFile(name, file, 0o600); err != nil {
			t.Fatal(err)
		}
		if got, ok := s.Get("a"); ok {
			t.Errorf("%s: got %q", what, got)
		}
	}
	for n := range whole {
		try(fmt.Sprintf("cut off at %d", n), whole[:n])
		changed := bytes.Clone(whole)
		changed[n] ^= 0x10
		try(fmt.Sprintf("changed at %d", n), changed)
	}
	try("longer", append(bytes.Clone(whole), 0))
	s.Put("a", data)
	if got, ok := s.Get("a"); !ok || !bytes.Equal(got, data) {
		t.Errorf("got %q, %v", got, ok)
	}
}

// TestConcurrent holds that readers see whole entries while others write, trim
// and clean.
func TestConcurrent(t *testing.T) {
	dir := t.TempDir()
	var wg sync.WaitGroup
	for w := range 4 {
		s := Open(dir, "", 20_000)
		wg.Go(func() {
			for i := range 150 {
				key := fmt.Sprint("key ", i%7)
				if got, ok := s.Get(key); ok && (len(got) < 1000 || len(bytes.Trim(got, string(got[:1]))) > 0) {
					t.Errorf("%s: a mixed entry", key)
				}
				s.Put(key, bytes.Repeat([]byte{byte('a' + w)}, 1000+i))
				switch i % 40 {
				case 20:
					s.trim(time.Now())
				case 39:
					_ = Clean(dir) // others may be writing: what is left is no matter
				}
			}
		})
	}
	wg.Wait()
	for _, e := range list(dir) {
		if filepath.Ext(e.name) != extension {
			t.Errorf("%s was left", e.name)
		}
	}
}

// TestTrim holds that the oldest entries go when there is no room, that unused
// ones go in time, and that those in use stay.
func TestTrim(t *testing.T) {
	dir := t.TempDir()
	s := Open(dir, "", 10*1100)
	for i := range 20 {
		key := fmt.Sprint(i)
		s.Put(key, make([]byte, 1000))
		used := time.Now().Add(time.Duration(i-50) * time.Hour)
		if err := os.Chtimes(s.file(key), used, used); err != nil {
			t.Fatal(err)
		}
	}
	s.Get("0") // renews its time
	leftover := filepath.Join(filepath.Dir(s.file("1")), temporary+"1")
	if err := os.WriteFile(leftover, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	old := time.Now().Add(-2 * trimEvery)
	if err := os.Chtimes(leftover, old, old); err != nil {
		t.Fatal(err)
	}
	s.Close()
	n, size := Size(dir)
	if n < 6 || size > s.max*3/4 {
		t.Errorf("%d entries of %d bytes are left", n, size)
	}
	for key, want := range map[string]bool{"0": true, "1": false, "5": false, "19": true, "18": true} {
		if _, ok := s.Get(key); ok != want {
			t.Errorf("entry %s: %v, want %v", key, ok, want)
		}
	}
	if _, err := os.Stat(leftover); err == nil {
		t.Error("what was left of a write is still there")
	}
	s.trim(time.Now().Add(maxAge + time.Hour))
	if n, _ := Size(dir); n != 0 {
		t.Errorf("%d entries are left that nobody used for long", n)
	}
}

// TestTooLarge holds that one entry cannot take the room of all.
func TestTooLarge(t *testing.T) {
	s := Open(t.TempDir(), "", 8000)
	s.Put("a", make([]byte, 1001))
	if _, ok := s.Get("a"); ok {
		t.Error("it was kept")
	}
}

// documents are the samples of the project and, where they are at hand, those
// of a work place, by path.
func documents(t *testing.T) []string {
	t.Helper()
	samples, err := filepath.Glob("../../testdata/samples/*")
	if err != nil || len(samples) < 3 {
		t.Fatalf("%d samples: %v", len(samples), err)
	}
	for _, ext := range []string{"md", "txt", "pdf"} {
		more, _ := filepath.Glob("../../../shared/docs/*/*." + ext)
		if len(more) == 0 {
			more, _ = filepath.Glob("../../../shared/docs/*." + ext)
		}
		samples = append(samples, more[:min(len(more), 3)]...)
	}
	return samples
}

// TestAlike holds that reports are byte for byte the same with verdicts that
// were kept, for documents that are judged and for those that are not.
func TestAlike(t *testing.T) {
	cat, sets, err := rules.LoadBuiltin()
	if err != nil {
		t.Fatal(err)
	}
	linter := lint.NewLinter(sets...)
	paths := documents(t)
	none := filepath.Join(t.TempDir(), "notes.md")
	if err := os.WriteFile(none, []byte("The cat sat on the mat and looked at the rain.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	paths = append(paths, none, "no-such-file.md")
	v := &counter{Verdicts: Verdicts{Store: Open(t.TempDir(), "", 0), Facts: cat.Digest}}
	print := func(opts lint.Options) (text, json string) {
		docs := linter.Files(paths, opts)
		var a, b bytes.Buffer
		textOpts := report.TextOptions{Width: 88, Titles: func(id string) string { return cat.Rule(id).Title }, Label: cat.Label}
		if err := report.Text(&a, lint.NewReport(docs), textOpts); err != nil {
			t.Fatal(err)
		}
		if err := report.JSON(&b, lint.NewReport(docs)); err != nil {
			t.Fatal(err)
		}
		return a.String(), b.String()
	}
	text, json := print(lint.Options{Jobs: 2})
	for round := range 2 {
		gotText, gotJSON := print(lint.Options{Jobs: 2, Memory: v})
		if gotText != text || gotJSON != json {
			t.Errorf("round %d: the report is another: %s", round, cmp.Diff(text, gotText))
		}
	}
	if v.hits < len(paths)-3 {
		t.Errorf("only %d of %d verdicts were kept", v.hits, len(paths))
	}
	hits := v.hits
	for _, d := range linter.Files(paths[:1], lint.Options{Memory: v, NeedDoc: true}) {
		if d.Doc == nil || v.hits != hits {
			t.Error("a verdict without its document was given to a caller that needs it")
		}
	}
}

type counter struct {
	Verdicts
	mu   sync.Mutex
	hits int
}

func (c *counter) Recall(name string, data []byte) (*lint.Document, bool) {
	d, ok := c.Verdicts.Recall(name, data)
	if ok {
		c.mu.Lock()
		c.hits++
		c.mu.Unlock()
	}
	return d, ok
}

// TestVerdictKeys holds what makes a verdict another's: the bytes, the ending of
// the name and the facts, but not the rest of the name. What speaks to the
// program itself is not kept, nor what could not be read.
func TestVerdictKeys(t *testing.T) {
	store := Open(t.TempDir(), "", 0)
	v := &Verdicts{store, "facts"}
	read := &parse.Document{}
	data := []byte("Any text.")
	v.Keep("a/b.md", data, &lint.Document{Path: "a/b.md", Language: "en", Doc: read})
	for _, c := range []struct {
		name, data, facts string
		want              bool
	}{
		{"a/b.md", "Any text.", "facts", true},
		{"c/d.MD", "Any text.", "facts", true},
		{"a/b.txt", "Any text.", "facts", false},
		{"a/b.md", "Any text!", "facts", false},
		{"a/b.md", "Any text.", "other facts", false},
	} {
		d, ok := (&Verdicts{store, c.facts}).Recall(c.name, []byte(c.data))
		if ok != c.want || ok && (d.Path != c.name || d.Language != "en") {
			t.Errorf("%+v: %v", c, d)
		}
	}
	for name, d := range map[string]*lint.Document{
		"waived.md": {Doc: read}, "unread.md": {Error: "It took too long."},
	} {
		data := []byte(name)
		if name == "waived.md" {
			data = []byte("<!-- rightslint-disable-file remedy/appeal: agreed -->")
		}
		v.Keep(name, data, d)
		if _, ok := v.Recall(name, data); ok {
			t.Errorf("%s was kept", name)
		}
	}
}
