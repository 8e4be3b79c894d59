package match

import (
	"strings"

	"github.com/rightslint/rightslint/rules/words"
)

// denied reports whether one of the chosen mentions is negated.
func (t *Text) denied(f *frame, chosen []placed) bool {
	for _, m := range chosen {
		if t.negated(f, m, chosen) {
			return true
		}
	}
	return false
}

// negated reports whether a negator stands before a mention in the same clause,
// and is no part of a match or of a phrase that denies nothing ("not only", "no
// later than"). A negator reaches five words; one that opens the sentence ("No
// authority shall …", "Nothing in this Act requires …") reaches farther.
func (t *Text) negated(f *frame, m placed, chosen []placed) bool {
	opening := t.first[m.Sentence]
	lo := max(m.Start-opens, opening)
	t.scratch.not = t.within(t.scratch.not[:0], t.grammar.not, m.Sentence, m.Sentence+1, lo, m.Start)
	for _, n := range t.scratch.not {
		if n.Start != opening && n.Start < m.Start-6 ||
			within(n.Start, chosen) || t.pseudo(n.Start, m.End) || t.broken(m.Sentence, n.End, m.Start) ||
			t.relative(m.Sentence, n.Start, m.Start) ||
			n.Start < m.Start-6 && t.joined(m.Sentence, n.End, m.Start) {
			continue
		}
		return true
	}
	return false
}

// relative reports whether the negator at word n denies a clause that says which
// things are meant, before the verb that the mention belongs to ("data that are
// not needed shall be erased").
func (t *Text) relative(s, n, to int32) bool {
	for w := n - 1; w >= max(n-3, t.first[s]); w-- {
		switch strings.ToLower(t.wordIn(s, w)) {
		case "who", "which", "that", "whose":
			return len(t.in(nil, t.grammar.must, n+1, to+1)) > 0
		}
	}
	return false
}

// opens is how many words a negator reaches that opens its sentence.
const opens = 20

// joined reports whether a new clause begins among the words [from, to] of a
// sentence: an
// exception or condition ("No data shall be shared unless …"), or a comma with a
// conjunction or a pronoun.
func (t *Text) joined(s, from, to int32) bool {
	for w := from; w <= to; w++ {
		word := strings.ToLower(t.wordIn(s, w))
		if exceptions[word] || t.words[w].Before == words.Comma && newClause[word] {
			return true
		}
	}
	return false
}

var exceptions = map[string]bool{"unless": true, "until": true, "except": true, "without": true, "save": true, "otherwise": true, "before": true}

var newClause = map[string]bool{"and": true, "so": true, "we": true, "you": true, "it": true, "they": true, "the": true, "which": true}

func within(w int32, chosen []placed) bool {
	for _, c := range chosen {
		if c.Start <= w && w < c.End {
			return true
		}
	}
	return false
}

// pseudo reports whether the negator at word w is part of a phrase that denies
// nothing.
func (t *Text) pseudo(w, hi int32) bool {
	t.scratch.in = t.in(t.scratch.in[:0], t.grammar.pseudo, w-4, hi)
	for _, m := range t.scratch.in {
		if m.Start <= w && w < m.End {
			return true
		}
	}
	return false
}

// broken reports whether a clause boundary, "but", or a comma with the subject
// of a new clause ("If you do not object, we will …") stands among the words
// [from, to] of a sentence, or a comma that ends the condition in which they
// begin ("may, where the controller does not respond, lodge a complaint"), or a
// second predicate ("shall not depend on one vendor and shall be open").
func (t *Text) broken(s, from, to int32) bool {
	condition := t.conditional(s, from)
	for w := from; w <= to; w++ {
		before := t.words[w].Before
		if before == words.Clause {
			return true
		}
		word := strings.ToLower(t.wordIn(s, w))
		if word == "but" || before == words.Comma && (condition || subjects[word]) || word == "and" && w < to && t.auxiliary(w+1) {
			return true
		}
	}
	return false
}

// auxiliary reports whether a new predicate begins at word w.
func (t *Text) auxiliary(w int32) bool {
	switch strings.ToLower(t.Word(w)) {
	case "shall", "must", "will", "may", "can", "should", "is", "are":
		return true
	}
	return false
}

// conditional reports whether the words between the last comma before word w
// and w begin with a conjunction of condition.
func (t *Text) conditional(s, w int32) bool {
	w = min(w, t.first[s+1]-1)
	for w > t.first[s] && t.words[w].Before != words.Comma && t.words[w].Before != words.Clause {
		w--
	}
	return opensCondition[strings.ToLower(t.wordIn(s, w))]
}

var subjects = map[string]bool{"we": true, "you": true, "it": true, "they": true, "he": true, "she": true}
