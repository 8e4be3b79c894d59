package report

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
)

// plainText are options for a report as a file gets it.
var plainText = TextOptions{Width: 88, Titles: func(id string) string { return id }, Label: func(k rules.Kind) string { return string(k) }}

func printed(t *testing.T, opts TextOptions, docs ...*lint.Document) string {
	t.Helper()
	var out strings.Builder
	if err := Text(&out, lint.NewReport(docs), opts); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// hostile are bytes that steer a terminal or turn its text around, and that
// must not reach one.
var hostile = []string{
	"\x1b[2J", "\x1b]0;title\x07", "\x1b[31m", "\x07", "\x08", "\x7f", "\x00", "\r", "\v", "\f",
	"\u009b2J", "\u0085", "\u202e", "\u202a", "\u2066", "\u2069", "\u200e", "\u200f", "\u200b", "\ufeff", "\u2028", "\u2029", "\U000e0041",
}

// checkHarmless holds that no byte of an uncoloured report can steer a
// terminal.
func checkHarmless(t *testing.T, s string) {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Error("the report is not valid UTF-8")
	}
	for i, r := range s {
		if r == '\n' {
			continue
		}
		if unicode.IsControl(r) || unicode.In(r, unicode.Zl, unicode.Zp) || unicode.Is(unicode.Cf, r) && r != '\u200d' {
			t.Errorf("%U reaches the terminal: %.80q", r, s[max(0, i-20):])
			return
		}
	}
}

func TestClean(t *testing.T) {
	for _, h := range hostile {
		if got := Clean("a" + h + "b"); !strings.HasPrefix(got, "a") || !strings.HasSuffix(got, "b") {
			t.Errorf("%q: %q", h, got)
		}
		checkHarmless(t, Clean("a"+h+"b"))
	}
	for _, c := range []struct{ in, want string }{
		{"plain text, 50 % – “quoted”", "plain text, 50 % – “quoted”"},
		{"two\nlines\tand a tab", "two lines and a tab"},
		{"soft\u00adhyphen", "softhyphen"},
		{"::error::x and a ::set-output::y, but std::vector", ": :error::x and a : :set-output::y, but std::vector"},
		{"##[error]x ###vso[y] ## 2. Scope #", "# #[error]x ## #vso[y] ## 2. Scope #"},
		{"نص عربي 中文 e\u0301 👩\u200d🔬", "نص عربي 中文 e\u0301 👩\u200d🔬"},
	} {
		if got := Clean(c.in); got != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
	checkHarmless(t, Clean("not \xff UTF-8"))
}

// TestHostileDocument holds that a document cannot steer the terminal through
// anything that the text report repeats of it: name, title, headings, numbers,
// passages, the words that gave its kind away, or its language.
func TestHostileDocument(t *testing.T) {
	l, err := linter()
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range hostile {
		if h == "\x00" {
			continue // makes the file a binary one, which is another test
		}
		for _, ext := range []string{".md", ".txt"} {
			text := fmt.Sprintf(`# Terms %[1]s of Service %[1]s

These terms govern your use of our service. By using %[1]s the service you agree.

## 1. Closing %[1]s accounts

1.1 We may close your account %[1]s at any time, at our sole discretion.

1.2 We may change these terms %[1]s at any time.

## Data %[1]s

We collect your personal data. We should try %[1]s to be accessible to people with disabilities.
You agree to arbitration %[1]s of any dispute.
`, h)
			name := "terms" + h + ext
			detected := l.Data(name, []byte(text), lint.Options{})
			forced := l.Data(name, []byte(text), lint.Options{Kind: rules.TermsOfService, Language: "en-" + h})
			if forced.Error != "" || len(forced.Findings) < 3 {
				t.Errorf("%q: error %q, %d findings: the report shows too little to be tested", h, forced.Error, len(forced.Findings))
			}
			foreign := l.Data(name, []byte("---\nlanguage: \"x"+strings.Trim(fmt.Sprintf("%+q", h), `"`)+"\"\n---\n"+text), lint.Options{})
			checkHarmless(t, printed(t, plainText, detected, forced, foreign, l.File("none"+h+ext, lint.Options{})))
		}
	}
}

// TestColour holds that colour is put on only where asked for, and that it
// changes nothing else.
func TestColour(t *testing.T) {
	l, err := linter()
	if err != nil {
		t.Fatal(err)
	}
	doc := l.File("../../testdata/samples/terms.md", lint.Options{})
	coloured := plainText
	coloured.Color = true
	without, with := printed(t, plainText, doc), printed(t, coloured, doc)
	if strings.Contains(without, "\x1b") {
		t.Error("colour without being asked for")
	}
	if !strings.Contains(with, "\x1b[") {
		t.Error("no colour though asked for")
	}
	if ansi.Strip(with) != without {
		t.Error("colour changes the text")
	}
}

// TestWidth holds that lines keep to the width, apart from words that are
// longer.
func TestWidth(t *testing.T) {
	l, err := linter()
	if err != nil {
		t.Fatal(err)
	}
	doc := l.File("../../testdata/samples/eligibility-system-tender.md", lint.Options{})
	for _, width := range []int{60, 88, 100} {
		opts := plainText
		opts.Width = width
		for _, line := range strings.Split(printed(t, opts, doc), "\n") {
			if ansi.StringWidth(line) > width && len(strings.Fields(line)) > 3 {
				t.Errorf("%d columns at width %d: %s", ansi.StringWidth(line), width, line)
			}
		}
	}
}

// TestMeaning reads a made-up report as a person does: the verdict, what is
// wrong, where, and what would mend it.
func TestMeaning(t *testing.T) {
	place := lint.Span{Start: 0, End: 5, Line: 7, Column: 1, Quote: "We may close accounts.", Section: "2.1"}
	page := lint.Span{Start: 0, End: 5, Line: 7, Column: 1, Page: 3, Quote: "The supplier should report."}
	doc := &lint.Document{
		Path: "draft.md", Kind: rules.TermsOfService, KindSource: "detected", KindReason: "its title says “terms”", Language: "en",
		Warnings: []string{"The file holds bytes that are not valid UTF-8."},
		Coverage: []lint.Row{
			{Rule: "remedy/appeal", Status: lint.Missing},
			{Rule: "privacy/security", Status: lint.Present, Evidence: []lint.Evidence{{Span: place}}},
			{Rule: "agency/explanation", Status: lint.NotApplicable},
		},
		Findings: []lint.Finding{
			{
				Rule: "remedy/appeal", Type: lint.FindingMissing, Severity: rules.Error, Right: "fair trial", Message: "Missing: an appeal.", Span: &place, Place: "under “Remedies”",
				Nearest: &lint.Near{Span: place, Why: "it only permits this"}, Suggestion: &lint.Suggestion{Text: "You can appeal."}, Sources: []string{"ICCPR 14"},
			},
			{Rule: "red-flag/unilateral-termination", Type: lint.FindingRedFlag, Severity: rules.Warning, Right: "fair trial", Message: "Accounts are closed at will.", Span: &place},
			{Rule: "accountability/incident-reporting", Type: lint.FindingWeak, Severity: rules.Notice, Right: "remedy", Message: "Only wished for: reports.", Span: &page},
		},
	}
	got := printed(t, plainText, doc, &lint.Document{Path: "other.md", Kind: rules.Unknown, Error: "The file is empty."})
	for _, want := range []string{
		"draft.md", "its title says “terms”", "Note: The file holds bytes that are not valid UTF-8.",
		"1 safeguard is missing, 1 is only wished for, 1 clause takes rights away; 1 are there.",
		"FAIR TRIAL", "error Missing: an appeal. [remedy/appeal]", "under “Remedies” (after line 7)", "line 7, “We may close accounts.” – but it only permits this",
		"│ You can appeal.", "line 7, 2.1: “We may close accounts.”", "page 3: “The supplier should report.”",
		"other.md", "not judged: The file is empty.", "1 documents judged, 3 findings; 1 could not be judged.",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q does not stand in\n%s", want, got)
		}
	}
	if strings.Index(got, "remedy/appeal") > strings.Index(got, "red-flag/unilateral-termination") {
		t.Error("the order of the findings was changed")
	}
	if n := strings.Count(got, "not legal advice"); n != 1 {
		t.Errorf("it says %d times that it is no legal advice", n)
	}
}

// TestSaysNotJudgedOnce holds that the reason does not repeat its label.
func TestSaysNotJudgedOnce(t *testing.T) {
	l, err := linter()
	if err != nil {
		t.Fatal(err)
	}
	got := printed(t, plainText, l.Data("x.md", []byte("The cat sat on the mat and looked at the rain."), lint.Options{}))
	if n := strings.Count(got, "not judged"); n != 1 {
		t.Errorf("%d times in\n%s", n, got)
	}
}
