package revisions

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rightslint/rightslint/cmd/internal/need"
	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/config"
	"github.com/rightslint/rightslint/lint/diff"
	"github.com/rightslint/rightslint/lint/project"
	"github.com/rightslint/rightslint/rules"
)

// TestParseRaw holds how the list of changed files is read: renames have two
// names, and links and submodules are no documents.
func TestParseRaw(t *testing.T) {
	const a, b, zero = "aaaa", "bbbb", "0000"
	raw := strings.Join([]string{
		":100644 100644 " + a + " " + b + " M", "terms.md",
		":100644 100755 " + a + " " + b + " R086", "old name.md", "new\nname.md",
		":000000 100644 " + zero + " " + b + " A", "added.md",
		":100644 000000 " + a + " " + zero + " D", "gone.md",
		":120000 120000 " + a + " " + b + " M", "link.md",
		":160000 160000 " + a + " " + b + " M", "module",
		":100644 120000 " + a + " " + b + " T", "became-link.md",
		"",
	}, "\x00")
	want := []entry{
		{a, b, "terms.md", "terms.md"},
		{a, b, "old name.md", "new\nname.md"},
		{"", b, "", "added.md"},
		{a, "", "gone.md", ""},
	}
	if d := cmp.Diff(want, parseRaw([]byte(raw)), cmp.AllowUnexported(entry{})); d != "" {
		t.Errorf("want -, got +\n%s", d)
	}
}

// FuzzParseRaw holds that no output of git, however odd, is a crash.
func FuzzParseRaw(f *testing.F) {
	f.Add([]byte(":100644 100644 a b M\x00x\x00:100644 100644 a b R1\x00x"))
	f.Add([]byte(":\x00:: : : : :\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, e := range parseRaw(data) {
			if e.oldPath == "" && e.newPath == "" && e.oldHash == "" && e.newHash == "" {
				t.Errorf("an entry of nothing from %q", data)
			}
		}
	})
}

// clause is a sentence of the made-up policy; each revision changes one.
func clause(n, days int) string {
	return fmt.Sprintf("If group %d asks for the records numbered %d, we will notify every person concerned within %d days, and we will not share their personal data with bureau %d.", n, n*31, days, n)
}

// repository makes a repository with a policy of about so many bytes and so
// many revisions.
func repository(tb testing.TB, revisions, size int) *Repo {
	tb.Helper()
	git := need.Tool(tb, "git", "git")
	dir := tb.TempDir()
	run := func(args ...string) {
		cmd := exec.Command(git, args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "HOME="+dir, "GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@larkmoor.example", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@larkmoor.example")
		if out, err := cmd.CombinedOutput(); err != nil {
			tb.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	run("init", "-q")
	var clauses []string
	for total := 0; total < size; total += len(clauses[len(clauses)-1]) + 2 {
		clauses = append(clauses, clause(len(clauses), 30))
	}
	name := "privacy.md"
	for i := range revisions {
		k := i * 7 % len(clauses)
		clauses[k] = clause(k, 40+i)
		if i == revisions/2 {
			run("mv", name, "policy.md")
			name = "policy.md"
		}
		text := "# Privacy policy of Larkmoor\n\nThis privacy policy says how we use your personal data.\n\n" + strings.Join(clauses, "\n\n") + "\n"
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			tb.Fatal(err)
		}
		run("add", ".")
		run("commit", "-q", "-m", fmt.Sprintf("revision %d", i))
	}
	repo, err := Open(dir)
	if err != nil {
		tb.Fatal(err)
	}
	return repo
}

func linter(tb testing.TB) *lint.Linter {
	tb.Helper()
	_, sets, err := rules.LoadBuiltin()
	if err != nil {
		tb.Fatal(err)
	}
	return lint.NewLinter(sets...)
}

// TestHistory holds that every revision is compared with the one before,
// through a renaming, and that the number of workers makes no difference.
func TestHistory(t *testing.T) {
	const revisions = 12
	repo := repository(t, revisions, 3000)
	l := linter(t)
	one, err := repo.History(l, "policy.md", 0, lint.Options{Jobs: 1})
	if err != nil {
		t.Fatal(err)
	}
	three, err := repo.History(l, "policy.md", 0, lint.Options{Jobs: 3})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(one, three); d != "" {
		t.Errorf("one worker -, three +\n%s", d)
	}
	if len(one.Revisions) != revisions || !one.Revisions[revisions-1].First {
		t.Fatalf("%d revisions, want %d", len(one.Revisions), revisions)
	}
	for i, r := range one.Revisions[:revisions-1] {
		if want := fmt.Sprintf("revision %d", revisions-1-i); r.Subject != want {
			t.Errorf("revision %d is called %q, want %q", i, r.Subject, want)
		}
		late := false
		for _, c := range r.Changes {
			late = late || c.Type.Worse() && strings.Contains(c.Message, fmt.Sprintf("became %d days", 40+revisions-1-i))
		}
		if !late || len(r.Changes) != 1 {
			t.Errorf("%s: the later deadline is not the one change: %d changes", r.Subject, len(r.Changes))
		}
	}
	if r, err := repo.History(l, "policy.md", 3, lint.Options{Jobs: 2}); err != nil || len(r.Revisions) != 3 {
		t.Errorf("a limit of 3 gives %v, %v", r, err)
	}
}

// TestCompareIsStable holds that the order of outcomes hangs on the paths.
func TestCompareIsStable(t *testing.T) {
	repo := repository(t, 3, 1500)
	finder, err := config.NewFinder()
	if err != nil {
		t.Fatal(err)
	}
	by := func(path string) (*project.Rulebook, error) {
		p := project.Project{Finder: finder}
		return p.Rulebook(path, func(config.Extra) (*rules.Catalog, *lint.Linter, error) {
			cat, sets, err := rules.LoadBuiltin()
			return cat, lint.NewLinter(sets...), err
		})
	}
	list, err := repo.Compare(by, Request{Range: "HEAD~1..HEAD", MergeBase: true, Extensions: []string{".md"}}, lint.Options{Jobs: 2})
	if err != nil || len(list) != 1 || list[0].Result == nil {
		t.Fatalf("%d outcomes, %v", len(list), err)
	}
	if n := list[0].Result.Count(diff.Types...); n != 1 {
		t.Errorf("%d changes, want 1", n)
	}
}

// BenchmarkHistory judges and compares 200 revisions of a document of 40 KB.
func BenchmarkHistory(b *testing.B) {
	repo := repository(b, 200, 40<<10)
	l := linter(b)
	for b.Loop() {
		if _, err := repo.History(l, "policy.md", 0, lint.Options{Jobs: 2}); err != nil {
			b.Fatal(err)
		}
	}
}
