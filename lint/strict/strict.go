// Package strict reads YAML that users write, such as configurations, node by
// node: every mistake is kept with its place and with the nearest valid name,
// so that all are told at once. Aliases and merge keys are refused, which
// leaves nothing that could grow when it is read.
package strict

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"github.com/rightslint/rightslint/rules"
)

// Reader collects the mistakes of one file.
type Reader struct {
	// File is how messages name the file.
	File string
	// Before is the number of lines that stand in the file before the YAML.
	Before int
	// Mistakes are those found so far, in the order in which they were found.
	Mistakes rules.Mistakes
}

// Parse reads one YAML document and returns its root, or nil.
func (r *Reader) Parse(data []byte) *yaml.Node {
	root, mistakes := rules.ParseYAML(r.File, data)
	for _, m := range mistakes {
		if m.At.Line > 0 {
			m.At.Line += r.Before
		}
		r.Mistakes = append(r.Mistakes, m)
	}
	return root
}

// Place returns where a node stands in the file.
func (r *Reader) Place(n *yaml.Node) rules.Place {
	return rules.Place{Line: n.Line + r.Before, Column: n.Column}
}

// Fault records a mistake at a node.
func (r *Reader) Fault(n *yaml.Node, format string, args ...any) {
	r.Mistakes = append(r.Mistakes, rules.Mistake{File: r.File, At: r.Place(n), Message: fmt.Sprintf(format, args...)})
}

// Fields reads a mapping with fixed keys: each value is handed to the function
// of its key. A key that is not known or stands twice is a mistake.
func (r *Reader) Fields(n *yaml.Node, what string, fields map[string]func(*yaml.Node)) {
	known := make([]string, 0, len(fields))
	for k := range fields {
		known = append(known, k)
	}
	slices.Sort(known)
	r.Entries(n, what, func(key, value *yaml.Node) {
		read := fields[key.Value]
		if read == nil {
			hint := rules.Nearest(key.Value, known)
			if hint == "" {
				hint = "; known are " + strings.Join(known, ", ")
			}
			r.Fault(key, "%q is not known in %s%s", key.Value, what, hint)
			return
		}
		read(value)
	})
}

// Entries reads a mapping with free keys. A key that stands twice is a mistake.
func (r *Reader) Entries(n *yaml.Node, what string, read func(key, value *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		r.shape(n, what, "“name: value” entries")
		return
	}
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		switch {
		case key.Kind != yaml.ScalarNode:
			r.shape(key, "a name in "+what, "plain text")
		case seen[key.Value] > 0:
			r.Fault(key, "%q stands twice in %s, first on line %d", key.Value, what, seen[key.Value])
		case value.Kind == yaml.ScalarNode && value.Tag == "!!null":
			seen[key.Value] = key.Line + r.Before
			r.Fault(key, "%q has no value", key.Value)
		default:
			seen[key.Value] = key.Line + r.Before
			read(key, value)
		}
	}
}

// List reads a list, or a single value as a list of one.
func (r *Reader) List(n *yaml.Node, read func(*yaml.Node)) {
	if n.Kind != yaml.SequenceNode {
		read(n)
		return
	}
	for _, item := range n.Content {
		read(item)
	}
}

// Text returns the text of a node, or "" and a mistake where it is none.
func (r *Reader) Text(n *yaml.Node, what string) string {
	if n.Kind != yaml.ScalarNode {
		r.shape(n, what, "text")
		return ""
	}
	text := strings.TrimSpace(n.Value)
	if text == "" || n.Tag == "!!null" {
		r.Fault(n, "%s is empty", what)
		return ""
	}
	return text
}

// OneOf returns the text of a node, which must be one of the allowed.
func (r *Reader) OneOf(n *yaml.Node, what string, allowed []string) string {
	text := r.Text(n, what)
	if text == "" || slices.Contains(allowed, text) {
		return text
	}
	r.Fault(n, "%s %q is not known; use one of %s", what, text, strings.Join(allowed, ", "))
	return ""
}

// Bool returns whether a node says true.
func (r *Reader) Bool(n *yaml.Node, what string) bool {
	return r.OneOf(n, what, []string{"true", "false"}) == "true"
}

// Date returns the day that a node names, as midnight UTC.
func (r *Reader) Date(n *yaml.Node, what string) time.Time {
	text := r.Text(n, what)
	if text == "" {
		return time.Time{}
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		r.Fault(n, "%s %q is no date; write it as 2027-01-31", what, text)
	}
	return day
}

func (r *Reader) shape(n *yaml.Node, what, want string) {
	if n.Kind == yaml.AliasNode {
		r.Fault(n, "%s is an alias (*%s), which is not followed here; write the value out", what, n.Value)
		return
	}
	got := map[yaml.Kind]string{yaml.ScalarNode: "text", yaml.SequenceNode: "a list", yaml.MappingNode: "entries"}[n.Kind]
	r.Fault(n, "%s must be %s, not %s", what, want, got)
}
