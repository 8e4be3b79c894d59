package match

import "github.com/rightslint/rightslint/rules/phrases"

// frame is a stretch of text in which the concepts of a pattern must stand
// together: one or more ranges of words laid end to end. A list item's frame
// is its lead-ins and then itself, as though they were one sentence.
type frame struct {
	store [maxLeadIns + 1]part
	n     int
	// own is the sentence that the frame is about: evidence found in the
	// frame is evidence of this sentence.
	own int32
}

// part is the words [lo, hi) of the sentences [first, end), at the position at
// of the frame.
type part struct {
	lo, hi, at int32
	first, end int32
}

// placed is a mention at its position in a frame.
type placed struct {
	phrases.Mention
	from, to int32
	part     int32
	who      party // see Text.parties
}

// parts returns the ranges of the frame in order.
func (f *frame) parts() []part { return f.store[:f.n] }

// word returns the word of the text at a place of the frame, or -1.
func (f *frame) word(at int32) int32 {
	for _, p := range f.parts() {
		if at >= p.at && at < p.at+p.hi-p.lo {
			return p.lo + at - p.at
		}
	}
	return -1
}

// add lays the sentences [first, end) behind what the frame holds.
func (t *Text) add(f *frame, first, end int32) {
	at := int32(0)
	if f.n > 0 {
		last := f.store[f.n-1]
		at = last.at + last.hi - last.lo
	}
	f.store[f.n] = part{t.first[first], t.first[end], at, first, end}
	f.n++
}

// mentions reports whether the sentences of the frame mention one of the
// concepts.
func (t *Text) mentions(f *frame, ids []int32) bool {
	for i := range f.parts() {
		if p := &f.store[i]; t.expressed(ids, p.first, p.end) {
			return true
		}
	}
	return false
}

// place appends the mentions of a concept that begin at the words [lo, hi) of the
// document, in a part of a frame, to dst.
func (t *Text) place(p *part, number, concept, lo, hi int32, dst []placed) []placed {
	t.scratch.in = t.within(t.scratch.in[:0], concept, p.first, p.end, lo, hi)
	for _, m := range t.scratch.in {
		dst = append(dst, placed{Mention: m, from: m.Start - p.lo + p.at, to: m.End - p.lo + p.at, part: number})
	}
	return dst
}

// near returns the mentions of a concept that begin at the words [lo, hi) of
// the frame. The list holds until the next call.
func (t *Text) near(f *frame, concept, lo, hi int32) []placed {
	dst := t.scratch.near[:0]
	for i, p := range f.parts() {
		if concept < 0 || p.end-p.first == 1 && !t.expresses(p.first, concept) {
			continue
		}
		a, b := max(p.lo, p.lo+lo-p.at), min(p.hi, p.lo+hi-p.at)
		dst = t.place(&p, int32(i), concept, a, b, dst)
	}
	t.scratch.near = dst
	return dst
}

// parties returns where parties are named that begin at the words [lo, hi) of the
// frame, each with who they are; several concepts may be expressed there. The
// list holds until the next call of near or parties.
func (t *Text) parties(f *frame, lo, hi int32) []placed {
	dst := t.scratch.near[:0]
	for i, p := range f.parts() {
		a, b := max(p.lo, p.lo+lo-p.at), min(p.hi, p.lo+hi-p.at)
		if a >= b {
			continue
		}
		s := p.first
		if p.end-p.first > 1 {
			s = t.sentenceOf(a)
		}
		hits := t.hits[t.hitAt[s]:t.hitAt[p.end]]
		for k := since(hits, a); k < len(hits) && hits[k].Start < b; k++ {
			h := &hits[k]
			if who := t.who[h.Node]; who != 0 {
				for h.Start >= t.first[s+1] {
					s++
				}
				dst = append(dst, placed{
					Mention: phrases.Mention{Concept: -1, Sentence: s, Start: h.Start, End: h.End},
					from:    h.Start - p.lo + p.at, to: h.End - p.lo + p.at, part: int32(i), who: who,
				})
			}
		}
	}
	t.scratch.near = dst
	return dst
}

// maxLeadIns bounds how many nested lead-ins an item takes with it.
const maxLeadIns = 4

// sentenceFrame returns the frame of one sentence with its lead-ins.
func (t *Text) sentenceFrame(s int32) frame {
	f := frame{own: s}
	var chain [maxLeadIns]int32
	n := 0
	for l := t.Doc.Sentences[s].LeadIn; l >= 0 && n < maxLeadIns; l = t.Doc.Sentences[l].LeadIn {
		chain[n] = int32(l)
		n++
	}
	for n--; n >= 0; n-- {
		t.add(&f, chain[n], chain[n]+1)
	}
	t.add(&f, s, s+1)
	return f
}

// provisionFrame returns the frame of the provision that holds a sentence: the
// numbered unit below the nearest heading with all its items, or, in text
// without numbers, the paragraph with the list that follows it.
func (t *Text) provisionFrame(s int32) frame {
	d := t.Doc
	p := d.Sentences[s].Provision
	for p >= 0 && !d.Provisions[p].Titled {
		up := d.Provisions[p].Parent
		if up < 0 || d.Provisions[up].Titled {
			unit := &d.Provisions[p]
			f := frame{own: s}
			t.add(&f, int32(unit.First), int32(unit.End))
			return f
		}
		p = up
	}
	own := s
	for l := d.Sentences[s].LeadIn; l >= 0; l = d.Sentences[s].LeadIn {
		s = int32(l)
	}
	lo, hi := s, s+1
	block := d.Sentences[s].Block
	for lo > 0 && d.Sentences[lo-1].Block == block {
		lo--
	}
	for int(hi) < len(d.Sentences) && (d.Sentences[hi].Block == block || t.introduced(hi, lo)) {
		hi++
	}
	f := frame{own: own}
	t.add(&f, lo, hi)
	return f
}

// introduced reports whether sentence s is an item below a lead-in at or after
// sentence lo.
func (t *Text) introduced(s, lo int32) bool {
	l := int32(t.Doc.Sentences[s].LeadIn)
	return l >= lo
}

// sectionFrame returns the frame of everything under the same heading as a
// sentence.
func (t *Text) sectionFrame(s int32) frame {
	sec := t.section[s]
	if sec < 0 {
		return t.provisionFrame(s)
	}
	f := frame{own: s}
	t.add(&f, int32(t.Doc.Provisions[sec].First), int32(t.Doc.Provisions[sec].End))
	return f
}
