package baseline

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/rightslint/rightslint/lint"
)

// flag is a finding on a passage in a section.
func flag(rule, section, text string) lint.Finding {
	return lint.Finding{Rule: rule, Type: lint.FindingRedFlag, Span: &lint.Span{Quote: text}, Key: lint.Key{Section: section, Text: text}}
}

func row(rule, typ string, lacks ...string) lint.Finding {
	return lint.Finding{Rule: rule, Type: typ, Key: lint.Key{Lacks: lacks}}
}

func document(fs ...lint.Finding) *lint.Document { return &lint.Document{Path: "x.md", Findings: fs} }

// TestApply holds what an entry accepts, and what is left over.
func TestApply(t *testing.T) {
	const r = "red-flag/forced-arbitration"
	for _, c := range []struct {
		name       string
		then, now  []lint.Finding
		new, stale int
	}{
		{"the same", []lint.Finding{flag(r, "a", "x"), row("remedy/appeal", "missing")}, []lint.Finding{flag(r, "a", "x"), row("remedy/appeal", "missing")}, 0, 0},
		{"another passage", []lint.Finding{flag(r, "a", "x")}, []lint.Finding{flag(r, "a", "y")}, 1, 1},
		{"another rule", []lint.Finding{flag(r, "a", "x")}, []lint.Finding{flag("red-flag/choice-of-law", "a", "x")}, 1, 1},
		{"moved", []lint.Finding{flag(r, "a", "x")}, []lint.Finding{flag(r, "b", "x")}, 0, 0},
		{"copied", []lint.Finding{flag(r, "a", "x")}, []lint.Finding{flag(r, "b", "x"), flag(r, "a", "x")}, 1, 0},
		{"copied in its section", []lint.Finding{flag(r, "a", "x")}, []lint.Finding{flag(r, "a", "x"), flag(r, "a", "x")}, 1, 0},
		{"twice, and one is gone", []lint.Finding{flag(r, "a", "x"), flag(r, "a", "x")}, []lint.Finding{flag(r, "a", "x")}, 0, 1},
		{"mended", []lint.Finding{flag(r, "a", "x")}, nil, 0, 1},
		{"a safeguard newly lost", []lint.Finding{row("remedy/appeal", "missing")}, []lint.Finding{row("remedy/appeal", "missing"), row("remedy/redress", "missing")}, 1, 0},
		{"missing, now partly there", []lint.Finding{row("remedy/appeal", "missing")}, []lint.Finding{row("remedy/appeal", "partial", "a deadline")}, 0, 0},
		{"missing, now wished for", []lint.Finding{row("remedy/appeal", "missing")}, []lint.Finding{row("remedy/appeal", "weak")}, 0, 0},
		{"incomplete, now missing", []lint.Finding{row("remedy/appeal", "partial", "a deadline")}, []lint.Finding{row("remedy/appeal", "missing")}, 1, 1},
		{"wished for, now missing", []lint.Finding{row("remedy/appeal", "weak")}, []lint.Finding{row("remedy/appeal", "missing")}, 1, 1},
		{"incomplete, and lacks less", []lint.Finding{row("remedy/appeal", "partial", "a deadline", "a reviewer")}, []lint.Finding{row("remedy/appeal", "partial", "a reviewer")}, 0, 0},
		{"incomplete, and lacks more", []lint.Finding{row("remedy/appeal", "partial", "a deadline")}, []lint.Finding{row("remedy/appeal", "partial", "a deadline", "a reviewer")}, 1, 0},
	} {
		entries := Entries(document(c.then...))
		d := document(c.now...)
		stale := 0
		for _, e := range Apply(d, entries, "accepted") {
			stale += e.Count
		}
		fresh := 0
		for _, f := range d.Findings {
			if f.Suppressed == nil {
				fresh++
			} else if f.Suppressed.By != By || f.Suppressed.Reason != "accepted" {
				t.Errorf("%s: answered by %v", c.name, f.Suppressed)
			}
		}
		if fresh != c.new || stale != c.stale {
			t.Errorf("%s: %d new and %d left over, want %d and %d", c.name, fresh, stale, c.new, c.stale)
		}
	}
}

// TestWaivedIsNotAccepted holds that a baseline does not take over what a
// waiver answers, and that an entry is left over when a waiver comes.
func TestWaivedIsNotAccepted(t *testing.T) {
	f := flag("red-flag/forced-arbitration", "a", "x")
	entries := Entries(document(f))
	f.Suppressed = &lint.Suppressed{By: "comment", Reason: "agreed"}
	d := document(f)
	if got := Entries(d); len(got) != 0 {
		t.Errorf("a waived finding is accepted: %v", got)
	}
	if stale := Apply(d, entries, "accepted"); len(stale) != 1 || d.Findings[0].Suppressed.By != "comment" {
		t.Errorf("left over: %v; answered by %v", stale, d.Findings[0].Suppressed)
	}
}

// TestUnread holds that a document that could not be judged leaves nothing over.
func TestUnread(t *testing.T) {
	d := &lint.Document{Error: "There is no such file."}
	if stale := Apply(d, Entries(document(row("remedy/appeal", "missing"))), "accepted"); stale != nil {
		t.Errorf("left over: %v", stale)
	}
}

// TestRoundTrip holds, for any findings, that accepting them leaves none, that
// a baseline is read as it was written, and that taking out what is left over
// accepts as much as before.
func TestRoundTrip(t *testing.T) {
	finding := rapid.Custom(func(t *rapid.T) lint.Finding {
		rule := rapid.SampledFrom([]string{"a/x", "a/y"}).Draw(t, "rule")
		word := rapid.SampledFrom([]string{"one", "two", "“three” <b>"})
		if rapid.Bool().Draw(t, "passage") {
			return flag(rule, word.Draw(t, "section"), word.Draw(t, "text"))
		}
		return row(rule, lint.FindingPartial, rapid.SliceOfN(word, 0, 2).Draw(t, "lacks")...)
	})
	open := func(d *lint.Document) int {
		n := 0
		for _, f := range d.Findings {
			if f.Suppressed == nil {
				n++
			}
		}
		return n
	}
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(finding, 0, 8)
		// A document has one finding for each safeguard.
		unique := func(fs []lint.Finding) []lint.Finding {
			seen := map[string]bool{}
			var out []lint.Finding
			for _, f := range fs {
				if f.OnPassage() || !seen[f.Rule] {
					out = append(out, f)
				}
				seen[f.Rule] = seen[f.Rule] || !f.OnPassage()
			}
			return out
		}
		then := document(unique(list.Draw(t, "then"))...)
		f := New()
		f.Documents["x.md"] = Entries(then)
		again, err := Read(f.Bytes())
		if err != nil || !bytes.Equal(again.Bytes(), f.Bytes()) {
			t.Fatalf("read again: %v\n%s", err, f.Bytes())
		}
		if stale := Apply(then, again.Documents["x.md"], "accepted"); len(stale) > 0 || open(then) > 0 {
			t.Fatalf("%d are not accepted, %v left over", open(then), stale)
		}
		now := unique(list.Draw(t, "now"))
		first, second := document(append([]lint.Finding{}, now...)...), document(append([]lint.Finding{}, now...)...)
		stale := Apply(first, again.Documents["x.md"], "accepted")
		if left := Apply(second, Without(again.Documents["x.md"], stale), "accepted"); len(left) > 0 || open(first) != open(second) {
			t.Fatalf("after taking out: %v left over, %d new; before %d", left, open(second), open(first))
		}
	})
}

// TestRead holds that damaged and hostile files are refused with the line.
func TestRead(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"empty", "", "is no baseline"},
		{"a conflict", "{\n\"version\": 1,\n<<<<<<< HEAD\n", "line 3"},
		{"another field", "{\"version\": 1, \"documents\": {}, \"docs\": {}}", "unknown field"},
		{"two", "{\"version\": 1}{\"version\": 1}", "more than one"},
		{"deep", strings.Repeat("[", 1<<20), "is no baseline"},
	} {
		if _, err := Read([]byte(c.data)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// TestWrite holds that a file is replaced as a whole and only inside its bound.
func TestWrite(t *testing.T) {
	dir := t.TempDir()
	inside := filepath.Join(dir, "repo")
	if err := os.MkdirAll(inside, 0o777); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := Write(inside, filepath.Join(inside, Name), []byte("x")); err != nil {
			t.Fatal(err)
		}
	}
	if files, _ := os.ReadDir(inside); len(files) != 1 {
		t.Errorf("left behind: %v", files)
	}
	if err := Write(inside, filepath.Join(dir, Name), []byte("x")); err == nil {
		t.Error("written outside")
	}
	if err := os.Symlink(dir, filepath.Join(inside, "out")); err != nil {
		t.Skip("no symbolic links here")
	}
	if err := Write(inside, filepath.Join(inside, "out", Name), []byte("x")); err == nil {
		t.Error("written through a link that leads out")
	}
}
