package rules

import (
	"fmt"
	"strings"

	"github.com/rightslint/rightslint/rules/phrases"
)

// maxAlternatives bounds the word sequences that one expression stands for, so
// that a careless nest of choices cannot exhaust memory.
const maxAlternatives = 50000

// expander turns expressions into the word sequences that they stand for.
// lookup finds the expressions of another concept for <name>.
type expander struct {
	lookup func(name string) ([]Expression, bool)
	depth  int
}

// sequence is one way to say an expression: pieces with a gap between them.
type sequence [][]phrases.Token

// phrase is an expression's word sequences: the choices for each stretch
// between two gaps. Stretches are kept apart, because the choices on both sides
// of a gap would multiply.
type phrase [][][]phrases.Token

// expand returns the phrases that the expression stands for: one, unless a gap
// stands inside a choice.
func (x *expander) expand(src string) ([]phrase, error) {
	var whole phrase
	var nested []sequence
	for _, stretch := range stretches(lexExpression(src)) {
		seqs, err := x.sequences(src, stretch)
		if err != nil {
			return nil, err
		}
		var choices [][]phrases.Token
		for _, s := range seqs {
			if len(s) > 1 {
				nested = seqs
			}
			choices = append(choices, s[0])
		}
		whole = append(whole, choices)
	}
	if nested == nil {
		return []phrase{whole}, nil
	}
	seqs, err := x.sequences(src, lexExpression(src))
	if err != nil {
		return nil, err
	}
	out := make([]phrase, len(seqs))
	for i, s := range seqs {
		for _, piece := range s {
			out[i] = append(out[i], [][]phrases.Token{piece})
		}
	}
	return out, nil
}

// sequences returns every way to say a part of an expression.
func (x *expander) sequences(src string, toks []string) ([]sequence, error) {
	p := &exprParser{x: x, toks: toks}
	out, err := p.choice("")
	if err != nil {
		return nil, fmt.Errorf("expression %q: %w", src, err)
	}
	for _, s := range out {
		for _, piece := range s {
			if len(piece) == 0 {
				return nil, fmt.Errorf("expression %q: may be empty, or begins or ends with a gap", src)
			}
		}
	}
	return out, nil
}

// stretches cuts the signs of an expression at the gaps outside brackets. An
// expression whose top level is a choice stays whole.
func stretches(toks []string) [][]string {
	var out [][]string
	depth, start := 0, 0
	for i, t := range toks {
		switch t {
		case "(", "[":
			depth++
		case ")", "]":
			depth--
		case "|":
			if depth == 0 {
				return [][]string{toks}
			}
		case "..":
			if depth == 0 {
				out = append(out, toks[start:i])
				start = i + 1
			}
		}
	}
	return append(out, toks[start:])
}

type exprParser struct {
	x    *expander
	toks []string
	pos  int
}

// lexExpression cuts an expression into words and the signs ( | ) [ ] .. and
// <name>.
func lexExpression(s string) []string {
	for _, sign := range []string{"(", ")", "|", "[", "]", "..", "<", ">"} {
		s = strings.ReplaceAll(s, sign, " "+sign+" ")
	}
	return strings.Fields(s)
}

// choice reads alternatives up to the closing sign.
func (p *exprParser) choice(closing string) ([]sequence, error) {
	var all []sequence
	for {
		seqs, err := p.concat(closing)
		if err != nil {
			return nil, err
		}
		if all = append(all, seqs...); len(all) > maxAlternatives {
			return nil, fmt.Errorf("stands for more than %d phrases; split it", maxAlternatives)
		}
		if p.pos < len(p.toks) && p.toks[p.pos] == "|" {
			p.pos++
			continue
		}
		if closing == "" {
			if p.pos < len(p.toks) {
				return nil, fmt.Errorf("unexpected %q", p.toks[p.pos])
			}
			return all, nil
		}
		if p.pos >= len(p.toks) || p.toks[p.pos] != closing {
			return nil, fmt.Errorf("%q is missing", closing)
		}
		p.pos++
		return all, nil
	}
}

// concat reads items that follow one another.
func (p *exprParser) concat(closing string) ([]sequence, error) {
	out := []sequence{{nil}}
	for p.pos < len(p.toks) {
		t := p.toks[p.pos]
		if t == "|" || t == closing && closing != "" {
			return out, nil
		}
		item, err := p.item()
		if err != nil {
			return nil, err
		}
		if len(out)*len(item) > maxAlternatives {
			return nil, fmt.Errorf("stands for more than %d phrases; split it", maxAlternatives)
		}
		out = join(out, item)
	}
	return out, nil
}

// item reads one word, group, gap or reference.
func (p *exprParser) item() ([]sequence, error) {
	t := p.toks[p.pos]
	p.pos++
	switch t {
	case "(":
		return p.choice(")")
	case "[":
		opt, err := p.choice("]")
		return append(opt, sequence{nil}), err
	case "..":
		return []sequence{{nil, nil}}, nil
	case "<":
		return p.reference()
	case ")", "]", ">":
		return nil, fmt.Errorf("unexpected %q", t)
	}
	toks, err := phrases.Tokens(t)
	if err != nil {
		return nil, err
	}
	return []sequence{{toks}}, nil
}

// reference reads the name of a concept and returns its sequences.
func (p *exprParser) reference() ([]sequence, error) {
	if p.pos+1 >= len(p.toks) || p.toks[p.pos+1] != ">" {
		return nil, fmt.Errorf("\">\" is missing")
	}
	name := p.toks[p.pos]
	p.pos += 2
	exprs, ok := p.x.lookup(name)
	if !ok {
		return nil, fmt.Errorf("no concept is called %q", name)
	}
	if p.x.depth > 4 {
		return nil, fmt.Errorf("concepts refer to one another more than four deep, or in a circle, at %q", name)
	}
	p.x.depth++
	defer func() { p.x.depth-- }()
	var out []sequence
	for _, e := range exprs {
		seqs, err := p.x.sequences(e.Name, lexExpression(e.Name))
		if err != nil {
			return nil, err
		}
		for _, s := range seqs {
			if len(s) == 1 {
				out = append(out, s)
			}
		}
	}
	return out, nil
}

// join appends each sequence of b to each of a; the last piece of the one and
// the first of the other become one piece.
func join(a, b []sequence) []sequence {
	out := make([]sequence, 0, len(a)*len(b))
	for _, x := range a {
		for _, y := range b {
			s := make(sequence, 0, len(x)+len(y)-1)
			s = append(s, x[:len(x)-1]...)
			last := make([]phrases.Token, 0, len(x[len(x)-1])+len(y[0]))
			last = append(append(last, x[len(x)-1]...), y[0]...)
			s = append(append(s, last), y[1:]...)
			out = append(out, s)
		}
	}
	return out
}
