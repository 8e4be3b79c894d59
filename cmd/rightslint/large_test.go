package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestLargeFiles holds that a file of 50 MB is judged in bounded time, and that
// one beyond the limit is refused at once with the others still judged.
func TestLargeFiles(t *testing.T) {
	if testing.Short() || raceEnabled {
		t.Skip("judges 50 MB")
	}
	program := program(t)
	dir := t.TempDir()
	sample, err := os.ReadFile("../../testdata/samples/terms.md")
	if err != nil {
		t.Fatal(err)
	}
	// The sample stands at the start and at the end of a long annex.
	write := func(name string, size int) string {
		path := filepath.Join(dir, name)
		data := append(bytes.Clone(sample), "\n## Annex\n\n"...)
		for i := 0; len(data) < size-len(sample); i++ {
			data = fmt.Appendf(data, "Branch %d is open on weekdays from nine to five. It keeps a register of visitors, and the\nmanager answers letters.\n\n", i)
		}
		data = append(data, sample...)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	run := func(paths ...string) (string, int) {
		start := time.Now()
		ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
		defer cancel()
		cmd := exec.CommandContext(ctx, program, append([]string{"check", "--fail-on", "never", "--jobs", "1"}, paths...)...)
		var stderr strings.Builder
		cmd.Stderr = &stderr
		out, _ := cmd.Output()
		if ctx.Err() != nil {
			t.Fatalf("%v took longer than 4 minutes", paths)
		}
		t.Logf("%v took %v", paths, time.Since(start))
		if strings.Contains(stderr.String(), "goroutine ") {
			t.Errorf("it crashed: %.2000s", stderr.String())
		}
		return string(out), cmd.ProcessState.ExitCode()
	}
	out, code := run(write("large.md", 50<<20))
	if code != exitClean || !strings.Contains(out, "WHAT WAS FOUND") {
		t.Errorf("50 MB: exit code %d, %.500s", code, out)
	}
	if !strings.Contains(out, "line 86, ") || !regexp.MustCompile("line [0-9]{6,}, ").MatchString(out) {
		t.Errorf("50 MB: the clauses at the start and at the end are not both found:\n%.5000s", out)
	}
	if len(out) > 1<<20 {
		t.Errorf("50 MB: the report has %d bytes; nobody reads that", len(out))
	}
	out, code = run(write("huge.md", 65<<20), "../../testdata/samples/terms.md")
	if code != exitUnjudged || !strings.Contains(out, "not judged: The file is larger than 64 MB") || !strings.Contains(out, "WHAT WAS FOUND") {
		t.Errorf("65 MB: exit code %d, %.500s", code, out)
	}
}
