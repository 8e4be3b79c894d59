package project

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/config"
	"github.com/rightslint/rightslint/rules"
)

const terms = "# Terms of Service\n\nThese terms govern your use of our service. By using it you agree to them.\n"

// repository writes files into a new repository and returns its folder.
func repository(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.MkdirAll(filepath.Join(dir, ".git"), 0o777); err != nil {
		t.Fatal(err)
	}
	return dir
}

// open returns a project whose working folder is the repository, and the notes
// that it makes.
func open(dir string) (*Project, *[]string) {
	var notes []string
	p := &Project{
		Finder: &config.Finder{Folder: dir}, Today: time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC), Stdin: "stdin.md",
		Note: func(message string) { notes = append(notes, message) },
	}
	return p, &notes
}

// builtin loads the built-in rules, and tells in loaded what would be added.
func builtin(loaded *[]config.Extra) Load {
	return func(x config.Extra) (*rules.Catalog, *lint.Linter, error) {
		*loaded = append(*loaded, x)
		cat, sets, err := rules.LoadBuiltin()
		if err != nil {
			return nil, nil, err
		}
		return cat, lint.NewLinter(sets...), nil
	}
}

// files judges the files in the project's folder.
func files(p *Project) Judge {
	return func(linter *lint.Linter, _ *rules.Catalog, paths []string, configured lint.Configured) ([]*lint.Document, error) {
		var out []*lint.Document
		for _, path := range paths {
			data, err := os.ReadFile(p.Finder.Abs(path))
			if err != nil {
				return nil, err
			}
			out = append(out, linter.Data(path, data, lint.Options{Configured: configured}))
		}
		return out, nil
	}
}

func join(docs []*lint.Document) []*lint.Document { return docs }

// TestExtra holds that the rules and words that an organisation adds reach the
// documents below their configuration, and no others, and that each addition is
// loaded once.
func TestExtra(t *testing.T) {
	dir := repository(t, map[string]string{
		"a.md": terms, "house/b.md": terms, "house/c.md": terms,
		".rightslint.yaml":       "fail-on: never\n",
		"house/.rightslint.yaml": "rule-folders: own\nvocabulary: {en: {provider: [the Coop, the Cooperative]}}\n",
		"house/own/x.yaml":       "id: x\n",
	})
	p, _ := open(dir)
	var loaded []config.Extra
	docs, _, err := p.Run([]string{"house/c.md", "a.md", "house/b.md"}, builtin(&loaded), files(p), join)
	if err != nil {
		t.Fatal(err)
	}
	if got := []string{docs[0].Path, docs[1].Path, docs[2].Path}; !slices.Equal(got, []string{"house/c.md", "a.md", "house/b.md"}) {
		t.Errorf("the order is %v", got)
	}
	if len(loaded) != 2 || !loaded[0].Empty() {
		t.Fatalf("loaded %v", loaded)
	}
	x := loaded[1]
	if names := x.Terms["en"]["provider"]; !slices.Equal(names, []string{"the Coop", "the Cooperative"}) {
		t.Errorf("names %v", names)
	}
	if len(x.Folders) != 1 || x.Folders[0].Name != "house/own" {
		t.Fatalf("folders %v", x.Folders)
	}
	own, err := x.Folders[0].Open()
	if err != nil {
		t.Fatal(err)
	}
	if data, err := fs.ReadFile(own, "x.yaml"); err != nil || string(data) != "id: x\n" {
		t.Errorf("%q, %v", data, err)
	}
}

// TestRuleFoldersStayInside holds that a rule folder cannot lead out of the
// repository.
func TestRuleFoldersStayInside(t *testing.T) {
	outside := t.TempDir()
	if err := os.WriteFile(filepath.Join(outside, "x.yaml"), []byte("id: x\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	dir := repository(t, map[string]string{"a.md": terms, "own/y.yaml": ""})
	for _, link := range []string{"link", "own/link"} {
		if err := os.Symlink(outside, filepath.Join(dir, link)); err != nil {
			t.Skip("no symbolic links here")
		}
	}
	for _, c := range []struct{ folder, want string }{
		{"../" + filepath.Base(outside), "lies outside the repository"},
		{"link", "leads out of the repository"},
		{"none", "does not exist"},
		{"a.md", "is no folder"},
	} {
		f := config.RuleFolder{Name: c.folder, Path: filepath.Join(dir, c.folder), Bound: dir}
		if _, err := f.Open(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.folder, err)
		}
	}
	own, err := config.RuleFolder{Path: filepath.Join(dir, "own"), Bound: dir}.Open()
	if err != nil {
		t.Fatal(err)
	}
	if data, err := fs.ReadFile(own, "link/x.yaml"); err == nil {
		t.Errorf("read outside: %q", data)
	}
}

// TestStopped holds that a run that was stopped reports no document of a set of
// which a part was not judged.
func TestStopped(t *testing.T) {
	dir := repository(t, map[string]string{
		"a.md": terms, "b.md": terms, "c.md": terms,
		".rightslint.yaml": "documents: {files: [a.md, b.md], set: app}\n",
	})
	p, _ := open(dir)
	var loaded []config.Extra
	stop := func(linter *lint.Linter, cat *rules.Catalog, paths []string, configured lint.Configured) ([]*lint.Document, error) {
		docs, err := files(p)(linter, cat, paths, configured)
		return slices.DeleteFunc(docs, func(d *lint.Document) bool { return d.Path == "b.md" }), err
	}
	docs, _, err := p.Run([]string{"a.md", "b.md", "c.md"}, builtin(&loaded), stop, join)
	if err != nil || len(docs) != 1 || docs[0].Path != "c.md" {
		t.Errorf("%v, %v", docs, err)
	}
}

// TestAgain holds that a verdict which was kept from an earlier run, and so has
// no document, is answered like a fresh one.
func TestAgain(t *testing.T) {
	dir := repository(t, map[string]string{
		"a.md": terms + "\n## Disputes\n\nAll disputes are settled by binding arbitration.\n",
		".rightslint.yaml": `
rules: {accountability/*: {severity: off, reason: Elsewhere.}}
waivers: {rule: remedy/redress, files: a.md, reason: Agreed.}
`,
	})
	run := func(kept, write bool) *lint.Document {
		p, _ := open(dir)
		p.Baseline = Baseline{File: "accepted.json", Write: write}
		judge := func(linter *lint.Linter, cat *rules.Catalog, paths []string, configured lint.Configured) ([]*lint.Document, error) {
			docs, err := files(p)(linter, cat, paths, configured)
			for _, d := range docs {
				if kept {
					d.Doc = nil
				}
			}
			return docs, err
		}
		var loaded []config.Extra
		docs, _, err := p.Run([]string{"a.md"}, builtin(&loaded), judge, join)
		if err != nil {
			t.Fatal(err)
		}
		return docs[0]
	}
	by := map[string]int{}
	first, second := run(false, true), run(true, false)
	for i := range first.Findings {
		a, b := first.Findings[i], second.Findings[i]
		if a.Fingerprint != b.Fingerprint || a.Suppressed == nil || b.Suppressed == nil || *a.Suppressed != *b.Suppressed {
			t.Errorf("%s: %v, and again %v", a.Rule, a.Suppressed, b.Suppressed)
			continue
		}
		by[a.Suppressed.By+" "+a.Suppressed.Reason]++
	}
	for _, want := range []string{"config Elsewhere.", "config Agreed.", "baseline accepted in accepted.json"} {
		if by[want] == 0 {
			t.Errorf("nothing is answered by %q: %v", want, by)
		}
	}
}

// TestGitIgnored holds that what git ignores is left out, what it tracks is not,
// and that nothing is left out without git.
func TestGitIgnored(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.md", "b ü.md", "kept.md", "sub/c.md"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(terms), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{{"init", "-q"}, {"add", "kept.md"}} {
		cmd := exec.Command("git", args...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, ".gitignore"), []byte("b *\nkept.md\nsub/\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	var list, want []string
	for _, name := range []string{"a.md", "b ü.md", "kept.md", "sub/c.md"} {
		list = append(list, filepath.Join(dir, filepath.FromSlash(name)))
	}
	want = []string{list[1], list[3]}
	ignored := GitIgnored(dir, list)
	for _, file := range list {
		if ignored[file] != slices.Contains(want, file) {
			t.Errorf("%s: ignored %v", filepath.Base(file), ignored[file])
		}
	}
	// A repository may come from a stranger: git must start no program for it.
	hostile := exec.Command("git", "config", "core.fsmonitor", "touch started #")
	hostile.Dir = dir
	if out, err := hostile.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if _, err := StagedDocuments(dir); err != nil || !GitIgnored(dir, list)[want[0]] {
		t.Errorf("the hostile repository is not read: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "started")); err == nil {
		t.Error("git started the program of the repository's configuration")
	}
	t.Setenv("PATH", t.TempDir())
	if ignored := GitIgnored(dir, list); len(ignored) != 0 {
		t.Errorf("without git: %v", ignored)
	}
	if _, err := StagedDocuments(dir); err == nil || !strings.Contains(err.Error(), "git is not installed") {
		t.Errorf("without git: %v", err)
	}
}
