package rules

import (
	"regexp"
	"slices"
	"sort"
	"strings"
)

// Parties are the names of the classes of persons that a clause can bind,
// each also a concept of the vocabulary.
var Parties = []string{"provider", "vendor", "authority", "client", "user", "person", "worker"}

var (
	scopes     = []string{"", "sentence", "provision", "section"}
	elementIn  = []string{"", "sentence", "provision", "section", "document"}
	negations  = []string{"", "no", "yes", "any"}
	reaches    = []string{"", "document"}
	forces     = []string{"", "any", "binding", "power"}
	checks     = []string{"", "placeholder", "dangling-reference", "undefined-key-term", "no-deadline", "weak-wording", "unused-waiver", "broken-waiver"}
	severities = []string{string(Error), string(Warning), string(Notice)}
	classes    = []string{"body", "heading", "definition", "recital", "note", "contents", "footnote", "quotation", "code", "form-field"}
)

// check finds the faults that no single value shows: names without a
// definition, fields that a record lacks.
func (l *loader) check() {
	traits := map[string]bool{}
	for _, t := range l.cat.Traits {
		traits[t.ID] = true
	}
	for _, t := range l.cat.Traits {
		l.patterns(t.file, t.Strong)
		l.patterns(t.file, t.Signs)
		l.concepts(t.file, t.NotUnder)
		if t.Title == "" {
			l.fault(t.file, Place{1, 1}, "a title is missing")
		}
	}
	flags := map[string]bool{}
	for _, r := range l.cat.Rules {
		flags[r.ID] = r.RedFlag()
	}
	for _, r := range l.cat.Rules {
		l.record(r)
		l.patterns(r.file, r.Evidence)
		l.patterns(r.file, r.Partial)
		l.patterns(r.file, r.Undercut)
		l.near(r)
		l.belongs(r)
		l.concepts(r.file, r.NotUnder)
		for _, e := range r.Elements {
			l.oneOf(r.file, Place{}, "in", e.In, elementIn)
			l.patterns(r.file, e.Find)
		}
		for _, t := range r.When.Traits() {
			if !traits[t.Name] {
				l.fault(r.file, t.At, "no trait is called %q%s", t.Name, nearest(t.Name, traits))
			}
		}
		for _, f := range r.CancelledBy {
			if !flags[f.Name] {
				l.fault(r.file, f.At, "no red flag is called %q%s", f.Name, nearest(f.Name, flags))
			}
		}
	}
}

// record checks the fields that every rule must have.
func (l *loader) record(r *Rule) {
	need := func(ok bool, what string) {
		if !ok {
			l.fault(r.file, Place{1, 1}, "%s is missing", what)
		}
	}
	need(r.Title != "", "a title")
	need(len(r.Applies) > 0, "applies")
	need(len(r.Evidence) > 0 || r.Drafting() && r.Check != "", "evidence")
	need(r.Rationale != "", "a rationale")
	if r.Origin != "" {
		l.customRecord(r, need)
	} else {
		l.builtinRecord(r, need)
	}
	for kind, severity := range r.Applies {
		l.oneOf(r.file, Place{}, "applies", string(severity), severities)
		need(slices.Contains(Kinds, kind), "a kind of document that is called "+string(kind))
		if !r.Flags() {
			need(strings.TrimSpace(r.Suggestion[kind]) != "", "suggested wording for "+string(kind))
		}
	}
	l.oneOf(r.file, Place{}, "check", r.Check, checks)
	l.oneOf(r.file, Place{}, "items", r.Items, []string{"", "inherit"})
	l.oneOf(r.file, Place{}, "binds", r.Binds, []string{"", "users"})
}

// builtinRecord checks what is asked of the rules that the program carries.
func (l *loader) builtinRecord(r *Rule, need func(bool, string)) {
	need(len(r.Sources) > 0 || r.Drafting(), "sources")
	for _, source := range r.Sources {
		if _, ok := l.cat.Cite(source); !ok {
			l.fault(r.file, Place{}, "sources: %q begins with no instrument of sources.yaml", source)
		}
	}
	need(len(r.Cases.Satisfy) >= 4, "at least four cases that satisfy it: one")
	need(len(r.Cases.Fail) >= 4, "at least four cases that fail: one")
	need(len(r.Cases.NearMiss) >= 2, "at least two near misses: one")
	need(r.Flags() || r.Heading != "", "the heading of a section of its own (heading:)")
	need(r.Flags() || len(r.Belongs) > 0, "a word of headings that marks its place (belongs:)")
	if r.Overrides {
		l.fault(r.file, Place{1, 1}, "overrides is for the rules of an organisation")
	}
}

// topicForm is what a word of a heading looks like in belongs.
var topicForm = regexp.MustCompile(`^(?:([a-z-]+)/)?[\p{Ll}\p{Lo}\p{N}-]+(?:\+[\p{Ll}\p{Lo}\p{N}-]+)*$`)

// belongs checks the heading of a rule and the words that mark its place.
func (l *loader) belongs(r *Rule) {
	if strings.Contains(strings.TrimSpace(r.Heading), "\n") {
		l.fault(r.file, Place{}, "heading: a heading stands on one line")
	}
	if r.Flags() && len(r.Belongs) > 0 {
		l.fault(r.file, r.Belongs[0].At, "belongs is for safeguards; wording that mends a clause replaces it")
	}
	for _, b := range r.Belongs {
		m := topicForm.FindStringSubmatch(b.Name)
		switch {
		case m == nil:
			l.fault(r.file, b.At, "belongs: %q is not the beginning of a word in small letters, or several joined by +", b.Name)
		case m[1] != "" && !slices.Contains(Kinds, Kind(m[1])):
			l.fault(r.file, b.At, "belongs: no kind of document is called %q", m[1])
		}
	}
}

// near checks the patterns of what comes near, which say why it does not count.
func (l *loader) near(r *Rule) {
	if r.Flags() && len(r.Near) > 0 {
		l.fault(r.file, r.Near[0].at, "near is for safeguards; what is no red flag is not told of")
	}
	for i := range r.Near {
		p := &r.Near[i]
		if strings.TrimSpace(p.Why) == "" {
			l.fault(r.file, p.at, "a pattern of near needs why:, such as why: it says that data are kept, and not until when")
		}
		l.pattern(r.file, p)
	}
}

func (l *loader) patterns(file string, list []Pattern) {
	for i := range list {
		if list[i].Why != "" {
			l.fault(file, list[i].at, "why is for the patterns of near")
		}
		l.pattern(file, &list[i])
	}
}

func (l *loader) pattern(file string, p *Pattern) {
	terms := p.All
	if len(p.Seq) > 0 {
		terms = p.Seq
	}
	if len(terms) > MaxTerms {
		l.fault(file, p.at, "a pattern combines at most %d concepts, and this one %d; say it with fewer, or with a list inside as a choice", MaxTerms, len(terms))
	}
	if (len(p.All) > 0) == (len(p.Seq) > 0) {
		l.fault(file, p.at, "a pattern has either all: or seq:, and a concept in it")
	}
	for _, t := range terms {
		l.concepts(file, t)
	}
	l.concepts(file, p.Without)
	l.concepts(file, p.Under)
	l.oneOf(file, p.at, "in", p.In, scopes)
	l.oneOf(file, p.at, "negated", p.Negated, negations)
	l.oneOf(file, p.at, "force", p.Force, forces)
	l.oneOf(file, p.at, "once", p.Once, reaches)
	for _, by := range p.By {
		l.oneOf(file, p.at, "by", by, Parties)
	}
	for _, c := range p.Class {
		l.oneOf(file, p.at, "class", c, classes)
	}
	for _, k := range p.Kinds {
		if !slices.Contains(Kinds, k) {
			l.fault(file, p.at, "no kind is called %q", k)
		}
	}
}

// concepts checks that every language with a vocabulary knows the names, or
// that at least one does: a rule may be written for some languages only.
func (l *loader) concepts(file string, refs []Ref) {
	for _, r := range refs {
		found := false
		for _, concepts := range l.cat.Vocabulary {
			_, ok := concepts[r.Name]
			found = found || ok
		}
		if !found {
			l.fault(file, r.At, "no concept is called %q%s", r.Name, nearest(r.Name, l.conceptNames()))
		}
	}
}

func (l *loader) conceptNames() map[string]bool {
	known := map[string]bool{}
	for _, concepts := range l.cat.Vocabulary {
		for name := range concepts {
			known[name] = true
		}
	}
	return known
}

func (l *loader) oneOf(file string, at Place, field, value string, allowed []string) {
	if !slices.Contains(allowed, value) {
		l.fault(file, at, "%s: %q is not one of %s", field, value, strings.Join(slices.DeleteFunc(slices.Clone(allowed), func(s string) bool { return s == "" }), ", "))
	}
}

// nearest returns the hint "; did you mean X?" for the known name that is
// fewest edits away, or nothing where none is near.
func nearest(name string, known map[string]bool) string {
	best, cost := "", len(name)/3+2
	names := make([]string, 0, len(known))
	for k := range known {
		names = append(names, k)
	}
	sort.Strings(names)
	for _, k := range names {
		if c := edits(name, k); c < cost {
			best, cost = k, c
		}
	}
	if best == "" {
		return ""
	}
	return "; did you mean " + best + "?"
}

// edits is the Levenshtein distance in bytes.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diag := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diag
			if a[i] != b[j] {
				cost++
			}
			diag = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
