package project

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
)

// SchemaURL is where editors find the schema of configuration files.
const SchemaURL = "https://raw.githubusercontent.com/rightslint/rightslint/main/lint/config/config.schema.json"

// Draft returns a commented configuration for the documents below a folder, as
// they were judged. Documents that are no policy are ignored by it.
func Draft(folder string, docs []*lint.Document) (string, error) {
	var b strings.Builder
	b.WriteString("# yaml-language-server: $schema=" + SchemaURL + `
# Configuration of rightslint. “rightslint config show FILE” says what holds for
# a document, and from which line.

# A finding of this severity or a graver one makes a check fail: error, warning,
# notice or never.
fail-on: error
`)
	byKind := map[rules.Kind][]string{}
	var ignored []*lint.Document
	for _, d := range docs {
		if d.Error != "" {
			ignored = append(ignored, d)
			continue
		}
		byKind[d.Kind] = append(byKind[d.Kind], d.Path)
	}
	if len(byKind) > 0 {
		b.WriteString("\n# The documents that were found, with their kinds as they were recognised. An\n# entry may also set language, set, fail-on and rules; later entries win.\ndocuments:\n")
	}
	for _, kind := range rules.Kinds {
		if len(byKind[kind]) == 0 {
			continue
		}
		b.WriteString("  - files:\n")
		for _, path := range byKind[kind] {
			pattern, err := patternOf(folder, path)
			if err != nil {
				return "", err
			}
			fmt.Fprintf(&b, "      - %s\n", pattern)
		}
		fmt.Fprintf(&b, "    kind: %s\n", kind)
	}
	if len(ignored) > 0 {
		b.WriteString("\n# What was not recognised as a policy document, or could not be read. Take a\n# line out to have that document judged, and give it a kind above.\nignore:\n")
	}
	for _, d := range ignored {
		pattern, err := patternOf(folder, d.Path)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "  - %s\n", pattern)
	}
	b.WriteString(draftRest)
	return b.String(), nil
}

// draftRest shows what else a configuration can say, as comments.
const draftRest = `
# Documents of one service can be judged together: what one has, the others need
# not repeat. Add “set: NAME” to their entries above.

# Severities, and rules that are not asked for, with the reason.
# rules:
#   privacy/encryption: warning
#   drafting/no-deadline:
#     severity: off
#     reason: Time limits stand in the schedule.

# Findings that need not be mended: missing safeguards, and all of PDF. In
# Markdown a comment above the passage does the same:
#   <!-- rightslint-disable-next-line RULE: reason -->
# waivers:
#   - rule: remedy/appeal
#     files: policies/terms.md
#     reason: Appeals are regulated in the Courts Act, section 12.
#     until: 2027-12-31

# Names that your organisation uses for those whom the rules speak of.
# vocabulary:
#   en:
#     provider: [the Cooperative]

# Accepted findings of the past; “rightslint check --write-baseline .” makes it.
# baseline: .rightslint-baseline.json
`

// patternOf writes the path of a document as a pattern that matches it alone,
// quoted for YAML where that is needed.
func patternOf(folder, path string) (string, error) {
	rel, err := filepath.Rel(folder, path)
	if err != nil {
		return "", err
	}
	rel = filepath.ToSlash(rel)
	rel = strings.NewReplacer("[", "[[]", "*", "[*]", "?", "[?]", "{", "[{]", `\`, "?").Replace(rel)
	if !strings.Contains(rel, "/") {
		rel = "/" + rel // in this folder only
	}
	if plainName.MatchString(rel) {
		return rel, nil
	}
	quoted, err := json.Marshal(rel) // YAML reads the strings of JSON
	return string(quoted), err
}

// plainName matches what needs no quotation marks in YAML.
var plainName = regexp.MustCompile(`^[A-Za-z/][A-Za-z0-9_./-]*$`)
