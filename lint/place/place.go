// Package place finds where in a document a clause belongs that is missing: in
// the section whose heading says that it is about the matter, else in a section
// of its own behind the last of the document's. Reports say the place, and the
// package fix puts wording there.
package place

import (
	"strings"
	"unicode"

	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// Topic is the matter for which a place is sought.
type Topic struct {
	// Heading is the heading of a section about it alone.
	Heading string
	// Words show that a section is about it; see Belongs of rules.Rule.
	Words []string
	// Right is the human right that it serves.
	Right string
}

// TopicOf returns the topic of a rule.
func TopicOf(r *rules.Rule) Topic {
	t := Topic{Heading: strings.Join(strings.Fields(r.Heading), " "), Right: r.Right}
	if t.Heading == "" {
		t.Heading = strings.TrimSuffix(r.Title, ".")
	}
	for _, b := range r.Belongs {
		t.Words = append(t.Words, b.Name)
	}
	return t
}

// OwnUnit reports whether a clause for a section gets a unit of its own behind
// it: in a law, a section without numbered paragraphs stays one paragraph.
func (o *Outline) OwnUnit(kind rules.Kind, s *Section) bool {
	return kind == rules.DraftRegulation && s.Prov.Label != "" && len(o.Children(s)) == 0
}

// Missing says where a clause on the topic that the document lacks belongs: the
// byte of the source after whose text it goes, and the place in words that go on
// after "belongs".
func (o *Outline) Missing(t *Topic, kind rules.Kind) (at int, where string) {
	if s := o.Home(t, kind); s != nil {
		if o.OwnUnit(kind, s) {
			return s.End, "in a section of its own following " + s.Cite()
		}
		return s.End, "in " + s.Cite()
	}
	tail := o.Tail(kind)
	where = "in a section of its own"
	if n := len(tail.Siblings); n > 0 {
		where += " following " + o.Sections[tail.Siblings[n-1]].Cite()
	}
	return tail.At, where
}

// Before returns the index of the sentence that stands last before a byte of the
// source, holds words and is no footnote or blank, or -1.
func Before(d *parse.Document, at int) int {
	i := d.SentenceAt(at - 1)
	for ; i >= 0; i-- {
		s := &d.Sentences[i]
		if s.Class != parse.Footnote && s.Class != parse.FormField && !closing(strings.ToLower(s.Text)) && strings.IndexFunc(s.Text, unicode.IsLetter) >= 0 {
			break
		}
	}
	return i
}

// Cite names a section by its number and title.
func (s *Section) Cite() string {
	p, title := s.Prov, strings.TrimRight(s.Prov.Title, ".: ")
	switch {
	case title == "":
		return p.Path
	case p.Label == "" || strings.Contains(title, p.Label):
		return "“" + title + "”"
	}
	return "“" + p.Label + " " + title + "”"
}
