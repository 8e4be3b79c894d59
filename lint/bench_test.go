package lint

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"testing"

	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// documents returns real policy documents or, without the folder of them, the
// project's samples.
func documents(b testing.TB) [][]byte {
	files, _ := filepath.Glob("../../shared/docs/terms-of-service/*.md")
	if len(files) == 0 {
		files, _ = filepath.Glob("../testdata/samples/*.md")
	}
	var out [][]byte
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		out = append(out, data)
	}
	return out
}

// policies joins documents until there are n bytes.
func policies(b testing.TB, n int) []byte {
	var out bytes.Buffer
	for out.Len() < n {
		for _, data := range documents(b) {
			out.Write(data)
			out.WriteString("\n\n")
			if out.Len() >= n {
				break
			}
		}
	}
	return out.Bytes()
}

// judgeOf returns a judge of the first n rules that apply to terms of service,
// spread over the catalog, with the traits that they ask for.
func judgeOf(b *testing.B, n int) *Judge {
	cat, err := rules.Load(rules.Builtin())
	if err != nil {
		b.Fatal(err)
	}
	if n < len(cat.Rules) {
		some := make([]*rules.Rule, 0, n)
		for i := range n {
			some = append(some, cat.Rules[i*len(cat.Rules)/n])
		}
		cat.Rules = some
	}
	asked := map[string]bool{}
	for _, r := range cat.Rules {
		for _, t := range r.When.Traits() {
			asked[t.Name] = true
		}
	}
	cat.Traits = slices.DeleteFunc(cat.Traits, func(t *rules.Trait) bool { return !asked[t.ID] })
	set, err := cat.Compile("en")
	if err != nil {
		b.Fatal(err)
	}
	return NewJudge(set)
}

func judgeBytes(b *testing.B, j *Judge, docs ...[]byte) {
	size := 0
	for _, data := range docs {
		size += len(data)
	}
	b.SetBytes(int64(size))
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // as the program does
	b.ResetTimer()
	for range b.N {
		for _, data := range docs {
			doc, err := parse.Parse("bench.md", data, parse.Options{})
			if err != nil {
				b.Fatal(err)
			}
			j.finish(j.Scan(doc, rules.TermsOfService))
		}
	}
}

// BenchmarkLength measures reading and judging Markdown on one core, for growing
// lengths: time must grow with the length and no faster.
func BenchmarkLength(b *testing.B) {
	j := judgeOf(b, 1000)
	for _, mb := range []int{1, 2, 4, 8} {
		data := policies(b, mb<<20)
		b.Run(fmt.Sprintf("%dMB", mb), func(b *testing.B) { judgeBytes(b, j, data) })
	}
}

// BenchmarkRules measures the same on six megabytes of policies, document by
// document, for growing numbers of rules: cost must hardly grow with the catalog.
func BenchmarkRules(b *testing.B) {
	var docs [][]byte
	for size := 0; size < 6<<20; {
		for _, data := range documents(b) {
			docs = append(docs, data)
			size += len(data)
		}
	}
	for _, n := range []int{10, 30, 1000} {
		j := judgeOf(b, n)
		b.Run(fmt.Sprintf("%drules", len(j.rules)), func(b *testing.B) { judgeBytes(b, j, docs...) })
	}
}

// BenchmarkReadOnly measures what of it is reading.
func BenchmarkReadOnly(b *testing.B) {
	data := policies(b, 1<<20)
	b.SetBytes(int64(len(data)))
	for range b.N {
		if _, err := parse.Parse("bench.md", data, parse.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
