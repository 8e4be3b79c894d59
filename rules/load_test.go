package rules

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

const soundVocabulary = `appeal: [appeal, contest]
notify: [notify, inform]
`

const soundRule = `id: remedy/probe
title: A probe
right: fair trial
applies: {terms-of-service: warning}
evidence:
  - all: [appeal, notify]
suggestion:
  terms-of-service: You can appeal, and we notify you.
rationale: It is a test.
sources: [ICCPR 14]
cases:
  satisfy: [{text: a}, {text: b}, {text: c}, {text: d}]
  fail: [{text: a}, {text: b}, {text: c}, {text: d}]
  near-miss: [{text: a}, {text: b}]
heading: Probes
belongs: [probe]
`

// soundFiles are rule files without a mistake.
func soundFiles() fstest.MapFS {
	return fstest.MapFS{
		"vocabulary/en/core.yaml":   {Data: []byte(soundVocabulary)},
		"catalog/remedy/probe.yaml": {Data: []byte(soundRule)},
		"traits/probe.yaml":         {Data: []byte("id: probe\ntitle: It is a probe\nstrong:\n  - all: [appeal]\n")},
		"kinds.yaml":                {Data: []byte("- kind: terms-of-service\n  label: terms of service\n  title: [terms]\n")},
		"sources.yaml":              {Data: []byte("ICCPR: {title: A covenant, year: 1966, symbol: No. 14668, part: Article}\n")},
	}
}

// mistakesOf returns the mistakes of the files, or fails.
func mistakesOf(t *testing.T, files fstest.MapFS) Mistakes {
	t.Helper()
	_, err := Load(files)
	var mistakes Mistakes
	if !errors.As(err, &mistakes) {
		t.Fatalf("error %v is no Mistakes", err)
	}
	return mistakes
}

func TestSoundFilesLoad(t *testing.T) {
	cat, err := Load(soundFiles())
	if err != nil {
		t.Fatal(err)
	}
	if len(cat.Rules) != 1 || len(cat.Traits) != 1 || len(cat.KindRecords) != 1 || len(cat.Vocabulary["en"]) != 2 {
		t.Errorf("%d rules, %d traits, %d kinds, %d concepts", len(cat.Rules), len(cat.Traits), len(cat.KindRecords), len(cat.Vocabulary["en"]))
	}
}

// TestMistakes breaks one file at a time; the message says where, and what was
// expected.
func TestMistakes(t *testing.T) {
	const rule, words, trait = "catalog/remedy/probe.yaml", "vocabulary/en/core.yaml", "traits/probe.yaml"
	for _, c := range []struct{ name, file, old, new, want string }{
		{"unknown key", rule, "title: A probe", "titel: A probe", rule + ":2:1: field titel is not known here; rules/README.md lists the fields"},
		{"unknown key in a pattern", rule, "  - all: [appeal, notify]", "  - all: [appeal]\n    witin: 3", rule + ":7:5: field witin is not known here; rules/README.md lists the fields"},
		{"unknown concept", rule, "[appeal, notify]", "[apeal, notify]", rule + ":6:11: no concept is called \"apeal\"; did you mean appeal?"},
		{"unknown concept, none near", rule, "[appeal, notify]", "[appeal, xyzzyxyzzy]", rule + ":6:19: no concept is called \"xyzzyxyzzy\""},
		{"unknown trait", rule, "evidence:", "when: prob\nevidence:", rule + ":5:7: no trait is called \"prob\"; did you mean probe?"},
		{"unknown red flag", rule, "evidence:", "cancelled-by: [red-flag/none]\nevidence:", rule + ":5:16: no red flag is called \"red-flag/none\""},
		{"list for a number", rule, "  - all: [appeal, notify]", "  - all: [appeal]\n    within: [3]", rule + ":7:13: a value of another shape is expected here"},
		{"word for a number", rule, "  - all: [appeal, notify]", "  - all: [appeal]\n    within: soon", rule + ":7:13: a value of another shape is expected here"},
		{"text for a list", rule, "sources: [ICCPR 14]", "sources: ICCPR 14", rule + ":10:10: a value of another shape is expected here"},
		{"expression with a comment", "vocabulary/en/core.yaml", "appeal: [appeal, contest]", "appeal:\n  - within # days", "vocabulary/en/core.yaml:2:5: what follows # is lost"},
		{"mapping for a name", rule, "[appeal, notify]", "[{a: b}]", rule + ":6:11: expected a name"},
		{"unclosed quote", rule, "title: A probe", "title: \"A probe", rule + ":2:8: "},
		{"unclosed list", rule, "[appeal, notify]", "[appeal, notify", rule + ":6:10: "},
		{"tab for indentation", rule, "  - all: [appeal, notify]", "\t- all: [appeal]", rule + ":6:1: "},
		{"no title", rule, "title: A probe\n", "", rule + ":1:1: a title is missing"},
		{"no evidence", rule, "evidence:\n  - all: [appeal, notify]\n", "", rule + ":1:1: evidence is missing"},
		{"no rationale", rule, "rationale: It is a test.\n", "", rule + ":1:1: a rationale is missing"},
		{"no heading", rule, "heading: Probes\n", "", rule + ":1:1: the heading of a section of its own (heading:) is missing"},
		{"no place", rule, "belongs: [probe]\n", "", rule + ":1:1: a word of headings that marks its place (belongs:) is missing"},
		{"place with capitals", rule, "[probe]", "[probe, Appeal]", rule + ":16:18: belongs: \"Appeal\" is not the beginning of a word in small letters, or several joined by +"},
		{"place in another kind", rule, "[probe]", "[terms/probe]", rule + ":16:11: belongs: no kind of document is called \"terms\""},
		{"no sources", rule, "sources: [ICCPR 14]\n", "", rule + ":1:1: sources is missing"},
		{"no suggestion", rule, "suggestion:\n  terms-of-service: You can appeal, and we notify you.\n", "", rule + ":1:1: suggested wording for terms-of-service is missing"},
		{"too few cases", rule, ", {text: d}]\n  fail", "]\n  fail", rule + ":1:1: at least four cases that satisfy it: one is missing"},
		{"wrong id", rule, "id: remedy/probe", "id: remedy/prob", rule + ":1:1: the id is \"remedy/prob\", but the file's place makes it \"remedy/probe\""},
		{"wrong severity", rule, "{terms-of-service: warning}", "{terms-of-service: fatal}", rule + ": applies: \"fatal\" is not one of error, warning, notice"},
		{"wrong scope", rule, "  - all: [appeal, notify]", "  - all: [appeal]\n    in: chapter", rule + ":6:5: in: \"chapter\" is not one of sentence, provision, section"},
		{"wrong party", rule, "  - all: [appeal, notify]", "  - all: [appeal]\n    by: [vender]", rule + ":6:5: by: \"vender\" is not one of provider, vendor"},
		{"wrong kind in a pattern", rule, "  - all: [appeal, notify]", "  - all: [appeal]\n    kinds: [contract]", rule + ":6:5: no kind is called \"contract\""},
		{"both all and seq", rule, "  - all: [appeal, notify]", "  - all: [appeal]\n    seq: [notify]", rule + ":6:5: a pattern has either all: or seq:, and a concept in it"},
		{"too many concepts", rule, "  - all: [appeal, notify]", "  - all: [appeal, notify, appeal, notify, appeal, notify, appeal, notify, appeal]", rule + ":6:5: a pattern combines at most 8 concepts, and this one 9; say it with fewer, or with a list inside as a choice"},
		{"empty pattern", rule, "  - all: [appeal, notify]", "  - within: 3", rule + ":6:5: a pattern has either all: or seq:, and a concept in it"},
		{"near without a reason", rule, "suggestion:", "near:\n  - all: [notify]\nsuggestion:", rule + ":8:5: a pattern of near needs why:"},
		{"reason of evidence", rule, "  - all: [appeal, notify]", "  - all: [appeal]\n    why: it is so", rule + ":6:5: why is for the patterns of near"},
		{"unknown concept in near", rule, "suggestion:", "near:\n  - all: [notfy]\n    why: it is so\nsuggestion:", rule + ":8:11: no concept is called \"notfy\"; did you mean notify?"},
		{"concept of another file", rule, "evidence:", "concepts:\n  en:\n    appeal: [grieve]\nevidence:", rule + ":7:14: the concept \"appeal\" is defined in vocabulary/en/core.yaml already"},
		{"concept twice in a file", words, "notify:", "appeal:", words + ":2:1: "},
		{"concept without expressions", words, "[notify, inform]", "[]", words + ": the concept \"notify\" has no expressions"},
		{"trait without title", trait, "title: It is a probe\n", "", trait + ":1:1: a title is missing"},
		{"trait in the wrong file", trait, "id: probe", "id: prob", trait + ":1:1: the id is \"prob\", but the file's name makes it \"probe\""},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := soundFiles()
			broken := strings.Replace(string(files[c.file].Data), c.old, c.new, 1)
			if broken == string(files[c.file].Data) {
				t.Fatalf("%q does not stand in %s", c.old, c.file)
			}
			files[c.file] = &fstest.MapFile{Data: []byte(broken)}
			got := mistakesOf(t, files)
			for _, m := range got {
				if strings.HasPrefix(m.Error(), c.want) {
					return
				}
			}
			t.Errorf("got\n%v\nwant\n%s", got, c.want)
		})
	}
}

// TestAllMistakesAtOnce holds that a mistake in one place hides none in
// another, and that they come in the order of files and lines.
func TestAllMistakesAtOnce(t *testing.T) {
	files := soundFiles()
	files["catalog/remedy/probe.yaml"] = &fstest.MapFile{Data: []byte(strings.NewReplacer(
		"title: A probe\n", "", "[appeal, notify]", "[apeal, notfy]").Replace(soundRule))}
	files["catalog/remedy/other.yaml"] = &fstest.MapFile{Data: []byte("id: remedy/other\ntitel: x\nrihgt: y\n")}
	files["traits/probe.yaml"] = &fstest.MapFile{Data: []byte("id: probe\ntitle: \"x\n")}
	var got []string
	for _, m := range mistakesOf(t, files) {
		got = append(got, fmt.Sprintf("%s:%d", m.File, m.At.Line))
	}
	want := "catalog/remedy/other.yaml:2 catalog/remedy/other.yaml:3 catalog/remedy/probe.yaml:1 catalog/remedy/probe.yaml:5 catalog/remedy/probe.yaml:5 traits/probe.yaml:2"
	if strings.Join(got, " ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, " "), want)
	}
}

// TestLargeFile holds that a rule file beyond the limit is refused unread.
func TestLargeFile(t *testing.T) {
	files := soundFiles()
	files["vocabulary/en/large.yaml"] = &fstest.MapFile{Data: []byte("# " + strings.Repeat("x", MaxFile) + "\n")}
	if got := mistakesOf(t, files).Error(); !strings.Contains(got, "vocabulary/en/large.yaml: is larger than") {
		t.Errorf("got %s", got)
	}
}

// TestAliasBomb holds that YAML which unfolds to gigabytes is refused.
func TestAliasBomb(t *testing.T) {
	var bomb strings.Builder
	bomb.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x]\n")
	for i := 1; i < 12; i++ {
		fmt.Fprintf(&bomb, "a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 9), ", "))
	}
	files := soundFiles()
	files["vocabulary/en/bomb.yaml"] = &fstest.MapFile{Data: []byte(bomb.String())}
	if got := mistakesOf(t, files).Error(); !strings.Contains(got, "vocabulary/en/bomb.yaml") {
		t.Errorf("got %s", got)
	}
}

// TestFindSuggests holds that an unknown rule is answered with the nearest.
func TestFindSuggests(t *testing.T) {
	cat, err := Load(soundFiles())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := cat.Find("remedy/prob"); err == nil || !strings.Contains(err.Error(), "did you mean remedy/probe?") {
		t.Errorf("got %v", err)
	}
	if r, err := cat.Find("remedy/probe"); err != nil || r.Title != "A probe" {
		t.Errorf("got %v, %v", r, err)
	}
}
