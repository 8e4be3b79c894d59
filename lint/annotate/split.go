package annotate

import (
	"bytes"
	"encoding/xml"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/rightslint/rightslint/parse/docx"
)

// place is a place in the text of a paragraph.
type place struct {
	paragraph, offset int
}

// split is where a run is to be cut in two, and what is to stand between.
type split struct {
	piece  *docx.Piece
	at     int64  // in the main part
	ends   string // marks that end something
	starts string // marks that begin something
}

// mark puts a mark into the text of a paragraph, before the byte at an offset
// of it or, for an end, after the byte before it. Where the run there is not a
// simple one, the mark goes before or after the whole run.
func (w *wordWriter) mark(paragraph, offset int, text string, isEnd bool) {
	t := &w.doc.Traces[paragraph-1]
	p := pieceAt(t, offset, isEnd)
	switch {
	case !isEnd && offset <= p.From:
		w.edits = append(w.edits, edit{p.Run.Start, text})
		return
	case isEnd && offset >= p.To && w.isLastOfRun(t, p):
		w.edits = append(w.edits, edit{p.Run.End, text})
		return
	}
	at, ok := w.rawOffset(p, offset)
	switch {
	case ok && w.isSimple(p):
		key := place{paragraph, offset}
		s := w.splits[key]
		if s == nil {
			s = &split{piece: p, at: at}
			w.splits[key] = s
		}
		if isEnd {
			s.ends += text
		} else {
			s.starts += text
		}
	case isEnd:
		w.edits = append(w.edits, edit{p.Run.End, text})
	default:
		w.edits = append(w.edits, edit{p.Run.Start, text})
	}
}

// isLastOfRun reports whether no other piece of the paragraph stands in the run
// of a piece after it.
func (w *wordWriter) isLastOfRun(t *docx.Trace, p *docx.Piece) bool {
	last := &t.Pieces[len(t.Pieces)-1]
	if p == last {
		return true
	}
	for i := range t.Pieces {
		if &t.Pieces[i] == p {
			return t.Pieces[i+1].Run.Start != p.Run.Start
		}
	}
	return true
}

// rawOffset returns where in the main part a byte of a piece's text stands.
func (w *wordWriter) rawOffset(p *docx.Piece, offset int) (int64, bool) {
	raw := w.main[p.Start:p.End]
	left := offset - p.From
	for i := 0; i < len(raw); {
		if left <= 0 {
			return p.Start + int64(i), left == 0
		}
		switch raw[i] {
		case '&':
			stop := bytes.IndexByte(raw[i:], ';')
			if stop < 0 {
				return 0, false
			}
			n := referenceLength(raw[i : i+stop+1])
			if n == 0 {
				return 0, false
			}
			left -= n
			i += stop + 1
		case '<', '\r':
			return 0, false // a CDATA section, or a line end that is folded
		default:
			left--
			i++
		}
	}
	return p.End, left == 0
}

// referenceLength returns the length in bytes of what a character reference
// stands for.
func referenceLength(raw []byte) int {
	var out struct {
		Text string `xml:",chardata"`
	}
	if xml.Unmarshal([]byte("<a>"+string(raw)+"</a>"), &out) != nil || utf8.RuneCountInString(out.Text) != 1 {
		return 0
	}
	return len(out.Text)
}

// isSimple reports whether the run of a piece holds its properties and the
// piece, and nothing else, so that it can be cut in two.
func (w *wordWriter) isSimple(p *docx.Piece) bool {
	run := p.Run
	head := w.main[run.Start:p.Start]
	if run.Props > 0 {
		head = w.main[run.PropsEnd:p.Start]
	} else if i := bytes.IndexByte(head, '>'); i >= 0 {
		head = head[i+1:]
	}
	head = bytes.TrimSpace(head)
	tail := strings.Join(strings.Fields(string(w.main[p.End:run.End])), "")
	open := "<" + w.prefix + "t"
	return bytes.HasPrefix(head, []byte(open)) && bytes.IndexByte(head, '>') == len(head)-1 &&
		(head[len(open)] == '>' || head[len(open)] == ' ') && tail == "</"+w.prefix+"t></"+w.prefix+"r>"
}

// splitRuns cuts the runs at the places of marks.
func (w *wordWriter) splitRuns() {
	places := make([]place, 0, len(w.splits))
	for p := range w.splits {
		places = append(places, p)
	}
	sort.Slice(places, func(i, j int) bool {
		a, b := places[i], places[j]
		return a.paragraph < b.paragraph || a.paragraph == b.paragraph && a.offset < b.offset
	})
	kept := map[int64]bool{}
	for _, key := range places {
		s := w.splits[key]
		run := s.piece.Run
		// Blanks at the ends of the halves count.
		head := w.main[run.Start:s.piece.Start]
		if i := bytes.LastIndexByte(head, '<'); !bytes.Contains(head[i:], []byte("xml:space")) && !kept[s.piece.Start] {
			w.edits = append(w.edits, edit{s.piece.Start - 1, ` xml:space="preserve"`})
			kept[s.piece.Start] = true
		}
		p := w.prefix
		text := "</" + p + "t></" + p + "r>" + s.ends + s.starts + "<" + p + "r>" + string(w.main[run.Props:run.PropsEnd]) + "<" + p + `t xml:space="preserve">`
		w.edits = append(w.edits, edit{s.at, text})
	}
}
