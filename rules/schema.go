package rules

import _ "embed"

//go:embed rule.schema.json
var schema []byte

// Schema returns the JSON Schema (draft 2020-12) of a rule file, by which
// editors check and explain a rule as it is written.
func Schema() []byte { return schema }
