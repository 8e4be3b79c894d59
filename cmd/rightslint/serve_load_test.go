//go:build linux

package main

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// wholeMemory is what the page may use with the process that reads PDF files,
// in bytes.
const wholeMemory = 512 << 20

// sent is a document of the test below.
type sent struct {
	name string
	body []byte
	want string // "judged", or "failed" with a message; empty: either
}

// loads makes fifty documents, many of them hostile.
func loads(t *testing.T) []sent {
	sample, err := os.ReadFile("../../testdata/samples/terms.md")
	if err != nil {
		t.Fatal(err)
	}
	random := rand.NewChaCha8([32]byte{1})
	noise := func(n int) []byte {
		b := make([]byte, n)
		_, _ = random.Read(b)
		return b
	}
	nul := make([]byte, 1<<20)
	page := shownLines(strings.ReplaceAll(string(sample[:2000]), "–", "-"))
	plain := func(pages int) []byte {
		all := make([]string, pages)
		for i := range all {
			all[i] = page
		}
		return pdfFile(all, "", nil)
	}
	flated := func(megabytes int) []byte {
		var z bytes.Buffer
		w := zlib.NewWriter(&z)
		for range megabytes {
			_, _ = w.Write(bytes.Repeat([]byte("(x) Tj "), 1<<20/7))
		}
		_ = w.Close()
		return pdfFile([]string{page}, "", func(o []string) {
			o[4] = fmt.Sprintf("<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream", z.Len(), z.String())
		})
	}
	bomb := func(inner string, megabytes int) []byte {
		var z bytes.Buffer
		w := zip.NewWriter(&z)
		f, _ := w.Create(inner)
		for range megabytes {
			_, _ = f.Write(nul)
		}
		_ = w.Close()
		return z.Bytes()
	}
	repeated := func(s string, n int) []byte { return bytes.Repeat([]byte(s), n/len(s)) }
	long := bytes.Repeat(sample, 3<<20/len(sample))
	out := []sent{
		{"random.pdf", noise(20 << 20), "failed"},
		{"random-headed.pdf", append([]byte("%PDF-1.7\n"), noise(29<<20)...), "failed"},
		{"random.md", noise(2 << 20), "failed"},
		{"random.docx", noise(25 << 20), "failed"},
		{"bomb.docx", bomb("word/document.xml", 300), "failed"},
		{"words.docx", wordBomb(90), "failed"},
		{"deep.html", append([]byte("<html><body>"), repeated("<div><b>", 2<<20)...), ""},
		{"bomb.odt", bomb("content.xml", 300), "failed"},
		{"bomb.md", bomb("a.md", 100), "failed"},
		{"flate.pdf", flated(60), "failed"},
		{"flate-more.pdf", flated(200), "failed"},
		{"endless.pdf", endlessPDF(nil), "failed"},
		{"no-archive.docx", []byte("PK\x03\x04 and nothing of an archive\x00"), "failed"},
		{"truncated.pdf", samplePDFs["truncated"]([]string{page}), "failed"},
		{"cyclic.pdf", samplePDFs["cyclic"]([]string{page}), "judged"},
		{"panics.pdf", samplePDFs["panics"]([]string{page}), "judged"},
		{"scanned.pdf", samplePDFs["scanned"](nil), "failed"},
		{"protected.pdf", protectedPDF(nil), "failed"},
		{"padded.pdf", append(plain(3), repeated("% nothing here\n", 29<<20)...), "judged"},
		{"hundreds.pdf", plain(150), "judged"},
		{"deep.md", append(bytes.Clone(sample), repeated("> ", 2<<20)...), "judged"},
		{"brackets.md", append(bytes.Clone(sample), repeated("[", 1<<20)...), "failed"},
		{"emphasis.md", append(bytes.Clone(sample), repeated("*_", 1<<20)...), "failed"},
		{"one-line.txt", bytes.ReplaceAll(long, []byte("\n"), []byte(" ")), "judged"},
		{"longest.md", long, "judged"},
		{"too-long.md", append(bytes.Clone(sample), repeated("more and more ", 29<<20)...), "failed"},
		{"too-long.pdf", repeated("not a pdf at all ", 29<<20), "failed"},
		{"empty.md", nil, "failed"},
		{"zeros.txt", nul, "failed"},
	}
	for i := len(out); i < 50; i++ {
		if i%4 == 0 {
			out = append(out, sent{fmt.Sprintf("good-%d.pdf", i), append(plain(5), fmt.Sprintf("%% %d", i)...), "judged"})
			continue
		}
		out = append(out, sent{fmt.Sprintf("good-%d.md", i), append(bytes.Clone(sample), fmt.Sprintf("\nDraft %d.\n", i)...), "judged"})
	}
	return out
}

// wordBomb is a sound Word document with so many megabytes of text.
func wordBomb(megabytes int) []byte {
	var z bytes.Buffer
	w := zip.NewWriter(&z)
	part := func(name, text string) {
		f, _ := w.Create(name)
		_, _ = f.Write([]byte(text))
	}
	part("[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`)
	part("_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`)
	f, _ := w.Create("word/document.xml")
	_, _ = f.Write([]byte(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`))
	paragraph := "<w:p><w:r><w:t>We may share your data with anyone, at any time. </w:t></w:r></w:p>"
	for range megabytes {
		_, _ = f.Write(bytes.Repeat([]byte(paragraph), 1<<20/len(paragraph)))
	}
	_, _ = f.Write([]byte("</w:body></w:document>"))
	_ = w.Close()
	return z.Bytes()
}

// TestServeFifty holds that fifty uploads at once, many of them hostile, are
// each answered, the good ones with a verdict, within the memory that is
// promised for all processes together, and that the page is well afterwards.
func TestServeFifty(t *testing.T) {
	if testing.Short() || raceEnabled {
		t.Skip("measures memory")
	}
	p := servePage(t, "--pdf-timeout", "3s")
	all := loads(t)
	if len(all) != 50 {
		t.Fatalf("there are %d documents", len(all))
	}
	stop, peak := watchMemory(t, p.cmd.Process.Pid)
	start := time.Now()
	var wg sync.WaitGroup
	begin := make(chan struct{})
	for _, l := range all {
		wg.Go(func() {
			<-begin
			a, err := p.check(l.name, l.body)
			switch {
			case err != nil:
				t.Errorf("%s: %v", l.name, err)
			case l.want != "" && a.Stage != l.want, a.Stage == "failed" && a.Message == "", a.Status >= 500:
				t.Errorf("%s: %+v, want %s", l.name, a, l.want)
			case a.Stage == "failed":
				t.Logf("%s: %s", l.name, a.Message)
			}
		})
	}
	close(begin)
	wg.Wait()
	t.Logf("%d documents took %v", len(all), time.Since(start).Round(time.Millisecond))
	if a, err := p.check("after.md", all[49].body); err != nil || a.Stage != "judged" {
		t.Errorf("afterwards: %+v, %v", a, err)
	}
	close(stop)
	most := <-peak
	t.Logf("at most %d MB were in use", most>>20)
	if most > wholeMemory || most == 0 {
		t.Errorf("%d MB were in use; promised are less than %d", most>>20, wholeMemory>>20)
	}
	if strings.Contains(p.stderr.String(), "goroutine ") {
		t.Errorf("something crashed: %.3000s", p.stderr.String())
	}
}

// watchMemory measures the memory of a process and its children until stop is
// closed, and then tells the most that they used together, in bytes.
func watchMemory(t *testing.T, pid int) (stop chan struct{}, peak chan int64) {
	stop, peak = make(chan struct{}), make(chan int64, 1)
	go func() {
		var most int64
		tick := time.NewTicker(15 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-stop:
				peak <- most
				return
			case <-tick.C:
				most = max(most, familyMemory(pid))
			}
		}
	}()
	return stop, peak
}

// familyMemory is the resident memory of a process and its children, in bytes.
// Pages that they share, such as the program, count for each.
func familyMemory(pid int) int64 {
	sum := int64(0)
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, file := range stats {
		data, err := os.ReadFile(file)
		if err != nil {
			continue // it has ended
		}
		own, _ := strconv.Atoi(filepath.Base(filepath.Dir(file)))
		// The name, in parentheses, may hold anything; after it come the state
		// and the parent (proc_pid_stat(5)).
		fields := strings.Fields(string(data[bytes.LastIndexByte(data, ')')+1:]))
		parent, _ := strconv.Atoi(fields[1])
		if own == pid || parent == pid {
			pages, _ := strconv.ParseInt(fields[21], 10, 64)
			sum += pages * int64(os.Getpagesize())
		}
	}
	return sum
}
