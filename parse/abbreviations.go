package parse

// abbrKind says what a full stop after a word means.
type abbrKind uint8

const (
	notAbbr   abbrKind = iota
	leads              // a name or a number follows: never ends a sentence
	mayFinish          // ends a sentence if a usual first word follows
)

// abbreviations are words, in lower case and without their last stop, that a
// full stop does not end a sentence after.
var abbreviations = func() map[string]abbrKind {
	m := map[string]abbrKind{}
	for _, w := range []string{
		// references
		"art", "arts", "sec", "secs", "sect", "no", "nos", "nr", "num", "núm", "cl", "cls", "reg", "regs", "para", "paras", "par", "pars",
		"p", "pp", "pg", "ch", "chap", "cap", "vol", "vols", "fig", "figs", "tab", "ann", "sched", "schs", "sch", "pt", "pts", "subsec",
		"subpara", "stat", "pub", "ex", "exh", "ref", "ed", "eds", "op", "cit", "cf", "see", "tit", "div", "amend", "rev", "supp", "ibid",
		// in running text
		"e.g", "eg", "i.e", "ie", "viz", "vs", "v", "approx", "ca", "c", "incl", "excl", "max", "min", "est", "resp", "esp", "a.k.a", "aka", "w.e.f",
		// titles
		"shri", "pte", "pvt", "pty", "smt", "mr", "mrs", "ms", "messrs", "m/s", "dr", "prof", "hon", "rev", "gen", "col", "sgt", "lt", "capt", "gov", "sen", "rep", "st", "mt", "ft", "sr", "sra", "mme", "mlle",
		// months
		"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec",
		// other languages
		"abs", "bzw", "vgl", "ggf", "z.b", "d.h", "u.a", "gem", "ziff", "lit", "buchst", "al", "p.ej", "n", "nn", "ust", "pkt", "poz", "tj", "np", "zw",
		"ст", "п", "пп", "ч", "т", "др", "пр", "гл", "абз", "см", "т.е", "т.д", "т.п", "г", "рис", "руб", "ул",
	} {
		m[w] = leads
	}
	for _, w := range []string{
		"inc", "ltd", "co", "corp", "plc", "llc", "l.l.c", "bros", "gmbh", "s.a", "s.p.a", "s.r.l", "b.v", "n.v", "a.g", "l.p", "p.c",
		"etc", "u.s", "u.s.a", "u.s.c", "u.k", "u.n", "e.u", "d.c", "n.y", "u.s.c.a", "c.f.r", "f.r", "a.m", "p.m", "et al", "dept", "depts", "assn", "assoc", "univ", "intl", "natl",
		"app", "id", "govt", "ave", "blvd", "rd", "ste", "hwy", "ph.d", "ll.m", "jr", "esq", "bldg", "mio", "mln", "mrd",
	} {
		m[w] = mayFinish
	}
	return m
}()

// starters are usual first words of sentences in English, as they are written
// there.
var starters = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range []string{
		"The", "This", "These", "Those", "That", "A", "An", "Any", "All", "Each", "Every", "No", "Such", "If", "In", "It", "Its", "We", "You", "Your", "Our",
		"They", "Their", "He", "She", "His", "Her", "For", "From", "By", "To", "At", "On", "Of", "As", "When", "Where", "Whenever", "While", "Who", "Which", "What",
		"Unless", "Until", "Upon", "Under", "Subject", "Please", "Notwithstanding", "However", "Except", "After", "Before", "During", "Nothing", "Neither",
		"Some", "Other", "Certain", "There", "Here", "With", "Without", "Within", "Also", "And", "Or", "But", "So", "Because", "Although", "Though", "Once", "Since",
		"Both", "Either", "Many", "Most", "More", "Additionally", "Furthermore", "Moreover", "Further", "Accordingly", "Therefore", "Thus", "Users", "By", "Do", "Don't",
		"Not", "One", "Once", "Should", "May", "Shall", "Must", "Will", "How", "Why", "Let", "Use", "Provided", "Pursuant", "Regardless",
	} {
		m[w] = true
	}
	return m
}()

// abbreviation looks up a word in any case.
func abbreviation(word []byte) abbrKind {
	if len(word) == 0 || len(word) > maxUnitWord {
		return notAbbr
	}
	return abbreviations[lowerAny(word)]
}

// lowerAny returns a word in lower case; digits and stops stay.
func lowerAny(b []byte) string {
	var buf [maxUnitWord * 2]byte
	out := buf[:0]
	for _, c := range b {
		if isUpper(c) {
			c |= 0x20
		}
		if c >= 0x80 {
			return lowerWord(b)
		}
		out = append(out, c)
	}
	return string(out)
}
