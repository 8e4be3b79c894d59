package report

import (
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
	"github.com/rightslint/rightslint/rules/words"
)

// markdownRoom is how many bytes of details a summary has at most: GitHub takes
// comments of up to 65,536 characters, and refuses longer ones.
const markdownRoom = 56_000

// Markdown writes a summary for a pull request or merge request: the numbers, a
// table of the documents, and for each document a table of what to look at with
// the details folded. Details for which a comment has no room are left out, and
// the summary says so.
func Markdown(w io.Writer, r *lint.Report, cat *rules.Catalog) error {
	m := &markdown{cat: cat, room: markdownRoom}
	m.printf("## rightslint: %s\n\n", tally(r))
	m.documents(r)
	for _, d := range r.Documents {
		if d.Error == "" && len(d.Findings) > 0 {
			m.document(d)
		}
	}
	if m.left > 0 {
		m.printf("\n%s left out, for which a comment has no room; the report itself has them.\n", plural(m.left, "part was", "parts were"))
	}
	m.printf("\nThis is drafting advice, not legal advice; silence is no proof of compliance.\n")
	_, err := io.WriteString(w, m.out.String())
	return err
}

type markdown struct {
	cat  *rules.Catalog
	out  strings.Builder
	room int
	left int // parts left out
}

func (m *markdown) printf(format string, args ...any) { fmt.Fprintf(&m.out, format, args...) }

// part writes text where there is room for it, and reports whether there was.
func (m *markdown) part(text string) bool {
	if m.out.Len()+len(text) > m.room {
		m.left++
		return false
	}
	m.out.WriteString(text)
	return true
}

// documents writes the table of all documents, of which the first are shown
// where there are too many.
func (m *markdown) documents(r *lint.Report) {
	m.printf("| Document | Kind | Errors | Warnings | Notices | Answered | Safeguards there |\n|---|---|---:|---:|---:|---:|---:|\n")
	for _, d := range r.Documents {
		name := escapeMarkdown(shown(d.Path))
		if d.Error != "" {
			m.part(fmt.Sprintf("| %s | **not judged:** %s | | | | | |\n", name, escapeMarkdown(strings.TrimPrefix(unjudged(d), "Not judged: "))))
			continue
		}
		there, owed := 0, 0
		for _, row := range d.Coverage {
			switch row.Status {
			case lint.Present, lint.Elsewhere:
				there++
				owed++
			case lint.NotApplicable:
			default:
				owed++
			}
		}
		c := count(d)
		m.part(fmt.Sprintf("| %s | %s | %d | %d | %d | %d | %d of %d |\n", name, escapeMarkdown(m.cat.Label(d.Kind)),
			c.severity[rules.Error], c.severity[rules.Warning], c.severity[rules.Notice], c.answered, there, owed))
	}
}

// document writes the findings of one document.
func (m *markdown) document(d *lint.Document) {
	fs := open(d.Findings)
	var out strings.Builder
	fmt.Fprintf(&out, "\n### %s\n\n", escapeMarkdown(shown(d.Path)))
	for _, warning := range d.Warnings {
		fmt.Fprintf(&out, "Note: %s\n\n", escapeMarkdown(warning))
	}
	if len(fs) > 0 {
		out.WriteString("| Severity | What to look at | Where |\n|---|---|---|\n")
		for _, f := range fs {
			at := ""
			if f.Span != nil {
				at = escapeMarkdown(place(f.Span))
			}
			fmt.Fprintf(&out, "| %s | %s | %s |\n", markdownSeverity(f.Severity), escapeMarkdown(f.Message), at)
		}
	}
	m.part(out.String())
	if len(fs) > 0 {
		m.details(fs)
	}
	m.part(m.answered(d))
}

// details writes passages, wording and sources, folded, of as many findings as
// there is room for.
func (m *markdown) details(fs []*lint.Finding) {
	if !m.part("\n<details><summary>Passages, wording and sources</summary>\n\n") {
		return
	}
	for _, f := range fs {
		m.part(detail(f))
	}
	m.out.WriteString("</details>\n")
}

// detail is the passage, the wording and the sources of one finding.
func detail(f *lint.Finding) string {
	var out strings.Builder
	fmt.Fprintf(&out, "**%s** (%s, %s)\n\n", escapeMarkdown(words.Capital(Clean(f.Title))), f.Severity, ruleCode(f))
	switch {
	case f.Type == lint.FindingMissing && f.Place != "":
		fmt.Fprintf(&out, "Belongs %s.\n\n", escapeMarkdown(f.Place))
	case f.Span != nil:
		fmt.Fprintf(&out, "%s: “%s”\n\n", words.Capital(escapeMarkdown(place(f.Span))), escapeMarkdown(shorten(Clean(f.Span.Quote), quoteLength)))
	}
	if f.Suggestion != nil {
		fmt.Fprintf(&out, "%s\n\n", wordingLabel(f))
		for i, l := range strings.Split(wording(f.Suggestion, "\n"), "\n") {
			if i > 0 {
				out.WriteString(">\n")
			}
			fmt.Fprintf(&out, "> %s\n", escapeMarkdown(l))
		}
		out.WriteString("\n")
	}
	if len(f.Sources) > 0 {
		fmt.Fprintf(&out, "Rests on: %s\n\n", escapeMarkdown(strings.Join(f.Sources, "; ")))
	}
	return out.String()
}

// plainID is an id that nothing of Markdown stands in.
var plainID = regexp.MustCompile(`^[a-z0-9/-]+$`)

// ruleCode is the id of a finding's rule as code.
func ruleCode(f *lint.Finding) string {
	if plainID.MatchString(f.Rule) {
		return "`" + f.Rule + "`"
	}
	return escapeMarkdown(f.Rule)
}

// answered lists the findings that somebody has answered, folded.
func (m *markdown) answered(d *lint.Document) string {
	var out strings.Builder
	for _, f := range d.Findings {
		if f.Suppressed != nil {
			fmt.Fprintf(&out, "- %s (%s) – %s\n", escapeMarkdown(f.Message), ruleCode(&f), escapeMarkdown(answered(f.Suppressed)))
		}
	}
	if out.Len() == 0 {
		return ""
	}
	return "\n<details><summary>Answered findings</summary>\n\n" + out.String() + "\n</details>\n"
}

func markdownSeverity(s rules.Severity) string {
	if s == rules.Error {
		return "**error**"
	}
	return string(s)
}
