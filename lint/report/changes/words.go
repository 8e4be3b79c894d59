// Package changes prints comparisons of versions: as text for a terminal, as
// JSON for programs, as a page of HTML that stands alone, and as Markdown for a
// comment on a pull request.
package changes

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/diff"
	"github.com/rightslint/rightslint/lint/report"
)

// verdict sums a comparison up in one sentence.
func verdict(r *diff.Result) string {
	if r.Empty() {
		return "Nothing changed that touches people’s rights."
	}
	var worse, better []string
	add := func(list *[]string, n int, one, many string) {
		switch {
		case n == 1:
			*list = append(*list, "1 "+one)
		case n > 1:
			*list = append(*list, fmt.Sprintf("%d %s", n, many))
		}
	}
	add(&worse, r.Count(diff.Lost), "safeguard lost", "safeguards lost")
	add(&worse, r.Count(diff.FlagAdded), "new clause that takes rights away", "new clauses that take rights away")
	add(&worse, r.Count(diff.Weakened), "safeguard weakened", "safeguards weakened")
	add(&worse, r.Count(diff.PromiseDropped), "promise dropped", "promises dropped")
	add(&worse, r.Count(diff.PromiseSoftened), "promise softened", "promises softened")
	add(&better, r.Count(diff.Gained), "safeguard gained", "safeguards gained")
	add(&better, r.Count(diff.FlagRemoved), "clause that takes rights away gone", "clauses that take rights away gone")
	add(&better, r.Count(diff.Strengthened), "strengthened", "strengthened")
	add(&better, r.Count(diff.PromiseAdded), "promise added", "promises added")
	var parts []string
	if len(worse) > 0 {
		parts = append(parts, "For the worse: "+strings.Join(worse, ", ")+".")
	}
	if len(better) > 0 {
		parts = append(parts, "For the better: "+strings.Join(better, ", ")+".")
	}
	return strings.Join(parts, " ")
}

// where names the place of a passage: its page for PDF, else its line, and the
// provision.
func where(s *lint.Span) string {
	place := report.Where(*s)
	if s.Section != "" {
		place += ", " + report.Shorten(s.Section, 60)
	}
	return place
}

// around is how many characters of unchanged text are shown beside a change.
const around = 90

// elide shortens long runs of unchanged words, so that a reader sees what
// changed, and keeps the words of one side: "-" for the old version, "+" for
// the new one.
func elide(edits []diff.Edit, side string) []diff.Edit {
	var out []diff.Edit
	for i, e := range edits {
		if e.Op != "=" {
			if e.Op == side {
				out = append(out, e)
			}
			continue
		}
		if side == "-" {
			e.Text = e.Old
		}
		e.Text = middle(e.Text, i > 0, i < len(edits)-1)
		out = append(out, e)
	}
	return out
}

// middle cuts out what stands far from a change before or behind the text.
func middle(text string, before, behind bool) string {
	runes := []rune(text)
	if len(runes) <= 2*around {
		return text
	}
	head, tail := string(runes[:around]), string(runes[len(runes)-around:])
	if k := strings.LastIndexByte(head, ' '); k > 0 {
		head = head[:k]
	}
	if k := strings.IndexByte(tail, ' '); k >= 0 {
		tail = tail[k+1:]
	}
	switch {
	case !before:
		return "… " + tail
	case !behind:
		return head + " …"
	}
	return head + " … " + tail
}

// names says which two files or revisions were compared.
func names(r *diff.Result) (old, new string) {
	old, new = r.Old.Path, r.New.Path
	if r.Old.Revision != "" {
		old += " (" + r.Old.Revision + ")"
	}
	if r.New.Revision != "" {
		new += " (" + r.New.Revision + ")"
	}
	return old, new
}

// heading names the document of an outcome in one line.
func heading(o *diff.Outcome) string {
	if o.Result == nil {
		return o.Path
	}
	old, new := names(o.Result)
	if o.Result.Old.Path == o.Result.New.Path && o.Result.Old.Revision != "" {
		return fmt.Sprintf("%s: %s → %s", o.Path, o.Result.Old.Revision, or(o.Result.New.Revision, "the working tree"))
	}
	return old + " → " + new
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// base is the file name of a path.
func base(path string) string { return filepath.Base(path) }

// row is the line of a document in the summary table.
type row struct {
	path                                    string
	lost, flags, weakened, promises, better int
	note                                    string
}

// summary lists the documents with their counts.
func summary(list []diff.Outcome) []row {
	var out []row
	for i := range list {
		o := &list[i]
		x := row{path: o.Path, note: o.Note}
		if o.Error != "" {
			x.note = "not compared"
		}
		if r := o.Result; r != nil {
			x.lost, x.flags, x.weakened = r.Count(diff.Lost), r.Count(diff.FlagAdded), r.Count(diff.Weakened)
			x.promises = r.Count(diff.PromiseDropped, diff.PromiseSoftened)
			x.better = r.Count(diff.Gained, diff.FlagRemoved, diff.Strengthened, diff.PromiseAdded)
		}
		out = append(out, x)
	}
	return out
}
