package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/rightslint/rightslint/rules"
	"github.com/rightslint/rightslint/rules/words"
)

// Explain writes everything about a rule: what it looks for, why, where it
// applies, the wording it suggests, its sources and its cases.
func Explain(w io.Writer, r *rules.Rule, opts TextOptions) error {
	p := &printer{opts: opts}
	p.line(p.style(r.ID, bold))
	p.para("", "", words.Capital(r.Title)+".")
	p.line("")
	p.para("", "", strings.TrimSpace(r.Rationale))
	p.line("")
	p.heading("Applies to")
	for _, k := range rules.Kinds {
		if s := r.Applies[k]; s != "" {
			p.line(fmt.Sprintf("  %s: %s", opts.Label(k), s))
		}
	}
	if traits := r.When.Traits(); len(traits) > 0 {
		p.para("  ", "  ", "Looked for only in a document that the traits call for: "+r.When.String()+".", dim)
	}
	if len(r.Elements) > 0 {
		p.heading("Complete when it has")
		for _, e := range r.Elements {
			p.para("  - ", "    ", e.Name)
		}
	}
	p.wording("Suggested wording", r.Suggestion)
	p.wording("Wording that mends it", r.Repair)
	if len(r.Sources) > 0 {
		p.heading("Rests on")
		p.para("  ", "  ", strings.Join(r.Sources, "; "))
	}
	p.heading("How far it can be trusted")
	p.para("  ", "  ", Trust(r))
	satisfies, fails := "Satisfies it", "Does not satisfy it"
	if r.Flags() {
		satisfies, fails = "Is flagged", "Is not flagged"
	}
	p.cases(satisfies, r.Cases.Satisfy)
	p.cases("Is incomplete", r.Cases.Partial)
	p.cases("Is only a wish", r.Cases.Weak)
	p.cases(fails, append(append([]rules.Case{}, r.Cases.Fail...), r.Cases.NearMiss...))
	_, err := io.WriteString(w, p.out.String())
	return err
}

func (p *printer) heading(s string) {
	p.line("")
	p.line(p.style(s, bold, cyan))
}

func (p *printer) wording(heading string, texts map[rules.Kind]string) {
	if len(texts) == 0 {
		return
	}
	p.heading(heading)
	for _, k := range rules.Kinds {
		text := strings.TrimSpace(texts[k])
		if text == "" {
			continue
		}
		p.line("  " + p.style(p.opts.Label(k), dim))
		for _, l := range strings.Split(text, "\n") {
			if strings.TrimSpace(l) != "" {
				p.para("    "+p.style("│ ", green), "    "+p.style("│ ", green), l)
			}
		}
	}
}

func (p *printer) cases(heading string, cases []rules.Case) {
	if len(cases) == 0 {
		return
	}
	p.heading(heading)
	for _, c := range cases {
		text := strings.Join(strings.Fields(c.Text), " ")
		if c.Why != "" {
			text += p.style(" ("+c.Why+")", dim)
		}
		p.para("  - ", "    ", text)
	}
}

// Trust says in words how often the rule was right on labelled documents that
// others wrote.
func Trust(r *rules.Rule) string {
	precision, reports := r.Precision()
	recall, cases := r.Recall()
	if reports+cases == 0 {
		if r.Drafting() {
			return "Points of drafting are not labelled in any documents, so it has not been measured."
		}
		return "No documents of others have labelled cases of it, so it has not been measured on any."
	}
	verdicts := "the verdict that it is missing"
	if r.RedFlag() {
		verdicts = "the passages that it flags"
	}
	text := fmt.Sprintf("Measured on documents that others wrote and careful readers labelled: of %s, the readers confirmed %s (precision); of the cases that the readers found, it reported %s (recall).", verdicts, counted(precision, reports), counted(recall, cases))
	if r.Doubtful() {
		text += " Precision is under 0.80 on ten reports or more: the rule gives no more than a notice, whatever its file says."
	}
	return text
}

func counted(share float64, of int) string {
	if of == 0 {
		return "none, for there were none"
	}
	return fmt.Sprintf("%.2f of %d", share, of)
}
