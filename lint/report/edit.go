package report

import (
	"bytes"
	"sort"
	"strings"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/parse"
)

// change is a piece of the source, as byte offsets, and the text to put in its
// place. Where start is end, the text is inserted.
type change struct {
	start, end int
	text       string
}

// edit turns a suggestion into a change of the document's source. It returns
// false where the source is not that of the file (PDF) or is not at hand.
func edit(d *parse.Document, s *lint.Suggestion) (change, bool) {
	if d == nil || d.Format.IsExtracted() {
		return change{}, false
	}
	nl := "\n"
	if bytes.Contains(d.Source, []byte("\r\n")) {
		nl = "\r\n"
	}
	text := strings.ReplaceAll(strings.TrimSpace(s.Text), "\n", nl)
	switch {
	case s.Replace != nil:
		return change{s.Replace.Start, s.Replace.End, text}, true
	case s.InsertAfter == nil:
		return change{}, false
	}
	at := blockEnd(d, s.InsertAfter)
	text = nl + nl + text
	// What follows without a blank line would run on from the new text.
	rest := bytes.TrimLeft(d.Source[at:], " \t")
	rest = bytes.TrimPrefix(bytes.TrimPrefix(rest, []byte("\r")), []byte("\n"))
	if next, _, _ := bytes.Cut(rest, []byte("\n")); len(bytes.TrimSpace(next)) > 0 {
		text += nl
	}
	return change{at, at, text}, true
}

// blockEnd returns the end of the paragraph, list item or table that holds a
// passage: wording goes behind it, and not into its midst.
func blockEnd(d *parse.Document, s *lint.Span) int {
	end := s.End
	i := sort.Search(len(d.Sentences), func(i int) bool { return d.Sentences[i].Span.Start >= s.Start })
	if i < len(d.Sentences) && d.Sentences[i].Span.Start == s.Start {
		end = max(end, d.Blocks[d.Sentences[i].Block].Span.End)
	}
	for tableRow(d.Source, end) {
		next := lineEnd(d.Source, end) + 1
		if next >= len(d.Source) || !tableRow(d.Source, next) {
			end = lineEnd(d.Source, end)
			break
		}
		end = next
	}
	for end > s.End && strings.IndexByte(" \t\r\n", d.Source[end-1]) >= 0 {
		end--
	}
	return end
}

// tableRow reports whether the line that holds the offset begins with an
// upright bar.
func tableRow(src []byte, at int) bool {
	start := bytes.LastIndexByte(src[:at], '\n') + 1
	return bytes.HasPrefix(bytes.TrimLeft(src[start:lineEnd(src, at)], " \t"), []byte("|"))
}

// lineEnd returns the offset of the line feed at or after the offset, or the
// end of the source.
func lineEnd(src []byte, at int) int {
	if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(src)
}
