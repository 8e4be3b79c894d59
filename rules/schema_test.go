package rules

import (
	"bytes"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"
)

func ruleSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("rule.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("rule.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func asJSON(t *testing.T, data []byte) any {
	t.Helper()
	var v any
	if err := yaml.Load(data, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// TestSchemaAccepts holds that every built-in rule follows the schema.
func TestSchemaAccepts(t *testing.T) {
	schema := ruleSchema(t)
	seen := 0
	err := fs.WalkDir(Builtin(), "catalog", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(Builtin(), name)
		if err != nil {
			return err
		}
		seen++
		if err := schema.Validate(asJSON(t, data)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		return nil
	})
	if err != nil || seen < 50 {
		t.Errorf("%d rules, %v", seen, err)
	}
	for _, text := range []string{houseRule, "id: remedy/appeal\noverrides: true\napplies: {terms-of-service: notice}\n"} {
		if err := schema.Validate(asJSON(t, []byte(text))); err != nil {
			t.Errorf("%v:\n%s", err, text)
		}
	}
}

// TestSchemaRefuses holds that an editor shows the mistakes that the program
// would refuse.
func TestSchemaRefuses(t *testing.T) {
	schema := ruleSchema(t)
	for _, c := range []struct{ old, new string }{
		{"title:", "titel:"},
		{"id: house/written-reasons", "id: Written Reasons"},
		{"title: A refusal is given in writing\n", ""},
		{"{procurement-spec: warning}", "{procurement-spec: fatal}"},
		{"{procurement-spec: warning}", "{contract: warning}"},
		{"evidence:\n", "evidence:\n  - within: 3\n"},
		{"  - all: [written-reasons, [vendor, provider]]", "  - {all: [a], seq: [b]}"},
		{"  - all: [written-reasons, [vendor, provider]]", "  - {all: [a], in: chapter}"},
		{"  - all: [written-reasons, [vendor, provider]]", "  - {all: [a], by: [vender]}"},
		{"[reasons in writing, written statement of reasons]", "[]"},
		{"[House rules 4.2]", "House rules 4.2"},
		{"rationale:", "check: spelling\nrationale:"},
		{"  satisfy:\n    - text:", "  satisfy:\n    - txt:"},
	} {
		bad := strings.Replace(houseRule, c.old, c.new, 1)
		if bad == houseRule {
			t.Errorf("%q does not stand in the rule", c.old)
		} else if schema.Validate(asJSON(t, []byte(bad))) == nil {
			t.Errorf("%q is not refused", c.new)
		}
	}
}

// TestSchemaIsWhole holds that the schema knows every field that the program
// reads, and every word that it allows.
func TestSchemaIsWhole(t *testing.T) {
	root := asJSON(t, Schema()).(map[string]any)
	at := func(path ...string) map[string]any {
		t.Helper()
		node := root
		for _, p := range path {
			next, ok := node[p].(map[string]any)
			if !ok {
				t.Fatalf("the schema has no %v", path)
			}
			node = next
		}
		return node
	}
	for _, c := range []struct {
		of   reflect.Type
		path []string
	}{
		{reflect.TypeFor[Rule](), []string{"properties"}},
		{reflect.TypeFor[Pattern](), []string{"$defs", "pattern", "properties"}},
		{reflect.TypeFor[Element](), []string{"$defs", "element", "properties"}},
		{reflect.TypeFor[Cases](), []string{"$defs", "cases", "properties"}},
		{reflect.TypeFor[Case](), []string{"$defs", "passages", "items", "properties"}},
	} {
		known := at(c.path...)
		fields := 0
		for i := range c.of.NumField() {
			name := c.of.Field(i).Tag.Get("yaml")
			if name == "" || name == "-" {
				continue
			}
			fields++
			if known[name] == nil {
				t.Errorf("%s: the schema does not know %s", c.of, name)
			}
		}
		if fields != len(known) {
			t.Errorf("%s: the schema knows %d fields, the program %d", c.of, len(known), fields)
		}
	}
	pattern := []string{"$defs", "pattern", "properties"}
	words := func(path ...string) []string {
		var out []string
		for _, w := range at(path...)["enum"].([]any) {
			out = append(out, w.(string))
		}
		return out
	}
	var kinds []string
	for _, k := range Kinds {
		kinds = append(kinds, string(k))
	}
	for _, c := range []struct {
		got, want []string
	}{
		{words("$defs", "kind"), kinds},
		{words("$defs", "severity"), severities},
		{words("properties", "check"), checks},
		{words(append(pattern, "in")...), scopes},
		{words(append(pattern, "negated")...), negations},
		{words(append(pattern, "force")...), forces},
		{words(append(pattern, "by", "items")...), Parties},
		{words(append(pattern, "class", "items")...), classes},
		{words("$defs", "element", "properties", "in"), elementIn},
	} {
		want := slices.DeleteFunc(slices.Clone(c.want), func(s string) bool { return s == "" })
		if !slices.Equal(c.got, want) {
			t.Errorf("the schema allows %v, the program %v", c.got, want)
		}
	}
}
