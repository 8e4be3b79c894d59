package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/rightslint/rightslint/cmd/internal/guide"
	"github.com/rightslint/rightslint/cmd/internal/need"
)

// guidePages are the pages of documentation whose commands are run, with the
// files that they speak of and do not show.
var guidePages = []struct {
	path    string
	prepare func(*workspace)
	least   int // commands that it has, so that none is overlooked
}{
	{"../../README.md", readmeFiles, 3},
	{"../../rules/TUTORIAL.md", nil, 8},
	{"guide/configuration.md", configGuideFiles, 6},
	{"guide/continuous-integration.md", nil, 4},
	{"guide/drafter.md", wordDraft, 1},
	{"guide/reviewer.md", reviewedRepository, 5},
}

// guidePage reads a page.
func guidePage(t *testing.T, path string) *guide.Page {
	t.Helper()
	page, err := guide.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// TestGuide writes the files of each page and runs its commands; what they print
// must be what the page shows. With -update, the pages are rewritten where they
// show all that is printed.
func TestGuide(t *testing.T) {
	path := programFolder(t)
	for _, p := range guidePages {
		t.Run(filepath.Base(p.path), func(t *testing.T) {
			t.Parallel()
			w := newWorkspace(t, path)
			if p.prepare != nil {
				p.prepare(w)
			}
			runner := guide.Runner{Dir: w.dir, Env: w.env, Update: *update}
			if ran := runner.Run(t, guidePage(t, p.path)); ran < p.least {
				t.Errorf("only %d commands were run", ran)
			}
		})
	}
}

// sampleFiles puts the samples of the project where a page names them.
func sampleFiles(w *workspace) {
	w.t.Helper()
	w.copy("testdata/samples/terms.md", sampleTerms)
}

// readmeFiles are those of the README, which runs in a clone of the project and
// compares two versions of a document.
func readmeFiles(w *workspace) {
	w.t.Helper()
	sampleFiles(w)
	const terms = "# Terms of service of Larkmoor\n\nThese terms say what you may expect from us, and by using our service you accept them.\n\n## Your data\n\n"
	w.write("old.md", terms+"We do not sell your personal data. We shall tell you within 30 days when somebody asks us for your messages.\n")
	w.write("new.md", terms+"We may tell you within 90 days when somebody asks us for your messages.\n")
}

// wordDraft is the sample as a Word document.
func wordDraft(w *workspace) {
	w.t.Helper()
	text, err := os.ReadFile(sampleTerms)
	if err != nil {
		w.t.Fatal(err)
	}
	_, text, _ = bytes.Cut(text, []byte("\n---\n")) // Word has no front matter
	w.write("draft.docx", string(wordText(strings.ReplaceAll(string(text), "#", ""))))
}

// reviewedRepository has the sample in two versions, as files and on two branches.
func reviewedRepository(w *workspace) {
	w.t.Helper()
	worse := string(worseTerms(w.t))
	w.copy("policies/terms.md", sampleTerms)
	if out, err := w.commit("Publish the terms"); err != nil {
		w.t.Fatalf("%v\n%s", err, out)
	}
	w.must("git", "checkout", "--quiet", "-b", "shorter-terms")
	w.write("policies/terms.md", worse)
	if out, err := w.commit("Keep data longer"); err != nil {
		w.t.Fatalf("%v\n%s", err, out)
	}
	w.copy("terms-2025.md", sampleTerms)
	w.write("terms-2026.md", worse)
}

// copy puts a file into the workspace.
func (w *workspace) copy(name, from string) {
	w.t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		w.t.Fatal(err)
	}
	w.write(name, string(data))
}

// link is a link or picture of a page that leads to a file of the project.
var link = regexp.MustCompile(`\]\(([^)#:]+)(?:#([^)]*))?\)`)

// TestGuideLinks holds that what the pages link to is there.
func TestGuideLinks(t *testing.T) {
	for _, p := range guidePages {
		text, err := os.ReadFile(p.path)
		if err != nil {
			t.Fatal(err)
		}
		links := link.FindAllStringSubmatch(string(text), -1)
		for _, l := range links {
			target := filepath.Join(filepath.Dir(p.path), filepath.FromSlash(l[1]))
			page, err := os.ReadFile(target)
			if err != nil {
				t.Errorf("%s: %v", p.path, err)
			}
			if l[2] != "" && !hasHeading(string(page), l[2]) {
				t.Errorf("%s: %s has no section %s", p.path, l[1], l[2])
			}
		}
	}
}

// hasHeading reports whether a page has a heading that a fragment leads to.
func hasHeading(page, fragment string) bool {
	for line := range strings.Lines(page) {
		if title, ok := strings.CutPrefix(strings.TrimLeft(line, "#"), " "); ok && strings.HasPrefix(line, "#") &&
			strings.ReplaceAll(strings.ToLower(strings.TrimSpace(title)), " ", "-") == fragment {
			return true
		}
	}
	return false
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
	for _, b := range guidePage(t, "guide/continuous-integration.md").Blocks {
		switch b.File() {
		case ".gitlab-ci.yml":
			if err := yaml.Unmarshal([]byte(b.Text()), &ci); err != nil {
				t.Fatal(err)
			}
		case "policies/terms.md":
			w.write(b.File(), b.Text())
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
	for _, b := range guidePage(t, "guide/continuous-integration.md").Blocks {
		into := map[string]any{".pre-commit-config.yaml": &config, ".github/workflows/policies.yml": &workflow}[b.File()]
		if into == nil {
			continue
		}
		if err := yaml.Unmarshal([]byte(b.Text()), into); err != nil {
			t.Fatalf("%s: %v", b.File(), err)
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
