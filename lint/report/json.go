// Package report prints reports: for people as text, for programs as JSON.
package report

import (
	"io"

	"github.com/rightslint/rightslint/lint"
)

// JSON writes the report in the form that other programs rely on, version 1
// of the report contract. Its strings are exact; characters that could steer a
// terminal are escaped.
func JSON(w io.Writer, r *lint.Report) error {
	return writeJSON(w, r, false)
}
