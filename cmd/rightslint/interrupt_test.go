//go:build unix

package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// blocked starts a check of good documents and of a pipe to which nobody
// writes, and returns when the program waits for that.
func blocked(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	pipe := filepath.Join(t.TempDir(), "pipe.md")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd.Args = append(cmd.Args, pipe)
	cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+t.TempDir())
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	open := make(chan *os.File, 1)
	go func() {
		file, err := os.OpenFile(pipe, os.O_WRONLY, 0) // waits for a reader
		if err == nil {
			open <- file
		}
	}()
	select {
	case file := <-open:
		t.Cleanup(func() { file.Close() })
	case <-time.After(time.Minute):
		t.Fatal("the program does not read the pipe")
	}
}

// ended waits for the program to end.
func ended(t *testing.T, cmd *exec.Cmd) *exec.ExitError {
	t.Helper()
	kill := time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() })
	defer kill.Stop()
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) {
		t.Fatalf("got %v, want an exit code", err)
	}
	return exit
}

func program(t testing.TB) string {
	t.Helper()
	path, err := exec.LookPath("rightslint")
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// TestInterrupt holds that ^C ends a run at once with a report on what was
// judged so far, that it says so, and that documents of a set which is not
// whole are left out.
func TestInterrupt(t *testing.T) {
	for _, c := range []struct {
		name         string
		args         []string
		want, absent string
	}{
		{"plain", []string{"check", "--jobs", "1", "../../testdata/samples/terms.md"}, "terms.md\n", "pipe.md"},
		{"json", []string{"check", "--format", "json", "--jobs", "1", "../../testdata/samples/terms.md"}, `"kind": "terms-of-service"`, "pipe.md"},
		{"set", []string{"check", "--jobs", "1", "../../testdata/samples/network-bill.txt", "--set", "a=../../testdata/samples/terms.md,gone.md"}, "network-bill.txt\n", "terms.md"},
	} {
		t.Run(c.name, func(t *testing.T) {
			cmd := exec.Command(program(t), c.args...)
			var stdout, stderr bytes.Buffer
			cmd.Stdout, cmd.Stderr = &stdout, &stderr
			if c.name == "set" {
				// The pipe stands in the place of the set's second document.
				pipe := filepath.Join(t.TempDir(), "gone.md")
				if err := syscall.Mkfifo(pipe, 0o600); err != nil {
					t.Fatal(err)
				}
				cmd.Args[len(cmd.Args)-1] = "a=../../testdata/samples/terms.md," + pipe
			}
			blocked(t, cmd)
			if err := cmd.Process.Signal(os.Interrupt); err != nil {
				t.Fatal(err)
			}
			exit := ended(t, cmd)
			if exit.ExitCode() != exitInterrupted {
				t.Errorf("exit code %d, want %d", exit.ExitCode(), exitInterrupted)
			}
			if !strings.Contains(stdout.String(), c.want) || strings.Contains(stdout.String(), c.absent) {
				t.Errorf("standard output:\n%s", stdout.String())
			}
			if want := "rightslint: stopped before the end: 1 of "; !strings.HasPrefix(stderr.String(), want) || strings.Count(stderr.String(), "\n") != 1 {
				t.Errorf("standard error:\n%s", stderr.String())
			}
		})
	}
}

// TestInterruptTwice holds that a second ^C ends a program that has not ended
// after the first, here because nobody reads its report.
func TestInterruptTwice(t *testing.T) {
	args := []string{"check", "--format", "json", "--jobs", "1"}
	dir := t.TempDir()
	sample, err := os.ReadFile("../../testdata/samples/terms.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a.md", "b.md", "c.md", "d.md"} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, sample, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	cmd := exec.Command(program(t), args...)
	if _, err := cmd.StdoutPipe(); err != nil {
		t.Fatal(err)
	}
	blocked(t, cmd)
	done := make(chan struct{})
	go func() {
		for {
			select {
			case <-done:
				return
			case <-time.After(100 * time.Millisecond):
				_ = cmd.Process.Signal(os.Interrupt)
			}
		}
	}()
	state, err := cmd.Process.Wait()
	close(done)
	if err != nil {
		t.Fatal(err)
	}
	if status, ok := state.Sys().(syscall.WaitStatus); !ok || !status.Signaled() || status.Signal() != syscall.SIGINT {
		t.Errorf("it ended with %v, want the signal", state)
	}
}
