package rules

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/rightslint/rightslint/rules/phrases"
	"github.com/rightslint/rightslint/rules/words"
)

// FuzzLoad reads any bytes as each kind of rule file: no panic, and every
// mistake names a file and says something.
func FuzzLoad(f *testing.F) {
	f.Add([]byte(soundRule))
	f.Add([]byte(soundVocabulary))
	f.Add([]byte("id: x\nevidence:\n  - all: [[a, b], c]\n    within: 3\nwhen: {any: [a, {not: b}]}\n"))
	f.Add([]byte("a: &a [*a]\n"))
	f.Add([]byte("- kind: x\n  title: [(a|b) .. c]\n"))
	f.Add([]byte("when: {not: {not: {all: []}}}\nconcepts: {en: {a: [b]}}\nelements: [{name: x, find: [{seq: [a]}]}]\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 4<<10 {
			t.Skip("a longer file shows nothing more")
		}
		for _, name := range []string{"vocabulary/en/fuzz.yaml", "catalog/remedy/fuzz.yaml", "traits/fuzz.yaml", "kinds.yaml"} {
			files := soundFiles()
			files[name] = &fstest.MapFile{Data: data}
			cat, err := Load(files)
			checkMistakes(t, err)
			for _, lang := range cat.Languages() {
				_, err := cat.Compile(lang)
				checkMistakes(t, err)
			}
		}
	})
}

func checkMistakes(t *testing.T, err error) {
	t.Helper()
	var mistakes Mistakes
	if err != nil && !errors.As(err, &mistakes) {
		t.Fatalf("%v is no Mistakes", err)
	}
	for _, m := range mistakes {
		if m.File == "" || strings.TrimSpace(m.Message) == "" {
			t.Errorf("a mistake without a file or a message: %#v", m)
		}
	}
}

// FuzzExpression parses any expression: no panic, no endless work, and what it
// yields is never empty, so that it cannot match everywhere.
func FuzzExpression(f *testing.F) {
	for _, s := range []string{
		"appeal", "(a|b c) [d] .. e*", "<party> .. =x #", "((a|b)|(c .. d)) [e|f]", "<self>", "<gapped> don't", "(((", "a | .. ]", "[[[a]]]", "é* ’ ** == ##",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if len(src) > 200 {
			t.Skip("no expression is as long")
		}
		x := &expander{lookup: lookupKnown}
		found, err := x.expand(src)
		if err != nil {
			return
		}
		if len(found) == 0 {
			t.Errorf("%q stands for nothing", src)
		}
		b := phrases.NewBuilder()
		for _, p := range found {
			for _, stretch := range p {
				for _, choice := range stretch {
					if len(choice) == 0 {
						t.Errorf("%q may be empty", src)
					}
				}
			}
			b.Add(0, p)
		}
		_, ms := b.Build().NewScanner().Scan("... — ()", 0, nil, nil)
		if len(ms) > 0 {
			t.Errorf("%q is found where there is no word", src)
		}
	})
}

// FuzzScan reads any text with a small matcher: mentions lie within the words,
// are not empty, and are the same whatever the scanner has read before.
func FuzzScan(f *testing.F) {
	b := phrases.NewBuilder()
	for id, src := range []string{"personal data", "ask .. to review .. it", "discriminat*", "within # days", "do not sell", "(a|b) [c] d", "=may"} {
		x := &expander{lookup: lookupKnown}
		found, err := x.expand(src)
		if err != nil {
			f.Fatal(err)
		}
		for _, p := range found {
			b.Add(int32(id), p)
		}
	}
	m := b.Build()
	for _, s := range []string{
		"We don't sell personal data within 30 days.", "ask us to review and review it", "a b c d", "DISCRIMINATORY", "don’t’s", "\xff\xfe may", "个人信息 may", "a\u0301 d\u00adata", "'''’’’",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		sc := m.NewScanner()
		ws, ms := sc.Scan(text, 3, nil, nil)
		checkScan(t, text, ws, ms, 0)
		n := len(ms)
		ws, ms = sc.Scan(text, 4, ws, ms)
		checkScan(t, text, ws[len(ws)/2:], ms[n:], int32(len(ws)/2))
		if len(ms) != 2*n {
			t.Errorf("%d mentions at first, %d when read again", n, len(ms)-n)
		}
	})
}

// checkScan holds that words and mentions are sound; base is the number of the
// first word.
func checkScan(t *testing.T, text string, ws []words.Word, ms []phrases.Mention, base int32) {
	t.Helper()
	last := int32(0)
	for _, w := range ws {
		if w.Start < last || w.Start >= w.End || int(w.End) > len(text) {
			t.Fatalf("word %v in a text of %d bytes", w, len(text))
		}
		if utf8.ValidString(text) && !utf8.ValidString(text[w.Start:w.End]) {
			t.Fatalf("word %q cuts a letter", text[w.Start:w.End])
		}
		last = w.Start
	}
	for _, m := range ms {
		if m.Start < base || m.Start >= m.End || m.End > base+int32(len(ws)) {
			t.Fatalf("mention %v among words [%d, %d)", m, base, base+int32(len(ws)))
		}
	}
}
