package changes

import (
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/diff"
	"github.com/rightslint/rightslint/lint/report"
	"github.com/rightslint/rightslint/rules"
)

// TextOptions say how a comparison is laid out as text.
type TextOptions struct {
	// Width is the number of columns to wrap at. From sideBySide on, the old
	// and the new wording stand beside each other.
	Width int
	// Color turns on colour and bold type; what changed is marked without it
	// too.
	Color bool
}

// sideBySide is from how many columns on two columns of text are readable.
const sideBySide = 100

// Text writes comparisons for people: for each document a sentence that sums
// it up, then what changed for the worse and for the better.
func Text(w io.Writer, list []diff.Outcome, opts TextOptions) error {
	p := &printer{opts: opts}
	if len(list) > 1 {
		p.table(summary(list))
	}
	for i := range list {
		if i > 0 || len(list) > 1 {
			p.line("")
		}
		p.outcome(&list[i])
	}
	_, err := io.WriteString(w, p.out.String())
	return err
}

type printer struct {
	opts TextOptions
	out  strings.Builder
}

// The few styles, as SGR parameters.
const (
	bold   = "1"
	dim    = "2"
	strike = "9"
	red    = "31"
	green  = "32"
	yellow = "33"
	cyan   = "36"
)

func (p *printer) style(s string, sgr ...string) string {
	if !p.opts.Color || s == "" {
		return s
	}
	return report.Paint(s, sgr...)
}

func (p *printer) line(s string) { p.out.WriteString(strings.TrimRight(s, " ") + "\n") }

// wrap breaks text at blanks into lines of at most width columns. A style
// that is open at the end of a line is closed there and opened on the next.
func wrap(text string, width int) []string {
	var out []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && ansi.StringWidth(line)+1+ansi.StringWidth(word) > width {
			out = append(out, line)
			line = ""
		}
		for line == "" && ansi.StringWidth(word) > width && width > 4 { // a long address
			head := ansi.Truncate(word, width, "")
			if head == "" {
				break
			}
			out = append(out, head)
			word = word[len(head):]
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	if line != "" || len(out) == 0 {
		out = append(out, line)
	}
	return out
}

func (p *printer) para(first, rest, text string, sgr ...string) {
	prefix := first
	for _, l := range wrap(text, max(p.opts.Width-ansi.StringWidth(rest), 20)) {
		p.line(prefix + p.style(l, sgr...))
		prefix = rest
	}
}

func (p *printer) outcome(o *diff.Outcome) {
	p.para("", "  ", report.Clean(heading(o)), bold)
	if o.Note != "" {
		p.para("  ", "  ", report.Clean(o.Note))
	}
	if o.Result == nil {
		if o.Error != "" {
			p.para("  "+p.style("not compared", bold, red)+": ", "  ", report.Clean(o.Error))
		}
		return
	}
	p.para("  ", "  ", verdict(o.Result), bold)
	side := ""
	for i := range o.Result.Changes {
		c := &o.Result.Changes[i]
		title := "FOR THE BETTER"
		if c.Type.Worse() {
			title = "FOR THE WORSE"
		}
		if title != side {
			side = title
			p.line("")
			p.line(p.style(title, bold, cyan))
		}
		p.line("")
		p.change(c)
	}
}

func (p *printer) change(c *diff.Change) {
	sgr := map[rules.Severity][]string{rules.Error: {bold, red}, rules.Warning: {bold, yellow}, rules.Notice: {bold}}[c.Severity]
	text := report.Clean(c.Message)
	if c.Rule != "" {
		text += " [" + c.Rule + "]"
	}
	first, mark := "", ""
	if c.Type.Worse() {
		first, mark = p.style(string(c.Severity), sgr...)+" ", string(c.Severity)+" "
	}
	lines := wrap(mark+text, p.opts.Width)
	for i, l := range lines {
		if i == 0 {
			p.line(first + strings.TrimPrefix(l, mark))
			continue
		}
		p.line("  " + l)
	}
	switch {
	case len(c.Edits) > 0 && p.opts.Width >= sideBySide:
		p.columns(c)
	case len(c.Edits) > 0:
		p.passage("old", c.Old, p.marked(c.Edits, "-"))
		p.passage("new", c.New, p.marked(c.Edits, "+"))
	default:
		if c.Old != nil {
			p.passage("old", c.Old, quoted(c.Old.Quote))
		}
		if c.New != nil && c.Nearest {
			p.passage("nearest", c.New, quoted(c.New.Quote))
		} else if c.New != nil {
			p.passage("new", c.New, quoted(c.New.Quote))
		}
	}
}

// quoteLength is how many characters of a passage are quoted.
const quoteLength = 320

func quoted(s string) string { return "“" + report.Shorten(report.Clean(s), quoteLength) + "”" }

func (p *printer) passage(side string, s *lint.Span, text string) {
	if s == nil {
		return
	}
	p.para("  "+p.style(side+", "+report.Clean(where(s))+":", dim), "  ", "")
	p.para("    ", "    ", text)
}

// marked writes the words of one version of a change: old words that went as
// [-…-], new ones that came as {+…+}.
func (p *printer) marked(edits []diff.Edit, side string) string {
	var b strings.Builder
	for _, e := range elide(edits, side) {
		text := report.Clean(e.Text)
		switch e.Op {
		case "=":
			b.WriteString(text + " ")
		default:
			open, end, sgr := "[-", "-]", []string{red, strike}
			if side == "+" {
				open, end, sgr = "{+", "+}", []string{green, bold}
			}
			words := strings.Fields(text)
			if len(words) == 0 {
				continue
			}
			words[0] = open + words[0]
			words[len(words)-1] += end
			for _, word := range words { // each alone, so that lines can break
				b.WriteString(p.style(word, sgr...) + " ")
			}
		}
	}
	return strings.TrimSpace(b.String())
}

// columns writes the old wording beside the new one.
func (p *printer) columns(c *diff.Change) {
	width := (p.opts.Width - 7) / 2
	left := append(wrap(p.style("old, "+report.Clean(where(c.Old)), dim), width), wrap(p.marked(c.Edits, "-"), width)...)
	right := append(wrap(p.style("new, "+report.Clean(where(c.New)), dim), width), wrap(p.marked(c.Edits, "+"), width)...)
	for i := range max(len(left), len(right)) {
		l, r := "", ""
		if i < len(left) {
			l = left[i]
		}
		if i < len(right) {
			r = right[i]
		}
		pad := strings.Repeat(" ", max(width-ansi.StringWidth(l), 0))
		p.line("  " + l + pad + " │ " + r)
	}
}

// table writes a line for each document.
func (p *printer) table(rows []row) {
	width := len("document")
	for _, r := range rows {
		width = max(width, ansi.StringWidth(report.Clean(r.path)))
	}
	width = min(width, max(p.opts.Width-48, 20))
	head := fmt.Sprintf("%s  %4s %6s %8s %8s %6s", pad("document", width), "lost", "taken", "weakened", "promises", "better")
	p.line(p.style(head, bold))
	for _, r := range rows {
		p.line(fmt.Sprintf("%s  %4d %6d %8d %8d %6d  %s", pad(ansi.Truncate(report.Clean(r.path), width, "…"), width), r.lost, r.flags, r.weakened, r.promises, r.better, report.Clean(r.note)))
	}
	p.para("", "", "taken: new clauses that take rights away; promises: those dropped or softened.", dim)
}

func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(width-ansi.StringWidth(s), 0))
}
