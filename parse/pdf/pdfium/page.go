//go:build !nopdfium

package pdfium

import (
	"unicode"
	"unicode/utf16"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"github.com/rightslint/rightslint/parse/pdf"
)

const (
	// emOfBox is the usual height of the box of a letter in a font, from the
	// descender to the ascender, in ems.
	emOfBox = 1.15
	// hyphenMark is what PDFium gives for a hyphen at the end of a line.
	hyphenMark = '\x02'
	// maxObjects is how many objects of a page are asked for pictures.
	maxObjects = 1000
)

// pageReader reads one page. What PDFium cannot tell of it stays out.
type pageReader struct {
	p   pdfium.Pdfium
	ref requests.Page
}

func (r *pageReader) read() pdf.RawPage {
	var page pdf.RawPage
	if height, err := r.p.FPDF_GetPageHeightF(&requests.FPDF_GetPageHeightF{Page: r.ref}); err == nil {
		page.Height = float64(height.PageHeight)
	}
	if text, err := r.p.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: r.ref}); err == nil {
		page.Chars = r.chars(text.TextPage)
		_, _ = r.p.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage})
	}
	page.Picture = len(page.Chars) == 0 && r.hasPicture()
	return page
}

// chars returns the characters of the page.
func (r *pageReader) chars(text references.FPDF_TEXTPAGE) []pdf.RawChar {
	count, err := r.p.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text})
	if err != nil {
		return nil
	}
	var out []pdf.RawChar
	var high rune // the first half of a character outside the basic plane
	for i := range count.Count {
		code, err := r.p.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: text, Index: i})
		if err != nil {
			continue
		}
		c := rune(code.Unicode)
		switch {
		case utf16.IsSurrogate(c) && high == 0:
			high = c
			continue
		case high != 0:
			c, high = utf16.DecodeRune(high, c), 0
		}
		if unicode.IsSpace(c) {
			out = append(out, pdf.RawChar{Rune: ' '})
			continue
		}
		out = append(out, r.place(text, i, readable(c), out))
	}
	return out
}

// readable returns a code as a character.
func readable(c rune) rune {
	switch {
	case c == hyphenMark:
		return '-'
	case c == 0, c >= 0xFFFE, unicode.IsControl(c):
		return unicode.ReplacementChar
	}
	return c
}

// place returns the character with its place. The direction is asked for where
// the baseline is not that of the character before it: each question costs.
func (r *pageReader) place(text references.FPDF_TEXTPAGE, i int, c rune, before []pdf.RawChar) pdf.RawChar {
	out := pdf.RawChar{Rune: c}
	origin, err := r.p.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: text, Index: i})
	if err != nil {
		return out
	}
	loose, err := r.p.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: text, Index: i})
	if err != nil {
		return out
	}
	width, height := float64(loose.Rect.Right-loose.Rect.Left), float64(loose.Rect.Top-loose.Rect.Bottom)
	out.X, out.Y = origin.X, origin.Y
	out.Width, out.Size = width, height/emOfBox
	if n := len(before); n > 0 && before[n-1].Size > 0 && before[n-1].Y == out.Y {
		out.Angle = before[n-1].Angle
	} else if angle, err := r.p.FPDFText_GetCharAngle(&requests.FPDFText_GetCharAngle{TextPage: text, Index: i}); err == nil {
		out.Angle = float64(angle.CharAngle)
	}
	if sideways := out.Angle > 0.8 && out.Angle < 2.3 || out.Angle > 4 && out.Angle < 5.4; sideways {
		out.Width, out.Size = height, width/emOfBox
	}
	return out
}

// hasPicture reports whether the page shows a picture.
func (r *pageReader) hasPicture() bool {
	count, err := r.p.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: r.ref})
	if err != nil {
		return false
	}
	for i := range min(count.Count, maxObjects) {
		object, err := r.p.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: r.ref, Index: i})
		if err != nil {
			continue
		}
		kind, err := r.p.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: object.PageObject})
		if err == nil && kind.Type == enums.FPDF_PAGEOBJ_IMAGE {
			return true
		}
	}
	return false
}
