// Package project judges the documents of a repository by its configuration: it
// leaves out what is to be ignored, judges sets together, and passes each
// verdict through a chain of small steps – waivers, severities, baseline.
package project

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/config"
	"github.com/rightslint/rightslint/rules"
)

// Project is a run over the documents of a repository.
type Project struct {
	// Finder finds the configuration of each document.
	Finder *config.Finder
	// FailOn is the fail level of the command line, or empty.
	FailOn string
	// Today decides which waivers have come to their end.
	Today time.Time
	// Stdin is the name of the document on standard input, whose path is "-".
	Stdin string
	// Baseline says how accepted findings are dealt with.
	Baseline Baseline
	// Note is told what a person should know besides the report.
	Note func(message string)

	settings map[string]*config.Settings // by path as given
	catalogs map[string]*rules.Catalog   // by path as given
}

// Load makes the catalog and the linter for what an organisation adds.
type Load func(config.Extra) (*rules.Catalog, *lint.Linter, error)

// Judge judges the documents with the paths, of which the configuration says the
// same, in any order; fewer of them where the run was stopped.
type Judge func(linter *lint.Linter, cat *rules.Catalog, paths []string, configured lint.Configured) ([]*lint.Document, error)

// Settings returns what the configuration says about a document that was
// selected.
func (p *Project) Settings(path string) *config.Settings {
	path = p.Name(path)
	s := p.settings[path]
	if s == nil {
		s = p.Finder.For(path)
		if p.settings == nil {
			p.settings = map[string]*config.Settings{}
		}
		p.settings[path] = s
	}
	return s
}

// Select returns the paths without those that the configuration ignores, and
// notes each of them that was named; named tells which were.
func (p *Project) Select(paths []string, named func(path string) bool) []string {
	var out []string
	for _, path := range paths {
		ignored := p.Settings(path).Ignored
		switch {
		case ignored == nil:
			out = append(out, path)
		case named(path):
			p.Note(fmt.Sprintf("%s is left out: %s ignores it", path, ignored.At))
		}
	}
	return out
}

// mistakes returns all mistakes in configuration files together.
func (p *Project) mistakes() error {
	if m := p.Finder.Mistakes(); len(m) > 0 {
		return m
	}
	return nil
}

// Run judges the documents and returns the verdicts in the order of the paths,
// with the catalog that knows all their rules; where configuration files have
// mistakes it returns these instead, as rules.Mistakes. join makes sets of its own
// before those of the configuration, and returns the verdicts that stay.
func (p *Project) Run(paths []string, load Load, judge Judge, join func([]*lint.Document) []*lint.Document) ([]*lint.Document, *rules.Catalog, error) {
	all := append(slices.Clone(paths), p.companions(paths)...)
	groups, cat, err := p.load(all, load)
	if err := errors.Join(p.mistakes(), err); err != nil {
		return nil, nil, err
	}
	byPath := map[string]*lint.Document{}
	for _, g := range groups {
		some, err := judge(g.linter, g.cat, g.paths, g.configured)
		if err != nil {
			return nil, nil, err
		}
		for _, d := range some {
			byPath[d.Path] = d
		}
		if len(some) < len(g.paths) {
			break
		}
	}
	docs := p.order(paths, byPath)
	p.noteGone(docs)
	docs = join(docs)
	p.joinSets(all, byPath)
	if len(byPath) < len(all) { // it was stopped
		docs = slices.DeleteFunc(docs, func(d *lint.Document) bool { return !p.whole(d, all, byPath) })
	}
	p.waive(docs)
	for _, d := range docs {
		regrade(d, p.Settings(d.Path))
	}
	return docs, cat, p.accept(docs)
}

// order returns the verdicts in the order of the paths.
func (p *Project) order(paths []string, byPath map[string]*lint.Document) []*lint.Document {
	var out []*lint.Document
	for _, path := range paths {
		if d := byPath[p.Name(path)]; d != nil {
			out = append(out, d)
		}
	}
	return out
}

// Name is the path as a verdict has it.
func (p *Project) Name(path string) string {
	if path == "-" {
		return p.Stdin
	}
	return path
}

// whole reports whether all documents of the set of a document were judged: a
// safeguard that an unread one may hold would be reported as missing.
func (p *Project) whole(d *lint.Document, all []string, byPath map[string]*lint.Document) bool {
	id := p.Settings(d.Path).SetID()
	return id == "" || !slices.ContainsFunc(all, func(path string) bool {
		return p.Settings(path).SetID() == id && byPath[p.Name(path)] == nil
	})
}

// Check returns the mistakes in the configuration of a document, or nil.
func (p *Project) Check(path string, load Load) error {
	_, _, err := p.load([]string{path}, load)
	return errors.Join(p.mistakes(), err)
}

// companions lists the documents that stand in a set with one of the paths and
// were not asked for.
func (p *Project) companions(paths []string) []string {
	have, sets := map[string]bool{}, map[string]bool{}
	for _, path := range paths {
		have[p.Finder.Abs(p.Name(path))] = true
	}
	var out []string
	for _, path := range paths {
		s := p.Settings(path)
		if id := s.SetID(); id == "" || sets[id] {
			continue
		}
		sets[s.SetID()] = true
		for _, member := range p.Finder.Members(s) {
			if !have[member] && Document(member) {
				have[member] = true
				name := p.Finder.Name(member)
				p.Settings(name)
				out = append(out, name)
			}
		}
	}
	return out
}

// joinSets joins the sets of the configuration. A document that the command line
// has put in a set stays in that one.
func (p *Project) joinSets(paths []string, byPath map[string]*lint.Document) {
	members := map[string][]*lint.Document{}
	var order []string
	for _, d := range p.order(paths, byPath) {
		s := p.Settings(d.Path)
		id := s.SetID()
		if id == "" || d.Set != "" {
			continue
		}
		if members[id] == nil {
			order = append(order, id)
		}
		members[id] = append(members[id], d)
	}
	for _, id := range order {
		lint.JoinSet(p.Settings(members[id][0].Path).Set.Text, members[id])
	}
}

// group is the documents that are judged alike: by the same rules, vocabulary,
// kind and language.
type group struct {
	*bench
	configured lint.Configured
	paths      []string
}

// bench is a linter with its catalog; both are nil where what an organisation
// adds could not be loaded.
type bench struct {
	linter *lint.Linter
	cat    *rules.Catalog
}

// load makes a linter for each different addition to the built-in rules, and
// checks the configuration against the rules that then exist, as far as they
// can be known, so that all mistakes are told together. The catalog that it
// returns is the one with the most rules.
func (p *Project) load(paths []string, load Load) ([]*group, *rules.Catalog, error) {
	cat, linter, err := load(config.Extra{})
	if err != nil {
		return nil, nil, err
	}
	builtin, largest := &bench{linter, cat}, cat
	benches, groups := map[string]*bench{}, map[string]*group{}
	p.catalogs = map[string]*rules.Catalog{}
	var order []*group
	var failures []error
	for _, path := range paths {
		s := p.Settings(path)
		extra := p.Finder.Extra(s)
		id := fmt.Sprint(extra)
		b := benches[id]
		if b == nil {
			if b, err = p.bench(s, extra, builtin, load); err != nil {
				failures = append(failures, err)
			}
			benches[id] = b
			if b.cat != nil && len(b.cat.Rules) > len(largest.Rules) {
				largest = b.cat
			}
		}
		if b.cat != nil {
			p.Finder.Check(s, b.cat)
			p.catalogs[p.Name(path)] = b.cat
		}
		configured := lint.Configured{Kind: rules.Kind(s.Kind.Text), Language: s.Language.Text}
		id = fmt.Sprint(id, configured)
		if groups[id] == nil {
			groups[id] = &group{bench: b, configured: configured}
			order = append(order, groups[id])
		}
		groups[id].paths = append(groups[id].paths, path)
	}
	return order, largest, errors.Join(failures...)
}

// bench makes the linter for what is added to the built-in rules.
func (p *Project) bench(s *config.Settings, extra config.Extra, builtin *bench, load Load) (*bench, error) {
	if extra.Empty() {
		return builtin, nil
	}
	if len(extra.Folders) == 0 {
		p.Finder.Check(s, builtin.cat)
	}
	if p.mistakes() != nil {
		return &bench{}, nil // these are told first
	}
	cat, linter, err := load(extra)
	if err != nil {
		return &bench{}, err
	}
	return &bench{linter, cat}, nil
}

// FailLevel returns the least severity that makes a finding of the document
// fail the run.
func (p *Project) FailLevel(d *lint.Document) string {
	if p.FailOn != "" {
		return p.FailOn
	}
	if s := p.Settings(d.Path); s.FailOn.Text != "" {
		return s.FailOn.Text
	}
	return string(rules.Error)
}

// Extensions are those of the documents that a folder or a pattern stands for.
var Extensions = []string{".md", ".markdown", ".txt", ".pdf", ".docx", ".odt", ".html", ".htm"}

// Document reports whether a file has the name of a document that can be read.
func Document(path string) bool {
	return slices.Contains(Extensions, strings.ToLower(filepath.Ext(path)))
}
