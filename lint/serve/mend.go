package serve

import (
	"bytes"
	"net/http"
	"time"
	"unicode/utf8"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/fix"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// mend answers with one event, whose change puts the wording of a missing
// safeguard into the text in the document's own manner: at its place, with its
// numbers and its names. The parameters are name, kind and rule. Where that
// cannot be done soundly, the event says why and has no change.
func (s *Server) mend(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	events := make(chan event, 1)
	err := s.work(w, r, []string{q.Get("name")}, func(data []byte) error {
		defer close(events)
		u := newUpload(q.Get("name"), q.Get("kind"), data)
		if s.cfg.Catalog.Rule(q.Get("rule")) == nil || !utf8.Valid(data) {
			return &failure{message: "The program does not know this safeguard. Load the page again."}
		}
		v, err := s.judge(u, func(*parse.Document) {})
		if err != nil {
			return err
		}
		e, err := s.mended(u, v.doc, q.Get("rule"))
		if err == nil {
			events <- e
		}
		return err
	}, func(done <-chan error, late <-chan time.Time) error {
		return stream(w, events, done, late)
	})
	if err != nil {
		refuse(w, err)
	}
}

// mended puts the wording of one rule into a document.
func (s *Server) mended(u upload, d *lint.Document, rule string) (event, error) {
	judge := func(data []byte, kind rules.Kind) *lint.Document {
		return s.answered(s.cfg.Linter.Data(u.name, data, lint.Options{Kind: kind}))
	}
	if d.Error != "" {
		return event{}, &failure{message: plain(d.Error)}
	}
	result, err := fix.Mend(d, judge, fix.Options{Rules: []string{rule}})
	if err != nil {
		return event{}, &failure{message: plain(err.Error())}
	}
	e := event{Stage: "mended"}
	for _, l := range result.Left {
		e.Message = plain(l.Why)
	}
	if len(result.Done) > 0 {
		change := difference(u.data, result.Data)
		e.Change = &change
	}
	return e, nil
}

// difference returns the change that makes one text of another, in UTF-16 code
// units: what lies between their common beginning and their common end.
func difference(before, after []byte) edit {
	most := min(len(before), len(after))
	head := 0
	for head < most && before[head] == after[head] {
		head++
	}
	for head > 0 && head < len(before) && !utf8.RuneStart(before[head]) {
		head-- // characters stay whole
	}
	tail := 0
	for tail < most-head && before[len(before)-1-tail] == after[len(after)-1-tail] {
		tail++
	}
	for tail > 0 && !utf8.RuneStart(before[len(before)-tail]) {
		tail--
	}
	e := edit{Start: head, End: len(before) - tail, Text: string(bytes.Clone(after[head : len(after)-tail]))}
	units(before, []*int{&e.Start, &e.End})
	return e
}
