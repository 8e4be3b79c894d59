package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/rightslint/rightslint/rules"
)

var update = flag.Bool("update", false, "rewrite what the scripts in testdata/script compare with")

func TestMain(m *testing.M) {
	if asWorker(os.Args) { // a test that reads a PDF file within this process
		os.Exit(serveWorker(os.Args))
	}
	testscript.Main(m, map[string]func(){"rightslint": main})
}

// TestScripts runs the scripts of testdata/script, each in a folder of its own
// with the program on the path. With -update, files that a script compares with
// output are rewritten.
func TestScripts(t *testing.T) {
	samples, err := filepath.Abs("../../testdata/samples")
	if err != nil {
		t.Fatal(err)
	}
	cache := t.TempDir()
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Condition: func(name string) (bool, error) {
			if name == "racing" {
				return raceEnabled, nil
			}
			return false, fmt.Errorf("no condition is called %q", name)
		},
		Setup: func(env *testscript.Env) error {
			env.Setenv("SAMPLES", samples)
			env.Setenv("XDG_CACHE_HOME", cache)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":       exits,
			"pdf":         makePDF,
			"office":      makeOffice,
			"suggestions": suggestions,
			"repeat":      repeat,
		},
	})
}

// exits runs the program and demands an exit code: "exits 3 check x.md". What
// it prints can be looked at as after exec.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE ARGUMENT...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec("rightslint", args[1:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Check(err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// makePDF writes a PDF file: "pdf plain out.pdf page1.txt page2.txt". The first
// argument is a key of samplePDFs.
func makePDF(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 || samplePDFs[args[0]] == nil {
		ts.Fatalf("usage: pdf KIND OUT [PAGE.txt]...")
	}
	var pages []string
	for _, name := range args[2:] {
		pages = append(pages, shownLines(strings.TrimSpace(ts.ReadFile(name))))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), samplePDFs[args[0]](pages), 0o666))
}

// suggestions writes a document that holds all wording that the rules suggest
// for a kind of document, its blanks filled in, under its title: "suggestions
// KIND TITLE out.md".
func suggestions(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: suggestions KIND TITLE OUT")
	}
	text, err := suggested(rules.Kind(args[0]), args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(text), 0o666))
}

// suggested is a document that holds all wording that the rules suggest for a
// kind of document, its blanks filled in, under its title.
func suggested(kind rules.Kind, title string) (string, error) {
	cat, err := rules.Load(rules.Builtin())
	if err != nil {
		return "", err
	}
	var out strings.Builder
	fmt.Fprintf(&out, "# %s\n", title)
	for _, r := range cat.Rules {
		if text := r.Suggestion[kind]; text != "" {
			fmt.Fprintf(&out, "\n## %s\n\n%s\n", r.Title, strings.NewReplacer("[", "", "]", "").Replace(text))
		}
	}
	return out.String(), nil
}

// repeat writes a text many times over into a file: "repeat 10000 '> ' out.md".
// In the text, \n, \xff and the like stand for themselves as in Go.
func repeat(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: repeat COUNT TEXT OUT [END]")
	}
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	text, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	end := ""
	if len(args) > 3 {
		end, err = strconv.Unquote(`"` + args[3] + `"`)
		ts.Check(err)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(strings.Repeat(text, n)+end), 0o666))
}
