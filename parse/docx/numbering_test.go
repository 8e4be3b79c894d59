package docx

import (
	"strings"
	"testing"
)

// labels returns the numbers of the blocks of a file, in order.
func (f file) labels(t testing.TB) string {
	t.Helper()
	doc, err := Read(f.bytes(t), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, b := range doc.Blocks {
		out = append(out, b.Label)
	}
	return strings.Join(out, " | ")
}

// items writes paragraphs of list 1 at the levels given by digits.
func items(levels string) string {
	var out strings.Builder
	for _, c := range levels {
		out.WriteString(item(1, int(c-'0'), "text"))
	}
	return out.String()
}

func TestNumbers(t *testing.T) {
	legal := []string{"decimal %1.", "decimal %1.%2", "lowerLetter (%3)", "lowerRoman (%4)"}
	for _, test := range []struct {
		name, levels, want string
		list               []string
	}{
		{"clauses", "0112233120", "1. | 1.1 | 1.2 | (a) | (b) | (i) | (ii) | 1.3 | (a) | 2.", legal},
		{"a part before its whole", "10", "1.1 | 1.", legal},
		{"letters and Roman numbers", "0000", "I | II | III | IV", []string{"upperRoman %1"}},
		{"letters after z", strings.Repeat("0", 28), "", []string{"upperLetter %1)"}},
		{"leading zero", "00", "Item 01: | Item 02:", []string{"decimalZero Item %1:"}},
		{"words", "0101", "Article One | Section 1.01 | Article Two | Section 2.01", []string{"cardinalText Article %1", "decimalZero Section %1.%2<w:isLgl/>"}},
		{"legal", "01", "III. | 3.1", []string{"upperRoman %1.<w:start w:val=\"3\"/>", "decimal %1.%2<w:isLgl/>"}},
		{"never begins anew", "010", "1. | (a) | 2.", []string{"decimal %1.", "lowerLetter (%2)<w:lvlRestart w:val=\"0\"/>"}},
		{"goes on across", "01011", "1. | (a) | 2. | (b) | (c)", []string{"decimal %1.", "lowerLetter (%2)<w:lvlRestart w:val=\"0\"/>"}},
		{"begins anew after one level only", "0121201", "1. | (a) | i | (b) | ii | 2. | (a)", []string{"decimal %1.", "lowerLetter (%2)", "lowerRoman %3<w:lvlRestart w:val=\"1\"/>"}},
		{"bullets", "01", "• | •", []string{"bullet \uf0b7", "bullet o"}},
		{"no number", "00", "Annex | Annex", []string{"none Annex"}},
		{"Chinese", "00", "第一条 | 第二条", []string{"chineseCounting 第%1条"}},
		{"a level that is not defined", "05", "1. | ", []string{"decimal %1."}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := file{numbering: lists(test.list), body: items(test.levels)}.labels(t)
			if test.want == "" {
				if !strings.HasSuffix(got, "Z) | AA) | BB)") {
					t.Errorf("got %s", got)
				}
			} else if got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// TestListsOfOneDefinition holds that lists share the counts of their
// definition, unless one begins anew, and that a list may look otherwise.
func TestListsOfOneDefinition(t *testing.T) {
	f := file{
		numbering: `<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
			<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="Steps"/></w:abstractNum>
			<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>
			<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
			<w:num w:numId="4"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%1)"/></w:lvl></w:lvlOverride></w:num>
			<w:num w:numId="5"><w:abstractNumId w:val="8"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="99"/></w:num>`,
		styles: `<w:style w:type="numbering" w:styleId="Steps"><w:name w:val="Steps"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`,
		body:   item(1, 0, "a") + item(2, 0, "b") + item(3, 0, "c") + item(3, 0, "d") + item(1, 0, "e") + item(4, 0, "f") + item(5, 0, "g") + item(6, 0, "h") + item(0, 0, "i") + item(9, 0, "j"),
	}
	if got, want := f.labels(t), "1. | 2. | 5. | 6. | 7. | (h) | 9. |  |  | "; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestNumbersOfStyles holds that paragraphs are numbered by their styles, as in
// the templates of law offices.
func TestNumbersOfStyles(t *testing.T) {
	f := file{
		numbering: lists([]string{
			`decimal %1.<w:pStyle w:val="H1"/>`, `decimal %1.%2<w:pStyle w:val="H2"/>`, `lowerLetter (%3)<w:pStyle w:val="L3"/>`,
		}),
		styles: `<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
			<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>
			<w:style w:type="paragraph" w:styleId="L3"><w:name w:val="Level 3"/><w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
			<w:style w:type="paragraph" w:styleId="Plain"><w:name w:val="Unnumbered"/><w:basedOn w:val="H1"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>`,
		body: para(`<w:pStyle w:val="H1"/>`, "Data") +
			para(`<w:pStyle w:val="H2"/>`, "The Supplier shall keep personal data for no longer than is needed:") +
			para(`<w:pStyle w:val="L3"/>`, "names;") + para(`<w:pStyle w:val="L3"/>`, "addresses.") +
			para(`<w:pStyle w:val="H2"/>`, "Security") +
			para(`<w:pStyle w:val="Plain"/>`, "Annex") +
			para(`<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>`, "Signatures") +
			para(`<w:pStyle w:val="H1"/>`, "Law"),
	}
	compare(t, f.outline(t, Options{}), `
h1 <1.> Data
p <1.1> The Supplier shall keep personal data for no longer than is needed:
li1,first <(a)> names;
li1 <(b)> addresses.
h2 <1.2> Security
h1 Annex
h1 Signatures
h1 <2.> Law
`)
}

// TestDepth holds how deep items and their further paragraphs lie.
func TestDepth(t *testing.T) {
	indent := func(n, text string) string { return para(`<w:ind w:left="`+n+`"/>`, text) }
	f := file{
		numbering: lists([]string{"decimal %1.", "lowerLetter %2."}, []string{"bullet -", "bullet -"}),
		body: item(1, 0, "one") + item(1, 1, "one a") + indent("1440", "goes on with a") + indent("720", "goes on with one") +
			item(2, 0, "another list") + item(1, 0, "two") + para("", "Outside.") + item(1, 0, "three") +
			para(`<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr><w:ind w:left="2000"/>`, "far in") + item(1, 0, "four"),
	}
	compare(t, f.outline(t, Options{}), `
li1,first <1.> one
li2,first <a.> one a
p2 goes on with a
p1 goes on with one
li1,first <•> another list
li1,first <2.> two
p Outside.
li1,first <3.> three
li2,first <•> far in
li1 <4.> four
`)
}
