package report

import (
	"fmt"
	"io"
	"regexp"
	"slices"
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
	var docs []*lint.Document
	for _, d := range r.Documents {
		if d.Error == "" && len(d.Findings) > 0 {
			docs = append(docs, d)
		}
	}
	for i, d := range docs {
		// What is left of the room is shared among the documents to come.
		m.room = m.out.Len() + (markdownRoom-m.out.Len())/(len(docs)-i)
		m.document(d)
	}
	if m.left > 0 {
		m.printf("\nFor lack of room in a comment, %s left out; the report in another format has all.\n", plural(m.left, "entry is", "entries are"))
	}
	m.printf("\nThis is drafting advice, not legal advice; silence is no proof of compliance.\n")
	_, err := io.WriteString(w, m.out.String())
	return err
}

type markdown struct {
	cat  *rules.Catalog
	out  strings.Builder
	room int // of the summary up to and with what is being written, in bytes
	left int // entries left out
}

func (m *markdown) printf(format string, args ...any) { fmt.Fprintf(&m.out, format, args...) }

// entry writes text where there is room for it.
func (m *markdown) entry(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if m.out.Len()+len(text) > m.room {
		m.left++
		return
	}
	m.out.WriteString(text)
}

// block writes entries between an opening and a closing text, which are left
// out where no entry finds room.
func (m *markdown) block(opening, closing string, entries func()) {
	before, room := m.out.Len(), m.room
	m.out.WriteString(opening)
	m.room -= len(closing)
	inside := m.out.Len()
	entries()
	m.room = room
	if m.out.Len() > inside {
		m.out.WriteString(closing)
		return
	}
	kept := m.out.String()[:before]
	m.out.Reset()
	m.out.WriteString(kept)
}

// documents writes the table of all documents.
func (m *markdown) documents(r *lint.Report) {
	m.printf("| Document | Kind | Errors | Warnings | Notices | Answered | Safeguards there |\n|---|---|---:|---:|---:|---:|---:|\n")
	m.room = markdownRoom / 2
	for _, d := range r.Documents {
		name := escapeMarkdown(shown(d.Path))
		if d.Error != "" {
			m.entry("| %s | **not judged:** %s | | | | | |\n", name, escapeMarkdown(strings.TrimPrefix(unjudged(d), "Not judged: ")))
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
		m.entry("| %s | %s | %d | %d | %d | %d | %d of %d |\n", name, escapeMarkdown(m.cat.Label(d.Kind)),
			c.severity[rules.Error], c.severity[rules.Warning], c.severity[rules.Notice], c.answered, there, owed)
	}
}

// document writes the findings of one document, the gravest first, those of one
// rule together.
func (m *markdown) document(d *lint.Document) {
	var fs, answers []lint.Finding
	for _, f := range d.Findings {
		if f.Suppressed != nil {
			answers = append(answers, f)
			continue
		}
		fs = append(fs, f)
	}
	groups := group(fs)
	slices.SortStableFunc(groups, func(a, b []lint.Finding) int { return b[0].Severity.Rank() - a[0].Severity.Rank() })
	m.block(fmt.Sprintf("\n### %s\n\n", escapeMarkdown(shown(d.Path))), "", func() {
		for _, warning := range d.Warnings {
			m.entry("Note: %s\n\n", escapeMarkdown(warning))
		}
		m.findings(groups)
		m.block("\n<details><summary>Answered findings</summary>\n\n", "\n</details>\n", func() {
			for i := range answers {
				f := &answers[i]
				m.entry("- %s (%s) – %s\n", escapeMarkdown(f.Message), ruleCode(f), escapeMarkdown(answered(f.Suppressed)))
			}
		})
	})
}

// findings writes the table of findings and, folded, what belongs to them.
func (m *markdown) findings(groups [][]lint.Finding) {
	m.block("| Severity | What to look at | Where |\n|---|---|---|\n", "", func() {
		for _, g := range groups {
			m.entry("| %s | %s | %s |\n", markdownSeverity(g[0].Severity), escapeMarkdown(groupMessage(g)), escapeMarkdown(groupPlace(g)))
		}
	})
	m.block("\n<details><summary>Passages, wording and sources</summary>\n\n", "</details>\n", func() {
		for _, g := range groups {
			m.entry("%s", detail(g))
		}
	})
}

// groupMessage says what the findings of one rule are: the message where it is
// the same for all, or else the title.
func groupMessage(g []lint.Finding) string {
	for _, f := range g {
		if f.Message != g[0].Message {
			return words.Capital(Clean(f.Title)) + "."
		}
	}
	return g[0].Message
}

// groupPlace names the places of the findings of one rule.
func groupPlace(g []lint.Finding) string {
	switch {
	case g[0].Span == nil:
		return ""
	case g[0].Type == lint.FindingMissing:
		return "after " + place(g[0].Span)
	case len(g) == 1:
		return place(g[0].Span)
	case len(g) > shownPlaces+2:
		return fmt.Sprintf("%s, and %d more", places(g[:shownPlaces]), len(g)-shownPlaces)
	}
	return places(g)
}

// detail is the passages, the wording and the sources of the findings of one
// rule.
func detail(g []lint.Finding) string {
	f := &g[0]
	var out strings.Builder
	fmt.Fprintf(&out, "**%s** (%s, %s)\n\n", escapeMarkdown(words.Capital(Clean(f.Title))), f.Severity, ruleCode(f))
	if f.Type == lint.FindingMissing && f.Place != "" {
		fmt.Fprintf(&out, "Belongs %s.\n\n", escapeMarkdown(f.Place))
	} else {
		for _, x := range g[:min(len(g), shownPlaces)] {
			if x.Span != nil {
				fmt.Fprintf(&out, "%s: “%s”\n\n", words.Capital(escapeMarkdown(place(x.Span))), escapeMarkdown(Shorten(Clean(x.Span.Quote), quoteLength)))
			}
			if x.Message != groupMessage(g) {
				fmt.Fprintf(&out, "%s\n\n", escapeMarkdown(x.Message))
			}
		}
		if len(g) > shownPlaces {
			fmt.Fprintf(&out, "And also at %s.\n\n", places(g[shownPlaces:]))
		}
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

func markdownSeverity(s rules.Severity) string {
	if s == rules.Error {
		return "**error**"
	}
	return string(s)
}
