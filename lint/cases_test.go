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

// TestRules holds that every rule file is sound.
func TestRules(t *testing.T) {
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

// TestCases judges the cases that every rule carries.
func TestCases(t *testing.T) {
	j, _ := english()
	for i := range j.rules {
		r := &j.rules[i]
		if drafting.Afterwards(r.Check) {
			continue // judged by the tests of lint/waiver
		}
		t.Run(r.ID, func(t *testing.T) {
			c := &r.Cases
			check := func(cases []rules.Case, what string, want ...Status) {
				for _, c := range cases {
					got := j.caseStatus(t, r, c)
					if !contains(want, got) {
						t.Errorf("%s case is %s: %s\n\t%s", what, got, strings.TrimSpace(c.Text), c.Why)
					}
				}
			}
			if r.Flags() {
				check(c.Satisfy, "satisfy", Present)
			} else {
				check(c.Satisfy, "satisfy", Present)
				check(c.Partial, "partial", Partial)
				check(c.Weak, "weak", Weak)
			}
			check(c.Fail, "fail", Missing)
			check(c.NearMiss, "near-miss", Missing)
		})
	}
}

// TestSuggestions holds that the wording which a rule suggests satisfies it.
func TestSuggestions(t *testing.T) {
	j, _ := english()
	for i := range j.rules {
		r := &j.rules[i]
		t.Run(r.ID, func(t *testing.T) {
			for kind, text := range r.Suggestion {
				if got := j.caseStatus(t, r, rules.Case{Text: text, Kind: kind}); got != Present {
					t.Errorf("suggestion for %s is %s: %s", kind, got, text)
				}
			}
			for kind, text := range r.Repair {
				if got := j.caseStatus(t, r, rules.Case{Text: text, Kind: kind}); got != Missing {
					t.Errorf("repair for %s is itself flagged: %s", kind, text)
				}
			}
		})
	}
}

// caseStatus judges a case; for a red flag Present means that it is found.
func (j *Judge) caseStatus(t *testing.T, r *compiledRule, c rules.Case) Status {
	kind := c.Kind
	for _, k := range rules.Kinds {
		if kind == "" && r.Applies[k] != "" {
			kind = k
		}
	}
	text := passage(t, j, c.Text, kind)
	if r.Drafting() {
		if len(j.points(text, r)) > 0 {
			return Present
		}
		return Missing
	}
	if r.RedFlag() {
		if len(j.flagged(text, r)) > 0 {
			return Present
		}
		return Missing
	}
	return j.safeguard(text, r, nil).Status
}

func contains(list []Status, s Status) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
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
