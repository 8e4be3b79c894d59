package corpus

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/rightslint/rightslint/lint/report"
)

// WriteText writes the figures as tables for people.
func (s *Scores) WriteText(w io.Writer) error {
	t := &table{}
	t.summary(s)
	t.section("Safeguards: the verdict “missing”, by rule", s, true, func(r *RuleScores) Counts { return r.Missing })
	t.section("Red flags, by rule", s, false, func(r *RuleScores) Counts { return r.RedFlags })
	t.section("Sentences, by red flag", s, true, func(r *RuleScores) Counts { return r.Sentences })
	first := true
	for _, c := range s.Conditions {
		if c.NotApplicable.TN == c.NotApplicable.All() {
			continue // it always applies, for the labels and for the report
		}
		if first {
			t.head("What does not apply, by the traits that decide it", true)
			first = false
		}
		t.row(c.When, c.NotApplicable, 2, true)
	}
	_, err := io.WriteString(w, t.String())
	return err
}

// table lays out figures in columns.
type table struct{ strings.Builder }

// nameWidth is the width in columns of the names at the left of a table.
const nameWidth = 42

func (t *table) head(title string, rest bool) {
	fmt.Fprintf(t, "\n%s\n", title)
	fmt.Fprintf(t, "  %-*s %9s %6s %5s  %5s %5s %6s", nameWidth, "", "precision", "recall", "F1", "right", "wrong", "missed")
	if rest {
		fmt.Fprintf(t, " %5s", "rest")
	}
	t.WriteByte('\n')
}

// row writes precision, recall and F1 with so many digits, and the counts. A
// figure that rests on nothing is a dash.
func (t *table) row(name string, c Counts, digits int, rest bool) {
	name = report.Clean(name)
	if len(name) > nameWidth {
		fmt.Fprintf(t, "  %s\n", name)
		name = ""
	}
	figure := func(x float64, of int) string {
		if of == 0 {
			return "–"
		}
		return fmt.Sprintf("%.*f", digits, x)
	}
	fmt.Fprintf(t, "  %-*s %9s %6s %5s  %5d %5d %6d", nameWidth, name,
		figure(c.Precision(), c.TP+c.FP), figure(c.Recall(), c.TP+c.FN), figure(c.F1(), c.TP+c.FP+c.FN), c.TP, c.FP, c.FN)
	if rest {
		fmt.Fprintf(t, " %5d", c.TN)
	}
	t.WriteByte('\n')
}

func several(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

func (t *table) summary(s *Scores) {
	if s.Documents > 0 {
		fmt.Fprintf(t, "%s, %d not judged, the kind is right for %d\n", several(s.Documents, "labelled document"), s.Unread, s.KindRight)
	}
	if s.SentenceDocuments > 0 {
		fmt.Fprintf(t, "%s with labelled sentences\n", several(s.SentenceDocuments, "document"))
	}
	t.head("Overall", true)
	if s.Documents > 0 {
		t.row("missing safeguards", s.Missing, 3, true)
		t.row("partial or weak", s.PartialOrWeak, 3, true)
		t.row("does not apply", s.NotApplicable, 3, true)
		if s.RedFlags.TP+s.RedFlags.FP+s.RedFlags.FN > 0 {
			t.row("red flags", s.RedFlags, 3, false)
		}
	}
	if !s.Sentences.Empty() {
		t.row("sentences, all flags together", s.Sentences, 3, true)
		fmt.Fprintf(t, "  %-*s %9s %6s %5.3f\n", nameWidth, "sentences, mean of the flags", "", "", s.SentencesMacroF1)
	}
	if s.Exact.Of > 0 {
		fmt.Fprintf(t, "\nThe status is the label's to the letter in %d of %d verdicts (%.3f).\n", s.Exact.Same, s.Exact.Of, s.Exact.Share())
	}
}

func (t *table) section(title string, s *Scores, rest bool, of func(*RuleScores) Counts) {
	first := true
	for _, r := range s.Rules {
		c := of(r)
		if c.Empty() {
			continue
		}
		if first {
			t.head(title, rest)
			first = false
		}
		t.row(r.Rule, c, 2, rest)
	}
}

// quoteLength is how many characters of a passage a list of mistakes shows.
const quoteLength = 400

// WriteMistakes lists mistakes for people, grouped by rule.
func WriteMistakes(w io.Writer, ms []Mistake) error {
	var b strings.Builder
	for i, m := range ms {
		if i == 0 || ms[i-1].Rule != m.Rule {
			n := 1
			for n+i < len(ms) && ms[i+n].Rule == m.Rule {
				n++
			}
			fmt.Fprintf(&b, "\n%s: %d wrong\n", m.Rule, n)
		}
		m.write(&b)
	}
	if len(ms) == 0 {
		b.WriteString("\nNo verdict is wrong.\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (m *Mistake) write(b *strings.Builder) {
	fmt.Fprintf(b, "\n  %s: %s", m.Sort, report.Clean(filepath.Base(m.Document)))
	if m.Line > 0 {
		fmt.Fprintf(b, ", line %d", m.Line)
	}
	if m.Label != "" {
		fmt.Fprintf(b, " (label: %s; report: %s)", m.Label, m.Report)
	}
	b.WriteByte('\n')
	list := func(name string, passages []string) {
		for _, q := range passages {
			fmt.Fprintf(b, "    %-7s %s\n", name, cut(report.Clean(strings.Join(strings.Fields(q), " ")), quoteLength))
		}
	}
	list("label", m.Quotes)
	list("lacking", m.Lacking)
	list("report", m.Evidence)
	if m.Why != "" {
		list("reason", []string{m.Why})
	}
}

// cut shortens a text to n characters.
func cut(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + " …"
	}
	return s
}
