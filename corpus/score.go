package corpus

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
)

// Counts compares verdicts with labels.
type Counts struct {
	TP int `json:"tp"` // reported and labelled
	FP int `json:"fp"` // reported, not labelled
	FN int `json:"fn"` // labelled, not reported
	TN int `json:"tn"` // neither
}

func (c *Counts) add(labelled, reported bool) {
	switch {
	case labelled && reported:
		c.TP++
	case reported:
		c.FP++
	case labelled:
		c.FN++
	default:
		c.TN++
	}
}

func (c *Counts) join(d Counts) {
	c.TP, c.FP, c.FN, c.TN = c.TP+d.TP, c.FP+d.FP, c.FN+d.FN, c.TN+d.TN
}

// Empty reports whether nothing was compared.
func (c Counts) Empty() bool { return c == Counts{} }

// All is how many verdicts were compared.
func (c Counts) All() int { return c.TP + c.FP + c.FN + c.TN }

// Wrong is how many verdicts differ from the labels.
func (c Counts) Wrong() int { return c.FP + c.FN }

// Precision is the share of reports that the labels confirm; 0 without reports.
func (c Counts) Precision() float64 { return share(c.TP, c.TP+c.FP) }

// Recall is the share of labels that were reported; 0 without labels.
func (c Counts) Recall() float64 { return share(c.TP, c.TP+c.FN) }

// F1 is the harmonic mean of precision and recall; 0 where both are.
func (c Counts) F1() float64 {
	p, r := c.Precision(), c.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// MarshalJSON writes the counts with precision, recall and F1.
func (c Counts) MarshalJSON() ([]byte, error) {
	type plain Counts
	return json.Marshal(struct {
		plain
		Precision float64 `json:"precision"`
		Recall    float64 `json:"recall"`
		F1        float64 `json:"f1"`
	}{plain(c), c.Precision(), c.Recall(), c.F1()})
}

// Agreement counts verdicts that are the label's to the letter.
type Agreement struct {
	Same int `json:"same"`
	Of   int `json:"of"`
}

// Share is the part of the verdicts that agree; 0 without verdicts.
func (a Agreement) Share() float64 { return share(a.Same, a.Of) }

// RuleScores are the figures of one rule. Those of a safeguard are Missing to
// Exact, those of a red flag RedFlags and Sentences.
type RuleScores struct {
	Rule          string    `json:"rule"`
	Missing       Counts    `json:"missing,omitzero"`
	PartialOrWeak Counts    `json:"partial_or_weak,omitzero"`
	NotApplicable Counts    `json:"not_applicable,omitzero"`
	Exact         Agreement `json:"exact,omitzero"`
	RedFlags      Counts    `json:"red_flags,omitzero"`
	Sentences     Counts    `json:"sentences,omitzero"`
}

// Scores are the figures of a report on a set of labelled documents. Only
// labels that are sure count.
type Scores struct {
	// Documents is how many documents have labels for the whole, Unread how
	// many of them were not judged, KindRight how many were taken for the
	// right kind.
	Documents int `json:"documents"`
	Unread    int `json:"unread"`
	KindRight int `json:"kind_right"`
	// Missing counts the verdict that a safeguard is missing, and so on.
	Missing       Counts `json:"missing"`
	PartialOrWeak Counts `json:"partial_or_weak"`
	NotApplicable Counts `json:"not_applicable"`
	RedFlags      Counts `json:"red_flags"`
	// Exact counts the verdicts on safeguards that have the label's status.
	Exact Agreement `json:"exact"`
	// SentenceDocuments is how many documents have labels for sentences.
	SentenceDocuments int    `json:"sentence_documents"`
	Sentences         Counts `json:"sentences"`
	// SentencesMacroF1 is the mean F1 of the red flags that are labelled.
	SentencesMacroF1 float64 `json:"sentences_macro_f1"`
	// Rules has the figures of each rule that has labels or reports, by id.
	Rules []*RuleScores `json:"rules"`
	// Conditions tell how well it was judged what applies, by the condition
	// over traits that decides it.
	Conditions []Condition `json:"conditions,omitempty"`
}

// Condition is the agreement on where safeguards do not apply, for all
// safeguards that hang on the same condition.
type Condition struct {
	When          string `json:"when"`
	NotApplicable Counts `json:"not_applicable"`
}

// Score compares a report with the labels of the set. The counts are those of
// a report on the whole folder: documents are known by the names of their
// files.
func (s *Set) Score(r *lint.Report) (*Scores, error) {
	out := &Scores{}
	byRule := map[string]*RuleScores{}
	rule := func(id string) *RuleScores {
		if byRule[id] == nil {
			byRule[id] = &RuleScores{Rule: id}
			out.Rules = append(out.Rules, byRule[id])
		}
		return byRule[id]
	}
	err := s.compare(r, visitor{
		document: func(l *Labels, doc *lint.Document) {
			out.Documents++
			switch {
			case doc == nil:
				out.Unread++
			case doc.Kind == l.Kind:
				out.KindRight++
			}
		},
		row:       func(v rowVerdict) { rule(v.rule).addRow(v) },
		flag:      func(v flagVerdict) { rule(v.rule).RedFlags.add(v.labelled, v.reported) },
		sentences: func(string) { out.SentenceDocuments++ },
		sentence:  func(v sentenceVerdict) { rule(v.rule).Sentences.add(v.labelled, v.reported) },
	})
	slices.SortFunc(out.Rules, func(a, b *RuleScores) int { return strings.Compare(a.Rule, b.Rule) })
	out.sum()
	return out, err
}

func (r *RuleScores) addRow(v rowVerdict) {
	want, got := v.label.status(), v.reported()
	soft := func(s lint.Status) bool { return s == lint.Partial || s == lint.Weak }
	r.Missing.add(want == lint.Missing, got == lint.Missing)
	r.PartialOrWeak.add(soft(want), soft(got))
	r.NotApplicable.add(want == lint.NotApplicable, got == lint.NotApplicable)
	r.Exact.Of++
	if want == got {
		r.Exact.Same++
	}
}

func (s *Scores) sum() {
	var f1 float64
	flags := 0
	for _, r := range s.Rules {
		s.Missing.join(r.Missing)
		s.PartialOrWeak.join(r.PartialOrWeak)
		s.NotApplicable.join(r.NotApplicable)
		s.RedFlags.join(r.RedFlags)
		s.Sentences.join(r.Sentences)
		s.Exact.Same += r.Exact.Same
		s.Exact.Of += r.Exact.Of
		if !r.Sentences.Empty() {
			f1 += r.Sentences.F1()
			flags++
		}
	}
	if flags > 0 {
		s.SentencesMacroF1 = f1 / float64(flags)
	}
}

// Only keeps the figures of one rule, beside the overall ones.
func (s *Scores) Only(r *rules.Rule) {
	s.Rules = slices.DeleteFunc(s.Rules, func(x *RuleScores) bool { return x.Rule != r.ID })
	s.Conditions = slices.DeleteFunc(s.Conditions, func(c Condition) bool { return c.When != r.When.String() })
}

// Group adds up the agreement on what applies by the conditions of the
// catalog's rules.
func (s *Scores) Group(cat *rules.Catalog) {
	at := map[string]int{}
	s.Conditions = nil
	for _, r := range s.Rules {
		rule := cat.Rule(r.Rule)
		if rule == nil || r.NotApplicable.Empty() {
			continue
		}
		when := rule.When.String()
		i, ok := at[when]
		if !ok {
			i = len(s.Conditions)
			at[when] = i
			s.Conditions = append(s.Conditions, Condition{When: when})
		}
		s.Conditions[i].NotApplicable.join(r.NotApplicable)
	}
	slices.SortFunc(s.Conditions, func(a, b Condition) int { return strings.Compare(a.When, b.When) })
}
