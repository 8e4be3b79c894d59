package diff

import (
	"errors"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
	"github.com/rightslint/rightslint/rules/words"
)

// Files compares two files of any format. The error is a plain sentence that
// names the file which could not be read or judged.
func Files(l *lint.Linter, old, new string, opts lint.Options) (*Result, error) {
	a, err := parse.ReadWith(old, opts.Parse)
	if err != nil {
		return nil, err
	}
	b, err := parse.ReadWith(new, opts.Parse)
	if err != nil {
		return nil, err
	}
	return Documents(l, a, b, opts)
}

// Documents compares two documents that have been read.
func Documents(l *lint.Linter, old, new *parse.Document, opts lint.Options) (*Result, error) {
	judged, failure := l.Versions([]*parse.Document{old, new}, opts)
	if failure != nil {
		return nil, errors.New(failure.Path + ": " + failure.Error)
	}
	return Compare(judged[0], judged[1]), nil
}

// plain is the message of an error without the path, which is known.
func plain(err error) string {
	if e := (*parse.Error)(nil); errors.As(err, &e) {
		return e.Message
	}
	return err.Error()
}

// Outcome is the comparison of one document, or why there is none.
type Outcome struct {
	// Path names the document in the new version, or in the old one where it
	// was deleted.
	Path string
	// Result is nil where the versions could not be compared.
	Result *Result
	// Error says why, in a plain sentence without the path.
	Error string
	// Note says what else a reader should know: that the document is new, or
	// was deleted.
	Note string
}

// Removed is the result for a document that was deleted: every safeguard that
// it had is lost with it.
func Removed(old *lint.Judged) *Result {
	out := &Result{
		Version: 1, Changes: []Change{},
		Old: Side{Path: old.Doc.Path, Kind: old.Kind, Language: old.Language},
		New: Side{Path: old.Doc.Path, Kind: rules.Unknown, Language: "und"},
	}
	for _, r := range old.Catalog.Rules {
		row := old.Rows[r.ID]
		if row == nil || row.Status == lint.Missing || !old.Owes(r) || len(row.Evidence) == 0 {
			continue
		}
		span := row.Evidence[0].Span
		out.Changes = append(out.Changes, Change{
			Type: Lost, Rule: r.ID, Title: r.Title, From: row.Status, To: lint.Missing, Severity: r.Applies[old.Kind], Old: &span,
			Message: "Lost with the document: " + words.Small(r.Title) + ".",
		})
	}
	sortChanges(out.Changes)
	return out
}
