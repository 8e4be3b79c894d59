package serve

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// event is one line of the answer to a check. The page shows each as it comes.
type event struct {
	// Stage is read, judged, compared, mended or failed.
	Stage string `json:"stage"`
	// Message says why the document could not be read or judged.
	Message string `json:"message,omitempty"`
	// Choose says that choosing the kind of the document may help.
	Choose bool `json:"choose,omitempty"`
	// Title is that of the document, Pages their number where it has any.
	Title string `json:"title,omitempty"`
	Pages int    `json:"pages,omitempty"`
	// Text is the text to be edited, given once for each file.
	Text *string `json:"text,omitempty"`
	// Report is the document with its report, as markup.
	Report string `json:"report,omitempty"`

	// Change is what puts wording into the text.
	Change *edit `json:"change,omitempty"`

	Kind     rules.Kind `json:"kind,omitempty"`
	Detected bool       `json:"detected,omitempty"`
	Reason   string     `json:"reason,omitempty"`
	Warnings []string   `json:"warnings,omitempty"`
	Tallies  []tally    `json:"tallies,omitempty"`
	Notes    []note     `json:"notes,omitempty"`
	More     int        `json:"more,omitempty"` // findings without a note
}

// check judges a document and answers with one event for each line: the
// document when it is read, then the verdict. The parameters are name, kind
// (empty: detect it), file (the document is a file rather than the text of the
// page) and report (the markup of the report is wanted).
func (s *Server) check(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	events := make(chan event, 4) // as many as there can be
	err := s.work(w, r, []string{q.Get("name")}, func(data []byte) error {
		defer close(events)
		u := newUpload(q.Get("name"), q.Get("kind"), data)
		v, err := s.judge(u, func(d *parse.Document) {
			e := event{Stage: "read", Title: d.Title, Pages: len(d.Pages)}
			if q.Get("file") != "" {
				e.Report, _ = s.draft(d) // without it the reader waits a moment longer
			}
			events <- e
		})
		if err != nil {
			return err
		}
		e, err := s.judged(v, q.Get("file") != "", q.Get("report") != "")
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

// errLate says that a document took too long.
var errLate = &failure{message: "This document takes longer than this page allows. The command “rightslint check” has no such limit."}

// stream writes events as they come. It returns an error only where nothing
// has been written.
func stream(w http.ResponseWriter, events <-chan event, done <-chan error, late <-chan time.Time) error {
	control := http.NewResponseController(w)
	enc := json.NewEncoder(w)
	started := false
	write := func(e event) {
		if !started {
			w.Header().Set("Content-Type", "application/x-ndjson; charset=utf-8")
			started = true
		}
		_ = control.SetWriteDeadline(time.Now().Add(answerTime))
		_ = enc.Encode(e)
		_ = control.Flush()
	}
	for {
		select {
		case e, open := <-events:
			if open {
				write(e)
				continue
			}
			events = nil
		case err := <-done:
			for e := range drain(events) {
				write(e)
			}
			if err == nil {
				return nil
			}
			if !started {
				return err
			}
			write(failed(err))
			return nil
		case <-late:
			if !started {
				return errLate
			}
			write(failed(errLate))
			return nil
		}
	}
}

// drain returns what is left in a channel of a job that has ended; a closed
// one where the channel was read to its end.
func drain(events <-chan event) <-chan event {
	if events != nil {
		return events
	}
	none := make(chan event)
	close(none)
	return none
}

// failed tells an error as an event.
func failed(err error) event {
	e := event{Stage: "failed", Message: "This document could not be judged."}
	var told *failure
	switch {
	case errors.As(err, &told):
		e.Message, e.Choose = told.message, told.choose
	case errors.Is(err, errBusy):
		e.Message = "Rightslint is busy with other documents. Try again in a minute."
	}
	return e
}

// refuse answers with an error, and the status that fits it.
func refuse(w http.ResponseWriter, err error) {
	status := http.StatusUnprocessableEntity
	var large *largeError
	switch {
	case errors.Is(err, errBusy):
		status = http.StatusServiceUnavailable
		w.Header().Set("Retry-After", "60")
	case errors.As(err, &large):
		status = http.StatusRequestEntityTooLarge
		err = &large.failure
	case errors.Is(err, context.Canceled):
		return // nobody is there to read the answer
	}
	w.Header().Set("Content-Type", "application/x-ndjson; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(failed(err))
}
