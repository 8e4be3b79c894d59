package changes

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/rightslint/rightslint/lint/diff"
	"github.com/rightslint/rightslint/lint/report"
)

// HistoryJSON writes a history for programs.
func HistoryJSON(w io.Writer, h *diff.History) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(h)
}

// HistoryText writes a table of the revisions of a document, the newest first,
// with the safeguards that each lost and gained.
func HistoryText(w io.Writer, h *diff.History, opts TextOptions) error {
	p := &printer{opts: opts}
	p.line(p.style(report.Clean(h.Path), bold))
	p.line("")
	p.line(p.style("date        revision    lost  taken  weakened  promises  better", bold))
	for i := range h.Revisions {
		p.revision(&h.Revisions[i])
	}
	p.line("")
	p.para("", "", "taken: new clauses that take rights away; promises: those dropped or softened. “rightslint diff --git REVISION~1..REVISION PATH” shows one in full.", dim)
	_, err := io.WriteString(w, p.out.String())
	return err
}

func (p *printer) revision(r *diff.Revision) {
	c := diff.Result{Changes: r.Changes}
	counts := fmt.Sprintf("%4s  %5s  %8s  %8s  %6s", count(c.Count(diff.Lost)), count(c.Count(diff.FlagAdded)), count(c.Count(diff.Weakened)),
		count(c.Count(diff.PromiseDropped, diff.PromiseSoftened)), count(c.Count(diff.Gained, diff.FlagRemoved, diff.Strengthened, diff.PromiseAdded)))
	switch {
	case r.Error != "":
		counts = fmt.Sprintf("%-39s", "not judged")
	case r.First:
		counts = fmt.Sprintf("%-39s", "first revision")
	}
	head := fmt.Sprintf("%-10s  %-10s  %s  ", report.Clean(r.Date), report.Clean(short(r.Revision)), counts)
	room := max(p.opts.Width-ansi.StringWidth(head), 10)
	p.line(head + p.style(ansi.Truncate(report.Clean(r.Subject), room, "…"), dim))
	indent := strings.Repeat(" ", 12)
	p.rules(indent, "lost: ", c.Changes, diff.Lost, red)
	p.rules(indent, "taken: ", c.Changes, diff.FlagAdded, red)
	p.rules(indent, "gained: ", c.Changes, diff.Gained, green)
	if r.Error != "" {
		p.para(indent, indent, report.Clean(r.Error), dim)
	}
}

// rules lists the rules of the changes of one type, each once.
func (p *printer) rules(indent, label string, list []diff.Change, t diff.Type, sgr string) {
	var names []string
	seen := map[string]bool{}
	for i := range list {
		if c := &list[i]; c.Type == t && !seen[c.Rule] {
			seen[c.Rule] = true
			names = append(names, c.Rule)
		}
	}
	if len(names) > 0 {
		p.para(indent+label, indent+"  ", strings.Join(names, ", "), sgr)
	}
}

func short(hash string) string { return hash[:min(len(hash), 10)] }

// count writes a number, nothing as a dot, so that a reader sees what is there.
func count(n int) string {
	if n == 0 {
		return "·"
	}
	return fmt.Sprint(n)
}
