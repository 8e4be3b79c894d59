package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rightslint/rightslint/cmd/internal/need"
	"github.com/rightslint/rightslint/lint"
)

// runProgram runs a program, which must end well, and returns what it prints on
// standard output.
func runProgram(t *testing.T, program string, args ...string) string {
	t.Helper()
	cmd := exec.Command(program, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", program, strings.Join(args, " "), err, stderr.String())
	}
	return string(out)
}

// TestAnnotateWord holds that a copy of a Word document with findings opens in
// LibreOffice and pandoc, that its insertions make the document whole when they
// are accepted and leave it as it was when they are rejected, and that a second
// round keeps the comments of the first.
func TestAnnotateWord(t *testing.T) {
	pandoc, soffice := need.Tool(t, "pandoc", "pandoc"), need.Tool(t, "soffice", "libreoffice-writer-nogui")
	program := program(t)
	dir := t.TempDir()
	draft, copied, again := filepath.Join(dir, "draft.docx"), filepath.Join(dir, "copy.docx"), filepath.Join(dir, "again.docx")
	runProgram(t, pandoc, "-f", "gfm", "-o", draft, "../../testdata/samples/terms.md")
	var rep lint.Report
	if err := json.Unmarshal([]byte(runProgram(t, program, "check", "--format", "json", "--fail-on", "never", "--annotate", copied, draft)), &rep); err != nil {
		t.Fatal(err)
	}
	findings := rep.Documents[0].Findings

	plain := func(path, changes string) string {
		return runProgram(t, pandoc, "--track-changes="+changes, "--wrap=none", "-t", "plain", path)
	}
	if diff := cmp.Diff(plain(draft, "accept"), plain(copied, "reject")); diff != "" {
		t.Errorf("rejecting the insertions does not give the draft:\n%s", diff)
	}
	accepted, inserted := plain(copied, "accept"), 0
	for _, f := range findings {
		if f.Type == lint.FindingMissing && f.Suggestion != nil {
			inserted++
			if !strings.Contains(accepted, strings.ReplaceAll(strings.TrimSpace(f.Suggestion.Text), "\n", "\n\n")) {
				t.Errorf("accepting the insertions does not give the clause of %s", f.Rule)
			}
		}
	}
	if inserted < 5 {
		t.Fatalf("only %d clauses are missing; the test shows too little", inserted)
	}
	marked := runProgram(t, pandoc, "--track-changes=all", "--wrap=none", "-t", "markdown", copied)
	if n := strings.Count(marked, ".comment-start"); n != len(findings) {
		t.Errorf("%d comments, want %d", n, len(findings))
	}
	if n := strings.Count(marked, `{.insertion author="rightslint"`); n < inserted {
		t.Errorf("%d insertions, want %d", n, inserted)
	}

	runProgram(t, program, "check", "--format", "json", "--fail-on", "never", "--tracked", "original", "--annotate", again, copied)
	runProgram(t, soffice, "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "profile")), "--headless", "--convert-to", "odt", "--outdir", dir, copied, again)
	for name, comments := range map[string]int{"copy.odt": len(findings), "again.odt": 2 * len(findings)} {
		if n := strings.Count(content(t, filepath.Join(dir, name)), "<office:annotation "); n != comments {
			t.Errorf("LibreOffice shows %d comments in %s, want %d", n, name, comments)
		}
	}
	// Its findings are those of the draft: the insertions do not count.
	var second lint.Report
	if err := json.Unmarshal([]byte(runProgram(t, program, "check", "--format", "json", "--fail-on", "never", "--tracked", "original", copied)), &second); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(statuses(rep.Documents[0]), statuses(second.Documents[0])); diff != "" {
		t.Errorf("the copy, read as it was, is judged otherwise:\n%s", diff)
	}
	// With the insertions, the clauses are there.
	if err := json.Unmarshal([]byte(runProgram(t, program, "check", "--format", "json", "--fail-on", "never", copied)), &second); err != nil {
		t.Fatal(err)
	}
	now := statuses(second.Documents[0])
	for _, f := range findings {
		if f.Type == lint.FindingMissing && f.Suggestion != nil && now[f.Rule] == lint.Missing {
			t.Errorf("%s is still missing after its clause was accepted", f.Rule)
		}
	}
}

// content returns content.xml of an OpenDocument file.
func content(t *testing.T, path string) string {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	in, err := z.Open("content.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	text, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestAnnotateKeepsOtherParts holds that the parts of a container that are not
// concerned are the same bytes, packed as they were.
func TestAnnotateKeepsOtherParts(t *testing.T) {
	program := program(t)
	dir := t.TempDir()
	draft, copied := filepath.Join(dir, "draft.docx"), filepath.Join(dir, "copy.docx")
	text, err := os.ReadFile("testdata/script/office.txtar")
	if err != nil {
		t.Fatal(err)
	}
	_, terms, _ := strings.Cut(string(text), "-- good.txt --\n")
	terms, _, _ = strings.Cut(terms, "-- good.html --")
	if err := os.WriteFile(draft, wordText(terms), 0o600); err != nil {
		t.Fatal(err)
	}
	runProgram(t, program, "check", "--fail-on", "never", "--annotate", copied, draft)
	before, after := rawEntries(t, draft), rawEntries(t, copied)
	for _, name := range []string{"_rels/.rels", "word/styles.xml", "word/numbering.xml"} {
		if before[name] == "" || before[name] != after[name] {
			t.Errorf("%s has changed", name)
		}
	}
	if before["word/document.xml"] == after["word/document.xml"] || len(after) != len(before)+1 {
		t.Error("nothing was written")
	}
}

// rawEntries returns the packed bytes of the entries of a container.
func rawEntries(t *testing.T, path string) map[string]string {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	out := map[string]string{}
	for _, f := range z.File {
		in, err := f.OpenRaw()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(text)
	}
	return out
}

// TestAnnotatePDF holds that highlights lie over the passage that they are
// about, whichever way the page is turned, as pdftoppm draws it.
func TestAnnotatePDF(t *testing.T) {
	pdftoppm := need.Tool(t, "pdftoppm", "poppler-utils")
	program := program(t)
	for _, degrees := range []string{"0", "90", "180", "270"} {
		t.Run(degrees, func(t *testing.T) {
			dir := t.TempDir()
			draft, copied := filepath.Join(dir, "draft.pdf"), filepath.Join(dir, "copy.pdf")
			data := pdfFile([]string{
				shownLines("Terms of Service\n\nThese terms govern your use of our service. By using the service you agree."),
				shownLines("We may close your account at any time."),
			}, "", func(objects []string) {
				objects[5] = strings.Replace(objects[5], "/MediaBox[0 0 595 842]", "/MediaBox[0 0 595 842]/CropBox[50 60 560 800]/Rotate "+degrees, 1)
			})
			if err := os.WriteFile(draft, data, 0o600); err != nil {
				t.Fatal(err)
			}
			runProgram(t, program, "check", "--fail-on", "never", "--lang", "en", "--kind", "terms-of-service", "--annotate", copied, draft)
			written, err := os.ReadFile(copied)
			if err != nil || !bytes.HasPrefix(written, data) {
				t.Fatalf("the copy does not begin with the file (error %v)", err)
			}
			runProgram(t, pdftoppm, "-r", "72", "-f", "2", "-l", "2", "-singlefile", copied, filepath.Join(dir, "page"))
			page := readPicture(t, filepath.Join(dir, "page.ppm"))
			text := page.bounds(func(r, g, b byte) bool { return r < 90 && g < 90 && b < 60 })
			yellow := page.bounds(func(r, g, b byte) bool { return r > 200 && g > 160 && b < 150 })
			if text.empty() || yellow.empty() {
				t.Fatalf("text at %v, highlight at %v", text, yellow)
			}
			const slack = 4
			if text.x0 < yellow.x0-slack || text.x1 > yellow.x1+slack || text.y0 < yellow.y0-slack || text.y1 > yellow.y1+slack ||
				(yellow.x1-yellow.x0)*(yellow.y1-yellow.y0) > 2*(text.x1-text.x0+slack)*(text.y1-text.y0+slack) {
				t.Errorf("the highlight lies at %v, the text at %v", yellow, text)
			}
		})
	}
}

// raster is a picture of three bytes for each point.
type raster struct {
	width, height int
	points        []byte
}

// readPicture reads a file in the format PPM.
func readPicture(t *testing.T, path string) raster {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var p raster
	var most int
	r := bytes.NewReader(data)
	if _, err := fmt.Fscanf(r, "P6\n%d %d\n%d\n", &p.width, &p.height, &most); err != nil || r.Len() != 3*p.width*p.height {
		t.Fatalf("no picture: %d bytes for %d by %d points, error %v", r.Len(), p.width, p.height, err)
	}
	p.points = data[len(data)-r.Len():]
	return p
}

// rectangle is a part of a picture, in points.
type rectangle struct{ x0, y0, x1, y1 int }

func (r rectangle) empty() bool { return r.x0 >= r.x1 || r.y0 >= r.y1 }

// bounds returns the smallest rectangle that holds all points of a sort.
func (p raster) bounds(is func(r, g, b byte) bool) rectangle {
	out := rectangle{p.width, p.height, -1, -1}
	for i := 0; i < len(p.points); i += 3 {
		if is(p.points[i], p.points[i+1], p.points[i+2]) {
			x, y := i/3%p.width, i/3/p.width
			out = rectangle{min(out.x0, x), min(out.y0, y), max(out.x1, x), max(out.y1, y)}
		}
	}
	return out
}
