package corpus

import (
	"fmt"
	"strings"

	"github.com/rightslint/rightslint/lint/report"
	"github.com/rightslint/rightslint/rules"
	"github.com/rightslint/rightslint/rules/words"
)

// Pages writes a Markdown page for each rule of the catalog, and an index.
// Keys are the paths of the pages below rules/pages.
func Pages(cat *rules.Catalog) map[string]string {
	out := map[string]string{"README.md": indexPage(cat)}
	for _, r := range cat.Rules {
		p := &page{cat: cat, rule: r}
		out[r.ID+".md"] = p.write()
	}
	return out
}

// indexPage lists the rules by family.
func indexPage(cat *rules.Catalog) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# The rules\n\nWhat is looked for, and in which kinds of documents. %s\n", origin)
	family := ""
	for _, r := range cat.Rules {
		if f, _, _ := strings.Cut(r.ID, "/"); f != family {
			family = f
			fmt.Fprintf(&b, "\n## %s\n\n| rule | what it is about | precision | recall |\n| --- | --- | --- | --- |\n", familyTitle(f))
		}
		fmt.Fprintf(&b, "| [%s](%s.md) | %s | %s | %s |\n", r.ID, r.ID, cell(r.Title), measured(r.Precision()), measured(r.Recall()))
	}
	fmt.Fprintf(&b, "\nPrecision is the share of reports that careful readers confirmed, recall the share of what they found that was reported, both on documents that others wrote; in brackets, how many reports or cases the figure rests on.\n")
	if len(cat.Rules) > 0 {
		b.WriteString("\n" + setsTable(cat))
	}
	return b.String()
}

// origin says where the pages come from.
const origin = "These pages are made from the rule files by `go generate ./corpus`."

func familyTitle(family string) string {
	switch family {
	case "red-flag":
		return "Red flags: clauses that take rights away"
	case "drafting":
		return "Drafting: wording that leaves a safeguard unclear"
	}
	return strings.ToUpper(family[:1]) + family[1:]
}

// measured writes a share with the number of cases it rests on.
func measured(share float64, of int) string {
	if of == 0 {
		return "–"
	}
	return fmt.Sprintf("%.2f (%d)", share, of)
}

// setsTable lists the sets of documents that rules were measured on.
func setsTable(cat *rules.Catalog) string {
	var b strings.Builder
	seen := map[string]bool{}
	for _, r := range cat.Rules {
		for _, m := range r.Measured {
			if !seen[m.Set.Name] {
				seen[m.Set.Name] = true
				fmt.Fprintf(&b, "- %s: %s (%d documents).\n", m.Set.Name, m.Set.Title, m.Set.Documents)
			}
		}
	}
	if b.Len() == 0 {
		return ""
	}
	return "Measured on:\n\n" + b.String()
}

// page writes the page of one rule.
type page struct {
	strings.Builder
	cat  *rules.Catalog
	rule *rules.Rule
}

func (p *page) write() string {
	r := p.rule
	fmt.Fprintf(p, "# %s\n\n", words.Capital(r.Title))
	fmt.Fprintf(p, "`%s` · right: %s\n\n", r.ID, r.Right)
	p.WriteString(strings.TrimSpace(r.Rationale) + "\n")
	p.applies()
	p.elements()
	p.cancelled()
	p.wording("Suggested wording", r.Suggestion)
	p.wording("Wording that mends the clause", r.Repair)
	p.sources()
	p.figures()
	p.cases()
	p.patterns("How a passage is recognised", "Words in italics are concepts with their expressions in each language. One passage of any of these shapes is enough:", r.Evidence)
	p.patterns("How a part of it is recognised", "Such a passage gives only a part of the safeguard:", r.Partial)
	p.patterns("What comes near, but does not suffice", "Beside a missing safeguard a report shows such a passage, if there is one, and says why it does not count:", r.Near)
	return p.String()
}

func (p *page) heading(s string) { fmt.Fprintf(p, "\n## %s\n\n", s) }

func (p *page) applies() {
	p.heading("Where it applies")
	p.WriteString("| kind of document | severity |\n| --- | --- |\n")
	for _, k := range rules.Kinds {
		if s := p.rule.Applies[k]; s != "" {
			fmt.Fprintf(p, "| %s | %s |\n", p.cat.Label(k), s)
		}
	}
	if p.rule.When == nil {
		return
	}
	fmt.Fprintf(p, "\nIt is looked for only in a document with these traits: %s.\n\n", p.rule.When)
	for _, ref := range p.rule.When.Traits() {
		for _, t := range p.cat.Traits {
			if t.ID == ref.Name {
				fmt.Fprintf(p, "- %s: %s\n", t.ID, words.Small(t.Title))
			}
		}
	}
}

func (p *page) patterns(heading, intro string, list []rules.Pattern) {
	if len(list) == 0 {
		return
	}
	p.heading(heading)
	p.WriteString(intro + "\n\n")
	for i := range list {
		p.WriteString("- " + inWords(&list[i]))
		if why := list[i].Why; why != "" {
			p.WriteString(" – but " + why)
		}
		p.WriteByte('\n')
	}
}

func (p *page) elements() {
	if len(p.rule.Elements) == 0 {
		return
	}
	p.heading("What it looks for")
	p.WriteString("The safeguard is complete when it has:\n\n")
	for i := range p.rule.Elements {
		e := &p.rule.Elements[i]
		fmt.Fprintf(p, "- %s", e.Name)
		if len(e.Find) > 0 {
			fmt.Fprintf(p, " (looked for in the same %s)", element(e.In))
		}
		p.WriteByte('\n')
	}
}

func element(in string) string {
	if in == "" {
		return "provision"
	}
	return in
}

func (p *page) cancelled() {
	if len(p.rule.CancelledBy) == 0 {
		return
	}
	p.heading("What takes it back")
	for _, f := range p.rule.CancelledBy {
		title := f.Name
		if r := p.cat.Rule(f.Name); r != nil {
			title = r.Title
		}
		fmt.Fprintf(p, "- [%s](../%s.md)\n", title, f.Name)
	}
}

func (p *page) wording(heading string, texts map[rules.Kind]string) {
	if len(texts) == 0 {
		return
	}
	p.heading(heading)
	first := true
	for _, k := range rules.Kinds {
		text := strings.TrimSpace(texts[k])
		if text == "" {
			continue
		}
		if !first {
			p.WriteByte('\n')
		}
		first = false
		fmt.Fprintf(p, "%s:\n\n", words.Capital(p.cat.Label(k)))
		for _, line := range strings.Split(text, "\n") {
			p.WriteString(strings.TrimRight("> "+line, " ") + "\n")
		}
	}
}

func (p *page) sources() {
	if len(p.rule.Sources) == 0 {
		return
	}
	p.heading("What it rests on")
	for _, s := range p.rule.Sources {
		c, ok := p.cat.Cite(s)
		if !ok {
			fmt.Fprintf(p, "- %s\n", s)
			continue
		}
		fmt.Fprintf(p, "- %s (%d, %s)", c.Source.Title, c.Source.Year, c.Source.Symbol)
		if c.Part != "" {
			fmt.Fprintf(p, ", %s", words.Small(c.Part))
		}
		p.WriteByte('\n')
	}
}

func (p *page) figures() {
	p.heading("How far it can be trusted")
	r := p.rule
	p.WriteString(report.Trust(r) + "\n")
	if len(r.Measured) == 0 {
		return
	}
	what := "missing"
	if r.Flags() {
		what = "flagged"
	}
	fmt.Fprintf(p, "\n| documents | rightly %s | wrongly %s | overlooked | rightly silent |\n| --- | --- | --- | --- | --- |\n", what, what)
	for _, m := range r.Measured {
		fmt.Fprintf(p, "| %d: %s | %d | %d | %d | %s |\n", m.Set.Documents, cell(m.Set.Title), m.TP, m.FP, m.FN, silent(r, m))
	}
}

// silent writes how often the rule was rightly silent, which is not counted
// for red flags in whole documents.
func silent(r *rules.Rule, m rules.Measurement) string {
	if r.RedFlag() && m.TN == 0 {
		return "–"
	}
	return fmt.Sprint(m.TN)
}

func (p *page) cases() {
	c := &p.rule.Cases
	satisfies, fails := "Passages that satisfy it", "Passages that do not"
	if p.rule.Flags() {
		satisfies, fails = "Passages that are flagged", "Passages that are not"
	}
	p.list(satisfies, c.Satisfy)
	p.list("Passages that are incomplete", c.Partial)
	p.list("Passages that only wish for it", c.Weak)
	p.list(fails, append(append([]rules.Case{}, c.Fail...), c.NearMiss...))
}

func (p *page) list(heading string, cases []rules.Case) {
	if len(cases) == 0 {
		return
	}
	p.heading(heading)
	for _, c := range cases {
		fmt.Fprintf(p, "- %s", passage(c.Text))
		if c.Why != "" {
			fmt.Fprintf(p, " (%s)", strings.TrimSuffix(strings.TrimSpace(c.Why), "."))
		}
		p.WriteByte('\n')
	}
}
