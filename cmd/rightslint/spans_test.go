package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rightslint/rightslint/lint"
)

// TestSpansOfPDF holds that the offsets of a report on a PDF point into what
// extract prints of it.
func TestSpansOfPDF(t *testing.T) {
	program := program(t)
	path := filepath.Join(t.TempDir(), "terms.pdf")
	pages := []string{
		shownLines("Terms of Service\n\nThese terms govern your use of our service. By using the service you agree.\n\n1. Closing\n\n(a) We may close your account at any time.\n\n(b) We may change these terms at any time."),
		shownLines("2. Disputes\n\n- Any dispute is settled by binding arbitration.\n\n- We are not liable for any loss."),
	}
	if err := os.WriteFile(path, samplePDFs["plain"](pages), 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command(program, "extract", path).Output()
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(program, "check", "--fail-on", "never", "--kind", "terms-of-service", "--lang", "en", "--format", "json", path).Output()
	if err != nil {
		t.Fatal(err)
	}
	var rep lint.Report
	if err := json.Unmarshal(out, &rep); err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, f := range rep.Documents[0].Findings {
		if f.Type != lint.FindingRedFlag {
			continue
		}
		seen++
		s := f.Span
		if s.End > len(text) || strings.Join(strings.Fields(string(text[s.Start:s.End])), " ") != s.Quote {
			t.Errorf("%s: the bytes %d to %d are %q, the quote is %q", f.Rule, s.Start, s.End, text[min(s.Start, len(text)):min(s.End, len(text))], s.Quote)
		}
		if want := map[bool]int{true: 2, false: 1}[strings.Contains(s.Quote, "arbitration") || strings.Contains(s.Quote, "liable")]; s.Page != want {
			t.Errorf("%q stands on page %d, want %d", s.Quote, s.Page, want)
		}
	}
	if seen < 3 {
		t.Errorf("%d findings; the test shows too little", seen)
	}
}
