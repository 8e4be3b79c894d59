package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rightslint/rightslint/cmd/internal/need"
	"github.com/rightslint/rightslint/lint"

	"github.com/rightslint/rightslint/rules"
)

// printed are documents of each kind whose verdicts must not depend on the
// format that they come in.
var printed = []string{
	"../../testdata/samples/terms.md",
	"../../testdata/samples/eligibility-system-tender.md",
	"../../corpus/examples/cedilink-privacy-policy.md",
	"../../corpus/examples/interception-of-messages-bill.md",
	"../../corpus/examples/online-services-responsibility-regulation.md",
}

// TestPrintedVerdicts prints documents to PDF with a browser and with an office
// suite, and holds that their tables of safeguards stay the same.
func TestPrintedVerdicts(t *testing.T) {
	pandoc := need.Tool(t, "pandoc", "pandoc")
	browser := need.Tool(t, "chromium", "chromium")
	office := need.Tool(t, "soffice", "libreoffice-writer-nogui")
	dir := t.TempDir()
	var odts []string
	for _, path := range printed {
		base := strings.TrimSuffix(filepath.Base(path), ".md")
		page, odt := filepath.Join(dir, base+".html"), filepath.Join(dir, base+".odt")
		runTool(t, pandoc, "--from", "gfm+yaml_metadata_block", "--to", "html", "--standalone", "--metadata", "pagetitle=x", path, "--output", page)
		runTool(t, pandoc, "--from", "gfm+yaml_metadata_block", path, "--output", odt)
		odts = append(odts, odt)
		runTool(t, browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
			"--no-first-run", "--user-data-dir="+filepath.Join(dir, "profile"), "--no-pdf-header-footer", "--print-to-pdf="+filepath.Join(dir, base+".browser.pdf"), "file://"+page)
	}
	out := filepath.Join(dir, "office")
	runTool(t, office, append([]string{"--headless", "-env:UserInstallation=file://" + filepath.Join(dir, "office-profile"), "--convert-to", "pdf", "--outdir", out}, odts...)...)
	_, linter, err := loadRules(rules.Extra{})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range printed {
		base := strings.TrimSuffix(filepath.Base(path), ".md")
		want := linter.File(path, lint.Options{})
		sameVerdicts(t, want, linter.File(filepath.Join(dir, base+".browser.pdf"), lint.Options{}))
		sameVerdicts(t, want, linter.File(filepath.Join(out, base+".pdf"), lint.Options{}))
	}
}

// sameVerdicts fails where the table of a printed document differs.
func sameVerdicts(t *testing.T, want, got *lint.Document) {
	t.Helper()
	if got.Error != "" || got.Kind != want.Kind || len(got.Coverage) != len(want.Coverage) {
		t.Errorf("%s is %s (%s), %s is %s", want.Path, want.Kind, got.Error, filepath.Base(got.Path), got.Kind)
		return
	}
	for i, w := range want.Coverage {
		if g := got.Coverage[i]; g.Rule != w.Rule || g.Status != w.Status {
			t.Errorf("%s: %s is %s, and %s in %s", want.Path, w.Rule, w.Status, g.Status, filepath.Base(got.Path))
		}
	}
}

// runTool runs a program and fails with what it said.
func runTool(t *testing.T, program string, args ...string) {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Env = append(os.Environ(), "HOME="+t.TempDir())
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", filepath.Base(program), err, out)
	}
}
