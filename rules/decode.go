package rules

import (
	"bytes"

	"go.yaml.in/yaml/v4"
)

// ParseYAML reads one YAML document into nodes and returns its root, or nil
// where there is none, and what is wrong with its syntax. Other files of a user
// than rules are read with it, so that mistakes look alike everywhere.
func ParseYAML(file string, data []byte) (*yaml.Node, Mistakes) {
	if blankYAML(data) {
		return nil, nil
	}
	var doc yaml.Node
	l := &loader{}
	if !l.decode(file, data, &doc) || len(doc.Content) == 0 {
		return nil, l.mistakes
	}
	return doc.Content[0], nil
}

// blankYAML reports whether there are only comments and blank lines, which the
// decoder takes for a mistake.
func blankYAML(data []byte) bool {
	for _, line := range bytes.Split(bytes.TrimPrefix(data, []byte("\ufeff")), []byte("\n")) {
		line = bytes.TrimSpace(line)
		if len(line) > 0 && line[0] != '#' && !bytes.Equal(line, []byte("---")) {
			return false
		}
	}
	return true
}

// Nearest returns the hint "; did you mean X?" for the known name that is
// fewest edits away from a name, or nothing where none is near.
func Nearest(name string, known []string) string {
	set := make(map[string]bool, len(known))
	for _, k := range known {
		set[k] = true
	}
	return nearest(name, set)
}
