package report

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/rightslint/rightslint/lint"
)

// statusWords are the statuses in the order of the table.
var statusWords = []struct {
	status lint.Status
	word   string
	sgr    string
}{
	{lint.Present, "present", green},
	{lint.Elsewhere, "elsewhere", green},
	{lint.Partial, "incomplete", yellow},
	{lint.Weak, "only wished for", yellow},
	{lint.Missing, "missing", red},
	{lint.NotApplicable, "does not apply", dim},
}

// table lists every safeguard of the kind by status, with the place of its
// evidence, and what the document does that decides what applies.
func (p *printer) table(d *lint.Document) {
	p.line("")
	p.line(p.style("WHAT WAS FOUND", bold, cyan))
	p.line("")
	for _, s := range statusWords {
		if s.status == lint.NotApplicable {
			p.notApplicable(d)
			continue
		}
		for _, row := range d.Coverage {
			if row.Status == s.status {
				p.row(row, s.word, s.sgr)
			}
		}
	}
	p.traits(d)
}

func (p *printer) row(row lint.Row, word, sgr string) {
	title := p.opts.Titles(row.Rule)
	at := ""
	if len(row.Evidence) > 0 {
		e := row.Evidence[0]
		if at = Where(e.Span); e.Path != "" {
			at += " of " + filepath.Base(Clean(e.Path))
		}
	}
	left := "  " + p.style(fmt.Sprintf("%-17s", word), sgr)
	room := max(p.opts.Width-width(left)-len(at)-2, 20)
	title = Shorten(title, room)
	pad := max(room-width(title), 0)
	p.line(strings.TrimRight(left+title+strings.Repeat(" ", pad)+"  "+p.style(at, dim), " "))
}

// notApplicable names in one paragraph what the document does not owe.
func (p *printer) notApplicable(d *lint.Document) {
	var names []string
	for _, row := range d.Coverage {
		if row.Status == lint.NotApplicable {
			names = append(names, row.Rule)
		}
	}
	if len(names) > 0 {
		p.para("  "+p.style(fmt.Sprintf("%-17s", "does not apply"), dim), strings.Repeat(" ", 19), strings.Join(names, ", "), dim)
	}
}

// traits says what the document does, and from which passages that is known.
func (p *printer) traits(d *lint.Document) {
	if len(d.Traits) == 0 {
		return
	}
	p.line("")
	p.line(p.style("WHAT THIS DOCUMENT DOES", bold, cyan) + p.style(" (this decides what applies)", dim))
	p.line("")
	for _, t := range d.Traits {
		text := t.Title
		if len(t.Evidence) > 0 {
			e := t.Evidence[0]
			text += p.style(fmt.Sprintf(" – %s, “%s”", Where(e), Shorten(Clean(e.Quote), 110)), dim)
		}
		p.para("  ", "    ", text)
	}
}

// total closes the report of several documents, and says once what it is.
func (p *printer) total(r *lint.Report) {
	judged, failed, findings := 0, 0, 0
	for _, d := range r.Documents {
		if d.Error != "" {
			failed++
			continue
		}
		judged++
		findings += len(open(d.Findings))
	}
	p.line("")
	if len(r.Documents) > 1 {
		s := fmt.Sprintf("%d documents judged, %d findings", judged, findings)
		if failed > 0 {
			s += fmt.Sprintf("; %d could not be judged", failed)
		}
		p.line(p.style(s+".", bold))
	}
	if judged > 0 {
		p.para("", "", "This is drafting advice, not legal advice; silence of the report is no proof of compliance. “rightslint explain RULE” tells more about a rule.", dim)
	}
}
