package report

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
	"github.com/rightslint/rightslint/rules/words"
)

// csvColumns head the table.
var csvColumns = []string{
	"Document", "Kind", "Right", "Rule", "Title", "Severity", "Status", "What to look at", "Place", "Page", "Line",
	"Quote", "Suggested wording", "Sources", "Answered", "Reason",
}

// CSV writes a table for spreadsheets, a row for each finding (answered ones
// too) and for each document that could not be judged. It is UTF-8 with a byte
// order mark, without which Excel reads the text in the code page of the
// machine, and ends its lines as RFC 4180 says. A cell that a spreadsheet would
// compute begins with an apostrophe.
func CSV(w io.Writer, r *lint.Report, cat *rules.Catalog) error {
	var out strings.Builder
	out.WriteString("\ufeff")
	table := csv.NewWriter(&out)
	table.UseCRLF = true
	row := func(cells ...string) {
		for i := range cells {
			cells[i] = inert(cells[i])
		}
		table.Write(cells) // the builder takes everything; Flush would tell
	}
	row(append([]string{}, csvColumns...)...)
	for _, d := range r.Documents {
		path := Clean(shown(d.Path))
		if d.Error != "" {
			row(path, "", "", "", "", "", "not judged", strings.TrimPrefix(unjudged(d), "Not judged: "), "", "", "", "", "", "", "", "")
		}
		for i := range d.Findings {
			f := &d.Findings[i]
			row(append([]string{path, Clean(cat.Label(d.Kind)), Clean(f.Right), Clean(f.Rule), words.Capital(Clean(f.Title)), string(f.Severity), status(f)}, details(f)...)...)
		}
	}
	table.Flush()
	if err := table.Error(); err != nil {
		return err
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// status is the type of a finding in the words of the report.
func status(f *lint.Finding) string {
	switch f.Type {
	case lint.FindingPartial:
		return "incomplete"
	case lint.FindingWeak:
		return "only wished for"
	case lint.FindingRedFlag:
		return "takes rights away"
	}
	return f.Type
}

// details are the cells of a finding from what to look at to the reason.
func details(f *lint.Finding) []string {
	out := []string{Clean(f.Message), "", "", "", "", "", Clean(strings.Join(f.Sources, "; ")), "", ""}
	const where, page, line, quote, suggested, by, reason = 1, 2, 3, 4, 5, 7, 8
	if s := f.Span; s != nil {
		out[where], out[quote] = Clean(s.Section), Clean(s.Quote)
		switch {
		case s.Page > 0:
			out[page] = strconv.Itoa(s.Page)
		case s.Paragraph > 0:
			out[where] = Clean(place(s))
		default:
			out[line] = strconv.Itoa(s.Line)
		}
	}
	if f.Type == lint.FindingMissing && f.Place != "" {
		out[where] = "belongs " + Clean(f.Place) + ", after the passage quoted"
	}
	if f.Suggestion != nil {
		out[suggested] = wording(f.Suggestion, "\n")
	}
	if f.Suppressed != nil {
		out[by], out[reason] = Clean(f.Suppressed.By), Clean(f.Suppressed.Reason)
	}
	return out
}

// inert keeps a spreadsheet from computing a cell: one that begins like a
// formula, blanks aside, gets an apostrophe in front. The wide forms are those
// of East Asian keyboards, which some programs take as well.
func inert(cell string) string {
	trimmed := strings.TrimLeft(cell, " \u00a0\u3000\t\r\n")
	if trimmed != "" && strings.ContainsRune("=+-@＝＋－＠", []rune(trimmed)[0]) || strings.HasPrefix(cell, "\t") || strings.HasPrefix(cell, "\r") {
		return "'" + cell
	}
	return cell
}
