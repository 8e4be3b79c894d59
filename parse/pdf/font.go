package pdf

import (
	"strings"

	pdflib "github.com/ledongthuc/pdf"
)

// font is what showing text with a font needs to know (9.5).
type font struct {
	name         string
	bold, italic bool
	vertical     bool
	// emScale corrects the size of Type 3 fonts, whose glyph space is not
	// a thousandth of an em (9.6.5).
	emScale float64
	// simple holds the glyphs of a simple font; composite fonts have pages
	// of 256 glyphs, filled when a code is first shown.
	simple    *[256]fontGlyph
	composite *compositeFont
	pages     map[uint32]*[256]fontGlyph
}

// fontGlyph is a character code's meaning and width.
type fontGlyph struct {
	text  string
	width float32 // in ems
	space bool
	blank bool // known to show nothing, such as a zero-width space
	known bool
}

// nextCode returns the next character code of a string and its length.
func (f *font) nextCode(s []byte) (code uint32, n int) {
	if f.simple != nil {
		return uint32(s[0]), 1
	}
	return f.composite.encoding.next(s)
}

// glyph returns the glyph of a character code.
func (f *font) glyph(code uint32) *fontGlyph {
	if f.simple != nil {
		return &f.simple[code&0xff]
	}
	page := f.pages[code>>8]
	if page == nil {
		if len(f.pages) > 1024 { // a forged encoding
			clear(f.pages)
		}
		page = new([256]fontGlyph)
		f.pages[code>>8] = page
	}
	g := &page[code&0xff]
	if !g.known {
		*g = f.composite.glyph(code)
	}
	return g
}

// newGlyph returns a glyph for Unicode text, normalised.
func newGlyph(s string, width float64) fontGlyph {
	g := fontGlyph{text: normalize(s), width: float32(width), known: true}
	if strings.TrimSpace(g.text) == "" {
		g.space, g.blank = g.text != "", s != ""
	}
	return g
}

// fontSet holds the fonts of a resource dictionary by their names there.
type fontSet struct {
	dictionary pdflib.Value
	fonts      map[string]*font
}

// fontSet returns the fonts of a resource dictionary. Dictionaries are told
// apart by their text, in which references to objects stay references.
func (r *reader) fontSet(resources pdflib.Value) *fontSet {
	fonts := r.file.key(resources, "Font")
	id := fonts.String()
	set := r.sets[id]
	if set == nil {
		set = &fontSet{fonts, map[string]*font{}}
		r.sets[id] = set
	}
	return set
}

// font returns the font of a name in a set.
func (r *reader) font(set *fontSet, name []byte) *font {
	f, ok := set.fonts[string(name)]
	if !ok {
		f = r.fontOf(r.file.key(set.dictionary, string(name)))
		set.fonts[string(name)] = f
	}
	return f
}

// fontOf returns the font of a font dictionary.
func (r *reader) fontOf(v pdflib.Value) *font {
	id := v.String()
	f := r.fonts[id]
	if f == nil {
		f = r.loadFont(v)
		r.fonts[id] = f
	}
	return f
}

// loadFont reads a font dictionary (9.6, 9.7). An unknown font is taken for
// Helvetica in the standard encoding.
func (r *reader) loadFont(v pdflib.Value) *font {
	file := r.file
	f := &font{emScale: 1, name: file.key(v, "BaseFont").Name()}
	if i := strings.IndexByte(f.name, '+'); i == 6 { // subset tag, 9.6.4
		f.name = f.name[7:]
	}
	descriptor := file.key(v, "FontDescriptor")
	subtype := file.key(v, "Subtype").Name()
	var toUnicode *cmap
	if tu := file.key(v, "ToUnicode"); tu.Kind() == pdflib.Stream {
		toUnicode = parseCMap(r.decoded(tu), r.useCMap(tu))
	} else if strings.HasPrefix(tu.Name(), "Identity") {
		toUnicode = &cmap{unicode: true}
	}
	if subtype == "Type0" || file.key(v, "DescendantFonts").Len() > 0 {
		descendant := file.index(file.key(v, "DescendantFonts"), 0)
		descriptor = file.key(descendant, "FontDescriptor")
		f.composite = r.loadComposite(v, descendant, toUnicode)
		f.vertical = f.composite.encoding.vertical
		f.pages = map[uint32]*[256]fontGlyph{}
	} else {
		f.simple = r.loadSimple(v, f, subtype, toUnicode)
	}
	f.style(file, descriptor)
	return f
}

// style reads weight and slant from the descriptor (table 122) and the name.
func (f *font) style(file *file, descriptor pdflib.Value) {
	const italicFlag, forceBoldFlag = 1 << 6, 1 << 18
	flags := file.key(descriptor, "Flags").Int64()
	lower := strings.ToLower(f.name)
	contains := func(parts ...string) bool {
		for _, p := range parts {
			if strings.Contains(lower, p) {
				return true
			}
		}
		return false
	}
	f.bold = flags&forceBoldFlag != 0 || file.key(descriptor, "FontWeight").Float64() >= 600 ||
		file.key(descriptor, "StemV").Float64() >= 135 || contains("bold", "black", "heavy", "demi", "-bd", ",b")
	f.italic = flags&italicFlag != 0 || contains("italic", "oblique", "-it", ",i")
}

// loadSimple reads the glyphs of a simple font (9.6).
func (r *reader) loadSimple(v pdflib.Value, f *font, subtype string, toUnicode *cmap) *[256]fontGlyph {
	file := r.file
	descriptor := file.key(v, "FontDescriptor")
	names := r.simpleEncoding(v, f.name, descriptor, subtype)
	widths := file.numbers(file.key(v, "Widths"))
	first := toInt(file.key(v, "FirstChar").Float64())
	missing := file.key(descriptor, "MissingWidth").Float64()
	unit := 0.001
	if subtype == "Type3" {
		unit = r.type3Unit(v, f)
	}
	glyphs := new([256]fontGlyph)
	for code := range glyphs {
		s := names[code]
		if toUnicode != nil {
			if t, ok := toUnicode.lookup(uint32(code), 1); ok {
				s = t
			}
		}
		width := missing
		if i := code - first; i >= 0 && i < len(widths) {
			width = widths[i]
		} else if len(widths) == 0 && subtype != "Type3" {
			width = standardWidth(f.name, s)
		}
		glyphs[code] = newGlyph(s, width*unit)
	}
	return glyphs
}

// type3Unit returns the ems in a unit of a Type 3 font's glyph space, and
// sets the size of its em from its bounding box.
func (r *reader) type3Unit(v pdflib.Value, f *font) float64 {
	m := r.file.numbers(r.file.key(v, "FontMatrix"))
	if len(m) != 6 || m[0] == 0 {
		return 0.001
	}
	if box, ok := boxOf(r.file.numbers(r.file.key(v, "FontBBox"))); ok {
		if em := (box.Y1 - box.Y0) * m[3]; em > 0.01 && em < 100 {
			f.emScale = em
		}
	}
	return m[0]
}
