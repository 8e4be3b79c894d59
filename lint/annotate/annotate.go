// Package annotate writes the findings of a report into a copy of the document
// they are about: comments and tracked insertions for Word, highlights with
// notes for PDF. All else in the copy stays as it was.
package annotate

import (
	"errors"
	"strings"

	"github.com/rightslint/rightslint/lint"
)

// Author is the name under which comments and insertions are written.
const Author = "rightslint"

// Count says how much was written.
type Count struct {
	Comments, Insertions int
}

// ErrNothing says that there is nothing to write.
var ErrNothing = errors.New("there are no findings to write")

// note is what is to be said about a passage.
type note struct {
	// start and end delimit the passage in the source of the document.
	start, end int
	// placed says that there is a passage; else the note is about the whole.
	placed bool
	// missing says that the note is about a clause that belongs there.
	missing bool
	// lines are the paragraphs of the note.
	lines []string
	// wording is the clause to put in after the passage, line by line.
	wording []string
}

// notes makes a note of each finding that nobody has answered; with insert, the
// wording of a missing clause is to be put in rather than quoted.
func notes(d *lint.Document, insert bool) []note {
	var out []note
	for i := range d.Findings {
		f := &d.Findings[i]
		if f.Suppressed != nil {
			continue
		}
		var n note
		if f.Span != nil {
			n.start, n.end, n.placed = f.Span.Start, f.Span.End, true
		}
		n.missing = f.Type == lint.FindingMissing
		n.lines = append(n.lines, f.Message+" ["+f.Rule+", "+string(f.Severity)+"]")
		if f.Nearest != nil {
			n.lines = append(n.lines, "Nearest: “"+cut(f.Nearest.Span.Quote)+"” – but "+f.Nearest.Why)
		}
		if f.Suggestion != nil {
			text := wordingOf(f.Suggestion.Text)
			switch {
			case n.missing && insert && n.placed:
				n.wording = text
			case n.missing:
				n.lines = append(append(n.lines, "Suggested wording, to put in after this passage:"), text...)
			case f.Type == lint.FindingPartial, f.Type == lint.FindingWeak:
				n.lines = append(append(n.lines, "Complete wording:"), text...)
			default:
				n.lines = append(append(n.lines, "Wording that mends it:"), text...)
			}
		}
		if len(f.Sources) > 0 {
			n.lines = append(n.lines, "Rests on: "+strings.Join(f.Sources, "; "))
		}
		out = append(out, n)
	}
	return out
}

// wordingOf returns the lines of a suggestion that are not blank.
func wordingOf(text string) []string {
	var out []string
	for _, l := range strings.Split(text, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// quoteLength is how many characters of a passage are quoted.
const quoteLength = 280

func cut(s string) string {
	if r := []rune(s); len(r) > quoteLength {
		return strings.TrimRight(string(r[:quoteLength]), " ,;:") + " …"
	}
	return s
}
