package waiver

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/strict"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// The words that begin a comment which steers the linter.
const (
	prefix      = "rightslint"
	disable     = "rightslint-disable"
	disableNext = "rightslint-disable-next-line"
	disableFile = "rightslint-disable-file"
	enable      = "rightslint-enable"
)

var directives = []string{disable, disableNext, disableFile, enable}

// fault is something in a document that was meant as a waiver and is none.
type fault struct {
	span   lint.Span
	detail string
}

// maxRules is how many rules one comment may waive, and maxWaivers how many
// waivers a document may hold: more is an accident or an attack.
const (
	maxRules   = 20
	maxWaivers = 1000
)

// reader reads the waivers of one document.
type reader struct {
	doc     *parse.Document
	cat     *rules.Catalog
	waivers []*Waiver
	faults  []fault
	open    []*Waiver // those of rightslint-disable that were not ended
}

// read returns the waivers in the comments and the front matter of a document,
// and what is wrong with them.
func read(doc *parse.Document, cat *rules.Catalog) ([]*Waiver, []fault) {
	r := &reader{doc: doc, cat: cat}
	r.frontMatter()
	for _, c := range doc.Comments {
		if len(r.waivers)+len(r.faults) >= maxWaivers {
			r.fault(lint.SpanAt(doc, c.Span), fmt.Sprintf("No more than %d waivers are read of one document.", maxWaivers))
			break
		}
		r.comment(c)
	}
	return r.waivers, r.faults
}

func (r *reader) fault(span lint.Span, detail string) {
	r.faults = append(r.faults, fault{span, detail})
}

func (r *reader) comment(c parse.Comment) {
	head, reason, _ := strings.Cut(c.Text, ":")
	ids := strings.FieldsFunc(head, func(c rune) bool { return c == ',' || c == ' ' })
	if len(ids) == 0 || !strings.HasPrefix(ids[0], prefix+"-") {
		return // an ordinary comment
	}
	word := ids[0]
	ids, reason = ids[1:], strings.TrimSpace(reason)
	span := lint.SpanAt(r.doc, c.Span)
	switch word {
	case enable:
		r.enable(ids, c, span)
	case disable, disableNext, disableFile:
		ids = r.known(ids, span)
		if len(ids) > 0 && reason == "" {
			r.fault(span, "It gives no reason; write it after a colon, as in “"+word+" "+ids[0]+": why this need not be mended”.")
			return
		}
		for _, id := range ids {
			r.waive(word, &Waiver{Rule: id, Reason: reason, By: ByComment, At: &span}, c.Span)
		}
	default:
		r.fault(span, "“"+word+"” is not known"+rules.Nearest(word, directives)+".")
	}
}

// waive enters the waiver of one rule, with the range that the directive gives
// it.
func (r *reader) waive(word string, w *Waiver, at parse.Span) {
	switch word {
	case disable:
		w.Range = &parse.Span{Start: at.End, End: len(r.doc.Source)}
		r.open = append(r.open, w)
	case disableNext:
		w.Range = r.next(at)
	}
	r.waivers = append(r.waivers, w)
}

// known returns the rules that the catalog has, and finds fault with the first
// that it has not.
func (r *reader) known(ids []string, span lint.Span) []string {
	var out []string
	faulty := false
	for _, id := range ids[:min(len(ids), maxRules)] {
		if _, err := r.cat.Find(id); err == nil {
			out = append(out, id)
		} else if !faulty {
			faulty = true
			r.fault(span, "It waives nothing: "+err.Error()+".")
		}
	}
	switch {
	case len(ids) == 0:
		r.fault(span, "It names no rule.")
	case len(ids) > maxRules:
		r.fault(span, fmt.Sprintf("It names more than %d rules; what answers everything answers nothing.", maxRules))
	}
	return out
}

// enable ends the waivers of the rules, or all that are open.
func (r *reader) enable(ids []string, c parse.Comment, span lint.Span) {
	ended := false
	var rest []*Waiver
	for _, w := range r.open {
		if len(ids) > 0 && !slices.Contains(ids, w.Rule) {
			rest = append(rest, w)
			continue
		}
		w.Range.End = c.Span.Start
		ended = true
	}
	r.open = rest
	if !ended {
		r.fault(span, "There is no “"+disable+"” above that it would end.")
	}
}

// next returns the passage after a comment: the paragraph, list item or table
// row that begins next, or, for a comment inside one, the line below.
func (r *reader) next(c parse.Span) *parse.Span {
	for _, b := range r.doc.Blocks {
		if b.Span.Start < c.Start && c.End < b.Span.End {
			return r.lineBelow(c.End)
		}
		if b.Span.Start >= c.End {
			return &parse.Span{Start: b.Span.Start, End: b.Span.End}
		}
	}
	return &parse.Span{Start: c.End, End: c.End}
}

func (r *reader) lineBelow(offset int) *parse.Span {
	src := r.doc.Source
	i := bytes.IndexByte(src[offset:], '\n')
	if i < 0 {
		return &parse.Span{Start: len(src), End: len(src)}
	}
	start := offset + i + 1
	end := len(src)
	if i := bytes.IndexByte(src[start:], '\n'); i >= 0 {
		end = start + i
	}
	return &parse.Span{Start: start, End: end}
}

// frontMatter reads the list rightslint: of the front matter, whose entries
// name a rule and a reason. Other entries of the front matter are not ours.
func (r *reader) frontMatter() {
	front := r.doc.Source[r.doc.Front.Start:r.doc.Front.End]
	if !bytes.Contains(front, []byte(prefix)) {
		return
	}
	lines := bytes.SplitAfter(front, []byte("\n"))
	s := &strict.Reader{File: r.doc.Path, Before: 1}
	root := s.Parse(bytes.Join(lines[1:max(1, closing(lines))], nil))
	if root != nil && root.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(root.Content); i += 2 {
			if root.Content[i].Value == prefix {
				r.frontWaivers(s, root.Content[i+1])
			}
		}
	}
	for _, m := range s.Mistakes {
		r.fault(r.lineSpan(m.At.Line), "In the front matter: "+m.Message+".")
	}
}

// closing returns the index of the line that ends the front matter.
func closing(lines [][]byte) int {
	for i := len(lines) - 1; i > 0; i-- {
		if text := string(bytes.TrimSpace(lines[i])); text == "---" || text == "..." {
			return i
		}
	}
	return len(lines)
}

func (r *reader) frontWaivers(s *strict.Reader, n *yaml.Node) {
	s.Fields(n, prefix, map[string]func(*yaml.Node){
		"waivers": func(n *yaml.Node) { s.List(n, func(item *yaml.Node) { r.frontWaiver(s, item) }) },
	})
}

func (r *reader) frontWaiver(s *strict.Reader, n *yaml.Node) {
	w := &Waiver{By: ByComment}
	before := len(s.Mistakes)
	s.Fields(n, "a waiver", map[string]func(*yaml.Node){
		"rule": func(n *yaml.Node) {
			id := s.Text(n, "rule")
			if _, err := r.cat.Find(id); err != nil && id != "" {
				s.Fault(n, "%v", err)
			}
			w.Rule = id
		},
		"reason": func(n *yaml.Node) { w.Reason = s.Text(n, "reason") },
		"until":  func(n *yaml.Node) { w.Until = s.Date(n, "until") },
	})
	if len(s.Mistakes) > before {
		return
	}
	switch {
	case w.Rule == "":
		s.Fault(n, "the waiver names no rule")
	case w.Reason == "":
		s.Fault(n, "the waiver of %s gives no reason", w.Rule)
	default:
		span := r.lineSpan(s.Place(n).Line)
		w.At = &span
		r.waivers = append(r.waivers, w)
	}
}

// lineSpan describes a line of the source, or the first where it is 0.
func (r *reader) lineSpan(line int) lint.Span {
	src := r.doc.Source
	start := 0
	for n := 1; n < line; n++ {
		i := bytes.IndexByte(src[start:], '\n')
		if i < 0 {
			break
		}
		start += i + 1
	}
	end := len(src)
	if i := bytes.IndexAny(src[start:], "\r\n"); i >= 0 {
		end = start + i
	}
	return lint.SpanAt(r.doc, parse.Span{Start: start, End: end})
}
