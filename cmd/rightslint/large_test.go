package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestLargeFiles holds that a file of 50 MB is judged in bounded time, and that
// one beyond the limit is refused at once with the others still judged.
func TestLargeFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("judges 50 MB")
	}
	program, err := exec.LookPath("rightslint")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	sample, err := os.ReadFile("../../testdata/samples/terms.md")
	if err != nil {
		t.Fatal(err)
	}
	write := func(name string, size int) string {
		path := filepath.Join(dir, name)
		data := bytes.Repeat(append(sample, '\n'), size/len(sample)+1)
		if err := os.WriteFile(path, data[:size], 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	run := func(paths ...string) (string, int) {
		start := time.Now()
		cmd := exec.Command(program, append([]string{"check", "--fail-on", "never", "--jobs", "1"}, paths...)...)
		var stderr strings.Builder
		cmd.Stderr = &stderr
		out, _ := cmd.Output()
		if took := time.Since(start); took > 3*time.Minute {
			t.Errorf("%v took %v", paths, took)
		} else {
			t.Logf("%v took %v", paths, took)
		}
		if strings.Contains(stderr.String(), "goroutine ") {
			t.Errorf("it crashed: %.2000s", stderr.String())
		}
		return string(out), cmd.ProcessState.ExitCode()
	}
	out, code := run(write("large.md", 50<<20))
	if code != exitClean || !strings.Contains(out, "WHAT WAS FOUND") {
		t.Errorf("50 MB: exit code %d, %.500s", code, out)
	}
	if len(out) > 1<<20 {
		t.Errorf("50 MB: the report has %d bytes; nobody reads that", len(out))
	}
	out, code = run(write("huge.md", 65<<20), "../../testdata/samples/terms.md")
	if code != exitUnjudged || !strings.Contains(out, "not judged: The file is larger than 64 MB") || !strings.Contains(out, "WHAT WAS FOUND") {
		t.Errorf("65 MB: exit code %d, %.500s", code, out)
	}
}
