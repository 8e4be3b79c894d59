package odt

import (
	"archive/zip"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/rightslint/rightslint/parse/archive"
	"github.com/rightslint/rightslint/parse/flow"
	"github.com/rightslint/rightslint/parse/internal/formtest"
)

const spaces = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"`

// file is an OpenDocument text in the making.
type file struct {
	body, automatic, common, manifest string
}

func (f file) bytes(t testing.TB) []byte {
	t.Helper()
	return formtest.Zip(t, zip.Deflate,
		"mimetype", "application/vnd.oasis.opendocument.text",
		"META-INF/manifest.xml", `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">`+f.manifest+`</manifest:manifest>`,
		"styles.xml", `<office:document-styles `+spaces+`><office:styles>`+f.common+`</office:styles></office:document-styles>`,
		"content.xml", `<office:document-content `+spaces+`><office:automatic-styles>`+f.automatic+`</office:automatic-styles><office:body><office:text text:use-soft-page-breaks="true">`+f.body+`</office:text></office:body></office:document-content>`,
	)
}

// outline reads the file and writes a line for each block.
func (f file) outline(t testing.TB, opts Options) string {
	t.Helper()
	doc, err := Read(f.bytes(t), opts)
	if err != nil {
		t.Fatal(err)
	}
	return formtest.Outline(doc)
}

func compare(t *testing.T, got, want string) {
	t.Helper()
	if want = strings.TrimPrefix(want, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func p(text string) string { return `<text:p text:style-name="Standard">` + text + `</text:p>` }

func h(level int, text string) string {
	return fmt.Sprintf(`<text:h text:outline-level="%d">%s</text:h>`, level, text)
}

func TestInline(t *testing.T) {
	f := file{
		automatic: `<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
			<style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>
			<style:style style:name="T3" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>
			<style:style style:name="T4" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
			<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>
			<style:style style:name="P2" style:family="paragraph" style:parent-style-name="P2"/>`,
		common: `<style:style style:name="Quotations" style:family="paragraph"/><style:style style:name="Contents_20_1" style:family="paragraph"/>`,
		body: `<text:p text:style-name="Title">Data <text:span>policy</text:span></text:p>` +
			p("We <text:a xlink:href=\"https://example.org\">keep</text:a>\n  data<text:s text:c=\"2\"/>for<text:line-break/>30<text:tab/>days<text:span text:style-name=\"T2\">, never more</text:span><text:span text:style-name=\"T3\"> struck</text:span><text:span text:style-name=\"T4\">3</text:span>.") +
			p(`With a note<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>`+p("See the law.")+`</text:note-body></text:note> and a remark<office:annotation><text:p>Really?</text:p></office:annotation>.`) +
			p(`<text:span text:style-name="T1">All bold</text:span>`) + `<text:p text:style-name="P1">Quoted.</text:p><text:p text:style-name="P2">Round.</text:p>` +
			`<text:section text:display="none">` + p("Not shown.") + `</text:section><text:section>` + p("Shown.") + `</text:section>` +
			p(`Beside a box.<draw:frame><draw:text-box>`+p("In the box.")+`</draw:text-box></draw:frame> It goes on.`) +
			`<text:table-of-content><text:index-body>` + p("1. Scope 3") + `</text:index-body></text:table-of-content>` +
			`<table:table><table:table-header-rows><table:table-row><table:table-cell>` + p("Data") + `</table:table-cell><table:table-cell>` + p("Kept") + `</table:table-cell></table:table-row></table:table-header-rows>` +
			`<table:table-row table:number-rows-repeated="1000000000"><table:table-cell>` + p("Logs") + `</table:table-cell><table:covered-table-cell/><table:table-cell>` + p("30 days") + `</table:table-cell></table:table-row></table:table>`,
	}
	compare(t, f.outline(t, Options{}), `
h1 Data policy
p We keep   data  for⏎30 days.
p With a note and a remark.
p,bold All bold
p,quote Quoted.
p Round.
p Shown.
p Beside a box. It goes on.
p In the box.
toc 1. Scope 3
tr,header Data | Kept
tr Logs | 30 days
fn See the law.
`)
}

func TestNumbers(t *testing.T) {
	level := func(n int, attributes string) string {
		return fmt.Sprintf(`<text:list-level-style-number text:level="%d" %s/>`, n, attributes)
	}
	f := file{
		common: `<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/><text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2" style:num-prefix="§ "/></text:outline-style>`,
		automatic: `<text:list-style style:name="L1">` + level(1, `style:num-format="1" style:num-suffix="."`) + level(2, `style:num-format="a" style:num-prefix="(" style:num-suffix=")" text:start-value="2"`) + `</text:list-style>` +
			`<text:list-style style:name="Legal">` + level(1, `style:num-format="1"`) + level(2, `style:num-format="1" text:display-levels="2" loext:num-list-format="%1%.%2%."`) + level(3, `style:num-format="i" style:num-suffix=")"`) + `</text:list-style>` +
			`<text:list-style style:name="Dots"><text:list-level-style-bullet text:level="1" text:bullet-char="–"/></text:list-style>`,
		body: h(1, "Scope") + h(2, "Persons") + h(2, "Things") + h(1, "Duties") +
			`<text:list text:style-name="L1" xml:id="list1"><text:list-item>` + p("one") + p("more of one") + `<text:list><text:list-item>` + p("one b") + `</text:list-item></text:list></text:list-item>` +
			`<text:list-header>` + p("no number") + `</text:list-header><text:list-item text:start-value="5">` + p("five") + `</text:list-item></text:list>` + p("Between.") +
			`<text:list text:continue-list="list1" text:style-name="L1"><text:list-item>` + p("six") + `</text:list-item></text:list>` +
			`<text:list text:style-name="L1"><text:list-item>` + p("anew") + `</text:list-item></text:list>` +
			`<text:list text:style-name="L1" text:continue-numbering="true"><text:list-item>` + p("goes on") + `</text:list-item></text:list>` +
			`<text:list text:style-name="Dots"><text:list-item>` + p("dot") + `</text:list-item></text:list>` +
			`<text:list text:style-name="Legal"><text:list-item>` + p("Clause") + `<text:list><text:list-item>` + p("The Supplier shall:") + `<text:list><text:list-item>` + p("pay;") + `</text:list-item></text:list></text:list-item></text:list></text:list-item></text:list>` +
			`<text:numbered-paragraph text:list-id="n" text:level="1" text:style-name="L1">` + p("alone") + `</text:numbered-paragraph>`,
	}
	compare(t, f.outline(t, Options{}), `
h1 <I.> Scope
h2 <§ I.1> Persons
h2 <§ I.2> Things
h1 <II.> Duties
li1,first <1.> one
p1 more of one
li2,first <(b)> one b
p1 no number
li1 <5.> five
p Between.
li1 <6.> six
li1,first <1.> anew
li1 <2.> goes on
li1,first <•> dot
p,first <1> Clause
p,first <1.1.> The Supplier shall:
li1,first <i)> pay;
li1,first <1.> alone
`)
}

func TestTrackedChanges(t *testing.T) {
	f := file{body: `<text:tracked-changes><text:changed-region xml:id="c1"><text:insertion><office:change-info/></text:insertion></text:changed-region>` +
		`<text:changed-region xml:id="c2"><text:deletion><office:change-info/>` + p("may ") + `</text:deletion></text:changed-region></text:tracked-changes>` +
		p(`We <text:change text:change-id="c2"/><text:change-start text:change-id="c1"/>must <text:change-end text:change-id="c1"/>tell you.`)}
	compare(t, f.outline(t, Options{}), "p We must tell you.\n")
	compare(t, f.outline(t, Options{Original: true}), "p We may tell you.\n")
}

func TestPages(t *testing.T) {
	f := file{
		automatic: `<style:style style:name="New" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style>`,
		body:      p("One.") + p("Two, <text:soft-page-break/>on two pages.") + `<text:p text:style-name="New">Three.</text:p>`,
	}
	doc, err := Read(f.bytes(t), Options{})
	if err != nil || !doc.Paged || len(doc.Blocks) != 3 {
		t.Fatalf("%+v, error %v", doc, err)
	}
	two, three := doc.Blocks[1], doc.Blocks[2]
	if len(two.Turns) != 1 || two.Text[two.Turns[0]:] != "on two pages." || len(three.Turns) != 1 || three.Parts[0].Number != 3 {
		t.Errorf("pages turn at %v and %v", two.Turns, three.Turns)
	}
}

func TestFailures(t *testing.T) {
	good := file{body: p("x")}.bytes(t)
	for name, test := range map[string]struct {
		data []byte
		want error
	}{
		"encrypted":  {file{manifest: `<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>`}.bytes(t), ErrPassword},
		"cut off":    {good[:len(good)-40], archive.ErrDamaged},
		"not closed": {file{body: "<text:p>"}.bytes(t), archive.ErrDamaged},
		"deep":       {file{body: strings.Repeat("<text:section>", 1000)}.bytes(t), archive.ErrTooBig},
	} {
		if _, err := Read(test.data, Options{}); !errors.Is(err, test.want) {
			t.Errorf("%s: got %v, want %v", name, err, test.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(p(`a<text:note><text:note-body>`+p("b")+`</text:note-body></text:note>`)+`<text:list text:style-name="L"><text:list-item>`+h(1, "x")+`</text:list-item></text:list>`,
		`<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1"/></text:list-style>`, false)
	f.Add(`<text:tracked-changes><text:changed-region xml:id="c"><text:deletion>`+p("may")+`</text:deletion></text:changed-region></text:tracked-changes>`+p(`<text:change text:change-id="c"/>`), ``, true)
	f.Add(p(`<draw:frame><draw:text-box><table:table><table:table-row><table:table-cell>`+p("x")+`</table:table-cell></table:table-row></table:table></draw:text-box></draw:frame>`), ``, false)
	f.Fuzz(func(t *testing.T, body, styles string, original bool) {
		start := time.Now()
		doc, err := Read(file{body: body, automatic: styles, common: styles}.bytes(t), Options{Original: original})
		if d := time.Since(start); d > 10*time.Second {
			t.Fatalf("took %v", d)
		}
		if err != nil {
			return
		}
		checkParts(t, doc)
	})
}

// checkParts holds that parts lie in their blocks, in order.
func checkParts(t *testing.T, doc *flow.Document) {
	for _, b := range doc.Blocks {
		last := 0
		for _, p := range b.Parts {
			if p.From < last || p.To < p.From || p.To > len(b.Text) || p.Number < 1 {
				t.Fatalf("parts %v of %q", b.Parts, b.Text)
			}
			last = p.To
		}
	}
}
