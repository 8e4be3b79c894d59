// Package baseline accepts the findings that a collection of documents has
// today, so that only what is new asks for attention. A baseline is a JSON file
// that names the accepted findings of each document by what an unrelated edit
// does not change; it never grows unless it is written anew.
package baseline

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"github.com/rightslint/rightslint/lint"
)

// Name is the usual name of a baseline.
const Name = ".rightslint-baseline.json"

// By is what lint.Suppressed calls a baseline.
const By = "baseline"

// File is a baseline: the accepted findings by document. The paths of documents
// are relative to the folder of the file, with slashes.
type File struct {
	Version   int                `json:"version"`
	Documents map[string][]Entry `json:"documents"`
}

// Entry is an accepted finding.
type Entry struct {
	Rule string `json:"rule"`
	Type string `json:"type"`
	// Section is the normalised headings above the passage.
	Section string `json:"section,omitempty"`
	// Quote begins the passage, for people who review the file.
	Quote string `json:"quote,omitempty"`
	// Text is the hash of the normalised passage.
	Text string `json:"text,omitempty"`
	// Lacks are the elements that an incomplete safeguard may lack.
	Lacks []string `json:"lacks,omitempty"`
	// Count is how many times the passage may stand in the section.
	Count int `json:"count"`
}

// New returns an empty baseline.
func New() *File { return &File{Version: 1, Documents: map[string][]Entry{}} }

// entry describes a finding.
func entry(f *lint.Finding) Entry {
	e := Entry{Rule: f.Rule, Type: f.Type, Section: f.Key.Section, Lacks: f.Key.Lacks, Count: 1}
	if f.Key.Text != "" {
		sum := sha256.Sum256([]byte(f.Key.Text))
		e.Text, e.Quote = hex.EncodeToString(sum[:12]), shorten(f.Span.Quote)
	}
	return e
}

// quoteLength is how many characters of a passage a baseline shows.
const quoteLength = 120

func shorten(s string) string {
	if r := []rune(s); len(r) > quoteLength {
		return string(r[:quoteLength]) + "…"
	}
	return s
}

// same reports whether two entries speak of the same passage in one section.
func (e *Entry) same(o *Entry) bool {
	return e.Rule == o.Rule && e.Type == o.Type && e.Section == o.Section && e.Text == o.Text
}

// Entries returns what must be accepted so that no finding of the document is
// left: all that no waiver answers, in a fixed order.
func Entries(d *lint.Document) []Entry {
	var out []Entry
	for i := range d.Findings {
		f := &d.Findings[i]
		if f.Suppressed != nil && f.Suppressed.By != By {
			continue
		}
		e := entry(f)
		if j := slices.IndexFunc(out, func(o Entry) bool { return o.same(&e) }); j >= 0 {
			out[j].Count++
		} else {
			out = append(out, e)
		}
	}
	slices.SortFunc(out, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Type, b.Type), cmp.Compare(a.Section, b.Section), cmp.Compare(a.Text, b.Text))
	})
	return out
}

// Apply marks the findings of a document that the entries accept, as answered
// for the given reason, and returns the entries that accept nothing any more,
// each with the count that is left over.
//
// A passage that moved to another section is still accepted; a second copy of
// it is not. A safeguard that was accepted as missing is accepted where it is
// now incomplete or only wished for, and an incomplete one as long as it lacks
// nothing more.
func Apply(d *lint.Document, entries []Entry, reason string) (stale []Entry) {
	if d.Error != "" {
		return nil
	}
	left := slices.Clone(entries)
	for _, covers := range []func(*Entry, *Entry) bool{(*Entry).same, (*Entry).moved, (*Entry).worse} {
		for i := range d.Findings {
			f := &d.Findings[i]
			if f.Suppressed != nil {
				continue
			}
			now := entry(f)
			for j := range left {
				if left[j].Count < 1 || !covers(&left[j], &now) {
					continue
				}
				left[j].Count--
				if subset(now.Lacks, left[j].Lacks) || left[j].Type == lint.FindingMissing {
					f.Suppressed = &lint.Suppressed{By: By, Reason: reason}
				}
				break
			}
		}
	}
	return slices.DeleteFunc(left, func(e Entry) bool { return e.Count < 1 })
}

// moved reports whether an accepted passage stands in another section now.
func (e *Entry) moved(now *Entry) bool {
	return e.Rule == now.Rule && e.Type == now.Type && e.Text == now.Text
}

// worse reports whether a safeguard was accepted as missing and is partly there
// now.
func (e *Entry) worse(now *Entry) bool {
	return e.Rule == now.Rule && e.Type == lint.FindingMissing && (now.Type == lint.FindingPartial || now.Type == lint.FindingWeak)
}

func subset(a, b []string) bool {
	for _, s := range a {
		if !slices.Contains(b, s) {
			return false
		}
	}
	return true
}

// Without returns the entries less the given ones.
func Without(entries, stale []Entry) []Entry {
	var out []Entry
	for _, e := range entries {
		for _, s := range stale {
			if e.same(&s) {
				e.Count -= s.Count
			}
		}
		if e.Count > 0 {
			out = append(out, e)
		}
	}
	return out
}
