package rules

import (
	"strings"
)

// Source is an instrument of human-rights law or a standard that rules rest
// on.
type Source struct {
	// Title is the instrument's title.
	Title string `yaml:"title"`
	// Year is that of its adoption.
	Year int `yaml:"year"`
	// Symbol is its number or document symbol, by which it can be looked up.
	Symbol string `yaml:"symbol"`
	// Part is what its numbered parts are called, such as "Article".
	Part string `yaml:"part"`
}

// Citation is a source of a rule, taken apart.
type Citation struct {
	// Key names the instrument in sources.yaml.
	Key string
	// Source is the instrument.
	Source Source
	// Part is the cited part in words, such as "Articles 33–34"; empty where
	// the whole instrument is cited.
	Part string
}

// Cite takes a source of a rule apart: the longest key that it begins with,
// and the part that follows. It returns false where no key fits.
func (c *Catalog) Cite(source string) (Citation, bool) {
	best := ""
	for key := range c.Instruments {
		if len(key) > len(best) && (source == key || strings.HasPrefix(source, key+" ")) {
			best = key
		}
	}
	if best == "" {
		return Citation{}, false
	}
	s := c.Instruments[best]
	return Citation{best, s, s.part(strings.TrimSpace(source[len(best):]))}, true
}

// part writes the cited part in words: "33-34" is "Articles 33–34". A name
// stands as it is, and so does an annex, which says itself what its parts are.
func (s Source) part(rest string) string {
	if strings.HasPrefix(rest, "Annex") {
		return strings.ReplaceAll(rest, "-", "–")
	}
	if s.Part == "" || !strings.ContainsAny(rest, "0123456789") {
		return rest
	}
	if from, to, ok := strings.Cut(rest, "-"); ok {
		return s.Part + "s " + from + "–" + to
	}
	return s.Part + " " + rest
}

// sources reads sources.yaml.
func (l *loader) sources(file string, data []byte) {
	l.decode(file, data, &l.cat.Instruments)
	for key, s := range l.cat.Instruments {
		if s.Title == "" || s.Year == 0 || s.Symbol == "" {
			l.fault(file, Place{}, "%s needs a title, a year and a symbol", key)
		}
	}
}
