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

// Judge judges the documents with the paths, in their order.
type Judge func(linter *lint.Linter, paths []string, configured func(path string) (rules.Kind, string)) ([]*lint.Document, error)

// Settings returns what the configuration says about a document that was
// selected.
func (p *Project) Settings(path string) *config.Settings {
	if path == "-" {
		path = p.Stdin
	}
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
// before those of the configuration.
func (p *Project) Run(paths []string, load Load, judge Judge, join func([]*lint.Document)) ([]*lint.Document, *rules.Catalog, error) {
	all := append(slices.Clone(paths), p.companions(paths)...)
	groups, cat, err := p.load(all, load)
	if err := errors.Join(p.mistakes(), err); err != nil {
		return nil, nil, err
	}
	docs := make([]*lint.Document, len(all))
	for _, g := range groups {
		some, err := judge(g.linter, g.paths, p.configured)
		if err != nil {
			return nil, nil, err
		}
		for i, d := range some {
			docs[g.places[i]] = d
		}
	}
	join(docs[:len(paths)])
	p.joinSets(docs)
	docs = docs[:len(paths)]
	p.waive(docs)
	for _, d := range docs {
		regrade(d, p.Settings(d.Path))
	}
	return docs, cat, p.accept(docs)
}

// Check returns the mistakes in the configuration of a document, or nil.
func (p *Project) Check(path string, load Load) error {
	_, _, err := p.load([]string{path}, load)
	return errors.Join(p.mistakes(), err)
}

// configured tells the linter what the configuration says of a document. It
// only reads, because the linter asks from several goroutines.
func (p *Project) configured(path string) (rules.Kind, string) {
	s := p.settings[path]
	if s == nil {
		return "", ""
	}
	return rules.Kind(s.Kind.Text), s.Language.Text
}

// companions lists the documents that stand in a set with one of the paths and
// were not asked for.
func (p *Project) companions(paths []string) []string {
	have, sets := map[string]bool{}, map[string]bool{}
	for _, path := range paths {
		if path == "-" {
			path = p.Stdin
		}
		have[p.Finder.Abs(path)] = true
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
func (p *Project) joinSets(docs []*lint.Document) {
	members := map[string][]*lint.Document{}
	var order []string
	for _, d := range docs {
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

// group is the documents that are judged by the same rules and vocabulary.
type group struct {
	linter *lint.Linter
	paths  []string
	places []int
}

// load makes a linter for each different addition to the built-in rules, and
// checks the configuration against the rules that then exist. Where an addition
// cannot be loaded, names are checked against the built-in rules as far as they
// are known to be complete, so that all mistakes are told together.
func (p *Project) load(paths []string, load Load) ([]*group, *rules.Catalog, error) {
	base, builtin, err := load(config.Extra{})
	if err != nil {
		return nil, nil, err
	}
	largest := base
	var groups []*group
	var failures []error
	byExtra, cats := map[string]*group{}, map[string]*rules.Catalog{}
	p.catalogs = map[string]*rules.Catalog{}
	for i, path := range paths {
		s := p.Settings(path)
		extra := p.Finder.Extra(s)
		id := fmt.Sprint(extra)
		g := byExtra[id]
		if g == nil {
			cat, linter := base, builtin
			if len(extra.Folders) == 0 {
				p.Finder.Check(s, base)
			}
			if !extra.Empty() && p.mistakes() == nil {
				if cat, linter, err = load(extra); err != nil {
					failures = append(failures, err)
				}
			} else if len(extra.Folders) > 0 {
				cat = nil // which rules there are is not known
			}
			g = &group{linter: linter}
			byExtra[id], cats[id] = g, cat
			groups = append(groups, g)
			if cat != nil && len(cat.Rules) > len(largest.Rules) {
				largest = cat
			}
		}
		if cat := cats[id]; cat != nil {
			p.Finder.Check(s, cat)
			p.catalogs[path] = cat
			if path == "-" {
				p.catalogs[p.Stdin] = cat
			}
		}
		g.paths = append(g.paths, path)
		g.places = append(g.places, i)
	}
	return groups, largest, errors.Join(failures...)
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
var Extensions = []string{".md", ".markdown", ".txt", ".pdf"}

// Document reports whether a file has the name of a document that can be read.
func Document(path string) bool {
	return slices.Contains(Extensions, strings.ToLower(filepath.Ext(path)))
}
