package pdf

import "errors"

// objects gives the objects of a sound file that is not protected, as our own
// parser reads them.
type objects struct {
	data   []byte
	xref   *xref
	packed map[int]any // those in object streams, once needed
	budget *budget
}

// errNoPages says that the pages of a file cannot be found with certainty.
var errNoPages = errors.New("the pages of this PDF cannot be told apart; open it in a viewer, print it to PDF and try again")

// get returns the object that a value refers to, or the value itself.
func (o *objects) get(v any) any {
	for range maxDepth {
		r, ok := v.(reference)
		if !ok {
			return v
		}
		v = o.at(r.num)
	}
	return nil
}

func (o *objects) at(num int) any {
	switch p := o.xref.at(num); p.kind {
	case placeOffset:
		if i, ok := parseIndirect(o.data, p.offset); ok {
			return i.value
		}
	case placeInStream:
		if o.packed == nil {
			o.unpack()
		}
		return o.packed[num]
	}
	return nil
}

// unpack reads all object streams.
func (o *objects) unpack() {
	o.packed = map[int]any{}
	holders := map[int]bool{}
	for _, p := range o.xref.places {
		if p.kind == placeInStream {
			holders[p.offset] = true
		}
	}
	size := 0
	for num, p := range o.xref.places {
		if !holders[num] || p.kind != placeOffset {
			continue
		}
		holder, ok := parseIndirect(o.data, p.offset)
		if _, isDict := holder.value.(dict); !ok || !isDict || holder.streamAt < 0 {
			continue
		}
		for _, m := range readObjectStream(o.data, holder, o.xref.intAt(o.data)) {
			if at := o.xref.at(m.num); at.kind != placeInStream || at.offset != num {
				continue
			}
			if size += len(m.body); size > maxUnpacked || o.budget.exceeded() {
				return
			}
			p := parser{lexer{data: m.body}}
			o.packed[m.num] = p.object(0)
		}
	}
}

// leaf is a page of the page tree with its number as an object.
type leaf struct {
	ref  reference
	dict dict
	page page // its box and how it is turned
}

// leaves walks the page tree as pages does.
func (o *objects) leaves() ([]leaf, error) {
	root, _ := o.get(o.xref.trailer["Root"]).(dict)
	var out []leaf
	seen := map[int]bool{}
	var walk func(v any, inherited page, depth int)
	walk = func(v any, inherited page, depth int) {
		ref, ok := v.(reference)
		d, isDict := o.get(v).(dict)
		if !ok || !isDict || depth > maxDepth || seen[ref.num] || o.budget.exceeded() {
			return
		}
		seen[ref.num] = true
		p := inherited
		for _, key := range []name{"MediaBox", "CropBox"} {
			if box, ok := boxOf(o.numbers(d[key])); ok {
				p.box = box
			}
		}
		if n := o.numbers(array{d["Rotate"]}); len(n) == 1 {
			p.rotate = turns(n[0])
		}
		kids, hasKids := o.get(d["Kids"]).(array)
		if isPage := o.get(d["Type"]) == name("Page"); !hasKids || isPage {
			if isPage || d["Contents"] != nil {
				out = append(out, leaf{ref, d, p})
			}
			return
		}
		for _, kid := range kids {
			walk(kid, p, depth+1)
		}
	}
	walk(root["Pages"], page{box: Box{0, 0, 612, 792}}, 0)
	if o.budget.exceeded() {
		return nil, ErrTooLong
	}
	return out, nil
}

// numbers returns the numbers of an array, or nil if it holds anything else.
func (o *objects) numbers(v any) []float64 {
	list, _ := o.get(v).(array)
	var out []float64
	for _, x := range list {
		switch n := o.get(x).(type) {
		case int:
			out = append(out, float64(n))
		case float64:
			out = append(out, n)
		default:
			return nil
		}
	}
	return out
}
