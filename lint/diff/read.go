package diff

import (
	"errors"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/parse"
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
