package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

// packedFile is a file whose page stands in an object stream, and which has a
// cross-reference stream.
func packedFile() []byte {
	font := "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
	page := "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
	index := fmt.Sprintf("3 0 4 %d ", len(font)+1)
	packed := deflate(index + font + " " + page)
	var b bytes.Buffer
	b.WriteString("%PDF-1.5\n")
	offsets := map[int]int{}
	object := func(num int, body string) {
		offsets[num] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", num, body)
	}
	object(1, "<</Type/Catalog/Pages 2 0 R>>")
	object(2, "<</Type/Pages/Kids[4 0 R]/Count 1>>")
	content := deflate(shown("F1", 12, 72, 700, 14, "Packed objects are read."))
	object(5, fmt.Sprintf("<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream", len(content), content))
	object(6, fmt.Sprintf("<</Type/ObjStm/N 2/First %d/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream", len(index), len(packed), packed))
	start := b.Len()
	entry := func(kind, a, c int) string { return string([]byte{byte(kind), byte(a >> 8), byte(a), byte(c)}) }
	table := entry(0, 0, 0) + entry(1, offsets[1], 0) + entry(1, offsets[2], 0) + entry(2, 6, 0) + entry(2, 6, 1) +
		entry(1, offsets[5], 0) + entry(1, offsets[6], 0) + entry(1, start, 0)
	fmt.Fprintf(&b, "7 0 obj\n<</Type/XRef/Root 1 0 R/Size 8/W[1 2 1]/Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", len(table), table, start)
	return b.Bytes()
}

func TestObjectStreams(t *testing.T) {
	data := packedFile()
	wantTexts(t, texts(readAll(t, data)), "Packed objects are read.")
	damaged := bytes.Replace(data, []byte("startxref"), []byte("startxxxx"), 1)
	doc := readAll(t, damaged)
	wantTexts(t, texts(doc), "Packed objects are read.")
	if !doc.Facts.Repaired {
		t.Error("the repair is not told")
	}
}

func simple() []byte {
	b := newBuilder()
	b.page(shown("F1", 12, 72, 700, 14, "A sound page of text."), "")
	return b.bytes()
}

func TestRepair(t *testing.T) {
	sound := simple()
	cases := map[string][]byte{
		"junk before the header":    append([]byte("\n\nGET /x\n"), sound...),
		"no end of file":            sound[:bytes.LastIndex(sound, []byte("xref\n0"))],
		"wrong offsets":             bytes.Replace(sound, []byte("\n3 0 obj"), []byte("\n%abcdefgh\n3 0 obj"), 1),
		"wrong startxref":           bytes.Replace(sound, []byte("startxref\n"), []byte("startxref\n9"), 1),
		"no endobj":                 bytes.ReplaceAll(sound, []byte("endobj"), nil),
		"wrong length":              bytes.Replace(sound, []byte("/Length "), []byte("/Length 9"), 1),
		"version 2.0":               bytes.Replace(sound, []byte("%PDF-1.4"), []byte("%PDF-2.0"), 1),
		"bad escape in a string":    bytes.Replace(sound, []byte("/BaseFont/Helvetica/"), []byte(`/Note(\q)/BaseFont/Helvetica/`), 1),
		"page tree lost":            bytes.Replace(sound, []byte("/Type/Pages/Kids"), []byte("/Type/Pxxes/Kxxs"), 1),
		"data after the end":        append(append([]byte{}, sound...), bytes.Repeat([]byte("\x00"), 3000)...),
		"object number out of size": bytes.Replace(sound, []byte("xref\n0 "), []byte("xref\n0 9"), 1),
	}
	for label, data := range cases {
		doc, err := Read(data, Limits{})
		if err != nil {
			t.Errorf("%s: %v", label, err)
			continue
		}
		if got := strings.Join(texts(doc), " "); got != "A sound page of text." {
			t.Errorf("%s: got %q", label, got)
		}
	}
}

func TestLoops(t *testing.T) {
	sound := simple()
	parent := bytes.Replace(sound, []byte("/Type/Pages/"), []byte("/Parent 2 0 R/Type/Pages/"), 1)
	kids := bytes.Replace(sound, []byte("/Kids["), []byte("/Kids[2 0 R 2 0 R "), 1)
	start := bytes.LastIndex(sound, []byte("xref\n0"))
	prev := bytes.Replace(sound, []byte("/Root 1 0 R"), fmt.Appendf(nil, "/Prev %d/Root 1 0 R", start), 1)
	huge := bytes.Replace(sound, []byte("xref\n0 32"), []byte("xref\n999999999 1\n0000000000 00000 n \n0 32"), 1)
	for label, data := range map[string][]byte{"parent": parent, "kids": kids, "prev": prev, "huge": huge} {
		doc, err := Read(data, Limits{Time: 5 * time.Second})
		if err != nil {
			t.Errorf("%s: %v", label, err)
			continue
		}
		if got := texts(doc); len(got) == 0 || got[0] != "A sound page of text." {
			t.Errorf("%s: got %q", label, got)
		}
	}
}

func TestErrors(t *testing.T) {
	image := newBuilder()
	image.stream(6, "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", "x")
	image.page("q 500 0 0 800 0 0 cm /I Do Q", "/XObject<</I 6 0 R>>")
	image.page("BI /W 1 /H 1 /BPC 8 /CS /G ID x EI", "")
	empty := newBuilder()
	empty.page("0 0 m 10 10 l S", "")
	locked := newBuilder()
	locked.page(shown("F1", 12, 72, 700, 14, "Secret."), "")
	locked.trailer = "/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + strings.Repeat("11", 32) + ">/U<" + strings.Repeat("22", 32) + ">>>"
	newer := newBuilder()
	newer.page("", "")
	newer.trailer = "/ID[<00><00>]/Encrypt<</Filter/Standard/V 5/R 6/Length 256>>"
	var scanned *ErrScanned
	if _, err := Read(image.bytes(), Limits{}); !errors.As(err, &scanned) || fmt.Sprint(scanned.Pages) != "[1 2]" {
		t.Errorf("scan: %v", err)
	}
	for label, c := range map[string]struct {
		data []byte
		want error
	}{
		"not a PDF":         {[]byte("PK\x03\x04 a document of another kind"), ErrNotPDF},
		"empty file":        {nil, ErrNotPDF},
		"no text":           {empty.bytes(), ErrNoText},
		"password":          {locked.bytes(), ErrPassword},
		"unknown cipher":    {newer.bytes(), ErrUnsupportedEncryption},
		"only a header":     {[]byte("%PDF-1.4\n"), ErrDamaged},
		"beyond repair":     {[]byte("%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\n"), ErrDamaged},
		"text among nulls":  {bytes.Repeat([]byte{0}, 5000), ErrNotPDF},
		"truncated to half": {simple()[:300], ErrDamaged},
	} {
		if _, err := Read(c.data, Limits{}); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", label, err, c.want)
		}
	}
}

func TestPartlyScanned(t *testing.T) {
	b := newBuilder()
	b.page(shown("F1", 12, 72, 700, 14, "Text of the first page."), "")
	for range 3 {
		b.page("BI /W 1 /H 1 /BPC 8 /CS /G ID x EI", "")
	}
	doc := readAll(t, b.bytes())
	if fmt.Sprint(doc.Scanned) != "[2 3 4]" || len(doc.Warnings) != 1 || !strings.Contains(doc.Warnings[0], "pages 2–4") {
		t.Errorf("scanned %v, warnings %q", doc.Scanned, doc.Warnings)
	}
}

func TestStampedScan(t *testing.T) {
	b := newBuilder()
	b.stream(6, "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", "x")
	for range 2 {
		b.page("q 595 0 0 842 0 0 cm /I Do Q "+shown("F1", 8, 72, 20, 10, "Received 3 May"), "/XObject<</I 6 0 R>>")
	}
	var scanned *ErrScanned
	if _, err := Read(b.bytes(), Limits{}); !errors.As(err, &scanned) {
		t.Errorf("got %v", err)
	}
}

func TestLimits(t *testing.T) {
	b := newBuilder()
	for i := range 5 {
		b.page(shown("F1", 12, 72, 700, 14, fmt.Sprintf("Page %c.", 'A'+i)), "")
	}
	doc, err := Read(b.bytes(), Limits{MaxPages: 2})
	if err != nil || doc.Pages != 5 || len(doc.Warnings) != 1 || len(doc.Blocks) != 2 {
		t.Errorf("%v, %+v", err, doc)
	}
	if _, err := Read(b.bytes(), Limits{Time: time.Nanosecond}); !errors.Is(err, ErrTooLong) {
		t.Errorf("got %v", err)
	}
}
