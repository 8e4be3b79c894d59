package rules

import (
	"flag"
	"os"
	"reflect"
	"slices"
	"testing"
)

var update = flag.Bool("update", false, "write the compiled form of the catalog anew")

// TestCompiledIsFresh holds that the compiled form is what the rule files and
// the code that expands and folds words give now; "go generate ./rules" makes it
// anew.
func TestCompiledIsFresh(t *testing.T) {
	cat, err := Load(builtin)
	if err != nil {
		t.Fatal(err)
	}
	sets, err := cat.compileAll()
	if err != nil {
		t.Fatal(err)
	}
	stale := staleness(t, sets)
	if !*update || stale == "" {
		if stale != "" {
			t.Errorf("%s since rules/compiled.gob was made; run: go generate ./rules", stale)
		}
		return
	}
	data, err := pack(cat, sets, builtinHash())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("compiled.gob", data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// staleness says what has changed since the compiled form was made, or nothing.
func staleness(t *testing.T, sets []*Compiled) string {
	packed, old, err := LoadBuiltin()
	if err != nil {
		t.Fatal(err)
	}
	if len(packed.Rules) == 0 || len(packed.Rules[0].Cases.Satisfy) > 0 || len(old) != len(sets) {
		return "the rule files have changed"
	}
	for i, s := range sets {
		if !slices.Equal(s.names, old[i].names) || !reflect.DeepEqual(s.Matcher.Flat(), old[i].Matcher.Flat()) {
			return "how words are folded or phrases are expanded has changed"
		}
	}
	return ""
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
