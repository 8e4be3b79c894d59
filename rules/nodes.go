package rules

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Place is a position in a rule file: line and column count from 1.
type Place struct {
	Line, Column int
}

// Ref is a name of a concept or rule with the place where it was written.
type Ref struct {
	Name string
	At   Place
}

// UnmarshalYAML reads the name from a scalar.
func (r *Ref) UnmarshalYAML(n *yaml.Node) error {
	r.At = Place{n.Line, n.Column}
	if n.Kind != yaml.ScalarNode {
		return fmt.Errorf("line %d, column %d: expected a name", n.Line, n.Column)
	}
	r.Name = n.Value
	return nil
}

// Expression is the wording of a concept in a language, with its place.
type Expression Ref

// UnmarshalYAML reads the expression from a scalar.
// In it "#" is a number; behind a blank YAML takes it for a comment, unless the
// expression stands in quotation marks.
func (e *Expression) UnmarshalYAML(n *yaml.Node) error {
	if n.LineComment != "" {
		return fmt.Errorf("line %d, column %d: what follows # is lost as a comment; put the expression in quotation marks, or the comment on a line of its own", n.Line, n.Column)
	}
	return (*Ref)(e).UnmarshalYAML(n)
}

// Term is a choice of concepts: one of them must stand in the pattern.
type Term []Ref

// UnmarshalYAML reads a name or a list of names.
func (t *Term) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.SequenceNode {
		return n.Decode((*[]Ref)(t))
	}
	var r Ref
	if err := r.UnmarshalYAML(n); err != nil {
		return err
	}
	*t = Term{r}
	return nil
}

// UnmarshalYAML reads the pattern strictly and keeps its place.
func (p *Pattern) UnmarshalYAML(n *yaml.Node) error {
	type plain Pattern
	if err := n.Load((*plain)(p), yaml.WithKnownFields()); err != nil {
		return err
	}
	p.at = Place{n.Line, n.Column}
	return nil
}

// At returns the place of the pattern in its file; the zero Place where that is
// not known any more, as in a compiled catalog.
func (p *Pattern) At() Place { return p.at }

// Terms returns the concepts that must stand together, by all or seq.
func (p *Pattern) Terms() []Term {
	if len(p.Seq) > 0 {
		return p.Seq
	}
	return p.All
}

// Condition is a statement over traits: exactly one of its fields is set.
type Condition struct {
	Trait Ref         `yaml:"-"`
	Any   []Condition `yaml:"any"`
	All   []Condition `yaml:"all"`
	Not   *Condition  `yaml:"not"`
}

// UnmarshalYAML reads a trait's name or a mapping with any, all or not.
func (c *Condition) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		return c.Trait.UnmarshalYAML(n)
	}
	type plain Condition
	return n.Load((*plain)(c), yaml.WithKnownFields())
}

// Holds reports whether the condition is true of a document with these
// traits. A nil condition always holds.
func (c *Condition) Holds(traits map[string]bool) bool {
	switch {
	case c == nil:
		return true
	case c.Not != nil:
		return !c.Not.Holds(traits)
	case len(c.Any) > 0:
		for i := range c.Any {
			if c.Any[i].Holds(traits) {
				return true
			}
		}
		return false
	case len(c.All) > 0:
		for i := range c.All {
			if !c.All[i].Holds(traits) {
				return false
			}
		}
		return true
	}
	return traits[c.Trait.Name]
}

// Traits lists the names of the traits that the condition speaks of.
func (c *Condition) Traits() []Ref {
	if c == nil {
		return nil
	}
	var out []Ref
	if c.Trait.Name != "" {
		out = append(out, c.Trait)
	}
	for _, list := range [][]Condition{c.Any, c.All} {
		for i := range list {
			out = append(out, list[i].Traits()...)
		}
	}
	return append(out, c.Not.Traits()...)
}

// String writes the condition in words; "always" for none.
func (c *Condition) String() string {
	if c == nil {
		return "always"
	}
	join := func(list []Condition, word string) string {
		parts := make([]string, len(list))
		for i := range list {
			parts[i] = list[i].String()
			if len(list[i].Any)+len(list[i].All) > 1 {
				parts[i] = "(" + parts[i] + ")"
			}
		}
		return strings.Join(parts, " "+word+" ")
	}
	switch {
	case c.Not != nil:
		return "not " + c.Not.String()
	case len(c.Any) > 0:
		return join(c.Any, "or")
	case len(c.All) > 0:
		return join(c.All, "and")
	}
	return c.Trait.Name
}
