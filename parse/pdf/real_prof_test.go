package pdf

import (
	"os"
	"testing"
)

func BenchmarkReal(b *testing.B) {
	data, _ := os.ReadFile(os.Getenv("PDF"))
	b.ReportAllocs()
	for b.Loop() {
		Read(data, Limits{})
	}
}
