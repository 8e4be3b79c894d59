package changes

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/net/html"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/diff"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// compared returns the comparison of two texts.
func compared(t *testing.T, old, new string) diff.Outcome {
	t.Helper()
	_, sets, err := rules.LoadBuiltin()
	if err != nil {
		t.Fatal(err)
	}
	a, err := parse.Parse("old.md", []byte(old), parse.Options{})
	if err != nil {
		t.Fatal(err)
	}
	b, err := parse.Parse("new.md", []byte(new), parse.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r, err := diff.Documents(lint.NewLinter(sets...), a, b, lint.Options{Kind: rules.TermsOfService, Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	return diff.Outcome{Path: "new.md", Result: r}
}

const (
	before = "# Terms of service\n\nWe will tell all users within 30 days when somebody asks for their messages, and we keep an office in Port Ellen.\n\nWe do not sell your pictures to anybody.\n"
	after  = "# Terms of service\n\nWe may tell users within 90 days when somebody asks for their messages, and we keep an office in Port Ellen.\n"
)

// hostile is text of a document that would be markup, steer a terminal or call
// people to a discussion.
const hostile = "We will tell users about `</details>` <script>alert(1)</script> <img src=x onerror=alert(1)> @octocat #12 ![x](https://evil.example/x.png) www.evil.example | ** \x1b[2J \u202e"

func hostileOutcome(t *testing.T) diff.Outcome {
	t.Helper()
	text := "# Terms\n\nWe will delete your messages, and we publish our prices on the first page.\n\n"
	o := compared(t, text+hostile+" within 30 days when somebody asks for their messages.\n", text+strings.Replace(hostile, "will", "may", 1)+" within 90 days when somebody asks for their messages.\n")
	o.Path = "<b>new</b>\x1b[31m.md"
	o.Result.New.Path = o.Path
	if o.Result.Empty() {
		t.Fatal("the hostile passage was not reported; the test shows nothing")
	}
	return o
}

// TestText holds that the words that changed are marked without colour, in
// both layouts.
func TestText(t *testing.T) {
	o := compared(t, before, after)
	for _, width := range []int{80, 140} {
		var out strings.Builder
		if err := Text(&out, []diff.Outcome{o}, TextOptions{Width: width}); err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"[-will-]", "{+may+}", "[-30-]", "{+90+}", "FOR THE WORSE", "We do not sell your pictures"} {
			if !strings.Contains(out.String(), want) {
				t.Errorf("width %d: %q is not in\n%s", width, want, out.String())
			}
		}
		if strings.Contains(out.String(), "\x1b") {
			t.Errorf("width %d: colour where none was asked for", width)
		}
		for _, line := range strings.Split(out.String(), "\n") {
			if n := len([]rune(line)); n > width {
				t.Errorf("a line has %d columns, more than %d: %s", n, width, line)
			}
		}
		if beside := strings.Contains(out.String(), "│"); beside != (width >= sideBySide) {
			t.Errorf("width %d: side by side %v", width, beside)
		}
	}
}

// TestTextHarmless holds that text of documents cannot steer a terminal.
func TestTextHarmless(t *testing.T) {
	o := hostileOutcome(t)
	var out strings.Builder
	if err := Text(&out, []diff.Outcome{o, {Path: "b\x1b.md", Error: "bad \x07 file"}}, TextOptions{Width: 120}); err != nil {
		t.Fatal(err)
	}
	for _, r := range out.String() {
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
			t.Errorf("the text holds %U", r)
		}
	}
}

// TestHTML holds that a page fetches and runs nothing, that text of documents
// is no markup, and that what changed is marked by elements.
func TestHTML(t *testing.T) {
	var out bytes.Buffer
	if err := HTML(&out, []diff.Outcome{compared(t, before, after), hostileOutcome(t), {Path: "x.md", Note: "<i>new</i>"}}); err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	policy := ""
	for z := html.NewTokenizer(&out); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		token := z.Token()
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		counts[token.Data]++
		for _, a := range token.Attr {
			if a.Key == "src" || a.Key == "href" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("<%s> has %s=%q", token.Data, a.Key, a.Val)
			}
			if a.Key == "http-equiv" {
				policy = token.Attr[1].Val
			}
		}
	}
	for _, name := range []string{"script", "img", "link", "iframe", "i", "b"} {
		if counts[name] > 0 {
			t.Errorf("the page has <%s>", name)
		}
	}
	for _, name := range []string{"del", "ins", "h1", "table", "article"} {
		if counts[name] == 0 {
			t.Errorf("the page has no <%s>", name)
		}
	}
	if !strings.Contains(policy, "default-src 'none'") {
		t.Errorf("the policy for content is %q", policy)
	}
}

// TestMarkdown holds that text of documents becomes no markup, mention or link
// in a comment, and that what changed is marked.
func TestMarkdown(t *testing.T) {
	var out strings.Builder
	if err := Markdown(&out, []diff.Outcome{compared(t, before, after), hostileOutcome(t)}); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	for _, bad := range []string{"<script", "<img", "@octocat", "#12 ", "](", "www.evil", "https://evil", "\x1b", "</details>` "} {
		if strings.Contains(text, bad) {
			t.Errorf("the comment holds %q:\n%s", bad, text)
		}
	}
	for _, want := range []string{"<del>will</del>", "<ins>may</ins>", "<details>", "| new.md |"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	if a, b := strings.Count(text, "<details>"), strings.Count(text, "</details>"); a != b {
		t.Errorf("%d <details> are opened and %d closed", a, b)
	}
}

// TestJSON holds the form for programs: one object for one comparison, a list
// for several, in the terms of the contract where it is at hand.
func TestJSON(t *testing.T) {
	o := compared(t, before, after)
	var one, several bytes.Buffer
	if err := JSON(&one, []diff.Outcome{o}, false); err != nil {
		t.Fatal(err)
	}
	if err := JSON(&several, []diff.Outcome{o, o, {Path: "x", Error: "bad"}}, true); err != nil {
		t.Fatal(err)
	}
	var object map[string]any
	if err := json.Unmarshal(one.Bytes(), &object); err != nil {
		t.Fatal(err)
	}
	if list, ok := object["changes"].([]any); !ok || len(list) < 2 {
		t.Errorf("changes: %v", object["changes"])
	}
	var list []json.RawMessage
	if err := json.Unmarshal(several.Bytes(), &list); err != nil || len(list) != 2 {
		t.Errorf("%d objects (%v), want 2", len(list), err)
	}
	checkSchema(t, object)
}

func checkSchema(t *testing.T, object any) {
	t.Helper()
	const folder = "../../../../shared/contract/"
	c := jsonschema.NewCompiler()
	for _, name := range []string{"report.schema.json", "diff.schema.json"} {
		file, err := os.Open(folder + name)
		if os.IsNotExist(err) {
			return // the contract is not part of the project
		}
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		schema, err := jsonschema.UnmarshalJSON(file)
		if err != nil {
			t.Fatal(err)
		}
		if m, ok := schema.(map[string]any); ok {
			m["$id"] = "file:///" + name
		}
		if err := c.AddResource("file:///"+name, schema); err != nil {
			t.Fatal(err)
		}
	}
	s, err := c.Compile("file:///diff.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(object); err != nil {
		t.Error(err)
	}
}
