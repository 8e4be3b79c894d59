package phrases

import "github.com/rightslint/rightslint/rules/words"

// lexicon is what a scanner has learnt about the words of documents: the form
// of each, a number that stands for the ids of the vocabulary that it answers
// to. Form 0 answers to none; forms below zero are contractions.
type lexicon struct {
	wordTable
	// The ids of form f are uses[useAt[f]:useAt[f+1]], bits[f] their bits.
	useAt []int32
	uses  []use
	bits  []uint64
	parts [][]int32 // the forms that contractions stand for; see contraction
}

// use is an id that a word answers to, with what a scanner needs of it: its bit
// in filters and, where it is the first word of phrases, the node after it, which
// is 0 elsewhere, and what is known of that node. These are copies, because words
// that are met often then lie side by side.
type use struct {
	id, root int32
	bit      uint64
	node
}

func newLexicon() lexicon {
	return lexicon{wordTable: newWordTable(), useAt: []int32{0, 0}, bits: []uint64{0}}
}

// of returns the ids that a form answers to.
func (l *lexicon) of(form int32) []use { return l.uses[l.useAt[form]:l.useAt[form+1]] }

// contraction returns the forms that a contraction stands for.
func (l *lexicon) contraction(form int32) []int32 { return l.parts[-form-1] }

// form returns the form of the word [from, to) of a text.
func (l *lexicon) form(text string, from, to int, m *Matcher) int32 {
	if f, ok := l.get(text, from, to); ok {
		return f
	}
	return l.meet(text[from:to], m)
}

// meet makes a form of a word that is new.
func (l *lexicon) meet(raw string, m *Matcher) int32 {
	var f int32
	folded := words.Fold(raw)
	if parts := words.Parts(folded); parts != nil {
		var forms []int32
		for _, p := range parts {
			forms = append(forms, l.learn(p, m))
		}
		l.parts = append(l.parts, forms)
		f = int32(-len(l.parts))
	} else {
		f = l.learn(folded, m)
	}
	l.put(raw, f)
	return f
}

// learn makes a form of a folded word.
func (l *lexicon) learn(folded string, m *Matcher) int32 {
	ids := m.lookup(folded)
	if len(ids) == 0 {
		return 0
	}
	bits := uint64(0)
	for _, id := range ids {
		u := use{id: id, root: m.root[id], bit: filterBit(id)}
		if u.root != 0 {
			u.node = m.nodes[u.root]
		}
		bits |= u.bit
		l.uses = append(l.uses, u)
	}
	l.bits = append(l.bits, bits)
	l.useAt = append(l.useAt, int32(len(l.uses)))
	return int32(len(l.useAt) - 2)
}
