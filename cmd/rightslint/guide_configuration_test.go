package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"github.com/rightslint/rightslint/lint/config"
)

// configGuideDocuments are what the commands of guide/configuration.md are run
// on, besides the files that the page itself gives.
var configGuideDocuments = map[string]string{
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

// fenced matches a fenced block with its language and what stands after it.
var fenced = regexp.MustCompile("(?ms)^```([a-z]+)([^\n]*)\n(.*?)^```$")

// TestConfigurationGuide runs the examples of guide/configuration.md in their
// order in one folder: it writes the files that the page shows, checks each
// configuration against the schema, and compares what the commands print; […]
// stands for any lines.
func TestConfigurationGuide(t *testing.T) {
	page, err := os.ReadFile("guide/configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write(".git/HEAD", "ref: refs/heads/main\n") // the folder is a repository's
	for name, text := range configGuideDocuments {
		write(name, text)
	}
	ran, configs, wrongFile := 0, 0, ""
	for _, block := range fenced.FindAllStringSubmatch(string(page), -1) {
		language, info, text := block[1], strings.Fields(block[2]), block[3]
		switch language {
		case "console":
			ran += runConsole(t, dir, text)
			if wrongFile != "" { // it has shown its mistakes
				if err := os.Remove(filepath.Join(dir, wrongFile)); err != nil {
					t.Fatal(err)
				}
				wrongFile = ""
			}
			continue
		case "yaml":
			configs++
			wrong := len(info) > 1 && info[1] == "wrong"
			if err := validateConfig(text); (err != nil) != wrong {
				t.Errorf("the schema says %v of\n%s", err, text)
			}
		}
		name, ok := strings.CutPrefix(strings.Join(info[:min(1, len(info))], ""), "file=")
		if !ok {
			t.Fatalf("a block does not say which file it is: %s", block[0])
		}
		write(name, text)
		if len(info) > 1 && info[1] == "wrong" {
			wrongFile = name
		}
	}
	if ran < 6 || configs < 5 {
		t.Errorf("%d commands and %d configurations; the test does not find the examples", ran, configs)
	}
}

// runConsole runs the commands of a block and returns how many.
func runConsole(t *testing.T, dir, block string) int {
	t.Helper()
	n := 0
	for part := range strings.SplitSeq(block, "$ ") {
		line, want, _ := strings.Cut(part, "\n")
		if strings.TrimSpace(line) == "" {
			continue
		}
		n++
		cmd := exec.Command("rightslint", strings.Fields(line)[1:]...)
		cmd.Dir = dir
		var out bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &out
		err := cmd.Run()
		if cmd.ProcessState == nil {
			t.Fatal(err)
		}
		if !linesMatch(strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n"), strings.Split(strings.TrimSuffix(want, "\n"), "\n")) {
			t.Errorf("$ %s\nprints\n%s\nand the page says\n%s", line, out.String(), want)
		}
	}
	return n
}

// linesMatch reports whether the lines are those wanted, where […] stands for
// any number of lines.
func linesMatch(got, want []string) bool {
	if len(want) == 0 {
		return len(got) == 0
	}
	if want[0] == "[…]" {
		for i := 0; i <= len(got); i++ {
			if linesMatch(got[i:], want[1:]) {
				return true
			}
		}
		return false
	}
	return len(got) > 0 && got[0] == want[0] && linesMatch(got[1:], want[1:])
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
