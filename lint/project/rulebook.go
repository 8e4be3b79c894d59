package project

import (
	"errors"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/config"
	"github.com/rightslint/rightslint/lint/diff"
	"github.com/rightslint/rightslint/rules"
)

// Rulebook is by what one document is judged: the rules, with an organisation's
// own, and what its configuration says. It is for commands that compare versions
// of a document rather than judging a repository.
type Rulebook struct {
	// Catalog has the rules, and Linter judges by them.
	Catalog *rules.Catalog
	Linter  *lint.Linter
	// Ignored says that the configuration leaves the document out.
	Ignored bool

	configured lint.Configured
	settings   *config.Settings
}

// Rulebook returns by what the document at a path is judged; mistakes in its
// configuration are returned as rules.Mistakes.
func (p *Project) Rulebook(path string, load Load) (*Rulebook, error) {
	groups, _, err := p.load([]string{path}, load)
	if err := errors.Join(p.mistakes(), err); err != nil {
		return nil, err
	}
	s := p.Settings(path)
	return &Rulebook{Catalog: groups[0].cat, Linter: groups[0].linter, Ignored: s.Ignored != nil, configured: groups[0].configured, settings: s}, nil
}

// Options returns the options with what the configuration says, where they
// leave it open.
func (b *Rulebook) Options(opts lint.Options) lint.Options {
	opts.Configured = b.configured
	if opts.Kind == "" {
		opts.Kind = b.configured.Kind
	}
	return opts
}

// Regrade returns the changes with the severities that the configuration says,
// without those of rules that are off. Waivers and baselines do not count here:
// they accept what stands in a document, not what a new version takes out.
func (b *Rulebook) Regrade(changes []diff.Change) []diff.Change {
	return diff.Regrade(changes, func(rule string) (rules.Severity, bool) {
		r, _ := b.settings.Rule(rule)
		return r.Severity, r.Severity != config.Off
	})
}
