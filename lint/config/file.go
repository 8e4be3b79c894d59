// Package config reads the configuration files .rightslint.yaml, finds those
// that hold for a document, merges them rule by rule, and says for every
// setting from which file and line it comes.
package config

import (
	"fmt"
	"time"

	"github.com/rightslint/rightslint/rules"
)

// Name is the name of configuration files.
const Name = ".rightslint.yaml"

// MaxFile is the size in bytes above which a configuration file is refused.
const MaxFile = 1 << 20

// Origin is where something was written.
type Origin struct {
	// File is the path of the file as messages name it.
	File string
	rules.Place
}

// String returns file:line.
func (o Origin) String() string {
	if o.File == "" {
		return ""
	}
	return fmt.Sprintf("%s:%d", o.File, o.Line)
}

// Value is a text of a configuration file with its place; the zero value is
// one that was not given.
type Value struct {
	Text string
	At   Origin
}

// File is one configuration file as it was read.
type File struct {
	// Path is the path of the file as messages name it.
	Path string
	// Root says that no configuration above this folder holds.
	Root bool
	// Extends are the files that this one adds to, relative to its folder.
	Extends []Value
	// All holds for every document, Documents for those that a pattern
	// matches; later entries win.
	All       Entry
	Documents []Entry
	// Ignore are patterns of documents that are left out.
	Ignore  []Value
	Waivers []Waiver
	// Vocabulary are the organisation's own names for concepts.
	Vocabulary []Term
	// RuleFolders hold rules of the organisation's own.
	RuleFolders []Value
	// Baseline is the file of accepted findings.
	Baseline Value

	folder string // absolute
	base   string // the folder that patterns start from; absolute
	bound  string // the folder out of which nothing is read; absolute
}

// Entry is what holds for some documents.
type Entry struct {
	// Files are the patterns of the documents.
	Files []Value
	// Kind, Language, Set and FailOn may be empty.
	Kind, Language, Set, FailOn Value
	Rules                       []Rule
	At                          Origin

	base string
}

// Rule is a setting of one rule, or of all rules of a family ("drafting/*").
type Rule struct {
	ID string
	// Severity is one of the severities, Off, or empty.
	Severity rules.Severity
	// Reason says why the rule is off.
	Reason string
	// Suggestion replaces the rule's wording, by kind of document; the empty
	// kind stands for all others.
	Suggestion map[rules.Kind]string
	At         Origin
}

// Off is the severity of a rule that is not asked for.
const Off rules.Severity = "off"

// Waiver answers findings of a rule with a reason.
type Waiver struct {
	Rule  Value
	Files []Value
	// Section and Quote narrow the waiver to findings in a section, or on a
	// passage that contains the words; empty: not narrowed.
	Section, Quote string
	Reason         string
	// Until is the last day on which the waiver holds; zero: no end.
	Until time.Time
	At    Origin

	base string
}

// Term is a name that the organisation uses for a concept.
type Term struct {
	Language, Concept Value
	Name              string
}
