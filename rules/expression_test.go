package rules

import (
	"fmt"
	"sort"
	"strings"
	"testing"

	"github.com/rightslint/rightslint/rules/phrases"
)

// known are the concepts that expressions in these tests refer to.
var known = map[string][]Expression{
	"party":    {{Name: "the provider"}, {Name: "we"}},
	"gapped":   {{Name: "ask .. review"}, {Name: "appeal"}},
	"self":     {{Name: "<self>"}},
	"ping":     {{Name: "<pong>"}},
	"pong":     {{Name: "<ping>"}},
	"indirect": {{Name: "[by] <party>"}},
}

func lookupKnown(name string) ([]Expression, bool) {
	e, ok := known[name]
	return e, ok
}

// spelled writes phrases as their stretches, parted by "..", with the choices
// of each sorted and parted by "/".
func spelled(ps []phrase) string {
	var out []string
	for _, p := range ps {
		var stretches []string
		for _, choices := range p {
			var texts []string
			for _, c := range choices {
				texts = append(texts, strings.Trim(fmt.Sprint(c), "[]"))
			}
			sort.Strings(texts)
			stretches = append(stretches, strings.Join(texts, " / "))
		}
		out = append(out, strings.Join(stretches, " .. "))
	}
	sort.Strings(out)
	return strings.Join(out, " ; ")
}

// normalised puts the words of an expected spelling into their normal forms.
func normalised(t *testing.T, s string) string {
	t.Helper()
	words := strings.Fields(s)
	for i, w := range words {
		if w == "/" || w == ".." || w == ";" {
			continue
		}
		toks, err := phrases.Tokens(w)
		if err != nil || len(toks) != 1 {
			t.Fatalf("%q is not one word: %v", w, err)
		}
		words[i] = string(toks[0])
	}
	return strings.Join(words, " ")
}

func TestExpand(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"appeal", "appeal"},
		{"right to appeal", "right to appeal"},
		{"(appeal|contest)", "appeal / contest"},
		{"appeal|contest", "appeal / contest"},
		{"right [of appeal]", "right / right of appeal"},
		{"(file|lodge) an appeal", "file an appeal / lodge an appeal"},
		{"ask .. to review", "ask .. to review"},
		{"(ask|tell) .. (review|stop)", "ask / tell .. review / stop"},
		{"(ask .. review|appeal)", "appeal ; ask .. review"},
		{"opt-out", "opt out"},
		{"don't sell", "do not sell"},
		{"discriminat*", "discriminat*"},
		{"=data", "=data"},
		{"within # days", "within # day"},
		{"by <party>", "by the provider / by we"},
		{"seen <indirect>", "seen by the provider / seen by we / seen the provider / seen we"},
		{"or <gapped>", "or appeal"},
	} {
		x := &expander{lookup: lookupKnown}
		got, err := x.expand(c.src)
		if err != nil {
			t.Errorf("%q: %v", c.src, err)
			continue
		}
		if s := spelled(got); s != normalised(t, c.want) {
			t.Errorf("%q:\n got %s\nwant %s", c.src, s, c.want)
		}
	}
}

func TestExpandMistakes(t *testing.T) {
	deep := "a"
	for range 17 {
		deep = "(" + deep + "|b) (c|d)"
	}
	for _, c := range []struct{ src, want string }{
		{"(appeal", `")" is missing`},
		{"[appeal", `"]" is missing`},
		{"appeal)", `unexpected ")"`},
		{"appeal]", `unexpected "]"`},
		{"(a|b]", `unexpected "]"`},
		{"<party", `">" is missing`},
		{"party>", `unexpected ">"`},
		{"<nobody>", `no concept is called "nobody"`},
		{"<self>", "in a circle"},
		{"<ping>", "in a circle"},
		{"", "may be empty"},
		{"[appeal]", "may be empty"},
		{"(a|)", "may be empty"},
		{".. appeal", "begins or ends with a gap"},
		{"appeal ..", "begins or ends with a gap"},
		{"a .. .. b", "begins or ends with a gap"},
		{"!!", "holds no word"},
		{deep, "split it"},
	} {
		x := &expander{lookup: lookupKnown}
		_, err := x.expand(c.src)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.40q: error %v, want one with %q", c.src, err, c.want)
		}
	}
}

// TestCompileMistakes holds that mistakes in expressions carry the place where
// the expression stands, and that the sound ones are compiled all the same.
func TestCompileMistakes(t *testing.T) {
	files := soundFiles()
	files["vocabulary/en/core.yaml"].Data = []byte(soundVocabulary + "grieve:\n  - complain\n  - (moan\n  - <nobody>\n")
	files["catalog/remedy/probe.yaml"].Data = []byte(strings.Replace(soundRule, "[appeal, notify]", "[appeal, [notify, grieve]]", 1))
	cat, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	set, err := cat.Compile("en")
	if err == nil {
		t.Fatal("no mistake was found")
	}
	want := `vocabulary/en/core.yaml:5:5: expression "(moan": ")" is missing
vocabulary/en/core.yaml:6:5: expression "<nobody>": no concept is called "nobody"`
	if err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
	_, ms := set.Matcher.NewScanner().Scan("They complain and appeal.", 0, nil, nil)
	if len(ms) != 2 {
		t.Errorf("%d mentions, want 2: %v", len(ms), ms)
	}
}

// mention returns where the expression is found in a text, in words.
func mention(t testing.TB, src, text string) []phrases.Mention {
	t.Helper()
	x := &expander{lookup: lookupKnown}
	found, err := x.expand(src)
	if err != nil {
		t.Fatal(err)
	}
	b := phrases.NewBuilder()
	for _, p := range found {
		b.Add(0, p)
	}
	_, ms := b.Build().NewScanner().Scan(text, 0, nil, nil)
	return ms
}

// TestExpressionsFind follows the table of README.md.
func TestExpressionsFind(t *testing.T) {
	for _, c := range []struct {
		src, text string
		want      int
	}{
		{"disclose", "Disclosed, disclosing, discloses and DISCLOSE.", 4},
		{"disclose", "A disclosure.", 0},
		{"=data", "data and datum", 1},
		{"discriminat*", "Discriminatory indiscriminate discrimination", 2},
		{"within # days", "within thirty days, within 30 days, within some days", 2},
		{"ask .. to reconsider", "ask the team in writing to reconsider", 1},
		{"ask .. to reconsider", "ask the team one two three four five six to reconsider", 0},
		{"opt out", "opt-out, opt out", 2},
		{"organise", "organize and organised", 2},
		{"Union law", "the Union's law", 1},
		{"do not sell", "We don't sell. We don’t sell.", 2},
		{"by <party>", "by the provider or by us", 1},
	} {
		if got := mention(t, c.src, c.text); len(got) != c.want {
			t.Errorf("%q in %q: %d mentions, want %d", c.src, c.text, len(got), c.want)
		}
	}
}
