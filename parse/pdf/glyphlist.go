package pdf

import (
	"bytes"

	pdflib "github.com/ledongthuc/pdf"
)

// maxAsked is the number of glyph names asked for at once. Codes below 32
// stand for them: an unknown name comes back as its code, and no glyph of
// the Adobe Glyph List is a control character.
const maxAsked = 31

// askLibrary looks glyph names up in the library's copy of the Adobe Glyph
// List. It exports the list only through the encoder of a font, so the names
// are put into the Differences array of a font in a file made for it.
func askLibrary(glyphs []string) []string {
	differences := array{1}
	for _, g := range glyphs {
		differences = append(differences, name(g))
	}
	f := &file{data: []byte(header), budget: &budget{}}
	root := dict{"Font": dict{"Encoding": dict{"Differences": differences}}}
	w := tailWriter{file: f, xref: &xref{trailer: dict{"Root": root}}}
	w.finish()
	out := make([]string, len(glyphs))
	f.guard(func() {
		r, err := pdflib.NewReader(f, f.size())
		if err != nil {
			return
		}
		font := pdflib.Font{V: r.Trailer().Key("Root").Key("Font")}
		encoder := font.Encoder()
		for i := range glyphs {
			if s := encoder.Decode(string(byte(i + 1))); bytes.IndexByte([]byte(s), byte(i+1)) < 0 {
				out[i] = s
			}
		}
	})
	return out
}
