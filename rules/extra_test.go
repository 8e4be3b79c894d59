package rules

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// houseRule is a rule of an organisation, as short as one may be.
const houseRule = `id: house/written-reasons
title: A refusal is given in writing
right: effective remedy
applies: {procurement-spec: warning}
concepts:
  en:
    written-reasons: [reasons in writing, written statement of reasons]
evidence:
  - all: [written-reasons, [vendor, provider]]
suggestion:
  procurement-spec: The Supplier shall give reasons in writing.
rationale: Only what is written can be challenged.
sources: [House rules 4.2]
cases:
  satisfy:
    - text: The Supplier shall give its reasons in writing.
  fail:
    - text: The Supplier shall answer by telephone.
`

// house returns the additions of one folder of files.
func house(files map[string]string) Extra {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return Extra{Folders: []Folder{{Name: "house", FS: fsys}}}
}

func TestExtraNothing(t *testing.T) {
	want, _, err := LoadBuiltin()
	if err != nil {
		t.Fatal(err)
	}
	got, sets, err := LoadBuiltinWith(Extra{})
	if err != nil || len(got.Rules) != len(want.Rules) || got.Digest != want.Digest || len(sets) == 0 {
		t.Errorf("%d rules, digest %s, %d sets, %v", len(got.Rules), got.Digest, len(sets), err)
	}
}

// TestExtraRule adds a rule, a concept that it shares with another, expressions
// for a concept that is there, and terms.
func TestExtraRule(t *testing.T) {
	x := house(map[string]string{
		"deep/er/reasons.yml":        houseRule,
		"vocabulary/en/house.yaml":   "house-board: [review board]\n+appeals-terms: [second look]\nappeals-terms: [fresh look]\n",
		"vocabulary/en/house2.yaml":  "+vendor: [Operating Partner]\n",
		".hidden/broken.yaml":        "{",
		"notes.md":                   "not a rule",
		"board.yaml":                 strings.NewReplacer("house/written-reasons", "house/board", "written-reasons:", "board-reasons:", "[written-reasons, [vendor, provider]]", "[house-board, board-reasons]").Replace(houseRule),
		"other/vocabulary/en/a.yaml": "house-more: [<house-board> of (two|three)]\n",
	})
	x.Terms = map[string]map[string][]string{"en": {"authority": {"Office of Fair Machines"}}}
	cat, sets, err := LoadBuiltinWith(x)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"house/written-reasons", "house/board", "remedy/appeal"} {
		if cat.Rule(id) == nil {
			t.Errorf("no rule %s", id)
		}
	}
	if r := cat.Rule("house/written-reasons"); r.Origin != "house/deep/er/reasons.yml" {
		t.Errorf("the rule comes from %q", r.Origin)
	}
	if cat.Rule("remedy/appeal").Origin != "" {
		t.Error("a built-in rule has an origin")
	}
	for _, s := range sets {
		if s.Language != "en" {
			continue
		}
		said := map[string]bool{}
		_, mentions := s.Matcher.NewScanner().Scan("The Operating Partner tells the Office of Fair Machines and the review board its reasons in writing.", 0, nil, nil)
		for _, m := range mentions {
			said[s.Name(m.Concept)] = true
		}
		for _, name := range []string{"vendor", "authority", "house-board", "written-reasons"} {
			if !said[name] {
				t.Errorf("%s is not mentioned: %v", name, said)
			}
		}
	}
	builtin, _, err := LoadBuiltin()
	if err != nil || builtin.Digest == cat.Digest || builtin.Rule("house/board") != nil {
		t.Errorf("the built-in catalog was changed: %v", err)
	}
}

// TestExtraLineEnds holds that a file with the line ends of Windows is the same
// rule.
func TestExtraLineEnds(t *testing.T) {
	cat, err := LoadWith(house(map[string]string{"r.yaml": strings.ReplaceAll(houseRule, "\n", "\r\n")}))
	if err != nil {
		t.Fatal(err)
	}
	r := cat.Rule("house/written-reasons")
	if r == nil || r.Title != "A refusal is given in writing" || r.Cases.Satisfy[0].Text != "The Supplier shall give its reasons in writing." {
		t.Errorf("%+v", r)
	}
}

// TestExtraOverride holds that a file that overrides changes what it says and
// nothing else, and that figures of the built-in rule go only where it judges
// otherwise.
func TestExtraOverride(t *testing.T) {
	plain, err := LoadWith(Extra{})
	if err != nil {
		t.Fatal(err)
	}
	load := func(text string) *Rule {
		t.Helper()
		cat, err := LoadWith(house(map[string]string{"appeal.yaml": "id: remedy/appeal\noverrides: true\n" + text}))
		if err != nil {
			t.Fatal(err)
		}
		if len(cat.Rules) != len(plain.Rules) {
			t.Errorf("%d rules, want %d", len(cat.Rules), len(plain.Rules))
		}
		return cat.Rule("remedy/appeal")
	}
	was := plain.Rule("remedy/appeal")
	words := load("applies: {terms-of-service: notice}\nsuggestion:\n  terms-of-service: You can appeal to our board.\n")
	if words.Applies[TermsOfService] != Notice || words.Applies[ProcurementSpec] != was.Applies[ProcurementSpec] {
		t.Errorf("severities %v, were %v", words.Applies, was.Applies)
	}
	if words.Suggestion[TermsOfService] != "You can appeal to our board." || words.Suggestion[ProcurementSpec] != was.Suggestion[ProcurementSpec] || words.Title != was.Title {
		t.Errorf("wording %v", words.Suggestion)
	}
	if len(words.Measured) != len(was.Measured) || len(was.Measured) == 0 {
		t.Errorf("%d figures, were %d", len(words.Measured), len(was.Measured))
	}
	judged := load("evidence:\n  - all: [appeal]\n")
	if len(judged.Evidence) != 1 || len(was.Evidence) < 2 || len(judged.Measured) != 0 {
		t.Errorf("%d patterns, were %d; %d figures", len(judged.Evidence), len(was.Evidence), len(judged.Measured))
	}
	if again := plain.Rule("remedy/appeal"); again.Applies[TermsOfService] == Notice {
		t.Error("the built-in rule was changed")
	}
}

// TestExtraOverrideConcept replaces a concept that only the built-in rule has.
func TestExtraOverrideConcept(t *testing.T) {
	plain, err := LoadWith(Extra{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range plain.Rules {
		for name := range r.Concepts["en"] {
			file := fmt.Sprintf("id: %s\noverrides: true\nconcepts:\n  en:\n    %s: [zwyxgrubble]\n", r.ID, name)
			cat, err := LoadWith(house(map[string]string{"x.yaml": file}))
			if err != nil {
				t.Fatal(err)
			}
			if got := cat.Vocabulary["en"][name]; len(got) != 1 || got[0].Name != "zwyxgrubble" {
				t.Errorf("%s: %v", name, got)
			}
			if got := cat.Rule(r.ID).Concepts["en"]; len(got) != len(r.Concepts["en"]) {
				t.Errorf("%s has %d concepts, had %d", r.ID, len(got), len(r.Concepts["en"]))
			}
			return
		}
	}
	t.Fatal("no built-in rule has a concept of its own")
}

// TestExtraMistakes holds what is said of mistakes in the files of an
// organisation, with the place.
func TestExtraMistakes(t *testing.T) {
	change := func(old, new string) map[string]string {
		text := strings.Replace(houseRule, old, new, 1)
		if text == houseRule {
			t.Fatalf("%q does not stand in the rule", old)
		}
		return map[string]string{"r.yaml": text}
	}
	for _, c := range []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"clash", change("house/written-reasons", "remedy/appeal"), "house/r.yaml:1:1: a built-in rule is called \"remedy/appeal\"; choose another id, or write “overrides: true” to change that rule"},
		{"nothing to override", change("id: house/written-reasons", "id: remedy/apeal\noverrides: true"), "house/r.yaml:1:1: no built-in rule is called \"remedy/apeal\"; did you mean remedy/appeal?"},
		{"no id", change("id: house/written-reasons\n", ""), "house/r.yaml:1:1: the id is missing"},
		{"bad id", change("house/written-reasons", "Written Reasons"), "house/r.yaml:1:1: the id \"Written Reasons\" is not of the form family/name"},
		{"twice", map[string]string{"a.yaml": houseRule, "b.yaml": strings.Replace(houseRule, "written-reasons: [", "other-name: [", 1)}, "house/b.yaml:1:1: the id \"house/written-reasons\" stands in house/a.yaml already"},
		{"unknown field", change("rationale:", "rational:"), "house/r.yaml:12:1: field rational is not known here; rules/README.md lists the fields"},
		{"unknown concept", change("[vendor, provider]", "[vender, provider]"), "house/r.yaml:9:29: no concept is called \"vender\"; did you mean vendor?"},
		{"shared concept again", change("written-reasons: [", "appeal: ["), "house/r.yaml:7:14: the concept \"appeal\" is defined in vocabulary/en/remedy.yaml already"},
		{"bad expression", change("reasons in writing", "reasons (in writing"), "house/r.yaml:7:23: expression \"reasons (in writing\": \")\" is missing"},
		{"unknown reference", change("reasons in writing", "<resons> in writing"), "house/r.yaml:7:23: expression \"<resons> in writing\": no concept is called \"resons\""},
		{"no case", change("  satisfy:\n    - text: The Supplier shall give its reasons in writing.\n", ""), "house/r.yaml:1:1: a case that satisfies it (cases: satisfy:) is missing"},
		{"no right", change("right: effective remedy\n", ""), "house/r.yaml:1:1: the right that it serves (right:) is missing"},
		{"unknown check", change("rationale:", "check: spelling\nrationale:"), "house/r.yaml: check: \"spelling\" is not one of placeholder,"},
		{"another language", change("  en:", "  de:"), "house/r.yaml: there is no vocabulary of the language \"de\" that could be added to; there is one of: en"},
		{"escape in a text", change("title: A refusal", `title: "A \e[2Jrefusal`+`"`+"\n# "), "house/r.yaml:2:8: this text holds a control character"},
		{"direction mark in a key", change("title:", "\"ti\\u202etle\":"), "house/r.yaml:2:1: this text holds a control character"},
		{"two documents in a file", map[string]string{"r.yaml": houseRule + "---\n" + houseRule}, "house/r.yaml:"},
		{"no rules", map[string]string{"readme.md": "x"}, "house: holds no rule files"},
		{"large", map[string]string{"r.yaml": "# " + strings.Repeat("x", MaxFile)}, "house/r.yaml: is larger than"},
		{"bomb of choices", map[string]string{"vocabulary/en/x.yaml": "house-bomb:\n" + strings.Repeat("  - "+strings.Repeat("(a|b|c|d|e|f|g|h) ", 5)+"z\n", 40)}, "house/vocabulary/en/x.yaml:34:5: the expressions up to here stand for more than"},
		{"list for a file", map[string]string{"r.yaml": "- a\n- b\n"}, "house/r.yaml:1:1: a value of another shape"},
		{"extends nothing", map[string]string{"vocabulary/en/x.yaml": "+provder: [the Bank]\n"}, "house/vocabulary/en/x.yaml:1:12: no concept is called \"provder\" in the vocabulary of \"en\"; did you mean provider?"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, _, err := LoadBuiltinWith(house(c.files))
			var mistakes Mistakes
			if !errors.As(err, &mistakes) {
				t.Fatalf("error %v is no Mistakes", err)
			}
			for _, m := range mistakes {
				if strings.HasPrefix(m.Error(), c.want) {
					return
				}
			}
			t.Errorf("got\n%v\nwant\n%s", mistakes, c.want)
		})
	}
}

// TestExtraMistakesAtOnce holds that mistakes of files, folders and terms come
// together.
func TestExtraMistakesAtOnce(t *testing.T) {
	x := house(map[string]string{"a.yaml": "id: house/a\ntitel: x\nconcepts:\n  en:\n    house-own: [z]\nevidence:\n  - all: [vender, house-own]\n", "b.yaml": "id: [\n"})
	x.Folders = append(x.Folders, Folder{"gone", os.DirFS(filepath.Join(t.TempDir(), "gone"))})
	x.Terms = map[string]map[string][]string{"en": {"provder": {"the Bank"}, "vendor": {"(open", "bell\a"}}, "xx": {"vendor": {"y"}}}
	x.TermsFile = ".rightslint.yaml"
	_, err := LoadWith(x)
	for _, want := range []string{
		"house/a.yaml:2:1: field titel", "house/a.yaml:7:11: no concept is called \"vender\"; did you mean vendor?\n", "house/b.yaml:2:1: ", "gone: cannot be read: no such file",
		".rightslint.yaml: no concept is called \"provder\"", ".rightslint.yaml: expression \"(open\"", ".rightslint.yaml: vendor: the expression \"bell\\a\" holds a control character",
		".rightslint.yaml: there is no vocabulary of the language \"xx\"",
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in\n%v", want, err)
		}
	}
}

// TestExtraAliasBomb holds that YAML which unfolds to gigabytes is refused.
func TestExtraAliasBomb(t *testing.T) {
	var bomb strings.Builder
	bomb.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x]\n")
	for i := 1; i < 12; i++ {
		fmt.Fprintf(&bomb, "a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 9), ", "))
	}
	for _, name := range []string{"r.yaml", "vocabulary/en/v.yaml"} {
		if _, err := LoadWith(house(map[string]string{name: bomb.String()})); err == nil || !strings.Contains(err.Error(), "house/"+name) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// TestExtraLinks holds that no link is followed out of a folder.
func TestExtraLinks(t *testing.T) {
	dir := t.TempDir()
	secret := filepath.Join(t.TempDir(), "secret.yaml")
	if err := os.WriteFile(secret, []byte(houseRule), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(dir, "link.yaml")); err != nil {
		t.Skipf("no links here: %v", err)
	}
	if err := os.Symlink(filepath.Dir(secret), filepath.Join(dir, "folder")); err != nil {
		t.Fatal(err)
	}
	cat, err := LoadWith(Extra{Folders: []Folder{{"house", os.DirFS(dir)}}})
	if err == nil || !strings.Contains(err.Error(), "house/link.yaml: is a link") || cat.Rule("house/written-reasons") != nil {
		t.Errorf("got %v", err)
	}
}

// TestExtraBounds holds that a folder that was named by mistake is left soon.
func TestExtraBounds(t *testing.T) {
	all, many := fstest.MapFS{}, fstest.MapFS{}
	for i := range maxExtraEntries + 1 {
		all[fmt.Sprintf("x%d.txt", i)] = &fstest.MapFile{}
	}
	for i := range maxExtraFiles + 1 {
		many[fmt.Sprintf("r%d.yaml", i)] = &fstest.MapFile{Data: []byte("# nothing\n")}
	}
	for name, files := range map[string]fs.FS{"all": all, "many": many} {
		g := gather([]Folder{{name, files}})
		if len(g.files) > maxExtraFiles || !strings.Contains(g.mistakes.Error(), name+": holds more than a folder of rules may") {
			t.Errorf("%d files, %.500v", len(g.files), g.mistakes)
		}
	}
}

// memory is a Store that counts.
type memory struct {
	data map[string][]byte
	hits int
}

func (m *memory) Get(key string) ([]byte, bool) {
	data, ok := m.data[key]
	if ok {
		m.hits++
	}
	return data, ok
}

func (m *memory) Put(key string, data []byte) { m.data[key] = data }

// TestExtraStore holds that the compiled form is kept under its content, and
// that one which is damaged is made anew.
func TestExtraStore(t *testing.T) {
	store := &memory{data: map[string][]byte{}}
	load := func(text string) *Catalog {
		t.Helper()
		x := house(map[string]string{"r.yaml": text})
		x.Store = store
		cat, sets, err := LoadBuiltinWith(x)
		if err != nil || len(sets) == 0 || sets[0].Catalog != cat {
			t.Fatalf("%d sets, %v", len(sets), err)
		}
		return cat
	}
	first := load(houseRule)
	second := load(houseRule)
	if store.hits != 1 || len(store.data) != 1 || first.Digest != second.Digest {
		t.Fatalf("%d hits, %d entries", store.hits, len(store.data))
	}
	if r := second.Rule("house/written-reasons"); r == nil || r.Origin != "house/r.yaml" || r.Title != first.Rule(r.ID).Title {
		t.Error("the rule is not in the compiled form")
	}
	other := load(strings.Replace(houseRule, "by telephone", "by post", 1))
	if len(store.data) != 2 || other.Digest == first.Digest {
		t.Error("another file has the same compiled form")
	}
	for key := range store.data {
		store.data[key] = store.data[key][:100]
	}
	if r := load(houseRule).Rule("house/written-reasons"); r == nil {
		t.Error("a damaged form was taken")
	}
}
