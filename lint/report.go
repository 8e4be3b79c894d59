// Package lint judges documents by the catalog of rules and makes a report:
// which safeguards are present, partial, weak or missing, and which clauses
// take rights away, each with its evidence.
package lint

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/rightslint/rightslint/lint/place"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// Version is the version of the program, as reports give it.
const Version = "0.1.0"

// Report is the outcome of a run. Its JSON form is a contract with other
// programs: see contract version 1 in the field names below.
type Report struct {
	Version   int         `json:"version"`
	Tool      Tool        `json:"tool"`
	Documents []*Document `json:"documents"`

	// Brief asks for the findings alone: a report for people leaves out
	// documents without any and the tables of what is there.
	Brief bool `json:"-"`
}

// Tool names the program that made a report.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// NewReport returns a report on the documents.
func NewReport(docs []*Document) *Report {
	if docs == nil {
		docs = []*Document{} // the contract asks for a list
	}
	return &Report{Version: 1, Tool: Tool{"rightslint", Version}, Documents: docs}
}

// Document is the verdict on one document.
type Document struct {
	Path string     `json:"path"`
	Kind rules.Kind `json:"kind"`
	// KindSource is flag, front-matter, config or detected.
	KindSource string `json:"kind_source"`
	// Language is a BCP 47 tag; "und" where it is not known.
	Language string `json:"language"`
	// Set is the name of the set of documents that this one was checked with.
	Set string `json:"set,omitempty"`
	// Coverage has a row for every safeguard of the kind.
	Coverage []Row `json:"coverage"`
	// Findings are sorted by right and severity.
	Findings []Finding `json:"findings"`
	// Error says why the document was not judged.
	Error string `json:"error,omitempty"`
	// Traits are what the document does, which decides what applies.
	Traits []TraitVerdict `json:"traits,omitempty"`

	// KindReason says from what the kind was recognised.
	KindReason string `json:"-"`
	// Warnings are facts about the reading that a person should know.
	Warnings []string `json:"-"`
	// Doc is the document as read, or nil where it could not be.
	Doc *parse.Document `json:"-"`
}

// TraitVerdict is a trait that the document has, with the passages that show
// it; none where the kind alone decides.
type TraitVerdict struct {
	Trait    string `json:"trait"`
	Evidence []Span `json:"evidence"`

	Title string `json:"-"`
}

// Status is the verdict on one safeguard.
type Status string

// The statuses of a safeguard.
const (
	Present       Status = "present"
	Partial       Status = "partial"
	Weak          Status = "weak"
	Missing       Status = "missing"
	Elsewhere     Status = "elsewhere"
	NotApplicable Status = "not-applicable"
)

// Row is the verdict on one safeguard with its evidence.
type Row struct {
	Rule            string     `json:"rule"`
	Status          Status     `json:"status"`
	Evidence        []Evidence `json:"evidence,omitempty"`
	MissingElements []string   `json:"missing_elements,omitempty"`

	// Nearest is, for a missing safeguard, the passage that comes nearest.
	Nearest *Near `json:"-"`
}

// Evidence is a passage that shows a safeguard or one of its elements.
type Evidence struct {
	Span
	Element string `json:"element,omitempty"`
	// Path is the other document of the set that holds the passage.
	Path string `json:"path,omitempty"`
}

// Near is a passage that comes near to a safeguard and why it does not count.
type Near struct {
	Span Span
	Why  string
}

// The types of findings.
const (
	FindingMissing  = "missing"
	FindingPartial  = "partial"
	FindingWeak     = "weak"
	FindingRedFlag  = "red-flag"
	FindingDrafting = "drafting"
)

// Finding is one thing that a person should look at.
type Finding struct {
	Rule        string         `json:"rule"`
	Type        string         `json:"type"`
	Severity    rules.Severity `json:"severity"`
	Message     string         `json:"message"`
	Span        *Span          `json:"span,omitempty"`
	Suggestion  *Suggestion    `json:"suggestion,omitempty"`
	Sources     []string       `json:"sources,omitempty"`
	Fingerprint string         `json:"fingerprint"`
	Suppressed  *Suppressed    `json:"suppressed,omitempty"`

	// Key is what the finding is recognised by in another version.
	Key Key `json:"-"`
	// Right is the human right that the rule serves.
	Right string `json:"-"`
	// Nearest is, for a missing safeguard, the passage that comes nearest.
	Nearest *Near `json:"-"`
	// Place says in words where a missing clause would belong.
	Place string `json:"-"`
	// Topic is the matter of a safeguard, by which its place is found.
	Topic place.Topic `json:"-"`
	// Title is the rule's title.
	Title string `json:"-"`
}

// Suggestion is wording that would mend a finding.
type Suggestion struct {
	Text        string `json:"text"`
	InsertAfter *Span  `json:"insert_after,omitempty"`
	Replace     *Span  `json:"replace,omitempty"`
}

// Suppressed says who answered a finding, and with what reason.
type Suppressed struct {
	By     string `json:"by"`
	Reason string `json:"reason"`
}

// Span is a passage of a document. Start and End are byte offsets into the
// source (for files other than Markdown and plain text, into the extracted text); lines, columns and pages count
// from 1, columns in Unicode code points.
type Span struct {
	Start     int    `json:"start"`
	End       int    `json:"end"`
	Line      int    `json:"line,omitempty"`
	Column    int    `json:"column,omitempty"`
	EndLine   int    `json:"end_line,omitempty"`
	EndColumn int    `json:"end_column,omitempty"`
	Page      int    `json:"page,omitempty"`
	Quote     string `json:"quote"`
	// Section is the number label or heading path of the passage.
	Section string `json:"section,omitempty"`

	// Paragraph is the number of the paragraph in the file of a word
	// processor or the web, from 1; else 0.
	Paragraph int `json:"-"`
}

// spanOf describes a sentence of a document.
func spanOf(d *parse.Document, sentence int) Span {
	s := &d.Sentences[sentence]
	out := Span{Start: s.Span.Start, End: s.Span.End, Quote: s.Text, Section: sectionOf(d, s.Provision)}
	out.Page, out.Paragraph = d.Page(s.Span.Start), d.Paragraph(s.Span.Start)
	out.Line, out.Column = d.Position(s.Span.Start)
	if source := d.Source[s.Span.Start:s.Span.End]; bytes.IndexByte(source, '\n') < 0 && bytes.IndexByte(source, '\r') < 0 {
		out.EndLine, out.EndColumn = out.Line, out.Column+utf8.RuneCount(source)
	} else {
		out.EndLine, out.EndColumn = d.Position(s.Span.End)
	}
	return out
}

// quoted is how many bytes of a stretch that is no sentence are quoted.
const quoted = 2000

// SpanAt describes a stretch of the source that need not be text that is
// judged, such as a comment.
func SpanAt(d *parse.Document, s parse.Span) Span {
	text := d.Source[s.Start:min(s.End, s.Start+quoted)]
	out := Span{Start: s.Start, End: s.End, Quote: strings.ToValidUTF8(strings.Join(strings.Fields(string(text)), " "), "")}
	if i := d.SentenceAt(s.Start); i >= 0 {
		out.Section = sectionOf(d, d.Sentences[i].Provision)
	}
	out.Line, out.Column = d.Position(s.Start)
	out.EndLine, out.EndColumn = d.Position(s.End)
	return out
}

// sectionOf says how a person would cite the provision.
func sectionOf(d *parse.Document, provision int) string {
	if provision < 0 {
		return ""
	}
	return d.Provisions[provision].Path
}
