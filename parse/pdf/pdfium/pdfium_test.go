//go:build !nopdfium

package pdfium

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/rightslint/rightslint/parse/pdf"
)

// pdfFile makes a file of one page; trailer is more of its trailer.
func pdfFile(content, trailer string) []byte {
	var out strings.Builder
	var offsets []int
	object := func(body string) {
		offsets = append(offsets, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", len(offsets), body)
	}
	out.WriteString("%PDF-1.7\n")
	object("<</Type/Catalog/Pages 2 0 R>>")
	object("<</Type/Pages/Kids[3 0 R]/Count 1>>")
	object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>")
	object(fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(content), content))
	object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&out, "trailer\n<</Root 1 0 R/Size %d%s>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, trailer, start)
	return []byte(out.String())
}

const sentence = "BT /F1 12 Tf 72 700 Td (The authority publishes its decisions.) Tj ET"

// encrypted makes a file with 256-bit AES, revision 5, that opens with a
// password.
func encrypted(password string) []byte {
	key := strings.Repeat("k", 32)
	cbc := func(key, iv, text string) string {
		c, _ := aes.NewCipher([]byte(key))
		out := []byte(text)
		cipher.NewCBCEncrypter(c, []byte(iv)).CryptBlocks(out, out)
		return string(out)
	}
	hash := func(text string) string {
		sum := sha256.Sum256([]byte(text))
		return string(sum[:])
	}
	const checkSalt, keySalt = "12345678", "abcdefgh"
	zero := strings.Repeat("\x00", 16)
	user := hash(password+checkSalt) + checkSalt + keySalt
	userKey := cbc(hash(password+keySalt), zero, key)
	owner := hash("owner"+checkSalt+user) + checkSalt + keySalt
	ownerKey := cbc(hash("owner"+keySalt+user), zero, key)
	rights := cbc(key, zero, "\xFC\xFF\xFF\xFF\xFF\xFF\xFF\xFFTadb1234")
	padding := 16 - len(sentence)%16
	content := zero + cbc(key, zero, sentence+strings.Repeat(string(rune(padding)), padding))
	return pdfFile(content, fmt.Sprintf("/ID[<00><00>]/Encrypt<</Filter/Standard/V 5/R 5/Length 256/P -4/StmF/StdCF/StrF/StdCF"+
		"/CF<</StdCF<</CFM/AESV3/AuthEvent/DocOpen/Length 32>>>>/U<%x>/UE<%x>/O<%x>/OE<%x>/Perms<%x>>>", user, userKey, owner, ownerKey, rights))
}

// TestSecondReads holds that PDFium reads text into the same blocks.
func TestSecondReads(t *testing.T) {
	e := New(1 << 30)
	e.prepare()
	if e.err != nil {
		t.Fatal(e.err)
	}
	data := pdfFile(sentence, "")
	want, err := pdf.Read(data, pdf.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := e.read(data, pdf.Limits{}.WithDefaults())
	if err != nil {
		t.Fatal(err)
	}
	if got.Pages != 1 || len(got.Blocks) != 1 || got.Blocks[0].Text != want.Blocks[0].Text || got.Blocks[0].Kind != want.Blocks[0].Kind {
		t.Errorf("got %+v, want %+v", got.Blocks, want.Blocks)
	}
	if _, err := e.read([]byte("%PDF-1.4\nnothing"), pdf.Limits{}.WithDefaults()); !errors.Is(err, pdf.ErrDamaged) {
		t.Errorf("got %v", err)
	}
}

// TestFallback holds when PDFium is asked, and that its use is told.
func TestFallback(t *testing.T) {
	e := New(1 << 30)
	pauses := 0
	pause := func() func() { pauses++; return func() {} }
	doc, err := e.Read(pdfFile(sentence, ""), pdf.Limits{}, pause)
	if err != nil || len(doc.Warnings) > 0 || pauses > 0 {
		t.Errorf("a sound file: %v, %+v, %d pauses", err, doc, pauses)
	}
	doc, err = e.Read(encrypted(""), pdf.Limits{}, pause)
	if err != nil || pauses != 1 {
		t.Fatalf("an encrypted file: %v, %d pauses", err, pauses)
	}
	if len(doc.Blocks) != 1 || doc.Blocks[0].Text != "The authority publishes its decisions." {
		t.Errorf("read %+v", doc.Blocks)
	}
	if told := strings.Join(doc.Warnings, " "); !strings.Contains(told, "second engine, PDFium") {
		t.Errorf("warnings %q", told)
	}
	locked := encrypted("letmein")
	if _, err := e.Read(locked, pdf.Limits{}, pause); !errors.Is(err, pdf.ErrPassword) {
		t.Errorf("without its password: %v", err)
	}
	if _, err := e.Read(locked, pdf.Limits{Password: "letmein"}, pause); err != nil {
		t.Errorf("with its password: %v", err)
	}
	if _, err := e.Read([]byte("%PDF-1.4\nnothing"), pdf.Limits{}, pause); !errors.Is(err, pdf.ErrDamaged) || pauses != 1 {
		t.Errorf("a damaged file: %v, %d pauses", err, pauses)
	}
}

// TestLittleMemory holds that PDFium is not started where it does not fit.
func TestLittleMemory(t *testing.T) {
	e := New(64 << 20)
	if _, err := e.Read([]byte("%PDF-1.4\nnothing"), pdf.Limits{}, nil); !errors.Is(err, pdf.ErrDamaged) {
		t.Errorf("got %v", err)
	}
}
