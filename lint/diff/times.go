package diff

import (
	"strings"

	"github.com/rightslint/rightslint/rules/words"
)

// duration is a time that a text names.
type duration struct {
	days float64
	text string
}

// deadline compares the times that each side names, of which one may differ. A
// later deadline is worse; a longer warning in advance is better; a longer time
// of keeping is worse.
func (d *delta) deadline(add adder) {
	old, new := d.old.durations(), d.new.durations()
	if len(old) == len(new) {
		i := onlyDifferent(old, new)
		if i < 0 {
			return
		}
		longer := new[i].days > old[i].days
		if worse, known := d.longerIsWorse(); known {
			add(longer == worse, true, "the time: %s became %s", old[i].text, new[i].text)
		}
		return
	}
	worse, known := d.longerIsWorse()
	if !known || !worse {
		return
	}
	switch {
	case len(old) == 1 && len(new) == 0:
		add(true, true, "the deadline went: %s", old[0].text)
	case len(old) == 0 && len(new) == 1:
		add(false, true, "a deadline was set: %s", new[0].text)
	}
}

// onlyDifferent returns the index of the one time that differs between the two
// lists, which are equally long; -1 where none does, or more than one.
func onlyDifferent(old, new []duration) int {
	at := -1
	for i := range old {
		switch {
		case old[i].days == new[i].days:
		case at >= 0:
			return -1
		default:
			at = i
		}
	}
	return at
}

// longerIsWorse tells what a longer time means in the sentences of the group.
func (d *delta) longerIsWorse() (worse, known bool) {
	has := func(concept string) bool {
		for _, f := range []*flow{d.old, d.new} {
			for _, i := range f.sentences {
				if f.side.has(i, concept) {
					return true
				}
			}
		}
		return false
	}
	switch {
	case has("change-keep"):
		return true, true
	case has("change-prior"):
		return false, true
	case has("change-within"):
		return true, true
	}
	return false, false
}

// durations lists the times that a flow names: a number and a unit.
func (f *flow) durations() []duration {
	var out []duration
	for _, i := range f.sentences {
		text := f.side.Doc.Sentences[i].Text
		ws := f.side.Text.Words(i)
		number, at := 0.0, -1
		for k, w := range ws {
			word := words.Fold(text[w.Start:w.End])
			if n := numberOf(word); n > 0 {
				number, at = n, k
				continue
			}
			old := k+1 < len(ws) && strings.EqualFold(text[ws[k+1].Start:ws[k+1].End], "old") ||
				k+2 < len(ws) && strings.EqualFold(text[ws[k+2].Start:ws[k+2].End], "age")
			if days := unitDays[words.Normal(word)]; days > 0 && at >= 0 && k-at <= 2 && !old {
				out = append(out, duration{number * days, text[ws[at].Start:w.End]})
				at = -1
			}
		}
	}
	return out
}

func numberOf(word string) float64 {
	if n := numerals[word]; n != "" {
		word = n
	}
	if !isNumeric(word) || len(word) > 6 {
		return 0
	}
	n := 0.0
	for _, c := range word {
		n = 10*n + float64(c-'0')
	}
	return n
}

// unitDays is how many days a unit of time has, by its normal form.
var unitDays = func() map[string]float64 {
	out := map[string]float64{}
	for unit, days := range map[string]float64{"minute": 1.0 / 1440, "hour": 1.0 / 24, "day": 1, "week": 7, "month": 30, "year": 365} {
		out[words.Normal(unit)] = days
	}
	return out
}()
