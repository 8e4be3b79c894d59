package parse

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// unitKind is a named kind of unit; rank orders the kinds by what holds what.
type unitKind struct {
	rank  int
	annex bool // begins a numbering of its own
}

var (
	kindAnnex     = &unitKind{rank: 1, annex: true}
	kindPart      = &unitKind{rank: 2}
	kindTitle     = &unitKind{rank: 3}
	kindChapter   = &unitKind{rank: 4}
	kindDivision  = &unitKind{rank: 5}
	kindSection   = &unitKind{rank: 6}
	kindArticle   = &unitKind{rank: 7}
	kindClause    = &unitKind{rank: 8}
	kindParagraph = &unitKind{rank: 9}
)

// unitWords are the names of kinds of units in lower case.
var unitWords = map[string]*unitKind{
	"annex": kindAnnex, "annexure": kindAnnex, "appendix": kindAnnex, "schedule": kindAnnex,
	"exhibit": kindAnnex, "attachment": kindAnnex, "annexe": kindAnnex, "anexo": kindAnnex, "anhang": kindAnnex, "приложение": kindAnnex,
	"part": kindPart, "parte": kindPart, "partie": kindPart, "teil": kindPart, "book": kindPart,
	"title": kindTitle, "titre": kindTitle, "título": kindTitle, "titolo": kindTitle, "subtitle": kindTitle,
	"chapter": kindChapter, "chapitre": kindChapter, "capítulo": kindChapter, "kapitel": kindChapter,
	"capo": kindChapter, "глава": kindChapter, "subchapter": kindChapter, "rozdział": kindChapter,
	"division": kindDivision, "subdivision": kindDivision, "раздел": kindDivision,
	"section": kindSection, "sec": kindSection, "sección": kindSection, "abschnitt": kindSection, "sezione": kindSection,
	"article": kindArticle, "art": kindArticle, "artículo": kindArticle, "artikel": kindArticle,
	"articolo": kindArticle, "artigo": kindArticle, "статья": kindArticle, "artykuł": kindArticle, "المادة": kindArticle, "مادة": kindArticle,
	"rule": kindArticle, "regulation": kindArticle,
	"clause": kindClause, "cláusula": kindClause,
	"paragraph": kindParagraph, "item": kindParagraph, "requirement": kindParagraph,
}

// NamesUnit reports whether a word in lower case, singular or plural, names a
// kind of provision ("article", "clauses"), so that a number after it is a
// reference.
func NamesUnit(word string) bool {
	return unitWords[word] != nil || unitWords[strings.TrimSuffix(word, "s")] != nil
}

// maxUnitWord is the length in bytes of the longest name of a unit.
const maxUnitWord = 20

// namedLabel reads "Article 12", "SECTION 5.", "Sec. 4.01", "Annex IV".
func namedLabel(t []byte) (label, bool) {
	i := 0
	for i < len(t) && i <= maxUnitWord && (isAlpha(t[i]) || t[i] >= utf8.RuneSelf) {
		i++
	}
	if i < 3 || i > maxUnitWord || isLower(t[0]) {
		return label{}, false
	}
	kind := unitWords[lowerWord(t[:i])]
	if kind == nil {
		return label{}, false
	}
	if i < len(t) && t[i] == '.' {
		i++
	}
	start := i
	for i < len(t) && isSpace(t[i]) {
		i++
	}
	if i == start || i >= len(t) {
		return label{}, false
	}
	l := label{form: formNamed, kind: kind}
	n := l.readNamed(t[i:])
	if n == 0 {
		return label{}, false
	}
	i += n
	l.text = string(bytes.ReplaceAll(bytes.ReplaceAll(t[:i], []byte{softBreak}, []byte{' '}), []byte{hardBreak}, []byte{' '}))
	l.apart = endsNumber(t, i)
	l.next = skipSeparator(t, i, true)
	return l, true
}

// lowerWord returns a word in lower case, short of allocating for the usual
// words of ASCII letters.
func lowerWord(b []byte) string {
	var buf [maxUnitWord * 2]byte
	out := buf[:0]
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return string(bytes.ToLower(b))
		}
		out = append(out, c|0x20)
	}
	return string(out)
}

// readNamed reads the number after a unit's name: "12", "4.01", "IV", "B".
func (l *label) readNamed(t []byte) int {
	if isDigit(t[0]) {
		n, parts, ok := readDotted(t)
		if !ok || n < len(t) && isAlpha(t[n]) {
			return 0
		}
		l.parts = parts
		l.add(digits, parts[len(parts)-1])
		return n
	}
	if t[0] == '(' {
		p, ok := parenLabel(t)
		if !ok || p.readings[0].alpha != digits {
			return 0
		}
		l.add(digits, p.readings[0].num)
		return bytes.IndexByte(t, ')') + 1
	}
	n := 0
	for n < len(t) && isUpper(t[n]) {
		n++
	}
	if n == 0 || n > 6 || n < len(t) && (isAlpha(t[n]) || isDigit(t[n]) || t[n] >= utf8.RuneSelf && t[n] < 0xE2) {
		return 0
	}
	if r := romanNumber(t[:n]); r > 0 {
		l.add(romanUpper, r)
	}
	if n == 1 {
		l.add(upper, int(t[0]-'A')+1)
	}
	if l.count == 0 {
		return 0
	}
	return n
}
