package rules

import (
	"sort"

	"github.com/rightslint/rightslint/rules/phrases"
)

// Compiled is the catalog for one language, ready to judge: concepts are
// numbers, expressions a matcher.
type Compiled struct {
	// Language is the BCP 47 tag of the vocabulary.
	Language string
	// Catalog is what was compiled.
	Catalog *Catalog
	// Matcher finds the mentions of all concepts.
	Matcher *phrases.Matcher

	ids     map[string]int32
	names   []string
	builder *phrases.Builder
}

// Compile builds the matcher for a language that has a vocabulary. Faults in
// expressions are reported all at once, as Mistakes, and left out.
func (c *Catalog) Compile(lang string) (*Compiled, error) {
	out := &Compiled{Language: lang, Catalog: c, builder: phrases.NewBuilder(), ids: map[string]int32{}}
	vocabulary := c.Vocabulary[lang]
	names := make([]string, 0, len(vocabulary))
	for name := range vocabulary {
		names = append(names, name)
	}
	sort.Strings(names)
	x := &expander{lookup: func(name string) ([]Expression, bool) {
		e, ok := vocabulary[name]
		return e, ok
	}}
	l := &loader{cat: c}
	used := c.used()
	for _, name := range names {
		found := l.expand(x, c.origin[lang+"/"+name], vocabulary[name])
		if used[name] {
			out.add(name, found)
		}
	}
	for _, k := range c.KindRecords {
		out.add(TitleConcept(k.Kind), l.expand(x, "kinds.yaml", k.Title))
		out.add(SignConcept(k.Kind), l.expand(x, "kinds.yaml", k.Signs))
	}
	out.Matcher, out.builder = out.builder.Build(), nil
	if len(l.mistakes) > 0 {
		return out, l.mistakes
	}
	return out, nil
}

// RegionalConcept names the concept of words that give a promise only to the
// people of some regions.
const RegionalConcept = "regional"

// OtherSenseConcept names the concept of turns of phrase in which a word means
// something else than it does elsewhere: the commission of an offence is no
// commission. What is expressed by a part of such a phrase alone does not count.
const OtherSenseConcept = "other-sense"

// grammarConcepts are those by which the engine tells force, negation, reach
// and what users undertake.
var grammarConcepts = []string{"must", "may", "should", "not", "pseudo-negation", "undertaking", RegionalConcept, OtherSenseConcept}

// ChangeConcepts are those by which a comparison of versions tells a promise
// and what a change of wording does to it; README.md of this folder says what
// each stands for.
var ChangeConcepts = []string{
	"change-serve", "change-intrude", "change-claim", "change-people", "change-forbid", "change-harm",
	"change-except", "change-effort", "change-any-ground", "change-every", "change-place",
	"change-carve", "change-right", "change-disclaim", "change-bidder", "change-owes", "change-care", "change-hand-over", "change-others", "change-judge", "change-executive", "change-within", "change-prior", "change-keep", "change-prompt",
	"personal-information", "third-party", "content", "account",
}

// used returns the concepts that a pattern, a party or the grammar needs; the
// others only lend their expressions to concepts, and looking for them would
// cost time.
func (c *Catalog) used() map[string]bool {
	used := map[string]bool{}
	add := func(refs []Ref) {
		for _, r := range refs {
			used[r.Name] = true
		}
	}
	patterns := func(ps []Pattern) {
		for i := range ps {
			for _, t := range append(append([]Term{}, ps[i].All...), ps[i].Seq...) {
				add(t)
			}
			add(ps[i].Without)
			add(ps[i].Under)
		}
	}
	for _, names := range [][]string{Parties, grammarConcepts, ChangeConcepts} {
		for _, name := range names {
			used[name] = true
		}
	}
	for _, t := range c.Traits {
		patterns(t.Strong)
		patterns(t.Signs)
		add(t.NotUnder)
	}
	for _, r := range c.Rules {
		patterns(r.Evidence)
		patterns(r.Partial)
		patterns(r.Undercut)
		patterns(r.Near)
		add(r.NotUnder)
		for _, e := range r.Elements {
			patterns(e.Find)
		}
	}
	return used
}

// TitleConcept names the concept that stands for the titles of a kind.
func TitleConcept(k Kind) string { return "title of " + string(k) }

// SignConcept names the concept that stands for the signs of a kind.
func SignConcept(k Kind) string { return "sign of " + string(k) }

// expand returns the phrases of a concept and records the faults of its
// expressions.
func (l *loader) expand(x *expander, file string, exprs []Expression) []phrase {
	var out []phrase
	for _, e := range exprs {
		found, err := x.expand(e.Name)
		if err != nil {
			l.fault(file, e.At, "%v", err)
			continue
		}
		out = append(out, found...)
	}
	return out
}

// add gives a concept its number and its phrases.
func (c *Compiled) add(name string, found []phrase) {
	id := int32(len(c.names))
	c.ids[name] = id
	c.names = append(c.names, name)
	for _, p := range found {
		c.builder.Add(id, p)
	}
}

// Concept returns the number of a concept, or -1 where the language has no
// expressions for it.
func (c *Compiled) Concept(name string) int32 {
	if id, ok := c.ids[name]; ok {
		return id
	}
	return -1
}

// Name returns the name of a concept.
func (c *Compiled) Name(id int32) string { return c.names[id] }

// Concepts returns how many concepts there are.
func (c *Compiled) Concepts() int { return len(c.names) }
