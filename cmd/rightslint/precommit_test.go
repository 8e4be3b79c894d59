package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/rightslint/rightslint/cmd/internal/need"
	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
)

// badTerms are terms with a clause that takes a right away, and without most
// safeguards.
const badTerms = `# Terms of Service

These terms govern your use of our service. By using the service you agree to these terms.

We may remove your content or close your account if you break these terms.

Disputes are settled by binding arbitration.
`

// workspace is a git repository in which a user works, with the settings of
// git and pre-commit kept apart from those of the machine.
type workspace struct {
	t   *testing.T
	dir string
	env []string
}

func newWorkspace(t *testing.T, path string) *workspace {
	t.Helper()
	dir, home := t.TempDir(), t.TempDir()
	w := &workspace{t: t, dir: dir, env: append(os.Environ(),
		"HOME="+home, "PRE_COMMIT_HOME="+filepath.Join(home, "pre-commit"), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=A Drafter", "GIT_AUTHOR_EMAIL=drafter@example.org", "GIT_COMMITTER_NAME=A Drafter", "GIT_COMMITTER_EMAIL=drafter@example.org",
		"PATH="+path+string(os.PathListSeparator)+os.Getenv("PATH"),
	)}
	// Modules and compiled packages are those of the machine: the hook builds
	// from them and needs no network.
	modules, err := goSettings()
	if err != nil {
		t.Fatal(err)
	}
	w.env = append(w.env, modules...)
	w.must("git", "init", "--quiet", "--initial-branch=main")
	return w
}

// goSettings are the environment variables that say where Go keeps modules and
// compiled packages.
var goSettings = sync.OnceValues(func() ([]string, error) {
	names := []string{"GOMODCACHE", "GOCACHE", "GOPROXY", "GOFLAGS", "GOSUMDB"}
	out, err := exec.Command("go", append([]string{"env"}, names...)...).Output()
	if err != nil {
		return nil, err
	}
	values := strings.Split(string(out), "\n")
	for i := range names {
		names[i] += "=" + values[i]
	}
	return names, nil
})

// run runs a program in the workspace and returns all that it printed.
func (w *workspace) run(name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env = w.dir, w.env
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func (w *workspace) must(name string, args ...string) string {
	w.t.Helper()
	out, err := w.run(name, args...)
	if err != nil {
		w.t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return out
}

func (w *workspace) write(name, text string) {
	w.t.Helper()
	path := filepath.Join(w.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		w.t.Fatal(err)
	}
}

// commit commits all that stands in the workspace, with its hooks.
func (w *workspace) commit(message string) (string, error) {
	w.t.Helper()
	w.must("git", "add", "--all")
	return w.run("git", "commit", "--quiet", "--message", message)
}

// drop takes back a file that was staged.
func (w *workspace) drop(name string) {
	w.t.Helper()
	w.must("git", "rm", "--quiet", "--cached", name)
	if err := os.Remove(filepath.Join(w.dir, name)); err != nil {
		w.t.Fatal(err)
	}
}

// checkout makes a repository of the project's files as they are now, tracked
// or new, which pre-commit can clone, and returns its folder and revision.
func checkout(t *testing.T) (dir, revision string) {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	w := newWorkspace(t, root)
	list := exec.Command("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	list.Dir = root
	out, err := list.Output()
	if err != nil {
		t.Fatalf("git ls-files: %v", err)
	}
	for _, name := range strings.Split(strings.TrimRight(string(out), "\x00"), "\x00") {
		data, err := os.ReadFile(filepath.Join(root, name))
		if os.IsNotExist(err) {
			continue // deleted and not yet committed
		}
		if err != nil {
			t.Fatal(err)
		}
		w.write(name, string(data))
	}
	if out, err := w.commit("The project"); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return w.dir, strings.TrimSpace(w.must("git", "rev-parse", "HEAD"))
}

// programFolder returns a folder with the program under its name: this test, which
// is the program when it is called so.
func programFolder(t testing.TB) string {
	t.Helper()
	test, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.Symlink(test, filepath.Join(dir, "rightslint")); err != nil {
		t.Fatal(err)
	}
	return dir
}

// goodTerms are terms with all wording that the rules suggest, its blanks
// filled in.
func goodTerms(t *testing.T) string {
	t.Helper()
	text, err := suggested("terms-of-service", "Terms of Service")
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestPreCommit installs the hooks with the real pre-commit from this checkout
// and commits as a user does.
func TestPreCommit(t *testing.T) {
	t.Parallel()
	need.Tool(t, "pre-commit", "pre-commit")
	need.Tool(t, "git", "git")
	project, revision := checkout(t)
	built := t.TempDir() // what pre-commit builds, once for the hooks of one language
	for hook, commits := range map[string]func(*testing.T, *workspace){
		"rightslint": checkedCommits, "rightslint-system": checkedCommits,
		"rightslint-diff": comparedCommits, "rightslint-diff-system": comparedCommits,
	} {
		t.Run(hook, func(t *testing.T) {
			t.Parallel()
			path := t.TempDir()
			if strings.HasSuffix(hook, "-system") {
				path = programFolder(t)
			}
			w := newWorkspace(t, path)
			w.env = append(w.env, "PRE_COMMIT_HOME="+built)
			w.write(".pre-commit-config.yaml", fmt.Sprintf("repos:\n- repo: %s\n  rev: %s\n  hooks:\n  - id: %s\n", project, revision, hook))
			w.must("pre-commit", "install")
			commits(t, w)
		})
	}
}

// checkedCommits commits what the hooks that check let through, and what they
// refuse.
func checkedCommits(t *testing.T, w *workspace) {
	w.write("policies/terms.md", goodTerms(t))
	w.write("README.md", "# Policies\n\nThe cat sat on the mat and looked at the rain.\n")
	w.write("notes.csv", "a,b\n")
	w.write("logo.png", "\x89PNG\r\n\x1a\n\x00")
	if out, err := w.commit("Good terms"); err != nil {
		t.Fatalf("a good change was refused: %v\n%s", err, out)
	}

	w.write("policies/more terms.md", badTerms)
	out, err := w.commit("Bad terms")
	if err == nil {
		t.Fatalf("a bad change was let through:\n%s", out)
	}
	for _, want := range []string{"policies/more terms.md", "Disputes are sent to arbitration instead of a court.", "[red-flag/forced-arbitration]", "line 7", "Wording that mends it:", "Missing:"} {
		if !strings.Contains(out, want) {
			t.Errorf("the message does not say %q:\n%s", want, out)
		}
	}
	if strings.Contains(out, "README.md") || strings.Contains(out, "policies/terms.md") {
		t.Errorf("the message is about documents that did not change:\n%s", out)
	}
	w.drop("policies/more terms.md")

	// So is a Word document, which pre-commit takes for any binary file.
	w.write("policies/terms.docx", string(wordText(strings.ReplaceAll(badTerms, "# ", ""))))
	if out, err := w.commit("Bad terms in Word"); err == nil || !strings.Contains(out, "policies/terms.docx") || !strings.Contains(out, "[red-flag/forced-arbitration]") {
		t.Errorf("a Word document: %v\n%s", err, out)
	}
	w.drop("policies/terms.docx")

	// Of what cannot be read, whatever its ending, the message says so.
	w.write("policies/SCAN.PDF", string(samplePDFs["scanned"](nil)))
	if out, err := w.commit("A scan"); err == nil || !strings.Contains(out, "policies/SCAN.PDF") {
		t.Errorf("a scan: %v\n%s", err, out)
	}
	w.drop("policies/SCAN.PDF")

	waivedChange(t, w)
	if log := w.must("git", "log", "--oneline"); strings.Count(log, "Bad terms") != 0 {
		t.Errorf("the bad change is in the history:\n%s", log)
	}
}

// promisingTerms are terms with two safeguards that a change can take away.
const promisingTerms = `# Terms of Service

These terms govern your use of our service. We may remove your content or close your account if you break them.

## Appeals

You can appeal any decision to remove your content or close your account within six months. A person who took no part in the first decision will review it and tell you the outcome, with reasons, within 14 days.

## Changes

We will tell you by e-mail of every change to these terms at least 30 days before it takes effect.
`

// comparedCommits commits what the hooks that compare let through, and what they
// refuse.
func comparedCommits(t *testing.T, w *workspace) {
	w.write("policies/terms.md", promisingTerms)
	w.write("policies/old.md", strings.Replace(promisingTerms, "# Terms", "# Former Terms", 1))
	w.write("README.md", "# Policies\n\nThe cat sat on the mat and looked at the rain.\n")
	if out, err := w.commit("The first commit"); err != nil {
		t.Fatalf("the first commit was refused: %v\n%s", err, out)
	}
	w.write("policies/terms.md", strings.Replace(promisingTerms, "at least 30 days", "at least 60 days", 1))
	w.write("README.md", "# Policies\n\nThe cat lay on the mat.\n")
	if out, err := w.commit("A good change"); err != nil {
		t.Fatalf("a good change was refused: %v\n%s", err, out)
	}

	for _, bad := range []struct {
		what, old, new string
		want           []string
	}{
		{
			"loses a safeguard", "You can appeal any decision to remove your content or close your account within six months. A person who took no part in the first decision will review it and tell you the outcome, with reasons, within 14 days.", "Our decisions are final.",
			[]string{"policies/terms.md: HEAD → index", "FOR THE WORSE", "Lost: people can have a decision about them looked at again.", "[remedy/appeal]", "old, line 7, Appeals:", "You can appeal any decision"},
		},
		{
			"weakens a promise", "We will tell you", "We may tell you",
			[]string{"FOR THE WORSE", "“will” became “may”", "We [-will-] tell you by e-mail"},
		},
	} {
		w.write("policies/terms.md", strings.Replace(promisingTerms, bad.old, bad.new, 1))
		w.refused(bad.what, bad.want...)
	}
	w.must("git", "checkout", "--quiet", "HEAD", "--", "policies/terms.md")

	// A document that goes takes its safeguards with it.
	w.must("git", "rm", "--quiet", "policies/old.md")
	w.refused("deletes a document", "policies/old.md", "Lost with the document: people can have a decision about them looked at again")
}

// refused demands that a commit is refused with a message that has these words.
func (w *workspace) refused(what string, words ...string) {
	w.t.Helper()
	out, err := w.commit("A change that " + what)
	if err == nil {
		w.t.Errorf("a change that %s was let through:\n%s", what, out)
	}
	for _, word := range words {
		if !strings.Contains(out, word) {
			w.t.Errorf("the message on a change that %s does not say %q:\n%s", what, word, out)
		}
	}
}

// waivedChange commits a document of which every finding that makes the hook
// fail is answered with a reason.
func waivedChange(t *testing.T, w *workspace) {
	t.Helper()
	var waivers strings.Builder
	for _, rule := range failing(t, badTerms) {
		fmt.Fprintf(&waivers, "<!-- rightslint-disable-file %s: The board accepted this on 3 March. -->\n", rule)
	}
	w.write("policies/waived terms.md", waivers.String()+badTerms)
	if out, err := w.commit("Waived terms"); err != nil {
		t.Errorf("a waived change was refused: %v\n%s", err, out)
	}
}

// failing returns the rules by which the hook fails on a document.
func failing(t *testing.T, text string) []string {
	t.Helper()
	_, linter, err := loadRules(rules.Extra{})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	var out []string
	for _, f := range linter.Data("terms.md", []byte(text), lint.Options{}).Findings {
		if f.Severity == rules.Error && !seen[f.Rule] {
			seen[f.Rule] = true
			out = append(out, f.Rule)
		}
	}
	if len(out) == 0 {
		t.Fatal("the hook would not fail")
	}
	return out
}
