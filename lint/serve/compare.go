package serve

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/diff"
	"github.com/rightslint/rightslint/lint/report/changes"
	"github.com/rightslint/rightslint/parse"
)

// compare compares two versions of a document and answers with one event, whose
// report is the comparison. The body is the old version and the new one after
// it; the parameters are old and new, their names, size, the bytes of the old
// one, and kind.
func (s *Server) compare(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	events := make(chan event, 1)
	err := s.work(w, r, []string{q.Get("old"), q.Get("new")}, func(data []byte) error {
		defer close(events)
		size, err := strconv.Atoi(q.Get("size"))
		if err != nil || size < 0 || size > len(data) {
			return &failure{message: "The two versions did not arrive whole. Try again."}
		}
		markup, err := s.comparison(newUpload(q.Get("old"), q.Get("kind"), data[:size]), newUpload(q.Get("new"), q.Get("kind"), data[size:]))
		if err == nil {
			events <- event{Stage: "compared", Report: markup}
		}
		return err
	}, func(done <-chan error, late <-chan time.Time) error {
		return stream(w, events, done, late)
	})
	if err != nil {
		refuse(w, err)
	}
}

// comparison compares two versions and returns the markup that tells it.
func (s *Server) comparison(before, after upload) (string, error) {
	var docs [2]*parse.Document
	total := 0
	for i, u := range []upload{before, after} {
		doc, _, err := s.read(u)
		if err != nil {
			return "", about(u.name, err)
		}
		docs[i] = doc
		if total += len(doc.Source); total > s.limits.text {
			return "", tooLong(s.limits.text)
		}
	}
	result, err := diff.Documents(s.cfg.Linter, docs[0], docs[1], lint.Options{Kind: after.kind})
	if err != nil {
		return "", &failure{message: plain(strings.Replace(err.Error(), ": not judged: ", ": ", 1))}
	}
	var b strings.Builder
	if err := changes.Fragment(&b, diff.Outcome{Path: after.name, Result: result}); err != nil {
		return "", fmt.Errorf("the comparison cannot be shown: %w", err)
	}
	return b.String(), nil
}

// about names the version that a failure is about.
func about(name string, err error) error {
	var told *failure
	if errors.As(err, &told) {
		return &failure{message: name + ": " + told.message}
	}
	return err
}
