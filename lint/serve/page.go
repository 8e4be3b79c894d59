package serve

import (
	"io"
	"net/http"
	"path"
	"strings"

	"github.com/rightslint/rightslint/lint/report/html"
)

// types are those of the files of the page, by the ending of their names. A
// browser is told the type and believes it.
var types = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
}

// assets returns the files of the page by name: its own, and the style and
// script that a report needs.
func assets() map[string]string {
	out := map[string]string{"report.css": html.Style(), "report.js": html.Script()}
	entries, err := files.ReadDir("page")
	for _, e := range entries {
		if types[path.Ext(e.Name())] == "" || err != nil {
			continue // a template
		}
		var data []byte
		data, err = files.ReadFile("page/" + e.Name())
		out[e.Name()] = string(data)
	}
	if err != nil {
		panic(err) // the files are a part of the program
	}
	return out
}

// routes are the addresses below the token.
func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.index)
	for name, text := range assets() {
		mux.HandleFunc("GET /"+name, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", types[path.Ext(name)])
			_, _ = io.WriteString(w, text)
		})
	}
	mux.HandleFunc("POST /check", s.check)
	mux.HandleFunc("POST /save", s.save)
	mux.HandleFunc("POST /compare", s.compare)
	mux.HandleFunc("POST /mend", s.mend)
	return mux
}

// indexView is what the template of the page needs.
type indexView struct {
	Token      string
	Kinds      []kindChoice
	Extensions []string
	Formats    string
	MaxUpload  int64 // bytes
}

func (s *Server) index(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	err := s.page.ExecuteTemplate(w, "index.html", indexView{
		Token: s.token, Kinds: s.kinds(), Extensions: s.cfg.Extensions,
		Formats: formats(s.cfg.Extensions), MaxUpload: s.limits.upload,
	})
	if err != nil {
		http.Error(w, "The page cannot be made.", http.StatusInternalServerError)
	}
}

// formatNames are the names of formats by extension, as people call them.
var formatNames = []struct{ ext, name string }{
	{".docx", "Word"}, {".odt", "OpenDocument"}, {".pdf", "PDF"}, {".html", "web page"}, {".md", "Markdown"}, {".txt", "plain text"},
}

// formats names the formats of files with these extensions.
func formats(extensions []string) string {
	var names []string
	for _, f := range formatNames {
		for _, ext := range extensions {
			if ext == f.ext {
				names = append(names, f.name+" ("+ext+")")
			}
		}
	}
	return strings.Replace(list(names), " and ", " or ", 1)
}
