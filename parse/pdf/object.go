package pdf

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
)

// The objects of 7.3 as our own parser builds them, for the parts of a file
// that have to be understood before the library may see it: nil, bool, int,
// float64, text, name, array, dict and reference.
type (
	text      string
	name      string
	array     []any
	dict      map[name]any
	reference struct{ num, gen int }
)

// maxDepth bounds the nesting of arrays and dictionaries, of form XObjects,
// and of the page tree.
const maxDepth = 64

// parser reads objects from a lexer.
type parser struct{ lexer }

// object reads one object. At the end of the data, or at a keyword that
// starts no object, it returns the keyword as a token.
func (p *parser) object(depth int) any {
	t := p.next()
	switch t.kind {
	case tokInteger:
		return p.integerOrReference(t)
	case tokReal:
		return t.num
	case tokString:
		return text(t.text)
	case tokName:
		return name(t.text)
	case tokArrayOpen:
		return p.array(depth)
	case tokDictOpen:
		return p.dict(depth)
	case tokKeyword:
		switch string(t.text) {
		case "true":
			return true
		case "false":
			return false
		case "null":
			return nil
		}
	}
	return t
}

// integerOrReference looks ahead for "0 R" (7.3.10).
func (p *parser) integerOrReference(t token) any {
	n := toInt(t.num)
	mark := p.pos
	if gen := p.next(); gen.kind == tokInteger && gen.num >= 0 && gen.num <= math.MaxUint16 {
		if r := p.next(); r.kind == tokKeyword && string(r.text) == "R" {
			return reference{n, int(gen.num)}
		}
	}
	p.pos = mark
	return n
}

func (p *parser) array(depth int) array {
	a := array{}
	if depth > maxDepth {
		return a
	}
	for {
		mark := p.pos
		x := p.object(depth + 1)
		if t, ok := x.(token); ok {
			if t.kind == tokArrayClose || t.kind == tokEOF {
				return a
			}
			if endsObject(t) {
				p.pos = mark
				return a
			}
			continue
		}
		a = append(a, x)
	}
}

func (p *parser) dict(depth int) dict {
	d := dict{}
	if depth > maxDepth {
		return d
	}
	for {
		mark := p.pos
		t := p.next()
		if t.kind == tokDictClose || t.kind == tokEOF {
			return d
		}
		if endsObject(t) {
			p.pos = mark
			return d
		}
		if t.kind != tokName {
			continue
		}
		key := name(t.text)
		mark = p.pos
		value := p.object(depth + 1)
		if end, ok := value.(token); ok { // a key without a value
			if end.kind == tokDictClose || endsObject(end) {
				p.pos = mark
			}
			continue
		}
		if value != nil {
			d[key] = value
		}
	}
}

// endsObject reports whether a token can only stand after an object: then an
// unclosed array or dictionary ends there.
func endsObject(t token) bool {
	if t.kind != tokKeyword {
		return false
	}
	switch string(t.text) {
	case "endobj", "stream", "endstream", "xref", "trailer", "startxref", "obj":
		return true
	}
	return false
}

// toInt converts without the undefined results of out-of-range conversions.
func toInt(f float64) int {
	if f != f || f > math.MaxInt32 || f < math.MinInt32 {
		return math.MaxInt32
	}
	return int(f)
}

// indirect is an indirect object (7.3.10) as found in the file.
type indirect struct {
	num, gen int
	value    any
	// streamAt is the offset of the first byte after the keyword stream and
	// its end of line, or -1 where the object is no stream.
	streamAt int
	// end is the offset after the object, before the stream's data.
	end int
}

// parseIndirect reads "12 0 obj ..." at an offset.
func parseIndirect(data []byte, offset int) (indirect, bool) {
	if offset < 0 || offset >= len(data) {
		return indirect{}, false
	}
	p := parser{lexer{data: data, pos: offset}}
	num, gen, obj := p.next(), p.next(), p.next()
	if num.kind != tokInteger || gen.kind != tokInteger || obj.kind != tokKeyword || !bytes.HasPrefix(obj.text, []byte("obj")) {
		return indirect{}, false
	}
	if len(obj.text) > 3 { // "obj" run together with what follows
		p.pos -= len(obj.text) - 3
	}
	o := indirect{num: toInt(num.num), gen: toInt(gen.num), streamAt: -1}
	mark := p.pos
	o.value = p.object(0)
	if _, ok := o.value.(token); ok {
		o.value, p.pos = nil, mark
	}
	o.end = p.pos
	if _, ok := o.value.(dict); ok {
		if t := p.next(); t.kind == tokKeyword && string(t.text) == "stream" {
			o.streamAt = p.pos
			if p.peek() == '\r' {
				o.streamAt++
				p.pos++
			}
			if p.peek() == '\n' {
				o.streamAt++
			}
			o.end = o.streamAt
		}
	}
	return o, true
}

// appendObject writes an object in PDF syntax.
func appendObject(b []byte, x any) []byte {
	switch x := x.(type) {
	case bool:
		return strconv.AppendBool(b, x)
	case int:
		return strconv.AppendInt(b, int64(x), 10)
	case float64:
		return strconv.AppendFloat(b, x, 'f', -1, 64)
	case text:
		return fmt.Appendf(b, "<%x>", string(x))
	case name:
		return appendName(b, x)
	case reference:
		return fmt.Appendf(b, "%d %d R", x.num, x.gen)
	case array:
		b = append(b, '[')
		for i, e := range x {
			if i > 0 {
				b = append(b, ' ')
			}
			b = appendObject(b, e)
		}
		return append(b, ']')
	case dict:
		b = append(b, "<<"...)
		for _, k := range slices.Sorted(maps.Keys(x)) { // the same bytes each time
			b = append(appendName(b, k), ' ')
			b = appendObject(b, x[k])
		}
		return append(b, ">>"...)
	}
	return append(b, "null"...)
}

func appendName(b []byte, n name) []byte {
	b = append(b, '/')
	for i := range len(n) {
		if c := n[i]; charClass[c] != classRegular || c == '#' || c < '!' || c > '~' {
			b = fmt.Appendf(b, "#%02X", c)
		} else {
			b = append(b, c)
		}
	}
	return b
}
