package pdf

import (
	"strings"
	"unicode/utf16"

	pdflib "github.com/ledongthuc/pdf"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// compositeFont is a Type 0 font with its CIDFont (9.7).
type compositeFont struct {
	encoding  *cmap // character codes to CIDs
	toUnicode *cmap
	charset   encoding.Encoding // of a predefined CMap for a national code
	widths    map[int]float64   // by CID, in thousandths of an em
	missing   float64           // the width of other CIDs
	program   map[int]string    // by CID, from the font program
}

// loadComposite reads a Type 0 font's dictionaries.
func (r *reader) loadComposite(v, descendant pdflib.Value, toUnicode *cmap) *compositeFont {
	file := r.file
	c := &compositeFont{toUnicode: toUnicode, missing: 1000}
	enc := file.key(v, "Encoding")
	if enc.Kind() == pdflib.Stream {
		c.encoding = parseCMap(r.decoded(enc), r.useCMap(enc))
		c.encoding.vertical = c.encoding.vertical || file.key(enc, "WMode").Int64() == 1
	} else {
		c.encoding, c.charset = predefinedCMap(enc.Name())
	}
	if dw := file.key(descendant, "DW"); !dw.IsNull() {
		c.missing = dw.Float64()
	}
	c.widths = readWidths(file, file.key(descendant, "W"))
	if toUnicode == nil && c.charset == nil && !c.encoding.unicode {
		c.program = r.programCIDs(descendant)
	}
	return c
}

// readWidths reads a W array (9.7.4.3): "c [w1 w2 ...]" and "first last w".
func readWidths(file *file, v pdflib.Value) map[int]float64 {
	widths := map[int]float64{}
	for i := 0; i+1 < v.Len() && len(widths) < 1<<17; {
		first := toInt(file.index(v, i).Float64())
		second := file.index(v, i+1)
		if second.Kind() == pdflib.Array {
			for j, w := range file.numbers(second) {
				widths[first+j] = w
			}
			i += 2
			continue
		}
		w := file.index(v, i+2).Float64()
		for cid := first; cid <= min(toInt(second.Float64()), first+1<<16); cid++ {
			widths[cid] = w
		}
		i += 3
	}
	return widths
}

// glyph finds the meaning and the width of a character code.
func (c *compositeFont) glyph(code uint32) fontGlyph {
	cid := c.encoding.cid(code)
	width, ok := c.widths[cid]
	if !ok {
		width = c.missing
	}
	if c.encoding.vertical {
		width = 1000 // the default of DW2
	}
	return newGlyph(c.text(code, cid), width/1000)
}

// text finds the Unicode text of a code: from ToUnicode first (9.10.2).
func (c *compositeFont) text(code uint32, cid int) string {
	if c.toUnicode != nil {
		if s, ok := c.toUnicode.lookup(code, 2); ok {
			return s
		}
	}
	switch {
	case c.charset != nil:
		b := []byte{byte(code >> 8), byte(code)}
		if b[0] == 0 {
			b = b[1:]
		}
		if s, err := c.charset.NewDecoder().Bytes(b); err == nil {
			return string(s)
		}
		return ""
	case c.encoding.unicode:
		return utf16Text(code)
	}
	return c.program[cid]
}

// utf16Text decodes a code of one or two UTF-16 units.
func utf16Text(code uint32) string {
	if code > 0xffff {
		return string(utf16.DecodeRune(rune(code>>16), rune(code&0xffff)))
	}
	return string(rune(code))
}

// predefinedCMap returns what a predefined CMap (table 118) amounts to here:
// identity, UTF-16 or UCS-2 codes, or a national encoding. The CIDs of the
// latter, and so their widths, stay unknown.
func predefinedCMap(cmapName string) (*cmap, encoding.Encoding) {
	m := &cmap{identity: true, vertical: strings.HasSuffix(cmapName, "-V")}
	switch {
	case strings.Contains(cmapName, "UCS2"), strings.Contains(cmapName, "UTF16"):
		m.unicode, m.surrogates = true, true
		return m, nil
	case strings.Contains(cmapName, "RKSJ"):
		m.leadBytes = func(b byte) bool { return b >= 0x81 && b <= 0x9f || b >= 0xe0 }
		return m, japanese.ShiftJIS
	case cmapName == "EUC-H" || cmapName == "EUC-V":
		m.leadBytes = func(b byte) bool { return b >= 0x80 }
		return m, japanese.EUCJP
	case strings.HasPrefix(cmapName, "GB"):
		m.leadBytes = func(b byte) bool { return b >= 0x81 }
		return m, simplifiedchinese.GBK
	case strings.HasPrefix(cmapName, "KSC"):
		m.leadBytes = func(b byte) bool { return b >= 0x81 }
		return m, korean.EUCKR
	case strings.Contains(cmapName, "B5"), strings.HasPrefix(cmapName, "HKscs"):
		m.leadBytes = func(b byte) bool { return b >= 0x81 }
		return m, traditionalchinese.Big5
	}
	return m, nil
}
