package serve

import (
	"bytes"
	"errors"
	"fmt"
	"log"
	"path"
	"runtime/debug"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/report/html"
	"github.com/rightslint/rightslint/lint/waiver"
	"github.com/rightslint/rightslint/parse"
)

// judge reads and judges a document, and calls read in between with the
// document as read.
func (s *Server) judge(u upload, read func(*parse.Document)) (verdict, error) {
	k := keyOf(u.name, u.kind, u.data)
	if v, ok := s.recent.find(k); ok {
		return v, nil
	}
	doc, editable, err := s.read(u)
	if err != nil {
		return verdict{}, err
	}
	read(doc)
	v := verdict{key: k, editable: editable}
	if editable {
		v.text = string(doc.Source)
	}
	v.doc = s.answered(s.cfg.Linter.Document(doc, lint.Options{Kind: u.kind}))
	s.recent.add(v)
	return v, nil
}

// answered applies the waivers that a document has in its comments and its front
// matter. A page knows of no configuration.
func (s *Server) answered(d *lint.Document) *lint.Document {
	waiver.Apply(d, s.cfg.Catalog, nil, time.Now().UTC())
	return d
}

// read reads a document. Text that can be edited is read in the form that the
// page works with: valid UTF-8 without a mark at its start, lines ended by a
// line feed.
func (s *Server) read(u upload) (doc *parse.Document, editable bool, err error) {
	opts := parse.Options{MaxBytes: s.limits.upload, MaxText: s.limits.text, PDF: s.cfg.PDF}
	doc, err = parse.Parse(u.name, u.data, opts)
	if err != nil {
		return nil, false, s.unread(u.name, err)
	}
	if doc.Format != parse.Markdown && doc.Format != parse.Text {
		return doc, false, nil
	}
	if text := normal(u.data); len(text) != len(u.data) || !bytes.Equal(text, u.data) {
		warnings := doc.Warnings
		if doc, err = parse.Parse(u.name, text, opts); err != nil {
			return nil, false, s.unread(u.name, err)
		}
		doc.Warnings = warnings
	}
	return doc, true, nil
}

// normal returns text as the page works with it.
func normal(data []byte) []byte {
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	if bytes.IndexByte(data, '\r') >= 0 {
		data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	}
	if !utf8.Valid(data) {
		data = bytes.ToValidUTF8(data, []byte(string(utf8.RuneError)))
	}
	return data
}

// unread says why a file could not be read, and which files can.
func (s *Server) unread(name string, err error) error {
	message := err.Error()
	var e *parse.Error
	if errors.As(err, &e) {
		if e.Reason == parse.TooLong {
			return tooLong(s.limits.text)
		}
		message = plain(e.Message)
		if !slices.Contains(s.cfg.Extensions, strings.ToLower(path.Ext(name))) {
			message += " This page reads files that end in " + list(s.cfg.Extensions) + "."
		}
	}
	return &failure{message: message}
}

// judged tells a verdict as an event. The markup of the report is made only
// where it is wanted: the view in which the text is edited does without.
func (s *Server) judged(v verdict, wantText, wantReport bool) (event, error) {
	d := v.doc
	if d.Error != "" {
		e := event{Stage: "failed", Message: plain(d.Error), Choose: strings.Contains(d.Error, "--kind")}
		if wantText && v.editable {
			e.Text = &v.text
		}
		return e, nil
	}
	e := event{
		Stage: "judged", Title: d.Doc.Title, Kind: d.Kind, Detected: d.KindSource == "detected",
		Reason: d.KindReason, Tallies: tallies(d),
	}
	for _, w := range d.Warnings {
		if w = plain(w); w != "" {
			e.Warnings = append(e.Warnings, w)
		}
	}
	if v.editable {
		var err error
		if e.Notes, err = s.notes(d); err != nil {
			return event{}, err
		}
		for i := range d.Findings {
			if d.Findings[i].Suppressed == nil {
				e.More++
			}
		}
		e.More -= len(e.Notes)
		if wantText {
			e.Text = &v.text
		}
	}
	if wantReport {
		var b strings.Builder
		if err := html.Document(&b, d, html.Options{Catalog: s.cfg.Catalog}); err != nil {
			return event{}, fmt.Errorf("the report cannot be made: %w", err)
		}
		e.Report = b.String()
	}
	return e, nil
}

// list writes words as people do: "a, b and c".
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// safely calls f and turns a panic into a failure: one document must not end
// the work on the others.
func safely(f func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			log.Printf("rightslint: %v\n%s", r, debug.Stack())
			err = &failure{message: "This document made the program fail. That is a fault of the program; the document itself may be in order."}
		}
	}()
	return f()
}
