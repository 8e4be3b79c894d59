package waiver

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/drafting"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// builtin is the catalog with its cases, and a linter.
var builtin = sync.OnceValues(func() (*rules.Catalog, *lint.Linter) {
	cat, err := rules.Load(rules.Builtin())
	if err != nil {
		panic(err)
	}
	_, sets, err := rules.LoadBuiltin()
	if err != nil {
		panic(err)
	}
	return cat, lint.NewLinter(sets...)
})

var today = time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)

func judged(t *testing.T, text string, kind rules.Kind) *lint.Document {
	t.Helper()
	_, linter := builtin()
	d := linter.Data("x.md", []byte(text), lint.Options{Kind: kind, Language: "en"})
	if d.Error != "" {
		// A case may hold no text at all besides code.
		t.Fatalf("%q: %s", text, d.Error)
	}
	return d
}

func count(d *lint.Document, rule string) int {
	n := 0
	for _, f := range d.Findings {
		if f.Rule == rule {
			n++
		}
	}
	return n
}

// TestCases judges the cases of the rules about waivers, which the tests of
// package lint leave to this one.
func TestCases(t *testing.T) {
	cat, _ := builtin()
	seen := 0
	for _, r := range cat.Rules {
		if !drafting.Afterwards(r.Check) {
			continue
		}
		seen++
		check := func(cases []rules.Case, want int) {
			for _, c := range cases {
				d := judged(t, c.Text, c.Kind)
				Apply(d, cat, nil, today)
				if got := count(d, r.ID); got != want {
					t.Errorf("%s: %d findings, want %d: %s\n%s", r.ID, got, want, c.Text, c.Why)
				}
			}
		}
		check(r.Cases.Satisfy, 1)
		check(r.Cases.Fail, 0)
		check(r.Cases.NearMiss, 0)
	}
	if seen != 2 {
		t.Errorf("%d rules about waivers, want 2", seen)
	}
}

const clause = "All disputes are settled by binding arbitration."

// TestRanges holds which findings a waiver answers, by where it stands.
func TestRanges(t *testing.T) {
	const rule = "red-flag/forced-arbitration"
	for _, c := range []struct {
		name, text   string
		waived, open int
		broken       int
	}{
		{"the next paragraph only", "<!-- rightslint-disable-next-line " + rule + ": r -->\n" + clause + "\n\n" + clause + "\n", 1, 1, 0},
		{"after a blank line", "<!-- rightslint-disable-next-line " + rule + ": r -->\n\n" + clause + "\n", 1, 0, 0},
		{"a list item", "# Terms\n\n- You may ask us.\n<!-- rightslint-disable-next-line " + rule + ": r -->\n- " + clause + "\n- " + clause + "\n", 1, 1, 0},
		{"a section", "<!-- rightslint-disable " + rule + ": r -->\n" + clause + "\n\n" + clause + "\n\n<!-- rightslint-enable " + rule + " -->\n\n" + clause + "\n", 2, 1, 0},
		{"to the end", clause + "\n\n<!-- rightslint-disable " + rule + ": r -->\n\n" + clause + "\n", 1, 1, 0},
		{"enable for all", "<!-- rightslint-disable " + rule + ": r -->\n\n" + clause + "\n\n<!-- rightslint-enable -->\n\n" + clause + "\n", 1, 1, 0},
		{"the file, from its end", clause + "\n\n" + clause + "\n\n<!-- rightslint-disable-file " + rule + ": r -->\n", 2, 0, 0},
		{"several rules", "<!-- rightslint-disable-next-line " + rule + ", drafting/placeholder: r -->\n" + clause + " Write to [address].\n", 1, 0, 0},
		{"a colon in the reason", "<!-- rightslint-disable-next-line " + rule + ": see 4: the statute -->\n" + clause + "\n", 1, 0, 0},
		{"a comment over lines", "<!-- rightslint-disable-next-line\n  " + rule + ":\n  the statute\n-->\n" + clause + "\n", 1, 0, 0},
		{"CRLF", "<!-- rightslint-disable-next-line " + rule + ": r -->\r\n" + clause + "\r\n", 1, 0, 0},
		{"no reason", "<!-- rightslint-disable-next-line " + rule + " -->\n" + clause + "\n", 0, 1, 1},
		{"an empty reason", "<!-- rightslint-disable-next-line " + rule + ":  -->\n" + clause + "\n", 0, 1, 1},
		{"another rule", "<!-- rightslint-disable-next-line red-flag/forced-arbitratoin: r -->\n" + clause + "\n", 0, 1, 1},
	} {
		cat, _ := builtin()
		d := judged(t, "# Terms of Service\n\n"+c.text, rules.TermsOfService)
		Apply(d, cat, nil, today)
		waived, open := 0, 0
		for _, f := range d.Findings {
			if f.Rule == rule && f.Suppressed != nil {
				waived++
			} else if f.Rule == rule {
				open++
			}
		}
		if waived != c.waived || open != c.open || count(d, brokenRule) != c.broken || count(d, unusedRule) != 0 {
			t.Errorf("%s: %d waived, %d open, %d broken, %d unused; want %d, %d, %d, 0", c.name, waived, open, count(d, brokenRule), count(d, unusedRule), c.waived, c.open, c.broken)
		}
	}
}

// TestMissing holds that only a waiver of the whole document answers a missing
// safeguard, and that another one says so.
func TestMissing(t *testing.T) {
	cat, _ := builtin()
	const text = "# Terms of Service\n\n%s\n\nWe may close your account if you break these terms.\n"
	for _, c := range []struct{ waiver, by, detail string }{
		{"<!-- rightslint-disable-file remedy/appeal: see the statute -->", ByComment, ""},
		{"<!-- rightslint-disable remedy/appeal: see the statute -->", "", "use “rightslint-disable-file”"},
	} {
		d := judged(t, strings.Replace(text, "%s", c.waiver, 1), rules.TermsOfService)
		Apply(d, cat, nil, today)
		by, detail := "", ""
		for _, f := range d.Findings {
			if f.Rule == "remedy/appeal" && f.Suppressed != nil {
				by = f.Suppressed.By
			}
			if f.Rule == unusedRule {
				detail = f.Message
			}
		}
		if by != c.by || !strings.Contains(detail, c.detail) || (c.detail == "") != (detail == "") {
			t.Errorf("%s: waived by %q, want %q; %q", c.waiver, by, c.by, detail)
		}
	}
}

// TestConfigured holds how the waivers of a configuration are narrowed and end.
func TestConfigured(t *testing.T) {
	cat, _ := builtin()
	text := "# Terms of Service\n\n## 12. Disputes\n\n" + clause + "\n\n## 13. Other\n\nAny claim is settled by binding arbitration in the capital.\n"
	day := func(s string) time.Time {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, c := range []struct {
		name   string
		w      Waiver
		waived int
		ended  bool
	}{
		{"all", Waiver{}, 2, false},
		{"a section by number", Waiver{Section: "12"}, 1, false},
		{"a number is no prefix", Waiver{Section: "1"}, 0, false},
		{"a section by heading", Waiver{Section: "Disputes"}, 1, false},
		{"a quote", Waiver{Quote: "in the Capital"}, 1, false},
		{"section and quote", Waiver{Section: "12", Quote: "in the capital"}, 0, false},
		{"its last day", Waiver{Until: day("2026-11-26")}, 2, false},
		{"the day after", Waiver{Until: day("2026-11-25")}, 0, true},
	} {
		d := judged(t, text, rules.TermsOfService)
		w := c.w
		w.Rule, w.Reason, w.By = "red-flag/forced-arbitration", "r", ByConfig
		Apply(d, cat, []*Waiver{&w}, today)
		waived := 0
		for _, f := range d.Findings {
			if f.Suppressed != nil && f.Suppressed.By == ByConfig {
				waived++
			}
		}
		if waived != c.waived || w.Used != (c.waived > 0) || w.Ended != c.ended {
			t.Errorf("%s: %d waived, want %d; used %v, ended %v", c.name, waived, c.waived, w.Used, w.Ended)
		}
	}
}

// TestHostile holds that no document makes the reading of waivers fail.
func TestHostile(t *testing.T) {
	cat, _ := builtin()
	for _, text := range []string{
		"---\nrightslint: [\n---\nText that is long enough.\n",
		"---\nrightslint:\n  waivers: {rule: {a: b}}\n---\nText that is long enough.\n",
		"---\nrightslint: &x [*x, *x]\n---\nText that is long enough.\n",
		"---\nrightslint:\n---\nText that is long enough.\n",
		"<!-- rightslint-disable-next-line -->",
		"<!-- rightslint-disable-next-line red-flag/forced-arbitration: r -->",
		strings.Repeat("<!-- rightslint-disable red-flag/forced-arbitration: r -->\n", 2000) + clause,
		"<!-- rightslint-disable " + strings.Repeat("a/b,", 20000) + ": r -->\n\n" + clause,
	} {
		doc, err := parse.Parse("x.md", []byte(text), parse.Options{})
		if err != nil {
			continue
		}
		_, linter := builtin()
		Apply(linter.Document(doc, lint.Options{Kind: rules.TermsOfService, Language: "en"}), cat, nil, today)
	}
}
