package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// passage is a fenced passage of a page: its language, the word after it, its lines,
// and the lines of the page that they are.
type passage struct {
	language, info string
	lines          []string
	from, to       int
}

// passages returns the fenced passages of a page.
func passages(page []string) []passage {
	var out []passage
	open := false
	for i, line := range page {
		rest, fence := strings.CutPrefix(line, "```")
		switch {
		case fence && !open:
			language, info, _ := strings.Cut(rest, " ")
			out = append(out, passage{language: language, info: info, from: i + 1})
			open = true
		case fence:
			b := &out[len(out)-1]
			b.to, b.lines, open = i, page[b.from:i], false
		}
	}
	return out
}

// any of these lines stands for whatever the program prints there.
const anyLines = "[…]"

// matches reports whether output is what the lines say.
func matches(lines, output []string) bool {
	i := slices.Index(lines, anyLines)
	if i < 0 {
		return slices.Equal(lines, output)
	}
	if len(output) < i || !slices.Equal(lines[:i], output[:i]) {
		return false
	}
	for rest := i; rest <= len(output); rest++ {
		if matches(lines[i+1:], output[rest:]) {
			return true
		}
	}
	return false
}

// TestTutorial writes every file of the tutorial and runs every command, in
// order; what they print must be what the page shows. With -update, the page is
// rewritten where it says all that is printed. A passage of commands names its exit
// code unless that is 0.
func TestTutorial(t *testing.T) {
	const name = "../../rules/TUTORIAL.md"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	page := strings.Split(string(data), "\n")
	dir := t.TempDir()
	program := program(t)
	ran := 0
	for _, b := range slices.Backward(ordered(t, dir, page, program, &ran)) {
		page = slices.Replace(page, b.from, b.to, b.lines...)
	}
	if ran < 8 {
		t.Errorf("only %d commands were run", ran)
	}
	if *update && !t.Failed() {
		if err := os.WriteFile(name, []byte(strings.Join(page, "\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// ordered works through the passages and returns those of commands with what was
// printed.
func ordered(t *testing.T, dir string, page []string, program string, ran *int) []passage {
	var out []passage
	for _, b := range passages(page) {
		switch {
		case b.language != "console" && b.info != "":
			path := filepath.Join(dir, filepath.FromSlash(b.info))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(strings.Join(b.lines, "\n")+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
		case b.language == "console":
			code, _ := strconv.Atoi(b.info)
			var printed []string
			for _, c := range commands(b.lines) {
				*ran++
				got := runCommand(t, dir, program, c[0], code)
				shown := got
				if slices.Contains(c[1:], anyLines) {
					shown = c[1:]
				}
				if *update {
					printed = append(append(printed, c[0]), shown...)
				}
				if !matches(c[1:], got) && (!*update || slices.Contains(c[1:], anyLines)) {
					t.Errorf("line %d: %s\nprints\n%s\n\nbut the page says\n%s", b.from+1, c[0], strings.Join(got, "\n"), strings.Join(c[1:], "\n"))
				}
			}
			if *update {
				b.lines = printed
				out = append(out, b)
			}
		}
	}
	return out
}

// commands parts the lines of a passage into commands, each with what it prints.
func commands(lines []string) [][]string {
	var out [][]string
	for _, line := range lines {
		if strings.HasPrefix(line, "$ ") {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], line)
	}
	return out
}

// runCommand runs a line such as "$ rightslint rules schema > out.json" and
// returns the lines that it prints.
func runCommand(t *testing.T, dir, program, line string, code int) []string {
	t.Helper()
	line, file, redirected := strings.Cut(strings.TrimPrefix(line, "$ "), " > ")
	args := strings.Fields(line)
	if args[0] != "rightslint" {
		t.Fatalf("%s is not run by this test", args[0])
	}
	cmd := exec.Command(program, args[1:]...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+filepath.Join(dir, ".cache"))
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	got := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		t.Fatal(err)
	}
	if got != code {
		t.Errorf("%s: exit code %d, want %d\n%s", line, got, code, stderr.String())
	}
	if redirected {
		if err := os.WriteFile(filepath.Join(dir, file), stdout.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		stdout.Reset()
	}
	text := strings.TrimRight(stdout.String()+stderr.String(), "\n")
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}
