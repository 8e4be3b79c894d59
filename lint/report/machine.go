package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf16"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
	"github.com/rightslint/rightslint/rules/words"
)

// writeJSON writes a value as indented JSON in which no character steers what
// shows it: controls and invisible characters are escaped, which changes
// nothing of what the JSON says, and so is the mark by which the logs of some
// build servers find commands.
func writeJSON(w io.Writer, v any, html bool) error {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(html)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(escapeJSON(out.Bytes()))
	return err
}

// escapeJSON replaces characters of encoded JSON by \u escapes. Such characters
// stand only within strings there.
func escapeJSON(data []byte) []byte {
	if !bytes.ContainsFunc(data, unsafeInJSON) && !bytes.Contains(data, []byte("##")) {
		return data
	}
	var out bytes.Buffer
	last := rune(0)
	for _, r := range string(data) {
		switch {
		case r == '#' && last == '#':
			out.WriteString(`\u0023`)
		case !unsafeInJSON(r):
			out.WriteRune(r)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&out, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&out, `\u%04x`, r)
		}
		last = r
	}
	return out.Bytes()
}

// unsafeInJSON reports whether a character of encoded JSON is a control or is
// not seen. The zero-width joiner only joins, as in emoji.
func unsafeInJSON(r rune) bool {
	return r != '\n' && r != '\u200d' && (unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp))
}

// extracted reports whether a passage stands in a document with pages or
// paragraphs, of which the lines are those of the extracted text and mean
// nothing to a reader.
func extracted(s *lint.Span) bool { return s != nil && (s.Page > 0 || s.Paragraph > 0) }

// line returns the line of a finding in its file, from 1, or 0 where lines mean
// nothing.
func line(f *lint.Finding) int {
	if f.Span == nil || extracted(f.Span) {
		return 0
	}
	return f.Span.Line
}

// unjudged is the message on a document that could not be judged.
func unjudged(d *lint.Document) string {
	return "Not judged: " + Clean(strings.TrimPrefix(d.Error, "not judged: "))
}

// message says in a line what a finding is, for formats that show the passage
// itself: what lacks and where it belongs, or what is wrong.
func message(f *lint.Finding) string {
	text := Clean(f.Message)
	switch {
	case f.Type == lint.FindingMissing && f.Place != "" && extracted(f.Span):
		text += fmt.Sprintf(" It belongs %s (after %s).", Clean(f.Place), Where(*f.Span))
	case f.Type == lint.FindingMissing && f.Place != "" && f.Span != nil:
		text += fmt.Sprintf(" It belongs %s, after this passage.", Clean(f.Place))
	case extracted(f.Span):
		text += fmt.Sprintf(" %s: “%s”", words.Capital(place(f.Span)), Shorten(Clean(f.Span.Quote), quoteLength))
	}
	return text
}

// place names a passage as a person would cite it: "page 3, Article 12(3)".
func place(s *lint.Span) string {
	if s.Section == "" {
		return Where(*s)
	}
	return Where(*s) + ", " + Shorten(Clean(s.Section), 80)
}

// explained is the message with the wording that would mend the finding and
// its sources, a paragraph each.
func explained(f *lint.Finding) []string {
	out := []string{message(f)}
	if f.Suggestion != nil {
		out = append(out, wordingLabel(f)+" "+wording(f.Suggestion, " "))
	}
	if len(f.Sources) > 0 {
		out = append(out, "Rests on: "+Clean(strings.Join(f.Sources, "; "))+".")
	}
	return out
}

// wordingLabel says what the suggestion of a finding is.
func wordingLabel(f *lint.Finding) string {
	switch f.Type {
	case lint.FindingPartial, lint.FindingWeak:
		return "Complete wording:"
	case lint.FindingRedFlag, lint.FindingDrafting:
		return "Wording that mends it:"
	}
	return "Suggested wording:"
}

// wording is the text of a suggestion, its lines joined by sep.
func wording(s *lint.Suggestion, sep string) string {
	var out []string
	for _, l := range strings.Split(s.Text, "\n") {
		if l = strings.TrimSpace(Clean(l)); l != "" {
			out = append(out, l)
		}
	}
	return strings.Join(out, sep)
}

// byWhom says who answered a finding.
var byWhom = map[string]string{"comment": "waived in the document", "config": "waived in the configuration", "baseline": "accepted in the baseline"}

// answered says who answered a finding and with what reason. The reason of a
// baseline says where it is.
func answered(s *lint.Suppressed) string {
	by := byWhom[s.By]
	switch {
	case by == "":
		by = "answered (" + Clean(s.By) + ")"
	case s.By == "baseline" && s.Reason != "":
		return Clean(s.Reason)
	}
	if s.Reason == "" {
		return by
	}
	return by + ": " + Clean(s.Reason)
}

// counts are how many findings there are of each severity, and how many are
// answered and so count among none.
type counts struct {
	severity map[rules.Severity]int
	open     int
	answered int
	unjudged int
}

// count adds up the findings of documents.
func count(docs ...*lint.Document) counts {
	c := counts{severity: map[rules.Severity]int{}}
	for _, d := range docs {
		if d.Error != "" {
			c.unjudged++
		}
		for _, f := range d.Findings {
			if f.Suppressed != nil {
				c.answered++
				continue
			}
			c.open++
			c.severity[f.Severity]++
		}
	}
	return c
}

// plural writes a number with its noun: "1 finding", "2 findings".
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
