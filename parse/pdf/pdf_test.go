package pdf

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
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
