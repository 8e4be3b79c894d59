package main

import (
	"bytes"
	"crypto/md5"
	"crypto/rc4"
	"fmt"
	"slices"
	"strings"
	"testing"

	pdflib "github.com/ledongthuc/pdf"
)

// pdfFile makes a small PDF file: objects 1 (catalog), 2 (page tree), 3 (font),
// then a page and its content for each text. trailer is more of the trailer,
// and change may alter the objects, which are numbered from 1.
func pdfFile(contents []string, trailer string, change func(objects []string)) []byte {
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"}
	kids := ""
	for _, c := range contents {
		n := len(objects) + 1
		kids += fmt.Sprintf("%d 0 R ", n)
		objects = append(objects,
			fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>", n+1),
			fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(c), c))
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids, len(contents))
	if change != nil {
		change(objects)
	}
	var out bytes.Buffer
	out.WriteString("%PDF-1.4\n")
	var offsets []int
	for i, o := range objects {
		offsets = append(offsets, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&out, "trailer\n<</Root 1 0 R/Size %d%s>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, trailer, start)
	return out.Bytes()
}

// shownLines is the content of a page that shows lines of text. Blank lines
// part paragraphs.
func shownLines(text string) string {
	var out strings.Builder
	out.WriteString("BT /F1 11 Tf 14 TL 72 760 Td\n")
	for _, l := range strings.Split(text, "\n") {
		fmt.Fprintf(&out, "(%s) Tj T*\n", strings.NewReplacer("\\", `\\`, "(", `\(`, ")", `\)`).Replace(l))
	}
	return out.String() + "ET"
}

// picture is the content of a page that is a scan.
const picture = "q 500 0 0 700 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q"

// endlessPDF makes a file in which each form shows the next one thirty times.
func endlessPDF([]string) []byte {
	contents := slices.Repeat([]string{strings.Repeat("/X Do ", 30)}, 12)
	return pdfFile(append(contents, shownLines("The end.")), "", func(o []string) {
		for i := 3; i < len(o)-2; i += 2 {
			next := fmt.Sprintf("/Resources<</XObject<</X %d 0 R>>", i+4)
			o[i] = strings.Replace(o[i], "/Resources<<", next, 1)
			o[i+1] = "<</Type/XObject/Subtype/Form/BBox[0 0 600 800]" + next + ">>" + strings.TrimPrefix(o[i+1], "<<")
		}
	})
}

// passwordPad fills passwords up to 32 bytes (ISO 32000-1, 7.6.3.3).
const passwordPad = "\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A"

// protectedPDF makes a file that opens with the password "letmein" only.
func protectedPDF([]string) []byte {
	crypt := func(key []byte, text string) string {
		c, _ := rc4.NewCipher(key)
		out := []byte(text)
		c.XORKeyStream(out, out)
		return string(out)
	}
	digest := func(text string, n int) []byte {
		sum := md5.Sum([]byte(text))
		return sum[:n]
	}
	user := ("letmein" + passwordPad)[:32]
	owner := crypt(digest(("owner" + passwordPad)[:32], 5), user)
	key := digest(user+owner+"\xFC\xFF\xFF\xFF"+"\x00", 5)
	content := crypt(digest(string(key)+"\x05\x00\x00\x00\x00", 10), shownLines("Opened by its password."))
	trailer := fmt.Sprintf("/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%x>/U<%x>>>", owner, crypt(key, passwordPad))
	return pdfFile([]string{content}, trailer, nil)
}

// samplePDFs makes the PDF files that scripts ask for by name, out of the text
// of its pages.
var samplePDFs = map[string]func(pages []string) []byte{
	"plain": func(pages []string) []byte { return pdfFile(pages, "", nil) },
	"encrypted": func(pages []string) []byte {
		key := strings.Repeat("5A", 32)
		return pdfFile(pages, "/ID[<00><00>]/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -44/O<"+key+">/U<"+key+">>>", nil)
	},
	"newcipher": func(pages []string) []byte {
		return pdfFile(pages, "/ID[<00><00>]/Encrypt<</Filter/Other/V 9/R 9/Length 256>>", nil)
	},
	"protected": protectedPDF,
	"scanned":   func([]string) []byte { return pdfFile([]string{picture}, "", nil) },
	"partly": func(pages []string) []byte {
		return pdfFile(append(slices.Clone(pages), picture, picture, picture), "", nil)
	},
	"ocr": func(pages []string) []byte {
		for i := range pages {
			pages[i] = picture + " 3 Tr " + pages[i]
		}
		return pdfFile(pages, "", nil)
	},
	"blank": func([]string) []byte { return pdfFile([]string{"0 0 m 10 10 l S"}, "", nil) },
	"garbled": func(pages []string) []byte {
		return pdfFile(append(slices.Clone(pages), "BT /F1 11 Tf 72 700 Td ("+strings.Repeat(`\001\002\003 `, 5)+") Tj ET"), "", func(o []string) {
			o[2] = "<</Type/Font/Subtype/Type1/BaseFont/ABCDEF+Own/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[1/q1/q2/q3]>>>>"
		})
	},
	"endless": endlessPDF,
	"panics": func(pages []string) []byte {
		return pdfFile(append(slices.Clone(pages), "1 Td (text) Tj"), "", func(o []string) {
			o[1] += " ] >> )" // what follows the page tree is no PDF
			o[2] = "<</Type/Font/Subtype"
		})
	},
	"truncated": func(pages []string) []byte {
		whole := pdfFile(pages, "", nil)
		return whole[:40]
	},
	"cyclic": func(pages []string) []byte {
		return pdfFile(pages, "", func(o []string) { o[1] = "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2/Parent 2 0 R>>" })
	},
}

// TestPanickingPDF holds that the file which scripts call so does make the
// library panic; else they would test nothing.
func TestPanickingPDF(t *testing.T) {
	data := samplePDFs["panics"]([]string{shownLines("Some text.")})
	defer func() {
		if recover() == nil {
			t.Error("the library reads it")
		}
	}()
	r, err := pdflib.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for i := 1; i <= r.NumPage(); i++ {
		page := r.Page(i)
		for _, name := range page.Fonts() {
			page.Font(name).Widths()
		}
		page.Content()
	}
}
