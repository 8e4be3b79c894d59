// Package report prints reports: for people as text, for programs as JSON.
package report

import (
	"encoding/json"
	"io"

	"github.com/rightslint/rightslint/lint"
)

// JSON writes the report in the form that other programs rely on, version 1
// of the report contract.
func JSON(w io.Writer, r *lint.Report) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(r)
}
