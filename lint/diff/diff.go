// Package diff compares two versions of a document and says what the new one
// did to people's rights: which safeguards were lost, weakened, strengthened or
// gained, which clauses that take rights away came or went, and which promises
// were dropped, softened or added, even where no rule of the catalog covers
// them. Both versions are judged whole; what was only reworded, moved, split,
// merged or renumbered is no change.
package diff

import (
	"cmp"
	"slices"
	"strings"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
)

// Type is a sort of change.
type Type string

// The types of changes, the most important first.
const (
	Lost            Type = "lost"
	FlagAdded       Type = "red-flag-added"
	Weakened        Type = "weakened"
	PromiseDropped  Type = "promise-dropped"
	PromiseSoftened Type = "promise-softened"
	Gained          Type = "gained"
	FlagRemoved     Type = "red-flag-removed"
	Strengthened    Type = "strengthened"
	PromiseAdded    Type = "promise-added"
)

// Types lists the types in the order in which reports give them.
var Types = []Type{Lost, FlagAdded, Weakened, PromiseDropped, PromiseSoftened, Gained, FlagRemoved, Strengthened, PromiseAdded}

// Worse reports whether a change of the type is for the worse.
func (t Type) Worse() bool {
	return slices.Index(Types, t) <= slices.Index(Types, PromiseSoftened)
}

// Result is the comparison of two versions. Its JSON form is a contract with
// other programs, version 1.
type Result struct {
	Version int      `json:"version"`
	Old     Side     `json:"old"`
	New     Side     `json:"new"`
	Changes []Change `json:"changes"`
}

// Side names one of the versions.
type Side struct {
	Path string `json:"path"`
	// Revision is the name of a git revision, or empty for a file.
	Revision string     `json:"revision,omitempty"`
	Kind     rules.Kind `json:"kind"`
	Language string     `json:"language"`
}

// Change is one thing that the new version did to people's rights.
type Change struct {
	Type Type `json:"change"`
	// Rule is the id of a rule of the catalog; empty for a promise that none
	// covers.
	Rule     string         `json:"rule,omitempty"`
	From     lint.Status    `json:"from,omitempty"`
	To       lint.Status    `json:"to,omitempty"`
	Severity rules.Severity `json:"severity,omitempty"`
	Message  string         `json:"message"`
	// Old and New are the passages; New of a dropped promise is the nearest
	// surviving text.
	Old *lint.Span `json:"old,omitempty"`
	New *lint.Span `json:"new,omitempty"`

	// Title is the rule's title, or empty.
	Title string `json:"-"`
	// Nearest says that New only comes nearest to what was dropped.
	Nearest bool `json:"-"`
	// Edits are the words of both versions where Old became New.
	Edits []Edit `json:"-"`
}

// Empty reports whether nothing changed.
func (r *Result) Empty() bool { return len(r.Changes) == 0 }

// Count returns how many changes are of one of the types.
func (r *Result) Count(types ...Type) int {
	n := 0
	for i := range r.Changes {
		if slices.Contains(types, r.Changes[i].Type) {
			n++
		}
	}
	return n
}

// Compare compares two versions that were judged as the same kind.
func Compare(old, new *lint.Judged) *Result {
	c := newComparison(old, new)
	c.run()
	return &Result{
		Version: 1,
		Old:     Side{Path: old.Doc.Path, Kind: old.Kind, Language: old.Language},
		New:     Side{Path: new.Doc.Path, Kind: new.Kind, Language: new.Language},
		Changes: c.changes(),
	}
}

// sortChanges puts the most important first: by type, then the gravest, then
// in the order of the text.
func sortChanges(list []Change) {
	slices.SortStableFunc(list, func(a, b Change) int {
		return cmp.Or(
			cmp.Compare(slices.Index(Types, a.Type), slices.Index(Types, b.Type)),
			cmp.Compare(b.Severity.Rank(), a.Severity.Rank()),
			cmp.Compare(place(&a), place(&b)),
			strings.Compare(a.Rule, b.Rule),
		)
	})
}

// place is where a change stands: in the new version, or in the old one for
// what went.
func place(c *Change) int {
	switch {
	case c.New != nil && !c.Nearest:
		return c.New.Start
	case c.Old != nil:
		return c.Old.Start
	}
	return 0
}
