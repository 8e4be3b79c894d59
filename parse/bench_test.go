package parse

import (
	"bytes"
	"fmt"
	"testing"
)

// sampleMarkdown makes n bytes of Markdown of the sort that policies are
// written in: headings, hard-wrapped paragraphs, lists, enumerations, tables.
func sampleMarkdown(n int) []byte {
	var b bytes.Buffer
	for i := 1; b.Len() < n; i++ {
		fmt.Fprintf(&b, "## %d. Handling of records\n\n", i)
		b.WriteString("The Provider keeps **records** of every request that it receives under [this part](#part) for\n" +
			"two years, e.g. the date, the name of the requesting body and the legal basis (see art. 9).\n" +
			"It publishes a summary each year, unless a court forbids this.\n\n")
		b.WriteString("The Provider shall:\n\n- answer within ten days;\n- state its reasons in writing; and\n- name the body that hears appeals.\n\n")
		fmt.Fprintf(&b, "%d.1 No record may be passed on, save that (a) the person concerned has agreed; (b) a judge has ordered it; "+
			"or (c) a life is in danger. Records that are no longer needed are erased, and the erasure is noted in a log.\n\n", i)
		b.WriteString("| Kind | Kept for |\n|---|---|\n| Access log | 30 days |\n| Invoices | ten years |\n\n")
	}
	return b.Bytes()[:n]
}

func BenchmarkReadMarkdown(b *testing.B) {
	for _, size := range []int{64 << 10, 1 << 20, 8 << 20} {
		data := sampleMarkdown(size)
		b.Run(fmt.Sprintf("%dKB", size>>10), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Parse("sample.md", data, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkReadText(b *testing.B) {
	data := sampleMarkdown(1 << 20)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse("sample.txt", data, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
