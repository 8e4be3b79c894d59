package diff

import (
	"slices"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
)

// Regrade returns the changes as an organisation grades its rules. grade returns
// the severity that it has set for a rule, or "", and whether the rule counts at
// all; changes of rules that do not are left out. Promises that no rule covers
// stay as they are.
func Regrade(list []Change, grade func(rule string) (severity rules.Severity, counts bool)) []Change {
	out := slices.Clone(list)
	out = slices.DeleteFunc(out, func(c Change) bool {
		_, counts := grade(c.Rule)
		return c.Rule != "" && !counts
	})
	for i := range out {
		c := &out[i]
		severity, _ := grade(c.Rule)
		switch {
		case severity == "":
		case c.Type == Lost || c.Type == FlagAdded:
			c.Severity = severity
		case c.Type == Weakened && c.Severity != rules.Notice:
			c.Severity = lint.Lower(severity)
		}
	}
	sortChanges(out)
	return out
}
