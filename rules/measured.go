package rules

import (
	"maps"
	"slices"
)

// Figures say how often the rules were right on labelled documents. They are
// the content of figures.yaml, which "rightslint corpus eval --write-figures"
// writes.
type Figures struct {
	// Sets are the sets of documents that were measured.
	Sets []MeasuredSet `yaml:"sets"`
	// Rules holds the counts by rule id and name of the set.
	Rules map[string]map[string]Tally `yaml:"rules"`
}

// MeasuredSet describes a set of labelled documents.
type MeasuredSet struct {
	// Name is the key of the set in Figures.Rules.
	Name string `yaml:"name"`
	// Title says in words what the documents are.
	Title string `yaml:"title"`
	// Documents is how many labelled documents there are.
	Documents int `yaml:"documents"`
	// Own marks documents written for this project, which show that a rule
	// does what it says but not how well it fares on others.
	Own bool `yaml:"own"`
}

// Tally counts verdicts against labels: for a safeguard the verdict is that it
// is missing, for a red flag that a passage carries it.
type Tally struct {
	TP int `yaml:"tp"` // reported and labelled
	FP int `yaml:"fp"` // reported, not labelled
	FN int `yaml:"fn"` // labelled, not reported
	TN int `yaml:"tn"` // neither
}

// Measurement is the tally of one rule on one set.
type Measurement struct {
	Set MeasuredSet
	Tally
}

// A rule whose precision is under trustedPrecision on at least
// enoughVerdicts reported cases is not to be trusted with more than a notice.
const (
	trustedPrecision = 0.8
	enoughVerdicts   = 10
)

// total adds the tallies on documents that others wrote.
func (r *Rule) total() (t Tally) {
	for _, m := range r.Measured {
		if !m.Set.Own {
			t.TP, t.FP, t.FN, t.TN = t.TP+m.TP, t.FP+m.FP, t.FN+m.FN, t.TN+m.TN
		}
	}
	return t
}

// Precision returns the share of the rule's reports that the labels confirm,
// over all measured documents that others wrote, and the number of reports. It
// is 0 where there were none.
func (r *Rule) Precision() (share float64, reports int) {
	t := r.total()
	return ratio(t.TP, t.TP+t.FP), t.TP + t.FP
}

// Recall returns the share of the labelled cases that the rule reported, over
// all measured documents that others wrote, and the number of cases. It is 0
// where there were none.
func (r *Rule) Recall() (share float64, cases int) {
	t := r.total()
	return ratio(t.TP, t.TP+t.FN), t.TP + t.FN
}

// Doubtful reports whether the rule was measured and found wrong too often to
// give more than a notice.
func (r *Rule) Doubtful() bool {
	share, reports := r.Precision()
	return reports >= enoughVerdicts && share < trustedPrecision
}

func ratio(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// figures reads figures.yaml.
func (l *loader) figures(file string, data []byte) {
	l.decode(file, data, &l.measured)
}

// measure hands the figures to the rules, and lowers those that are doubtful
// to notices.
func (l *loader) measure() {
	sets := map[string]MeasuredSet{}
	for _, s := range l.measured.Sets {
		sets[s.Name] = s
	}
	for _, id := range slices.Sorted(maps.Keys(l.measured.Rules)) {
		r := l.cat.Rule(id)
		if r == nil {
			l.fault("figures.yaml", Place{}, "no rule is called %q; measure again with “rightslint corpus eval --write-figures”", id)
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(l.measured.Rules[id])) {
			set, ok := sets[name]
			if !ok {
				l.fault("figures.yaml", Place{}, "%s: no set is called %q", id, name)
				continue
			}
			r.Measured = append(r.Measured, Measurement{set, l.measured.Rules[id][name]})
		}
		if r.Doubtful() {
			for kind := range r.Applies {
				r.Applies[kind] = Notice
			}
		}
	}
}
