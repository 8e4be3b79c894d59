package diff

import (
	"slices"
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// An Edit is a run of words that both versions have, or that only one has.
type Edit struct {
	// Op is "=" for words that both have, "-" for old ones, "+" for new ones.
	Op string
	// Text is the words as the document writes them; for words that both have,
	// as the new version does.
	Text string
	// Old is how the old version writes words that both have.
	Old string
}

// flow is the words of one side of a group, laid end to end.
type flow struct {
	side      *side
	sentences []int
	tokens    []int32
	// of and word say to which sentence, and which word of it, each token
	// belongs.
	of, word []int32
}

func newFlow(s *side, sentences []int) *flow {
	f := &flow{side: s, sentences: sentences}
	for _, i := range sentences {
		x := &s.sentences[i]
		f.tokens = append(f.tokens, x.tokens...)
		f.word = append(f.word, x.at...)
		for range x.tokens {
			f.of = append(f.of, int32(i))
		}
	}
	return f
}

// segment is a stretch of the words of both sides: the same where same is set,
// else replaced, dropped (old only) or inserted (new only).
type segment struct {
	same           bool
	oldFrom, oldTo int
	newFrom, newTo int
}

// maxCompared is how many words of a group are compared word by word; a group
// of more is a whole section.
const maxCompared = 4000

// compareWords finds the words that changed between two flows.
func compareWords(old, new *flow) []segment {
	if len(old.tokens) > maxCompared || len(new.tokens) > maxCompared {
		return []segment{{oldTo: len(old.tokens), newTo: len(new.tokens)}}
	}
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = 0 // the outcome must not depend on the machine
	// Nor on which version is called the old one.
	turned := slices.Compare(old.tokens, new.tokens) > 0
	a, b := old, new
	if turned {
		a, b = new, old
	}
	diffs := dmp.DiffMainRunes(runesOf(a.tokens), runesOf(b.tokens), false)
	var out []segment
	i, j := 0, 0
	for _, d := range diffs {
		n := len([]rune(d.Text))
		last := len(out) - 1
		if d.Type == diffmatchpatch.DiffEqual {
			out = append(out, segment{same: true, oldFrom: i, oldTo: i + n, newFrom: j, newTo: j + n})
			i, j = i+n, j+n
			continue
		}
		if last < 0 || out[last].same {
			out = append(out, segment{oldFrom: i, oldTo: i, newFrom: j, newTo: j})
			last++
		}
		if (d.Type == diffmatchpatch.DiffDelete) != turned {
			i += n
			out[last].oldTo = i
		} else {
			j += n
			out[last].newTo = j
		}
	}
	return out
}

// runesOf gives each word a rune, as go-diff compares text; the surrogates,
// which no text can hold, are passed over.
func runesOf(tokens []int32) []rune {
	out := make([]rune, len(tokens))
	for i, t := range tokens {
		if out[i] = rune(t + 1); out[i] >= 0xD800 {
			out[i] += 0x800
		}
	}
	return out
}

// text returns the words [from, to) of a flow as the document writes them,
// with what stands before each.
func (f *flow) text(from, to int) string {
	var b strings.Builder
	for k := from; k < to; {
		end := k
		for end+1 < to && f.of[end+1] == f.of[k] {
			end++
		}
		i := int(f.of[k])
		ws := f.side.Text.Words(i)
		source := f.side.Doc.Sentences[i].Text
		lo, hi := 0, int(ws[f.word[end]].End)
		if end+1 == len(f.tokens) || f.of[end+1] != f.of[k] {
			hi = len(source) // the stop at the end of the sentence
		}
		if k > 0 && f.of[k-1] == f.of[k] {
			lo = int(ws[f.word[k-1]].End) // with the articles and signs before it
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(strings.TrimSpace(source[lo:hi]))
		k = end + 1
	}
	return b.String()
}

// edits returns the segments as runs of words for a reader.
func edits(old, new *flow, segments []segment) []Edit {
	var out []Edit
	for _, s := range segments {
		if s.same {
			out = append(out, Edit{"=", new.text(s.newFrom, s.newTo), old.text(s.oldFrom, s.oldTo)})
			continue
		}
		if s.oldTo > s.oldFrom {
			out = append(out, Edit{Op: "-", Text: old.text(s.oldFrom, s.oldTo)})
		}
		if s.newTo > s.newFrom {
			out = append(out, Edit{Op: "+", Text: new.text(s.newFrom, s.newTo)})
		}
	}
	return out
}
