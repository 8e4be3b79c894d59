package pdf

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

// annotated appends notes to a file and checks what holds for all: that the
// bytes of the file stay, that the same is appended each time, and that the
// text is read as before.
func annotated(t *testing.T, data []byte, marks ...Mark) []byte {
	t.Helper()
	doc := readAll(t, data)
	added, err := Annotate(data, doc, marks, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	again, err := Annotate(data, doc, marks, Limits{})
	if err != nil || !bytes.Equal(added, again) {
		t.Errorf("what is added differs the second time (error %v)", err)
	}
	out := append(bytes.Clone(data), added...)
	after := readAll(t, out)
	if after.Facts.Repaired {
		t.Error("the copy is not sound")
	}
	wantTexts(t, texts(after), texts(doc)...)
	return out
}

func TestAnnotate(t *testing.T) {
	b := newBuilder()
	b.page(shown("F1", 12, 72, 700, 14, prose("A sound line", 3)...), "")
	b.page(shown("F1", 12, 72, 700, 14, "More text on another page."), "")
	for name, data := range map[string][]byte{"a table": b.bytes(), "a stream": packedFile()} {
		doc := readAll(t, data)
		marks := []Mark{{Block: 0, From: 2, To: len(doc.Blocks[0].Text), Note: "Look “here”."}, {Block: 0, From: 0, To: 5, Beside: true, Note: "Missing."}}
		out := annotated(t, data, marks...)
		added := string(out[len(data):])
		if n := strings.Count(added, "/Subtype /Highlight"); n != 1 {
			t.Errorf("%s: %d highlights", name, n)
		}
		if n := strings.Count(added, "/Subtype /Text"); n != 1 {
			t.Errorf("%s: %d signs", name, n)
		}
		if !strings.Contains(added, "<feff004c006f006f006b0020201c") { // Look “
			t.Errorf("%s: the note is not there: %s", name, added)
		}
		if hasTable := strings.Contains(added, "xref\n0") || strings.Contains(added, "\ntrailer\n"); hasTable != (name == "a table") {
			t.Errorf("%s: the cross-reference section is of the other sort", name)
		}
		// A second round keeps the notes of the first.
		twice := annotated(t, out, marks...)
		if n := strings.Count(string(twice), "/Subtype /Highlight"); n != 2 {
			t.Errorf("%s: %d highlights after two rounds", name, n)
		}
		_, list, _ := strings.Cut(string(twice[len(out):]), "/Annots [")
		if list, _, _ = strings.Cut(list, "]"); strings.Count(list, " R") != 4 {
			t.Errorf("%s: the page lists the notes %s, not four", name, list)
		}
	}
}

// TestPassage holds where passages stand, line by line.
func TestPassage(t *testing.T) {
	b := newBuilder()
	b.page(shown("F1", 10, 72, 700, 14, prose("A sound line of text", 3)...), "")
	doc := readAll(t, b.bytes())
	text := doc.Blocks[0].Text
	from := strings.Index(text, "number 01")
	places := doc.passage(Mark{From: from, To: from + len("number 01 of a longer paragraph goes on") + 8})
	if len(places) != 1 || len(places[0].boxes) != 2 {
		t.Fatalf("places %v", places)
	}
	one, two := places[0].boxes[0], places[0].boxes[1]
	if one.X0 < 150 || one.X0 > 185 || one.Y0 > 686 || one.Y1 < 690 || two.X0 != 72 || two.X1 > 110 || two.Y1 > one.Y0+4 {
		t.Errorf("boxes %v and %v", one, two)
	}
	if got := doc.passage(Mark{Block: 9}); got != nil {
		t.Errorf("a block that is not there stands at %v", got)
	}
}

func TestAnnotateRefuses(t *testing.T) {
	sound := simple()
	doc := readAll(t, sound)
	marks := []Mark{{To: 5, Note: "x"}}
	for name, test := range map[string]struct {
		data []byte
		want error
	}{
		"damaged":      {bytes.Replace(sound, []byte("startxref"), []byte("startxxxx"), 1), ErrUnsound},
		"bytes before": {append([]byte("mail header\n"), sound...), ErrUnsound},
		"no PDF":       {[]byte("text"), ErrNotPDF},
	} {
		if _, err := Annotate(test.data, doc, marks, Limits{}); !errors.Is(err, test.want) {
			t.Errorf("%s: got %v, want %v", name, err, test.want)
		}
	}
	other := *doc
	other.Pages = 7
	if _, err := Annotate(sound, &other, marks, Limits{}); !errors.Is(err, errNoPages) {
		t.Errorf("another count of pages: %v", err)
	}
}

// TestHiddenIsOppositeOfBase holds that boxes find their way back to the space
// of pages that are turned.
func TestHiddenIsOppositeOfBase(t *testing.T) {
	for rotate := range 4 {
		p := page{box: Box{10, 20, 310, 420}, rotate: rotate}
		m, _, _ := p.base()
		in := Box{30, 50, 60, 90}
		a, c := m.translated(in.X0, in.Y0), m.translated(in.X1, in.Y1)
		shown := Box{min(a[4], c[4]), min(a[5], c[5]), max(a[4], c[4]), max(a[5], c[5])}
		if got := p.hidden(shown); got != in {
			t.Errorf("turned %d times: %v, want %v", rotate, got, in)
		}
	}
}
