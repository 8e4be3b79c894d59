package serve

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/parse"
)

// edit is a change of the text that a finding suggests: what stands from Start
// up to but not including End gives way to Text. Offsets count UTF-16 code
// units, as scripts in a browser do.
type edit struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
	// Label says what the change does, for the button that makes it.
	Label string `json:"label"`
}

// edits returns the changes that a finding suggests for a text that can be
// edited, the one that is usually right first. Offsets are bytes.
func edits(d *lint.Document, f *lint.Finding) []edit {
	s := f.Suggestion
	if s == nil || strings.TrimSpace(s.Text) == "" {
		return nil
	}
	text := strings.TrimSpace(s.Text)
	switch {
	case f.Type == lint.FindingMissing:
		return []edit{insertion(d.Doc, s.InsertAfter, text, "Insert this wording")}
	case s.Replace == nil:
		return nil
	case f.Type == lint.FindingPartial || f.Type == lint.FindingWeak:
		return []edit{
			replacement(s.Replace, text, "Replace the sentence with it"),
			insertion(d.Doc, s.Replace, text, "Add it below"),
		}
	}
	return []edit{replacement(s.Replace, text, "Replace the clause with it")}
}

func replacement(s *lint.Span, text, label string) edit {
	return edit{s.Start, s.End, text, label}
}

// insertion puts a paragraph of its own after the passage: below the
// paragraph, list or table that holds it, or at the end of the text. A blank
// line parts it from what is around it.
func insertion(d *parse.Document, after *lint.Span, text, label string) edit {
	at := len(d.Source)
	if after != nil {
		at = below(d, after.Start)
	}
	head, rest := bytes.TrimRight(d.Source[:at], " \t"), d.Source[at:]
	before := "\n\n"
	switch {
	case len(head) == 0, bytes.HasSuffix(head, []byte("\n\n")):
		before = ""
	case bytes.HasSuffix(head, []byte("\n")):
		before = "\n"
	}
	behind := ""
	if len(rest) == 0 || rest[0] != '\n' || len(rest) > 1 && !blankAt(rest[1:]) {
		behind = "\n"
	}
	return edit{at, at, before + text + behind, label}
}

// below returns the offset of the end of the last line of the paragraph, list
// or table around an offset: where a blank line or a heading follows.
func below(d *parse.Document, offset int) int {
	end := offset
	if i, ok := slices.BinarySearchFunc(d.Blocks, offset, func(b parse.Block, at int) int {
		switch {
		case b.Span.End <= at:
			return -1
		case b.Span.Start > at:
			return 1
		}
		return 0
	}); ok {
		end = max(end, d.Blocks[i].Span.End-1)
	}
	for {
		line := bytes.IndexByte(d.Source[end:], '\n')
		if line < 0 {
			return len(d.Source)
		}
		end += line
		if next := d.Source[end+1:]; blankAt(next) || d.Format == parse.Markdown && bytes.HasPrefix(next, []byte("#")) {
			return end
		}
		end++
	}
}

// blankAt reports whether a text starts with a blank line.
func blankAt(s []byte) bool {
	line, _, _ := bytes.Cut(s, []byte("\n"))
	return len(bytes.TrimSpace(line)) == 0
}

// units turns byte offsets of a text into offsets in UTF-16 code units, in
// place. The text must be valid UTF-8.
func units(text []byte, offsets []*int) {
	slices.SortFunc(offsets, func(a, b *int) int { return *a - *b })
	at, count := 0, 0
	for _, o := range offsets {
		for at < *o && at < len(text) {
			if text[at] < utf8.RuneSelf {
				at++
				count++
				continue
			}
			r, size := utf8.DecodeRune(text[at:])
			at += size
			count++
			if r >= 0x10000 {
				count++
			}
		}
		*o = count
	}
}
