// Package formtest helps to test the readers of office formats and web pages: it
// packs containers and writes down what was read.
package formtest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/rightslint/rightslint/parse/flow"
)

// Zip makes a container of entries, each a name and its content, packed by a
// method of archive/zip.
func Zip(t testing.TB, method uint16, entries ...string) []byte {
	t.Helper()
	return pack(t, nil, method, entries)
}

// Rezip copies a container and adds entries to it, each a name and its content.
func Rezip(t testing.TB, data []byte, entries ...string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return pack(t, in.File, zip.Deflate, entries)
}

func pack(t testing.TB, files []*zip.File, method uint16, entries []string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range files {
		if err := z.Copy(f); err != nil {
			t.Fatal(err)
		}
	}
	for i := 0; i < len(entries); i += 2 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: entries[i], Method: method})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(entries[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Outline writes a line for each block with text or a label: its kind with the
// level of a heading or the depth of an item, what else is known of it, and its
// text, in which ⏎ stands for a line break.
func Outline(doc *flow.Document) string {
	var out strings.Builder
	for _, b := range doc.Blocks {
		if strings.TrimSpace(b.Text) == "" && b.Label == "" {
			continue
		}
		kind := [...]string{"p", "h", "li", "tr", "fn", "code", "toc"}[b.Kind]
		if n := b.Level + b.Depth; n > 0 {
			kind += fmt.Sprint(n)
		}
		for _, f := range [...]struct {
			is   bool
			name string
		}{{b.Start, "first"}, {b.Quote, "quote"}, {b.Bold, "bold"}, {b.Linked, "linked"}, {b.Header, "header"}} {
			if f.is {
				kind += "," + f.name
			}
		}
		text := strings.ReplaceAll(b.Text, "\n", "⏎")
		if b.Label != "" {
			text = "<" + b.Label + "> " + text
		}
		fmt.Fprintf(&out, "%s %s\n", kind, strings.TrimSpace(text))
	}
	return out.String()
}
