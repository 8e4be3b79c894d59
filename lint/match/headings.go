package match

import (
	"slices"

	"github.com/rightslint/rightslint/rules"
	"github.com/rightslint/rightslint/rules/phrases"
	"github.com/rightslint/rightslint/rules/words"
)

// Regional reports whether a sentence, its lead-in or a heading above it, but
// not the title of the whole document, gives its promise only to the people of
// some regions.
func (t *Text) Regional(sentence int) bool {
	id := t.set.Concept(rules.RegionalConcept)
	if id < 0 {
		return false
	}
	for s := int32(sentence); s >= 0; s = int32(t.Doc.Sentences[s].LeadIn) {
		if t.expresses(s, id) {
			return true
		}
	}
	return t.headed(sentence, []int32{id})
}

// headed reports whether a heading above the sentence, or the title, mentions
// one of the concepts.
func (t *Text) headed(sentence int, under []int32) bool {
	sec := t.section[sentence]
	if sec < 0 {
		sec = int32(len(t.headings) - 1)
	}
	has := t.headings[sec]
	for _, id := range under {
		if has[id>>6]&(1<<(id&63)) != 0 {
			return true
		}
	}
	return false
}

// readHeadings finds the concepts that the headings above each provision, and
// the title, mention.
func (t *Text) readHeadings(sc *phrases.Scanner) {
	t.headings = make([][]uint64, len(t.Doc.Provisions)+1)
	var ws []words.Word
	var hits []phrases.Hit
	read := func(text string, has []uint64) {
		ws, hits = sc.Read(text, ws[:0], hits[:0])
		for i := range hits {
			for _, c := range t.set.Matcher.Concepts(hits[i].Node) {
				has[c>>6] |= 1 << (c & 63)
			}
		}
	}
	title := make([]uint64, (t.set.Concepts()+63)/64)
	read(t.Doc.Title, title)
	t.headings[len(t.Doc.Provisions)] = title
	for i := range t.Doc.Provisions { // a provision comes after the one that encloses it
		p := &t.Doc.Provisions[i]
		has := title
		if p.Parent >= 0 {
			has = t.headings[p.Parent]
		}
		if p.Titled {
			has = slices.Clone(has)
			read(p.Title, has)
		}
		t.headings[i] = has
	}
}
