package pdf

import (
	"bytes"
	"fmt"
)

// maxObjects bounds object numbers. The cross-reference tables of real files
// stay far below it; a forged number must not cost memory.
const maxObjects = 1 << 20

// place says where an object is (7.5.4, 7.5.8).
type place struct {
	kind placeKind
	// offset is the object's byte offset, or the number of the object stream
	// that holds it.
	offset int
	// gen is the generation, or the index in the object stream.
	gen int
}

type placeKind uint8

const (
	placeUnknown placeKind = iota
	placeFree
	placeOffset
	placeInStream
)

// xref is the merged cross-reference information of a file: all sections,
// the newest entry of each object, and the newest trailer.
type xref struct {
	places  []place
	trailer dict
}

// set records where an object is unless a newer section has said so.
func (x *xref) set(num int, p place) {
	if num < 0 || num >= maxObjects {
		return
	}
	for num >= len(x.places) {
		x.places = append(x.places, make([]place, num-len(x.places)+1)...)
	}
	if x.places[num].kind == placeUnknown {
		x.places[num] = p
	}
}

// at returns where an object is.
func (x *xref) at(num int) place {
	if num < 0 || num >= len(x.places) {
		return place{}
	}
	return x.places[num]
}

// readXref reads the cross-reference sections from the one that startxref
// names through the chain of Prev entries (7.5.5), each once.
func readXref(data []byte) (*xref, error) {
	i := bytes.LastIndex(data, []byte("startxref"))
	if i < 0 {
		return nil, fmt.Errorf("no startxref")
	}
	l := lexer{data: data, pos: i + len("startxref")}
	start := l.next()
	if start.kind != tokInteger {
		return nil, fmt.Errorf("startxref without an offset")
	}
	x := &xref{}
	seen := map[int]bool{}
	queue := []int{toInt(start.num)}
	for len(queue) > 0 {
		offset := queue[0]
		queue = queue[1:]
		if seen[offset] {
			continue
		}
		seen[offset] = true
		trailer, err := x.readSection(data, offset)
		if err != nil {
			return nil, err
		}
		if x.trailer == nil {
			x.trailer = trailer
		}
		for _, key := range []name{"XRefStm", "Prev"} { // hybrid files: 7.5.8.4
			if next, ok := trailer[key].(int); ok {
				queue = append(queue, next)
			}
		}
	}
	if _, ok := x.trailer["Root"].(reference); !ok {
		return nil, fmt.Errorf("no catalog")
	}
	return x, nil
}

// readSection reads one table or stream and returns its trailer.
func (x *xref) readSection(data []byte, offset int) (dict, error) {
	if offset < 0 || offset >= len(data) {
		return nil, fmt.Errorf("cross-reference section outside the file")
	}
	p := parser{lexer{data: data, pos: offset}}
	if t := p.next(); t.kind == tokKeyword && string(t.text) == "xref" {
		return x.readTable(&p)
	}
	o, ok := parseIndirect(data, offset)
	if !ok || o.streamAt < 0 {
		return nil, fmt.Errorf("no cross-reference section at %d", offset)
	}
	return x.readStream(data, o)
}

// readTable reads a cross-reference table after its keyword (7.5.4).
func (x *xref) readTable(p *parser) (dict, error) {
	for {
		t := p.next()
		if t.kind == tokKeyword && string(t.text) == "trailer" {
			break
		}
		count := p.next()
		if t.kind != tokInteger || count.kind != tokInteger {
			return nil, fmt.Errorf("malformed cross-reference table")
		}
		for i := range toInt(count.num) {
			mark := p.pos
			offset, gen, use := p.next(), p.next(), p.next()
			if offset.kind != tokInteger || gen.kind != tokInteger || use.kind != tokKeyword {
				p.pos = mark // fewer entries than announced
				break
			}
			entry := place{kind: placeFree}
			if string(use.text) == "n" && offset.num > 0 {
				entry = place{placeOffset, toInt(offset.num), toInt(gen.num)}
			}
			x.set(toInt(t.num)+i, entry)
		}
	}
	trailer, ok := p.object(0).(dict)
	if !ok {
		return nil, fmt.Errorf("no trailer")
	}
	return trailer, nil
}

// readStream reads a cross-reference stream (7.5.8).
func (x *xref) readStream(data []byte, o indirect) (dict, error) {
	header := o.value.(dict)
	if header["Type"] != name("XRef") {
		return nil, fmt.Errorf("no cross-reference stream at the offset named")
	}
	body, _ := decode(rawStream(data, o.streamAt, intOr(header["Length"], -1)), filtersOf(header), 64<<20)
	widths, _ := header["W"].(array)
	if len(widths) < 3 {
		return nil, fmt.Errorf("cross-reference stream without widths")
	}
	var w [3]int
	for i := range w {
		if w[i] = intOr(widths[i], 0); w[i] < 0 || w[i] > 8 {
			return nil, fmt.Errorf("cross-reference stream with bad widths")
		}
	}
	index, ok := header["Index"].(array)
	if !ok {
		index = array{0, intOr(header["Size"], 0)}
	}
	row := w[0] + w[1] + w[2]
	for ; len(index) >= 2 && row > 0; index = index[2:] {
		first := intOr(index[0], 0)
		for i := 0; i < intOr(index[1], 0) && len(body) >= row; i++ {
			x.set(first+i, streamEntry(body[:row], w))
			body = body[row:]
		}
	}
	return header, nil
}

// streamEntry reads one entry of a cross-reference stream (table 18).
func streamEntry(b []byte, w [3]int) place {
	field := func(n, missing int) int {
		if n == 0 {
			return missing
		}
		v := 0
		for _, c := range b[:n] {
			v = v<<8 | int(c)
		}
		b = b[n:]
		return v
	}
	kind, offset, gen := field(w[0], 1), field(w[1], 0), field(w[2], 0)
	switch kind {
	case 1:
		return place{placeOffset, offset, gen}
	case 2:
		return place{placeInStream, offset, gen}
	}
	return place{kind: placeFree}
}

func intOr(x any, missing int) int {
	switch x := x.(type) {
	case int:
		return x
	case float64:
		return toInt(x)
	}
	return missing
}

// filtersOf returns the filters that a stream's dictionary names, for
// dictionaries whose entries are direct.
func filtersOf(d dict) []filter {
	names, _ := d["Filter"].(array)
	params, _ := d["DecodeParms"].(array)
	if n, ok := d["Filter"].(name); ok {
		names, params = array{n}, array{d["DecodeParms"]}
	}
	var filters []filter
	for i, n := range names {
		f := filter{name: string(asName(n)), predictor: 1, colors: 1, bits: 8, columns: 1, earlyChange: 1}
		if i < len(params) {
			if p, ok := params[i].(dict); ok {
				f.predictor = intOr(p["Predictor"], 1)
				f.colors = intOr(p["Colors"], 1)
				f.bits = intOr(p["BitsPerComponent"], 8)
				f.columns = intOr(p["Columns"], 1)
				f.earlyChange = intOr(p["EarlyChange"], 1)
			}
		}
		filters = append(filters, f.checked())
	}
	return filters
}

// checked bounds the parameters, so that no product of them overflows.
func (f filter) checked() filter {
	f.colors = min(max(f.colors, 1), 64)
	f.bits = min(max(f.bits, 1), 32)
	f.columns = min(max(f.columns, 1), 1<<20)
	return f
}

func asName(x any) name {
	n, _ := x.(name)
	return n
}

// rawStream returns the encoded bytes of the stream whose data start at an
// offset. A length that does not lead to endstream is replaced by a search.
func rawStream(data []byte, start, length int) []byte {
	if start < 0 || start > len(data) {
		return nil
	}
	if length >= 0 && length <= len(data)-start {
		rest := data[start+length:]
		l := lexer{data: rest[:min(len(rest), 64)]}
		if t := l.next(); t.kind == tokKeyword && (bytes.HasPrefix(t.text, []byte("endstream")) || bytes.HasPrefix(t.text, []byte("endobj"))) {
			return data[start : start+length]
		}
	}
	end := bytes.Index(data[start:], []byte("endstream"))
	if end < 0 {
		if end = bytes.Index(data[start:], []byte("endobj")); end < 0 {
			return data[start:]
		}
	}
	body := data[start : start+end]
	body = bytes.TrimSuffix(body, []byte("\n"))
	return bytes.TrimSuffix(body, []byte("\r"))
}
