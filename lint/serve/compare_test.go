package serve

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// TestCompare holds that the versions are told apart, and that what cannot be
// compared is named.
func TestCompare(t *testing.T) {
	r := run(t, standard, nil)
	better := strings.Replace(terms, "We may remove your content at any time for any reason.", "If we remove your content, you can appeal free of charge within six months. A person who took no part in the decision will review it and tell you the outcome, with reasons, within 14 days.", 1)
	compare := func(before, after string) event {
		_, text := r.ask("POST", fmt.Sprintf("compare?old=old.md&new=new.md&size=%d", len(before)), []byte(before+after), nil)
		var e event
		if err := json.Unmarshal([]byte(text), &e); err != nil {
			t.Fatalf("%v: %.300s", err, text)
		}
		return e
	}
	e := compare(better, terms)
	if e.Stage != "compared" || !strings.Contains(e.Report, "old.md → new.md") || !strings.Contains(e.Report, "For the worse") {
		t.Errorf("for the worse: %+v", e)
	}
	if e := compare(terms, better); !strings.Contains(e.Report, "For the better") {
		t.Errorf("for the better: %+v", e)
	}
	if e := compare(terms, "\x00\x01"); e.Stage != "failed" || !strings.HasPrefix(e.Message, "new.md: ") {
		t.Errorf("unreadable: %+v", e)
	}
	if e := compare(terms, "# Pancakes\n\nMix flour and milk.\n"); e.Stage != "compared" && strings.Contains(e.Message, "--") {
		t.Errorf("another kind: %+v", e)
	}
	french := strings.Repeat("Les présentes conditions générales régissent votre utilisation de nos services et de notre site. ", 5)
	for _, e := range []event{compare(terms, french), compare("# Pancakes\n\nMix flour and milk.\n", "# Pancakes\n\nMix flour, milk and eggs.\n")} {
		if e.Stage != "failed" || strings.Contains(e.Message, "--") {
			t.Errorf("what cannot be compared: %+v", e)
		}
	}
	if _, text := r.ask("POST", "compare?old=old.md&new=new.md&size=9999999", []byte(terms), nil); !strings.Contains(text, "did not arrive whole") {
		t.Errorf("a wrong size: %s", text)
	}
	if e := compare(terms, terms); e.Stage != "compared" || strings.Contains(e.Report, "For the") {
		t.Errorf("the same: %+v", e)
	}
}
