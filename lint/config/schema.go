package config

import _ "embed"

// Schema is the JSON schema of configuration files, for editors. It knows no
// ids of rules, because an organisation can add its own.
//
//go:embed config.schema.json
var Schema []byte
