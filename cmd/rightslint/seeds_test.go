package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rightslint/rightslint/lint"
)

// TestSpeechesAreNotJudged holds that news and speeches about rights and
// technology, which are full of the words of the rules, are not judged: one
// message each and exit code 3. It needs the folder of such texts that stands
// beside the project in some work places.
func TestSpeechesAreNotJudged(t *testing.T) {
	seeds, _ := filepath.Glob("../../../shared/seeds/*.txt")
	if len(seeds) == 0 {
		t.Skip("the texts are not here")
	}
	program := program(t)
	for _, seed := range seeds {
		cmd := exec.Command(program, "check", "--format", "json", seed)
		var stdout, stderr bytes.Buffer
		cmd.Stdout, cmd.Stderr = &stdout, &stderr
		err := cmd.Run()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != exitUnjudged {
			t.Errorf("%s: %v, want exit code %d", seed, err, exitUnjudged)
		}
		var rep lint.Report
		if err := json.Unmarshal(stdout.Bytes(), &rep); err != nil || len(rep.Documents) != 1 {
			t.Errorf("%s: %d documents: %v", seed, len(rep.Documents), err)
			continue
		}
		d := rep.Documents[0]
		if d.Error == "" || d.Kind != "unknown" || len(d.Findings) > 0 || len(d.Coverage) > 0 {
			t.Errorf("%s: kind %s, error %q, %d findings", seed, d.Kind, d.Error, len(d.Findings))
		}
		if n := strings.Count(stderr.String(), "\n"); n != 1 {
			t.Errorf("%s: %d lines on standard error: %s", seed, n, stderr.String())
		}
	}
}
