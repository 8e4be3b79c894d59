package parse

import (
	"strings"
	"testing"
)

// TestComments holds that comments are found wherever Markdown has them, with
// their exact place, and nowhere else.
func TestComments(t *testing.T) {
	for _, c := range []struct {
		name, source string
		want         []string
	}{
		{"a line of its own", "# Terms\n\n<!-- one -->\nWe may act.\n", []string{"one"}},
		{"in a paragraph", "We may <!-- two\n  lines --> act at once.\n", []string{"two lines"}},
		{"several lines", "<!--\na\n\nb\n-->\n\nText.\n", []string{"a b"}},
		{"two on a line", "<!-- a --><!-- b -->\n\nText.\n", []string{"a", "b"}},
		{"in a list item", "- We may act.\n\n  <!-- item -->\n- Again.\n", []string{"item"}},
		{"in a heading", "## Terms <!-- head -->\n\nText.\n", []string{"head"}},
		{"in a table", "| a | b |\n|---|---|\n| c <!-- cell --> | d |\n", []string{"cell"}},
		{"in an element", "<div>\n<!-- inner -->\nText.\n</div>\n", []string{"inner"}},
		{"after front matter", "---\ntitle: x\n---\n<!-- first -->\n\nText.\n", []string{"first"}},
		{"in a code block", "```\n<!-- code -->\n```\n\nText.\n", nil},
		{"in a code span", "Write `<!-- code -->` here.\n", nil},
		{"in a script", "<script>\n<!-- hidden -->\n</script>\n\nText.\n", nil},
		{"without an end", "Text.\n\n<!-- never closed\n", nil},
		{"escaped", "Write \\<!-- so --> here.\n", nil},
	} {
		d, err := Parse("x.md", []byte(c.source), Options{})
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		var got []string
		for _, m := range d.Comments {
			got = append(got, m.Text)
			source := string(d.Source[m.Span.Start:m.Span.End])
			if !strings.HasPrefix(source, "<!--") || !strings.HasSuffix(source, "-->") {
				t.Errorf("%s: the span covers %q", c.name, source)
			}
		}
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
	if d, err := Parse("x.txt", []byte("Text.\n<!-- plain -->\n"), Options{}); err != nil || len(d.Comments) > 0 {
		t.Errorf("plain text has no comments: %v, %v", d.Comments, err)
	}
}
