package corpus

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/rightslint/rightslint/rules"
)

// figuresHead opens the file of figures.
const figuresHead = `# How often each rule was right on labelled documents; written by
#   rightslint corpus eval FOLDER --write-figures rules/figures.yaml --name NAME
# The counts are of the verdict that a safeguard is missing, or that a passage
# carries a red flag: tp reported and labelled, fp reported and not labelled,
# fn labelled and not reported, tn neither. Titles, and "own" for documents
# written for this project, are kept when a set is measured again.
`

// WriteFigures enters the figures of a set in a file of the form of
// rules.Figures, in the place of those that the set had. The file need not
// exist.
func (s *Scores) WriteFigures(path, name string) error {
	var f rules.Figures
	data, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := yaml.Unmarshal(data, &f); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	s.enter(&f, name)
	return os.WriteFile(path, []byte(figuresText(&f)), 0o644)
}

// enter puts the scores in the place of the set's figures.
func (s *Scores) enter(f *rules.Figures, name string) {
	i := slices.IndexFunc(f.Sets, func(x rules.MeasuredSet) bool { return x.Name == name })
	if i < 0 {
		i = len(f.Sets)
		f.Sets = append(f.Sets, rules.MeasuredSet{Name: name, Title: "documents of the set " + name})
	}
	f.Sets[i].Documents = s.Documents + s.SentenceDocuments
	if f.Rules == nil {
		f.Rules = map[string]map[string]rules.Tally{}
	}
	for _, sets := range f.Rules {
		delete(sets, name)
	}
	for _, r := range s.Rules {
		if f.Rules[r.Rule] == nil {
			f.Rules[r.Rule] = map[string]rules.Tally{}
		}
		f.Rules[r.Rule][name] = r.tally()
	}
	maps.DeleteFunc(f.Rules, func(_ string, sets map[string]rules.Tally) bool { return len(sets) == 0 })
}

// tally adds up the verdicts of a rule: that a safeguard is missing, or that a
// passage carries a red flag.
func (r *RuleScores) tally() rules.Tally {
	c := r.Missing
	c.join(r.RedFlags)
	c.join(r.Sentences)
	return rules.Tally(c)
}

// figuresText writes the figures as YAML, one line for each set and tally.
func figuresText(f *rules.Figures) string {
	var b strings.Builder
	b.WriteString(figuresHead)
	b.WriteString("sets:\n")
	for _, s := range f.Sets {
		fmt.Fprintf(&b, "  - {name: %s, title: %s, documents: %d", s.Name, strconv.Quote(s.Title), s.Documents)
		if s.Own {
			b.WriteString(", own: true")
		}
		b.WriteString("}\n")
	}
	b.WriteString("rules:\n")
	for _, id := range slices.Sorted(maps.Keys(f.Rules)) {
		fmt.Fprintf(&b, "  %s:\n", id)
		for _, name := range slices.Sorted(maps.Keys(f.Rules[id])) {
			t := f.Rules[id][name]
			fmt.Fprintf(&b, "    %s: {tp: %d, fp: %d, fn: %d, tn: %d}\n", name, t.TP, t.FP, t.FN, t.TN)
		}
	}
	return b.String()
}
