package match

import (
	"slices"

	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// Pattern is a rule's pattern with its concepts as numbers.
type Pattern struct {
	terms   [][]int32
	ordered bool
	within  int32
	scope   scope
	without []int32
	under   []int32
	// notUnder are concepts of headings under which nothing counts.
	notUnder []int32
	// undertaken says that what users undertake does not count.
	undertaken bool
	by         []party
	negated    string
	force      string
	classes    uint16
	kinds      uint8 // of documents, as bits; 0: all
}

// kindBit is the bit of a kind of documents.
func kindBit(k rules.Kind) uint8 { return 1 << (slices.Index(rules.Kinds, k) + 1) }

type scope uint8

const (
	inSentence scope = iota
	inProvision
	inSection
)

// defaultWithin is how many words a match may span where the pattern does not
// say. Twenty to forty words is where a study of such rules found the best
// balance.
const defaultWithin = 40

// Compile makes a pattern ready to find. A term of which the language knows
// no concept can never match.
func Compile(p *rules.Pattern, set *rules.Compiled) *Pattern {
	out := &Pattern{within: int32(p.Within), negated: p.Negated, force: p.Force}
	for _, k := range p.Kinds {
		out.kinds |= kindBit(k)
	}
	terms := p.All
	if len(p.Seq) > 0 {
		terms, out.ordered = p.Seq, true
	}
	for _, t := range terms {
		var ids []int32
		for _, ref := range t {
			if id := set.Concept(ref.Name); id >= 0 {
				ids = append(ids, id)
			}
		}
		out.terms = append(out.terms, ids)
	}
	switch p.In {
	case "provision":
		out.scope = inProvision
	case "section":
		out.scope = inSection
	}
	if out.within == 0 {
		out.within = defaultWithin
		if out.scope != inSentence {
			out.within = 160
		}
	}
	out.without = concepts(p.Without, set)
	out.under = concepts(p.Under, set)
	for _, name := range p.By {
		out.by = append(out.by, partyOf(name))
	}
	out.classes = 1 << parse.Body
	if len(p.Class) > 0 {
		out.classes = 0
		for c := parse.Body; c <= parse.FormField; c++ {
			for _, name := range p.Class {
				if c.String() == name {
					out.classes |= 1 << c
				}
			}
		}
	}
	return out
}

func concepts(refs []rules.Ref, set *rules.Compiled) []int32 {
	var ids []int32
	for _, r := range refs {
		if id := set.Concept(r.Name); id >= 0 {
			ids = append(ids, id)
		}
	}
	return ids
}

// CompileAll compiles a list of patterns. What stands under a heading that
// mentions one of notUnder does not count.
func CompileAll(ps []rules.Pattern, notUnder []rules.Ref, set *rules.Compiled) []*Pattern {
	out := make([]*Pattern, len(ps))
	for i := range ps {
		out[i] = Compile(&ps[i], set)
		out[i].notUnder = concepts(notUnder, set)
	}
	return out
}

// rarest returns the term with the fewest mentions in the document and that
// number; zero means that the pattern cannot match.
func (p *Pattern) rarest(t *Text) (term, n int) {
	term, n = -1, 0
	for i, ids := range p.terms {
		k := 0
		for _, id := range ids {
			k += int(t.counts[id])
		}
		if k == 0 {
			return i, 0
		}
		if term < 0 || k < n {
			term, n = i, k
		}
	}
	return term, n
}

// CompileSafeguard compiles the patterns of a safeguard's promise. Unless the
// rule says that users may be bound by it, what they undertake does not count.
func CompileSafeguard(ps []rules.Pattern, r *rules.Rule, set *rules.Compiled) []*Pattern {
	out := CompileAll(ps, r.NotUnder, set)
	for _, p := range out {
		p.undertaken = !r.Flags() && r.Binds != "users"
	}
	return out
}
