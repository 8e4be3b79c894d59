package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
	"github.com/rightslint/rightslint/rules/words"
)

type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Skipped  int          `xml:"skipped,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Name    string        `xml:"name,attr"`
		Class   string        `xml:"classname,attr"`
		File    string        `xml:"file,attr"`
		Line    int           `xml:"line,attr,omitempty"`
		Failure *junitMessage `xml:"failure"`
		Error   *junitMessage `xml:"error"`
		Skipped *junitMessage `xml:"skipped"`
	}
	junitMessage struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr,omitempty"`
		Text    string `xml:",chardata"`
	}
)

// JUnit writes the XML in which build servers take the results of tests. A
// document is a suite. A safeguard that is there passes; a finding fails, with
// its severity as type; an answered one is skipped, with the reason; a document
// that could not be judged is an error.
func JUnit(w io.Writer, r *lint.Report, cat *rules.Catalog) error {
	out := junitSuites{Name: r.Tool.Name}
	for _, d := range r.Documents {
		s := junitDocument(d, cat)
		out.Tests += s.Tests
		out.Failures += s.Failures
		out.Errors += s.Errors
		out.Skipped += s.Skipped
		out.Suites = append(out.Suites, s)
	}
	return writeXML(w, out)
}

func junitDocument(d *lint.Document, cat *rules.Catalog) junitSuite {
	path := Clean(shown(d.Path))
	s := junitSuite{Name: path}
	seen := map[string]int{}
	add := func(name, rule string, line int) *junitCase {
		// Build servers take two cases of one name for one.
		if seen[rule+name]++; seen[rule+name] > 1 {
			name = fmt.Sprintf("%s, %d", name, seen[rule+name])
		}
		s.Cases = append(s.Cases, junitCase{Name: name, Class: "rightslint." + Clean(rule), File: path, Line: line})
		s.Tests++
		return &s.Cases[len(s.Cases)-1]
	}
	if d.Error != "" {
		s.Errors++
		add("can be judged", "document", 0).Error = &junitMessage{Message: unjudged(d), Type: "not-judged"}
	}
	for _, row := range d.Coverage {
		if row.Status == lint.Present || row.Status == lint.Elsewhere {
			add(safeguardTitle(cat, row.Rule), row.Rule, 0)
		}
	}
	for i := range d.Findings {
		f := &d.Findings[i]
		c := add(caseName(f), f.Rule, line(f))
		m := &junitMessage{Message: message(f), Type: string(f.Severity), Text: strings.Join(withPassage(f), "\n\n")}
		if f.Suppressed != nil {
			s.Skipped++
			m.Message = answered(f.Suppressed)
			c.Skipped = m
			continue
		}
		s.Failures++
		c.Failure = m
	}
	return s
}

// withPassage is the explanation of a finding with its passage, which the
// message quotes only where there are pages.
func withPassage(f *lint.Finding) []string {
	text := explained(f)
	if f.Span == nil || extracted(f.Span) {
		return text
	}
	passage := fmt.Sprintf("%s: “%s”", words.Capital(place(f.Span)), Shorten(Clean(f.Span.Quote), quoteLength))
	return slices.Insert(text, 1, passage)
}

// caseName tells the findings of one rule apart by their places.
func caseName(f *lint.Finding) string {
	name := words.Capital(Clean(f.Title))
	if f.Span != nil && f.Type != lint.FindingMissing {
		name += " (" + Where(*f.Span) + ")"
	}
	return name
}

func safeguardTitle(cat *rules.Catalog, id string) string {
	if r := cat.Rule(id); r != nil {
		return words.Capital(Clean(r.Title))
	}
	return Clean(id)
}
