package rules

import "testing"

func TestBuiltinLoads(t *testing.T) {
	cat, err := Load(Builtin())
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range cat.Languages() {
		if _, err := cat.Compile(lang); err != nil {
			t.Fatal(err)
		}
	}
}
