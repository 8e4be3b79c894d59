package report

import (
	"fmt"
	"io"

	"github.com/rightslint/rightslint/lint"
)

// listedRules is how many rules are listed one by one where nothing is wrong
// with them.
const listedRules = 20

// RuleTests writes how the cases of rules were judged: those that came out
// otherwise than their file says, with what was seen in them.
func RuleTests(w io.Writer, tests []lint.RuleTest, opts TextOptions) error {
	p := &printer{opts: opts}
	judged, failed := 0, 0
	for _, t := range tests {
		judged += t.Judged
		failed += len(t.Failures)
		switch {
		case len(t.Failures) > 0:
			if p.out.Len() > 0 {
				p.line("")
			}
			p.failures(t)
		case len(tests) <= listedRules:
			p.line(fmt.Sprintf("%s: %s, all judged as the rule says", p.style(t.Rule, bold), passages(t.Judged)))
		}
	}
	p.line("")
	if failed == 0 {
		p.line(p.style(fmt.Sprintf("%s of %s: all judged as the rules say.", passages(judged), countedRules(len(tests))), bold, green))
	} else {
		p.line(p.style(fmt.Sprintf("%d of %s of %s: not judged as the rules say.", failed, passages(judged), countedRules(len(tests))), bold, red))
	}
	_, err := io.WriteString(w, p.out.String())
	return err
}

func (p *printer) failures(t lint.RuleTest) {
	where := ""
	if t.File != "" {
		where = " (" + Clean(t.File) + ")"
	}
	p.line(fmt.Sprintf("%s%s: %d of %s not judged as the rule says", p.style(t.Rule, bold), where, len(t.Failures), passages(t.Judged)))
	for _, f := range t.Failures {
		p.line("")
		p.line("  " + p.style(fmt.Sprintf("%s: it is %s, and should be %s", f.Group, f.Got, f.Want), bold, yellow))
		p.para("    ", "    ", "“"+Clean(f.Text)+"”")
		if f.Why != "" {
			p.para("    ", "    ", "("+Clean(f.Why)+")", dim)
		}
		for _, s := range f.Seen {
			p.para("    "+p.style("→", cyan)+" ", "      ", Clean(s))
		}
	}
}

func passages(n int) string {
	if n == 1 {
		return "1 passage"
	}
	return fmt.Sprintf("%d passages", n)
}

func countedRules(n int) string {
	if n == 1 {
		return "1 rule"
	}
	return fmt.Sprintf("%d rules", n)
}
