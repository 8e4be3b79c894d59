package rules

import "testing"

// BenchmarkLoad measures reading and compiling the built-in catalog, which
// every run of the program pays for.
func BenchmarkLoad(b *testing.B) {
	for range b.N {
		cat, err := Load(Builtin())
		if err != nil {
			b.Log(err)
		}
		if _, err := cat.Compile("en"); err != nil {
			b.Log(err)
		}
	}
}
