package lint

import (
	"maps"
	"slices"

	"github.com/rightslint/rightslint/lint/match"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// Judged is one version of a document, judged whole so that it can be
// compared with another: every rule of its kind is looked for, whether or not
// the document's traits ask for it, because what one version owes the other
// must be asked for as well.
type Judged struct {
	// Doc is the document as read.
	Doc *parse.Document
	// Text holds its words and the mentions of concepts.
	Text *match.Text
	// Kind is the kind that both versions are judged as.
	Kind rules.Kind
	// Language is a BCP 47 tag.
	Language string
	// Rows has the verdict on each safeguard of the kind, by rule id.
	Rows map[string]*Row
	// Shows lists, by rule id, the sentences that show a safeguard or carry a
	// red flag, in the order of the text.
	Shows map[string][]int
	// Catalog has the rules.
	Catalog *rules.Catalog

	traits map[string]bool
}

// Owes reports whether a rule applies to the version by its kind and traits.
func (v *Judged) Owes(r *rules.Rule) bool {
	_, applies := r.Applies[v.Kind]
	return applies && r.When.Holds(v.traits)
}

// Versions judges the versions of one document as the same kind, the oldest
// first. Where the kind is not set and they look like different kinds, it is
// the one that most speaks for in all of them together. It fails with the
// verdict on the first version that cannot be judged, whose Error says why.
func (l *Linter) Versions(docs []*parse.Document, opts Options) ([]*Judged, *Document) {
	out := make([]*Judged, len(docs))
	texts := make([]*match.Text, len(docs))
	var judge *Judge
	for i, doc := range docs {
		lang := language(doc, opts)
		j := l.judges[base(lang)]
		if j == nil {
			failure := failed(doc.Path, l.noVocabulary(lang))
			return nil, failure
		}
		if judge == nil {
			judge = j
		}
		texts[i] = j.Scan(doc, rules.Unknown)
		out[i] = &Judged{Doc: doc, Language: lang}
		if base(lang) != base(out[0].Language) {
			return nil, failed(doc.Path, errLanguages)
		}
	}
	kind := opts.Kind
	if kind == "" {
		kind = judge.kindOf(docs, texts)
	}
	if kind == rules.Unknown {
		return nil, failed(docs[len(docs)-1].Path, errNoKind)
	}
	for i, v := range out {
		texts[i].SetKind(kind)
		v.Text, v.Kind, v.Catalog = texts[i], kind, judge.set.Catalog
		judge.whole(v)
	}
	return out, nil
}

// NoKind reports whether a document was not judged because it is of no kind
// that is known, as most texts of a repository are.
func NoKind(d *Document) bool { return d.Error == errNoKind.Error() }

// kindOf returns the kind for which most speaks in all documents together; a
// kind that the front matter of one of them names goes before all.
func (j *Judge) kindOf(docs []*parse.Document, texts []*match.Text) rules.Kind {
	for _, d := range slices.Backward(docs) {
		if kind := rules.Kind(d.FrontMatter["kind"]); slices.Contains(rules.Kinds, kind) {
			return kind
		}
	}
	best, most := rules.Unknown, 0.0
	for _, rec := range j.set.Catalog.KindRecords {
		total, strong := 0.0, false
		for _, t := range texts {
			s := j.scoreKind(t, rec)
			total += s.total
			strong = strong || s.total >= kindThreshold && s.signs >= fewSignsNeeded
		}
		if total > most && (strong || rec.Kind == rules.Unknown) {
			best, most = rec.Kind, total
		}
	}
	return best
}

// whole judges a version by every rule of its kind.
func (j *Judge) whole(v *Judged) {
	t := v.Text
	v.traits, v.Rows, v.Shows = map[string]bool{}, map[string]*Row{}, map[string][]int{}
	for i := range j.traits {
		if verdict, ok := j.trait(t, &j.traits[i]); ok {
			v.traits[verdict.Trait] = true
		}
	}
	flags := map[string][]match.Match{}
	for i := range j.rules {
		if r := &j.rules[i]; r.RedFlag() && r.Applies[t.Kind] != "" {
			flags[r.ID] = j.flagged(t, r)
			v.Shows[r.ID] = sentencesOf(flags[r.ID])
		}
	}
	for i := range j.rules {
		r := &j.rules[i]
		if _, applies := r.Applies[t.Kind]; !applies || r.Flags() {
			continue
		}
		row := j.safeguard(t, r, flags)
		v.Rows[r.ID] = &row
		v.Shows[r.ID] = j.shown(t, r)
	}
}

// shown lists the sentences that show a safeguard: those of its core, those
// that give a part of it, and those of its elements near the core.
func (j *Judge) shown(t *match.Text, r *compiledRule) []int {
	core, _ := find(t, r.evidence, nil, 0)
	some, _ := find(t, r.partial, nil, 0)
	for i := range r.elements {
		if e := &r.elements[i]; len(core) > 0 && len(e.find) > 0 && e.In != "document" {
			some = append(some, near(t, e, core)...)
		}
	}
	return sentencesOf(append(core, some...))
}

// sentencesOf lists the sentences of matches, each once, in order.
func sentencesOf(ms []match.Match) []int {
	seen := map[int]bool{}
	for _, m := range ms {
		seen[m.Sentence] = true
	}
	return slices.Sorted(maps.Keys(seen))
}

// Passage describes the sentences [first, last] of a document as one passage:
// its place, and its text without markup.
func Passage(d *parse.Document, first, last int) Span {
	span := spanOf(d, first)
	for i := first + 1; i <= last; i++ {
		next := spanOf(d, i)
		span.End, span.EndLine, span.EndColumn = next.End, next.EndLine, next.EndColumn
		span.Quote += " " + next.Quote
	}
	return span
}
