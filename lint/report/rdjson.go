package report

import (
	"bytes"
	"io"
	"strings"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
)

// The parts of reviewdog's diagnostic format that a report fills.
type (
	rdResult struct {
		Source      rdSource       `json:"source"`
		Severity    string         `json:"severity,omitempty"`
		Diagnostics []rdDiagnostic `json:"diagnostics"`
	}
	rdSource struct {
		Name string `json:"name"`
		URL  string `json:"url"`
	}
	rdDiagnostic struct {
		Message     string         `json:"message"`
		Location    rdLocation     `json:"location"`
		Severity    string         `json:"severity"`
		Code        *rdCode        `json:"code,omitempty"`
		Suggestions []rdSuggestion `json:"suggestions,omitempty"`
	}
	rdLocation struct {
		Path  string   `json:"path"`
		Range *rdRange `json:"range,omitempty"`
	}
	rdRange struct {
		Start rdPosition  `json:"start"`
		End   *rdPosition `json:"end,omitempty"`
	}
	rdPosition struct {
		Line   int `json:"line"`
		Column int `json:"column,omitempty"`
	}
	rdCode struct {
		Value string `json:"value"`
	}
	rdSuggestion struct {
		Range rdRange `json:"range"`
		Text  string  `json:"text"`
	}
)

// RDJSON writes a DiagnosticResult of the Reviewdog Diagnostic Format, by which
// reviewdog comments on a change and proposes wording: a diagnostic for each
// finding that nobody has answered. Columns count bytes of UTF-8 from 1, as that
// format asks. In a document with pages a diagnostic is of the file.
func RDJSON(w io.Writer, r *lint.Report) error {
	out := rdResult{Source: rdSource{r.Tool.Name, home}, Diagnostics: []rdDiagnostic{}}
	worst := rules.Severity("")
	for _, d := range r.Documents {
		if d.Error != "" {
			worst = rules.Error
			out.Diagnostics = append(out.Diagnostics, rdDiagnostic{Message: unjudged(d), Location: rdLocation{Path: shown(d.Path)}, Severity: "ERROR"})
		}
		for _, f := range open(d.Findings) {
			if f.Severity.Rank() > worst.Rank() {
				worst = f.Severity
			}
			x := rdDiagnostic{
				Message: strings.Join(explained(&f), "\n\n"), Severity: rdSeverity(f.Severity),
				Location: rdLocation{Path: shown(d.Path)}, Code: &rdCode{f.Rule},
			}
			if line(&f) > 0 {
				x.Location.Range = rangeOf(d, f.Span.Start, f.Span.End, f.Span.Line)
			}
			if f.Suggestion != nil {
				if e, ok := edit(d.Doc, f.Suggestion); ok {
					x.Suggestions = []rdSuggestion{{*rangeOf(d, e.start, e.end, 0), e.text}}
				}
			}
			out.Diagnostics = append(out.Diagnostics, x)
		}
	}
	if worst != "" {
		out.Severity = rdSeverity(worst)
	}
	return writeJSON(w, out, true)
}

// rangeOf is the range of two byte offsets, or the line alone where the source
// is not at hand.
func rangeOf(d *lint.Document, start, end, line int) *rdRange {
	if d.Doc == nil {
		return &rdRange{Start: rdPosition{Line: line}}
	}
	last := rdPositionOf(d, end)
	return &rdRange{rdPositionOf(d, start), &last}
}

func rdPositionOf(d *lint.Document, offset int) rdPosition {
	line, _ := d.Doc.Position(offset)
	start := bytes.LastIndexAny(d.Doc.Source[:offset], "\r\n") + 1
	return rdPosition{line, offset - start + 1}
}

// rdSeverity is the severity in the words of the format.
func rdSeverity(s rules.Severity) string {
	switch s {
	case rules.Error:
		return "ERROR"
	case rules.Warning:
		return "WARNING"
	}
	return "INFO"
}
