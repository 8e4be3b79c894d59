package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/rightslint/rightslint/cmd/internal/need"
)

// block is a fenced block of a page of the guide.
type block struct {
	language, file, text string
}

var fence = regexp.MustCompile("(?ms)^```(\\w+)(?: file=(\\S+))?\n(.*?)^```$")

// blocks returns the fenced blocks of a page of the guide.
func blocks(t *testing.T, page string) []block {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("guide", page))
	if err != nil {
		t.Fatal(err)
	}
	var out []block
	for _, m := range fence.FindAllStringSubmatch(string(data), -1) {
		out = append(out, block{m[1], m[2], m[3]})
	}
	return out
}

// TestGuideContinuousIntegration writes the files of the page, runs its
// commands in that folder and compares what they print; […] stands for any
// text.
func TestGuideContinuousIntegration(t *testing.T) {
	t.Parallel()
	need.Tool(t, "bash", "bash")
	w := newWorkspace(t, programFolder(t))
	ran := 0
	for _, b := range blocks(t, "continuous-integration.md") {
		switch {
		case b.file != "":
			w.write(b.file, b.text)
		case b.language == "console":
			for _, part := range strings.Split("\n"+b.text, "\n$ ")[1:] {
				command, want, _ := strings.Cut(part, "\n")
				got, _ := w.run("bash", "-c", command) // findings are no failure here
				pattern := strings.ReplaceAll(regexp.QuoteMeta(strings.TrimRight(want, "\n")), regexp.QuoteMeta("[…]"), "(?s:.*)")
				if !regexp.MustCompile("^" + pattern + "\n*$").MatchString(got) {
					t.Errorf("%s\nprints\n%s\nand not\n%s", command, got, want)
				}
				ran++
			}
		}
	}
	if ran < 4 {
		t.Errorf("only %d commands were run", ran)
	}
}

// TestGuideGitLab runs the script of the snippet for GitLab, all but the
// installation, and finds the reports where GitLab is told to look.
func TestGuideGitLab(t *testing.T) {
	t.Parallel()
	need.Tool(t, "bash", "bash")
	w := newWorkspace(t, programFolder(t))
	var ci map[string]struct {
		Script    []string
		Artifacts struct {
			When    string
			Reports map[string]string
		}
	}
	for _, b := range blocks(t, "continuous-integration.md") {
		switch b.file {
		case ".gitlab-ci.yml":
			if err := yaml.Unmarshal([]byte(b.text), &ci); err != nil {
				t.Fatal(err)
			}
		case "policies/terms.md":
			w.write(b.file, b.text)
		}
	}
	w.write("policies/README.md", "# Tools\n\nRun make to build it, and make test to test it.\n")
	job := ci["policies"]
	if len(job.Script) != 1 || len(job.Artifacts.Reports) != 2 || job.Artifacts.When != "always" {
		t.Fatalf("the job is %+v", job)
	}
	out, err := w.run("bash", "-eo", "pipefail", "-c", job.Script[0])
	if exit, ok := err.(*exec.ExitError); !ok || exit.ExitCode() != exitFindings {
		t.Fatalf("%v\n%s", err, out)
	}
	for kind, file := range job.Artifacts.Reports {
		data, err := os.ReadFile(filepath.Join(w.dir, file))
		if err != nil || !strings.Contains(string(data), "red-flag/forced-arbitration") {
			t.Errorf("%s: %v, %.200s", kind, err, data)
		}
	}
}

// TestGuideHook holds that the hooks and the action of the page are those that
// there are.
func TestGuideHook(t *testing.T) {
	var hooks []struct{ ID string }
	data, err := os.ReadFile("../../.pre-commit-hooks.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(data, &hooks); err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, h := range hooks {
		known[h.ID] = true
	}
	var config struct {
		Repos []struct{ Hooks []struct{ ID string } }
	}
	var workflow struct {
		Jobs map[string]struct {
			Steps []actionStep
		}
	}
	for _, b := range blocks(t, "continuous-integration.md") {
		into := map[string]any{".pre-commit-config.yaml": &config, ".github/workflows/policies.yml": &workflow}[b.file]
		if into == nil {
			continue
		}
		if err := yaml.Unmarshal([]byte(b.text), into); err != nil {
			t.Fatalf("%s: %v", b.file, err)
		}
	}
	for _, h := range config.Repos[0].Hooks {
		if !known[h.ID] {
			t.Errorf("the page names the hook %q; there are %v", h.ID, known)
		}
	}
	inputs := newRunner(t, nil).act.Inputs
	found := false
	for _, s := range workflow.Jobs["rightslint"].Steps {
		if strings.HasPrefix(s.Uses, "rightslint/rightslint@") {
			found = true
			for name := range s.With {
				if _, ok := inputs[name]; !ok {
					t.Errorf("the action has no input %q", name)
				}
			}
		}
	}
	if !found {
		t.Error("the workflow does not use the action")
	}
}
