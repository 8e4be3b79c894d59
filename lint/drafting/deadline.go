package drafting

import (
	"github.com/rightslint/rightslint/lint/match"
	"github.com/rightslint/rightslint/parse"
)

// noDeadline keeps the duties in whose provision no time is set. The first
// pattern of the evidence finds where a time is set; the others find the duties
// that must be done "promptly" and the like.
func noDeadline(in Input) []Point {
	t, evidence := in.Text, in.Evidence
	if len(evidence) < 2 {
		return nil
	}
	timed := map[int]bool{}
	for _, m := range t.Find(evidence[0]) {
		timed[m.Sentence] = true
	}
	var out []Point
	told := map[int]bool{} // lead-ins of which an item was reported
	for _, m := range counting(t, evidence[1:]) {
		lead := t.Doc.Sentences[m.Sentence].LeadIn
		if m.Force != match.Binding || told[lead] || told[m.Sentence] || timedNear(t.Doc, timed, m.Sentence) {
			continue
		}
		told[m.Sentence] = true
		if lead >= 0 {
			told[lead] = true
		}
		out = append(out, Point{Sentence: m.Sentence})
	}
	return out
}

// around is how many sentences around a duty are searched for a time.
const around = 12

// timedNear reports whether a time is set in the provision of a sentence, or in
// its paragraph where nothing is numbered.
func timedNear(d *parse.Document, timed map[int]bool, s int) bool {
	for i := max(s-around, 0); i < min(s+around+1, len(d.Sentences)); i++ {
		if timed[i] && (max(i-s, s-i) <= 2 || unitOf(d, i) == unitOf(d, s)) {
			return true
		}
	}
	return false
}

// unitOf returns the clause that holds a sentence, or the section itself.
func unitOf(d *parse.Document, s int) int {
	p := d.Sentences[s].Provision
	if unit := d.Unit(p); unit >= 0 {
		return unit
	}
	return p
}
