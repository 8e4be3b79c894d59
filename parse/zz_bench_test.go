package parse

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func BenchmarkZZReal(b *testing.B) {
	var buf bytes.Buffer
	fs, _ := filepath.Glob("/work/shared/gold/safeguards/*.md")
	for _, f := range fs {
		d, _ := os.ReadFile(f)
		buf.Write(d)
		buf.WriteString("\n\n")
	}
	d := buf.Bytes()
	b.SetBytes(int64(len(d)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse("x.md", d, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
