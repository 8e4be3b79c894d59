package parse

import "bytes"

// leadIn returns the last sentence if it introduces what follows, or -1.
func (b *builder) leadIn() int {
	if b.last < 0 || b.d.Sentences[b.last].Class == Heading && !b.endsColon() {
		return -1
	}
	if b.ending == endLead || b.announces() {
		return b.last
	}
	return -1
}

// announces reports whether the last sentence, which ends in a full stop, says
// that something follows ("We collect the following data.").
func (b *builder) announces() bool {
	at := b.texts[b.last]
	t := b.text[at.from:at.to]
	return t[len(t)-1] == '.' && (bytes.Contains(t, []byte("following")) || bytes.HasSuffix(t, []byte("below.")))
}

// startItem handles the marker of a list item; numbered says that its text
// begins with a number too. It reports whether the marker repeats the number of
// the heading above.
func (b *builder) startItem(r *raw, numbered bool) bool {
	if r.depth < len(b.leads) {
		b.leads = b.leads[:r.depth]
	}
	for len(b.leads) < r.depth {
		lead := -1
		if n := len(b.leads); n > 0 {
			lead = b.leads[n-1]
		}
		if n := b.leadIn(); n >= 0 {
			lead = n
		}
		b.leads = append(b.leads, lead)
	}
	b.lead, b.fresh = b.leads[r.depth-1], true
	l, ok := parseLabel([]byte(r.marker))
	b.markerOpened = ok
	if !ok {
		if numbered {
			b.popLists(r.depth) // the number finds its own place
		} else {
			b.popLists(r.depth - 1)
		}
		return false
	}
	b.popLists(r.depth)
	if b.repeatsHeading(&l) {
		return true
	}
	at, found := b.itemBefore(r)
	if !found {
		at, _ = b.place(&l, false)
	}
	if at.sibling > 0 {
		at.reading = l.readings[0]
	}
	b.open(&l, at, r.span, r.depth)
	b.top().lead, b.top().marked = b.lead, true
	b.ownBlock()
	return false
}

// itemBefore finds the item before in the same list, which the next one goes
// on from whatever its number says.
func (b *builder) itemBefore(r *raw) (placement, bool) {
	if r.listStart {
		return placement{}, false
	}
	for i := len(b.stack) - 1; i > 0 && b.stack[i].heading == 0; i-- {
		if b.stack[i].depth == r.depth && b.stack[i].marked {
			return placement{sibling: i}, true
		}
	}
	return placement{}, false
}

// endsColon reports whether the last sentence ends in a colon.
func (b *builder) endsColon() bool {
	t := b.texts[b.last]
	return b.text[t.to-1] == ':'
}
