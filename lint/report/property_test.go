package report

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/parse"
)

// newline is what ends a line for SARIF, by the sequences that a log names.
var newline = regexp.MustCompile(`\r\n|\n|\r`)

// cut takes a region out of a text as the standard says, by lines and by code
// points.
func cut(text string, r sarifRegion) string {
	offset := func(line, column int) int {
		start := 0
		if line > 1 {
			start = newline.FindAllStringIndex(text, line-1)[line-2][1]
		}
		for i := range text[start:] {
			if column--; column == 0 {
				return start + i
			}
		}
		return len(text)
	}
	return text[offset(r.StartLine, r.StartColumn):offset(r.EndLine, r.EndColumn)]
}

// TestSARIFRegionsOfAnyText holds that the region of every sentence of any text
// is that sentence, whatever the line ends and characters.
func TestSARIFRegionsOfAnyText(t *testing.T) {
	piece := rapid.SampledFrom([]string{
		"The provider keeps it. ", "Ça dépend… ", "👩🏽‍⚖️ decides. ", "e\u0301 ", "\r\n", "\n", "\r", "\r\n\r\n", "\n\n", "# T\n\n", "- item one.\n", "| a | b |\n", "\t", "中文。", "قانون. ", "\u00ad", "x",
	})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(piece, 1, 30).Draw(t, "text"), "")
		if rapid.Bool().Draw(t, "mark") {
			text = "\ufeff" + text
		}
		name := rapid.SampledFrom([]string{"x.md", "x.txt"}).Draw(t, "name")
		doc, err := parse.Parse(name, []byte(text), parse.Options{})
		if err != nil {
			return // an empty text
		}
		d := &lint.Document{Path: name, Doc: doc}
		for _, s := range doc.Sentences {
			if s.Span.Start == s.Span.End {
				continue
			}
			span := &lint.Span{Start: s.Span.Start, End: s.Span.End}
			span.Line, span.Column = doc.Position(s.Span.Start)
			span.EndLine, span.EndColumn = doc.Position(s.Span.End)
			want := text[s.Span.Start:s.Span.End]
			if got := cut(strings.TrimPrefix(text, "\ufeff"), regionOf(d, span)); got != want {
				t.Fatalf("the region %+v of %q holds %q, want %q", regionOf(d, span), text, got, want)
			}
		}
	})
}

// TestEscapedJSON holds that the escapes change nothing of what JSON says.
func TestEscapedJSON(t *testing.T) {
	text := rapid.StringOf(rapid.OneOf(rapid.Rune(), rapid.SampledFrom([]rune("#\"\\[\u009b\u202e\u00ad\u2028\U000e0041\x1b"))))
	rapid.Check(t, func(t *rapid.T) {
		want := text.Draw(t, "text")
		data, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got string
		if err := json.Unmarshal(escapeJSON(data), &got); err != nil || got != want {
			t.Fatalf("%q became %q: %v", want, got, err)
		}
		if out := string(escapeJSON(data)); strings.Contains(out, "##") || strings.ContainsFunc(out, unsafeInJSON) {
			t.Fatalf("left in %q", out)
		}
	})
}

// TestWriteFileWholeOrNot holds that a failure leaves the file as it was and
// nothing else behind.
func TestWriteFileWholeOrNot(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "report.csv")
	if err := os.WriteFile(path, []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	failure := errors.New("no more")
	err := WriteFile(path, func(w io.Writer) error {
		io.WriteString(w, "half of it")
		return failure
	})
	if !errors.Is(err, failure) || !strings.Contains(err.Error(), path) {
		t.Errorf("the error is %v", err)
	}
	if data, _ := os.ReadFile(path); string(data) != "old" {
		t.Errorf("the file holds %q", data)
	}
	if err := WriteFile(path, func(w io.Writer) error {
		_, err := io.WriteString(w, "new")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if data, _ := os.ReadFile(path); string(data) != "new" {
		t.Errorf("the file holds %q", data)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("%d files are left: %v", len(entries), err)
	}
}
