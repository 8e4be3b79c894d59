package diff

import (
	"strings"

	"github.com/rightslint/rightslint/parse"
)

// bans finds the sentences that forbid a conduct which harms people: by
// themselves, or as part of what follows words that forbid (“Do not post:”,
// “The following practices are prohibited:”, a heading “Disallowed uses”) up
// to the next section. Who is bound does not matter: such a ban shields people
// from everybody.
func (s *side) bans() []bool {
	d := s.Doc
	out := make([]bool, len(d.Sentences))
	var run banRun
	for i := range d.Sentences {
		ps := &d.Sentences[i]
		forbids := s.has(i, "change-forbid")
		if ps.Class.IsHeading() {
			run.heading(s, i, forbids)
			continue
		}
		if ps.Class != parse.Body {
			continue
		}
		level := d.Blocks[ps.Block].Level
		opens := strings.HasSuffix(strings.TrimRight(ps.Text, " *_"), ":")
		harm := s.has(i, "change-harm")
		switch {
		case forbids:
			out[i] = s.chain(i, "change-harm") || run.on && run.harm
			if opens {
				run = banRun{on: true, harm: harm, section: s.Text.Section(i)}
			}
		case run.on && !s.inside(i, run.section):
			run = banRun{}
		case run.on && ps.LeadIn < 0 && (s.has(i, "must") || s.has(i, "may")): // a clause of its own
		case run.on && level == 0 && s.speaks(i):
			if opens { // a list of something else
				run = banRun{}
			}
		case run.on:
			if level == 0 {
				run.harm = run.harm || harm
			}
			out[i] = harm || run.harm || s.chain(i, "change-harm")
		}
		if !out[i] && !s.speaks(i) && s.chain(i, "change-forbid") && s.chain(i, "change-harm") {
			out[i] = true
		}
	}
	return out
}

// banRun is the text that words which forbid govern.
type banRun struct {
	on, harm bool
	// section is the titled provision in which the run began.
	section int
}

// heading tells what a heading does to a run: it begins one, ends one, or, as
// a part of the section, lets it go on.
func (r *banRun) heading(s *side, i int, forbids bool) {
	switch {
	case forbids:
		*r = banRun{on: true, harm: s.has(i, "change-harm"), section: s.Doc.Sentences[i].Provision}
	case r.on && !s.inside(i, r.section):
		*r = banRun{}
	}
}

// inside reports whether a sentence stands in a section or in a part of it.
func (s *side) inside(i, section int) bool {
	for p := s.Doc.Sentences[i].Provision; p >= 0; p = s.Doc.Provisions[p].Parent {
		if p == section {
			return true
		}
	}
	return section < 0
}

// speaks reports whether a sentence has a party as its subject, so that it is
// no item of a list of what is forbidden.
func (s *side) speaks(i int) bool {
	text := s.Doc.Sentences[i].Text
	for k, w := range s.Text.Words(i) {
		switch strings.ToLower(text[w.Start:w.End]) {
		case "we", "you":
			return true
		}
		if k > 4 {
			break
		}
	}
	return false
}
