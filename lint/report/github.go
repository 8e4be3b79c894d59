package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
)

// GitHub writes workflow commands that GitHub Actions turns into annotations of
// the lines of a change, one for each finding that nobody has answered, and a
// last line with the numbers. In a document with pages an annotation is of the
// file, and its text names the page. See “Workflow commands for GitHub Actions”
// in GitHub's documentation.
func GitHub(w io.Writer, r *lint.Report) error {
	var out strings.Builder
	for _, d := range r.Documents {
		if d.Error != "" {
			githubCommand(&out, "error", shown(d.Path), nil, "not judged", unjudged(d))
		}
		for _, f := range open(d.Findings) {
			githubCommand(&out, githubLevel(f.Severity), shown(d.Path), f.Span, f.Rule, strings.Join(explained(&f), "\n"))
		}
	}
	fmt.Fprintf(&out, "rightslint: %s.\n", tally(r))
	_, err := io.WriteString(w, out.String())
	return err
}

// githubLevel is the command for a severity.
func githubLevel(s rules.Severity) string {
	switch s {
	case rules.Error:
		return "error"
	case rules.Warning:
		return "warning"
	}
	return "notice"
}

// githubCommand writes one command on one line.
func githubCommand(out *strings.Builder, level, path string, s *lint.Span, title, text string) {
	fmt.Fprintf(out, "::%s file=%s", level, githubProperty(path))
	if s != nil && !extracted(s) && s.Line > 0 {
		fmt.Fprintf(out, ",line=%d,endLine=%d", s.Line, max(s.Line, s.EndLine))
		// GitHub takes columns only where the passage stands on one line.
		if s.Line == s.EndLine && s.EndColumn > s.Column {
			fmt.Fprintf(out, ",col=%d,endColumn=%d", s.Column, s.EndColumn)
		}
	}
	fmt.Fprintf(out, ",title=%s::%s\n", githubProperty("rightslint: "+Clean(title)), githubData(text))
}

// githubData escapes the text of a command; its lines become those of the
// annotation.
func githubData(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

// githubProperty escapes the value of a property of a command. A control
// character of a file's name is shown as a replacement: no annotation could
// find such a file anyway.
func githubProperty(s string) string {
	s = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(s)
	return Clean(s)
}

// tally sums a report up: "3 findings (1 error, 2 warnings) in 2 documents, 1
// answered".
func tally(r *lint.Report) string {
	c := count(r.Documents...)
	var parts []string
	for _, s := range []struct {
		severity  rules.Severity
		one, many string
	}{{rules.Error, "error", "errors"}, {rules.Warning, "warning", "warnings"}, {rules.Notice, "notice", "notices"}} {
		if n := c.severity[s.severity]; n > 0 {
			parts = append(parts, plural(n, s.one, s.many))
		}
	}
	text := plural(c.open, "finding", "findings")
	if len(parts) > 0 {
		text += " (" + strings.Join(parts, ", ") + ")"
	}
	text += " in " + plural(len(r.Documents), "document", "documents")
	if c.answered > 0 {
		text += fmt.Sprintf(", %d answered", c.answered)
	}
	if c.unjudged > 0 {
		text += fmt.Sprintf("; %d could not be judged", c.unjudged)
	}
	return text
}
