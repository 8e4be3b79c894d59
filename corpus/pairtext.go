package corpus

import (
	"fmt"
	"io"
	"strings"

	"github.com/rightslint/rightslint/lint/report"
)

// WriteText writes the figures for people, and the errors where there are any.
func (s *PairScores) WriteText(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s of versions, %d without a comparison\n\n", several(s.Pairs, "labelled pair"), s.Failed)
	line := func(name string, x Share) {
		fmt.Fprintf(&b, "  %-*s %5.3f  (%d of %d)\n", nameWidth, name, x.Value(), x.Right, x.Of)
	}
	line("changes found", s.Recall)
	line("changes for the worse found", s.Worse)
	line("of the right type, among those found", s.Exact)
	line("reports that are right, on complete pairs", s.Precision)
	line("noise reported", s.Noise)
	fmt.Fprintf(&b, "  %-*s %5d\n", nameWidth, "worse than a notice on quiet pairs", s.QuietBad)
	pair := ""
	for _, e := range s.Errors {
		if e.Pair != pair {
			pair = e.Pair
			fmt.Fprintf(&b, "\n%s\n", report.Clean(pair))
		}
		fmt.Fprintf(&b, "  %-11s %-16s %s\n      %s\n", e.Sort, e.Change, report.Clean(e.Rule), cut(report.Clean(e.Quote), quoteLength))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
