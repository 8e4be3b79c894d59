package pdf

import (
	"fmt"
	"testing"
)

// BenchmarkPage reads a file of 50 pages of running text in two columns and
// reports the time for each page and the pages
// in a second.
func BenchmarkPage(b *testing.B) {
	f := newBuilder()
	const pages = 50
	for i := range pages {
		f.page(shown("F1", 8, 72, 810, 10, "Official Journal of the Republic")+
			shown("F1", 9, 50, 770, 11, prose(fmt.Sprintf("Left column on page %d", i), 60)...)+
			shown("F1", 9, 320, 770, 11, prose(fmt.Sprintf("Right column on page %d", i), 60)...), "")
	}
	data := f.bytes()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(data, Limits{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*pages), "ns/page")
	b.ReportMetric(float64(b.N*pages)/b.Elapsed().Seconds(), "pages/s")
}
