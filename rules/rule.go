// Package rules holds the catalog of safeguards and red flags, the vocabulary
// of concepts and the traits of documents, as YAML records. It loads them
// strictly, checks them and compiles them into patterns over concept ids. It
// knows no document format. The language of the records is described in
// README.md of this folder.
package rules

import "strings"

// Kind is a kind of document.
type Kind string

// The kinds of documents that are judged, and Unknown for all others.
const (
	TermsOfService  Kind = "terms-of-service"
	PrivacyPolicy   Kind = "privacy-policy"
	ProcurementSpec Kind = "procurement-spec"
	DraftRegulation Kind = "draft-regulation"
	Unknown         Kind = "unknown"
)

// Kinds lists the kinds that are judged.
var Kinds = []Kind{TermsOfService, PrivacyPolicy, ProcurementSpec, DraftRegulation}

// Severity grades a finding.
type Severity string

// The severities, gravest first.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Notice  Severity = "notice"
)

// Rank orders severities: Error is 3, Warning 2, Notice 1, anything else 0.
func (s Severity) Rank() int {
	switch s {
	case Error:
		return 3
	case Warning:
		return 2
	case Notice:
		return 1
	}
	return 0
}

// Rule is one safeguard or red flag: everything that is known about it.
type Rule struct {
	// ID is FAMILY/NAME, the path of the rule's file below catalog.
	ID string `yaml:"id"`
	// Title says in a few words what the safeguard gives or the flag takes.
	Title string `yaml:"title"`
	// Right is the human right that the rule serves.
	Right string `yaml:"right"`
	// Applies gives the severity of a finding for each kind of document that
	// the rule applies to.
	Applies map[Kind]Severity `yaml:"applies"`
	// When says which traits of the document make the rule apply; nil: always.
	When *Condition `yaml:"when"`
	// Concepts are the rule's own, by language and name.
	Concepts map[string]map[string][]Expression `yaml:"concepts"`
	// Evidence lists the patterns of the core promise, or of the flag.
	Evidence []Pattern `yaml:"evidence"`
	// Partial lists patterns that give only a part of the promise.
	Partial []Pattern `yaml:"partial"`
	// Undercut lists patterns of words that take a part of the promise back,
	// wherever they stand: with them a safeguard is partial at best.
	Undercut []Pattern `yaml:"undercut"`
	// Near lists patterns of passages that come near to the safeguard and do not
	// give it, the nearest first; a report shows one beside a missing safeguard.
	Near []Pattern `yaml:"near"`
	// Elements are the parts that make a safeguard complete.
	Elements []Element `yaml:"elements"`
	// NotUnder names concepts whose mention in a heading makes what stands
	// below it no evidence: rules on arbitration between the parties are no
	// appeal from a decision.
	NotUnder []Ref `yaml:"not-under"`
	// Binds is "users" where a duty of users is evidence too; otherwise what
	// users undertake in terms of service is no safeguard.
	Binds string `yaml:"binds"`
	// CancelledBy names red flags that empty the safeguard where they are
	// found in the same document.
	CancelledBy []Ref `yaml:"cancelled-by"`
	// Heading is the heading of a section about the safeguard alone; empty: the
	// title serves.
	Heading string `yaml:"heading"`
	// Belongs are the words by which a heading shows that its section is about
	// the safeguard, so that the clause belongs there. Each is the beginning of
	// a word in small letters, or several joined by + of which all must stand in
	// the heading; behind KIND/ it counts only in documents of that kind.
	Belongs []Ref `yaml:"belongs"`
	// Check names a check of the engine that finds the passages of a drafting
	// rule, or sifts those that the evidence finds; empty: the evidence alone.
	Check string `yaml:"check"`
	// Items is "inherit" where list items carry the flag of their lead-in;
	// else a list whose lead-in is flagged is flagged once.
	Items string `yaml:"items"`
	// Suggestion is the wording that would supply a missing safeguard.
	Suggestion map[Kind]string `yaml:"suggestion"`
	// Repair is wording that would mend a red flag.
	Repair map[Kind]string `yaml:"repair"`
	// Rationale says in two or three sentences why it matters.
	Rationale string `yaml:"rationale"`
	// Sources are keys of instruments with an article or principle.
	Sources []string `yaml:"sources"`
	// Cases are passages that the tests judge.
	Cases Cases `yaml:"cases"`
	// Overrides says that the rule of an organisation changes the built-in one
	// with the same id: what its file says replaces what that one says.
	Overrides bool `yaml:"overrides"`
	// Measured tells how the rule fared on labelled documents.
	Measured []Measurement `yaml:"-"`
	// Origin is the file of an organisation's rule, as Extra names it; empty for
	// a built-in rule that nothing overrides.
	Origin string `yaml:"-"`

	file string
}

// RedFlag reports whether the rule is about a clause that takes rights away
// rather than a safeguard that should be there.
func (r *Rule) RedFlag() bool {
	return len(r.ID) > 9 && r.ID[:9] == "red-flag/"
}

// Drafting reports whether the rule is about clear drafting, whatever the
// clause is about.
func (r *Rule) Drafting() bool {
	return strings.HasPrefix(r.ID, "drafting/")
}

// Flags reports whether the rule finds passages that should not stand there,
// rather than a safeguard that should.
func (r *Rule) Flags() bool {
	return r.RedFlag() || r.Drafting()
}

// Element is a part that makes a safeguard complete.
type Element struct {
	// Name says what the part is.
	Name string `yaml:"name"`
	// Lacks is how a report says that the part is not there; empty: Name.
	Lacks string `yaml:"lacks"`
	// In is where the part is looked for, seen from the evidence: sentence,
	// provision (default), section or document.
	In string `yaml:"in"`
	// Find lists the patterns of the part; none: the part is the core itself.
	Find []Pattern `yaml:"find"`
}

// MaxTerms is how many concepts a pattern may combine.
const MaxTerms = 8

// Pattern is a way in which concepts stand together; README.md tells the
// meaning of each field.
type Pattern struct {
	All     []Term   `yaml:"all"`
	Seq     []Term   `yaml:"seq"`
	Within  int      `yaml:"within"`
	In      string   `yaml:"in"`
	Without []Ref    `yaml:"without"`
	By      []string `yaml:"by"`
	Negated string   `yaml:"negated"`
	Force   string   `yaml:"force"`
	Under   []Ref    `yaml:"under"`
	Class   []string `yaml:"class"`
	Kinds   []Kind   `yaml:"kinds"`
	// Once is "document" where one sentence says for all of it what the pattern
	// finds, so that a red flag is told of once.
	Once string `yaml:"once"`
	// Why says of a pattern of near why such a passage does not count, in words
	// that follow "but".
	Why string `yaml:"why"`

	at Place
}

// Cases are example passages of a rule, by what they show.
type Cases struct {
	Satisfy  []Case `yaml:"satisfy"`
	Partial  []Case `yaml:"partial"`
	Weak     []Case `yaml:"weak"`
	Fail     []Case `yaml:"fail"`
	NearMiss []Case `yaml:"near-miss"`
}

// Case is one example passage.
type Case struct {
	Text string `yaml:"text"`
	Kind Kind   `yaml:"kind"`
	Why  string `yaml:"why"`
}

// Trait is something that a document does or provides for, which decides what
// safeguards it owes.
type Trait struct {
	ID       string                             `yaml:"id"`
	Title    string                             `yaml:"title"`
	Always   []Kind                             `yaml:"always"`
	Concepts map[string]map[string][]Expression `yaml:"concepts"`
	// Strong patterns settle the trait with one sentence.
	Strong []Pattern `yaml:"strong"`
	// Signs settle it with as many different sentences as Need says.
	Signs []Pattern `yaml:"signs"`
	Need  int       `yaml:"need"`
	// Per is the number of words for each of which one more sentence is asked
	// for: in a long document a single sentence is a word in passing. 0: never.
	Per int `yaml:"per"`
	// NotUnder names concepts whose mention in a heading makes what stands
	// below it no sign of the trait.
	NotUnder []Ref `yaml:"not-under"`
	Cases    struct {
		Holds []Case `yaml:"holds"`
		Fails []Case `yaml:"fails"`
	} `yaml:"cases"`

	file string
}

// KindRecord says how a kind of document is recognised.
type KindRecord struct {
	Kind  Kind         `yaml:"kind"`
	Label string       `yaml:"label"`
	Title []Expression `yaml:"title"`
	Signs []Expression `yaml:"signs"`
}
