package main

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
)

// TestOutcome holds which severities make which exit code, alone and beside a
// document that could not be judged.
func TestOutcome(t *testing.T) {
	document := func(severities ...rules.Severity) *lint.Document {
		d := &lint.Document{Path: "x.md"}
		for _, s := range severities {
			d.Findings = append(d.Findings, lint.Finding{Severity: s})
		}
		return d
	}
	unread := &lint.Document{Path: "none.md", Error: "There is no such file."}
	answered := document(rules.Error)
	answered.Findings[0].Suppressed = &lint.Suppressed{By: "comment", Reason: "agreed"}
	for _, c := range []struct {
		name   string
		docs   []*lint.Document
		failOn string
		want   int
	}{
		{"nothing", []*lint.Document{document()}, "notice", exitClean},
		{"notice below error", []*lint.Document{document(rules.Notice, rules.Warning)}, "error", exitClean},
		{"error at error", []*lint.Document{document(rules.Notice, rules.Error)}, "error", exitFindings},
		{"notice below warning", []*lint.Document{document(rules.Notice)}, "warning", exitClean},
		{"warning at warning", []*lint.Document{document(rules.Warning)}, "warning", exitFindings},
		{"error above warning", []*lint.Document{document(rules.Error)}, "warning", exitFindings},
		{"notice at notice", []*lint.Document{document(rules.Notice)}, "notice", exitFindings},
		{"never", []*lint.Document{document(rules.Error)}, "never", exitClean},
		{"an answered finding", []*lint.Document{answered}, "notice", exitClean},
		{"the second document", []*lint.Document{document(), document(rules.Error)}, "error", exitFindings},
		{"unread", []*lint.Document{unread}, "error", exitUnjudged},
		{"unread, never", []*lint.Document{unread}, "never", exitUnjudged},
		{"unread before findings", []*lint.Document{unread, document(rules.Error)}, "error", exitUnjudged},
		{"unread after findings", []*lint.Document{document(rules.Error), unread}, "error", exitUnjudged},
	} {
		var stderr bytes.Buffer
		err := outcome(&stderr, lint.NewReport(c.docs), func(*lint.Document) string { return c.failOn })
		got := exitClean
		var code exitCode
		if errors.As(err, &code) {
			got = int(code)
		} else if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if got != c.want {
			t.Errorf("%s: exit code %d, want %d", c.name, got, c.want)
		}
		if said := strings.Contains(stderr.String(), "none.md: There is no such file."); said != (c.want == exitUnjudged) {
			t.Errorf("%s: standard error %q", c.name, stderr.String())
		}
	}
}

// TestComplain holds that a message keeps its lines and cannot steer the
// terminal.
func TestComplain(t *testing.T) {
	var out bytes.Buffer
	complain(&out, "a\x1b[2J.yaml:1:1: wrong\nb\u202e.yaml:2:2: wrong")
	if want := "rightslint: a�[2J.yaml:1:1: wrong\nb�.yaml:2:2: wrong\n"; out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}
