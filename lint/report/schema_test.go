package report

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
)

// linter is the linter of the built-in rules, made once for all tests.
var linter = sync.OnceValues(func() (*lint.Linter, error) {
	_, sets, err := rules.LoadBuiltin()
	return lint.NewLinter(sets...), err
})

// schemas compiles this folder's schema of the report and, where the contract
// is at hand, the contract's own.
func schemas(t *testing.T) map[string]*jsonschema.Schema {
	t.Helper()
	out := map[string]*jsonschema.Schema{}
	for _, path := range []string{"report.schema.json", "../../../shared/contract/report.schema.json"} {
		if _, err := os.Stat(path); err != nil && path != "report.schema.json" {
			continue
		}
		schema, err := jsonschema.NewCompiler().Compile(path)
		if err != nil {
			t.Fatal(err)
		}
		out[path] = schema
	}
	return out
}

// reported prints the verdicts on the files as JSON.
func reported(t *testing.T, docs ...*lint.Document) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := JSON(&out, lint.NewReport(docs)); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// realReports are reports on the samples, on every kind that can be forced,
// and on documents that cannot be judged.
func realReports(t *testing.T) map[string][]byte {
	t.Helper()
	l, err := linter()
	if err != nil {
		t.Fatal(err)
	}
	samples, err := filepath.Glob("../../testdata/samples/*")
	if err != nil || len(samples) < 3 {
		t.Fatalf("%d samples: %v", len(samples), err)
	}
	out := map[string][]byte{
		"samples":   reported(t, l.Files(samples, lint.Options{Jobs: 2})...),
		"no file":   reported(t, l.File("no-such-file.md", lint.Options{})),
		"no policy": reported(t, l.Data("x.md", []byte("The cat sat on the mat and looked at the rain."), lint.Options{})),
		"language":  reported(t, l.Data("x.md", []byte("Der Anbieter unterrichtet die betroffene Person über die Entscheidung und ihre Gründe."), lint.Options{})),
		"tiny":      reported(t, l.Data("x.md", []byte("x"), lint.Options{Kind: rules.DraftRegulation, Language: "en-GB"})),
	}
	for _, kind := range rules.Kinds {
		out[string(kind)] = reported(t, l.Files(samples, lint.Options{Kind: kind, Jobs: 1})...)
	}
	return out
}

// TestReportsFollowSchema holds that reports are what the contract says.
func TestReportsFollowSchema(t *testing.T) {
	reports := realReports(t)
	for path, schema := range schemas(t) {
		for name, data := range reports {
			instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(instance); err != nil {
				t.Errorf("%s by %s: %v", name, path, err)
			}
		}
	}
}

// TestSchemaRefuses holds that the schema is no rubber stamp: reports with a
// fault that a reader would stumble over are refused.
func TestSchemaRefuses(t *testing.T) {
	l, err := linter()
	if err != nil {
		t.Fatal(err)
	}
	good := string(reported(t, l.File("../../testdata/samples/terms.md", lint.Options{})))
	schema := schemas(t)["report.schema.json"]
	for _, c := range []struct{ name, old, new string }{
		{"another version", `"version": 1,`, `"version": 2,`},
		{"another program", `"name": "rightslint"`, `"name": "spellcheck"`},
		{"no documents", `"documents"`, `"files"`},
		{"unknown kind", `"kind": "terms-of-service"`, `"kind": "contract"`},
		{"judged and of no kind", `"kind": "terms-of-service"`, `"kind": "unknown"`},
		{"unknown status", `"status": "missing"`, `"status": "absent"`},
		{"unknown severity", `"severity": "error"`, `"severity": "fatal"`},
		{"line 0", `"line": `, `"line": 0, "was": `},
		{"span without quote", `"quote"`, `"words"`},
		{"rule without family", `"rule": "remedy/`, `"rule": "`},
		{"no fingerprint", `"fingerprint"`, `"print"`},
		{"error beside findings", `"kind_source"`, `"error": "It is empty.", "kind_source"`},
		{"number for text", `"language": "en"`, `"language": 7`},
	} {
		bad := strings.Replace(good, c.old, c.new, 1)
		if bad == good {
			t.Errorf("%s: %s does not stand in the report", c.name, c.old)
			continue
		}
		instance, err := jsonschema.UnmarshalJSON(strings.NewReader(bad))
		if err != nil {
			t.Fatal(err)
		}
		if schema.Validate(instance) == nil {
			t.Errorf("%s: not refused", c.name)
		}
	}
}
