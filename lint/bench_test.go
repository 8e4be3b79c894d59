package lint

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
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

func judgeBytes(b *testing.B, j *Judge, data []byte) {
	b.SetBytes(int64(len(data)))
	for range b.N {
		doc, err := parse.Parse("bench.md", data, parse.Options{})
		if err != nil {
			b.Fatal(err)
		}
		j.Judge(j.Scan(doc, rules.TermsOfService))
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

// BenchmarkRules measures the same for growing numbers of rules: cost must hardly
// grow with the catalog.
func BenchmarkRules(b *testing.B) {
	data := policies(b, 6<<20)
	for _, n := range []int{10, 36, 1000} {
		j := judgeOf(b, n)
		b.Run(fmt.Sprintf("%drules", len(j.rules)), func(b *testing.B) { judgeBytes(b, j, data) })
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
