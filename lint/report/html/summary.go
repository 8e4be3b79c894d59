package html

import (
	"fmt"
	"strings"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules/words"
)

// summary writes what a cover note would say: what was checked, what lacks and
// what takes rights away, each by its title.
func (m *maker) summary(v *documentView) []string {
	in := words.Small(v.Kind)
	if v.Title != v.File {
		in = v.File + ", " + in
	}
	out := []string{fmt.Sprintf("%s (%s) was checked for the human-rights safeguards that such a text owes. %s", v.Title, in, v.Verdict)}
	for _, t := range []struct{ kind, lead string }{
		{lint.FindingMissing, "Missing"},
		{lint.FindingPartial, "Incomplete"},
		{lint.FindingWeak, "Only wished for"},
		{lint.FindingRedFlag, "Clauses that take rights away"},
	} {
		if titles := m.titles(t.kind); titles != "" {
			out = append(out, t.lead+": "+titles+".")
		}
	}
	if n := len(v.Waived); n > 0 {
		out = append(out, fmt.Sprintf("%d further findings were answered with reasons.", n))
		if n == 1 {
			out[len(out)-1] = "One further finding was answered with a reason."
		}
	}
	if v.Unread {
		out = append(out, "Some pages could not be read; what is reported missing may stand there.")
	}
	return out
}

// titles lists the titles of the findings of a type, with their places where
// they have any.
func (m *maker) titles(kind string) string {
	var order []string
	places := map[string][]string{}
	for i := range m.d.Findings {
		f := &m.d.Findings[i]
		if f.Type != kind || f.Suppressed != nil {
			continue
		}
		title := words.Small(clean(f.Title))
		if _, seen := places[title]; !seen {
			order = append(order, title)
			places[title] = nil
		}
		if kind != lint.FindingMissing && f.Span != nil {
			if at := where(*f.Span); len(places[title]) == 0 || places[title][len(places[title])-1] != at {
				places[title] = append(places[title], at)
			}
		}
	}
	for i, title := range order {
		at := places[title]
		switch {
		case len(at) > shownPlaces:
			order[i] = fmt.Sprintf("%s (%s and %d more)", title, strings.Join(at[:shownPlaces-1], ", "), len(at)-shownPlaces+1)
		case len(at) > 0:
			order[i] = fmt.Sprintf("%s (%s)", title, strings.Join(at, ", "))
		}
	}
	return strings.Join(order, "; ")
}
