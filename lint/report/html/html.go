// Package html writes a report as one page that stands alone: the document
// itself with the findings in its margin, and the table of safeguards as the
// way in. The page loads nothing, runs no script but its own, and can be read
// and printed without any script at all.
package html

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"
	"io"
	"strings"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
)

// Options say how a page is made.
type Options struct {
	// Catalog gives the titles, rationales and sources of the rules and the
	// names of the kinds of documents; it must not be nil.
	Catalog *rules.Catalog
	// ID begins the ids of all elements of a fragment, so that several can
	// stand in one page; empty: "d1". Write gives each document its own.
	ID string
}

//go:embed style.css script.js *.gohtml
var files embed.FS

var templates = template.Must(template.New("").Funcs(template.FuncMap{
	"heading": func(level int, id, class string, text any) headingView {
		return headingView{min(max(level, 1), 6), id, class, text}
	},
	"add": func(a, b int) int { return a + b },
}).ParseFS(files, "*.gohtml"))

// headingView is what the template of a heading needs, whose level depends on
// where it stands.
type headingView struct {
	Level     int
	ID, Class string
	Text      any
}

var style, script = mustRead("style.css"), mustRead("script.js")

func mustRead(name string) string {
	data, err := files.ReadFile(name)
	if err != nil {
		panic(err) // the file is a part of the program
	}
	return strings.TrimSpace(string(data))
}

// Style returns the style sheet that pages with a fragment need.
func Style() string { return style }

// Script returns the script that copies wording and filters, for pages with a
// fragment. It acts on the whole page when it is loaded; a page that replaces a
// fragment afterwards calls rightslint.refresh().
func Script() string { return script }

// Policy returns the content security policy of a page that Write makes:
// nothing is loaded, and only the page's own style and script apply.
func Policy() string {
	return "default-src 'none'; style-src '" + hash(style) + "'; script-src '" + hash(script) + "'; base-uri 'none'; form-action 'none'"
}

// hash names a text as Content Security Policy Level 3 does.
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// pageView is what the template of a page needs.
type pageView struct {
	Title, Policy, Version string
	Style                  template.CSS
	Script                 template.JS
	Documents              []*documentView
	Judged, Failed, Open   int
}

// Write writes a report as a page of its own, with an index where it holds
// several documents. It returns the error of the writer.
func Write(w io.Writer, rep *lint.Report, opts Options) error {
	p := pageView{
		Policy: Policy(), Version: rep.Tool.Version,
		Style: template.CSS(style), Script: template.JS(script), // both are files of this package
	}
	level := 1
	if len(rep.Documents) != 1 {
		level = 2
	}
	ids := documentIDs(rep)
	for i, d := range rep.Documents {
		v := newDocument(d, opts.Catalog, documentID(i), level, ids)
		p.Documents = append(p.Documents, v)
		if v.Error != "" {
			p.Failed++
		} else {
			p.Judged++
		}
		p.Open += v.Open
	}
	p.Title = pageTitle(p.Documents)
	return templates.ExecuteTemplate(w, "page", p)
}

// Document writes the report on one document as an article element with the
// level 1 heading of its page, without style and script.
func Document(w io.Writer, d *lint.Document, opts Options) error {
	id := opts.ID
	if id == "" {
		id = "d1"
	}
	return templates.ExecuteTemplate(w, "document", newDocument(d, opts.Catalog, id, 1, map[string]string{d.Path: id}))
}
