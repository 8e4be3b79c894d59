package browser

import (
	"fmt"
	"os"
	"strings"

	"github.com/chromedp/chromedp"

	"github.com/rightslint/rightslint/cmd/internal/need"
)

// violation is what axe-core reports of one rule.
type violation struct {
	ID, Impact, Help string
	Nodes            []struct {
		HTML           string
		Target         []any
		FailureSummary string
	}
}

// Accessible fails the test where axe-core finds anything against WCAG 2.2 at
// levels A and AA, or against its best practices, in the page as it is now.
func (p *Page) Accessible(what string) {
	p.t.Helper()
	axe, err := os.ReadFile(need.Module(p.t, "axe-core/axe.min.js"))
	if err != nil {
		p.t.Fatal(err)
	}
	p.Do(chromedp.Evaluate[chromedp.Void](string(axe)))
	const run = `axe.run(document, {resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]}).then(r => ({passes: r.passes.length, violations: r.violations}))`
	result := Eval[struct {
		Passes     int
		Violations []violation
	}](p, run)
	if result.Passes < 10 {
		p.t.Errorf("%s: axe-core made only %d checks", what, result.Passes)
	}
	for _, v := range result.Violations {
		var nodes []string
		for _, n := range v.Nodes[:min(len(v.Nodes), 3)] {
			nodes = append(nodes, fmt.Sprintf("%v %.200s\n%s", n.Target, n.HTML, n.FailureSummary))
		}
		p.t.Errorf("%s: %s (%s): %s, in %d places:\n%s", what, v.ID, v.Impact, v.Help, len(v.Nodes), strings.Join(nodes, "\n"))
	}
}
