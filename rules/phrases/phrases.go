// Package phrases finds the expressions of all concepts in a text in one pass
// over its words. Phrases stand in one trie over word ids; a word that no
// phrase uses has no id and costs one look-up.
package phrases

import (
	"fmt"
	"sort"
	"strings"

	"github.com/rightslint/rightslint/rules/words"
)

// MaxGap is how many words a gap ("..") may span at most.
const MaxGap = 6

// Token is one word of a phrase as the vocabulary writes it, made a key: a
// normal form, "=" and an exact form, a prefix and "*", or "#" for a number.
type Token string

// Tokens cuts one blank-free part of an expression into tokens: "opt-out" is
// two, "don't" is do and not. It fails on a part without a word.
func Tokens(part string) ([]Token, error) {
	if part == "#" {
		return []Token{"#"}, nil
	}
	exact := strings.HasPrefix(part, "=")
	prefix := strings.HasSuffix(part, "*")
	var out []Token
	for w, ok := words.Next(part, 0); ok; w, ok = words.Next(part, int(w.End)) {
		f := words.Fold(part[w.Start:w.End])
		switch {
		case exact:
			out = append(out, Token("="+f))
		case prefix && int(w.End) == len(part)-1:
			out = append(out, Token(f+"*"))
		default:
			if parts := words.Parts(f); parts != nil {
				for _, p := range parts {
					out = append(out, Token(words.Normal(p)))
				}
				continue
			}
			out = append(out, Token(words.Normal(f)))
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%q holds no word", part)
	}
	return out, nil
}

// Matcher is the compiled set of phrases: an acyclic automaton over word ids,
// whose equal parts are shared, in flat arrays. It is safe for concurrent use.
type Matcher struct {
	tokens []Token // by id
	root   []int32 // by id: the node after that first word, 0 for none
	// The edges of node n are [edgeAt[n], edgeAt[n+1]), sorted by word id, and
	// what ends at it is outputs [outAt[n], outAt[n+1]).
	edgeAt, edgeID, edgeTo []int32
	outAt                  []int32
	outputs                []output
	gaps                   []gap
	// lengths are the words of the longest choice of each stretch, by slot.
	lengths []int32

	derived
}

type prefix struct {
	text string
	id   int32
}

// output is what ends at a node: a concept, or a piece of a phrase with gaps.
type output struct {
	concept int32
	gap     int32 // index into gaps, or -1
	piece   int32
}

// gap is a phrase with gaps. Its stretches have the numbers slot to slot+pieces;
// the phrase is looked for when the stretch anchor, its rarest, has been read.
type gap struct {
	concept int32
	pieces  int32
	slot    int32
	anchor  int32
}

// lookup returns the ids that a word of a document answers to.
func (m *Matcher) lookup(folded string) []int32 {
	var ids []int32
	add := func(t Token) {
		if id, ok := m.ids[t]; ok {
			ids = append(ids, id)
		}
	}
	add(Token(words.Normal(folded)))
	add(Token("=" + folded))
	if isNumber(folded) {
		add("#")
	}
	// Of the prefixes of the word, a longer one comes later in their order: each
	// search begins where the last one ended.
	left := m.prefixes
	for n := 1; n <= len(folded) && len(left) > 0; n++ {
		left = left[sort.Search(len(left), func(i int) bool { return left[i].text >= folded[:n] }):]
		if len(left) == 0 || !strings.HasPrefix(left[0].text, folded[:n]) {
			break // none begins like the word, and so none longer does
		}
		if left[0].text == folded[:n] {
			ids = append(ids, left[0].id)
		}
	}
	return ids
}

func isNumber(w string) bool {
	digits := 0
	for i := 0; i < len(w); i++ {
		if '0' <= w[i] && w[i] <= '9' {
			digits++
		}
	}
	return digits > 0 && digits == len(w) || numerals[w]
}

var numerals = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand") {
		m[w] = true
	}
	return m
}()
