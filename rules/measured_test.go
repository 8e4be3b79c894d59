package rules

import (
	"strings"
	"testing"
)

func TestDoubtful(t *testing.T) {
	own, others := MeasuredSet{Name: "own", Own: true}, MeasuredSet{Name: "others"}
	for _, c := range []struct {
		what string
		m    []Measurement
		want bool
	}{
		{"not measured", nil, false},
		{"7 of 10 right", []Measurement{{others, Tally{TP: 7, FP: 3}}}, true},
		{"8 of 10 right", []Measurement{{others, Tally{TP: 8, FP: 2}}}, false},
		{"too few reports", []Measurement{{others, Tally{TP: 1, FP: 8, FN: 9}}}, false},
		{"two sets together", []Measurement{{others, Tally{TP: 4, FP: 2}}, {others, Tally{TP: 3, FP: 1}}}, true},
		{"our own documents do not count", []Measurement{{own, Tally{FP: 20}}, {others, Tally{TP: 10}}}, false},
	} {
		if got := (&Rule{Measured: c.m}).Doubtful(); got != c.want {
			t.Errorf("%s: %v", c.what, got)
		}
	}
}

// TestMeasureLowersDoubtfulRules holds that a doubtful rule becomes a notice,
// and that figures of unknown rules and sets are faults.
func TestMeasureLowersDoubtfulRules(t *testing.T) {
	rule := func(id string) *Rule {
		return &Rule{ID: id, Applies: map[Kind]Severity{PrivacyPolicy: Error, DraftRegulation: Warning}}
	}
	l := &loader{cat: &Catalog{Rules: []*Rule{rule("a/bad"), rule("a/good")}}}
	l.measured = Figures{
		Sets: []MeasuredSet{{Name: "s"}},
		Rules: map[string]map[string]Tally{
			"a/bad": {"s": {TP: 5, FP: 5}}, "a/good": {"s": {TP: 10}, "unknown": {}}, "a/gone": {"s": {}},
		},
	}
	l.measure()
	bad, good := l.cat.Rules[0], l.cat.Rules[1]
	if bad.Applies[PrivacyPolicy] != Notice || bad.Applies[DraftRegulation] != Notice {
		t.Errorf("the doubtful rule applies as %v", bad.Applies)
	}
	if good.Applies[PrivacyPolicy] != Error {
		t.Errorf("the good rule applies as %v", good.Applies)
	}
	if text := l.mistakes.Error(); len(l.mistakes) != 2 || !strings.Contains(text, "a/gone") || !strings.Contains(text, "unknown") {
		t.Errorf("faults: %v", l.mistakes)
	}
}

// TestDoubtfulRulesAreNotices lists the rules of the catalog that were measured
// to be wrong too often, and holds that they give notices only.
func TestDoubtfulRulesAreNotices(t *testing.T) {
	cat, err := Load(builtin)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range cat.Rules {
		if !r.Doubtful() {
			continue
		}
		share, reports := r.Precision()
		t.Logf("%s: precision %.2f on %d reports", r.ID, share, reports)
		for kind, s := range r.Applies {
			if s != Notice {
				t.Errorf("%s is %s in a %s", r.ID, s, kind)
			}
		}
	}
}

func TestCite(t *testing.T) {
	cat, err := Load(builtin)
	if err != nil {
		t.Fatal(err)
	}
	for source, want := range map[string]string{
		"GDPR 33-34":                           "GDPR: Articles 33–34",
		"GDPR 5(1)(b)":                         "GDPR: Article 5(1)(b)",
		"RDR F5-F7":                            "RDR: Indicators F5–F7",
		"Dir-93/13 Annex 1(q)":                 "Dir-93/13: Annex 1(q)",
		"EN 301 549":                           "EN 301 549: ",
		"SCP Appeal":                           "SCP: Appeal",
		"A/RES/79/1":                           "A/RES/79/1: ",
		"NP-Principles Public oversight":       "NP-Principles: Public oversight",
		"A/RES/79/1 Annex I, paragraphs 14-17": "A/RES/79/1: Annex I, paragraphs 14–17",
		"GDPRS 5":                              "",
	} {
		c, ok := cat.Cite(source)
		if got := c.Key + ": " + c.Part; ok != (want != "") || ok && got != want {
			t.Errorf("%s is %q, want %q", source, got, want)
		}
	}
}
