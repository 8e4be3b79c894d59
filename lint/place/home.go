package place

import (
	"slices"
	"strings"

	"github.com/rightslint/rightslint/rules"
)

// Home returns the section whose heading says that it is about a topic, or nil.
// It must have text of its own that binds, hold no further sections, and stand
// in front of the annexes.
func (o *Outline) Home(t *Topic, kind rules.Kind) *Section {
	topics, field := t.words(kind), fields[t.Right]
	var best *Section
	top := 0
	for _, i := range o.homesOf().near(topics, field) {
		s := &o.Sections[i]
		if n := topical(s.words, topics, field); n > top {
			best, top = s, n
		}
	}
	return best
}

// homes are the sections that can take up a clause, by the words of their
// headings. A document lacks dozens of clauses and has a hundred sections: only
// those are graded that share a word with the topic.
type homes struct {
	words []headingWord // sorted
}

// headingWord is a word of the heading of a section.
type headingWord struct {
	word    string
	section int
}

// homesOf reads the headings when the first clause seeks its home.
func (o *Outline) homesOf() *homes {
	if o.homes != nil {
		return o.homes
	}
	o.homes = &homes{}
	for i := range o.Sections[:o.backMatterAt()] {
		s := &o.Sections[i]
		if s.Back || !s.Leaf || !s.Sound || s.Binds == 0 || o.coversAll(s) || matching(s.words, offTopic) > 0 {
			continue
		}
		for _, w := range s.words {
			o.homes.words = append(o.homes.words, headingWord{w, i})
		}
	}
	slices.SortFunc(o.homes.words, func(a, b headingWord) int {
		if c := strings.Compare(a.word, b.word); c != 0 {
			return c
		}
		return a.section - b.section
	})
	return o.homes
}

// near returns the sections whose heading has a word that begins with one of the
// stems, in the order of the source.
func (h *homes) near(stems ...[]string) []int {
	var out []int
	for _, list := range stems {
		for _, s := range list {
			first, _, _ := strings.Cut(s, "+") // without it the others stand for nothing
			i, _ := slices.BinarySearchFunc(h.words, first, func(w headingWord, stem string) int { return strings.Compare(w.word, stem) })
			for ; i < len(h.words) && strings.HasPrefix(h.words[i].word, first); i++ {
				out = append(out, h.words[i].section)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
