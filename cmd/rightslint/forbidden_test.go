//go:build unix

package main

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestForbidden checks files and folders that the user may not read. Run by the
// superuser, who may read everything, it has a program without rights do so.
func TestForbidden(t *testing.T) {
	dir, err := os.MkdirTemp("", "rightslint")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(filepath.Join(dir, "closed"), 0o700); os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	const text = "# Terms of Service\n\nThese terms govern your use of our service. By using the service you agree.\n"
	write := func(name string, mode os.FileMode) {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644), os.Chmod(path, mode)); err != nil {
			t.Fatal(err)
		}
	}
	write("open.md", 0o644)
	write("locked.md", 0)
	write("closed/inside.md", 0o644)
	if err := os.Chmod(filepath.Join(dir, "closed"), 0); err != nil {
		t.Fatal(err)
	}
	program := program(t)
	run := func(args ...string) (stdout, stderr string, code int) {
		cmd := exec.Command(program, args...)
		cmd.Dir = dir
		var out, errs strings.Builder
		cmd.Stdout, cmd.Stderr = &out, &errs
		if os.Geteuid() == 0 {
			cmd.Path = copyProgram(t, program, dir)
			cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		}
		var exit *exec.ExitError
		if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
			t.Skipf("the program cannot be run without rights: %v", err)
		}
		return out.String(), errs.String(), cmd.ProcessState.ExitCode()
	}
	for _, c := range []struct {
		name           string
		args           []string
		code           int
		stdout, stderr string
	}{
		{"a file", []string{"check", "locked.md", "open.md"}, exitUnjudged, "locked.md\n  not judged: You have no permission to read this file.", "rightslint: locked.md: You have no permission to read this file."},
		{"a file, to extract", []string{"extract", "locked.md"}, exitUnjudged, "", "rightslint: locked.md: You have no permission to read this file."},
		{"a folder among others", []string{"check", "."}, exitUnjudged, "open.md", "rightslint: closed cannot be read and is left out"},
		{"the folder itself", []string{"check", "closed"}, exitUsage, "", "rightslint: the folder closed cannot be read"},
	} {
		stdout, stderr, code := run(c.args...)
		if code != c.code || !strings.Contains(stdout, c.stdout) || !strings.Contains(stderr, c.stderr) {
			t.Errorf("%s: exit code %d, want %d\n%s\n%s", c.name, code, c.code, stdout, stderr)
		}
		if strings.Contains(c.stdout, "open.md") && !strings.Contains(stdout, "WHAT WAS FOUND") {
			t.Errorf("%s: the other document is not judged:\n%s", c.name, stdout)
		}
	}
}

// copyProgram copies the program to a folder that everybody can reach.
func copyProgram(t *testing.T, program, dir string) string {
	t.Helper()
	path := filepath.Join(dir, "rightslint")
	if _, err := os.Stat(path); err == nil {
		return path
	}
	from, err := os.Open(program)
	if err != nil {
		t.Fatal(err)
	}
	defer from.Close()
	to, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(to, from); err != nil {
		t.Fatal(err)
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}
