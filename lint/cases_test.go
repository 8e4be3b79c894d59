package lint

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/rightslint/rightslint/lint/drafting"
	"github.com/rightslint/rightslint/lint/match"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// english returns the judge of the built-in catalog and the faults of its
// files; it is made once for all tests.
var english = sync.OnceValues(func() (*Judge, error) {
	cat, err := rules.Load(rules.Builtin())
	set, err2 := cat.Compile("en")
	return NewJudge(set), errors.Join(err, err2)
})

// TestRuleFiles holds that every rule file is sound.
func TestRuleFiles(t *testing.T) {
	if _, err := english(); err != nil {
		t.Fatal(err)
	}
}

// passage reads a case as the body of a document of the kind.
func passage(t *testing.T, j *Judge, text string, kind rules.Kind) *match.Text {
	t.Helper()
	doc, err := parse.Parse("case.md", []byte(text), parse.Options{})
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return j.Scan(doc, kind)
}

// TestCases judges the cases that every rule carries, and the wording that it
// suggests.
func TestCases(t *testing.T) {
	j, _ := english()
	for i := range j.rules {
		id := j.rules[i].ID
		if drafting.Afterwards(j.rules[i].Check) {
			continue // judged by the tests of lint/waiver
		}
		t.Run(id, func(t *testing.T) {
			judged, failures := j.TestRule(id)
			if judged < 10 {
				t.Errorf("only %d passages", judged)
			}
			for _, f := range failures {
				t.Errorf("%s case is %s, not %s: %s\n\t%s\n\t%s", f.Group, f.Got, f.Want, f.Text, f.Why, strings.Join(f.Seen, " "))
			}
		})
	}
}

// TestTraits judges the cases that every trait carries.
func TestTraits(t *testing.T) {
	j, _ := english()
	for i := range j.traits {
		tr := &j.traits[i]
		t.Run(tr.ID, func(t *testing.T) {
			check := func(cases []rules.Case, want bool) {
				for _, c := range cases {
					v, got := j.trait(passage(t, j, c.Text, c.Kind), tr)
					if got != want {
						t.Errorf("trait %v, want %v: %s\n\t%v", got, want, strings.TrimSpace(c.Text), v.Evidence)
					}
				}
			}
			check(tr.Cases.Holds, true)
			check(tr.Cases.Fails, false)
		})
	}
}
