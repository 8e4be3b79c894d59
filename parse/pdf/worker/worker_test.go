package worker

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rightslint/rightslint/parse/pdf"
)

// childVariable makes the test program a child with so much memory.
const childVariable = "WORKER_TEST_MEMORY"

func TestMain(m *testing.M) {
	if memory, err := strconv.ParseInt(os.Getenv(childVariable), 10, 64); err == nil {
		if Serve(os.Stdin, os.Stdout, memory, hostile) != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// sink keeps the compiler from leaving out what is stored there.
var sink [][]byte

// hostile does what the file says, as a file could make the engine do.
func hostile(data []byte, limits pdf.Limits, pause Pause) (*pdf.Document, error) {
	switch what := string(data); what {
	case "overflow":
		return nil, fmt.Errorf("depth %d", recurse(1))
	case "allocate":
		for {
			chunk := make([]byte, 1<<20)
			for i := range chunk {
				chunk[i] = 1
			}
			sink = append(sink, chunk)
		}
	case "allocate at once":
		sink = append(sink, make([]byte, 16<<30))
		return nil, nil
	case "keep most", "use most":
		most := bytes.Repeat([]byte{1}, childMemory*5/8)
		if what == "keep most" {
			sink = append(sink, most)
		}
		time.Sleep(10 * watchEvery)
		return &pdf.Document{Pages: int(most[0])}, nil
	case "hang":
		select {}
	case "exit":
		os.Exit(0)
	case "panic":
		panic("hostile")
	case "prepare":
		resume := pause()
		time.Sleep(4 * time.Second) // more than the file is allowed
		resume()
		return &pdf.Document{Pages: 1}, nil
	case "process":
		return &pdf.Document{Outline: []string{strconv.Itoa(os.Getpid())}}, nil
	}
	if bytes.HasPrefix(data, []byte("%PDF")) {
		return pdf.Read(data, limits)
	}
	return nil, map[string]error{
		"password": pdf.ErrPassword, "scanned": &pdf.ErrScanned{Pages: []int{2, 3}},
		"damaged": fmt.Errorf("%w (no pages found)", pdf.ErrDamaged),
	}[string(data)]
}

func recurse(n int) int {
	if n == 0 {
		return 0
	}
	return recurse(n+1) + 1
}

// testPool returns a pool whose children have childMemory.
func testPool(t testing.TB, size int) *Pool {
	p := NewPool(size, func() *exec.Cmd {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), childVariable+"="+strconv.Itoa(childMemory))
		return cmd
	})
	t.Cleanup(p.Close)
	return p
}

// samplePDF makes a file of pages of running text.
func samplePDF(pages int) []byte {
	var out bytes.Buffer
	var offsets []int
	object := func(body string) {
		offsets = append(offsets, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", len(offsets), body)
	}
	out.WriteString("%PDF-1.4\n")
	kids := ""
	for i := range pages {
		kids += fmt.Sprintf("%d 0 R ", 4+2*i)
	}
	object("<</Type/Catalog/Pages 2 0 R>>")
	object(fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids, pages))
	object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
	for i := range pages {
		text := "BT /F1 10 Tf 13 TL 72 780 Td\n"
		for line := range 50 {
			text += fmt.Sprintf("(Line %d of page %d says that the authority publishes its decisions with reasons) Tj T*\n", line, i+1)
		}
		text += "ET"
		object(fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>", 5+2*i))
		object(fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(text), text))
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&out, "trailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, start)
	return out.Bytes()
}

func TestRead(t *testing.T) {
	p := testPool(t, 2)
	data := samplePDF(3)
	want, err := pdf.Read(data, pdf.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range want.Blocks {
		want.Blocks[i].Lines = nil // which a child keeps for itself
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			got, err := p.Read(data, pdf.Limits{})
			if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%v, %+v", err, got)
			}
		})
	}
	wg.Wait()
}

// TestErrors holds that errors arrive as what they are.
func TestErrors(t *testing.T) {
	p := testPool(t, 1)
	if _, err := p.Read([]byte("password"), pdf.Limits{}); err != pdf.ErrPassword {
		t.Errorf("got %v", err)
	}
	var scanned *pdf.ErrScanned
	if _, err := p.Read([]byte("scanned"), pdf.Limits{}); !errors.As(err, &scanned) || fmt.Sprint(scanned.Pages) != "[2 3]" {
		t.Errorf("got %v", err)
	}
	if _, err := p.Read([]byte("damaged"), pdf.Limits{}); !errors.Is(err, pdf.ErrDamaged) || !strings.Contains(err.Error(), "no pages found") {
		t.Errorf("got %v", err)
	}
}

// TestHostile holds that each failure costs one child, is named, and leaves the
// next file readable.
func TestHostile(t *testing.T) {
	p := testPool(t, 1)
	for _, c := range []struct {
		what string
		want error
	}{
		{"overflow", ErrCrashed},
		{"allocate", ErrMemory},
		{"allocate at once", ErrMemory},
		{"hang", pdf.ErrTooLong},
		{"exit", ErrCrashed},
		{"panic", ErrCrashed},
	} {
		if raceEnabled && c.want == ErrMemory {
			continue // the detector takes the memory, and fails in its own way
		}
		start := time.Now()
		_, err := p.Read([]byte(c.what), pdf.Limits{Time: 2 * time.Second})
		if !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.what, err, c.want)
		}
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s took %v", c.what, took)
		}
		if doc, err := p.Read(samplePDF(1), pdf.Limits{}); err != nil || len(doc.Blocks) == 0 {
			t.Errorf("after %s: %v", c.what, err)
		}
	}
}

// TestReuse holds that one child reads many files, and that one that was ended
// from outside is replaced without a failure.
func TestReuse(t *testing.T) {
	p := testPool(t, 1)
	process := func() string {
		doc, err := p.Read([]byte("process"), pdf.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		return doc.Outline[0]
	}
	first := process()
	if again := process(); again != first {
		t.Errorf("process %s read first, then %s", first, again)
	}
	if err := p.idle[0].cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if _, err := p.idle[0].cmd.Process.Wait(); err != nil {
		t.Fatal(err)
	}
	if again := process(); again == first {
		t.Error("a dead process has answered")
	}
}

// TestMemoryOfOthers holds that a file is not charged with what files before
// it left behind.
func TestMemoryOfOthers(t *testing.T) {
	if raceEnabled {
		t.Skip("the detector takes the memory")
	}
	p := testPool(t, 1)
	for _, what := range []string{"keep most", "use most", "use most"} {
		if doc, err := p.Read([]byte(what), pdf.Limits{}); err != nil || doc.Pages != 1 {
			t.Errorf("%s: %v, %+v", what, err, doc)
		}
	}
}

// TestPause holds that preparations are not charged to the file.
func TestPause(t *testing.T) {
	p := testPool(t, 2)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			if doc, err := p.Read([]byte("prepare"), pdf.Limits{Time: 2 * time.Second}); err != nil || doc.Pages != 1 {
				t.Errorf("%v, %+v", err, doc)
			}
		})
	}
	wg.Wait()
}

func TestStartFails(t *testing.T) {
	p := NewPool(1, func() *exec.Cmd { return exec.Command("no-such-program-anywhere") })
	if _, err := p.Read([]byte("%PDF-"), pdf.Limits{}); !errors.Is(err, ErrStart) {
		t.Errorf("got %v", err)
	}
}

// BenchmarkPages reads a file of 100 pages in a child and reports pages per
// second, start not counted.
func BenchmarkPages(b *testing.B) {
	p := testPool(b, 1)
	const pages = 100
	data := samplePDF(pages)
	for b.Loop() {
		if _, err := p.Read(data, pdf.Limits{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*pages)/b.Elapsed().Seconds(), "pages/s")
}
