package config

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"github.com/rightslint/rightslint/lint/strict"
	"github.com/rightslint/rightslint/rules"
)

// schema compiles the published schema.
func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	data, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("config.json", data); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("config.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// plain turns nodes into what a schema is applied to. Dates stay text.
func plain(n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		out := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			out[n.Content[i].Value] = plain(n.Content[i+1])
		}
		return out
	case yaml.SequenceNode:
		out := []any{}
		for _, c := range n.Content {
			out = append(out, plain(c))
		}
		return out
	}
	switch n.Tag {
	case "!!bool":
		return n.Value == "true"
	case "!!null":
		return nil
	}
	return n.Value
}

// TestSchema holds that the schema and the program accept and refuse the same
// configurations, names of rules and concepts apart.
func TestSchema(t *testing.T) {
	s := schema(t)
	for _, c := range []struct {
		text  string
		valid bool
	}{
		{"root: true", true},
		{"root: yes please", false},
		{"extends: shared/base.yaml", true},
		{"extends: [../base.yaml, ./other.yaml]", true},
		{"extends: https://example.org/base.yaml", false},
		{"extends: /etc/base.yaml", false},
		{"extends: ~/base.yaml", false},
		{`extends: C:\base.yaml`, false},
		{"kind: privacy-policy", true},
		{"kind: policy", false},
		{"language: pt-BR", true},
		{"language: English", false},
		{"fail-on: never", true},
		{"fail-on: info", false},
		{"set: app", false},
		{"rules: {remedy/appeal: warning, drafting/*: notice}", true},
		{"rules: {remedy/appeal: {severity: off, reason: The statute says so.}}", true},
		{"rules: {remedy/appeal: {suggestion: You may appeal.}}", true},
		{"rules: {remedy/appeal: {suggestion: {terms-of-service: You may appeal.}}}", true},
		{"rules: {remedy/appeal: {suggestion: {terms: You may appeal.}}}", false},
		{"rules: {remedy/appeal: off}", false},
		{"rules: {remedy/appeal: {severity: off}}", false},
		{"rules: {remedy/appeal: {severity: off, reason: ''}}", false},
		{"rules: [remedy/appeal]", false},
		{"documents: {files: '*.md', set: app, kind: terms-of-service, language: en, fail-on: notice, rules: {a/b: error}}", true},
		{"documents: [{files: [a.md, b/**]}]", true},
		{"documents: [{kind: privacy-policy}]", false},
		{"documents: [{files: ../a.md}]", false},
		{"documents: [{files: a/../b.md}]", false},
		{`documents: [{files: 'a\b.md'}]`, false},
		{"documents: [{files: a..b.md}]", true},
		{"documents: [{files: a.md, ignore: b.md}]", false},
		{"ignore: [drafts/, '*.txt']", true},
		{"ignore: ''", false},
		{"waivers: [{rule: a/b, files: x.pdf, section: '12', quote: words, reason: agreed, until: 2027-01-31}]", true},
		{"waivers: {rule: a/b, files: x.pdf, reason: agreed}", true},
		{"waivers: [{rule: a/b, files: x.pdf}]", false},
		{"waivers: [{rule: a/b, reason: agreed}]", false},
		{"waivers: [{files: x.pdf, reason: agreed}]", false},
		{"waivers: [{rule: a/b, files: x.pdf, reason: agreed, until: 31.1.2027}]", false},
		{"waivers: [{rule: a/b, files: x.pdf, reason: agreed, till: 2027-01-31}]", false},
		{"vocabulary: {en: {provider: [the Coop, the Cooperative], authority: the Office}}", true},
		{"vocabulary: {en: [provider]}", false},
		{"rule-folders: [rules]", true},
		{"rule-folders: [/rules]", false},
		{"baseline: .rightslint-baseline.json", true},
		{"baseline: [a.json]", false},
		{"anything: else", false},
		{"- a", false},
		{"rules:", false},
	} {
		_, mistakes := Decode("x.yaml", []byte(c.text))
		if (len(mistakes) == 0) != c.valid {
			t.Errorf("%s: valid is %v; the program says %v", c.text, c.valid, mistakes)
		}
		r := strict.Reader{File: "x.yaml"}
		if err := s.Validate(plain(r.Parse([]byte(c.text)))); (err == nil) != c.valid {
			t.Errorf("%s: valid is %v; the schema says %v", c.text, c.valid, err)
		}
	}
}

// TestSchemaNames holds that the schema names the keys that the program reads.
func TestSchemaNames(t *testing.T) {
	var parsed struct {
		Properties map[string]any
		Defs       map[string]struct{ Properties map[string]any } `yaml:"$defs"`
	}
	if err := yaml.Load(Schema, &parsed); err != nil { // JSON is YAML
		t.Fatal(err)
	}
	d := &decoder{strict.Reader{}, &File{}}
	entry := slices.Sorted(maps.Keys(d.entryFields(&Entry{})))
	top := append(slices.Sorted(maps.Keys(d.fileFields())), entry...)
	top = slices.DeleteFunc(top, func(s string) bool { return s == "set" })
	entry = append(entry, "files")
	slices.Sort(top)
	slices.Sort(entry)
	if got := slices.Sorted(maps.Keys(parsed.Properties)); !slices.Equal(got, top) {
		t.Errorf("the schema has %v, the program %v", got, top)
	}
	if got := slices.Sorted(maps.Keys(parsed.Defs["entry"].Properties)); !slices.Equal(got, entry) {
		t.Errorf("an entry has %v in the schema, %v in the program", got, entry)
	}
}

// TestPatterns holds what a pattern matches from the folder of its file.
func TestPatterns(t *testing.T) {
	for _, c := range []struct {
		pattern, file string
		want          bool
	}{
		{"terms.md", "/r/terms.md", true},
		{"terms.md", "/r/a/b/terms.md", true},
		{"/terms.md", "/r/terms.md", true},
		{"/terms.md", "/r/a/terms.md", false},
		{"./terms.md", "/r/a/terms.md", false},
		{"./terms.md", "/r/terms.md", true},
		{"a/terms.md", "/r/a/terms.md", true},
		{"a/terms.md", "/r/b/a/terms.md", false},
		{"a", "/r/a/b/terms.md", true},
		{"a/", "/r/x/a/terms.md", true},
		{"/a/", "/r/x/a/terms.md", false},
		{"a/**/*.md", "/r/a/terms.md", true},
		{"a/*.md", "/r/a/b/terms.md", false},
		{"*.{md,txt}", "/r/a/terms.txt", true},
		{"[[]draft].md", "/r/[draft].md", true},
		{"terms.md", "/other/terms.md", false},
		{"**", "/r/x", true},
	} {
		if got := matches([]Value{{Text: c.pattern}}, "/r", c.file) != nil; got != c.want {
			t.Errorf("%s matches %s: %v", c.pattern, c.file, got)
		}
	}
}

// FuzzDecode holds that no file makes the reading fail or its mistakes lack a
// place.
func FuzzDecode(f *testing.F) {
	f.Add([]byte("rules: {a/b: {severity: off}}\nwaivers: [{rule: x}]\n"))
	f.Add([]byte("a: &a [*a]\n? [x]\n: y\n<<: {b: c}\n"))
	f.Add([]byte("vocabulary: {en: {x: [\"\\e[2J\"]}}"))
	f.Add([]byte(strings.Repeat("{a: ", 2000)))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, mistakes := Decode("x.yaml", data)
		if file == nil {
			t.Fatal("no file")
		}
		for _, m := range mistakes {
			if m.Message == "" || m.File != "x.yaml" {
				t.Errorf("%+v", m)
			}
		}
		s := &Settings{layers: []*Entry{&file.All}}
		for _, id := range s.RuleIDs() {
			if r, _ := s.Rule(id); r.Severity != "" && r.Severity != Off && rules.Severity(r.Severity).Rank() == 0 {
				t.Errorf("%s has the severity %q", id, r.Severity)
			}
		}
	})
}
