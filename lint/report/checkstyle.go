package report

import (
	"bytes"
	"encoding/xml"
	"io"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
)

// writeXML writes a value as indented XML with its header. The mark by which
// the logs of some build servers find commands is parted by a reference, which
// changes nothing of what the XML says.
func writeXML(w io.Writer, v any) error {
	data, err := xml.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	data = bytes.ReplaceAll(data, []byte("##"), []byte("#&#35;"))
	_, err = io.WriteString(w, xml.Header+string(data)+"\n")
	return err
}

type (
	checkstyleReport struct {
		XMLName xml.Name         `xml:"checkstyle"`
		Version string           `xml:"version,attr"`
		Files   []checkstyleFile `xml:"file"`
	}
	checkstyleFile struct {
		Name   string            `xml:"name,attr"`
		Errors []checkstyleError `xml:"error"`
	}
	checkstyleError struct {
		Line     int    `xml:"line,attr,omitempty"`
		Column   int    `xml:"column,attr,omitempty"`
		Severity string `xml:"severity,attr"`
		Message  string `xml:"message,attr"`
		Source   string `xml:"source,attr"`
	}
)

// Checkstyle writes the XML of Checkstyle, which many build servers read: an
// error for each finding that nobody has answered. Columns count code points.
func Checkstyle(w io.Writer, r *lint.Report) error {
	out := checkstyleReport{Version: "10.0"}
	for _, d := range r.Documents {
		file := checkstyleFile{Name: Clean(shown(d.Path))}
		if d.Error != "" {
			file.Errors = append(file.Errors, checkstyleError{Severity: "error", Message: unjudged(d), Source: "rightslint.not-judged"})
		}
		for _, f := range open(d.Findings) {
			e := checkstyleError{Severity: checkstyleSeverity(f.Severity), Source: "rightslint." + Clean(f.Rule)}
			for i, p := range explained(&f) {
				if i > 0 {
					e.Message += " "
				}
				e.Message += p
			}
			if e.Line = line(&f); e.Line > 0 {
				e.Column = f.Span.Column
			}
			file.Errors = append(file.Errors, e)
		}
		out.Files = append(out.Files, file)
	}
	return writeXML(w, out)
}

// checkstyleSeverity is the severity in Checkstyle's words.
func checkstyleSeverity(s rules.Severity) string {
	if s == rules.Error || s == rules.Warning {
		return string(s)
	}
	return "info"
}
