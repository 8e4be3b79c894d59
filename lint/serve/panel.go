package serve

import (
	"fmt"
	"strings"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/report"
	"github.com/rightslint/rightslint/rules"
	"github.com/rightslint/rightslint/rules/words"
)

// maxNotes is how many findings the panel beside the text shows: nobody works
// through more at once, and the gravest come first.
const maxNotes = 300

// note is a finding as the panel beside the text shows it.
type note struct {
	// Key stays the same while the finding does.
	Key string `json:"key"`
	// Rule is the rule of a missing safeguard, whose wording the program can put
	// in its place; empty for other findings.
	Rule string `json:"rule,omitempty"`
	// HTML is the note itself.
	HTML string `json:"html"`
	// Start and End are the passage that the finding is about, or where its
	// wording belongs, in UTF-16 code units.
	Start int `json:"start"`
	End   int `json:"end"`
	// Mark says that the passage is to be marked in the text, and how: by the
	// type of the finding, as in the report.
	Mark  string `json:"mark,omitempty"`
	Edits []edit `json:"edits"`
}

// noteView is what the template of a note needs.
type noteView struct {
	Type, Severity, Word       string
	Message, Right             string
	Where, Quote               string
	Belongs, Nearest, But      string
	WordingLabel, Wording      string
	Sources                    []string
	Edits                      []edit
	HasPlace, Waived           bool
	WaivedReason, WaivedBy, ID string
}

// tally is the verdict in numbers.
type tally struct {
	Type   string `json:"type"`
	Number int    `json:"number"`
	Word   string `json:"word"`
}

// typeWords are the types of findings in the order of the report, with the
// word for one and for several.
var typeWords = []struct{ kind, label, one, many string }{
	{lint.FindingMissing, "Missing", "safeguard missing", "safeguards missing"},
	{lint.FindingPartial, "Incomplete", "incomplete", "incomplete"},
	{lint.FindingWeak, "Only wished for", "only wished for", "only wished for"},
	{lint.FindingRedFlag, "Takes rights away", "clause takes rights away", "clauses take rights away"},
	{lint.FindingDrafting, "Drafting", "point of drafting", "points of drafting"},
}

// tallies counts the findings that nobody has answered, and what is there.
func tallies(d *lint.Document) []tally {
	found := map[string]int{}
	for i := range d.Findings {
		if d.Findings[i].Suppressed == nil {
			found[d.Findings[i].Type]++
		}
	}
	out := []tally{}
	for _, t := range typeWords {
		if n := found[t.kind]; n == 1 {
			out = append(out, tally{t.kind, n, t.one})
		} else if n > 1 {
			out = append(out, tally{t.kind, n, t.many})
		}
	}
	there := 0
	for _, row := range d.Coverage {
		if row.Status == lint.Present || row.Status == lint.Elsewhere {
			there++
		}
	}
	return append(out, tally{string(lint.Present), there, "there"})
}

// notes makes the notes of a document whose text can be edited.
func (s *Server) notes(d *lint.Document) ([]note, error) {
	out := []note{}
	for i := range d.Findings {
		f := &d.Findings[i]
		if len(out) == maxNotes || f.Suppressed != nil {
			continue
		}
		n := note{Key: f.Fingerprint, Edits: edits(d, f), Start: -1, End: -1}
		if n.Edits == nil {
			n.Edits = []edit{}
		}
		if f.Type == lint.FindingMissing {
			n.Rule = f.Rule
		}
		if f.Span != nil {
			n.Start, n.End = f.Span.Start, f.Span.End
			if f.Type != lint.FindingMissing {
				n.Mark = f.Type
			}
		}
		var b strings.Builder
		if err := s.page.ExecuteTemplate(&b, "note.html", viewOf(f, n.Edits)); err != nil {
			return nil, fmt.Errorf("the notes cannot be made: %w", err)
		}
		n.HTML = b.String()
		out = append(out, n)
	}
	var offsets []*int
	for i := range out {
		n := &out[i]
		if n.Start >= 0 {
			offsets = append(offsets, &n.Start, &n.End)
		}
		for j := range n.Edits {
			offsets = append(offsets, &n.Edits[j].Start, &n.Edits[j].End)
		}
	}
	units(d.Doc.Source, offsets)
	return out, nil
}

// viewOf describes a finding for its note.
func viewOf(f *lint.Finding, edits []edit) noteView {
	v := noteView{
		ID: f.Rule, Type: f.Type, Severity: string(f.Severity), Message: report.Clean(f.Message),
		Right: words.Capital(f.Right), Sources: f.Sources, Edits: edits, HasPlace: f.Span != nil,
	}
	for _, t := range typeWords {
		if t.kind == f.Type {
			v.Word = t.label
		}
	}
	// The label says already what the message begins with.
	v.Message = words.Capital(strings.TrimPrefix(v.Message, v.Word+": "))
	if f.Span != nil {
		v.Where = place(*f.Span)
	}
	switch {
	case f.Type == lint.FindingMissing:
		v.Belongs, v.Wording, v.WordingLabel = report.Clean(f.Place), "", "Suggested wording"
		if n := f.Nearest; n != nil {
			v.Nearest, v.But = report.Clean(n.Span.Quote), n.Why
		}
	case f.Span != nil:
		v.Quote = report.Clean(f.Span.Quote)
		v.WordingLabel = "Wording that mends it"
		if f.Type == lint.FindingPartial || f.Type == lint.FindingWeak {
			v.WordingLabel = "Complete wording"
		}
	}
	if f.Suggestion != nil {
		v.Wording = f.Suggestion.Text
	}
	return v
}

// place names the place of a passage.
func place(s lint.Span) string {
	at := fmt.Sprintf("line %d", s.Line)
	if s.Page > 0 {
		at = fmt.Sprintf("page %d", s.Page)
	}
	if section := report.Clean(s.Section); section != "" {
		at += ", " + section
	}
	return at
}

// kindChoice is a kind of document that a person can choose.
type kindChoice struct {
	Kind  rules.Kind
	Label string
}

func (s *Server) kinds() []kindChoice {
	out := make([]kindChoice, len(rules.Kinds))
	for i, k := range rules.Kinds {
		out[i] = kindChoice{k, words.Capital(s.cfg.Catalog.Label(k))}
	}
	return out
}
