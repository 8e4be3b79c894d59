package serve

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/report"
	"github.com/rightslint/rightslint/lint/report/html"
	"github.com/rightslint/rightslint/parse"
)

// format is a form in which the report can be saved.
type format struct {
	kind  string // of the file, as HTTP names it
	write func(w io.Writer, s *Server, r *lint.Report) error
}

// saved are the forms that the page's buttons ask for.
var saved = map[string]format{
	"html": {"text/html; charset=utf-8", func(w io.Writer, s *Server, r *lint.Report) error {
		return html.Write(w, r, html.Options{Catalog: s.cfg.Catalog})
	}},
	"csv": {"text/csv; charset=utf-8", func(w io.Writer, s *Server, r *lint.Report) error {
		return report.CSV(w, r, s.cfg.Catalog)
	}},
}

// save answers with the report on a document as a file. The parameters are
// name, kind and format.
func (s *Server) save(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	form, ok := saved[q.Get("format")]
	if !ok {
		http.Error(w, "There is no such form of the report.", http.StatusNotFound)
		return
	}
	var out bytes.Buffer
	err := s.work(w, r, []string{q.Get("name")}, func(data []byte) error {
		v, err := s.judge(newUpload(q.Get("name"), q.Get("kind"), data), func(*parse.Document) {})
		if err != nil {
			return err
		}
		if v.doc.Error != "" {
			return &failure{message: plain(v.doc.Error)}
		}
		if err := form.write(&out, s, lint.NewReport([]*lint.Document{v.doc})); err != nil {
			return fmt.Errorf("the report cannot be made: %w", err)
		}
		return nil
	}, func(done <-chan error, late <-chan time.Time) error {
		select {
		case err := <-done:
			if err != nil {
				return err
			}
		case <-late:
			return errLate
		}
		// The page gives the file its name; shown instead of saved it could
		// do nothing, for its own policy holds beside that of the server.
		w.Header().Set("Content-Type", form.kind)
		w.Header().Set("Content-Disposition", "attachment")
		_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(answerTime))
		_, _ = out.WriteTo(w)
		return nil
	})
	if err != nil {
		refuse(w, err)
	}
}
