package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/rightslint/rightslint/cmd/internal/need"
	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/report"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// excused are rules of the SARIF checker that a log does not follow, with the
// reason. All are notes: the checker gives advice there, and names no fault.
var excused = map[string]string{
	"SARIF2002": "messages are made of a document's own words, which no list of messages can hold",
	"SARIF2003": "the revision of a confidential repository is not the log's to tell",
	"SARIF2009": "ids of rules are FAMILY/NAME, and each rule has an explanation of its own",
	"SARIF2011": "the passage is a whole sentence, which is context enough",
	"SARIF2012": "the help text holds the whole explanation, so that nobody has to go online for it",
	"SARIF2017": "no region of the extracted text is one of the PDF file",
	"SARIF2013": "drafts are confidential: a log holds no more of them than the passages",
}

// offline keeps the checker from trying the addresses in a log.
const offline = `<?xml version="1.0" encoding="utf-8"?>
<Properties>
  <Properties Key="SARIF2006.UrisShouldBeReachable.Options">
    <Property Key="RuleEnabled" Value="Disabled" Type="Driver.RuleEnabledState" />
  </Properties>
</Properties>`

// sarifLogs are logs on the samples, on a PDF file, on hostile text and on
// documents that cannot be judged, in a folder of their own with the documents.
func sarifLogs(t *testing.T) []string {
	t.Helper()
	samples, err := filepath.Glob(filepath.Join("..", "..", "testdata", "samples", "*"))
	if err != nil || len(samples) < 3 {
		t.Fatalf("%d samples: %v", len(samples), err)
	}
	cat, linter, err := loadRules(rules.Extra{})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	groups := map[string][]string{"samples": nil, "pdf": {"contract é.pdf"}, "hostile": {"50% [x](0) #1.md"}, "unjudged": {"none.md", "note.md"}}
	for _, s := range samples {
		data, err := os.ReadFile(s)
		if err != nil {
			t.Fatal(err)
		}
		write(filepath.Base(s), data)
		groups["samples"] = append(groups["samples"], filepath.Base(s))
	}
	write("contract é.pdf", samplePDFs["plain"]([]string{shownLines("Terms of Service\n\nThese terms govern your use of our service."), shownLines("Disputes are settled by binding arbitration.")}))
	write("50% [x](0) #1.md", []byte("\ufeff# Terms of Service 👩🏽‍⚖️\r\n\r\nThese terms {0} govern [your](0) use of our service.\r\n\r\nDisputes <b>are</b> settled\r\nby binding arbitration {1}.\r\n"))
	write("note.md", []byte("The cat sat on the mat and looked at the rain."))
	t.Chdir(dir)
	var logs []string
	for name, paths := range groups {
		docs := linter.Files(paths, lint.Options{Jobs: 1, Parse: parse.Options{}})
		if name == "samples" {
			docs[0].Findings[0].Suppressed = &lint.Suppressed{By: "comment", Reason: "Agreed with the board."}
			docs[0].Findings[1].Suppressed = &lint.Suppressed{By: "baseline"}
		}
		log := name + ".sarif"
		if err := report.WriteFile(log, func(w io.Writer) error { return report.SARIF(w, lint.NewReport(docs), cat) }); err != nil {
			t.Fatal(err)
		}
		logs = append(logs, log)
	}
	return logs
}

// TestSARIFFollowsSchema holds that logs are what the standard's JSON schema
// says, and that the schema refuses what they are not.
func TestSARIFFollowsSchema(t *testing.T) {
	path := need.Module(t, "@microsoft/sarif-multitool-linux/sarif-2.1.0.json")
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft7)
	schema, err := compiler.Compile(path)
	if err != nil {
		t.Fatal(err)
	}
	check := func(data []byte) error {
		instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			return err
		}
		return schema.Validate(instance)
	}
	for _, log := range sarifLogs(t) {
		data, err := os.ReadFile(log)
		if err != nil {
			t.Fatal(err)
		}
		if err := check(data); err != nil {
			t.Errorf("%s: %v", log, err)
		}
		for _, c := range [][2]string{{`"startLine": `, `"startLine": 0, "was": `}, {`"level": "error"`, `"level": "fatal"`}, {`"version": "2.1.0"`, `"version": "2.1"`}} {
			if bad := strings.Replace(string(data), c[0], c[1], 1); bad != string(data) && check([]byte(bad)) == nil {
				t.Errorf("%s: the schema takes %s", log, c[1])
			}
		}
	}
}

// TestSARIFChecker holds that Microsoft's checker, which knows what the schema
// cannot say and what GitHub asks, finds no error and no warning in the logs,
// and gives no other advice than what has a reason not to be followed.
func TestSARIFChecker(t *testing.T) {
	checker := need.Module(t, "@microsoft/sarif-multitool-linux/Sarif.Multitool")
	logs := sarifLogs(t)
	if err := os.WriteFile("offline.xml", []byte(offline), 0o666); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(checker, append(append([]string{"validate"}, logs...), "--config", "offline.xml", "--output", "found.json", "--level", "Error;Warning;Note", "--rule-kind", "Sarif;Ghas")...)
	cmd.Env = append(os.Environ(), "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("the checker: %v\n%s", err, out)
	}
	data, err := os.ReadFile("found.json")
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var found struct {
		Runs []struct {
			Artifacts []any
			Results   []struct {
				RuleID    string
				Level     string
				Locations []any
				Message   struct {
					Arguments []string
				}
			}
		}
	}
	if err := json.Unmarshal(bytes.TrimPrefix(data, []byte("\ufeff")), &found); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, r := range found.Runs[0].Results {
		seen[r.RuleID] = true
		if excused[r.RuleID] == "" || r.Level == "error" || r.Level == "warning" {
			t.Errorf("%s %s: %q at %v", r.RuleID, r.Level, r.Message.Arguments, r.Locations)
		}
	}
	for rule := range excused {
		if !seen[rule] {
			t.Errorf("%s is excused and never found", rule)
		}
	}
}
