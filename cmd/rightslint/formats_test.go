package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
)

// TestNeedsDoc holds that the printers which do not say that they look into the
// documents as read print the same without them, as from a store of verdicts.
func TestNeedsDoc(t *testing.T) {
	cat, linter, err := loadRules(rules.Extra{})
	if err != nil {
		t.Fatal(err)
	}
	docs := linter.Files([]string{filepath.Join("..", "..", "testdata", "samples", "terms.md"), "none.md"}, lint.Options{Jobs: 1})
	bare := make([]*lint.Document, len(docs))
	for i, d := range docs {
		c := *d
		c.Doc = nil
		bare[i] = &c
	}
	for _, f := range formats {
		var full, without bytes.Buffer
		if err := f.print(&full, lint.NewReport(docs), cat); err != nil {
			t.Fatal(err)
		}
		if err := f.print(&without, lint.NewReport(bare), cat); err != nil {
			t.Fatal(err)
		}
		if same := full.String() == without.String(); same == f.needsDoc {
			t.Errorf("%s: needsDoc is %v, and the reports are the same: %v", f.name, f.needsDoc, same)
		}
		out := outputFlags{stdout: formats[0], files: []output{{f, "x"}}}
		if out.needsDoc() != f.needsDoc {
			t.Errorf("--output %s=x: needsDoc is %v", f.name, out.needsDoc())
		}
	}
}

// BenchmarkHook is what a hook costs: five documents of 30 KB, judged by the
// program in a process of its own. CPU-ms is the time of the processor, which
// tells more than the clock where other programs run.
func BenchmarkHook(b *testing.B) {
	examples, err := filepath.Glob(filepath.Join("..", "..", "corpus", "examples", "*.md"))
	if err != nil || len(examples) < 5 {
		b.Fatalf("%d examples: %v", len(examples), err)
	}
	dir := b.TempDir()
	args := []string{"check"}
	for _, e := range examples[:5] {
		text, err := os.ReadFile(e)
		if err != nil {
			b.Fatal(err)
		}
		text = bytes.Repeat(append(text, "\n\n"...), 30_000/len(text)+1)[:30_000]
		path := filepath.Join(dir, filepath.Base(e))
		if err := os.WriteFile(path, text, 0o666); err != nil {
			b.Fatal(err)
		}
		args = append(args, path)
	}
	path := filepath.Join(b.TempDir(), "rightslint")
	if out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput(); err != nil {
		b.Fatalf("go build: %v\n%s", err, out)
	}
	var cpu time.Duration
	for b.Loop() {
		cmd := exec.Command(path, args...)
		cmd.Stdout, cmd.Stderr = nil, nil
		if err := cmd.Run(); cmd.ProcessState.ExitCode() > exitFindings {
			b.Fatal(err)
		}
		cpu += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	}
	b.ReportMetric(float64(cpu.Milliseconds())/float64(b.N), "CPU-ms/op")
}
