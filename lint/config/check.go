package config

import (
	"slices"
	"strings"

	"github.com/rightslint/rightslint/rules"
)

// Check finds the names in the files of the settings that the catalog does not
// know, and keeps them as mistakes. Call it for the settings of each document
// with the catalog that judges it.
func (f *Finder) Check(s *Settings, cat *rules.Catalog) {
	for _, file := range s.Files {
		entries := append([]Entry{file.All}, file.Documents...)
		for _, e := range entries {
			for _, r := range e.Rules {
				f.checkRule(cat, r)
			}
		}
		for _, w := range file.Waivers {
			if w.Rule.Text == "" {
				continue
			}
			if _, err := cat.Find(w.Rule.Text); err != nil {
				f.fault(w.Rule.At, "%v", err)
			}
		}
		for _, t := range file.Vocabulary {
			f.checkTerm(cat, t)
		}
	}
}

func (f *Finder) checkRule(cat *rules.Catalog, r Rule) {
	family, all := strings.CutSuffix(r.ID, "/*")
	if !all {
		rule, err := cat.Find(r.ID)
		switch {
		case err != nil:
			f.fault(r.At, "%v", err)
		case len(r.Suggestion) > 0 && len(rule.Suggestion)+len(rule.Repair) == 0:
			f.fault(r.At, "%s suggests no wording that could be replaced", r.ID)
		}
		return
	}
	var families []string
	for _, rule := range cat.Rules {
		name, _, _ := strings.Cut(rule.ID, "/")
		families = append(families, name)
	}
	if !slices.Contains(families, family) {
		f.fault(r.At, "no family of rules is called %q%s", family, rules.Nearest(family, slices.Compact(families)))
	}
	if len(r.Suggestion) > 0 {
		f.fault(r.At, "wording is given for a rule, not for a family of rules")
	}
}

func (f *Finder) checkTerm(cat *rules.Catalog, t Term) {
	concepts, known := cat.Vocabulary[t.Language.Text]
	if !known {
		f.fault(t.Language.At, "there is no vocabulary for the language %q; there is one for %s", t.Language.Text, strings.Join(cat.Languages(), ", "))
		return
	}
	if _, known := concepts[t.Concept.Text]; !known {
		var names []string
		for name := range concepts {
			names = append(names, name)
		}
		f.fault(t.Concept.At, "no concept is called %q%s", t.Concept.Text, rules.Nearest(t.Concept.Text, names))
	}
}
