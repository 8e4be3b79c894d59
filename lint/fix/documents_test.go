package fix

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// english is the linter with the built-in rules, made once for all tests.
var english = sync.OnceValue(func() linter {
	cat, sets, err := rules.LoadBuiltin()
	if err != nil {
		panic(err)
	}
	return linter{lint.NewLinter(sets...), cat}
})

type linter struct {
	*lint.Linter
	cat *rules.Catalog
}

// judge returns the verdict on a text under a name, and a Judge for changes of it.
func (l linter) judge(name string, data []byte, kind rules.Kind) (*lint.Document, Judge) {
	again := func(data []byte, kind rules.Kind) *lint.Document {
		return l.Data(name, data, lint.Options{Kind: kind})
	}
	return again(data, kind), again
}

// mend puts wording into a text.
func mend(t *testing.T, name, text string, kind rules.Kind, opts Options) *Result {
	t.Helper()
	v, again := english().judge(name, []byte(text), kind)
	res, err := Mend(v, again, opts)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// TestDocuments mends whole documents of all kinds: the project's own and, where
// they are at hand, others that were labelled or only collected. What is put in
// must count as present once its blanks are filled; nothing new may be wrong;
// whatever stood there must stand there still; a second run must find nothing
// to do.
func TestDocuments(t *testing.T) {
	own := []string{"../../corpus/examples/*.md", "../../testdata/samples/*"}
	patterns := append(own, "../../../shared/gold/safeguards/*.md")
	if raceEnabled {
		patterns = []string{"../../corpus/examples/[k-p]*.md", "../../testdata/samples/*"}
	}
	for _, pattern := range patterns {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		if len(paths) == 0 && strings.HasPrefix(pattern, "../../../") {
			t.Logf("%s is not at hand", pattern)
		} else if len(paths) == 0 {
			t.Fatalf("no document is %s", pattern)
		}
		for _, path := range paths {
			t.Run(filepath.Base(path), func(t *testing.T) {
				t.Parallel()
				data, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				checkMended(t, path, data, "")
			})
		}
	}
}

// checkMended mends a document and fails where the result is not sound.
func checkMended(t *testing.T, path string, data []byte, kind rules.Kind) *Result {
	before, again := english().judge(path, data, kind)
	if before.Error != "" {
		t.Fatal(before.Error)
	}
	res, err := Mend(before, again, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range res.Left {
		if !strings.HasPrefix(l.Why, "Other clauses stand in the way") {
			t.Errorf("%s is left: %s", l.Rule, l.Why)
		}
	}
	checkKept(t, data, res.Data)
	checkBlanks(t, before, again(res.Data, before.Kind), res)
	filled := fillBlanks(data, res.Data)
	after := again(filled, before.Kind)
	left := map[string]bool{}
	for _, l := range res.Left {
		left[l.Rule] = true
	}
	for _, row := range after.Coverage {
		if row.Status == lint.Missing && !left[row.Rule] {
			t.Errorf("%s is still missing", row.Rule)
		}
	}
	for _, done := range res.Done {
		for _, row := range after.Coverage {
			if row.Rule == done.Rule && row.Status != lint.Present {
				t.Errorf("%s, put in %s, is %s", done.Rule, done.Where, row.Status)
			}
		}
	}
	had := flags(before)
	for key, n := range flags(after) {
		if n > had[key] {
			t.Errorf("there is a new finding: %s", key)
		}
	}
	second, err := Mend(again(res.Data, before.Kind), again, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(second.Data, res.Data) {
		t.Errorf("a second run puts in %d more: %v", len(second.Done), second.Done)
	}
	return res
}

// flags counts the red flags and faults of drafting, blanks aside, by what they
// quote.
func flags(d *lint.Document) map[string]int {
	out := map[string]int{}
	for _, f := range d.Findings {
		if (f.Type == lint.FindingRedFlag || f.Type == lint.FindingDrafting) && f.Rule != placeholderRule {
			key := f.Rule + ": " + f.Span.Quote
			if f.Rule == "drafting/dangling-reference" {
				key = f.Rule + ": " + f.Message // told at the first place of several
			}
			out[key]++
		}
	}
	return out
}

// checkKept fails unless the old bytes stand in the new ones in their order.
func checkKept(t *testing.T, before, after []byte) {
	t.Helper()
	for _, line := range bytes.SplitAfter(before, []byte("\n")) {
		line = bytes.TrimRight(line, "\r\n")
		i := bytes.Index(after, line)
		if i < 0 {
			t.Errorf("the line %q is gone, or not in its order", line)
			return
		}
		after = after[i+len(line):]
	}
}

// checkBlanks fails unless each sentence with a blank that was put in is
// reported as unfinished.
func checkBlanks(t *testing.T, before, after *lint.Document, res *Result) {
	t.Helper()
	reported := map[string]bool{}
	for _, f := range after.Findings {
		if f.Rule == placeholderRule {
			reported[f.Span.Quote] = true
		}
	}
	had := map[string]bool{}
	for i := range before.Doc.Sentences {
		had[before.Doc.Sentences[i].Text] = true
	}
	for i := range after.Doc.Sentences {
		s := after.Doc.Sentences[i]
		if strings.Contains(s.Text, "[") && !had[s.Text] && s.Class == parse.Body && !reported[s.Text] {
			t.Errorf("the blank is not reported: %s", s.Text)
		}
	}
}

var blankIn = regexp.MustCompile(`\[([^\[\]]*)\]`)

// fillBlanks fills the blanks in the lines that are new with what they ask for.
func fillBlanks(before, after []byte) []byte {
	old := map[string]int{}
	for _, line := range strings.Split(string(before), "\n") {
		old[line]++
	}
	lines := strings.Split(string(after), "\n")
	var fresh strings.Builder // a blank may run over the end of a line
	var out strings.Builder
	flush := func() {
		out.WriteString(blankIn.ReplaceAllString(fresh.String(), "$1"))
		fresh.Reset()
	}
	for i, line := range lines {
		if i < len(lines)-1 {
			line += "\n"
		}
		if key := strings.TrimSuffix(line, "\n"); old[key] > 0 {
			old[key]--
			flush()
			out.WriteString(line)
			continue
		}
		fresh.WriteString(line)
	}
	flush()
	return []byte(out.String())
}
