package pdf

import "bytes"

// scanner gathers what a scan of a whole file finds.
type scanner struct {
	data           []byte
	xref           *xref
	catalog, pages reference // the last catalog and page tree root
	list           array     // references to all pages
}

// scan finds the objects of a file whose cross-reference information cannot
// be trusted: every "12 0 obj" outside stream data, the last one of each
// number, and the trailer (or what can stand for one).
func scan(data []byte) *xref {
	s := scanner{data: data, xref: &xref{trailer: dict{}}}
	found := map[int]place{}
	for pos := 0; pos < len(data); {
		at, next := nextObject(data, pos)
		s.mergeTrailers(pos, min(next, len(data)))
		if at < 0 {
			break
		}
		o, ok := parseIndirect(data, at)
		if !ok || o.num < 0 || o.num >= maxObjects {
			pos = next
			continue
		}
		found[o.num] = place{placeOffset, at, o.gen}
		pos = max(next, o.end)
		d, _ := o.value.(dict)
		if o.streamAt >= 0 {
			pos = o.streamAt + len(rawStream(data, o.streamAt, intOr(d["Length"], -1)))
		}
		s.note(reference{o.num, o.gen}, d)
	}
	for num, p := range found {
		s.xref.set(num, p)
	}
	s.scanObjectStreams()
	s.fixRoot()
	return s.xref
}

// note keeps the objects that hold a document together.
func (s *scanner) note(r reference, d dict) {
	switch d["Type"] {
	case name("XRef"):
		s.mergeTrailer(d)
	case name("Catalog"):
		s.catalog = r
	case name("Pages"):
		if d["Parent"] == nil {
			s.pages = r
		}
	case name("Page"):
		s.list = append(s.list, r)
	}
}

// nextObject finds the next "12 0 obj": its offset, or -1, and the offset
// after the keyword.
func nextObject(data []byte, pos int) (at, next int) {
	for {
		i := bytes.Index(data[pos:], []byte("obj"))
		if i < 0 {
			return -1, len(data)
		}
		end := pos + i
		pos = end + len("obj")
		at := backNumber(data, backNumber(data, end))
		if at >= 0 && at < end {
			return at, pos
		}
	}
}

// backNumber returns the offset of the integer that ends before an offset,
// white space aside, or -1.
func backNumber(data []byte, end int) int {
	i := end
	for i > 0 && charClass[data[i-1]] == classSpace {
		i--
	}
	last := i
	for i > 0 && last-i < 10 && data[i-1] >= '0' && data[i-1] <= '9' {
		i--
	}
	if i == last || end < 0 {
		return -1
	}
	return i
}

// mergeTrailers takes over the trailers between two offsets.
func (s *scanner) mergeTrailers(from, to int) {
	data := s.data
	for from < to {
		i := bytes.Index(data[from:to], []byte("trailer"))
		if i < 0 {
			return
		}
		from += i + len("trailer")
		p := parser{lexer{data: data, pos: from}}
		if d, ok := p.object(0).(dict); ok {
			s.mergeTrailer(d)
		}
	}
}

func (s *scanner) mergeTrailer(d dict) {
	for _, key := range []name{"Root", "Info", "Encrypt", "ID"} {
		if v := d[key]; v != nil {
			s.xref.trailer[key] = v
		}
	}
}

// scanObjectStreams records the objects in object streams, for which no
// object of the same number stands on its own.
func (s *scanner) scanObjectStreams() {
	x := s.xref
	if x.trailer["Encrypt"] != nil {
		// Their contents cannot be read before the library has the key.
		return
	}
	for num := len(x.places) - 1; num >= 0; num-- {
		p := x.places[num]
		if p.kind != placeOffset {
			continue
		}
		o, ok := parseIndirect(s.data, p.offset)
		if d, isDict := o.value.(dict); !ok || !isDict || o.streamAt < 0 || d["Type"] != name("ObjStm") {
			continue
		}
		for i, m := range readObjectStream(s.data, o, x.intAt(s.data)) {
			if x.at(m.num).kind != placeUnknown {
				continue
			}
			x.set(m.num, place{placeInStream, num, i})
			p := parser{lexer{data: m.body}}
			if d, ok := p.object(0).(dict); ok {
				s.note(reference{m.num, 0}, d)
			}
		}
	}
}

// scannedPages is the trailer's key for a list of all page objects, for files
// whose page tree is lost.
const scannedPages name = "RightslintPages"

// fixRoot sees to it that the trailer names a catalog.
func (s *scanner) fixRoot() {
	trailer := s.xref.trailer
	if len(s.list) > 0 {
		trailer[scannedPages] = s.list
	}
	if r, ok := trailer["Root"].(reference); ok && s.xref.at(r.num).kind >= placeOffset {
		return
	}
	switch {
	case s.catalog.num > 0:
		trailer["Root"] = s.catalog
	case s.pages.num > 0:
		trailer["Root"] = dict{"Type": name("Catalog"), "Pages": s.pages}
	case len(s.list) > 0:
		trailer["Root"] = dict{"Type": name("Catalog")}
	}
}

// intAt returns a function that reads an integer, direct or by reference,
// from objects that are not in object streams.
func (x *xref) intAt(data []byte) func(any) int {
	return func(v any) int {
		if r, ok := v.(reference); ok {
			p := x.at(r.num)
			if p.kind != placeOffset {
				return -1
			}
			o, _ := parseIndirect(data, p.offset)
			v = o.value
		}
		return intOr(v, -1)
	}
}

// misplaced reports whether an entry leads to no object of its number.
func misplaced(data []byte, num int, p place) bool {
	if p.kind != placeOffset {
		return false
	}
	if p.offset < 0 || p.offset >= len(data) {
		return true
	}
	l := lexer{data: data[p.offset:min(len(data), p.offset+40)]}
	n, gen, obj := l.next(), l.next(), l.next()
	return n.kind != tokInteger || toInt(n.num) != num || gen.kind != tokInteger || toInt(gen.num) != p.gen ||
		obj.kind != tokKeyword || !bytes.HasPrefix(obj.text, []byte("obj"))
}
