package diff

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// acts returns two versions of an act of about so many bytes, in which no two
// articles are alike and one in seven was reworded, moved or dropped.
func acts(t testing.TB, size int) (old, new *parse.Document) {
	t.Helper()
	subjects := []string{"provider", "controller", "authority", "operator", "Minister", "processor", "deployer"}
	acts := []string{"notify", "inform", "delete", "disclose", "retain", "review", "publish", "assess"}
	objects := []string{"personal data", "the records of a person", "traffic data", "biometric data", "the reasons for a decision", "a report", "complaints", "logs"}
	var a, b strings.Builder
	a.WriteString("# Data Services Bill\n\n")
	b.WriteString("# Data Services Bill\n\n")
	for i := 1; a.Len() < size; i++ {
		text := func(n int) string {
			return fmt.Sprintf("The %s shall %s %s of group %d to every person concerned within %d days, unless register %d says otherwise.",
				subjects[n%7], acts[n%8], objects[(n/3)%8], n, 10+n%50, n*7%1000)
		}
		fmt.Fprintf(&a, "## Article %d\n\n%s %s\n\n", i, text(i), text(i+100000))
		switch i % 7 {
		case 3:
			fmt.Fprintf(&b, "## Article %d\n\n%s\n\n", i+1, strings.Replace(text(i), "shall", "may", 1))
		case 5:
			fmt.Fprintf(&b, "## Article %d\n\n%s %s\n\n", i+2, text(i+100000), text(i))
		default:
			fmt.Fprintf(&b, "## Article %d\n\n%s %s\n\n", i, text(i), text(i+100000))
		}
	}
	read := func(name, s string) *parse.Document {
		d, err := parse.Parse(name, []byte(s), parse.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	return read("old.md", a.String()), read("new.md", b.String())
}

// BenchmarkLength shows that a comparison, judging included, takes time that
// grows with the length of the text and no faster.
func BenchmarkLength(b *testing.B) {
	l := linter(b)
	for _, kb := range []int{75, 150, 300, 600, 1200} {
		old, new := acts(b, kb<<10)
		b.Run(fmt.Sprintf("%dKB", kb), func(b *testing.B) {
			b.SetBytes(int64(len(old.Source) + len(new.Source)))
			for b.Loop() {
				if _, err := Documents(l, old, new, lint.Options{Kind: rules.DraftRegulation, Language: "en"}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestLinear holds that four times the text takes no more than about four
// times as long. The best of three counts, as a machine may be busy.
func TestLinear(t *testing.T) {
	if raceEnabled || testing.Short() {
		t.Skip("a matter of time, which the race detector changes")
	}
	l := linter(t)
	best := func(size int) time.Duration {
		old, new := acts(t, size)
		var best time.Duration
		for i := range 3 {
			start := time.Now()
			r, err := Documents(l, old, new, lint.Options{Kind: rules.DraftRegulation, Language: "en"})
			if err != nil {
				t.Fatal(err)
			}
			if r.Empty() {
				t.Fatal("the versions differ and nothing is reported; the test shows nothing")
			}
			if d := time.Since(start); i == 0 || d < best {
				best = d
			}
		}
		return best
	}
	for try := range 3 {
		small, large := best(100<<10), best(400<<10)
		ratio := float64(large) / float64(small)
		if ratio < 9 {
			return
		}
		t.Logf("try %d: 100 KB take %v and 400 KB %v, %.1f times as long", try, small, large, ratio)
	}
	t.Error("time grows faster than the length of the text")
}
