package report

import (
	"bytes"
	"io"
	"strings"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// home is where the project is at home.
const home = "https://github.com/rightslint/rightslint"

// sourceRoot names the folder in which the program ran, to which the URIs of
// documents are relative. The log does not say where on the machine it is.
const sourceRoot = "%SRCROOT%"

// SARIF writes a log of the Static Analysis Results Interchange Format, version
// 2.1.0 (an OASIS standard), for code scanning and for viewers: the rules with
// their explanations, a result for each finding at its place or, for a missing
// safeguard, where it belongs, answered ones as suppressed, wording as fixes,
// and documents that could not be judged as notifications. Columns count code
// points. A document with pages has logical locations (page and provision) in
// place of regions, for the lines of extracted text are not those of the file.
func SARIF(w io.Writer, r *lint.Report, cat *rules.Catalog) error {
	s := &sarifWriter{cat: cat, index: map[string]int{}}
	s.run = sarifRun{
		Tool: sarifTool{sarifDriver{
			Name: r.Tool.Name, FullName: r.Tool.Name + " " + r.Tool.Version, Version: r.Tool.Version, SemanticVersion: r.Tool.Version, InformationURI: home,
			ShortDescription: sarifText{Text: "Finds the human-rights safeguards that a technology policy lacks."},
			FullDescription:  sarifText{Text: "Says which human-rights safeguards a technology policy lacks or holds only in part, and which of its clauses take rights away, with wording that would mend it. This is drafting advice, not legal advice; silence is no proof of compliance."},
			Rules:            []sarifRule{},
		}},
		Invocations:        []sarifInvocation{{ExecutionSuccessful: true, Notifications: []sarifNotification{}}},
		OriginalURIBaseIDs: map[string]sarifBase{sourceRoot: {sarifText{Text: "The folder in which the program ran."}}},
		Artifacts:          []sarifArtifact{}, Results: []sarifResult{},
		ColumnKind: "unicodeCodePoints", NewlineSequences: []string{"\r\n", "\n", "\r"},
		DefaultEncoding: "utf-8", Language: "en",
	}
	for _, d := range r.Documents {
		s.document(d)
	}
	log := sarifLog{Schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{s.run}}
	return writeJSON(w, log, true)
}

// sarifWriter fills the one run of a log.
type sarifWriter struct {
	cat   *rules.Catalog
	run   sarifRun
	index map[string]int // of rules in the run
}

func (s *sarifWriter) document(d *lint.Document) {
	at := sarifArtifactLocation{Index: len(s.run.Artifacts)}
	var relative bool
	if at.URI, relative = uri(d.Path); relative {
		at.URIBaseID = sourceRoot
	}
	a := sarifArtifact{Location: at, Roles: []string{"analysisTarget"}, MIMEType: mimeType(d)}
	if d.Error == "" {
		a.Properties = map[string]any{"kind": d.Kind, "language": d.Language}
	}
	s.run.Artifacts = append(s.run.Artifacts, a)
	file := sarifLocation{Physical: sarifPhysical{Artifact: at}}
	notify := func(level, text string) {
		invocation := &s.run.Invocations[0]
		invocation.Notifications = append(invocation.Notifications, sarifNotification{level, sarifString(text), []sarifLocation{file}})
	}
	if d.Error != "" {
		s.run.Invocations[0].ExecutionSuccessful = false
		notify("error", unjudged(d))
	}
	for _, warning := range d.Warnings {
		notify("warning", Clean(warning))
	}
	for i := range d.Findings {
		s.result(d, &d.Findings[i], at)
	}
}

func (s *sarifWriter) result(d *lint.Document, f *lint.Finding, at sarifArtifactLocation) {
	paragraphs := explained(f)
	marked := make([]string, len(paragraphs))
	for i, p := range paragraphs {
		marked[i] = escapeMarkdown(p)
	}
	text := sarifString(strings.Join(paragraphs, "\n\n"))
	text.Markdown = doubleBraces(strings.Join(marked, "\n\n"))
	r := sarifResult{
		RuleID: f.Rule, RuleIndex: s.rule(f), Level: sarifSeverity(f.Severity), Message: text,
		Locations:           []sarifLocation{location(d, f.Span, at)},
		PartialFingerprints: map[string]string{"rightslint/v1": f.Fingerprint},
		Suppressions:        []sarifSuppression{},
		Properties:          map[string]any{"finding": f.Type, "right": f.Right},
	}
	if len(f.Sources) > 0 {
		r.Properties["sources"] = f.Sources
	}
	if f.Nearest != nil {
		near := location(d, &f.Nearest.Span, at)
		text := sarifString("This comes nearest, but " + strings.TrimSuffix(Clean(f.Nearest.Why), ".") + ".")
		near.ID, near.Message = 1, &text
		r.RelatedLocations = []sarifLocation{near}
	}
	if f.Suppressed != nil {
		kind := "external"
		if f.Suppressed.By == "comment" {
			kind = "inSource"
		}
		r.Suppressions = []sarifSuppression{{kind, "accepted", answered(f.Suppressed)}}
	}
	if f.Suggestion != nil {
		r.Properties["suggestion"] = f.Suggestion.Text
		r.Fixes = fixes(d, f, at)
	}
	s.run.Results = append(s.run.Results, r)
}

// location is the place of a passage: region and provision of a text, page or
// paragraph and provision of a document whose text was extracted.
func location(d *lint.Document, span *lint.Span, at sarifArtifactLocation) sarifLocation {
	l := sarifLocation{Physical: sarifPhysical{Artifact: at}}
	if span == nil {
		return l
	}
	page := ""
	if extracted(span) {
		page = Where(*span)
		unit, _ := unitOf(*span)
		l.Logical = append(l.Logical, sarifLogical{Name: page, Kind: unit})
	} else {
		region := regionOf(d, span)
		if d.Doc != nil {
			region.Snippet = &sarifContents{strings.ToValidUTF8(string(d.Doc.Source[span.Start:span.End]), "\ufffd")}
		}
		l.Physical.Region = &region
	}
	if section := Clean(span.Section); section != "" {
		logical := sarifLogical{Name: section, Kind: "provision"}
		if page != "" {
			logical.FullyQualifiedName = page + "/" + section
		}
		l.Logical = append(l.Logical, logical)
	}
	return l
}

// regionOf is the place of a passage in a text.
func regionOf(d *lint.Document, s *lint.Span) sarifRegion {
	return sarifRegion{s.Line, column(d, s.Line, s.Column), s.EndLine, column(d, s.EndLine, s.EndColumn), nil}
}

// column counts as SARIF does, for which a byte order mark is no part of the
// text.
func column(d *lint.Document, line, column int) int {
	if line == 1 && column > 1 && d.Doc != nil && bytes.HasPrefix(d.Doc.Source, []byte("\ufeff")) {
		return column - 1
	}
	return column
}

// fixes are the suggested wording put in place, with what stands in square
// brackets still to be filled in. A PDF file cannot be mended so.
func fixes(d *lint.Document, f *lint.Finding, at sarifArtifactLocation) []sarifFix {
	e, ok := edit(d.Doc, f.Suggestion)
	if !ok {
		return nil
	}
	line, col := d.Doc.Position(e.start)
	endLine, endCol := d.Doc.Position(e.end)
	region := sarifRegion{line, column(d, line, col), endLine, column(d, endLine, endCol), nil}
	what := "Replace the passage by the suggested wording"
	if e.start == e.end {
		what = "Insert the suggested wording"
	}
	return []sarifFix{{
		Description: sarifText{Text: what + "; fill in what stands in square brackets."},
		Changes:     []sarifChange{{at, []sarifReplacement{{region, &sarifContents{e.text}}}}},
	}}
}

// sarifSeverity is the level for a severity.
func sarifSeverity(s rules.Severity) string {
	switch s {
	case rules.Error:
		return "error"
	case rules.Warning:
		return "warning"
	}
	return "note"
}

// sarifString makes text a message of SARIF that says just this: braces are
// doubled, as those of placeholders would be meant otherwise, and what would
// be a link is parted.
func sarifString(s string) sarifText {
	return sarifText{Text: strings.ReplaceAll(doubleBraces(s), "](", "] (")}
}

func doubleBraces(s string) string {
	return strings.NewReplacer("{", "{{", "}", "}}").Replace(s)
}

// mimeType is the media type of a document, or empty where it was not read.
func mimeType(d *lint.Document) string {
	if d.Doc == nil {
		return ""
	}
	switch d.Doc.Format {
	case parse.PDF:
		return "application/pdf"
	case parse.Text:
		return "text/plain"
	case parse.HTML:
		return "text/html"
	case parse.Docx:
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case parse.ODT:
		return "application/vnd.oasis.opendocument.text"
	}
	return "text/markdown"
}
