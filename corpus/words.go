package corpus

import (
	"fmt"
	"strings"

	"github.com/rightslint/rightslint/rules"
)

// inWords says what a pattern asks for.
func inWords(p *rules.Pattern) string {
	terms, order := p.All, ""
	if len(p.Seq) > 0 {
		terms, order = p.Seq, ", in this order"
	}
	parts := make([]string, len(terms))
	for i, t := range terms {
		parts[i] = oneOf(t)
	}
	var b strings.Builder
	b.WriteString(strings.Join(parts, " + ") + order)
	if len(terms) > 1 {
		b.WriteString(within(p))
	}
	for _, part := range []string{
		conditionOn("by", names(p.By)),
		negation[p.Negated], force[p.Force],
		conditionOn("under a heading that speaks of", refs(p.Under)),
		conditionOn("not beside", refs(p.Without)),
		conditionOn("in passages of the class", names(p.Class)),
		conditionOn("only in a", kinds(p.Kinds)),
	} {
		if part != "" {
			b.WriteString("; " + part)
		}
	}
	return b.String()
}

var negation = map[string]string{"yes": "denied or forbidden", "any": "denied or not"}

var force = map[string]string{"any": "a power counts as much as a duty", "binding": "only as a duty", "power": "only as a power"}

// within says how near the concepts must stand.
func within(p *rules.Pattern) string {
	in := p.In
	if in == "" {
		in = "sentence"
	}
	if p.Within == 0 {
		return ", in one " + in
	}
	return fmt.Sprintf(", in one %s within %d words", in, p.Within)
}

func conditionOn(what string, list []string) string {
	if len(list) == 0 {
		return ""
	}
	return what + " " + strings.Join(list, " / ")
}

// oneOf writes a choice of concepts.
func oneOf(t rules.Term) string { return strings.Join(refs(t), " / ") }

func refs(list []rules.Ref) []string {
	out := make([]string, len(list))
	for i, r := range list {
		out[i] = "*" + strings.ReplaceAll(r.Name, "-", " ") + "*"
	}
	return out
}

func names(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = "the " + s
	}
	return out
}

func kinds(list []rules.Kind) []string {
	out := make([]string, len(list))
	for i, k := range list {
		out[i] = string(k)
	}
	return out
}

// cell makes text fit a cell of a Markdown table.
func cell(s string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(s), " "), "|", `\|`)
}

// passage writes an example on one line, so that its own Markdown (headings,
// lists, placeholders) does not become that of the page.
func passage(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if len(fence) > 1 {
		return fence + " " + s + " " + fence
	}
	return "“" + escape(s) + "”"
}

// escape keeps characters from acting as Markdown.
func escape(s string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, "#", `\#`).Replace(s)
}
