package pdf

import (
	"strconv"
	"strings"
	"unicode/utf16"

	pdflib "github.com/ledongthuc/pdf"
	"golang.org/x/text/encoding/charmap"
)

// A base encoding maps the 256 codes of a simple font to Unicode (annex D).
type baseEncoding [256]rune

// standardUpper is StandardEncoding from code 161 on; a space is undefined.
const standardUpper = "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ –†‡· ¶•‚„”»…‰ ¿ `´ˆ˜¯˘˙¨ ˚¸ ˝˛ˇ—                Æ ª    ŁØŒº     æ   ı  łøœß"

// symbolASCII and symbolUpper are the built-in encoding of Symbol, from code
// 32 and 161 on.
const (
	symbolASCII = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
	symbolUpper = "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑"
)

var (
	standardEncoding = makeEncoding(func(t *baseEncoding) {
		for c := rune(32); c < 127; c++ {
			t[c] = c
		}
		t['\''], t['`'] = '’', '‘'
		fill(t, 161, standardUpper)
	})
	winAnsiEncoding  = charmapEncoding(charmap.Windows1252, '•')
	macRomanEncoding = charmapEncoding(charmap.Macintosh, 0)
	symbolEncoding   = makeEncoding(func(t *baseEncoding) {
		fill(t, 32, symbolASCII)
		fill(t, 161, symbolUpper)
	})
	// dingbatsEncoding tells only bullets and check marks apart.
	dingbatsEncoding = makeEncoding(func(t *baseEncoding) {
		for c := 33; c < 255; c++ {
			t[c] = '•'
		}
		t[' '], t['3'], t['4'], t['5'], t['8'] = ' ', '✓', '✔', '✕', '✘'
	})
)

func makeEncoding(build func(*baseEncoding)) *baseEncoding {
	t := new(baseEncoding)
	build(t)
	return t
}

func fill(t *baseEncoding, code int, runes string) {
	for _, r := range runes {
		if r != ' ' || code == ' ' {
			t[code] = r
		}
		code++
	}
}

// charmapEncoding takes a code page; codes that it leaves undefined show
// missing (footnote 3 of annex D.2).
func charmapEncoding(m *charmap.Charmap, missing rune) *baseEncoding {
	return makeEncoding(func(t *baseEncoding) {
		for c := 32; c < 256; c++ {
			if r := m.DecodeByte(byte(c)); r != '\ufffd' && (r < 0x7f || r > 0x9f) {
				t[c] = r
			} else {
				t[c] = missing
			}
		}
	})
}

// simpleEncoding returns the meaning of a simple font's codes (9.6.6).
func (r *reader) simpleEncoding(v pdflib.Value, fontName string, descriptor pdflib.Value, subtype string) (names [256]string) {
	file := r.file
	enc := file.key(v, "Encoding")
	baseName := enc.Name()
	if enc.Kind() == pdflib.Dict {
		baseName = file.key(enc, "BaseEncoding").Name()
	}
	symbolic := file.key(descriptor, "Flags").Int64()&4 != 0
	base, builtIn := namedEncoding(baseName), map[int]string(nil)
	if base == nil || symbolic && subtype == "TrueType" && enc.Kind() != pdflib.Dict {
		builtIn = r.programCodes(descriptor)
	}
	if base == nil {
		base = implicitEncoding(fontName, subtype)
	}
	for code, c := range base {
		if s, ok := builtIn[code]; ok {
			names[code] = s
		} else if c != 0 {
			names[code] = string(c)
		}
	}
	r.applyDifferences(&names, file.key(enc, "Differences"))
	return names
}

func namedEncoding(encodingName string) *baseEncoding {
	switch encodingName {
	case "WinAnsiEncoding":
		return winAnsiEncoding
	case "MacRomanEncoding", "MacExpertEncoding":
		return macRomanEncoding
	case "StandardEncoding":
		return standardEncoding
	}
	return nil
}

// implicitEncoding is what a font without a named encoding is taken to have.
func implicitEncoding(fontName, subtype string) *baseEncoding {
	switch {
	case strings.HasPrefix(fontName, "Symbol"):
		return symbolEncoding
	case strings.Contains(fontName, "Dingbats"), strings.HasPrefix(fontName, "Wingdings"):
		return dingbatsEncoding
	case subtype == "TrueType":
		return winAnsiEncoding
	}
	return standardEncoding
}

// applyDifferences applies a Differences array (table 114).
func (r *reader) applyDifferences(names *[256]string, v pdflib.Value) {
	code := 0
	var codes []int
	var glyphs []string
	for i := range min(v.Len(), 4096) {
		switch d := r.file.index(v, i); d.Kind() {
		case pdflib.Integer, pdflib.Real:
			code = toInt(d.Float64())
		case pdflib.Name:
			if code >= 0 && code < 256 {
				codes, glyphs = append(codes, code), append(glyphs, d.Name())
			}
			code++
		}
	}
	for i, s := range r.glyphNames(glyphs) {
		switch {
		case s != "":
			names[codes[i]] = s
		case glyphs[i] == ".notdef":
			names[codes[i]] = ""
		case !invented(glyphs[i]):
			names[codes[i]] = ""
		}
	}
}

// invented reports whether a glyph name only numbers the glyph ("g12",
// "c65"), so that the base encoding is the better guess.
func invented(glyphName string) bool {
	return len(strings.TrimLeft(glyphName, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_")) > 0 &&
		strings.Trim(glyphName[len(glyphName)-1:], "0123456789") == ""
}

// glyphNames returns the Unicode text of glyph names, empty where unknown.
func (r *reader) glyphNames(glyphs []string) []string {
	if r.names == nil {
		r.names = map[string]string{}
	}
	var ask []string
	for _, g := range glyphs {
		for _, part := range glyphParts(g) {
			if _, ok := r.names[part]; !ok {
				r.names[part] = uniName(part)
				if r.names[part] == "" {
					ask = append(ask, part)
				}
			}
		}
	}
	for len(ask) > 0 {
		n := min(len(ask), maxAsked)
		for i, s := range askLibrary(ask[:n]) {
			r.names[ask[i]] = s
		}
		ask = ask[n:]
	}
	out := make([]string, len(glyphs))
	for i, g := range glyphs {
		for _, part := range glyphParts(g) {
			out[i] += r.names[part]
		}
	}
	return out
}

// glyphParts cuts a glyph name as the Adobe Glyph List specification says: a
// suffix after a period is dropped, underscores join the parts of a ligature.
func glyphParts(g string) []string {
	if i := strings.IndexByte(g, '.'); i > 0 {
		g = g[:i]
	}
	return strings.Split(g, "_")
}

// uniName decodes "uni00E9" (one or more UTF-16 units) and "u1F600".
func uniName(g string) string {
	if hex, ok := strings.CutPrefix(g, "uni"); ok && len(hex) >= 4 && len(hex)%4 == 0 {
		var units []uint16
		for i := 0; i < len(hex); i += 4 {
			n, err := strconv.ParseUint(hex[i:i+4], 16, 16)
			if err != nil {
				return ""
			}
			units = append(units, uint16(n))
		}
		return string(utf16.Decode(units))
	}
	if hex, ok := strings.CutPrefix(g, "u"); ok && len(hex) >= 4 && len(hex) <= 6 {
		if n, err := strconv.ParseUint(hex, 16, 32); err == nil {
			return string(rune(n))
		}
	}
	return ""
}

// decodeTextString decodes a text string (7.9.2.2): UTF-16 with a byte order
// mark, UTF-8 with one, or PDFDocEncoding, which is close to Latin-1.
func decodeTextString(s string) string {
	if t, ok := strings.CutPrefix(s, "\xfe\xff"); ok {
		return utf16Decode([]byte(t))
	}
	if t, ok := strings.CutPrefix(s, "\xef\xbb\xbf"); ok {
		return t
	}
	var b strings.Builder
	for i := range len(s) {
		if c := winAnsiEncoding[s[i]]; c != 0 {
			b.WriteRune(c)
		}
	}
	return b.String()
}
