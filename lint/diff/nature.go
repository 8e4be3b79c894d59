package diff

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rightslint/rightslint/rules/words"
)

// nature is one way in which changed words change a promise.
type nature struct {
	worse bool
	// words says it for a reader, without capital and stop.
	words string
	// grave marks what changes the promise itself, and not only its edges.
	grave bool
}

// delta is what a change of words did to the concepts in a group.
type delta struct {
	old, new *flow
	segments []segment
	// limits says that the sentences give a power, so that what limits it is
	// for the better.
	limits bool
	// promises says that one side is a promise, and not only evidence for a
	// safeguard, so that what it covers can be told from its words.
	promises bool
}

// gone returns the expressions of a concept that stood among the changed words
// of the old version, came those of the new one.
func (d *delta) gone(concept string) []string {
	return changedMentions(d.old, concept, d.segments, func(s segment) (int, int) { return s.oldFrom, s.oldTo })
}

func (d *delta) came(concept string) []string {
	return changedMentions(d.new, concept, d.segments, func(s segment) (int, int) { return s.newFrom, s.newTo })
}

// changedMentions lists the mentions of a concept that touch changed words.
func changedMentions(f *flow, concept string, segments []segment, span func(segment) (int, int)) []string {
	var changed []bool
	var out []string
	base := 0
	for _, i := range f.sentences {
		x := &f.side.sentences[i]
		for _, m := range f.side.Text.Where(i, concept) {
			if f.side.subjected(i, m.From) {
				continue
			}
			if changed == nil {
				changed = make([]bool, len(f.tokens))
				for _, s := range segments {
					if from, to := span(s); !s.same {
						for k := from; k < to; k++ {
							changed[k] = true
						}
					}
				}
			}
			for k, at := range x.at {
				if int(at) >= m.From && int(at) < m.To && changed[base+k] {
					ws := f.side.Text.Words(i)
					out = append(out, f.side.Doc.Sentences[i].Text[ws[m.From].Start:ws[m.To-1].End])
					break
				}
			}
		}
		base += len(x.tokens)
	}
	return out
}

// subjected reports whether the words at a place are "subject to" in the middle
// of a clause: "institutions subject to these rules" are no exception.
func (s *side) subjected(i, word int) bool {
	text, ws := s.Doc.Sentences[i].Text, s.Text.Words(i)
	return word > 0 && ws[word].Before == words.None && strings.EqualFold(text[ws[word].Start:ws[word].End], "subject")
}

// natures names what the changed words of a group do to a promise. The same
// words turned round give the same natures turned round.
func (d *delta) natures() []nature {
	var out []nature
	add := func(worse, grave bool, format string, args ...any) {
		out = append(out, nature{worse, fmt.Sprintf(format, args...), grave})
	}
	d.force(add)
	d.deadline(add)
	d.swapped("change-judge", "change-executive", "who decides: ", true, add)
	d.onlyOne("change-any-ground", true, "the grounds are open now: “%s”", "the grounds are no longer open: “%s” went", add)
	if !d.promises || !d.wider(add) {
		d.exceptions(add)
	}
	if d.limits {
		return out
	}
	d.onlyOne("change-place", true, "it reaches fewer: “%s”", "it reaches more: “%s” went", add)
	d.onlyOne("change-every", false, "it reaches more: “%s”", "it reaches less: “%s” went", add)
	if len(out) == 0 && d.promises {
		d.objects(add)
	}
	return out
}

// objects looks for members of an enumeration that went or came, and nothing
// else: what a promise covers was narrowed or widened. Behind "only", more
// members mean that more is allowed.
func (d *delta) objects(add adder) {
	gone, came := "", ""
	for _, s := range d.segments {
		old, new := d.old.text(s.oldFrom, s.oldTo), d.new.text(s.newFrom, s.newTo)
		switch {
		case s.same:
		case new == "" && listed(old) && d.old.beside(s.oldFrom, s.oldTo):
			gone = old
		case old == "" && listed(new) && d.new.beside(s.newFrom, s.newTo):
			came = new
		default:
			return
		}
	}
	if (gone == "") == (came == "") {
		return
	}
	only := false
	for _, f := range []*flow{d.old, d.new} {
		for _, i := range f.sentences {
			only = only || f.side.bounded(i)
		}
	}
	switch {
	case gone != "" && only:
		add(false, true, "less is allowed: “%s” went", trimmed(gone))
	case came != "" && only:
		add(true, true, "more is allowed: “%s”", trimmed(came))
	case gone != "":
		add(true, true, "it covers less: “%s” went", trimmed(gone))
	default:
		add(false, true, "it covers more: “%s”", trimmed(came))
	}
}

// maxListed is how many words a member of an enumeration has at most.
const maxListed = 12

// listed reports whether words look like members of an enumeration: they hold
// a comma or a conjunction and are few.
func listed(words string) bool {
	fields := strings.Fields(words)
	if len(fields) == 0 || len(fields) > maxListed {
		return false
	}
	for _, f := range fields {
		if f == "referred" {
			return false // to another provision
		}
	}
	for _, f := range fields {
		if strings.HasSuffix(f, ",") || strings.HasPrefix(f, ",") || f == "and" || f == "or" {
			return true
		}
	}
	return false
}

// beside reports whether the words [from, to) of a flow stand inside a
// sentence, not at its beginning, where a clause would stand.
func (f *flow) beside(from, to int) bool {
	return from > 0 && f.of[from-1] == f.of[to-1]
}

func trimmed(s string) string { return strings.Trim(s, " ,;.") }

// exceptions compares the exceptions; to a power they are bounds.
func (d *delta) exceptions(add adder) {
	if d.limits {
		d.onlyOne("change-except", false, "the power is bounded: “%s”", "a bound of the power went: “%s”", add)
		return
	}
	d.onlyOne("change-except", true, "an exception was added: “%s”", "an exception went: “%s”", add)
}

// wider compares how much stands behind the same exception on both sides.
func (d *delta) wider(add adder) bool {
	old, new := d.old.behind("change-except"), d.new.behind("change-except")
	if d.limits || old < 0 || new < 0 || len(d.gone("change-except"))+len(d.came("change-except")) > 0 {
		return false
	}
	gone, came := 0, 0
	for _, s := range d.segments {
		if s.same {
			continue
		}
		gone += max(0, s.oldTo-max(s.oldFrom, old))
		came += max(0, s.newTo-max(s.newFrom, new))
	}
	switch {
	case came >= gone+widerBy:
		add(true, true, "the exception reaches farther")
	case gone >= came+widerBy:
		add(false, true, "the exception reaches less far")
	default:
		return false
	}
	return true
}

// widerBy is how many more words an exception must have to reach farther.
const widerBy = 4

// opensSentence is within how many words an exception opens its sentence.
const opensSentence = 4

// behind returns the first token after the last mention of a concept in a flow
// of one sentence, or -1.
func (f *flow) behind(concept string) int {
	if len(f.sentences) != 1 {
		return -1
	}
	list := f.side.Text.Where(f.sentences[0], concept)
	if len(list) == 0 || list[len(list)-1].From < opensSentence {
		return -1 // an exception that opens the sentence ends before its clause
	}
	for k, at := range f.word {
		if int(at) >= list[len(list)-1].To {
			return k
		}
	}
	return -1
}

type adder func(worse, grave bool, format string, args ...any)

// onlyOne compares how often a concept stands among the changed words of each
// side.
func (d *delta) onlyOne(concept string, worse bool, came, gone string, add adder) {
	g, c := d.gone(concept), d.came(concept)
	switch {
	case len(c) > len(g):
		add(worse, true, came, strings.ToLower(extra(c, g)))
	case len(g) > len(c):
		add(!worse, true, gone, strings.ToLower(extra(g, c)))
	}
}

// extra returns the longest of the one list that the other does not have.
func extra(a, b []string) string {
	best := ""
	for _, x := range a {
		if len(x) > len(best) && !slices.ContainsFunc(b, func(y string) bool { return strings.EqualFold(x, y) }) {
			best = x
		}
	}
	if best == "" {
		return a[0]
	}
	return best
}

// swapped compares two concepts that exclude each other, the better one first.
func (d *delta) swapped(better, worse, label string, grave bool, add adder) {
	bg, bc, wg, wc := d.gone(better), d.came(better), d.gone(worse), d.came(worse)
	switch {
	case len(bg) > 0 && len(bc) == 0 && len(wc) > len(wg):
		add(true, grave, "%s“%s” became “%s”", label, bg[0], wc[0])
	case len(bc) > 0 && len(bg) == 0 && len(wg) > len(wc):
		add(false, grave, "%s“%s” became “%s”", label, wg[0], bc[0])
	}
}

// force compares the modal verbs among the changed words.
func (d *delta) force(add adder) {
	mg, mc := d.gone("must"), d.came("must")
	pg, pc := d.gone("may"), d.came("may")
	eg, ec := d.gone("change-effort"), d.came("change-effort")
	sg, sc := d.gone("should"), d.came("should")
	switch {
	case len(mg) > len(mc) && len(pc)+len(sc) > len(pg)+len(sg) && !d.claims():
		add(true, true, "the force: “%s” became “%s”", mg[0], first(pc, sc))
	case len(mc) > len(mg) && len(pg)+len(sg) > len(pc)+len(sc) && !d.claims():
		add(false, true, "the force: “%s” became “%s”", first(pg, sg), mc[0])
	case len(ec) > len(eg):
		add(true, true, "only an effort is owed: “%s”", ec[0])
	case len(eg) > len(ec):
		add(false, true, "more than an effort is owed: “%s” went", eg[0])
	}
}

// claims reports whether what may be done is a right of people.
func (d *delta) claims() bool {
	for _, f := range []*flow{d.old, d.new} {
		for _, i := range f.sentences {
			if r := f.side.Text.Read(i); r.Claim || r.Asks {
				return true
			}
		}
	}
	return false
}

func first(lists ...[]string) string {
	for _, l := range lists {
		if len(l) > 0 {
			return l[0]
		}
	}
	return ""
}
