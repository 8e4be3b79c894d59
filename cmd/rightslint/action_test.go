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

// action is what the test runs of action.yml.
type action struct {
	Inputs map[string]struct {
		Default string `yaml:"default"`
	} `yaml:"inputs"`
	Outputs map[string]struct {
		Value string `yaml:"value"`
	} `yaml:"outputs"`
	Runs struct {
		Using string
		Steps []actionStep
	}
}

type actionStep struct {
	Name, ID, If, Uses, Shell, Run string
	Env                            map[string]string
	With                           map[string]string
}

// runner runs the shell steps of an action as GitHub's does, in a folder of its
// own, with the expressions that the action uses.
type runner struct {
	t       *testing.T
	act     action
	dir     string
	path    string // of the action
	temp    string
	values  map[string]string // of expressions
	summary string
	log     string
}

func newRunner(t *testing.T, inputs map[string]string) *runner {
	t.Helper()
	need.Tool(t, "bash", "bash")
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(root, "action.yml"))
	if err != nil {
		t.Fatal(err)
	}
	r := &runner{t: t, dir: t.TempDir(), path: root, temp: t.TempDir(), values: map[string]string{"github.action_path": root}}
	if err := yaml.Unmarshal(data, &r.act); err != nil {
		t.Fatal(err)
	}
	for name, in := range r.act.Inputs {
		r.values["inputs."+name] = in.Default
	}
	for name, value := range inputs {
		if _, ok := r.act.Inputs[name]; !ok {
			t.Fatalf("the action has no input %q", name)
		}
		r.values["inputs."+name] = value
	}
	return r
}

var expression = regexp.MustCompile(`\$\{\{ *([^}]*?) *\}\}`)

// expand puts the values of expressions in place.
func (r *runner) expand(s string) string {
	return expression.ReplaceAllStringFunc(s, func(e string) string {
		name := expression.FindStringSubmatch(e)[1]
		value, ok := r.values[name]
		if !ok {
			r.t.Errorf("the action uses %s, which has no value", e)
		}
		return value
	})
}

// steps runs the shell steps and returns the exit code of the last; it ends at
// the first that fails.
func (r *runner) steps() int {
	r.t.Helper()
	for _, s := range r.act.Runs.Steps {
		if s.Run == "" {
			continue // an action of others, which only GitHub has
		}
		if expression.MatchString(s.Run) {
			r.t.Errorf("the script of %q holds an expression, by which an input could become a part of it", s.Name)
		}
		output, summary := filepath.Join(r.temp, s.Name+".output"), filepath.Join(r.temp, "summary")
		// GitHub runs “shell: bash” so.
		cmd := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", s.Run)
		cmd.Dir = r.dir
		cmd.Env = append(os.Environ(), "RUNNER_TEMP="+r.temp, "GITHUB_OUTPUT="+output, "GITHUB_STEP_SUMMARY="+summary, "GITHUB_ACTIONS=true")
		for name, value := range s.Env {
			cmd.Env = append(cmd.Env, name+"="+r.expand(value))
		}
		out, err := cmd.CombinedOutput()
		r.log += string(out)
		if data, err := os.ReadFile(output); err == nil {
			for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
				name, value, _ := strings.Cut(line, "=")
				r.values["steps."+s.ID+".outputs."+name] = value
			}
		}
		if data, err := os.ReadFile(summary); err == nil {
			r.summary = string(data)
		}
		if err != nil {
			return cmd.ProcessState.ExitCode()
		}
	}
	return 0
}

func (r *runner) write(name, text string) {
	r.t.Helper()
	if err := os.WriteFile(filepath.Join(r.dir, name), []byte(text), 0o666); err != nil {
		r.t.Fatal(err)
	}
}

// TestActionFails runs the action on a document with findings.
func TestActionFails(t *testing.T) {
	t.Parallel()
	r := newRunner(t, map[string]string{"paths": "our terms.md\nREADME.md"})
	r.write("our terms.md", badTerms)
	r.write("README.md", "# Tools\n\nRun make to build it, and make test to test it.\n")
	if code := r.steps(); code != exitFindings {
		t.Errorf("exit code %d, want %d\n%s", code, exitFindings, r.log)
	}
	if !regexp.MustCompile(`(?m)^::error file=our terms.md,line=\d+.*title=rightslint%3A remedy/appeal::Missing: `).MatchString(r.log) {
		t.Errorf("no annotation:\n%s", r.log)
	}
	if !strings.Contains(r.summary, "### our terms.md") {
		t.Errorf("the summary is %q", r.summary)
	}
	log, err := os.ReadFile(filepath.Join(r.dir, r.expand(r.act.Outputs["sarif"].Value)))
	if err != nil || !strings.Contains(string(log), `"uri": "our%20terms.md"`) {
		t.Errorf("the SARIF log: %v, %.200s", err, log)
	}
	if got := r.expand(r.act.Outputs["exit-code"].Value); got != "1" {
		t.Errorf("the output exit-code is %q", got)
	}
}

// TestActionPasses runs the action with every input given.
func TestActionPasses(t *testing.T) {
	t.Parallel()
	r := newRunner(t, map[string]string{
		"paths": ".", "kind": "terms-of-service", "fail-on": "never", "arguments": "--lang\nen", "sarif": "log.sarif", "summary": "false",
	})
	r.write("draft.md", badTerms)
	if code := r.steps(); code != exitClean {
		t.Errorf("exit code %d, want %d\n%s", code, exitClean, r.log)
	}
	if r.summary != "" {
		t.Errorf("there is a summary: %q", r.summary)
	}
	if _, err := os.Stat(filepath.Join(r.dir, "log.sarif")); err != nil {
		t.Error(err)
	}
}

// TestActionHostileInputs holds that what is given to the action is never taken
// for a command or an option.
func TestActionHostileInputs(t *testing.T) {
	t.Parallel()
	r := newRunner(t, map[string]string{
		"paths": "$(touch owned).md\n`touch owned`.md\n--help\nterms.md; touch owned", "kind": "", "sarif": "a$(touch owned).sarif\nevil=1", "arguments": "--fail-on\nerror",
	})
	code := r.steps()
	if _, err := os.Stat(filepath.Join(r.dir, "owned")); err == nil {
		t.Error("an input was run as a command")
	}
	if code != exitUnjudged { // there are no such files
		t.Errorf("exit code %d, want %d\n%s", code, exitUnjudged, r.log)
	}
	if _, ok := r.values["steps.check.outputs.evil"]; ok {
		t.Error("an input made an output of its own")
	}
}

// TestActionUploadsOnRequest holds that nothing leaves the machine of the run
// unless somebody asks for it.
func TestActionUploadsOnRequest(t *testing.T) {
	r := newRunner(t, nil)
	if r.act.Runs.Using != "composite" || r.values["inputs.upload"] != "false" {
		t.Errorf("using %q, upload %q", r.act.Runs.Using, r.values["inputs.upload"])
	}
	others := 0
	for _, s := range r.act.Runs.Steps {
		if s.Uses == "" {
			continue
		}
		others++
		switch {
		case strings.HasPrefix(s.Uses, "actions/setup-go@"):
		case strings.HasPrefix(s.Uses, "github/codeql-action/upload-sarif@") && s.If == "inputs.upload == 'true'":
		default:
			t.Errorf("the step %q uses %s, if %q", s.Name, s.Uses, s.If)
		}
	}
	if others != 2 {
		t.Errorf("%d steps use actions of others, want 2", others)
	}
}
