package guide

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestMatches holds what stands for what on a page.
func TestMatches(t *testing.T) {
	for _, c := range []struct {
		want, got string
		ok        bool
	}{
		{"", "", true},
		{"a", "a", true},
		{"a\n\n", "a", true}, // an empty line before the fence
		{"", "a", false},
		{"a", "", false},
		{"a", "a\nb", false},
		{"a.c", "abc", false},
		{"[…]", "", true},
		{"[…]", "a\nb", true},
		{"a\n[…]\nd", "a\nb\nc\nd", true},
		{"a\n[…]\nd", "a\nd", true},
		{"a\n[…]\nd", "a\nb\nc", false},
		{"[…]\nb\n[…]\nb", "b", false},
		{"[…]\nb\n[…]\nb", "b\nb", true},
		{"a[…]c", "abbc", true},
		{"a[…]c", "ab\nc", false},
	} {
		if ok := Matches(lines(c.want), lines(c.got)); ok != c.ok {
			t.Errorf("that %q is %q: %v", c.got, c.want, ok)
		}
	}
}

func lines(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}

// failures counts what a runner complains of, without failing the test.
type failures struct {
	testing.TB
	said []string
}

func (f *failures) Helper()                   {}
func (f *failures) Errorf(s string, _ ...any) { f.said = append(f.said, s) }
func (f *failures) Failed() bool              { return len(f.said) > 0 }

// page is one with two commands, of which the first is abridged.
const page = `# Page

~~~text file=sub/a.txt
one
two
three
~~~

~~~console
$ cat sub/a.txt
one
[…]
$ cat sub/a.txt | head -1
one
~~~

~~~sh
cat nowhere
~~~

~~~text file=wrong.txt wrong
x
~~~

~~~console exit=3
$ cat wrong.txt; exit 3
x
~~~

~~~console
$ ls
sub
~~~
`

// TestRun holds that what is true passes, and that each untruth is told.
func TestRun(t *testing.T) {
	for _, c := range []struct {
		old, new string
		failures int
	}{
		{"", "", 0},
		{"head -1\none", "head -1\ntwo", 1},
		{"one\n[…]", "two\n[…]", 1},
		{" exit=3", "", 1},
		{" wrong\n", "\n", 1},
	} {
		p := read(t, strings.Replace(page, c.old, c.new, 1))
		f := &failures{TB: t}
		r := Runner{Dir: t.TempDir(), Env: os.Environ()}
		if ran := r.Run(f, p); ran != 4 || len(f.said) != c.failures {
			t.Errorf("%q for %q: %d commands, %q", c.new, c.old, ran, f.said)
		}
	}
}

// TestUpdate holds that only what is shown whole is rewritten.
func TestUpdate(t *testing.T) {
	stale := strings.Replace(page, "head -1\none", "head -1\nuno\ndue", 1)
	p := read(t, stale)
	r := Runner{Dir: t.TempDir(), Env: os.Environ(), Update: true}
	r.Run(t, p)
	got, err := os.ReadFile(p.Path)
	if err != nil {
		t.Fatal(err)
	}
	if want := strings.ReplaceAll(page, "~~~", "```"); string(got) != want {
		t.Errorf("the page is now\n%s", got)
	}
}

// read writes a page, with ~~~ for its fences, and reads it.
func read(t *testing.T, text string) *Page {
	t.Helper()
	path := filepath.Join(t.TempDir(), "page.md")
	if err := os.WriteFile(path, []byte(strings.ReplaceAll(text, "~~~", "```")), 0o666); err != nil {
		t.Fatal(err)
	}
	p, err := Read(path)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestOpenBlock holds that a block without an end is no page.
func TestOpenBlock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "page.md")
	if err := os.WriteFile(path, []byte("```console\n$ true\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(path); err == nil {
		t.Error("it is read")
	}
}
