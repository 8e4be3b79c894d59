package pdf

import (
	"bytes"
	"encoding/binary"

	pdflib "github.com/ledongthuc/pdf"
)

// programCodes reads the built-in encoding of a simple font's embedded
// program (9.9): what its codes mean, as far as the program tells.
func (r *reader) programCodes(descriptor pdflib.Value) map[int]string {
	f := r.file
	if v := f.key(descriptor, "FontFile"); v.Kind() == pdflib.Stream {
		return r.namedCodes(type1Encoding(r.decoded(v)))
	}
	if v := f.key(descriptor, "FontFile2"); v.Kind() == pdflib.Stream {
		return r.trueTypeCodes(r.decoded(v))
	}
	if v := f.key(descriptor, "FontFile3"); v.Kind() == pdflib.Stream {
		if c := parseCFF(r.decoded(v)); c != nil {
			out := map[int]string{}
			texts := r.cffTexts(c)
			for code, gid := range c.encoding() {
				if gid < len(texts) && texts[gid] != "" {
					out[code] = texts[gid]
				}
			}
			return out
		}
	}
	return nil
}

// programCIDs reads what the CIDs of a CIDFont mean from its program, for
// fonts without ToUnicode.
func (r *reader) programCIDs(descendant pdflib.Value) map[int]string {
	f := r.file
	descriptor := f.key(descendant, "FontDescriptor")
	var byGlyph map[int]string
	if v := f.key(descriptor, "FontFile2"); v.Kind() == pdflib.Stream {
		byGlyph = r.trueTypeGlyphs(parseTrueType(r.decoded(v)))
	} else if v := f.key(descriptor, "FontFile3"); v.Kind() == pdflib.Stream {
		data := r.decoded(v)
		if bytes.HasPrefix(data, []byte("OTTO")) {
			byGlyph = r.trueTypeGlyphs(parseTrueType(data))
		} else if c := parseCFF(data); c != nil && !c.cidKeyed {
			byGlyph = map[int]string{}
			for gid, s := range r.cffTexts(c) {
				byGlyph[gid] = s
			}
		}
	}
	toGID := f.key(descendant, "CIDToGIDMap")
	if toGID.Kind() != pdflib.Stream || len(byGlyph) == 0 {
		return byGlyph
	}
	out := map[int]string{}
	data := r.decoded(toGID)
	for cid := 0; 2*cid+1 < len(data); cid++ {
		if s := byGlyph[int(binary.BigEndian.Uint16(data[2*cid:]))]; s != "" {
			out[cid] = s
		}
	}
	return out
}

// namedCodes turns glyph names into text.
func (r *reader) namedCodes(names map[int]string) map[int]string {
	var codes []int
	var glyphs []string
	for code, n := range names {
		codes, glyphs = append(codes, code), append(glyphs, n)
	}
	out := map[int]string{}
	for i, s := range r.glyphNames(glyphs) {
		if s != "" {
			out[codes[i]] = s
		}
	}
	return out
}

// type1Encoding reads the encoding from the clear text of a Type 1 program:
// "dup 65 /A put" between /Encoding and the end of its definition.
func type1Encoding(data []byte) map[int]string {
	i := bytes.Index(data, []byte("/Encoding"))
	if i < 0 {
		return nil
	}
	l := lexer{data: data, pos: i + len("/Encoding")}
	names := map[int]string{}
	for range 4096 {
		switch t := l.next(); {
		case t.kind == tokEOF, t.kind == tokKeyword && (string(t.text) == "def" || string(t.text) == "eexec"):
			return names
		case t.kind == tokKeyword && string(t.text) == "dup":
			code, glyph := l.next(), l.next()
			if code.kind == tokInteger && glyph.kind == tokName && code.num >= 0 && code.num < 256 {
				names[int(code.num)] = string(glyph.text)
			}
		}
	}
	return names
}

// trueTypeCodes reads what the codes of a symbolic TrueType font mean: its
// own cmap leads from codes to glyphs, and another one or the glyphs' names
// from there to Unicode (9.6.6.4).
func (r *reader) trueTypeCodes(data []byte) map[int]string {
	t := parseTrueType(data)
	if t == nil {
		return nil
	}
	glyphs := r.trueTypeGlyphs(t)
	out := map[int]string{}
	for code := range 256 {
		for _, c := range []int{code, 0xf000 + code} {
			if gid, ok := t.symbol[c]; ok && glyphs[gid] != "" {
				out[code] = glyphs[gid]
			}
		}
	}
	return out
}

// trueTypeGlyphs tells what the glyphs of a TrueType font mean.
func (r *reader) trueTypeGlyphs(t *trueType) map[int]string {
	if t == nil {
		return nil
	}
	out := r.namedCodes(t.names)
	for c, gid := range t.unicode {
		// Of the characters that share a glyph the lowest is the plainest.
		if have, ok := out[gid]; !ok || c != ' ' && []rune(have)[0] > rune(c) {
			out[gid] = string(rune(c))
		}
	}
	return out
}
