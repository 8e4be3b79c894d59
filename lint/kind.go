package lint

import (
	"fmt"
	"strings"

	"github.com/rightslint/rightslint/lint/match"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// KindVerdict is the kind that a document was recognised as, and from what.
type KindVerdict struct {
	Kind rules.Kind
	// Reason says in a sentence what the kind was recognised from.
	Reason string
}

// How much each place where a kind's words stand says of the document. A title
// names the kind; a heading near the start often does; the words of the body
// confirm it, up to a limit.
const (
	titleWeight    = 6.0
	wordWeight     = 4.0 // one word of a longer title: "Process Terms"
	headingWeight  = 2.5
	earlyHeadings  = 6
	earlyWords     = 120
	earlyWeight    = 2.0
	selfWeight     = 5.0 // "this privacy statement", before the body begins
	signWeight     = 0.8 // for each sentence in a hundred
	signLimit      = 12.0
	kindThreshold  = 4.5
	fewSignsNeeded = 2
)

// DetectKind recognises the kind of a document from its title, its first
// headings and the turns of phrase of its body. What is none of the kinds is
// rules.Unknown.
func (j *Judge) DetectKind(doc *parse.Document) (KindVerdict, *match.Text) {
	t := j.Scan(doc, rules.Unknown)
	var scores []kindScore
	for _, rec := range j.set.Catalog.KindRecords {
		scores = append(scores, j.scoreKind(t, rec))
	}
	best := kindScore{kind: rules.Unknown}
	for _, s := range scores {
		if s.total -= overruled(&s, scores); s.total > best.total {
			best = s
		}
	}
	v := KindVerdict{Kind: best.kind, Reason: best.reason()}
	if best.total < kindThreshold || best.signs < fewSignsNeeded && best.kind != rules.Unknown {
		v.Kind = rules.Unknown
	}
	if v.Kind == rules.Unknown {
		v.Reason = "nothing in it reads like terms of service, a privacy policy, a procurement document or a regulation"
		if best.kind == rules.Unknown && best.quote() != "" {
			v.Reason = fmt.Sprintf("it reads like something else (“%s”)", best.quote())
		}
	}
	t.SetKind(v.Kind)
	return v, t
}

// overruled returns what the title gave a kind whose words there are only a part
// of what names another: a "Master Services Agreement" is no services agreement
// with users.
func overruled(s *kindScore, all []kindScore) float64 {
	for i := range all {
		if o := all[i].title; s.title != "" && len(o) > len(s.title) && strings.Contains(o, s.title) {
			return s.named
		}
	}
	return 0
}

// kindScore is how much speaks for one kind.
type kindScore struct {
	kind               rules.Kind
	total              float64
	named              float64 // what the title gave of it
	signs              int
	title, early, sign string // quotes
}

func (s kindScore) quote() string {
	for _, q := range []string{s.title, s.early, s.sign} {
		if q != "" {
			return q
		}
	}
	return ""
}

func (s kindScore) reason() string {
	var parts []string
	if s.title != "" {
		parts = append(parts, fmt.Sprintf("its title says “%s”", s.title))
	} else if s.early != "" {
		parts = append(parts, fmt.Sprintf("it begins with “%s”", s.early))
	}
	if s.sign != "" {
		parts = append(parts, fmt.Sprintf("%d sentences read like one (“%s”)", s.signs, s.sign))
	}
	return strings.Join(parts, "; ")
}

// scoreKind weighs what speaks for one kind.
func (j *Judge) scoreKind(t *match.Text, rec rules.KindRecord) kindScore {
	s := kindScore{kind: rec.Kind}
	headings := 0
	early := map[int]bool{}
	d := t.Doc
	for i := range d.Sentences {
		if d.Sentences[i].Class.IsHeading() && headings < earlyHeadings {
			early[i] = true
			headings++
		}
	}
	titles := t.Mentions(j.set.Concept(rules.TitleConcept(rec.Kind)))
	// A title in the front matter is what the published page is headed with,
	// whatever its first heading is.
	for _, title := range []string{d.Title, d.FrontMatter["title"]} {
		if q := t.QuoteIn(title, j.set.Concept(rules.TitleConcept(rec.Kind))); q != "" && s.title == "" {
			s.title, s.named = q, titleWeight
			if !strings.Contains(q, " ") && strings.Contains(strings.TrimSpace(title), " ") {
				s.named = wordWeight
			}
			s.total += s.named
		}
	}
	hits, end := 0.0, int32(0)
	for _, m := range titles {
		quote := t.Quote(m.Start, m.End)
		if m.Start < end {
			continue // a part of what was counted
		}
		end = m.End
		switch {
		case early[int(m.Sentence)] && hits < 2:
			hits++
			s.total += headingWeight
		case int(m.Start) < earlyWords && hits < 2:
			hits++
			s.total += earlyWeight
			if t.NamesItself(m) {
				s.total += selfWeight - earlyWeight
			}
		default:
			continue
		}
		if s.early == "" {
			s.early = quote
		}
	}
	sentences := map[int32]bool{}
	for _, m := range t.Mentions(j.set.Concept(rules.SignConcept(rec.Kind))) {
		sentences[m.Sentence] = true
		if s.sign == "" {
			s.sign = t.Quote(m.Start, m.End)
		}
	}
	s.signs = len(sentences)
	rate := 100 * float64(s.signs) / float64(max(len(d.Sentences), 20))
	s.total += min(rate*signWeight, signLimit)
	return s
}
