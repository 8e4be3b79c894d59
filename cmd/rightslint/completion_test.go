package main

import (
	"bytes"
	"strings"
	"testing"
)

// TestCompletion holds what a shell offers: ids of rules, kinds, severities.
func TestCompletion(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	for _, c := range []struct {
		args   []string
		want   []string
		absent string
	}{
		{[]string{"explain", "remedy/a"}, []string{"remedy/appeal\tPeople can have a decision about them looked at again\n", ":4\n"}, "privacy/"},
		{[]string{"explain", "remedy/appeal", ""}, []string{":4\n"}, "remedy/"},
		{[]string{"explain", "--rules", "testdata/house", "house/"}, []string{"house/written-reasons\t", ":4\n"}, "remedy/"},
		{[]string{"rules", "test", "--rule", "red-flag/forced"}, []string{"red-flag/forced-arbitration\t", ":4\n"}, "remedy/"},
		{[]string{"rules", "test", "testdata/house", "--rule", "house/"}, []string{"house/written-reasons\t", ":4\n"}, "remedy/"},
		{[]string{"check", "--kind", ""}, []string{"terms-of-service\n", "draft-regulation\n", ":4\n"}, "remedy/"},
		{[]string{"check", "--fail-on", ""}, []string{"error\n", "never\n", ":4\n"}, "remedy/"},
		{[]string{"rules", "--format", ""}, []string{"json\n", ":4\n"}, "remedy/"},
		{[]string{"cache", ""}, []string{"clean\t"}, "remedy/"},
		{[]string{"ex"}, []string{"explain\t", "extract\t"}, "check"},
	} {
		cmd := root()
		var out, stderr bytes.Buffer
		cmd.SetOut(&out)
		cmd.SetErr(&stderr)
		cmd.SetArgs(append([]string{"__complete"}, c.args...))
		if err := cmd.Execute(); err != nil {
			t.Errorf("%q: %v", c.args, err)
		}
		for _, want := range c.want {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%q: %q is not in\n%s%s", c.args, want, out.String(), stderr.String())
			}
		}
		if strings.Contains(out.String(), c.absent) {
			t.Errorf("%q: %q is in\n%s", c.args, c.absent, out.String())
		}
	}
}

// TestCompletionScripts holds that there is a script for each shell.
func TestCompletionScripts(t *testing.T) {
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		cmd := root()
		var out bytes.Buffer
		cmd.SetOut(&out)
		cmd.SetArgs([]string{"completion", shell})
		if err := cmd.Execute(); err != nil || !strings.Contains(out.String(), "rightslint __complete") && !strings.Contains(out.String(), "__complete") {
			t.Errorf("%s: %v, %d bytes", shell, err, out.Len())
		}
	}
}
