package guide

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rightslint/rightslint/cmd/internal/need"
)

// prompt begins the line of a command.
const prompt = "$ "

// Runner runs pages.
type Runner struct {
	// Dir is the folder in which files are written and commands are run.
	Dir string
	// Env is the environment of the commands.
	Env []string
	// Update rewrites on the page what commands print, where nothing of it is
	// left out there, instead of comparing it.
	Update bool
}

// Run works through a page and returns how many commands it ran; the test fails
// where the page is not true.
func (r *Runner) Run(t testing.TB, p *Page) int {
	t.Helper()
	shell := need.Tool(t, "bash", "bash")
	ran := 0
	var wrong []string
	for i := range p.Blocks {
		b := &p.Blocks[i]
		switch {
		case b.File() != "":
			path := filepath.Join(r.Dir, filepath.FromSlash(b.File()))
			if err := write(path, b.Text()); err != nil {
				t.Fatal(err)
			}
			if b.Wrong() {
				wrong = append(wrong, path)
			}
		case len(b.Lines) > 0 && strings.HasPrefix(b.Lines[0], prompt):
			ran += r.commands(t, p, b, shell)
			for _, path := range wrong {
				if err := os.Remove(path); err != nil {
					t.Fatal(err)
				}
			}
			wrong = nil
		}
	}
	if r.Update && !t.Failed() {
		if err := p.save(); err != nil {
			t.Fatal(err)
		}
	}
	return ran
}

func write(path, text string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(text), 0o666)
}

// commands runs the commands of a block and returns how many there are.
func (r *Runner) commands(t testing.TB, p *Page, b *Block, shell string) int {
	t.Helper()
	var lines []string
	parts := split(b.Lines)
	for _, part := range parts {
		command, want := strings.TrimPrefix(part[0], prompt), part[1:]
		got, code := r.run(t, shell, command)
		if demanded := b.Value("exit"); demanded != "" && demanded != strconv.Itoa(code) || demanded == "" && code > 1 {
			t.Errorf("%s:%d: %s\nexit code %d; the block says %q\n%s", p.Path, b.from, command, code, demanded, strings.Join(got, "\n"))
		}
		abridged := slices.ContainsFunc(want, func(line string) bool { return strings.Contains(line, Elision) })
		if r.Update && !abridged {
			want = got
		}
		if !Matches(want, got) {
			t.Errorf("%s:%d: %s\nprints\n%s\n\nbut the page says\n%s", p.Path, b.from, command, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		lines = append(append(lines, part[0]), want...)
	}
	b.Lines = lines
	return len(parts)
}

// split parts the lines of a block into commands, each with what it prints.
func split(lines []string) [][]string {
	var out [][]string
	for _, line := range lines {
		if strings.HasPrefix(line, prompt) {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], line)
	}
	return out
}

// run runs a command and returns the lines that it prints and its exit code.
func (r *Runner) run(t testing.TB, shell, command string) ([]string, int) {
	t.Helper()
	cmd := exec.Command(shell, "-c", command)
	cmd.Dir, cmd.Env = r.Dir, r.Env
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	text := strings.TrimRight(string(out), "\n")
	if text == "" {
		return nil, cmd.ProcessState.ExitCode()
	}
	return strings.Split(text, "\n"), cmd.ProcessState.ExitCode()
}

// Matches reports whether lines are those that a page shows, where Elision stands
// for what was left out. Empty lines at the end of what the page shows do not
// count.
func Matches(want, got []string) bool {
	for len(want) > 0 && want[len(want)-1] == "" {
		want = want[:len(want)-1]
	}
	var pattern strings.Builder
	for _, line := range want {
		if line == Elision {
			pattern.WriteString(`(?:.*\n)*?`)
			continue
		}
		for k, text := range strings.Split(line, Elision) {
			if k > 0 {
				pattern.WriteString(`.*`)
			}
			pattern.WriteString(regexp.QuoteMeta(text))
		}
		pattern.WriteString(`\n`)
	}
	text := ""
	if len(got) > 0 {
		text = strings.Join(got, "\n") + "\n"
	}
	return regexp.MustCompile(`^` + pattern.String() + `$`).MatchString(text)
}

// save writes the page with its blocks as they are now.
func (p *Page) save() error {
	lines := slices.Clone(p.lines)
	for _, b := range slices.Backward(p.Blocks) {
		lines = slices.Replace(lines, b.from, b.to, b.Lines...)
	}
	return os.WriteFile(p.Path, []byte(strings.Join(lines, "\n")), 0o666)
}
