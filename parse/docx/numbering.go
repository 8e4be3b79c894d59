package docx

import (
	"encoding/xml"
	"strings"

	"github.com/rightslint/rightslint/parse/archive"
)

// levels is the number of levels of a list.
const levels = 9

// numbering is what the part of numbering definitions says (17.9).
type numbering struct {
	abstract map[int]*abstractList
	lists    map[int]*list
}

// abstractList is a definition of a list that lists share.
type abstractList struct {
	id     int
	levels [levels]level
	link   string // style that holds the definition instead
}

// list is what a paragraph refers to.
type list struct {
	id        int
	abstract  int
	start     [levels]int // from which to begin anew, or unset
	overrides [levels]*level
}

// level says how the numbers of one level of a list look.
type level struct {
	given           bool
	start           int
	format          string
	text            string
	restart         int // level, from 1, after which to begin anew; unset: any higher
	legal           bool
	style           string // paragraph style of the level
	indent, hanging int
	picture         bool
}

func (r *reader) readNumbering(x *archive.Scanner) error {
	r.x = x
	n := &r.numbering
	n.abstract, n.lists = map[int]*abstractList{}, map[int]*list{}
	if _, err := x.Root(); err != nil {
		return err
	}
	return x.Children(func(e xml.StartElement) error {
		switch {
		case !isWord(e.Name):
		case e.Name.Local == "abstractNum":
			return r.readAbstract(number(e, "abstractNumId"))
		case e.Name.Local == "num":
			return r.readList(number(e, "numId"))
		}
		return x.Skip()
	}, nil)
}

func (r *reader) readAbstract(id int) error {
	a := &abstractList{id: id}
	r.numbering.abstract[id] = a
	return r.x.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "lvl":
			return r.readLevel(e, func(i int, l level) { a.levels[i] = l })
		case "numStyleLink":
			a.link = archive.Attr(e, "val")
		}
		return r.x.Skip()
	}, nil)
}

func (r *reader) readList(id int) error {
	l := &list{id: id, abstract: unset}
	for i := range l.start {
		l.start[i] = unset
	}
	r.numbering.lists[id] = l
	return r.x.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "abstractNumId":
			l.abstract = number(e, "val")
		case "lvlOverride":
			i := number(e, "ilvl")
			if i < 0 || i >= levels {
				return r.x.Skip()
			}
			return r.x.Children(func(e xml.StartElement) error {
				switch e.Name.Local {
				case "startOverride":
					l.start[i] = number(e, "val")
				case "lvl":
					return r.readLevel(e, func(_ int, lv level) { l.overrides[i] = &lv })
				}
				return r.x.Skip()
			}, nil)
		}
		return r.x.Skip()
	}, nil)
}

// readLevel reads w:lvl (17.9.6) and hands it on with its place.
func (r *reader) readLevel(e xml.StartElement, keep func(int, level)) error {
	i := number(e, "ilvl")
	l := level{given: true, start: 0, format: "decimal", restart: unset, indent: unset, hanging: unset}
	err := r.x.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "start":
			l.start = max(number(e, "val"), 0)
		case "numFmt":
			l.format = archive.Attr(e, "val")
			if custom := archive.Attr(e, "format"); l.format == "custom" && strings.HasPrefix(custom, "00") {
				l.format = "decimalZero"
			}
		case "lvlText":
			l.text = archive.Attr(e, "val")
		case "lvlRestart":
			l.restart = number(e, "val")
		case "isLgl":
			l.legal = on(e)
		case "pStyle":
			l.style = archive.Attr(e, "val")
		case "lvlPicBulletId":
			l.picture = true
		case "pPr":
			p, err := r.paragraphProperties()
			l.indent, l.hanging = p.indent, p.hanging
			return err
		}
		return r.x.Skip()
	}, nil)
	if i >= 0 && i < levels {
		keep(i, l)
	}
	return err
}

// definition returns the list of a number and its definition, or nil.
func (r *reader) definition(id int) (*list, *abstractList) {
	l := r.numbering.lists[id]
	if l == nil {
		return nil, nil
	}
	a := r.numbering.abstract[l.abstract]
	if a != nil && a.link != "" {
		// The definition stands with the list that the style names (17.9.21).
		if s := r.styles.find(a.link); s != nil {
			if target := r.numbering.lists[s.p.list]; target != nil && r.numbering.abstract[target.abstract] != nil {
				a = r.numbering.abstract[target.abstract]
			}
		}
	}
	if a == nil {
		return nil, nil
	}
	return l, a
}

// level returns how a level of a list looks.
func (l *list) level(a *abstractList, i int) *level {
	if o := l.overrides[i]; o != nil {
		return o
	}
	return &a.levels[i]
}

// numbersClauses reports whether a level numbers clauses rather than items: its
// number has several parts or a word, or numbers below repeat it.
func (l *list) numbersClauses(a *abstractList, i int) bool {
	text := l.level(a, i).text
	if strings.Count(text, "%") > 1 || hasWord(text) {
		return true
	}
	sign := "%" + string(rune('1'+i))
	for j := i + 1; j < levels; j++ {
		if lv := l.level(a, j); lv.given && strings.Contains(lv.text, sign) {
			return true
		}
	}
	return false
}

// hasWord reports whether there is a word of three letters or more.
func hasWord(text string) bool {
	n := 0
	for _, c := range text {
		if c|0x20 >= 'a' && c|0x20 <= 'z' || c > 0xBF && c < 0xE000 {
			if n++; n > 2 || c >= 0x2E80 {
				return true
			}
			continue
		}
		n = 0
	}
	return false
}
