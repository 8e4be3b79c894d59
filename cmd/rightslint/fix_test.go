package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/rightslint/rightslint/cmd/internal/need"
)

// TestFixDiffApplies holds that git takes the diffs of fix: applied to a copy of
// a document, a diff gives what --write gives, whatever the line ends are.
func TestFixDiffApplies(t *testing.T) {
	git := need.Tool(t, "git", "git")
	var texts [][]byte
	for _, pattern := range []string{"../../testdata/samples/*", "../../corpus/examples/*-terms.md", "../../corpus/examples/*-bill.md"} {
		paths, _ := filepath.Glob(pattern)
		if len(paths) == 0 {
			t.Fatalf("no document is %s", pattern)
		}
		for _, p := range paths {
			data, err := os.ReadFile(p)
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, data)
		}
	}
	texts = append(texts, bytes.TrimRight(texts[0], "\n"), bytes.ReplaceAll(texts[0], []byte("\n"), []byte("\r\n")))
	applied := 0
	for _, text := range texts {
		dir := t.TempDir()
		t.Chdir(dir)
		for _, name := range []string{"a draft.md", "written.md"} {
			if err := os.WriteFile(name, text, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		patch := fixed(t, "a draft.md")
		fixed(t, "--write", "written.md")
		if len(patch) == 0 {
			continue
		}
		cmd := exec.Command(git, "apply", "--whitespace=nowarn", "-")
		cmd.Stdin = bytes.NewReader(patch)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s\n%s", err, out, patch)
		}
		got, want := mustRead(t, "a draft.md"), mustRead(t, "written.md")
		if !bytes.Equal(got, want) {
			t.Errorf("the diff gives another document than --write:\n%s", patch)
		}
		applied++
	}
	if applied < len(texts)/2 {
		t.Errorf("only %d documents were changed", applied)
	}
}

// fixed runs fix and returns its standard output.
func fixed(t *testing.T, args ...string) []byte {
	t.Helper()
	var out, said bytes.Buffer
	cmd := root()
	cmd.SetArgs(append([]string{"fix"}, args...))
	cmd.SetOut(&out)
	cmd.SetErr(&said)
	if err := cmd.Execute(); err != nil && err.Error() != exitCode(exitFindings).Error() {
		t.Fatalf("%v: %s", err, said.String())
	}
	return out.Bytes()
}

func mustRead(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
