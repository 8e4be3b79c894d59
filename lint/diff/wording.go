package diff

import (
	"fmt"
	"strings"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
	"github.com/rightslint/rightslint/rules/words"
)

// changes words the drafts, joins those that stand together, and sorts them.
func (c *comparison) changes() []Change {
	out := []Change{} // the contract asks for a list
	for _, d := range joined(c.found, c.old, c.new) {
		x := Change{Type: d.kind, Severity: c.severity(&d)}
		if d.rule != nil {
			x.Rule, x.Title = d.rule.ID, d.rule.Title
			if row := c.old.Rows[x.Rule]; row != nil {
				x.From, x.To = row.Status, c.new.Rows[x.Rule].Status
			}
		}
		x.Old, x.New = passage(c.old, d.old), passage(c.new, d.new)
		if len(d.new) == 0 && d.kind.Worse() {
			if j := c.alignment.nearest(&c.old.sentences[d.old[0]], c.new, c.index(c.new)); j >= 0 {
				x.New, x.Nearest = passage(c.new, []int{j}), true
			}
		}
		if len(d.old) > 0 && len(d.new) > 0 {
			x.Edits = edits(newFlow(c.old, d.old), newFlow(c.new, d.new), d.segments)
		}
		x.Message = message(&x, &d)
		out = append(out, x)
	}
	sortChanges(out)
	return out
}

// joined puts drafts of one type and rule whose sentences follow each other in
// one block or list into one.
func joined(list []draft, old, new *side) []draft {
	var out []draft
	for _, d := range list {
		if n := len(out); n > 0 && len(d.segments) == 0 && len(out[n-1].segments) == 0 {
			last := &out[n-1]
			if last.kind == d.kind && last.rule == d.rule && follow(old, last.old, d.old) && follow(new, last.new, d.new) {
				last.old, last.new = append(last.old, d.old...), append(last.new, d.new...)
				last.promise = max(last.promise, d.promise)
				continue
			}
		}
		out = append(out, d)
	}
	return out
}

// follow reports whether sentences come right after others in the same block,
// list or numbered unit.
func follow(s *side, before, after []int) bool {
	if len(before) == 0 || len(after) == 0 {
		return len(before) == len(after)
	}
	x, y := before[len(before)-1], after[0]
	if y-x > 1 {
		return false
	}
	a, b := &s.Doc.Sentences[x], &s.Doc.Sentences[y]
	return a.Block == b.Block || b.LeadIn >= 0 && (b.LeadIn == x || a.LeadIn == b.LeadIn)
}

// passage describes the sentences of a draft. Where they do not stand
// together, it is the place of the first with the words of all.
func passage(s *side, sentences []int) *lint.Span {
	if len(sentences) == 0 {
		return nil
	}
	span := lint.Passage(s.Doc, sentences[0], sentences[0])
	for k, i := range sentences[1:] {
		next := lint.Passage(s.Doc, i, i)
		span.Quote += " " + next.Quote
		if i == sentences[k]+1 {
			span.End, span.EndLine, span.EndColumn = next.End, next.EndLine, next.EndColumn
		}
	}
	return &span
}

// severity grades a change. What is lost and a clause that takes rights away
// are as grave as the rule; a safeguard that is weakened is one degree milder;
// a promise without a rule is worth a warning where breaking it would hurt
// people at once. What improved is a notice.
func (c *comparison) severity(d *draft) rules.Severity {
	kind := c.old.Kind
	switch d.kind {
	case Lost, FlagAdded:
		return d.rule.Applies[kind]
	case Weakened:
		if moved(d.rule.ID, c.old, c.new) < 0 || d.promise.strong() {
			return lint.Lower(d.rule.Applies[kind])
		}
	case PromiseDropped, PromiseSoftened:
		if d.promise.strong() && c.old.serves() {
			return rules.Warning
		}
	}
	return rules.Notice
}

// message says a change in one sentence that a lawyer understands.
func message(x *Change, d *draft) string {
	how := ""
	var ways []string
	for _, n := range d.natures {
		if n.worse == d.kind.Worse() && n.grave {
			ways = append(ways, n.words)
		}
	}
	if len(ways) > 0 {
		how = " (" + strings.Join(ways, "; ") + ")"
	}
	if d.promise == power && d.rule == nil && len(d.old)*len(d.new) == 0 {
		if d.kind.Worse() {
			return "New: a power over people or what is theirs, or an exception to what protects them."
		}
		return "Gone: a power over people or what is theirs, or an exception to what protects them."
	}
	title := words.Small(x.Title)
	status := ""
	if x.From != x.To {
		status = fmt.Sprintf(" It was %s and is %s.", said[x.From], said[x.To])
	}
	switch d.kind {
	case Lost:
		return fmt.Sprintf("Lost: %s%s.", title, how)
	case Gained:
		return fmt.Sprintf("Gained: %s%s.", title, how)
	case Weakened:
		return fmt.Sprintf("Weakened: %s%s.%s", title, how, status)
	case Strengthened:
		if d.rule == nil {
			return fmt.Sprintf("A promise was strengthened%s.", how)
		}
		return fmt.Sprintf("Strengthened: %s%s.%s", title, how, status)
	case FlagAdded:
		return fmt.Sprintf("New: %s%s.", title, how)
	case FlagRemoved:
		return fmt.Sprintf("Gone: %s%s.", title, how)
	case PromiseDropped:
		if x.Nearest {
			return "Dropped: " + sorts[d.promise] + ". The nearest surviving text is given."
		}
		return "Dropped: " + sorts[d.promise] + ". Nothing like it survives."
	case PromiseSoftened:
		return fmt.Sprintf("Softened: %s%s.", sorts[d.promise], how)
	}
	return "Added: " + sorts[d.promise] + "."
}

// sorts are the words for the sorts of promises.
var sorts = map[promise]string{
	none:  "a promise",
	power: "a promise",
	duty:  "a duty towards people",
	bar:   "a bar on what may be done to people",
	claim: "something that people may claim",
	ban:   "a ban on conduct that harms people",
}

// said are the words for a status within a sentence.
var said = map[lint.Status]string{
	lint.Present: "complete", lint.Partial: "incomplete", lint.Weak: "only wished for", lint.Missing: "missing",
}
