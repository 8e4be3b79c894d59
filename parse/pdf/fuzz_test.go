package pdf

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	pdflib "github.com/ledongthuc/pdf"
)

func FuzzLexer(f *testing.F) {
	f.Add([]byte("BT /F#311 12 Tf [(a\\(b\\)\\101)-250<4142>] TJ % comment\n--5 1.-2 .5Td ET"))
	f.Add([]byte("<</A[1 0 R(x)]/B<</C true>>>> stream"))
	f.Fuzz(func(t *testing.T, data []byte) {
		l := lexer{data: data}
		for i := 0; l.next().kind != tokEOF; i++ {
			if i > len(data) {
				t.Fatal("more tokens than bytes")
			}
		}
		p := parser{lexer{data: data}}
		x := p.object(0)
		written := appendObject(nil, x)
		again := parser{lexer{data: written}}
		if _, ok := x.(token); ok {
			return
		}
		if y := again.object(0); fmt.Sprintf("%T", y) != fmt.Sprintf("%T", x) {
			if _, ok := x.(float64); !ok { // 1.0 is written as an integer
				t.Fatalf("%q is read as %T", written, y)
			}
		}
	})
}

func FuzzFilters(f *testing.F) {
	f.Add([]byte(deflate("text text text")), "FlateDecode", 12, 3)
	f.Add([]byte{0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01}, "LZWDecode", 2, 4)
	f.Add([]byte("9jqo^BlbD-BleB1DJ+*+F(f,q~>"), "ASCII85Decode", 1, 1)
	f.Add([]byte("48656c6c6f>"), "ASCIIHexDecode", 1, 1)
	f.Add([]byte{2, 'a', 'b', 'c', 254, 'd', 128}, "RunLengthDecode", 1, 1)
	f.Fuzz(func(t *testing.T, data []byte, name string, predictor, columns int) {
		const limit = 1 << 16
		g := filter{name: name, predictor: predictor, colors: 1, bits: 8, columns: columns, earlyChange: 1}.checked()
		out, _ := decode(data, []filter{g, g}, limit)
		if len(out) > 2*limit+len(data) {
			t.Fatalf("%d bytes", len(out))
		}
	})
}

func FuzzCMap(f *testing.F) {
	f.Add([]byte("1 begincodespacerange <00> <80> <8140> <9ffc> endcodespacerange 1 beginbfrange <00> <7f> <0041> endbfrange"), []byte("\x81\x40\x41"))
	f.Add([]byte("1 beginbfrange <0000> <ffff> [<0041> <d83dde00>] endbfrange 2 begincidrange <0000> <00ff> 1 endcidrange"), []byte("ab"))
	f.Fuzz(func(t *testing.T, data, codes []byte) {
		m := parseCMap(data, nil)
		for len(codes) > 0 {
			code, n := m.next(codes)
			if n < 1 || n > len(codes) {
				t.Fatalf("a code of %d bytes", n)
			}
			m.lookup(code, n)
			m.cid(code)
			codes = codes[n:]
		}
	})
}

func FuzzFontPrograms(f *testing.F) {
	f.Add([]byte("/Encoding 256 array dup 65 /A put readonly def"))
	f.Add([]byte("\x01\x00\x04\x01\x00\x01\x01\x01\x02A\x00\x01\x01\x01\x05\x8b\x0f\x8c\x10"))
	f.Add([]byte("\x00\x01\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00cmap\x00\x00\x00\x00\x00\x00\x00\x1c\x00\x00\x00\x20"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r := &reader{}
		type1Encoding(data)
		r.trueTypeCodes(data)
		if c := parseCFF(data); c != nil {
			r.cffTexts(c)
			c.encoding()
		}
	})
}

func FuzzInterpreter(f *testing.F) {
	f.Add([]byte(shown("F1", 12, 72, 700, 14, "text", "more (text)")))
	f.Add([]byte("q 1 0 0 1 5 5 cm /Span <</ActualText(x)>> BDC BT 1 0 0 -1 9 9 Tm (a) ' ET EMC Q BI /W 1 ID x EI 1 1 99 99 re S"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file := &file{budget: &budget{limits: Limits{}.WithDefaults(), deadline: time.Now().Add(10 * time.Second)}}
		r := &reader{file: file, doc: &Document{}, fonts: map[string]*font{}, sets: map[string]*fontSet{}}
		in := interpreter{reader: r, width: 600, height: 800, gs: state{ctm: identity, scale: 1}}
		in.run(data, pdflib.Value{})
		if len(in.glyphs) == 0 {
			return
		}
		r.heights = append(r.heights, 800)
		for _, glyphs := range byTurn(in.glyphs) {
			segs, numbers := splitLineNumbers(segments(upright(glyphs, glyphs[0].turn)))
			for _, g := range arrange(gridSegments(segs, findGrids(in.horizontal, in.vertical)), 0) {
				r.addGroup(g, 1)
			}
			r.addLineNumbers(numbers, 1)
		}
		r.compose()
	})
}

func FuzzRead(f *testing.F) {
	f.Add(simple())
	f.Add(bytes.Replace(simple(), []byte("startxref"), []byte("startxxxx"), 1))
	f.Add([]byte("%PDF-1.4\n1 0 obj<</Type/ObjStm/N 1/First 4/Length 5 0 R>>stream\n5 0 6 endstream trailer<</Root 1 0 R/Encrypt<<>>>>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		start := time.Now()
		Read(data, Limits{Time: 2 * time.Second, MaxStream: 1 << 20})
		if d := time.Since(start); d > 10*time.Second {
			t.Fatalf("took %v", d)
		}
	})
}
