package report

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

var update = flag.Bool("update", false, "rewrite the reports that tests compare with")

// printers are the printers for programs by the name of their format.
var printers = map[string]func(w io.Writer, r *lint.Report, cat *rules.Catalog) error{
	"sarif":      SARIF,
	"github":     func(w io.Writer, r *lint.Report, _ *rules.Catalog) error { return GitHub(w, r) },
	"gitlab":     func(w io.Writer, r *lint.Report, _ *rules.Catalog) error { return GitLab(w, r) },
	"junit":      JUnit,
	"rdjson":     func(w io.Writer, r *lint.Report, _ *rules.Catalog) error { return RDJSON(w, r) },
	"checkstyle": func(w io.Writer, r *lint.Report, _ *rules.Catalog) error { return Checkstyle(w, r) },
	"markdown":   Markdown,
	"csv":        CSV,
	"json":       func(w io.Writer, r *lint.Report, _ *rules.Catalog) error { return JSON(w, r) },
}

// in prints a report in a format.
func in(t testing.TB, format string, r *lint.Report, cat *rules.Catalog) string {
	t.Helper()
	var out bytes.Buffer
	if err := printers[format](&out, r, cat); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// smallCatalog is a catalog of three rules, so that what is printed does not
// change with the wording of the built-in ones.
func smallCatalog() *rules.Catalog {
	return &rules.Catalog{
		Rules: []*rules.Rule{
			{
				ID: "equality/accessibility", Title: "people with disabilities can use the service", Right: "equality",
				Applies:   map[rules.Kind]rules.Severity{rules.TermsOfService: rules.Warning},
				Rationale: "A service that some people cannot use excludes them.", Sources: []string{"CRPD 9"},
			},
			{
				ID: "red-flag/forced-arbitration", Title: "disputes are sent to arbitration instead of a court", Right: "effective remedy",
				Applies:   map[rules.Kind]rules.Severity{rules.TermsOfService: rules.Error, rules.PrivacyPolicy: rules.Notice},
				Rationale: "Whoever cannot go to a court has no remedy.", Sources: []string{"ICCPR 14(1)"},
				Repair: map[rules.Kind]string{rules.TermsOfService: "You may take a dispute to the courts of the place where you live."},
			},
			{
				ID: "remedy/appeal", Title: "people can have a decision about them looked at again", Right: "effective remedy",
				Applies:    map[rules.Kind]rules.Severity{rules.TermsOfService: rules.Error},
				Rationale:  "Mistakes are found by those whom they hurt.",
				Elements:   []rules.Element{{Name: "somebody else decides"}, {Name: "within a stated time"}},
				Suggestion: map[rules.Kind]string{rules.TermsOfService: "You can appeal within [6 months].\nA second person decides {in writing}."},
				Sources:    []string{"ICCPR 2(3)", "SCP Appeal"},
			},
		},
		KindRecords: []rules.KindRecord{{Kind: rules.TermsOfService, Label: "terms of service"}},
		Instruments: map[string]rules.Source{
			"ICCPR": {Title: "International Covenant on Civil and Political Rights", Year: 1966, Symbol: "UNTS 14668", Part: "Article"},
		},
	}
}

// termsText has what makes places hard to count: a byte order mark, Windows
// line ends, emoji, combining marks, a passage over two lines, a table.
const termsText = "\ufeffTerms 👩🏽‍⚖️ of use. All disputes go to arbitration.\r\n\r\n" +
	"## 2 Use\r\n\r\n" +
	"2.1 The cafe\u0301 👩🏽‍⚖️ service should be open to people\r\nwith disabilities. We may close it.\r\n\r\n" +
	"| Decision | Who |\r\n|---|---|\r\n| closing | we |\r\n| reopening | we |\r\n" +
	"\r\n## 3 End\r\n\r\nThat is all."

// spanAt is the span of the first place where a passage stands.
func spanAt(t testing.TB, d *parse.Document, passage string) lint.Span {
	t.Helper()
	at := strings.Index(string(d.Source), passage)
	if at < 0 {
		t.Fatalf("%q does not stand in the document", passage)
	}
	s := lint.Span{Start: at, End: at + len(passage), Quote: strings.Join(strings.Fields(passage), " ")}
	s.Line, s.Column = d.Position(s.Start)
	s.EndLine, s.EndColumn = d.Position(s.End)
	s.Page = d.Page(s.Start)
	return s
}

// terms is the verdict on termsText: one finding of each type, two of them
// answered.
func terms(t testing.TB) *lint.Document {
	t.Helper()
	doc, err := parse.Parse("./policies/terms é,1 50%.md", []byte(termsText), parse.Options{})
	if err != nil {
		t.Fatal(err)
	}
	arbitration := spanAt(t, doc, "All disputes go to arbitration.")
	wish := spanAt(t, doc, "The cafe\u0301 👩🏽‍⚖️ service should be open to people\r\nwith disabilities.")
	wish.Section = "2.1"
	close := spanAt(t, doc, "We may close it.")
	close.Section = "2.1"
	row := spanAt(t, doc, "| closing | we |")
	return &lint.Document{
		Path: doc.Path, Kind: rules.TermsOfService, KindSource: "detected", Language: "en", Doc: doc,
		Warnings: []string{"A picture was left out."},
		Coverage: []lint.Row{
			{Rule: "equality/accessibility", Status: lint.Weak},
			{Rule: "remedy/appeal", Status: lint.Missing},
			{Rule: "privacy/security", Status: lint.Present},
			{Rule: "privacy/retention", Status: lint.NotApplicable},
		},
		Findings: []lint.Finding{
			{
				Rule: "remedy/appeal", Type: lint.FindingMissing, Severity: rules.Error, Title: "people can have a decision about them looked at again",
				Message: "Missing: people can have a decision about them looked at again.", Right: "effective remedy", Span: &close, Place: "under “2 Use”",
				Suggestion: &lint.Suggestion{Text: "You can appeal within [6 months].\nA second person decides {in writing}.", InsertAfter: &close},
				Sources:    []string{"ICCPR 2(3)", "SCP Appeal"}, Fingerprint: "a1a1a1a1a1a1a1a1a1a1a1a1",
				Nearest: &lint.Near{Span: row, Why: "it names nobody who looks again"},
			},
			{
				Rule: "red-flag/forced-arbitration", Type: lint.FindingRedFlag, Severity: rules.Error, Title: "disputes are sent to arbitration instead of a court",
				Message: "Disputes are sent to arbitration instead of a court.", Right: "effective remedy", Span: &arbitration,
				Suggestion: &lint.Suggestion{Text: "You may take a dispute to the courts of the place where you live.", Replace: &arbitration},
				Sources:    []string{"ICCPR 14(1)"}, Fingerprint: "b2b2b2b2b2b2b2b2b2b2b2b2",
			},
			{
				Rule: "equality/accessibility", Type: lint.FindingWeak, Severity: rules.Warning, Title: "people with disabilities can use the service",
				Message: "Only wished for: people with disabilities can use the service.", Right: "equality", Span: &wish,
				Sources: []string{"CRPD 9"}, Fingerprint: "c3c3c3c3c3c3c3c3c3c3c3c3",
			},
			{
				Rule: "drafting/placeholder", Type: lint.FindingDrafting, Severity: rules.Notice, Title: "unfinished text is left in",
				Message: "Unfinished text is left in.", Right: "drafting", Span: &row, Fingerprint: "d4d4d4d4d4d4d4d4d4d4d4d4",
				Suppressed: &lint.Suppressed{By: "comment", Reason: "The table is filled in on signing."},
			},
			{
				Rule: "equality/accessibility", Type: lint.FindingPartial, Severity: rules.Notice, Title: "people with disabilities can use the service",
				Message: "Incomplete: people with disabilities can use the service. What lacks: a standard.", Right: "equality", Span: &wish,
				Fingerprint: "e5e5e5e5e5e5e5e5e5e5e5e5", Suppressed: &lint.Suppressed{By: "baseline"},
			},
		},
	}
}

// sample is a report on a text, a PDF file, a document without findings and one
// that could not be judged.
func sample(t testing.TB) *lint.Report {
	t.Helper()
	source := []byte("Annex.\n\nDisputes are settled by arbitration.\n")
	paged := &parse.Document{Path: "annex.pdf", Format: parse.PDF, Source: source, Pages: []int{0, 0, 8}}
	span := spanAt(t, paged, "Disputes are settled by arbitration.")
	span.Section = "Article 4"
	return lint.NewReport([]*lint.Document{
		terms(t),
		{
			Path: "annex.pdf", Kind: rules.TermsOfService, KindSource: "flag", Language: "en", Doc: paged, Coverage: []lint.Row{},
			Findings: []lint.Finding{
				{
					Rule: "red-flag/forced-arbitration", Type: lint.FindingRedFlag, Severity: rules.Warning, Title: "disputes are sent to arbitration instead of a court",
					Message: "Disputes are sent to arbitration instead of a court.", Right: "effective remedy", Span: &span,
					Suggestion: &lint.Suggestion{Text: "You may go to court.", Replace: &span}, Fingerprint: "b2b2b2b2b2b2b2b2b2b2b2b2",
				},
				{
					Rule: "remedy/appeal", Type: lint.FindingMissing, Severity: rules.Notice, Title: "people can have a decision about them looked at again",
					Message: "Missing: people can have a decision about them looked at again.", Right: "effective remedy", Place: "in a section of its own",
					Span: &span, Fingerprint: "a1a1a1a1a1a1a1a1a1a1a1a1",
				},
			},
		},
		{Path: "fine.txt", Kind: rules.TermsOfService, KindSource: "detected", Language: "en", Coverage: []lint.Row{{Rule: "remedy/appeal", Status: lint.Present}}, Findings: []lint.Finding{}},
		{Path: "scan.pdf", Kind: rules.Unknown, KindSource: "detected", Language: "und", Coverage: []lint.Row{}, Findings: []lint.Finding{}, Error: "The pages hold no text."},
	})
}

// TestGolden compares each format with a report that a person has looked at.
func TestGolden(t *testing.T) {
	for format := range printers {
		got := in(t, format, sample(t), smallCatalog())
		path := filepath.Join("testdata", "sample."+format)
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s: the report differs from %s; go test ./lint/report -update rewrites it\n%s", format, path, firstDifference(got, string(want)))
		}
	}
}

// firstDifference shows the first line in which two texts differ.
func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range g {
		if i >= len(w) || g[i] != w[i] {
			return "got:  " + g[i] + "\nwant: " + strings.Join(w[min(i, len(w)):min(i+1, len(w))], "")
		}
	}
	return "the report ends early"
}

// TestMarkdownGroups holds that the findings of one rule stand in one row, the
// gravest rows first.
func TestMarkdownGroups(t *testing.T) {
	r := sample(t)
	d := r.Documents[0]
	weak := d.Findings[2]
	for i := range 8 {
		f, s := weak, *weak.Span
		s.Line = 10 + i
		f.Span = &s
		d.Findings = append(d.Findings, f)
	}
	d.Findings = append(d.Findings, d.Findings[0])
	out := in(t, "markdown", lint.NewReport([]*lint.Document{d}), smallCatalog())
	rows := regexp.MustCompile(`(?m)^\| (\*\*error\*\*|warning) \| .*`).FindAllString(out, -1)
	if len(rows) != 4 || !strings.HasPrefix(rows[2], "| **error**") || !strings.HasSuffix(rows[3], "| lines 5, 10 and 11, and 6 more |") {
		t.Errorf("the rows are\n%s", strings.Join(rows, "\n"))
	}
	if !strings.Contains(out, "And also at lines 12, 13, 14, 15, 16 and 17.") {
		t.Errorf("the details do not name all places:\n%s", out)
	}
}

// TestMarkdownRoom holds that a summary of many findings fits into a comment,
// and says what it leaves out.
func TestMarkdownRoom(t *testing.T) {
	r := sample(t)
	doc := r.Documents[0]
	for range 300 {
		doc.Findings = append(doc.Findings, doc.Findings[:3]...)
	}
	for range 60 {
		r.Documents = append(r.Documents, r.Documents[1:4]...)
	}
	out := in(t, "markdown", r, smallCatalog())
	if n := utf8.RuneCountInString(out); n > 65536 || n < markdownRoom/2 {
		t.Errorf("the summary has %d characters", n)
	}
	for _, want := range []string{"left out; the report in another format has all", "not legal advice", "</details>"} {
		if !strings.Contains(out, want) {
			t.Errorf("it does not say %q", want)
		}
	}
	if opened, closed := strings.Count(out, "<details>"), strings.Count(out, "</details>"); opened != closed {
		t.Errorf("%d blocks are opened and %d closed", opened, closed)
	}
	if out := in(t, "markdown", sample(t), smallCatalog()); strings.Contains(out, "left out") && !strings.Contains(out, "picture was left out") {
		t.Errorf("a short summary leaves something out:\n%s", out)
	}
}
