package pdf

import (
	"fmt"
	"testing"
)

// disc draws a circle around a point, to be filled or stroked.
func disc(x, y, r float64, paint string) string {
	k := r * 0.5523
	return fmt.Sprintf("%g %g m %g %g %g %g %g %g c %g %g %g %g %g %g c %g %g %g %g %g %g c %g %g %g %g %g %g c h %s\n",
		x+r, y, x+r, y+k, x+k, y+r, x, y+r, x-k, y+r, x-r, y+k, x-r, y, x-r, y-k, x-k, y-r, x, y-r, x+k, y-r, x+r, y-k, x+r, y, paint)
}

// TestDrawnBullets holds that discs, rings and squares before lines, as browsers
// draw them, begin list items, and that dots elsewhere are drawings.
func TestDrawnBullets(t *testing.T) {
	b := newBuilder()
	b.page(shown("F1", 11, 72, 720, 14, "You must not:")+
		disc(80, 704, 1.8, "f")+shown("F1", 11, 90, 700, 14, "sell what others publish;")+
		disc(98, 690, 1.8, "S")+shown("F1", 11, 108, 686, 14, "neither here nor there;")+
		"114 674 3.6 3.6 re f\n"+shown("F1", 11, 126, 672, 14, "nor anywhere else;")+
		disc(80, 662, 1.8, "f")+shown("F1", 11, 90, 658, 14, "threaten anybody.")+
		disc(300, 648, 1.8, "f")+ // beside nothing
		shown("F1", 11, 72, 600, 14, "Large rings and dots in the text are drawings, and no bullets.")+
		disc(200, 604, 1.8, "f")+disc(60, 604, 9, "f"), "")
	wantTexts(t, texts(readAll(t, b.bytes())),
		"You must not:", "• sell what others publish;", "◦ neither here nor there;", "▪ nor anywhere else;", "• threaten anybody.",
		"Large rings and dots in the text are drawings, and no bullets.")
}

// TestReferenceAtLineEnd holds that a number at the start of a line is that of a
// reference where the line before ends in the name of a unit.
func TestReferenceAtLineEnd(t *testing.T) {
	b := newBuilder()
	b.page(shown("F1", 11, 72, 720, 14, "(1) A warrant shall, subject to subsection", "(2), be valid for such period not exceeding three months as may be stated in it.")+
		shown("F1", 11, 72, 680, 14, "(2) A warrant ends with the period that it states, or when the judge so orders."), "")
	wantTexts(t, texts(readAll(t, b.bytes())),
		"(1) A warrant shall, subject to subsection (2), be valid for such period not exceeding three months as may be stated in it.",
		"(2) A warrant ends with the period that it states, or when the judge so orders.")
}
