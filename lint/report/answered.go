package report

import (
	"fmt"
	"sort"
	"strings"

	"github.com/rightslint/rightslint/lint"
)

// open returns the findings that nobody has answered.
func open(fs []lint.Finding) []lint.Finding {
	var out []lint.Finding
	for _, f := range fs {
		if f.Suppressed == nil {
			out = append(out, f)
		}
	}
	return out
}

// answered lists at the end of a document what somebody has answered: waived
// findings with their reason, and in one paragraph those of a baseline, which
// may be many.
func (p *printer) answered(d *lint.Document) {
	accepted, reasons := map[string]int{}, map[string]bool{}
	first := true
	for _, g := range group(d.Findings) {
		for _, f := range g {
			switch {
			case f.Suppressed == nil:
				continue
			case first:
				p.line("")
				p.line(p.style("ANSWERED", bold, cyan) + p.style(" (does not count)", dim))
				p.line("")
				first = false
			}
			if by := byWhom[f.Suppressed.By]; by != "" && f.Suppressed.By != "baseline" {
				p.waived(f, by)
				continue
			}
			accepted[f.Rule]++
			reasons[f.Suppressed.Reason] = true
		}
	}
	if len(accepted) > 0 {
		p.accepted(accepted, reasons)
	}
}

func (p *printer) waived(f lint.Finding, by string) {
	place := ""
	if f.Span != nil && f.Type != lint.FindingMissing {
		place = ", " + Where(*f.Span)
	}
	p.para("  ", "    ", Clean(f.Message)+" "+p.style("["+f.Rule+"]", dim)+place+", "+by+": "+Clean(f.Suppressed.Reason))
}

func (p *printer) accepted(rules map[string]int, reasons map[string]bool) {
	total := 0
	var names, why []string
	for rule, n := range rules {
		total += n
		if n > 1 {
			rule = fmt.Sprintf("%s (%d)", rule, n)
		}
		names = append(names, rule)
	}
	for r := range reasons {
		why = append(why, Clean(r))
	}
	sort.Strings(names)
	sort.Strings(why)
	noun := "findings"
	if total == 1 {
		noun = "finding"
	}
	p.para("  ", "    ", fmt.Sprintf("%d %s %s: %s", total, noun, strings.Join(why, ", "), strings.Join(names, ", ")), dim)
}
