package lint

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/rightslint/rightslint/parse"
)

// policies joins real policy documents until there are n bytes. Without the
// folder of real documents it repeats the project's samples.
func policies(b testing.TB, n int) []byte {
	files, _ := filepath.Glob("../../shared/docs/terms-of-service/*.md")
	if len(files) == 0 {
		files, _ = filepath.Glob("../testdata/samples/*.md")
	}
	var out bytes.Buffer
	for out.Len() < n {
		for _, f := range files {
			data, err := os.ReadFile(f)
			if err != nil {
				b.Fatal(err)
			}
			out.Write(data)
			out.WriteString("\n\n")
			if out.Len() >= n {
				break
			}
		}
	}
	return out.Bytes()
}

// BenchmarkReadAndJudge measures reading and judging Markdown on one core, for
// growing lengths: time must grow with the length and no faster.
func BenchmarkReadAndJudge(b *testing.B) {
	j, err := english()
	if err != nil {
		b.Log(err)
	}
	for _, mb := range []int{1, 2, 4, 8} {
		data := policies(b, mb<<20)
		b.Run(fmt.Sprintf("%dMB", mb), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for range b.N {
				doc, err := parse.Parse("bench.md", data, parse.Options{})
				if err != nil {
					b.Fatal(err)
				}
				j.Judge(j.Scan(doc, "terms-of-service"))
			}
		})
	}
}
