package report

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
	"github.com/rightslint/rightslint/rules/words"
)

// rule returns the index of a finding's rule among those of the run, and adds
// it when it is new there.
func (s *sarifWriter) rule(f *lint.Finding) int {
	if i, ok := s.index[f.Rule]; ok {
		return i
	}
	out := sarifRule{ID: f.Rule, Name: pascal(f.Rule), DefaultConfiguration: sarifLevel{sarifSeverity(f.Severity)}}
	title := f.Title
	if title == "" {
		title = f.Message
	}
	out.ShortDescription = sarifString(words.Capital(strings.TrimSuffix(Clean(title), ".")) + ".")
	out.FullDescription, out.Help = out.ShortDescription, out.ShortDescription
	out.Properties = map[string]any{"tags": tags(f.Right)}
	if r := s.cat.Rule(f.Rule); r != nil {
		out.FullDescription = sarifString(Clean(strings.TrimSpace(r.Rationale)))
		out.Help = s.help(r)
		out.DefaultConfiguration.Level = sarifSeverity(gravest(r))
		if len(r.Sources) > 0 {
			out.Properties["sources"] = r.Sources
		}
		if p := precision(r); p != "" {
			out.Properties["precision"] = p
		}
	}
	i := len(s.run.Tool.Driver.Rules)
	s.run.Tool.Driver.Rules = append(s.run.Tool.Driver.Rules, out)
	s.index[f.Rule] = i
	return i
}

// help is everything about a rule that helps to answer a finding.
func (s *sarifWriter) help(r *rules.Rule) sarifText {
	var text, mark strings.Builder
	para := func(p string) {
		p = Clean(strings.TrimSpace(p))
		fmt.Fprintf(&text, "%s\n\n", p)
		fmt.Fprintf(&mark, "%s\n\n", escapeMarkdown(p))
	}
	list := func(heading string, items []string) {
		if len(items) == 0 {
			return
		}
		fmt.Fprintf(&text, "%s:\n", heading)
		fmt.Fprintf(&mark, "**%s**\n\n", heading)
		for _, item := range items {
			item = Clean(item)
			fmt.Fprintf(&text, "- %s\n", item)
			fmt.Fprintf(&mark, "- %s\n", escapeMarkdown(item))
		}
		text.WriteString("\n")
		mark.WriteString("\n")
	}
	para(words.Capital(r.Title) + ".")
	para(r.Rationale)
	var elements []string
	for _, e := range r.Elements {
		elements = append(elements, e.Name)
	}
	list("Complete when it has", elements)
	list("Suggested wording", s.wordings(r.Suggestion))
	list("Wording that mends it", s.wordings(r.Repair))
	list("Rests on", s.citations(r))
	para(Trust(r))
	out := sarifString(strings.TrimSpace(text.String()))
	out.Markdown = doubleBraces(strings.TrimSpace(mark.String()))
	return out
}

// wordings are the texts for the kinds of documents, each with its kind.
func (s *sarifWriter) wordings(texts map[rules.Kind]string) []string {
	var out []string
	for _, k := range rules.Kinds {
		if t := texts[k]; t != "" {
			out = append(out, s.cat.Label(k)+": "+wording(&lint.Suggestion{Text: t}, " "))
		}
	}
	return out
}

// citations are the sources of a rule with the titles of the instruments.
func (s *sarifWriter) citations(r *rules.Rule) []string {
	out := make([]string, len(r.Sources))
	for i, source := range r.Sources {
		out[i] = source
		if c, ok := s.cat.Cite(source); ok {
			out[i] = fmt.Sprintf("%s: %s (%d), %s", source, c.Source.Title, c.Source.Year, c.Source.Symbol)
		}
	}
	return out
}

// gravest is the worst severity that a rule gives for any kind of document.
func gravest(r *rules.Rule) rules.Severity {
	worst := rules.Notice
	for _, s := range r.Applies {
		if s.Rank() > worst.Rank() {
			worst = s
		}
	}
	return worst
}

// precision grades the measured precision of a rule in the words of GitHub's
// code scanning; empty where it was measured on fewer than ten reports.
func precision(r *rules.Rule) string {
	share, reports := r.Precision()
	switch {
	case reports < 10:
		return ""
	case share >= .95:
		return "very-high"
	case share >= .9:
		return "high"
	case share >= .8:
		return "medium"
	}
	return "low"
}

// tags are what a viewer may sort rules by.
func tags(right string) []string {
	out := []string{"human-rights"}
	if right != "" {
		out = append(out, strings.ReplaceAll(Clean(right), " ", "-"))
	}
	return out
}

// pascal writes an id as a name: "remedy/appeal" is RemedyAppeal.
func pascal(id string) string {
	var out strings.Builder
	up := true
	for _, r := range id {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			up = true
			continue
		}
		if up {
			r = unicode.ToUpper(r)
		}
		up = false
		out.WriteRune(r)
	}
	return out.String()
}
