package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

// readAll reads a file that must be readable.
func readAll(t *testing.T, data []byte) *Document {
	t.Helper()
	doc, err := Read(data, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// texts returns the texts of the blocks of some kinds, all without any.
func texts(doc *Document, kinds ...Kind) []string {
	var out []string
	for _, b := range doc.Blocks {
		keep := len(kinds) == 0
		for _, k := range kinds {
			keep = keep || b.Kind == k
		}
		if keep {
			out = append(out, b.Text)
		}
	}
	return out
}

func wantTexts(t *testing.T, got []string, want ...string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestPlainText(t *testing.T) {
	b := newBuilder()
	b.page(shown("F2", 16, 72, 760, 20, "Privacy notice")+
		shown("F1", 11, 72, 720, 14, "We keep personal data only for as long as the purpose named in this", "notice needs them. After that time the data are erased.")+
		shown("F1", 11, 72, 660, 14, "You may ask us at any time what we hold about you."), "")
	doc := readAll(t, b.bytes())
	wantTexts(t, texts(doc, Heading), "Privacy notice")
	wantTexts(t, texts(doc, Paragraph),
		"We keep personal data only for as long as the purpose named in this notice needs them. After that time the data are erased.",
		"You may ask us at any time what we hold about you.")
	if doc.Pages != 1 || doc.Blocks[0].Page != 1 || doc.Blocks[0].Level != 1 {
		t.Errorf("pages %d, first block %+v", doc.Pages, doc.Blocks[0])
	}
}

func TestSpacesFromPositions(t *testing.T) {
	b := newBuilder()
	b.page("BT /F1 12 Tf 72 700 Td [(The)-278(authority)-278(publish)40(es)] TJ 0 -15 Td (its) Tj 30 0 Td (decisions.) Tj ET", "")
	wantTexts(t, texts(readAll(t, b.bytes())), "The authority publishes its decisions.")
}

func TestCompositeFont(t *testing.T) {
	b := newBuilder()
	b.stream(6, "", "/CIDInit /ProcSet findresource begin 1 begincodespacerange <0000> <ffff> endcodespacerange\n"+
		"2 beginbfrange <0001> <0003> <0391> <0010> <0011> [<00660066> <D83DDE00>] endbfrange 1 beginbfchar <0020> <0020> endbfchar end")
	b.object(7, "<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 600/W[1[500 500] 3 5 700]>>")
	b.object(8, "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[7 0 R]/ToUnicode 6 0 R>>")
	b.page("BT /F3 12 Tf 72 700 Td <0001000200030020001000110020> Tj ET", "/Font<</F3 8 0 R>>")
	data := bytes.Replace(b.bytes(), []byte("/Font<</F1 3 0 R/F2 4 0 R>>/Font"), []byte("/Fo_t<</F1 3 0 R/F2 4 0 R>>/Font"), 1)
	wantTexts(t, texts(readAll(t, data)), "ΑΒΓ ff😀")
}

func TestDifferencesEncoding(t *testing.T) {
	b := newBuilder()
	b.object(6, "<</Type/Font/Subtype/Type1/BaseFont/ABCDEF+X/FirstChar 1/Widths[600 600 600 600 600]/Encoding<</Differences[1/Lslash/eacute/uni20AC/f_i/a.sc]>>>>")
	b.page("BT /F3 12 Tf 72 700 Td <0102030405> Tj ET", "/Font<</F3 6 0 R>>")
	data := bytes.Replace(b.bytes(), []byte("/Font<</F1 3 0 R/F2 4 0 R>>/Font"), []byte("/Fo_t<</F1 3 0 R/F2 4 0 R>>/Font"), 1)
	wantTexts(t, texts(readAll(t, data)), "Łé€fia")
}

func TestFormXObject(t *testing.T) {
	b := newBuilder()
	b.stream(6, "/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Matrix[1 0 0 1 0 100]/Resources<</Font<</F9 3 0 R>>/XObject<</X 6 0 R>>>>",
		shown("F9", 12, 72, 500, 14, "Text in a form.")+" /X Do")
	b.page("/X Do "+shown("F1", 12, 72, 400, 14, "Text on the page."), "/XObject<</X 6 0 R>>")
	wantTexts(t, texts(readAll(t, b.bytes())), "Text in a form.", "Text on the page.")
}

func TestTwoColumns(t *testing.T) {
	left, right := prose("Left column", 12), prose("Right column", 12)
	b := newBuilder()
	b.page(shown("F2", 18, 150, 780, 14, "A title across both columns of the page")+
		shown("F1", 9, 50, 700, 11.3, left...)+shown("F1", 9, 320, 698, 11, right...), "")
	doc := readAll(t, b.bytes())
	wantTexts(t, texts(doc), "A title across both columns of the page", strings.Join(left, " "), strings.Join(right, " "))
}

func TestParagraphAcrossPages(t *testing.T) {
	b := newBuilder()
	for page := 1; page <= 4; page++ {
		b.page(shown("F1", 8, 72, 810, 10, "Official Journal of the Republic")+
			shown("F1", 11, 72, 600, 14, fmt.Sprintf("Paragraph %d starts here and is so long that it reaches the right edge of", page), "its column and goes on with the following words at the foot of the page: the")+
			shown("F1", 8, 290, 30, 10, fmt.Sprint(page)), "")
	}
	doc := readAll(t, b.bytes())
	for _, block := range doc.Blocks {
		if strings.Contains(block.Text, "Journal") != (block.Kind == Furniture) && len(block.Text) > 2 {
			t.Errorf("%v: %s", block.Kind, block.Text)
		}
	}
	if n := len(texts(doc, Furniture)); n != 8 {
		t.Errorf("%d blocks of furniture, want 8", n)
	}
}

func TestFlowOverPages(t *testing.T) {
	b := newBuilder()
	b.page(shown("F1", 11, 72, 100, 14, "The controller shall answer within one month of the request that the data sub-"), "")
	b.page(shown("F1", 11, 72, 700, 14, "ject has made, and gives reasons."), "")
	doc := readAll(t, b.bytes())
	wantTexts(t, texts(doc), "The controller shall answer within one month of the request that the data subject has made, and gives reasons.")
	if doc.Blocks[0].Page != 1 || doc.Blocks[0].EndPage != 2 {
		t.Errorf("pages %d to %d", doc.Blocks[0].Page, doc.Blocks[0].EndPage)
	}
}

func TestHyphenation(t *testing.T) {
	known := vocabulary{"long-term": 2}
	for _, c := range [][3]string{
		{"a regu-", "lation", "a regulation"},
		{"the long-", "term plan", "the long-term plan"},
		{"pre-", "and post-trial", "pre- and post-trial"},
		{"COVID-", "19", "COVID-19"},
		{"soft" + string(softHyphen), "ware", "software"},
		{"個人", "情報", "個人情報"},
		{"a – ", "b", "a –  b"},
	} {
		if got := joinText(c[0], c[1], known); got != c[2] {
			t.Errorf("joinText(%q, %q) = %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

func TestListsAndUnits(t *testing.T) {
	b := newBuilder()
	b.page(shown("F2", 11, 260, 750, 14, "Article 3")+shown("F2", 11, 230, 734, 14, "Right of access")+
		shown("F1", 11, 72, 700, 14, "1. The controller shall:", "(a) confirm that data are processed;", "(b) give access to them; and", "(c) name the recipients."), "")
	doc := readAll(t, b.bytes())
	wantTexts(t, texts(doc, Heading), "Article 3", "Right of access")
	wantTexts(t, texts(doc, ListItem), "1. The controller shall:", "(a) confirm that data are processed;", "(b) give access to them; and", "(c) name the recipients.")
}

func TestListDepth(t *testing.T) {
	var s lists
	for _, c := range []struct {
		mark  string
		depth int
	}{
		{"1.", 1},
		{"(a)", 2},
		{"(b)", 2},
		{"(i)", 3},
		{"(ii)", 3},
		{"(c)", 2},
		{"2.", 1},
		{"(a)", 2},
		{"•", 3},
		{"•", 3},
		{"3.", 1},
		{"(h)", 2},
		{"(i)", 2},
		{"3.1", 2},
		{"3.1.1", 3},
		{"4.", 1},
	} {
		if got := s.depth(c.mark); got != c.depth {
			t.Errorf("%s: depth %d, want %d", c.mark, got, c.depth)
		}
	}
}

func TestMarginNotes(t *testing.T) {
	b := newBuilder()
	text := prose("Running text with notes in the margin beside it", 12)
	b.page(shown("F1", 10, 72, 700, 13, text...)+shown("F1", 8, 480, 700, 10, "Short", "title.")+shown("F1", 8, 480, 600, 10, "Extent."), "")
	doc := readAll(t, b.bytes())
	if got := texts(doc); len(got) < 2 || got[0] != strings.Join(text, " ") {
		t.Errorf("got %q", got)
	}
}

func TestFormsAndComments(t *testing.T) {
	b := newBuilder()
	form := "/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F1 3 0 R>>>>"
	b.stream(6, form, shown("F1", 10, 2, 5, 10, "Jane Roe"))
	b.stream(7, form, shown("F1", 10, 2, 5, 10, "Who checks this?"))
	b.page(shown("F1", 11, 72, 700, 14, "Name of the tenderer:"), ">>/Annots["+
		"<</Subtype/Widget/Rect[190 695 390 715]/AP<</N 6 0 R>>>>"+
		"<</Subtype/FreeText/Rect[100 690 300 710]/AP<</N 7 0 R>>>>"+
		"<</Subtype/Widget/T(Town)/V(Bergen)/Rect[0 0 0 0]>>]/X<<")
	doc := readAll(t, b.bytes())
	wantTexts(t, texts(doc, FormField), "Who checks this?", "Town: Bergen")
	if got := strings.Join(texts(doc, Paragraph), " "); got != "Name of the tenderer: Jane Roe" {
		t.Errorf("got %q", got)
	}
}

func TestFootnotes(t *testing.T) {
	b := newBuilder()
	b.page(shown("F1", 11, 72, 700, 14, prose("Running text", 6)...)+
		"BT /F1 6 Tf 300 634 Td (4) Tj ET "+
		shown("F1", 8, 72, 80, 10, "4 See Article 12 of the regulation."), "")
	doc := readAll(t, b.bytes())
	wantTexts(t, texts(doc, Footnote), "4 See Article 12 of the regulation.")
}

func TestRuledTable(t *testing.T) {
	b := newBuilder()
	b.page("72 600 400 60 re 72 630 m 472 630 l 272 600 m 272 660 l S "+
		shown("F1", 10, 76, 648, 12, "Category of", "data")+shown("F1", 10, 276, 648, 12, "Kept for")+
		shown("F1", 10, 76, 618, 12, "Invoices")+shown("F1", 10, 276, 618, 12, "ten years from the", "end of the contract"), "")
	wantTexts(t, texts(readAll(t, b.bytes()), TableRow), "Category of data\tKept for", "Invoices\tten years from the end of the contract")
}

func TestRightToLeft(t *testing.T) {
	got := logical([]string{"2", "0", "2", "4", " ", "ת", "נ", "ש", " ", "(", "ב", "א", ")"})
	if want := "(אב) שנת 2024"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := logical([]string{"s", "e", "e", " ", "ב", "א", " ", "n", "o", "w"}); got != "see אב now" {
		t.Errorf("got %q", got)
	}
}

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
