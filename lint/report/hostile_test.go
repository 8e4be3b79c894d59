package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
)

// attacks are texts that mean something to those who read one of the formats.
var attacks = []string{
	"\x1b[2J\x1b]0;title\x07", "\u009b31m", "\x00\x01\x08\x7f", "\u202eevil\u2066", "\u200b\ufeff\u00ad\u2028\u2029\U000e0041", "bad \xff\xfe utf-8",
	"::error file=x::owned", "x\n::set-output name=a::b", "x\r\n::add-mask::secret", "a ::stop-commands::t", "##[error]owned", "##vso[task.setvariable variable=a]b", "%0A::error::x", "x\n##teamcity[buildStop]",
	"section_start:1:x\r\x1b[0K", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</details></summary><h1>", "<!-- -->", "&lt;b&gt; &#60;b&#62;", "]]><x/>", "\"/><error/>",
	"=HYPERLINK(\"http://evil.example\")", "+1+1", "-2+3|cmd", "@SUM(A1)", "\t=1+1", "\r=1", " =1+1", "＝1+1", "a;\"b\",c\r\n=1",
	"[click](http://evil.example)", "[0](1)", "![x](http://evil.example/x.png)", "[x]: http://evil.example", "[x][y]", "{0} {1:x} {{2}}", "http://evil.example/x", "www.evil.example", "mail@evil.example",
	"@maintainer", "@org/team", "#123", "GH-12", "org/repo#5", "!45", "~label", "%milestone", "$7", "&9", ":tada:", "https\u200b://evil.example",
	"| a | b |", "|---|---|", "`code`", "```\ncode", "**bold** _it_ ~~no~~", "# heading", "- item", "1. item", "> quote", "---", "\\[esc\\](x)", "$x^2$", "$$x$$", "/close", "a\\", "`", "a \\` b", "    indented", "     7. item", "\\", "~~~", "===", "+ item", "* item", "2) item", "a  \nb", "<a@b.c>", "[^1]", "- [x] done",
}

// hostileReport has one attack in every text of a report that a document, a
// file's name, a rule file or a configuration can give.
func hostileReport(s string) *lint.Report {
	span := lint.Span{Start: 0, End: 1, Line: 1, Column: 1, EndLine: 1, EndColumn: 2, Quote: s, Section: s}
	paged := span
	paged.Page = 2
	finding := func(kind string, sp lint.Span) lint.Finding {
		return lint.Finding{
			Rule: "x/" + s, Type: kind, Severity: rules.Error, Message: s, Span: &sp, Place: s, Title: s, Right: s, Fingerprint: "f" + kind,
			Suggestion: &lint.Suggestion{Text: s + "\n" + s, InsertAfter: &sp}, Sources: []string{s, s}, Nearest: &lint.Near{Span: sp, Why: s},
		}
	}
	answered := finding(lint.FindingDrafting, span)
	answered.Suppressed = &lint.Suppressed{By: s, Reason: s}
	return lint.NewReport([]*lint.Document{
		{
			Path: s + ".md", Kind: rules.Kind(s), KindSource: s, Language: s, Set: s, KindReason: s, Warnings: []string{s},
			Coverage: []lint.Row{{Rule: s, Status: lint.Present}, {Rule: s, Status: lint.Missing, MissingElements: []string{s}}},
			Findings: []lint.Finding{finding(lint.FindingMissing, span), finding(lint.FindingRedFlag, span), finding(lint.FindingPartial, paged), answered},
			Traits:   []lint.TraitVerdict{{Trait: s, Title: s, Evidence: []lint.Span{span}}},
		},
		{Path: s, Kind: rules.Unknown, Language: "und", Coverage: []lint.Row{}, Findings: []lint.Finding{}, Error: s},
	})
}

// hostileCatalog has a rule of an organisation's own that is not benign.
func hostileCatalog(s string) *rules.Catalog {
	return &rules.Catalog{Rules: []*rules.Rule{{
		ID: "x/" + s, Title: s, Right: s, Rationale: s, Sources: []string{s}, Elements: []rules.Element{{Name: s}},
		Suggestion: map[rules.Kind]string{rules.TermsOfService: s}, Applies: map[rules.Kind]rules.Severity{rules.TermsOfService: rules.Error},
	}}, KindRecords: []rules.KindRecord{{Kind: rules.TermsOfService, Label: s}}}
}

// TestHostileTexts holds that in no format a text steers a terminal, gives a
// build server a command or breaks out of its place.
func TestHostileTexts(t *testing.T) {
	checks := map[string]func(*testing.T, string){
		"sarif": inertSARIF, "github": inertGitHub, "gitlab": validJSON, "rdjson": validJSON, "json": validJSON,
		"junit": validXML, "checkstyle": validXML, "markdown": inertMarkdown, "csv": inertCSV,
	}
	if len(checks) != len(printers) {
		t.Fatalf("%d formats are checked of %d", len(checks), len(printers))
	}
	for format, check := range checks {
		t.Run(format, func(t *testing.T) {
			for _, a := range attacks {
				out := in(t, format, hostileReport(a), hostileCatalog(a))
				inertEverywhere(t, format, out)
				check(t, out)
				if t.Failed() {
					t.Fatalf("with %q:\n%s", a, out)
				}
			}
		})
	}
}

// TestHostileLog holds the same of the text report, which goes to the log of a
// build server as often as to a terminal, at every width.
func TestHostileLog(t *testing.T) {
	for _, a := range attacks {
		for _, width := range []int{20, 40, 88} {
			opts := TextOptions{Width: width, Titles: func(id string) string { return id }, Label: func(k rules.Kind) string { return string(k) }}
			// Rules and kinds are the catalog's, which the loader holds to plain names.
			r := hostileReport(a)
			for _, d := range r.Documents {
				d.Kind, d.Language = rules.TermsOfService, Clean(d.Language)
				for i := range d.Findings {
					f := &d.Findings[i]
					f.Rule, f.Right, f.Title, f.Sources, f.Suggestion = "x/y", "z", "t", nil, nil
					f.Message = Clean(f.Message)
					if f.Nearest != nil {
						f.Nearest.Why = "no"
					}
				}
				d.Coverage, d.Traits = nil, nil
			}
			out := printed(t, opts, r.Documents...)
			inertEverywhere(t, "text", out)
			if t.Failed() {
				t.Fatalf("with %q:\n%s", a, out)
			}
		}
	}
}

// command is a line that GitHub's runner takes for a workflow command: it trims
// blanks at the start.
var command = regexp.MustCompile(`(?m)^[\s\x{feff}]*::`)

// inertEverywhere holds what no output may have.
func inertEverywhere(t *testing.T, format, out string) {
	t.Helper()
	if !utf8.ValidString(out) {
		t.Error("it is not valid UTF-8")
	}
	body := out
	if format == "csv" {
		body = strings.ReplaceAll(strings.TrimPrefix(body, "\ufeff"), "\r\n", "\n")
	}
	for i, r := range body {
		if r != '\n' && r != '\u200d' && (unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp)) {
			t.Errorf("%U at byte %d", r, i)
			break
		}
	}
	if format != "github" && command.MatchString(body) {
		t.Error("a line is a workflow command")
	}
	for _, mark := range []string{"##[", "##vso[", "##teamcity["} {
		if strings.Contains(body, mark) {
			t.Errorf("%s is a command to a build server", mark)
		}
	}
	if format != "json" && format != "text" && format != "csv" && format != "github" {
		for _, tag := range []string{"<script", "<img", "<h1", "<!--", "<x/>"} {
			if strings.Contains(body, tag) {
				t.Errorf("%s is HTML", tag)
			}
		}
	}
}

// inertGitHub reads the commands as GitHub's runner does.
func inertGitHub(t *testing.T, out string) {
	lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	if len(lines) != 5 { // three open findings, a document not judged, the numbers
		t.Errorf("%d lines, want 5", len(lines))
	}
	for _, l := range lines[:len(lines)-1] {
		head, data, ok := strings.Cut(strings.TrimPrefix(l, "::"), "::")
		name, properties, _ := strings.Cut(head, " ")
		if !ok || name != "error" || data == "" {
			t.Errorf("the command %q of %q", name, l)
		}
		for _, p := range strings.Split(properties, ",") {
			key, _, ok := strings.Cut(p, "=")
			if !ok || !strings.Contains(" file line endLine col endColumn title ", " "+key+" ") {
				t.Errorf("the property %q of %q", key, l)
			}
		}
	}
}

func validJSON(t *testing.T, out string) {
	if !json.Valid([]byte(out)) {
		t.Error("it is not valid JSON")
	}
}

// inertSARIF looks at messages as a viewer does, which makes links of [x](y)
// and puts arguments for {0}.
func inertSARIF(t *testing.T, out string) {
	validJSON(t, out)
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				walk(x)
			}
		case map[string]any:
			for key, x := range v {
				s, ok := x.(string)
				_, message := v["markdown"]
				if ok && (key == "text" || key == "markdown") && (message || len(v) == 1 && v["insertedContent"] == nil) {
					if rest := strings.NewReplacer("{{", "", "}}", "").Replace(s); strings.ContainsAny(rest, "{}") {
						t.Errorf("a placeholder in %q", s)
					}
				}
				if ok && key == "text" && strings.Contains(s, "](") {
					t.Errorf("a link in %q", s)
				}
				if ok && key == "markdown" {
					inertInline(t, s)
				}
				walk(x)
			}
		}
	}
	var log any
	if err := json.Unmarshal([]byte(out), &log); err != nil {
		t.Fatal(err)
	}
	walk(log)
}

// validXML reads XML strictly and knows every element and attribute.
func validXML(t *testing.T, out string) {
	d := xml.NewDecoder(strings.NewReader(out))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Error(err)
			return
		}
		if e, ok := token.(xml.StartElement); ok && !strings.Contains(" testsuites testsuite testcase failure error skipped checkstyle file ", " "+e.Name.Local+" ") {
			t.Errorf("there is an element <%s>", e.Name.Local)
		}
	}
}

// inertCSV reads the table as a spreadsheet does.
func inertCSV(t *testing.T, out string) {
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(out, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 6 { // the head, four findings, a document not judged
		t.Errorf("%d rows, want 6", len(rows))
	}
	for _, row := range rows {
		for _, cell := range row {
			if c := strings.TrimLeft(cell, " \t\r\n"); c != "" && strings.ContainsRune("=+-@＝＋－＠", []rune(c)[0]) {
				t.Errorf("the cell %q is a formula", cell)
			}
		}
	}
}

// github renders Markdown as GitHub and GitLab do, HTML included.
var github = goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(html.WithUnsafe()))

// inertMarkdown renders the summary and looks for what the report did not put
// there itself.
func inertMarkdown(t *testing.T, out string) {
	source := []byte(out)
	counts := map[ast.NodeKind]int{}
	var raw []string
	err := ast.Walk(github.Parser().Parse(text.NewReader(source)), func(n ast.Node, enter bool) (ast.WalkStatus, error) {
		if !enter {
			return ast.WalkContinue, nil
		}
		counts[n.Kind()]++
		if n.Kind() == ast.KindHTMLBlock {
			raw = append(raw, strings.TrimSpace(string(n.Lines().Value(source))))
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for kind, want := range map[ast.NodeKind]int{
		ast.KindLink: 0, ast.KindImage: 0, ast.KindAutoLink: 0, ast.KindRawHTML: 0, ast.KindCodeBlock: 0, ast.KindFencedCodeBlock: 0, ast.KindThematicBreak: 0,
		ast.KindHeading: 2, east.KindTable: 2, east.KindTableRow: 2 + 3, ast.KindList: 1, ast.KindListItem: 1, ast.KindBlockquote: 3, east.KindStrikethrough: 0,
	} {
		if counts[kind] != want {
			t.Errorf("%d × %v, want %d", counts[kind], kind, want)
		}
	}
	for _, block := range raw {
		if !strings.HasPrefix(block, "<details><summary>") && block != "</details>" {
			t.Errorf("the HTML %q", block)
		}
	}
	inertInline(t, out)
}

// references are what GitHub and GitLab make links of in a finished page.
var references = regexp.MustCompile(`(^|[^\w&;])(@\w|[#!~%$]\w|#\d|GH-\d|:\w+:)|\b(https?:/|www\.\w)|\w@\w`)

// inertInline renders Markdown to what a reader sees and looks for links of any
// kind, and for what hosts link.
func inertInline(t *testing.T, markdown string) {
	t.Helper()
	var page bytes.Buffer
	if err := github.Convert([]byte(markdown), &page); err != nil {
		t.Fatal(err)
	}
	for _, tag := range []string{"<a ", "<img", "<script", "<h1"} {
		if strings.Contains(page.String(), tag) {
			t.Errorf("%s in %s", tag, page.String())
		}
	}
	// Hosts leave code alone, and HTML entities are characters to them.
	seen := regexp.MustCompile(`(?s)<code>.*?</code>|<[^>]*>`).ReplaceAllString(page.String(), " ")
	seen = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">", "&quot;", `"`).Replace(seen)
	if m := references.FindString(seen); m != "" {
		t.Errorf("a host would link %q in %q", m, seen)
	}
}
