package report

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/charmbracelet/x/ansi"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
	"github.com/rightslint/rightslint/rules/words"
)

// TextOptions say how a text report is laid out.
type TextOptions struct {
	// Width is the number of columns to wrap at.
	Width int
	// Color turns on colour and bold type.
	Color bool
	// Titles gives the title of each rule, for the table of what was found.
	Titles func(rule string) string
	// Label gives the name of a kind of document as a report says it.
	Label func(rules.Kind) string
}

// Text writes the report for people: for each document a verdict in one line,
// the findings by right, and the table of what was found.
func Text(w io.Writer, r *lint.Report, opts TextOptions) error {
	p := &printer{opts: opts}
	for _, text := range documentTexts(r, opts) {
		if text != "" && p.out.Len() > 0 {
			p.line("")
		}
		p.out.WriteString(text)
	}
	switch {
	case r.Brief:
	case len(r.Documents) == 0:
		p.line("No document is left to judge.")
	default:
		p.total(r)
	}
	_, err := io.WriteString(w, p.out.String())
	return err
}

// documentTexts returns the text for each document, empty where there is
// nothing to say. Reports on hundreds of documents are common, so they are made
// at the same time.
func documentTexts(r *lint.Report, opts TextOptions) []string {
	out := make([]string, len(r.Documents))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(out)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(out); i = int(next.Add(1)) - 1 {
				d := r.Documents[i]
				if r.Brief && d.Error == "" && len(d.Findings) == 0 {
					continue
				}
				p := &printer{opts: opts}
				p.document(d, r.Brief)
				out[i] = p.out.String()
			}
		})
	}
	wg.Wait()
	return out
}

type printer struct {
	opts TextOptions
	out  strings.Builder
}

// The few styles of a report, as SGR parameters.
const (
	bold   = "1"
	dim    = "2"
	red    = "31"
	yellow = "33"
	cyan   = "36"
	green  = "32"
)

func (p *printer) style(s string, sgr ...string) string {
	if !p.opts.Color || s == "" {
		return s
	}
	return Paint(s, sgr...)
}

// Paint gives a text the styles of SGR parameters (ECMA-48, 8.3.117).
func Paint(s string, sgr ...string) string {
	return "\x1b[" + strings.Join(sgr, ";") + "m" + s + "\x1b[0m"
}

func (p *printer) line(s string) {
	p.out.WriteString(s)
	p.out.WriteByte('\n')
}

// para writes text wrapped to the width; the first line follows one prefix,
// the others another. It breaks at blanks only, so that rule ids stay whole.
func (p *printer) para(first, rest, text string, sgr ...string) {
	var line strings.Builder
	prefix, room, used := first, p.opts.Width-width(first), 0
	flush := func() {
		p.line(prefix + p.style(line.String(), sgr...))
		line.Reset()
		prefix, room, used = rest, p.opts.Width-width(rest), 0
	}
	for word := range strings.FieldsSeq(text) {
		n := width(word)
		if used > 0 && used+1+n > room {
			flush()
		}
		if used > 0 {
			line.WriteByte(' ')
			used++
		}
		line.WriteString(word)
		used += n
	}
	flush()
}

// width returns the columns that a text takes on a terminal. Most words are
// plain letters, for which that is quickly told.
func width(s string) int {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return ansi.StringWidth(s)
		}
	}
	return len(s)
}

func (p *printer) document(d *lint.Document, brief bool) {
	p.line(p.style(Clean(d.Path), bold))
	if d.Error != "" {
		p.para("  "+p.style("not judged", bold, red)+": ", "  ", Clean(strings.TrimPrefix(d.Error, "not judged: ")))
		return
	}
	p.para("  ", "  ", fmt.Sprintf("%s, in %s%s", words.Capital(p.opts.Label(d.Kind)), Clean(LanguageName(d.Language)), reason(d)), dim)
	for _, warning := range d.Warnings {
		p.para("  "+p.style("Note:", yellow)+" ", "  ", Clean(warning))
	}
	p.para("  ", "  ", verdict(d, brief), bold)
	right := ""
	for _, g := range group(open(d.Findings)) {
		if g[0].Right != right {
			right = g[0].Right
			p.line("")
			p.line(p.style(strings.ToUpper(right), bold, cyan))
		}
		p.line("")
		p.findings(d, g)
	}
	if !brief {
		p.table(d)
		p.answered(d)
	}
}

func reason(d *lint.Document) string {
	if d.KindReason == "" || d.KindSource != "detected" {
		return ""
	}
	return ": " + Clean(d.KindReason)
}

// verdict sums a document up in one line. A brief report holds only the gravest
// findings, and its line says so.
func verdict(d *lint.Document, brief bool) string {
	counts := map[string]int{}
	for _, f := range open(d.Findings) {
		counts[f.Type]++
	}
	status := map[lint.Status]int{}
	for _, row := range d.Coverage {
		status[row.Status]++
	}
	var parts []string
	add := func(n int, one, many string) {
		switch {
		case n == 1:
			parts = append(parts, "1 "+one)
		case n > 1:
			parts = append(parts, fmt.Sprintf("%d %s", n, many))
		}
	}
	add(counts[lint.FindingMissing], "safeguard is missing", "safeguards are missing")
	add(counts[lint.FindingPartial], "is incomplete", "are incomplete")
	add(counts[lint.FindingWeak], "is only wished for", "are only wished for")
	add(counts[lint.FindingRedFlag], "clause takes rights away", "clauses take rights away")
	add(counts[lint.FindingDrafting], "point of drafting", "points of drafting")
	if n := len(d.Findings) - len(open(d.Findings)); len(parts) == 0 && n > 0 {
		return fmt.Sprintf("Nothing new to report: what was found has been answered (%d); %d safeguards are there.", n, status[lint.Present]+status[lint.Elsewhere])
	}
	if len(parts) == 0 {
		return fmt.Sprintf("Nothing to report: all %d safeguards that this document owes are there.", status[lint.Present]+status[lint.Elsewhere])
	}
	if brief {
		return "Shown, because it fails the check: " + strings.Join(parts, ", ") + "."
	}
	return words.Capital(strings.Join(parts, ", ")) + fmt.Sprintf("; %d are there.", status[lint.Present]+status[lint.Elsewhere])
}

// group puts the findings of one rule and type, which stand together, into one
// group: a reader meets a red flag once, with all its places.
func group(fs []lint.Finding) [][]lint.Finding {
	var out [][]lint.Finding
	for i, f := range fs {
		if i > 0 && fs[i-1].Rule == f.Rule && fs[i-1].Type == f.Type {
			out[len(out)-1] = append(out[len(out)-1], f)
			continue
		}
		out = append(out, []lint.Finding{f})
	}
	return out
}

// shownPlaces is how many places of one rule are quoted; the others are named
// by line.
const shownPlaces = 3

func (p *printer) findings(d *lint.Document, g []lint.Finding) {
	f := g[0]
	sgr := map[rules.Severity][]string{rules.Error: {bold, red}, rules.Warning: {bold, yellow}, rules.Notice: {bold}}[f.Severity]
	head := p.style(string(f.Severity), sgr...) + " "
	p.para(head, "  ", Clean(f.Message)+" "+p.style("["+f.Rule+"]", dim))
	switch f.Type {
	case lint.FindingMissing:
		p.missing(f)
	default:
		for _, x := range g[:min(len(g), shownPlaces)] {
			if x.Span != nil {
				p.quote(*x.Span)
			}
			if x.Message != f.Message { // what is wrong at this place differs
				detail := strings.TrimPrefix(x.Message, words.Capital(x.Title)+".")
				p.para("    ", "    ", Clean(strings.TrimSpace(detail)))
			}
		}
		if len(g) > shownPlaces {
			p.para("  ", "  ", "and also at "+places(g[shownPlaces:]))
		}
	}
	if f.Suggestion != nil {
		label := "Suggested wording:"
		if f.Type == lint.FindingPartial || f.Type == lint.FindingWeak {
			label = "Complete wording:"
		}
		if f.Type == lint.FindingRedFlag || f.Type == lint.FindingDrafting {
			label = "Wording that mends it:"
		}
		p.line("  " + p.style(label, dim))
		for _, l := range strings.Split(f.Suggestion.Text, "\n") {
			if strings.TrimSpace(l) == "" {
				continue
			}
			p.para("    "+p.style("│ ", green), "    "+p.style("│ ", green), Clean(l))
		}
	}
	if len(f.Sources) > 0 {
		p.para("  "+p.style("Rests on:", dim)+" ", "  ", strings.Join(f.Sources, "; "), dim)
	}
}

// missing says where a missing clause belongs and what comes nearest to it.
func (p *printer) missing(f lint.Finding) {
	if f.Place != "" && f.Span != nil {
		p.para("  "+p.style("Belongs:", dim)+" ", "  ", Clean(f.Place)+" (after "+Where(*f.Span)+")")
	}
	if f.Nearest != nil {
		p.para("  "+p.style("Nearest:", dim)+" ", "  ", Where(f.Nearest.Span)+", “"+Shorten(Clean(f.Nearest.Span.Quote), quoteLength)+"” – but "+f.Nearest.Why)
	}
}

// quoteLength is how many characters of a passage are quoted.
const quoteLength = 280

func (p *printer) quote(s lint.Span) {
	head := Where(s)
	if s.Section != "" {
		head += ", " + Shorten(Clean(s.Section), min(60, p.opts.Width/2))
	}
	p.para("  "+p.style(head+":", dim)+" ", "  ", "“"+Shorten(Clean(s.Quote), quoteLength)+"”")
}

// Where names the place of a passage: its page, where the file has pages, else
// its paragraph, where it has no lines, else its line.
func Where(s lint.Span) string {
	unit, n := unitOf(s)
	return fmt.Sprintf("%s %d", unit, n)
}

// unitOf says in what a passage is counted for its reader, and its number.
func unitOf(s lint.Span) (unit string, n int) {
	switch {
	case s.Page > 0:
		return "page", s.Page
	case s.Paragraph > 0:
		return "paragraph", s.Paragraph
	}
	return "line", s.Line
}

// places lists the places of findings: "lines 3, 7 and 12".
func places(g []lint.Finding) string {
	var names []string
	unit := "line"
	for _, f := range g {
		if f.Span == nil {
			continue
		}
		var n int
		unit, n = unitOf(*f.Span)
		if s := fmt.Sprint(n); len(names) == 0 || names[len(names)-1] != s {
			names = append(names, s)
		}
	}
	switch len(names) {
	case 0:
		return ""
	case 1:
		return unit + " " + names[0]
	}
	return unit + "s " + strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// LanguageName returns the English name of a language with a vocabulary or the
// prospect of one, and any other tag as it stands.
func LanguageName(tag string) string {
	if name := map[string]string{"en": "English", "fr": "French", "es": "Spanish", "ar": "Arabic", "ru": "Russian", "zh": "Chinese"}[tag]; name != "" {
		return name
	}
	return tag
}
