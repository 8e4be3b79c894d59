package docx

import (
	"archive/zip"
	"bytes"
	"errors"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/rightslint/rightslint/parse/archive"
	"github.com/rightslint/rightslint/parse/internal/formtest"
)

func TestHostile(t *testing.T) {
	good := file{body: para("", "Text.")}.bytes(t)
	entities := `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>`
	for _, test := range []struct {
		name string
		data []byte
		want error
	}{
		{"cut off", good[:len(good)/2], archive.ErrDamaged},
		{"no text part", formtest.Rezip(t, emptyZip(t), "_rels/.rels", `<Relationships><Relationship Type="x/officeDocument" Target="word/none.xml"/></Relationships>`), archive.ErrDamaged},
		{"no relations", formtest.Rezip(t, emptyZip(t), "word/document.xml", "<x/>"), ErrNotWord},
		{"a drawing", formtest.Rezip(t, emptyZip(t), "_rels/.rels", `<Relationships><Relationship Type="x/officeDocument" Target="d.xml"/></Relationships>`, "d.xml", "<svg/>"), ErrNotWord},
		{"the same part twice", formtest.Rezip(t, good, "Word/Document.xml", "<x/>"), archive.ErrTwice},
		{"entities", file{styles: ""}.withMain(t, entities+`<w:document `+wordSpace+`>&b;</w:document>`), archive.ErrDTD},
		{"an unknown entity", file{body: para("", "&lol;")}.bytes(t), archive.ErrDamaged},
		{"not closed", file{body: "<w:p><w:r>"}.bytes(t), archive.ErrDamaged},
		{"deep", file{body: strings.Repeat("<w:sdt><w:sdtContent>", 5000)}.bytes(t), archive.ErrTooBig},
	} {
		t.Run(test.name, func(t *testing.T) {
			start := time.Now()
			_, err := Read(test.data, Options{})
			if !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
			if d := time.Since(start); d > 20*time.Second {
				t.Errorf("took %v", d)
			}
		})
	}
}

// emptyZip returns an empty container.
func emptyZip(t testing.TB) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := zip.NewWriter(&out).Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// withMain packs the file with another main part.
func (f file) withMain(t testing.TB, main string) []byte {
	t.Helper()
	return formtest.Rezip(t, emptyZip(t),
		"_rels/.rels", `<Relationships><Relationship Type="x/officeDocument" Target="d.xml"/></Relationships>`, "d.xml", main)
}

// TestLongDocument holds that a document of some two thousand pages takes little
// more memory than its text.
func TestLongDocument(t *testing.T) {
	text := strings.Repeat("The Supplier shall keep records of each decision. ", 12)
	paragraph := `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:pPr><w:r><w:rPr><w:lang w:val="en-GB"/></w:rPr><w:lastRenderedPageBreak/><w:t>` + text + `</w:t></w:r></w:p>`
	data := file{numbering: lists([]string{"decimal %1."}), body: strings.Repeat(paragraph, 8_000)}.bytes(t)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	start := time.Now()
	doc, err := Read(data, Options{})
	if err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if last := doc.Blocks[len(doc.Blocks)-1]; len(doc.Blocks) != 8_000 || last.Label != "8000." {
		t.Errorf("%d blocks, the last is %s", len(doc.Blocks), last.Label)
	}
	t.Logf("%d KB in the file, %v, %d MB in use", len(data)>>10, time.Since(start), (after.HeapAlloc-min(before.HeapAlloc, after.HeapAlloc))>>20)
	if used := int64(after.HeapAlloc) - int64(before.HeapAlloc); used > 32<<20 {
		t.Errorf("%d MB are in use", used>>20)
	}
}

func FuzzRead(f *testing.F) {
	seed := file{
		numbering: lists([]string{"decimal %1.", "lowerLetter (%2)"}),
		styles:    `<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>`,
		body:      items("01") + `<w:tbl><w:tr><w:tc>` + para("", "x") + `</w:tc></w:tr></w:tbl>`,
	}
	f.Add(seed.body, seed.styles, seed.numbering, true)
	f.Add(`<w:p><w:ins><w:r><w:t>a</w:t><w:fldChar w:fldCharType="begin"/></w:r></w:ins><w:pPr><w:rPr><w:del/></w:rPr></w:pPr></w:p>`, ``, ``, false)
	f.Add(`<w:p><w:r><w:drawing><w:txbxContent><w:p><w:r><w:t>b</w:t></w:r></w:p></w:txbxContent></w:drawing></w:r></w:p>`, ``, ``, true)
	f.Fuzz(func(t *testing.T, body, styles, numbering string, original bool) {
		data := file{body: body, styles: styles, numbering: numbering, footnotes: body}.bytes(t)
		doc, err := Read(data, Options{Original: original, Trace: true})
		if err != nil {
			return
		}
		for _, b := range doc.Blocks {
			last := 0
			for _, p := range b.Parts {
				if p.From < last || p.To < p.From || p.To > len(b.Text) || p.Number < 1 {
					t.Fatalf("parts %v of %q", b.Parts, b.Text)
				}
				last = p.To
			}
		}
		for _, trace := range doc.Traces {
			for _, piece := range trace.Pieces {
				if piece.Start < trace.Open || piece.End > trace.Close || piece.Start < piece.Run.Start || piece.End > piece.Run.End {
					t.Fatalf("piece %v of %v", piece, trace)
				}
			}
		}
	})
}

func FuzzContainer(f *testing.F) {
	f.Add(file{body: para("", "Text.")}.bytes(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		start := time.Now()
		Read(data, Options{})
		if d := time.Since(start); d > 10*time.Second {
			t.Fatalf("took %v", d)
		}
	})
}
