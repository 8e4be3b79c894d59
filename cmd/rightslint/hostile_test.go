package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// steeringNames are names of files that mean something to a terminal, a build
// server, a spreadsheet or a page.
var steeringNames = []string{
	"::error file=x::owned.md", "x\n::set-output name=a::b.md", "x\r::add-mask::b.md", "##[error]x.md", "\x1b[2J.md", "\u202ecod.md", "bad\xff.md",
	"=1+1.md", "@SUM(A1).md", "<img src=x onerror=alert(1)>.md", "[x](y).md", "a|b.md", "%0A::error::x.md", "`x`.md", "@team #1.md",
}

// steeringTerms are terms whose clauses hold the same; the report quotes them.
const steeringTerms = "# Terms of Service ::error::owned\n\nThese terms govern your use of our service.\n\n" +
	"## =2+2 <script>alert(1)</script> [x](http://evil.example) @team\n\n" +
	"Disputes are settled by binding arbitration \x1b]0;x\x07 ::set-output name=a::b ##[error]x \u202e {0} [y](0) ![p](http://evil.example/p) | a | \xff and are\n::error::owned settled finally by binding arbitration.\n\n" +
	"- ::stop-commands::x binding arbitration settles disputes.\n- =HYPERLINK(\"x\") may be changed by us at any time without notice.\n- [placeholder ::warning::x]\n"

// annotation is the only kind of workflow command that there may be.
var annotation = regexp.MustCompile(`^::(error|warning|notice) file=[^,:\s][^,:\x00-\x1f]*(,(line|endLine|col|endColumn)=[0-9]+)*,title=rightslint%3A [a-z/ -]+::[^\x00-\x1f]+$`)

// TestHostileFiles runs the program on hostile files in a folder and looks at
// all that it prints, in every format, as a terminal and a build server would.
func TestHostileFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range steeringNames {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(steeringTerms), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "::error::empty.md"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	path := program(t)
	for _, f := range formats {
		cmd := exec.Command(path, "check", "--format", f.name, ".", "no\n::error::such.md")
		cmd.Dir = dir
		var stdout, stderr strings.Builder
		cmd.Stdout, cmd.Stderr = &stdout, &stderr
		if err := cmd.Run(); cmd.ProcessState.ExitCode() != exitUnjudged {
			t.Fatalf("%s: %v\n%s", f.name, err, stderr.String())
		}
		out := stdout.String()
		if f.name == "csv" {
			out = strings.ReplaceAll(strings.TrimPrefix(out, "\ufeff"), "\r\n", "\n")
		}
		annotations := 0
		for _, l := range strings.Split(out+stderr.String(), "\n") {
			switch {
			case f.name == "github" && annotation.MatchString(l):
				annotations++
			case strings.HasPrefix(strings.TrimSpace(l), "::"), strings.Contains(l, "##["):
				t.Errorf("%s: a command to a build server: %q", f.name, l)
			}
			if !utf8.ValidString(l) {
				t.Errorf("%s: not UTF-8: %q", f.name, l)
			}
			for _, r := range l {
				if unicode.IsControl(r) || r != '\u200d' && unicode.Is(unicode.Cf, r) {
					t.Errorf("%s: %U in %q", f.name, r, l)
					break
				}
			}
		}
		if f.name == "github" && annotations <= len(steeringNames) {
			t.Errorf("%d annotations:\n%s", annotations, out)
		}
	}
}
