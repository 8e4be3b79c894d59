package corpus

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/rightslint/rightslint/lint/diff"
	"github.com/rightslint/rightslint/rules"
)

// Pair is two versions of a document and what a careful reader says that the
// new one changed: an entry of the file pairs.yaml.
type Pair struct {
	// Name is that of the folder with the files old and new, of any format.
	Name string     `yaml:"pair"`
	Kind rules.Kind `yaml:"kind"`
	// Changes are those that the reader found.
	Changes []PairChange `yaml:"changes"`
	// Quiet says that nothing in the new version is worse than a notice.
	Quiet bool `yaml:"quiet"`
	// Complete says that every change that matters is among Changes.
	Complete bool `yaml:"complete"`
	// Noise lists passages as "old -> new" that were only moved or reworded.
	Noise []string `yaml:"noise"`
}

// PairChange is a labelled change.
type PairChange struct {
	Change diff.Type `yaml:"change"`
	Rule   string    `yaml:"rule"`
	// Also lists rules that are as good.
	Also []string `yaml:"also"`
	Old  string   `yaml:"old"`
	New  string   `yaml:"new"`
	Why  string   `yaml:"why"`
	// Sure is false where reasonable readers differ; absent means true.
	Sure *bool `yaml:"sure"`
}

func (c *PairChange) scored() bool { return c.Sure == nil || *c.Sure }

// ReadPairs reads the file pairs.yaml of a folder.
func ReadPairs(folder string) ([]Pair, error) {
	path := filepath.Join(folder, "pairs.yaml")
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("the folder %s holds no file pairs.yaml that can be read: %w", folder, err)
	}
	var pairs []Pair
	if err := yaml.Unmarshal(data, &pairs); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return pairs, nil
}

// Files returns the paths of the two versions below a folder.
func (p *Pair) Files(folder string) (old, new string, err error) {
	version := func(name string) (string, error) {
		found, err := filepath.Glob(filepath.Join(folder, p.Name, name+".*"))
		if err != nil || len(found) == 0 {
			return "", fmt.Errorf("the pair %s has no file %s.md or the like", p.Name, name)
		}
		return found[0], nil
	}
	if old, err = version("old"); err == nil {
		new, err = version("new")
	}
	return old, new, err
}

// Share is a part of a whole.
type Share struct {
	Of    int `json:"of"`
	Right int `json:"right"`
}

// Value is the share as a number from 0 to 1, 0 where there is nothing.
func (s Share) Value() float64 {
	if s.Of == 0 {
		return 0
	}
	return float64(s.Right) / float64(s.Of)
}

func (s *Share) add(right bool) {
	s.Of++
	if right {
		s.Right++
	}
}

// PairScores are the figures of comparisons on labelled pairs.
type PairScores struct {
	Pairs  int `json:"pairs"`
	Failed int `json:"failed"`
	// Recall is over labelled changes that are sure, Worse over those of them
	// that are for the worse, Exact over those found: is the type the same?
	Recall Share `json:"recall"`
	Worse  Share `json:"recall_for_the_worse"`
	Exact  Share `json:"exact_type"`
	// Precision is over all reported changes of complete pairs.
	Precision Share `json:"precision"`
	// Noise counts the passages that must not be reported and were.
	Noise Share `json:"noise_reported"`
	// QuietBad is how many changes of quiet pairs are worse than a notice.
	QuietBad int `json:"worse_than_notice_on_quiet_pairs"`
	// Errors are the labels not found and, on complete pairs, the reports that
	// no label knows.
	Errors []PairError `json:"errors,omitempty"`
}

// PairError is a labelled change that was not found, or a reported one that is
// not labelled.
type PairError struct {
	Pair string `json:"pair"`
	// Sort is missed, false alarm or noise.
	Sort   string    `json:"sort"`
	Change diff.Type `json:"change,omitempty"`
	Rule   string    `json:"rule,omitempty"`
	Quote  string    `json:"quote"`
}

// Add scores one comparison; result is nil where there is none.
func (s *PairScores) Add(p *Pair, result *diff.Result) {
	s.Pairs++
	var got []diff.Change
	if result == nil {
		s.Failed++
	} else {
		got = result.Changes
	}
	used := s.labels(p, got)
	for i := range got {
		g := &got[i]
		if p.Complete {
			s.Precision.add(used[i])
			if !used[i] {
				s.fail(p, "false alarm", g.Type, g.Rule, either(oldQuote(g), newQuote(g)))
			}
		}
		if p.Quiet && g.Type.Worse() && g.Severity != rules.Notice {
			s.QuietBad++
		}
	}
	for _, item := range p.Noise {
		old, new, _ := strings.Cut(item, "->")
		hit := false
		for i := range got {
			hit = hit || holds(old, oldQuote(&got[i])) && holds(new, newQuote(&got[i]))
		}
		s.Noise.add(hit)
		if hit {
			s.fail(p, "noise", "", "", item)
		}
	}
}

// labels looks for each labelled change among the reported ones, and returns
// which of these are labelled.
func (s *PairScores) labels(p *Pair, got []diff.Change) map[int]bool {
	used := map[int]bool{}
	for i := range p.Changes {
		want := &p.Changes[i]
		found, exact := false, false
		for k := range got {
			g := &got[k]
			if g.Type.Worse() != want.Change.Worse() || !overlap(want.Old, oldQuote(g)) && !overlap(want.New, newQuote(g)) {
				continue
			}
			used[k], found = true, true
			exact = exact || g.Type == want.Change
		}
		if !want.scored() {
			continue
		}
		s.Recall.add(found)
		if want.Change.Worse() {
			s.Worse.add(found)
		}
		if found {
			s.Exact.add(exact)
		} else {
			s.fail(p, "missed", want.Change, want.Rule, either(want.Old, want.New))
		}
	}
	return used
}

func (s *PairScores) fail(p *Pair, sort string, change diff.Type, rule, quote string) {
	s.Errors = append(s.Errors, PairError{p.Name, sort, change, rule, folded(quote)})
}

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func oldQuote(c *diff.Change) string {
	if c.Old == nil {
		return ""
	}
	return c.Old.Quote
}

func newQuote(c *diff.Change) string {
	if c.New == nil {
		return ""
	}
	return c.New.Quote
}

// folded is a quote with small letters and single blanks.
func folded(s string) string { return strings.Join(strings.Fields(strings.ToLower(s)), " ") }

// overlap reports whether two quotes are of the same passage: one holds the
// other, or the shorter shares three words of five with the longer.
func overlap(a, b string) bool {
	a, b = folded(a), folded(b)
	if a == "" || b == "" {
		return false
	}
	if strings.Contains(a, b) || strings.Contains(b, a) {
		return true
	}
	x, y := fieldSet(a), fieldSet(b)
	same := 0
	for w := range x {
		if y[w] {
			same++
		}
	}
	return float64(same) >= 0.6*float64(min(len(x), len(y)))
}

func fieldSet(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(s) {
		out[w] = true
	}
	return out
}

// holds reports whether a passage stands in a quote.
func holds(part, quote string) bool {
	part, quote = folded(part), folded(quote)
	return part != "" && strings.Contains(quote, part)
}
