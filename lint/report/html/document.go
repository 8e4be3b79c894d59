package html

import (
	"cmp"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/report"
	"github.com/rightslint/rightslint/rules"
	"github.com/rightslint/rightslint/rules/words"
)

// documentView is what the template of a document needs.
type documentView struct {
	ID, Title, Path, File string
	Level                 int // of the document's own heading
	Kind, Language, Set   string
	Reason                string // from what the kind was recognised
	Lang, Dir             string // attributes of the document's text
	Error                 string
	Warnings              []string
	Unread                bool
	Verdict               string
	Clean                 bool // there is nothing to report
	Counts                []countView
	Summary               []string
	Open                  int // findings that nobody has answered
	Rights                []rightView
	NotAsked              []string
	Chunks                []chunkView
	Traits                []traitView
	Waived                []*findingView
}

// countView is how often a verdict was given.
type countView struct {
	Type, Word string
	Number     int
}

// traitView is something that the document does, with the passages that show
// it.
type traitView struct {
	Title    string
	Passages []placeView
}

// placeView is a passage that can be gone to.
type placeView struct {
	Href, Where, Quote string
	Passages           int // in the table, how many passages have the place
}

// maker turns the verdict on a document into its view.
type maker struct {
	d        *lint.Document
	cat      *rules.Catalog
	id       string
	ids      map[string]string // of the documents of the page, by path
	rights   map[string]int    // number of each right, for the filters
	rows     map[string]*lint.Row
	first    map[string]*findingView // first finding of a rule, which says all
	places   map[int]int             // sentence by the offset of its start
	passages map[int]*passageView    // by sentence
	anchors  map[int]bool            // sentences that something refers to
	inserts  map[int][]*findingView  // what would belong after a sentence
	homeless []*findingView          // what would belong somewhere
}

// documentID is the id of a document by its place in the report.
func documentID(i int) string { return fmt.Sprintf("d%d", i+1) }

// documentIDs returns the ids of the documents of a report by path.
func documentIDs(rep *lint.Report) map[string]string {
	ids := map[string]string{}
	for i, d := range rep.Documents {
		ids[d.Path] = documentID(i)
	}
	return ids
}

func pageTitle(docs []*documentView) string {
	if len(docs) == 1 {
		return "Safeguards in “" + docs[0].Title + "”"
	}
	return fmt.Sprintf("Safeguards in %d documents", len(docs))
}

func newDocument(d *lint.Document, cat *rules.Catalog, id string, level int, ids map[string]string) *documentView {
	v := &documentView{
		ID: id, Level: level, Path: clean(d.Path), File: clean(filepath.Base(d.Path)),
		Kind: words.Capital(cat.Label(d.Kind)), Language: clean(report.LanguageName(d.Language)), Set: clean(d.Set),
	}
	v.Title = v.File
	if title := documentTitle(d); title != "" {
		v.Title = report.Shorten(title, 160)
	}
	if d.Error != "" {
		v.Error = words.Capital(clean(strings.TrimPrefix(d.Error, "not judged: ")))
		return v
	}
	if d.KindSource == "detected" {
		v.Reason = clean(d.KindReason)
	}
	v.Lang, v.Dir = textLanguage(d.Language)
	for _, w := range d.Warnings {
		v.Warnings = append(v.Warnings, clean(w))
	}
	m := &maker{
		d: d, cat: cat, id: id, ids: ids,
		rights: map[string]int{}, rows: map[string]*lint.Row{}, first: map[string]*findingView{},
		places: map[int]int{}, passages: map[int]*passageView{}, anchors: map[int]bool{},
		inserts: map[int][]*findingView{},
	}
	v.Unread = d.Doc != nil && len(d.Doc.Unread) > 0
	m.prepare()
	m.place()
	v.Traits = m.traits()
	v.Chunks = m.chunks(level + 2)
	v.Rights, v.NotAsked = m.coverage()
	v.Waived = m.waived()
	v.count(d)
	v.Summary = m.summary(v)
	return v
}

// documentTitle returns the title that a document gives itself, or nothing
// where its first heading is only that of a numbered part.
func documentTitle(d *lint.Document) string {
	if d.Doc == nil || len(d.Doc.Provisions) > 0 && d.Doc.Provisions[0].Label != "" && strings.Contains(d.Doc.Title, d.Doc.Provisions[0].Title) {
		return ""
	}
	return strings.TrimSpace(clean(d.Doc.Title))
}

// count counts what has not been answered by type.
func (v *documentView) count(d *lint.Document) {
	found := map[string]int{}
	for i := range d.Findings {
		if d.Findings[i].Suppressed == nil {
			found[d.Findings[i].Type]++
			v.Open++
		}
	}
	there := 0
	for _, row := range d.Coverage {
		if row.Status == lint.Present || row.Status == lint.Elsewhere {
			there++
		}
	}
	var parts []string
	for _, t := range findingTypes {
		n := found[t.kind]
		v.Counts = append(v.Counts, countView{t.kind, t.count(n), n})
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, t.verdict(n)))
		}
	}
	v.Counts = append(v.Counts, countView{"present", "there", there})
	v.Verdict = fmt.Sprintf("Nothing to report: all %d safeguards that this document owes are there.", there)
	if v.Clean = len(parts) == 0; !v.Clean {
		v.Verdict = strings.Join(parts, ", ") + fmt.Sprintf("; %d are there.", there)
	}
}

// traits says what the document does, and from which passages that is known.
func (m *maker) traits() []traitView {
	var out []traitView
	for _, t := range m.d.Traits {
		v := traitView{Title: words.Capital(cmp.Or(t.Title, t.Trait))}
		for _, e := range t.Evidence {
			v.Passages = append(v.Passages, m.passage(e))
		}
		out = append(out, v)
	}
	return out
}

// passage describes a passage of this document and makes sure that it can be
// gone to.
func (m *maker) passage(s lint.Span) placeView {
	p := placeView{Where: where(s), Quote: report.Shorten(clean(s.Quote), 240)}
	if i, ok := m.sentence(s); ok {
		m.anchors[i] = true
		p.Href = "#" + m.anchor(i)
	}
	return p
}

// where names the place of a passage as a reader would cite it.
func where(s lint.Span) string {
	name := report.Shorten(clean(s.Section), 48)
	switch {
	case s.Page > 0 && name != "":
		return fmt.Sprintf("%s, page %d", name, s.Page)
	case s.Page > 0:
		return fmt.Sprintf("page %d", s.Page)
	case name != "":
		return name
	case s.Paragraph > 0:
		return fmt.Sprintf("paragraph %d", s.Paragraph)
	}
	return fmt.Sprintf("line %d", s.Line)
}

var tagForm = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

// textLanguage returns the lang and dir attributes for text in a language.
func textLanguage(tag string) (lang, dir string) {
	if tagForm.MatchString(tag) && tag != "und" {
		lang = tag
	}
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	switch base {
	case "ar", "fa", "he", "ur", "ps", "ug", "yi", "dv", "sd":
		return lang, "rtl"
	}
	return lang, "ltr"
}
