package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

var (
	// named is a command line that a page names without showing what it prints: in
	// a line of code, or within a sentence.
	named = regexp.MustCompile("(?m)^    (rightslint .*?)(?:  .*)?$|[`“](rightslint [^`”]*)[`”]")
	// option is a flag that a page names.
	option = regexp.MustCompile(`(?:^|[\s\x60(\[])(--[a-z][a-z-]+)`)
)

// TestGuideNames holds that the commands and flags which the pages name, without
// running them, are there.
func TestGuideNames(t *testing.T) {
	flags := map[string]bool{"--help": true}
	eachCommand(root(), func(c *cobra.Command) {
		c.InitDefaultHelpFlag()
		for _, word := range option.FindAllStringSubmatch(c.Flags().FlagUsages(), -1) {
			flags[word[1]] = true
		}
	})
	others := map[string]bool{"--no-verify": true, "--without-tools": true} // of git and of .ci/test
	pages, err := filepath.Glob("guide/*.md")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, page := range append(pages, "../../README.md", "../../rules/TUTORIAL.md", "../../CONTRIBUTING.md") {
		data, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(string(data), "\r\n", "\n")
		for _, m := range named.FindAllStringSubmatch(text, -1) {
			seen++
			if mistake := commandMistake(m[1] + m[2]); mistake != "" {
				t.Errorf("%s: %q: %s", page, m[1]+m[2], mistake)
			}
		}
		for _, m := range option.FindAllStringSubmatch(text, -1) {
			if !flags[m[1]] && !others[m[1]] {
				t.Errorf("%s: no command has the flag %s", page, m[1])
			}
		}
	}
	if seen < 20 {
		t.Errorf("only %d commands were found", seen)
	}
}

// eachCommand calls f for a command and all below it.
func eachCommand(c *cobra.Command, f func(*cobra.Command)) {
	f(c)
	for _, sub := range c.Commands() {
		eachCommand(sub, f)
	}
}

// commandMistake says what is wrong with a command line, or "".
func commandMistake(line string) string {
	words := strings.Fields(line)[1:]
	command, rest, err := root().Find(words)
	if err != nil || command == root() || !command.HasParent() || command.HasSubCommands() && len(rest) > 0 && !strings.HasPrefix(rest[0], "-") {
		return "there is no such command"
	}
	for _, word := range rest {
		name, ok := strings.CutPrefix(word, "--")
		name, _, _ = strings.Cut(name, "=")
		if ok && name != "help" && command.Flags().Lookup(name) == nil {
			return "it has no flag --" + name
		}
	}
	return ""
}

// TestCommandMistake holds that a command line which a page must not name is told.
func TestCommandMistake(t *testing.T) {
	for line, ok := range map[string]bool{
		"rightslint check --format html draft.docx > report.html": true,
		"rightslint rules test city-rules":                        true,
		"rightslint cache clean":                                  true,
		"rightslint chek draft.md":                                false,
		"rightslint cache wipe":                                   false,
		"rightslint history --staged":                             false,
	} {
		if mistake := commandMistake(line); (mistake == "") != ok {
			t.Errorf("%s: %q", line, mistake)
		}
	}
}

// TestGuideExplainsVerdicts holds that the guide for drafters has every verdict by
// which the report can be filtered, by the word of the report.
func TestGuideExplainsVerdicts(t *testing.T) {
	report, err := os.ReadFile(htmlReport(t, sampleTerms))
	if err != nil {
		t.Fatal(err)
	}
	_, choice, _ := strings.Cut(string(report), `<select name="type">`)
	choice, _, _ = strings.Cut(choice, "</select>")
	words := regexp.MustCompile(`<option value="\w[^"]*">([^<]+)`).FindAllStringSubmatch(choice, -1)
	if len(words) < 6 {
		t.Fatalf("the report has the verdicts %q", words)
	}
	guide, err := os.ReadFile("guide/drafter.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range words {
		if !strings.Contains(string(guide), "\n| "+w[1]+" | ") {
			t.Errorf("guide/drafter.md does not explain %q", w[1])
		}
	}
}
