package pdf

import (
	"math"
	"time"
	"unicode"
)

// RawPage is a page as another engine read it.
type RawPage struct {
	Height float64 // in points
	// Picture says that the page shows a picture.
	Picture bool
	Chars   []RawChar
}

// RawChar is a character on a page.
type RawChar struct {
	// Rune is the character; U+FFFD where the file does not say which it is.
	Rune rune
	// X and Y are the origin on the baseline, Width the advance along it and
	// Size the height, in points.
	X, Y, Width, Size float64
	// Angle is the direction of the baseline in radians counterclockwise.
	Angle float64
}

// Compose lays out the pages that another engine read as Read does its own. It
// fails as Read does where there is no text.
func Compose(pages []RawPage, limits Limits) (doc *Document, err error) {
	defer func() {
		if r := recover(); r != nil {
			doc, err = nil, damage("%v", r)
		}
	}()
	limits = limits.WithDefaults()
	b := &budget{limits: limits, deadline: time.Now().Add(limits.Time)}
	r := &reader{file: &file{budget: b}, doc: &Document{Pages: len(pages)}}
	for i, p := range pages {
		r.heights = append(r.heights, p.Height)
		glyphs := r.adopt(p.Chars)
		if len(glyphs) == 0 && p.Picture {
			r.pictures = append(r.pictures, i+1)
		}
		if len(glyphs) > 0 {
			r.layOut(glyphs, nil, i+1)
		}
	}
	if err := r.judge(); err != nil {
		return nil, err
	}
	r.compose()
	if b.exceeded() {
		return nil, ErrTooLong
	}
	return r.doc, nil
}

// foreign stands for the fonts of another engine.
var foreign = &font{emScale: 1}

// adopt turns characters into glyphs and counts them.
func (r *reader) adopt(chars []RawChar) []glyph {
	var out []glyph
	space := false
	for _, c := range chars {
		switch {
		case unicode.IsSpace(c.Rune):
			space = true
		case c.Rune == unicode.ReplacementChar || unicode.IsControl(c.Rune):
			r.doc.Facts.Glyphs++
			r.doc.Facts.Unmapped++
		case c.Size <= 0 || c.Size > 1e4 || math.IsNaN(c.X+c.Y+c.Width) || math.Abs(c.X)+math.Abs(c.Y)+math.Abs(c.Width) > 1e6:
			// where no page is
		default:
			r.doc.Facts.Glyphs++
			sin, cos := math.Sincos(c.Angle)
			out = append(out, glyph{
				text: string(c.Rune), font: foreign, x: c.X, y: c.Y, w: c.Width, size: c.Size,
				turn: turnOf(cos, sin), space: space,
			})
			space = false
		}
	}
	return out
}
