package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rightslint/rightslint/cmd/internal/need"
	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/parse"

	"github.com/rightslint/rightslint/rules"
)

// statuses returns the status of each rule of a verdict.
func statuses(d *lint.Document) map[string]lint.Status {
	out := map[string]lint.Status{}
	for _, row := range d.Coverage {
		out[row.Rule] = row.Status
	}
	return out
}

// TestConversions holds that a document is judged alike whatever format it is
// kept in: pandoc makes Word, OpenDocument and web documents of the Markdown
// ones of this repository.
func TestConversions(t *testing.T) {
	pandoc := need.Tool(t, "pandoc", "pandoc")
	var files []string
	for _, pattern := range []string{"../../testdata/samples/*.md", "../../corpus/examples/*.md"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	if len(files) < 10 {
		t.Fatalf("only %d documents were found", len(files))
	}
	_, linter, err := loadRules(rules.Extra{})
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			want := linter.File(file, lint.Options{})
			opts := lint.Options{Kind: want.Kind, Language: want.Language}
			want = linter.File(file, opts)
			for _, format := range []parse.Format{parse.Docx, parse.ODT, parse.HTML} {
				out := filepath.Join(t.TempDir(), "x."+string(format))
				if text, err := exec.Command(pandoc, "-s", "-f", "gfm", "--metadata", "title=Policy", "-o", out, file).CombinedOutput(); err != nil {
					t.Fatalf("pandoc: %v\n%s", err, text)
				}
				got := linter.File(out, opts)
				if got.Error != "" || got.Doc.Format != format {
					t.Errorf("%s: read as %v, error %q", format, got.Doc, got.Error)
					continue
				}
				if diff := cmp.Diff(statuses(want), statuses(got)); diff != "" {
					t.Errorf("%s is judged otherwise than Markdown:\n%s", format, diff)
				}
			}
		})
	}
}

// legalStyles and legalNumbering are those of a contract as law offices write
// them: headings and clauses are numbered by their styles.
const (
	legalStyles = `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Clause"><w:name w:val="Clause"/><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`
	legalNumbering = `<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>` +
		`<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading1"/><w:lvlText w:val="Article %1"/></w:lvl>` +
		`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Clause"/><w:lvlText w:val="%1.%2"/></w:lvl>` +
		`<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/><w:pPr><w:ind w:left="1440" w:hanging="720"/></w:pPr></w:lvl>` +
		`<w:lvl w:ilvl="3"><w:start w:val="3"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%4)"/><w:pPr><w:ind w:left="2160" w:hanging="720"/></w:pPr></w:lvl></w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimalZero"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>` +
		`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>` +
		`<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>`
)

// legalContract is a contract in the legal styles.
func legalContract() []byte {
	style := func(name string) string { return `<w:pStyle w:val="` + name + `"/>` }
	list := func(id, level int) string {
		return fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, level, id)
	}
	var body strings.Builder
	for _, p := range [...]struct{ props, text string }{
		{style("Heading1"), "Personal data"},
		{style("Clause"), "The Supplier shall keep, for each decision about a person:"},
		{list(1, 2), "the reasons;"},
		{list(1, 2), "the data used, namely:"},
		{list(1, 3), "names; and"},
		{list(1, 3), "addresses."},
		{style("Clause"), "The Supplier shall delete personal data after 30 days."},
		{style("Heading1"), "Remedies"},
		{style("Clause"), "A person may appeal against a decision."},
		{list(1, 2), "Appeals are free of charge."},
		{list(2, 0), "Write to us."},
		{list(2, 0), "Await our answer."},
		{list(3, 0), "Seven comes next."},
		{list(2, 0), "And eight."},
		{style("Clause"), "The Authority shall answer within a month."},
	} {
		body.WriteString(wordParagraph(p.props, p.text))
	}
	return wordFile(body.String(), legalStyles, legalNumbering)
}

// TestNumbersAsDisplayed holds that the numbers of paragraphs are those that
// LibreOffice displays, from Word's definitions and from its own.
func TestNumbersAsDisplayed(t *testing.T) {
	soffice := need.Tool(t, "soffice", "libreoffice-writer-nogui")
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "contract.docx"), legalContract(), 0o600); err != nil {
		t.Fatal(err)
	}
	convert := func(to string) {
		cmd := exec.Command(soffice, "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "profile")), "--headless", "--convert-to", to, "--outdir", dir, filepath.Join(dir, "contract.docx"))
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("soffice: %v\n%s", err, out)
		}
	}
	convert("odt")
	convert("txt:Text (encoded):UTF8")
	shown, err := os.ReadFile(filepath.Join(dir, "contract.txt"))
	if err != nil {
		t.Fatal(err)
	}
	blanks := regexp.MustCompile(`\s+`)
	plain := func(text string) string { // each paragraph on a line, single blanks
		var out []string
		for _, l := range strings.Split(strings.TrimPrefix(text, "\ufeff"), "\n") {
			if l = strings.TrimSpace(blanks.ReplaceAllString(l, " ")); l != "" {
				out = append(out, l)
			}
		}
		return strings.Join(out, "\n")
	}
	want := plain(string(shown))
	if !strings.Contains(want, "Article 2 Remedies\n2.1 A person") {
		t.Fatalf("LibreOffice shows\n%s", want)
	}
	for _, name := range []string{"contract.docx", "contract.odt"} {
		doc, err := parse.Read(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, plain(string(doc.Source))); diff != "" {
			t.Errorf("%s is numbered otherwise than LibreOffice shows it:\n%s", name, diff)
		}
		paths := map[string]string{}
		for _, s := range doc.Sentences {
			if s.Provision >= 0 {
				paths[s.Text] = doc.Provisions[s.Provision].Path
			}
		}
		for text, path := range map[string]string{"addresses.": "1.1(b)(iv)", "Appeals are free of charge.": "2.1(a)"} {
			if got := paths[text]; !strings.HasSuffix(got, path) {
				t.Errorf("%s: %q is cited as %q, not as %q", name, text, got, path)
			}
		}
	}
}
