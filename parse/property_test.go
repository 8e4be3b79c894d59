package parse

import (
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// checkSpans fails unless, for every sentence, the source at its span is its
// text, white space and markup aside, and the structure hangs together.
func checkSpans(t interface{ Errorf(string, ...any) }, d *Document) {
	failed := 0
	for i, s := range d.Sentences {
		if failed > 5 {
			return
		}
		if s.Span.Start < 0 || s.Span.End > len(d.Source) || s.Span.Start >= s.Span.End {
			t.Errorf("%s: sentence %d %q has span %v of %d", d.Path, i, s.Text, s.Span, len(d.Source))
			failed++
			continue
		}
		source := string([]rune(string(d.Source[s.Span.Start:s.Span.End])))
		if rest, ok := leftOver(s.Text, source, d.Format); !ok {
			t.Errorf("%s: sentence %d %q is not its source %q: stuck at %q", d.Path, i, s.Text, source, rest)
			failed++
		}
		if strings.Contains(s.Text, "  ") || strings.TrimSpace(s.Text) != s.Text || strings.ContainsAny(s.Text, "\n\v\t\r") {
			t.Errorf("%s: sentence %d %q: white space is not folded", d.Path, i, s.Text)
			failed++
		}
	}
	checkStructure(t, d)
}

var reference = regexp.MustCompile(`&#?[0-9A-Za-z]+;`)

// leftOver walks text and source side by side; what the source has and the text
// has not must be white space or markup. It returns the rest where it is stuck.
func leftOver(text, source string, format Format) (string, bool) {
	want := []rune(text)
	at := 0
	for _, entity := range []bool{false, true} {
		from := source
		if entity {
			from = reference.ReplaceAllStringFunc(source, func(s string) string {
				if plain := html.UnescapeString(s); !strings.HasSuffix(plain, ";") {
					return plain
				}
				return s
			})
		}
		have := []rune(from)
		at = 0
		skipped := 0
		ok := true
		for i := 0; i < len(have) && ok; i++ {
			for at < len(want) && want[at] == ' ' {
				at++
			}
			c := have[i]
			switch {
			case at < len(want) && want[at] == c:
				at++
			case unicode.IsSpace(c) || isInvisible(c):
			case format == Text || format == PDF:
				ok = c == 0x1C || strings.ContainsRune("•-*+=_~", c)
			default:
				// Markup may hold anything: destinations of links, tags,
				// struck-out text, comments. It begins with a mark.
				skipped++
			}
		}
		for at < len(want) && want[at] == ' ' {
			at++
		}
		if ok && at == len(want) && plausible(skipped, have, want) {
			return "", true
		}
	}
	return string(want[min(at, len(want)):]), false
}

// plausible reports whether so much of the source can be markup: without any
// mark of Markdown in it nothing can.
func plausible(skipped int, have, want []rune) bool {
	if skipped == 0 {
		return true
	}
	return strings.ContainsAny(string(have), "*_`[]()<>\\~#|&!")
}

// checkStructure checks the promises of the model.
func checkStructure(t interface{ Errorf(string, ...any) }, d *Document) {
	last := 0
	for i, s := range d.Sentences {
		switch {
		case s.Span.Start < last:
			t.Errorf("%s: sentence %d starts at %d, before the end %d of the one before", d.Path, i, s.Span.Start, last)
			return
		case s.LeadIn >= i || s.LeadIn < -1:
			t.Errorf("%s: sentence %d has lead-in %d", d.Path, i, s.LeadIn)
		case s.Block < 0 || s.Block >= len(d.Blocks) || i < d.Blocks[s.Block].First || i >= d.Blocks[s.Block].End:
			t.Errorf("%s: sentence %d is not in its block %d", d.Path, i, s.Block)
		case s.Provision >= len(d.Provisions):
			t.Errorf("%s: sentence %d has provision %d", d.Path, i, s.Provision)
		}
		for p := s.Provision; p >= 0; p = d.Provisions[p].Parent {
			if i < d.Provisions[p].First || i >= d.Provisions[p].End {
				t.Errorf("%s: sentence %d is outside provision %d %q [%d,%d)", d.Path, i, p, d.Provisions[p].Path, d.Provisions[p].First, d.Provisions[p].End)
			}
		}
		last = s.Span.End
	}
	for i, p := range d.Provisions {
		if p.Parent >= i || p.Span.Start < 0 || p.Span.End > len(d.Source) || p.Span.Start > p.Span.End {
			t.Errorf("%s: provision %d %+v", d.Path, i, p)
		}
	}
}

// unreadTail counts the letters of the source after the last sentence, where
// the source is text.
func unreadTail(d *Document) int {
	if d.Format == PDF || len(d.Sentences) == 0 {
		return 0
	}
	n := 0
	for _, c := range string(d.Source[d.Sentences[len(d.Sentences)-1].Span.End:]) {
		if unicode.IsLetter(c) {
			n++
		}
	}
	return n
}

// TestReadsOn puts what may open no block before the last words of a document.
func TestReadsOn(t *testing.T) {
	for _, before := range []string{
		"    indented", "\tby a tab", "          by ten", "    - item", "    # heading", "    > quotation", ">     in a quotation", "- item\n\n          deep in it",
		"1. one\n\n\n\n        far below", "\f", "\v    after a tab", "    | a | b |\n    |---|---|", "    <b>tag</b>", "    ---", "    [ref]: http://x.y",
		"> quoted\n      \n    after it", "text\n      \n    (i) after a line of blanks", "|a|\n|-|\n    |b|",
	} {
		for _, first := range []string{"", "First words.\n\n"} {
			d, err := Parse("x.md", []byte(first+before+"\n\n# Last heading\n\nLast words here.\n"), Options{})
			if err != nil {
				t.Fatalf("Parse after %q: %v", before, err)
			}
			if n := len(d.Sentences); n < 2 || d.Sentences[n-1].Text != "Last words here." || d.Sentences[n-2].Text != "Last heading" {
				t.Errorf("what follows %q is not read:\n%s", before, outline(d))
			}
		}
	}
}

// TestSpansOfRealDocuments runs over real documents where they are at hand, in
// the folder beside the repository.
func TestSpansOfRealDocuments(t *testing.T) {
	root := filepath.Join("..", "..", "shared")
	var files []string
	for _, pattern := range []string{"gold/safeguards/*", "gold/fresh-*/*", "gold/languages/*/*", "gold/sentences/*/*", "pdf/policy/*", "docs/*/*", "docs/*/*/*", "pairs/*/*", "seeds/*"} {
		found, _ := filepath.Glob(filepath.Join(root, pattern))
		files = append(files, found...)
	}
	read := 0
	for _, path := range files {
		switch filepath.Ext(path) {
		case ".md", ".txt", ".pdf":
		default:
			continue
		}
		if testing.Short() && filepath.Ext(path) == ".pdf" {
			continue
		}
		d, err := Read(path)
		if filepath.Base(filepath.Dir(path)) == "policy" && err != nil {
			continue // scans are among these, which have no sentences
		}
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		read++
		checkSpans(t, d)
		if n := unreadTail(d); n > 500 {
			t.Errorf("%s: %d letters after the last sentence are not read", path, n)
		}
	}
	if read == 0 {
		t.Skip("no real documents at hand: ../../shared is absent")
	}
	t.Logf("%d documents", read)
}

// pieces are what generated documents are made of: what is hard to keep in
// place.
var pieces = []string{
	"# Title\n", "## 3. Section ##\n", "#NoSpace\n", "Setext\n===\n", "\n", "\r\n", "\r", "\n\n", "  \n", "\\\n",
	"- item\n", "  - nested item;\n", "1. first\n", "2) second\n", "10. tenth\n", "* * *\n", "---\n", "> quoted text.\n", ">> deeper\n",
	"The Supplier shall:", " (a) keep it; (b) lose it; and (c) say so.", "(1) One. (2) Two.", "(i) ", "iii. ", "Article 12\n", "§ 4(2)(b) ",
	"Section 5. ", "12.3 ", "e.g. this, i.e. that. ", "U.S. law. ", "No. 4 applies. ", "See art. 9. ", "Ltd. ", "... ", "? ", "! ", "; ", "— ",
	"\u00a0", "\u00ad", "\u200b", "\u2028", "\ufeff", "\u3000", "é", "e\u0301", "👩‍👧", "🇫🇷", "中文句子。", "جملة؟ ", "दंड। ", "\xff", "\xc3", "\xe2\x80",
	"**bold** ", "*em* ", "__strong__", "`code`", "``", "[link](http://x.y/(z) \"t\") ", "[ref][r]", "![alt](i.png)", "<https://a.b>", "<b>x</b>", "<br>", "<!-- c -->",
	"<p>para</p>\n", "<div>\n", "</div>\n", "<sup>1</sup>", "&amp; ", "&nbsp;", "&#8212;", "&bogus;", "\\*", "\\[", "[^1]", "[^1]: note\n", "~~gone~~ ",
	"| a | b |\n|---|---|\n| c. | d |\n", "| x\n", "```\ncode\n```\n", "    indented\n", "\t", "ALL CAPS LINE\n\n", "**4.0 REQUIREMENTS**\n\n", "\"X\" means y. ",
	"Whereas:\n\n", "HAVE ADOPTED THIS REGULATION:\n\n", "Contents\n\n", "Scope .......... 4\n", "• bullet ", "word ", "Word ", "and ", "\x00", "\x1c", "\x0b", "\f",
}

func generated(t *rapid.T) []byte {
	parts := rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 40).Draw(t, "parts")
	text := strings.Join(parts, "")
	if rapid.Bool().Draw(t, "crlf") {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	if rapid.Bool().Draw(t, "bom") {
		text = "\ufeff" + text
	}
	return []byte(text)
}

// TestSpansOfGeneratedDocuments checks the same for documents made of what is
// hard: line ends of all sorts, marks without width, invalid bytes, markup.
func TestSpansOfGeneratedDocuments(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		data := generated(t)
		for _, name := range []string{"x.md", "x.txt"} {
			d, err := Parse(name, data, Options{})
			if err == nil {
				checkSpans(t, d)
			}
		}
	})
}

// FuzzMarkdown looks for Markdown that breaks the reader.
func FuzzMarkdown(f *testing.F) { fuzzReader(f, Markdown) }

// FuzzSentences looks for plain text that breaks the splitting into sentences
// and provisions.
func FuzzSentences(f *testing.F) { fuzzReader(f, Text) }

func fuzzReader(f *testing.F, format Format) {
	for _, p := range pieces {
		f.Add([]byte(p + " text. " + p))
	}
	files, _ := filepath.Glob(filepath.Join("..", "testdata", "*", "*.md"))
	for _, path := range files {
		if data, err := os.ReadFile(path); err == nil && len(data) < 8<<10 {
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Parse("fuzz", data, Options{Format: format})
		if err == nil {
			checkSpans(t, d)
		}
	})
}
