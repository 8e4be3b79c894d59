package changes

import (
	"encoding/json"
	"io"

	"github.com/rightslint/rightslint/lint/diff"
)

// JSON writes comparisons in the form that other programs rely on, version 1
// of the contract for comparisons: an object for a single one, and a list of
// such objects where several was asked for. Documents that could not be
// compared are left out; the exit code tells of them.
func JSON(w io.Writer, list []diff.Outcome, several bool) error {
	results := []*diff.Result{}
	for i := range list {
		if list[i].Result != nil {
			results = append(results, list[i].Result)
		}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	switch {
	case several:
		return enc.Encode(results)
	case len(results) > 0:
		return enc.Encode(results[0])
	}
	return nil
}
