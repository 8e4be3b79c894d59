package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/joshdk/go-junit"
	"github.com/reviewdog/reviewdog/proto/rdf"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"google.golang.org/protobuf/encoding/protojson"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/parse"
)

// TestReviewdogReads reads rdjson by reviewdog's own definition, which knows no
// other fields than its own.
func TestReviewdogReads(t *testing.T) {
	var got rdf.DiagnosticResult
	if err := protojson.Unmarshal([]byte(in(t, "rdjson", sample(t), smallCatalog())), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Diagnostics) != 6 {
		t.Fatalf("%d diagnostics, want 6", len(got.Diagnostics))
	}
	if got.Severity != rdf.Severity_ERROR {
		t.Errorf("severity %v", got.Severity)
	}
	for i, want := range []string{"We may close it.", "All disputes go to arbitration.", "The cafe\u0301 👩🏽‍⚖️ service should be open to people\r\nwith disabilities."} {
		r := got.Diagnostics[i].Location.Range
		if text := byBytes(termsText, r.Start.Line, r.Start.Column, r.End.Line, r.End.Column); text != want {
			t.Errorf("diagnostic %d is at %q, want %q", i, text, want)
		}
	}
	if r := got.Diagnostics[3].Location.Range; r != nil {
		t.Errorf("a line in a PDF file: %v", r)
	}
}

// byBytes cuts a range out of a text, its columns in bytes.
func byBytes(text string, line, column, endLine, endColumn int32) string {
	lines := strings.SplitAfter(text, "\n")
	at := func(line, column int32) int {
		n := int(column) - 1
		for _, l := range lines[:line-1] {
			n += len(l)
		}
		return n
	}
	return text[at(line, column):at(endLine, endColumn)]
}

// TestSARIFRegions cuts the regions of a log out of the text as the standard
// says: columns in code points, without the byte order mark.
func TestSARIFRegions(t *testing.T) {
	var log sarifLog
	if err := json.Unmarshal([]byte(in(t, "sarif", sample(t), smallCatalog())), &log); err != nil {
		t.Fatal(err)
	}
	text := strings.TrimPrefix(termsText, "\ufeff")
	for i, r := range log.Runs[0].Results[:5] {
		region := r.Locations[0].Physical.Region
		got := byRunes(text, *region)
		if want := region.Snippet.Text; got != want {
			t.Errorf("result %d: the region holds %q, want %q", i, got, want)
		}
	}
	if r := log.Runs[0].Results[5].Locations[0]; r.Physical.Region != nil || r.Logical[0].Name != "page 3" {
		t.Errorf("a passage of a PDF file is at %+v", r)
	}
	for _, r := range log.Runs[0].Results {
		if rule := log.Runs[0].Tool.Driver.Rules[r.RuleIndex]; rule.ID != r.RuleID {
			t.Errorf("the index of %s leads to %s", r.RuleID, rule.ID)
		}
	}
}

func byRunes(text string, r sarifRegion) string {
	lines := strings.SplitAfter(text, "\n")
	at := func(line, column int) int {
		n := column - 1
		for _, l := range lines[:line-1] {
			n += utf8.RuneCountInString(l)
		}
		return n
	}
	return string([]rune(text)[at(r.StartLine, r.StartColumn):at(r.EndLine, r.EndColumn)])
}

// TestSARIFFixes puts the fixes of a log in place.
func TestSARIFFixes(t *testing.T) {
	var log sarifLog
	if err := json.Unmarshal([]byte(in(t, "sarif", sample(t), smallCatalog())), &log); err != nil {
		t.Fatal(err)
	}
	text := strings.TrimPrefix(termsText, "\ufeff")
	apply := func(result int) string {
		r := log.Runs[0].Results[result].Fixes[0].Changes[0].Replacements[0]
		before := byRunes(text, sarifRegion{StartLine: 1, StartColumn: 1, EndLine: r.DeletedRegion.StartLine, EndColumn: r.DeletedRegion.StartColumn})
		deleted := byRunes(text, r.DeletedRegion)
		return before + r.InsertedContent.Text + text[len(before)+len(deleted):]
	}
	if got, want := apply(0), strings.Replace(text, "We may close it.", "We may close it.\r\n\r\nYou can appeal within [6 months].\r\nA second person decides {in writing}.", 1); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := apply(1), strings.Replace(text, "All disputes go to arbitration.", "You may take a dispute to the courts of the place where you live.", 1); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestInsertion holds that wording is put behind the whole of what holds the
// passage, and stands apart from what follows.
func TestInsertion(t *testing.T) {
	for _, c := range []struct{ name, text, after, want string }{
		{"midst of a paragraph", "# T\n\nOne is here. Two is here.\n\nThree.\n", "One is here.", "# T\n\nOne is here. Two is here.\n\nNEW\n\nThree.\n"},
		{"end of the file", "# T\n\nOne is here.", "One is here.", "# T\n\nOne is here.\n\nNEW"},
		{"before a heading", "# T\n\nOne is here.\n## Next\n\nTwo.\n", "One is here.", "# T\n\nOne is here.\n\nNEW\n\n## Next\n\nTwo.\n"},
		{"table", "# T\n\n| A | B |\n|---|---|\n| one is | here |\n| two is | here |\n\nEnd.\n", "| one is | here |", "# T\n\n| A | B |\n|---|---|\n| one is | here |\n| two is | here |\n\nNEW\n\nEnd.\n"},
		{"table at the end", "# T\n\n| A | B |\n|---|---|\n| one is | here |", "| one is | here |", "# T\n\n| A | B |\n|---|---|\n| one is | here |\n\nNEW"},
		{"tight list", "# T\n\n1. One is here.\n2. Two is here.\n", "One is here.", "# T\n\n1. One is here.\n\nNEW\n\n2. Two is here.\n"},
	} {
		d, err := parse.Parse("x.md", []byte(c.text), parse.Options{})
		if err != nil {
			t.Fatal(err)
		}
		s := spanAt(t, d, c.after)
		e, ok := edit(d, &lint.Suggestion{Text: "NEW", InsertAfter: &s})
		if got := c.text[:e.start] + e.text + c.text[e.end:]; !ok || got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// TestJUnitReaderReads reads JUnit with a library that others read it with.
func TestJUnitReaderReads(t *testing.T) {
	suites, err := junit.Ingest([]byte(in(t, "junit", sample(t), smallCatalog())))
	if err != nil {
		t.Fatal(err)
	}
	var total junit.Totals
	names := map[string]bool{}
	for _, s := range suites {
		total.Tests += s.Totals.Tests
		total.Passed += s.Totals.Passed
		total.Failed += s.Totals.Failed
		total.Skipped += s.Totals.Skipped
		total.Error += s.Totals.Error
		for _, c := range s.Tests {
			key := s.Name + "\x00" + c.Classname + "\x00" + c.Name
			if names[key] {
				t.Errorf("two cases are called %q", key)
			}
			names[key] = true
		}
	}
	if want := (junit.Totals{Tests: 10, Passed: 2, Failed: 5, Skipped: 2, Error: 1}); total != want {
		t.Errorf("got %+v, want %+v", total, want)
	}
	if got := suites[0].Tests[1].Properties["file"]; got != "policies/terms é,1 50%.md" {
		t.Errorf("the file of a case is %q", got)
	}
}

// gitlabSchema is what GitLab's documentation demands of a Code Quality report.
const gitlabSchema = `{
	"type": "array",
	"items": {
		"type": "object",
		"required": ["description", "check_name", "fingerprint", "severity", "location"],
		"properties": {
			"description": {"type": "string", "minLength": 1},
			"check_name": {"type": "string", "minLength": 1},
			"fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
			"severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
			"content": {"type": "object", "properties": {"body": {"type": "string"}}},
			"location": {
				"type": "object",
				"required": ["path", "lines"],
				"properties": {
					"path": {"type": "string", "not": {"pattern": "^\\./"}},
					"lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}, "end": {"type": "integer", "minimum": 1}}}
				}
			}
		}
	}
}`

// TestGitLabReport holds that a report is as GitLab demands, with fingerprints
// that are the only ones of their kind.
func TestGitLabReport(t *testing.T) {
	schema, err := jsonschema.UnmarshalJSON(strings.NewReader(gitlabSchema))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("gitlab.json", schema); err != nil {
		t.Fatal(err)
	}
	compiled := compiler.MustCompile("gitlab.json")
	for _, r := range []*lint.Report{sample(t), lint.NewReport(nil)} {
		data := in(t, "gitlab", r, smallCatalog())
		instance, err := jsonschema.UnmarshalJSON(strings.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if err := compiled.Validate(instance); err != nil {
			t.Error(err)
		}
		seen := map[string]bool{}
		for _, e := range instance.([]any) {
			print := e.(map[string]any)["fingerprint"].(string)
			if seen[print] {
				t.Errorf("two entries have the fingerprint %s", print)
			}
			seen[print] = true
		}
	}
}

// TestCheckstyleReads reads Checkstyle as XML, strictly, and counts.
func TestCheckstyleReads(t *testing.T) {
	var got checkstyleReport
	if err := xml.Unmarshal([]byte(in(t, "checkstyle", sample(t), smallCatalog())), &got); err != nil {
		t.Fatal(err)
	}
	severities := map[string]int{}
	for _, f := range got.Files {
		for _, e := range f.Errors {
			severities[e.Severity]++
		}
	}
	if len(got.Files) != 4 || severities["error"] != 3 || severities["warning"] != 2 || severities["info"] != 1 {
		t.Errorf("%d files with %v", len(got.Files), severities)
	}
}

// TestCSVReads reads the table back: all rows have all columns, and the file
// begins with the mark that spreadsheets look for.
func TestCSVReads(t *testing.T) {
	data, ok := strings.CutPrefix(in(t, "csv", sample(t), smallCatalog()), "\ufeff")
	if !ok {
		t.Error("there is no byte order mark")
	}
	rows, err := csv.NewReader(strings.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 9 || len(rows[0]) != len(csvColumns) {
		t.Fatalf("%d rows of %d cells", len(rows), len(rows[0]))
	}
	if got := rows[4][15]; got != "The table is filled in on signing." {
		t.Errorf("the reason of a waiver is %q", got)
	}
	if strings.Contains(strings.ReplaceAll(data, "\r\n", ""), "\n") {
		t.Error("a line ends without a carriage return")
	}
}

// TestURI holds how paths become URIs, on Windows too.
func TestURI(t *testing.T) {
	for _, c := range []struct {
		path      string
		separator rune
		want      string
		relative  bool
	}{
		{"a.md", '/', "a.md", true},
		{"./policies/terms of é.md", '/', "policies/terms%20of%20%C3%A9.md", true},
		{"50%.md", '/', "50%25.md", true},
		{"c:d.md", '/', "c%3Ad.md", true},
		{"a#b?c.md", '/', "a%23b%3Fc.md", true},
		{`back\slash.md`, '/', "back%5Cslash.md", true},
		{"bad\xff\x1b\u202e.md", '/', "bad%FF%1B%E2%80%AE.md", true},
		{"/abs/a b.md", '/', "file:///abs/a%20b.md", false},
		{`policies\terms.md`, '\\', "policies/terms.md", true},
		{`C:\My Drafts\terms.md`, '\\', "file:///C:/My%20Drafts/terms.md", false},
		{`\\server\share\terms.md`, '\\', "file://server/share/terms.md", false},
	} {
		got, relative := uriOf(c.path, c.separator)
		if got != c.want || relative != c.relative {
			t.Errorf("%q: got %q, %v, want %q, %v", c.path, got, relative, c.want, c.relative)
		}
		if _, err := url.Parse(got); err != nil {
			t.Errorf("%q: %v", c.path, err)
		}
	}
	if got, relative := uri("../x.md"); relative || !strings.HasPrefix(got, "file:///") || strings.Contains(got, "..") {
		t.Errorf("a path that leads out became %q", got)
	}
}

// TestEmptyReport holds that each format of nothing is valid.
func TestEmptyReport(t *testing.T) {
	for format := range printers {
		out := in(t, format, lint.NewReport(nil), smallCatalog())
		switch format {
		case "sarif", "gitlab", "rdjson", "json":
			if !json.Valid([]byte(out)) {
				t.Errorf("%s: %s", format, out)
			}
			if bytes.Contains([]byte(out), []byte("null")) {
				t.Errorf("%s: a list is null: %s", format, out)
			}
		case "junit", "checkstyle":
			if err := xml.Unmarshal([]byte(out), new(struct{})); err != nil {
				t.Errorf("%s: %v", format, err)
			}
		}
	}
}
