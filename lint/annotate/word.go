package annotate

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strconv"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/parse/archive"
	"github.com/rightslint/rightslint/parse/docx"
	"github.com/rightslint/rightslint/parse/flow"
)

// ErrEncoding says that the text of a Word document is in an encoding that is
// read and not written.
var ErrEncoding = errors.New("the text of this document is not kept in UTF-8, so that it cannot be annotated; open it in a word processor and save it again")

// maxMain bounds the bytes of the main part.
const maxMain = 256 << 20

// Word returns a copy of a Word document with the findings as comments at the
// clauses and the suggested wording of missing ones as tracked insertions.
// original says that tracked changes were read as rejected when the document
// was judged. What has no place in the body of the document, such as a finding
// in a footnote, is said at its beginning.
func Word(data []byte, d *lint.Document, original bool) ([]byte, Count, error) {
	list := notes(d, true)
	if len(list) == 0 {
		return nil, Count{}, ErrNothing
	}
	doc, err := docx.Read(data, docx.Options{Original: original, Trace: true})
	if err != nil {
		return nil, Count{}, err
	}
	a, err := archive.Open(data)
	if err != nil {
		return nil, Count{}, err
	}
	main, err := a.Bytes(doc.Parts.Main, maxMain)
	if err != nil {
		return nil, Count{}, err
	}
	w := &wordWriter{doc: doc, main: main, judged: d, splits: map[place]*split{}}
	if err := w.prepare(a); err != nil {
		return nil, Count{}, err
	}
	for i := range list {
		w.note(&list[i])
	}
	w.splitRuns()
	out, err := w.pack(data)
	return out, w.count, err
}

// edit is text to put into the main part, before the byte at an offset.
type edit struct {
	at   int64
	text string
}

// wordWriter gathers what is to be put into a Word document.
type wordWriter struct {
	doc    *docx.Document
	judged *lint.Document
	main   []byte
	prefix string // of the namespace of WordprocessingML, with its colon, or empty
	strict bool
	kinds  map[int]*flow.Block // by number of paragraph

	edits    []edit
	splits   map[place]*split
	comments bytes.Buffer
	existing []byte // the part of comments that the document has
	types    []byte
	rels     []byte
	next     int // number of the next comment or change
	count    Count
}

// identifiers finds the numbers of comments and changes, which must differ.
var identifiers = regexp.MustCompile(`\bid\s*=\s*["'](\d{1,9})["']`)

// rootTag finds the start tag of the main part and its prefix.
var rootTag = regexp.MustCompile(`<([\w.-]+:)?document[\s>]`)

// prepare reads the parts that are to be changed.
func (w *wordWriter) prepare(a *archive.Archive) error {
	head := w.main[:min(len(w.main), 200)]
	if bytes.HasPrefix(head, []byte("\xFE\xFF")) || bytes.HasPrefix(head, []byte("\xFF\xFE")) ||
		bytes.Contains(head, []byte("encoding=")) && !bytes.Contains(bytes.ToLower(head), []byte("utf-8")) {
		return ErrEncoding
	}
	m := rootTag.FindSubmatch(w.main)
	if m == nil {
		return archive.ErrDamaged
	}
	w.prefix = string(m[1])
	w.strict = bytes.Contains(w.main[:min(len(w.main), 8<<10)], []byte(`"http://purl.oclc.org/ooxml/wordprocessingml/main"`))
	var err error
	for _, part := range [...]struct {
		name string
		to   *[]byte
	}{{w.doc.Parts.Comments, &w.existing}, {"[Content_Types].xml", &w.types}, {w.doc.Parts.Relations, &w.rels}} {
		if part.name != "" && err == nil {
			*part.to, err = a.Bytes(part.name, 64<<20)
		}
	}
	for _, part := range [][]byte{w.main, w.existing} {
		for _, id := range identifiers.FindAllSubmatch(part, -1) {
			n, _ := strconv.Atoi(string(id[1]))
			w.next = max(w.next, n+1)
		}
	}
	w.kinds = map[int]*flow.Block{}
	for i := range w.doc.Blocks {
		for _, p := range w.doc.Blocks[i].Parts {
			w.kinds[p.Number] = &w.doc.Blocks[i]
		}
	}
	return err
}

// note writes one note.
func (w *wordWriter) note(n *note) {
	id := w.next
	w.next++
	w.count.Comments++
	w.comment(id, n.lines)
	start, end := fmt.Sprintf(`<%scommentRangeStart %sid="%d"/>`, w.prefix, w.prefix, id), fmt.Sprintf(`<%scommentRangeEnd %[1]sid="%d"/><%[1]sr><%[1]scommentReference %[1]sid="%[2]d"/></%[1]sr>`, w.prefix, id)
	first, last := w.paragraphs(n)
	if len(n.wording) > 0 && last > 0 {
		w.insert(n.wording, last, start, end)
		return
	}
	if first == 0 {
		w.atBeginning(start + end)
		return
	}
	spans := w.judged.Doc.Paragraphs
	w.mark(first, max(n.start-spans[first-1].Start, 0), start, false)
	w.mark(last, min(n.end, spans[last-1].End)-spans[last-1].Start, end, true)
}

// paragraphs returns the first and the last paragraph of the body that a note
// is about; 0 for none.
func (w *wordWriter) paragraphs(n *note) (first, last int) {
	if !n.placed {
		return 0, 0
	}
	d := w.judged.Doc
	first, last = d.Paragraph(n.start), d.Paragraph(max(n.start, n.end-1))
	for first > 0 && first <= len(d.Paragraphs) && d.Paragraphs[first-1].End <= n.start && first < last {
		first++
	}
	for first < last && (last > len(w.doc.Traces) || len(w.doc.Traces[last-1].Pieces) == 0) {
		last--
	}
	if first < 1 || first > len(w.doc.Traces) || len(w.doc.Traces[first-1].Pieces) == 0 || len(w.doc.Traces[last-1].Pieces) == 0 {
		return 0, 0
	}
	return first, last
}

// atBeginning puts text into the first paragraph of the body.
func (w *wordWriter) atBeginning(text string) {
	for i := range w.doc.Traces {
		if t := &w.doc.Traces[i]; t.Open < t.End {
			w.edits = append(w.edits, edit{max(t.Open, t.PropsEnd), text})
			return
		}
	}
}

// styleElement finds the style of a paragraph in its properties.
var styleElement = regexp.MustCompile(`<(?:[\w.-]+:)?pStyle\s[^<>]*/>`)

// unwanted finds what the look of a passage must not lend to another.
var unwanted = regexp.MustCompile(`:?(rPrChange|ins|del|moveFrom|moveTo|vanish|strike|dstrike|b|i|caps|highlight|vertAlign|rStyle)[\s/>]`)

// insert puts a clause in after a paragraph, as a tracked insertion with a
// comment on it.
func (w *wordWriter) insert(wording []string, number int, start, end string) {
	for number < len(w.doc.Traces) && w.doc.Traces[number-1].Joined {
		number++
	}
	t := &w.doc.Traces[number-1]
	style, look := "", ""
	if b := w.kinds[number]; b != nil && t.After == t.End && b.Kind != flow.Heading {
		if b.Kind == flow.Paragraph && b.Label == "" && t.Props > 0 {
			style = string(styleElement.Find(w.main[t.Props:t.PropsEnd]))
		}
		if n := len(t.Pieces); n > 0 {
			run := t.Pieces[n-1].Run
			if props := w.main[run.Props:run.PropsEnd]; !unwanted.Match(props) {
				look = string(props)
			}
		}
	}
	var out bytes.Buffer
	p := w.prefix
	for i, line := range wording {
		change := fmt.Sprintf(`%sid="%d" %[1]sauthor="%[3]s"`, p, w.next, Author)
		mark := fmt.Sprintf(`%sid="%d" %[1]sauthor="%[3]s"`, p, w.next+1, Author)
		w.next += 2
		fmt.Fprintf(&out, `<%sp><%[1]spPr>%s<%[1]srPr><%[1]sins %[3]s/></%[1]srPr></%[1]spPr>`, p, style, mark)
		if i == 0 {
			out.WriteString(start)
		}
		fmt.Fprintf(&out, `<%sins %s><%[1]sr>%[3]s<%[1]st xml:space="preserve">%[4]s</%[1]st></%[1]sr></%[1]sins>`, p, change, look, escape(line))
		if i == len(wording)-1 {
			out.WriteString(end)
		}
		fmt.Fprintf(&out, `</%sp>`, p)
	}
	w.edits = append(w.edits, edit{t.After, out.String()})
	w.count.Insertions++
}

// spliced returns the main part with all that is put in.
func (w *wordWriter) spliced() []byte {
	slices.SortStableFunc(w.edits, func(a, b edit) int { return cmp.Compare(a.at, b.at) })
	size := len(w.main)
	for _, e := range w.edits {
		size += len(e.text)
	}
	out := make([]byte, 0, size)
	at := int64(0)
	for _, e := range w.edits {
		out = append(append(out, w.main[at:e.at]...), e.text...)
		at = e.at
	}
	return append(out, w.main[at:]...)
}

// pieceAt returns the piece of a paragraph that holds a byte of its text: the one
// that begins there, or, for an end, the one that ends there.
func pieceAt(t *docx.Trace, offset int, isEnd bool) *docx.Piece {
	i := sort.Search(len(t.Pieces), func(i int) bool {
		if isEnd {
			return t.Pieces[i].To >= offset
		}
		return t.Pieces[i].To > offset
	})
	return &t.Pieces[min(i, len(t.Pieces)-1)]
}
