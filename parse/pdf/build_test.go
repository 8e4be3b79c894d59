package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
)

// builder makes small PDF files for tests.
type builder struct {
	buf     bytes.Buffer
	offsets map[int]int
	trailer string // more entries of the trailer
	next    int
	kids    []int
}

func newBuilder() *builder {
	b := &builder{offsets: map[int]int{}, next: 10}
	b.buf.WriteString("%PDF-1.4\n")
	b.object(3, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
	b.object(4, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>")
	return b
}

func (b *builder) object(num int, body string) {
	b.offsets[num] = b.buf.Len()
	fmt.Fprintf(&b.buf, "%d 0 obj\n%s\nendobj\n", num, body)
}

// stream adds a stream object; entries are more entries of its dictionary.
func (b *builder) stream(num int, entries, data string) {
	b.object(num, fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", entries, len(data), data))
}

// page adds a page with the fonts F1 (Helvetica) and F2 (bold); resources are
// more entries of its resource dictionary.
func (b *builder) page(content, resources string) {
	b.next += 2
	b.stream(b.next, "", content)
	b.object(b.next+1, fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R/F2 4 0 R>>%s>>>>", b.next, resources))
	b.kids = append(b.kids, b.next+1)
}

// bytes finishes the file.
func (b *builder) bytes() []byte {
	var kids strings.Builder
	for _, k := range b.kids {
		fmt.Fprintf(&kids, "%d 0 R ", k)
	}
	b.object(1, "<</Type/Catalog/Pages 2 0 R/Outlines 5 0 R>>")
	b.object(2, fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids.String(), len(b.kids)))
	size := b.next + 10
	start := b.buf.Len()
	fmt.Fprintf(&b.buf, "xref\n0 %d\n0000000000 65535 f \n", size)
	for i := 1; i < size; i++ {
		if off, ok := b.offsets[i]; ok {
			fmt.Fprintf(&b.buf, "%010d 00000 n \n", off)
		} else {
			b.buf.WriteString("0000000000 00000 f \n")
		}
	}
	fmt.Fprintf(&b.buf, "trailer\n<</Root 1 0 R/Size %d%s>>\nstartxref\n%d\n%%%%EOF\n", size, b.trailer, start)
	return b.buf.Bytes()
}

// shown writes lines of text at a position, in a font and size.
func shown(font string, size, x, y, leading float64, lines ...string) string {
	var s strings.Builder
	fmt.Fprintf(&s, "BT /%s %g Tf %g TL %g %g Td\n", font, size, leading, x, y)
	for _, l := range lines {
		fmt.Fprintf(&s, "(%s) Tj T*\n", strings.NewReplacer("(", `\(`, ")", `\)`).Replace(l))
	}
	return s.String() + "ET\n"
}

// prose returns lines of running text that fill about the same width.
func prose(words string, lines int) []string {
	var out []string
	for i := range lines {
		end := ""
		if i == lines-1 {
			end = "."
		}
		out = append(out, fmt.Sprintf("%s number %02d of a longer paragraph goes on%s", words, i, end))
	}
	return out
}

func deflate(s string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}
