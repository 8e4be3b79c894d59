package docx

import (
	"strings"
	"testing"
)

func compare(t *testing.T, got, want string) {
	t.Helper()
	if want = strings.TrimPrefix(want, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestHeadingsAndStyles(t *testing.T) {
	f := file{
		styles: `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
			<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/></w:style>
			<w:style w:type="paragraph" w:styleId="Clause"><w:name w:val="Clause Title"/><w:basedOn w:val="Level2"/></w:style>
			<w:style w:type="paragraph" w:styleId="Level2"><w:name w:val="Level 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
			<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="a"/><w:basedOn w:val="Loop2"/></w:style>
			<w:style w:type="paragraph" w:styleId="Loop2"><w:name w:val="b"/><w:basedOn w:val="Loop"/></w:style>
			<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
			<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/></w:style>
			<w:style w:type="paragraph" w:styleId="Strong"><w:name w:val="Run-in"/><w:rPr><w:b/></w:rPr></w:style>
			<w:style w:type="character" w:styleId="Fat"><w:name w:val="Fat"/><w:rPr><w:b/></w:rPr></w:style>
			<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>`,
		body: para(`<w:pStyle w:val="T"/>`, "Bill on data") +
			para(`<w:pStyle w:val="TOC1"/>`, "Scope 3") +
			para(`<w:pStyle w:val="berschrift1"/>`, "Scope") +
			para(`<w:pStyle w:val="Clause"/>`, "Persons") +
			para(`<w:outlineLvl w:val="2"/>`, "Children") +
			para(`<w:pStyle w:val="Clause"/><w:outlineLvl w:val="9"/>`, "Running text.") +
			para(`<w:pStyle w:val="Loop"/>`, "Round and round.") +
			para(`<w:pStyle w:val="Q"/>`, "Quoted.") +
			para(`<w:pStyle w:val="Strong"/>`, "Bold by its style") +
			`<w:p><w:r><w:rPr><w:rStyle w:val="Fat"/></w:rPr><w:t>Bold by </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>its runs</w:t></w:r></w:p>` +
			`<w:p><w:r><w:rPr><w:rStyle w:val="Fat"/><w:b w:val="0"/></w:rPr><w:t>Not bold</w:t></w:r></w:p>`,
	}
	want := `
h1 Bill on data
toc Scope 3
h1 Scope
h2 Persons
h3 Children
p Running text.
p Round and round.
p,quote Quoted.
p,bold Bold by its style
p,bold Bold by its runs
p Not bold
`
	compare(t, f.outline(t, Options{}), want)
	f.strict = true
	compare(t, f.outline(t, Options{}), want)
}

func TestInline(t *testing.T) {
	f := file{body: `<w:p><w:r><w:t xml:space="preserve">We </w:t></w:r><w:bookmarkStart w:id="0" w:name="x"/><w:hyperlink r:id="d"><w:r><w:t>keep</w:t></w:r></w:hyperlink>` +
		`<w:r><w:tab/><w:t>data</w:t><w:br/><w:t>for 30</w:t><w:noBreakHyphen/><w:t>day</w:t><w:softHyphen/><w:t>s</w:t></w:r>` +
		`<w:r><w:rPr><w:vanish/></w:rPr><w:t> hidden</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t> struck</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>12</w:t></w:r><w:commentRangeStart w:id="1"/><w:r><w:t>.</w:t></w:r><w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r></w:p>` +
		`<w:p><w:r><w:t xml:space="preserve">See clause </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r><w:r><w:t>unseen</w:t></w:r>` +
		`<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>4.2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>, page 3</w:t></w:r></w:fldSimple></w:p>` +
		`<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>A field that never ends</w:t></w:r></w:p>` + para("", "hides one paragraph only.") +
		`<w:sdt><w:sdtPr><w:alias w:val="Name"/></w:sdtPr><w:sdtContent>` + para("", "In a control.") + `</w:sdtContent></w:sdt>` +
		`<w:p><w:sdt><w:sdtContent><w:r><w:t>[name]</w:t></w:r></w:sdtContent></w:sdt><w:hyperlink w:anchor="x"/></w:p>` +
		`<w:p><w:hyperlink w:anchor="x"><w:r><w:t>Only a link within</w:t></w:r></w:hyperlink></w:p>` +
		`<w:p><w:r><w:t>Beside a box.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>` + para("", "In the box.") +
		`</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>` + para("", "In the box.") + `</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t xml:space="preserve"> It goes on.</w:t></w:r></w:p>`}
	compare(t, f.outline(t, Options{}), `
p We keep	data⏎for 30-days.
p See clause 4.2, page 3
p hides one paragraph only.
p In a control.
p [name]
p,linked Only a link within
p Beside a box. It goes on.
p In the box.
`)
}

func TestTrackedChanges(t *testing.T) {
	const who = ` w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"`
	run := func(text string) string { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }
	gone := func(text string) string {
		return `<w:del` + who + `><w:r><w:delText xml:space="preserve">` + text + `</w:delText></w:r></w:del>`
	}
	added := func(text string) string { return `<w:ins` + who + `>` + run(text) + `</w:ins>` }
	f := file{
		numbering: lists([]string{"decimal %1."}),
		body: `<w:p>` + run("We ") + gone("may ") + added("must ") + run("tell you.") + `</w:p>` +
			`<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del` + who + `/></w:rPr></w:pPr>` + gone("Struck as a whole.") + `</w:p>` +
			`<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:ins` + who + `/></w:rPr></w:pPr>` + added("New as a whole.") + `</w:p>` +
			item(1, 0, "Kept.") +
			`<w:p><w:pPr><w:rPr><w:del` + who + `/></w:rPr></w:pPr>` + run("The first half ") + `</w:p><w:p>` + run("and the second.") + `</w:p>` +
			`<w:p><w:moveFrom` + who + `>` + run("From here.") + `</w:moveFrom></w:p><w:p><w:moveTo` + who + `>` + run("To here.") + `</w:moveTo></w:p>` +
			`<w:p><w:pPr><w:outlineLvl w:val="0"/><w:pPrChange` + who + `><w:pPr/></w:pPrChange></w:pPr>` + run("Made a heading") + `</w:p>` +
			`<w:tbl><w:tr><w:trPr><w:ins` + who + `/></w:trPr><w:tc>` + para("", "new row") + `</w:tc></w:tr><w:tr><w:trPr><w:del` + who + `/></w:trPr><w:tc>` + para("", "old row") + `</w:tc></w:tr></w:tbl>`,
	}
	compare(t, f.outline(t, Options{}), `
p We must tell you.
li1,first <1.> New as a whole.
li1 <2.> Kept.
p The first half and the second.
p To here.
h1 Made a heading
p new row
`)
	compare(t, f.outline(t, Options{Original: true}), `
p We may tell you.
li1,first <1.> Struck as a whole.
li1 <2.> Kept.
p The first half
p and the second.
p From here.
p Made a heading
p old row
`)
	doc, err := Read(f.bytes(t), Options{})
	if err != nil || len(doc.Warnings) != 1 || !strings.Contains(doc.Warnings[0], "accepted") {
		t.Errorf("warnings %q, error %v", doc.Warnings, err)
	}
}

func TestTables(t *testing.T) {
	cell := func(content string) string {
		return `<w:tc><w:tcPr><w:tcW w:w="1"/></w:tcPr>` + content + `</w:tc>`
	}
	f := file{
		numbering: lists([]string{"bullet -"}, []string{"decimal %1."}),
		body: `<w:tbl><w:tblPr/><w:tr><w:trPr><w:tblHeader/></w:trPr>` + cell(para("", "Data")) + cell(para("", "Kept")) + `</w:tr>` +
			`<w:tr>` + cell(item(2, 0, "")) + cell(para("", "30 days")+para("", "or less")) + `</w:tr>` +
			`<w:tr>` + cell(para("", "Logs")) + cell(item(1, 0, "one")+item(1, 0, "two")) + `</w:tr>` +
			`<w:tr>` + cell(`<w:tbl><w:tr>`+cell(para("", "a"))+cell(para("", "b"))+`</w:tr></w:tbl><w:p/>`) + `</w:tr></w:tbl>` +
			`<w:tbl><w:tr>` + cell(para("", "A frame around text.")) + `</w:tr></w:tbl>`,
	}
	compare(t, f.outline(t, Options{}), `
tr,header Data | Kept
tr 1.  | 30 days⏎or less
p Logs
li1,first <•> one
li1 <•> two
tr a | b
p A frame around text.
`)
}

func TestNotes(t *testing.T) {
	note := func(id, attr, text string) string {
		return `<w:footnote w:id="` + id + `"` + attr + `><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>` + text + `</w:t></w:r></w:p></w:footnote>`
	}
	f := file{
		footnotes: note("-1", ` w:type="separator"`, "line") + note("2", "", "See the annex.") + note("3", "", "See the law.") + note("4", "", "Nobody refers to this."),
		body: `<w:p><w:r><w:t>We keep data</w:t></w:r><w:r><w:footnoteReference w:id="3"/></w:r><w:r><w:t>.</w:t></w:r></w:p>` +
			`<w:p><w:r><w:t>We sell none.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>`,
	}
	compare(t, f.outline(t, Options{}), `
p We keep data.
p We sell none.
fn See the law.
fn See the annex.
`)
}

func TestPagesAndParagraphs(t *testing.T) {
	f := file{body: para("", "One.") + `<w:p/>` + `<w:p><w:r><w:t>Two, </w:t></w:r><w:r><w:lastRenderedPageBreak/><w:t>on two pages.</w:t></w:r></w:p>` +
		`<w:tbl><w:tr><w:tc><w:p><w:r><w:lastRenderedPageBreak/><w:t>left</w:t></w:r></w:p></w:tc><w:tc>` + para("", "right") + `</w:tc></w:tr></w:tbl>`}
	doc, err := Read(f.bytes(t), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !doc.Paged || len(doc.Blocks) != 3 {
		t.Fatalf("paged %v, blocks %v", doc.Paged, doc.Blocks)
	}
	two, row := doc.Blocks[1], doc.Blocks[2]
	if len(two.Turns) != 1 || two.Text[two.Turns[0]:] != "on two pages." || len(row.Turns) != 1 || row.Turns[0] != 0 {
		t.Errorf("pages turn at %v and %v", two.Turns, row.Turns)
	}
	if two.Parts[0].Number != 3 || len(row.Parts) != 2 || row.Parts[1].Number != 5 || row.Text[row.Parts[1].From:row.Parts[1].To] != "right" {
		t.Errorf("parts %v and %v", two.Parts, row.Parts)
	}
}
