package changes

import (
	"fmt"
	"io"
	"strings"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/diff"
	"github.com/rightslint/rightslint/lint/report"
)

// Markdown writes comparisons as a comment on a pull request: what changed for
// the worse in full, the wording folded. Text of the documents cannot become
// markup: no mention, link, image or HTML comes out of it.
func Markdown(w io.Writer, list []diff.Outcome) error {
	var b strings.Builder
	b.WriteString("## What this change does to people’s rights\n\n")
	if len(list) > 1 {
		markdownTable(&b, summary(list))
	}
	for i := range list {
		o := &list[i]
		fmt.Fprintf(&b, "### %s\n\n", escape(heading(o)))
		if o.Note != "" {
			fmt.Fprintf(&b, "%s\n\n", escape(o.Note))
		}
		if o.Result == nil {
			if o.Error != "" {
				fmt.Fprintf(&b, "**Not compared:** %s\n\n", escape(o.Error))
			}
			continue
		}
		fmt.Fprintf(&b, "%s\n\n", escape(verdict(o.Result)))
		markdownChanges(&b, o.Result, true)
		markdownChanges(&b, o.Result, false)
	}
	b.WriteString("<sub>By rightslint. This is drafting advice, not legal advice; silence is no proof of compliance.</sub>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func markdownTable(b *strings.Builder, rows []row) {
	b.WriteString("| document | lost | new clauses that take rights away | weakened | promises dropped or softened | better | |\n|---|--:|--:|--:|--:|--:|---|\n")
	for _, r := range rows {
		fmt.Fprintf(b, "| %s | %d | %d | %d | %d | %d | %s |\n", escape(r.path), r.lost, r.flags, r.weakened, r.promises, r.better, escape(r.note))
	}
	b.WriteString("\n")
}

// markdownChanges writes the changes for the worse or for the better; those
// for the better are folded as a whole.
func markdownChanges(b *strings.Builder, r *diff.Result, worse bool) {
	n := 0
	for i := range r.Changes {
		c := &r.Changes[i]
		if c.Type.Worse() != worse {
			continue
		}
		if n == 0 && !worse {
			b.WriteString("<details><summary>For the better</summary>\n\n")
		}
		n++
		markdownChange(b, c)
	}
	if n > 0 && !worse {
		b.WriteString("</details>\n\n")
	}
}

func markdownChange(b *strings.Builder, c *diff.Change) {
	b.WriteString("- ")
	if c.Type.Worse() {
		fmt.Fprintf(b, "**%s** ", c.Severity)
	}
	b.WriteString(escape(c.Message))
	if c.Rule != "" {
		fmt.Fprintf(b, " `%s`", c.Rule)
	}
	b.WriteString("\n  <details><summary>Wording</summary>\n\n")
	switch {
	case len(c.Edits) > 0:
		markdownSide(b, "old, "+where(c.Old), c.Edits, "-", "del")
		markdownSide(b, "new, "+where(c.New), c.Edits, "+", "ins")
	default:
		markdownQuote(b, "old", c.Old)
		if c.Nearest {
			markdownQuote(b, "nearest surviving text", c.New)
		} else {
			markdownQuote(b, "new", c.New)
		}
	}
	b.WriteString("  </details>\n")
}

// markdownSide writes the wording of one side with the words that only it has
// in a tag.
func markdownSide(b *strings.Builder, place string, edits []diff.Edit, side, tag string) {
	fmt.Fprintf(b, "  %s:\n\n  > ", escape(place))
	for _, e := range elide(edits, side) {
		if e.Op == "=" {
			b.WriteString(escape(e.Text) + " ")
		} else {
			fmt.Fprintf(b, "<%s>%s</%s> ", tag, escape(e.Text), tag)
		}
	}
	b.WriteString("\n\n")
}

func markdownQuote(b *strings.Builder, side string, s *lint.Span) {
	if s != nil {
		fmt.Fprintf(b, "  %s:\n\n  > %s\n\n", escape(side+", "+where(s)), escape(report.Shorten(s.Quote, 600)))
	}
}

// escape makes text of a document harmless in Markdown: every sign that can
// begin markup becomes a character reference, and an invisible blank parts what
// a site would turn into a link, a mention or a reference to an issue after it
// has read the Markdown.
func escape(s string) string {
	text := report.Clean(s)
	var b strings.Builder
	for i, r := range text {
		switch {
		case r == '@' || r == '#':
			b.WriteRune(r)
			b.WriteString(apart)
		case r == ':' && strings.HasPrefix(text[i:], "://"):
			b.WriteString(":" + apart)
		case r == '.' && i >= 3 && strings.EqualFold(text[i-3:i], "www"):
			b.WriteString(apart + ".")
		case strings.ContainsRune("&<>\"'`*_[]()!|\\~$^{}+-=", r):
			fmt.Fprintf(&b, "&#%d;", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// apart is a blank without width.
const apart = "\u200b"
