package rules

import (
	"flag"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "write the compiled form of the catalog anew")

// TestCompiledIsFresh holds that the compiled form was made from the rule files
// as they are; "go generate ./rules" makes it anew.
func TestCompiledIsFresh(t *testing.T) {
	if *update {
		if packed, _, err := LoadBuiltin(); err == nil && len(packed.Rules) > 0 && len(packed.Rules[0].Cases.Satisfy) == 0 {
			return // made from these files already
		}
		cat, err := Load(builtin)
		if err != nil {
			t.Fatal(err)
		}
		sets, err := cat.compileAll()
		if err != nil {
			t.Fatal(err)
		}
		data, err := pack(cat, sets, builtinHash())
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("compiled.gob", data, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	cat, _, err := LoadBuiltin()
	if err != nil {
		t.Fatal(err)
	}
	if len(cat.Rules) > 0 && len(cat.Rules[0].Cases.Satisfy) > 0 {
		t.Error("the rule files have changed since rules/compiled.gob was made; run: go generate ./rules")
	}
}

// TestCompiledJudgesAlike holds that the compiled form knows the same concepts
// as the files.
func TestCompiledJudgesAlike(t *testing.T) {
	cat, err := Load(builtin)
	if err != nil {
		t.Fatal(err)
	}
	sets, err := cat.compileAll()
	if err != nil {
		t.Fatal(err)
	}
	packed, again, err := LoadBuiltin()
	if err != nil {
		t.Fatal(err)
	}
	if len(packed.Rules) != len(cat.Rules) || len(again) != len(sets) {
		t.Fatalf("%d rules and %d languages, want %d and %d", len(packed.Rules), len(again), len(cat.Rules), len(sets))
	}
	for i, s := range sets {
		text := "The provider must notify the data subject of a personal data breach within 72 hours, and you may appeal."
		_, want := s.Matcher.NewScanner().Scan(text, 0, nil, nil)
		_, got := again[i].Matcher.NewScanner().Scan(text, 0, nil, nil)
		if len(want) == 0 || len(got) != len(want) {
			t.Fatalf("%s: %d mentions, want %d", s.Language, len(got), len(want))
		}
		for k := range want {
			if again[i].Name(got[k].Concept) != s.Name(want[k].Concept) || got[k].Start != want[k].Start || got[k].End != want[k].End {
				t.Errorf("%s: mention %v, want %v", s.Language, got[k], want[k])
			}
		}
	}
}

// BenchmarkLoadBuiltin measures what every run of the program pays before it
// reads a document.
func BenchmarkLoadBuiltin(b *testing.B) {
	for range b.N {
		if _, _, err := LoadBuiltin(); err != nil {
			b.Fatal(err)
		}
	}
}
