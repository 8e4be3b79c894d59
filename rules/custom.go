package rules

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"
)

// idForm is what the id of an organisation's rule looks like.
var idForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$`)

// file reads a file of an organisation.
func (a *adder) file(f extraFile) {
	keys, ok := a.harmless(f)
	switch {
	case !ok:
	case f.lang != "":
		var concepts map[string][]Expression
		if a.decode(f.name, f.data, &concepts) {
			a.addConcepts(f.name, f.lang, concepts, "")
		}
	default:
		a.addRule(f, keys)
	}
}

// harmless refuses a file whose texts would steer a terminal or turn text
// around when a report repeats them. It returns the places of the file's
// top-level keys.
func (a *adder) harmless(f extraFile) (map[string]Place, bool) {
	var root yaml.Node
	if !a.decode(f.name, f.data, &root) {
		return nil, false
	}
	keys := map[string]Place{}
	if len(root.Content) == 1 && root.Content[0].Kind == yaml.MappingNode {
		for i := 0; i < len(root.Content[0].Content); i += 2 {
			k := root.Content[0].Content[i]
			keys[k.Value] = Place{k.Line, k.Column}
		}
	}
	before := len(a.mistakes)
	var walk func(n *yaml.Node)
	walk = func(n *yaml.Node) {
		if i := strings.IndexFunc(n.Value, steers); i >= 0 {
			a.fault(f.name, Place{n.Line, n.Column}, "this text holds a control character, which would steer a terminal; take it out")
		}
		for _, c := range n.Content {
			walk(c) // what an alias stands for is walked where it is written
		}
	}
	walk(&root)
	return keys, len(a.mistakes) == before
}

// steers reports whether a character does something other than stand in a
// text: controls but for line ends and tabs, and marks of direction.
func steers(r rune) bool {
	return r != '\n' && r != '\t' && r != '\r' && unicode.IsControl(r) ||
		'\u202a' <= r && r <= '\u202e' || '\u2066' <= r && r <= '\u2069' || r == '\u2028' || r == '\u2029'
}

// judging are the fields by which a rule judges. Where one is overridden, the
// figures of the built-in rule say nothing any more.
var judging = []string{"when", "concepts", "evidence", "partial", "undercut", "elements", "not-under", "binds", "cancelled-by", "check", "items"}

// addRule reads a rule file of an organisation.
func (a *adder) addRule(f extraFile, keys map[string]Place) {
	var head struct {
		ID        string `yaml:"id"`
		Overrides bool   `yaml:"overrides"`
	}
	if err := yaml.Load(f.data, &head); err != nil {
		a.decode(f.name, f.data, &Rule{}) // for its messages
		return
	}
	at := keys["id"]
	if at.Line == 0 {
		at = Place{1, 1}
	}
	r := &Rule{}
	base := a.builtin[head.ID]
	if head.Overrides && base != nil {
		r = a.copyOf(base, keys)
	}
	concepts := r.Concepts
	r.Concepts = nil
	if !a.decode(f.name, f.data, r) {
		a.addBroken(f.name, r)
		return
	}
	r.file, r.Origin = f.name, f.name
	other := a.cat.ruleCalled(r.ID)
	switch {
	case r.ID == "":
		a.fault(f.name, at, "the id is missing, such as id: our-rules/written-reasons")
		return
	case !idForm.MatchString(r.ID):
		a.fault(f.name, at, "the id %q is not of the form family/name in small letters, digits and hyphens", r.ID)
		return
	case other != nil && other.Origin != "":
		a.fault(f.name, at, "the id %q stands in %s already", r.ID, other.Origin)
		return
	case base != nil && !r.Overrides:
		a.fault(f.name, at, "a built-in rule is called %q; choose another id, or write “overrides: true” to change that rule", r.ID)
		return
	case base == nil && r.Overrides:
		a.fault(f.name, at, "no built-in rule is called %q%s", r.ID, nearest(r.ID, a.ids()))
		return
	}
	own := ""
	if base != nil {
		own = base.file
	}
	for lang, list := range r.Concepts {
		a.addConcepts(f.name, lang, list, own)
	}
	r.Concepts = merged(concepts, r.Concepts)
	if base != nil {
		a.cat.Rules[slices.Index(a.cat.Rules, base)] = r
		return
	}
	a.cat.Rules = append(a.cat.Rules, r)
}

// addBroken looks for unknown concepts in what could be read of a rule with a
// mistake, so that one mistake does not hide another. Its own concepts count as
// known.
func (a *adder) addBroken(file string, r *Rule) {
	for lang, list := range r.Concepts {
		for name, exprs := range list {
			if words := a.cat.Vocabulary[lang]; words != nil && words[name] == nil {
				words[name] = exprs
			}
		}
	}
	a.later = append(a.later, func() {
		for _, list := range [][]Pattern{r.Evidence, r.Partial, r.Undercut, r.Near} {
			for i := range list {
				for _, term := range list[i].Terms() {
					a.concepts(file, term)
				}
			}
		}
	})
}

// ruleCalled finds a rule among rules that are not sorted yet.
func (c *Catalog) ruleCalled(id string) *Rule {
	for _, r := range c.Rules {
		if r.ID == id {
			return r
		}
	}
	return nil
}

func (a *adder) ids() map[string]bool {
	ids := map[string]bool{}
	for id := range a.builtin {
		ids[id] = true
	}
	return ids
}

// copyOf returns a copy of a built-in rule for a file to be read over it.
// Mappings of the file join those of the rule; everything else replaces.
func (a *adder) copyOf(base *Rule, keys map[string]Place) *Rule {
	r := *base
	r.Applies, r.Suggestion, r.Repair = maps.Clone(r.Applies), maps.Clone(r.Suggestion), maps.Clone(r.Repair)
	for _, field := range judging {
		if keys[field].Line > 0 {
			r.Measured = nil
		}
	}
	if keys["when"].Line > 0 {
		r.When = nil // else the new condition would join the old one
	}
	return &r
}

// merged returns the concepts of a rule with those that a file overrides.
func merged(base, over map[string]map[string][]Expression) map[string]map[string][]Expression {
	out := map[string]map[string][]Expression{}
	for _, list := range []map[string]map[string][]Expression{base, over} {
		for lang, concepts := range list {
			if out[lang] == nil {
				out[lang] = map[string][]Expression{}
			}
			maps.Copy(out[lang], concepts)
		}
	}
	return out
}

// addConcepts enters the concepts of a file: new ones, those of the overridden
// rule, whose file is own, and, with a plus before the name, expressions to add
// to a concept that is there.
func (a *adder) addConcepts(file, lang string, concepts map[string][]Expression, own string) {
	if !a.speaks(file, lang) {
		return
	}
	fresh := map[string][]Expression{}
	for _, name := range slices.Sorted(maps.Keys(concepts)) {
		exprs := concepts[name]
		if old, ok := strings.CutPrefix(name, "+"); ok {
			a.later = append(a.later, func() { a.extend(file, lang, old, exprs) })
			continue
		}
		key := lang + "/" + name
		if own != "" && a.cat.origin[key] == own {
			delete(a.cat.origin, key)
		}
		fresh[name] = exprs
		a.note(file, lang, exprs)
	}
	a.define(file, lang, fresh)
}

// extend adds expressions to a concept that is there.
func (a *adder) extend(file, lang, name string, exprs []Expression) {
	if !a.speaks(file, lang) {
		return
	}
	var at Place
	if len(exprs) > 0 {
		at = exprs[0].At
	}
	known, ok := a.cat.Vocabulary[lang][name]
	if !ok {
		names := map[string]bool{}
		for n := range a.cat.Vocabulary[lang] {
			names[n] = true
		}
		a.fault(file, at, "no concept is called %q in the vocabulary of %q%s", name, lang, nearest(name, names))
		return
	}
	for _, e := range exprs {
		if strings.IndexFunc(e.Name, steers) >= 0 {
			a.fault(file, e.At, "%s: the expression %q holds a control character; take it out", name, e.Name)
		}
	}
	a.note(file, lang, exprs)
	a.cat.Vocabulary[lang][name] = append(slices.Clip(known), exprs...)
}

// note keeps expressions to be checked.
func (a *adder) note(file, lang string, exprs []Expression) {
	for _, e := range exprs {
		a.added = append(a.added, addition{file, lang, e})
	}
}

// speaks refuses a language that has no vocabulary of its own: a document in it
// would be judged by the few concepts of an organisation, and found to lack
// everything.
func (a *adder) speaks(file, lang string) bool {
	if slices.Contains(a.spoken, lang) {
		return true
	}
	a.fault(file, Place{}, "there is no vocabulary of the language %q that could be added to; there is one of: %s", lang, strings.Join(a.spoken, ", "))
	return false
}

// customRecord checks what is asked of an organisation's rule. Its sources may
// be instruments that the catalog does not know, such as the organisation's own
// policies.
func (l *loader) customRecord(r *Rule, need func(bool, string)) {
	need(r.Right != "", "the right that it serves (right:)")
	need(len(r.Cases.Satisfy) > 0, "a case that satisfies it (cases: satisfy:)")
	need(len(r.Cases.Fail)+len(r.Cases.NearMiss) > 0, "a case that fails it (cases: fail:)")
}
