package main

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"github.com/rightslint/rightslint/lint/config"
)

// configGuideFiles writes configGuideDocuments.
func configGuideFiles(w *workspace) {
	for name, text := range configGuideDocuments {
		w.write(name, text)
	}
}

// configGuideDocuments are what the commands of guide/configuration.md are run
// on, besides the files that the page itself gives.
var configGuideDocuments = map[string]string{
	"contracts/hosting.pdf": "A contract that no command reads.\n",
	"policies/app/terms.md": `# Terms of Service

These terms govern your use of our service. By using it you agree to them. We may
close your account if you break them. Children may use the service.
`,
	"policies/app/privacy.md": `# Privacy Policy

This privacy policy explains how we process your personal data. We collect personal
data when you open an account. We keep personal data secure by encryption and access
control. You can complain to us through our complaints form.
`,
	"drafts/terms.md": "# Terms of Service\n\nThese terms govern your use of our service.\n",
}

// TestGuideConfiguration holds that the schema accepts the configurations of the
// page and refuses the wrong one.
func TestGuideConfiguration(t *testing.T) {
	seen := 0
	for _, b := range guidePage(t, "guide/configuration.md").Blocks {
		if b.Language != "yaml" {
			continue
		}
		seen++
		if err := validateConfig(b.Text()); (err != nil) != b.Wrong() {
			t.Errorf("the schema says %v of\n%s", err, b.Text())
		}
	}
	if seen < 5 {
		t.Errorf("only %d configurations were found", seen)
	}
}

// validateConfig applies the published schema to a configuration.
func validateConfig(text string) error {
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(config.Schema))
	if err != nil {
		return err
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("config.json", schema); err != nil {
		return err
	}
	compiled, err := c.Compile("config.json")
	if err != nil {
		return err
	}
	var root yaml.Node
	if err := yaml.Load([]byte(text), &root); err != nil {
		return err
	}
	return compiled.Validate(jsonOf(root.Content[0]))
}

// jsonOf turns nodes into what a schema is applied to; dates stay text, as
// editors take them.
func jsonOf(n *yaml.Node) any {
	switch {
	case n.Kind == yaml.MappingNode:
		out := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			out[n.Content[i].Value] = jsonOf(n.Content[i+1])
		}
		return out
	case n.Kind == yaml.SequenceNode:
		out := []any{}
		for _, c := range n.Content {
			out = append(out, jsonOf(c))
		}
		return out
	case n.Tag == "!!bool":
		return n.Value == "true"
	}
	return fmt.Sprint(n.Value)
}
