package corpus

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the generated files of the tests that run anew")

//go:generate go test . -run TestPagesAreFresh -update

// pagesDir is where the pages of the rules are kept.
const pagesDir = "../rules/pages"

// TestPagesAreFresh holds that the pages are those that the rule files make;
// "go generate ./corpus" makes them anew.
func TestPagesAreFresh(t *testing.T) {
	cat, _ := builtin(t)
	want := Pages(cat)
	if *update {
		if err := os.RemoveAll(pagesDir); err != nil {
			t.Fatal(err)
		}
		for name, text := range want {
			path := filepath.Join(pagesDir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		return
	}
	have := map[string]string{}
	err := filepath.WalkDir(pagesDir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(pagesDir, path)
		have[filepath.ToSlash(name)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	var stale []string
	for name, text := range want {
		if have[name] != text {
			stale = append(stale, name)
		}
		delete(have, name)
	}
	for name := range have {
		stale = append(stale, name+" (no rule has this page)")
	}
	if len(stale) > 0 {
		t.Errorf("pages do not fit the rule files; run: go generate ./corpus\n\t%s", strings.Join(stale, "\n\t"))
	}
}

// TestPagesSayWhatMatters looks at one page of each sort.
func TestPagesSayWhatMatters(t *testing.T) {
	cat, _ := builtin(t)
	pages := Pages(cat)
	for name, parts := range map[string][]string{
		"privacy/breach-notification.md": {
			"## Where it applies", "## What it looks for", "## Suggested wording",
			"General Data Protection Regulation (2016, Regulation (EU) 2016/679), articles 33–34", "## How far it can be trusted", "## Passages that satisfy it", "## How a passage is recognised",
		},
		"red-flag/forced-arbitration.md": {"unfair terms in consumer contracts", "annex 1(q)", "principle 26", "## Passages that are flagged"},
		"README.md":                      {"[privacy/breach-notification](privacy/breach-notification.md)"},
	} {
		for _, part := range parts {
			if !strings.Contains(pages[name], part) {
				t.Errorf("%s does not say %q", name, part)
			}
		}
	}
}
