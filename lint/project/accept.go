package project

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/baseline"
	"github.com/rightslint/rightslint/lint/config"
)

// Baseline says how accepted findings are dealt with.
type Baseline struct {
	// File is the baseline of all documents; empty: what the configuration of
	// each says.
	File string
	// Write accepts all findings of the run, Prune takes out what accepts
	// nothing any more.
	Write, Prune bool
}

// target is a baseline file with the documents that it is for.
type target struct {
	path, name string // absolute, and as messages name it
	bound      string // the folder out of which it is neither read nor written
	by         config.Origin
	docs       []*lint.Document
	file       *baseline.File
}

// accept marks the findings that baselines accept, and writes baselines where
// that was asked for.
func (p *Project) accept(docs []*lint.Document) error {
	for _, t := range p.targets(docs) {
		if err := p.open(t); err != nil {
			return err
		}
		before := t.file.Bytes()
		if p.Baseline.Write {
			p.rewrite(t)
		}
		stale := p.vanished(t)
		for _, d := range t.docs {
			key := t.key(p.Finder.Abs(d.Path))
			if s := baseline.Apply(d, t.file.Documents[key], "accepted in "+t.name); len(s) > 0 {
				stale[key] = s
			}
		}
		if p.Baseline.Prune {
			t.prune(stale)
			p.Note(fmt.Sprintf("%s: %s", t.name, counted(stale, "taken out")))
		} else if len(stale) > 0 {
			p.Note(fmt.Sprintf("%s: %s; --prune-baseline takes them out:\n%s", t.name, counted(stale, "no longer needed"), listed(stale)))
		}
		if after := t.file.Bytes(); (p.Baseline.Prune || p.Baseline.Write) && string(after) != string(before) {
			if err := baseline.Write(t.bound, t.path, after); err != nil {
				return fmt.Errorf("%s cannot be written: %w", t.name, err)
			}
		}
	}
	return nil
}

// targets groups the documents by their baseline, in the order of the
// documents.
func (p *Project) targets(docs []*lint.Document) []*target {
	var out []*target
	for _, d := range docs {
		t := p.target(d)
		if t == nil {
			continue
		}
		i := slices.IndexFunc(out, func(o *target) bool { return o.path == t.path })
		if i < 0 {
			i = len(out)
			out = append(out, t)
		}
		out[i].docs = append(out[i].docs, d)
	}
	return out
}

// target returns the baseline of a document without its content, or nil.
func (p *Project) target(d *lint.Document) *target {
	s := p.Settings(d.Path)
	switch {
	case p.Baseline.File != "":
		path := p.Finder.Abs(p.Baseline.File)
		return &target{path: path, name: p.Finder.Name(path), bound: filepath.Dir(path)}
	case s.Baseline.Text != "":
		return &target{path: s.Baseline.Text, name: p.Finder.Name(s.Baseline.Text), bound: s.Bound(), by: s.Baseline.At}
	case p.Baseline.Write:
		path := filepath.Join(s.Folder(p.Finder.Folder), baseline.Name)
		return &target{path: path, name: p.Finder.Name(path), bound: filepath.Dir(path)}
	}
	return nil
}

// open reads the baseline. One that is to be written need not be there.
func (p *Project) open(t *target) error {
	t.file = baseline.New()
	if _, err := os.Lstat(t.path); errors.Is(err, fs.ErrNotExist) && p.Baseline.Write {
		return nil
	}
	data, err := config.ReadInside(t.bound, t.path, baseline.MaxFile)
	if err == nil {
		t.file, err = baseline.Read(data)
		if err != nil && p.Baseline.Write {
			t.file, err = baseline.New(), nil // it is written anew
		}
	}
	if err == nil {
		return nil
	}
	place := ""
	if t.by.File != "" {
		place = t.by.String() + ": "
	}
	hint := ""
	if _, missing := os.Lstat(t.path); errors.Is(missing, fs.ErrNotExist) {
		hint = "; --write-baseline makes it"
	}
	return fmt.Errorf("%sthe baseline %s %w%s", place, t.name, err, hint)
}

// key is how the baseline names a document.
func (t *target) key(path string) string {
	rel, err := filepath.Rel(filepath.Dir(t.path), path)
	if err != nil {
		rel = path // on another volume
	}
	return filepath.ToSlash(rel)
}

// vanished returns the entries of documents that are not there any more.
func (p *Project) vanished(t *target) map[string][]baseline.Entry {
	out := map[string][]baseline.Entry{}
	for key, entries := range t.file.Documents {
		_, err := os.Lstat(filepath.Join(filepath.Dir(t.path), filepath.FromSlash(key)))
		if errors.Is(err, fs.ErrNotExist) && !p.has(t, key) {
			out[key] = entries
		}
	}
	return out
}

// has reports whether the document was judged in this run.
func (p *Project) has(t *target, key string) bool {
	return slices.ContainsFunc(t.docs, func(d *lint.Document) bool { return t.key(p.Finder.Abs(d.Path)) == key })
}

// rewrite accepts all findings of the documents, and notes what became of those
// that were accepted before. Documents that were not judged keep their entries.
func (p *Project) rewrite(t *target) {
	accepted, docs, gone := 0, 0, p.vanished(t)
	for key := range gone {
		delete(t.file.Documents, key)
	}
	for _, d := range t.docs {
		if d.Error != "" {
			continue
		}
		key := t.key(p.Finder.Abs(d.Path))
		old, now := t.file.Documents[key], baseline.Entries(d)
		if lost := baseline.Without(old, now); len(lost) > 0 {
			gone[key] = lost
		}
		delete(t.file.Documents, key)
		if len(now) > 0 {
			t.file.Documents[key] = now
			docs++
		}
		for _, e := range now {
			accepted += e.Count
		}
	}
	message := fmt.Sprintf("%s: %s accepted in %s", t.name, plural(accepted, "finding"), plural(docs, "document"))
	if len(gone) > 0 {
		message += fmt.Sprintf("; %s:\n%s", counted(gone, "gone"), listed(gone))
	}
	p.Note(message)
	if t.by.File == "" && p.Baseline.File == "" {
		p.Note(fmt.Sprintf("to use it, write “baseline: %s” in %s", filepath.Base(t.path), config.Name))
	}
}

func (t *target) prune(stale map[string][]baseline.Entry) {
	for key, s := range stale {
		if rest := baseline.Without(t.file.Documents[key], s); len(rest) > 0 {
			t.file.Documents[key] = rest
		} else {
			delete(t.file.Documents, key)
		}
	}
}

func counted(entries map[string][]baseline.Entry, what string) string {
	n := 0
	for _, list := range entries {
		for _, e := range list {
			n += e.Count
		}
	}
	verb := "are"
	if n == 1 {
		verb = "is"
	}
	return fmt.Sprintf("%s %s %s", plural(n, "accepted finding"), verb, what)
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// listedMost is how many entries a note names.
const listedMost = 20

// listed names entries, one a line, by document.
func listed(entries map[string][]baseline.Entry) string {
	var lines []string
	for key, list := range entries {
		for _, e := range list {
			line := fmt.Sprintf("  %s: %s (%s)", key, e.Rule, e.Type)
			if e.Quote != "" {
				line += " “" + e.Quote + "”"
			}
			if e.Count > 1 {
				line += fmt.Sprintf(", %d times", e.Count)
			}
			lines = append(lines, line)
		}
	}
	slices.Sort(lines)
	if more := len(lines) - listedMost; more > 0 {
		lines = append(lines[:listedMost], fmt.Sprintf("  … and %d more", more))
	}
	return strings.Join(lines, "\n")
}
