package pdf

import (
	"regexp"
	"strings"
)

// markerPattern matches what starts a list item or numbered provision: a
// bullet, "(a)", "1.", "1.2.3", "iv)", "§ 4", "Art. 5".
var markerPattern = regexp.MustCompile(`^(?:` +
	`[•●○◦▪■□–—‣∙·*✓✔-]` +
	`|\(?-?(?:[0-9]{1,3}[a-z]{0,2}|[ivxlIVXL]{1,6}|[a-zA-Z]{1,2})[\])][.,]?` +
	`|(?:[0-9]{1,3}|[A-Z]|[IVXL]{1,5}|[a-z]|[ivxl]{1,5})\.(?:[0-9]{1,3}\.?)*` +
	`|[0-9]{1,3}(?:\.[0-9]{1,3})+\.?` +
	`|§{1,2} ?[0-9]+[a-z]?` +
	`)(?:\s|$)`)

// cutMarker cuts a list item's mark off a text.
func cutMarker(s string) (mark, rest string) {
	m := markerPattern.FindString(s)
	return strings.TrimSpace(m), s[len(m):]
}

// isBullet reports whether a mark is a bullet.
func isBullet(mark string) bool {
	return mark != "" && strings.ContainsAny(mark, "•●○◦▪■□–—‣∙·*✓✔-")
}

// unitPattern matches the heading of a titled unit, in the languages of the
// documents met most: "Article 5", "CHAPTER II", "Schedule 1", "§ 12".
var unitPattern = regexp.MustCompile(`^(?i:(?:` +
	`(articles?|artículo|artigo|articolo|artikel|art\.|section|sección|seção|clause|cláusula|§)` +
	`|(chapter|chapitre|capítulo|capitolo|kapitel|abschnitt|subtitle|untertitel)` +
	`|(part|partie|parte|teil|title|titre|título|titolo|titel|book|buch|livre)` +
	`|(annex|annexe|anexo|allegato|anlage|anhang|appendix|schedule))` +
	`[  ]*((?-i:[IVXLC]+|[A-Z])|[0-9]+[a-z]?(?:\.[0-9]+)*|first|premier|1er|erster|primero|primeiro|primo)?(?:[ .:—–-]|$))`)

// unitLevel returns the rank of the unit that a line names, from 1, the unit's
// number and what follows; or 0.
func unitLevel(s string) (level int, number, rest string) {
	m := unitPattern.FindStringSubmatch(s)
	switch {
	case m == nil:
		return 0, "", s
	case m[3] != "" || m[4] != "":
		level = 1
	case m[2] != "":
		level = 2
	default:
		level = 3
	}
	return level, m[5], strings.Trim(s[len(m[0]):], " .:—–-")
}
