package diff

import (
	"testing"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// FuzzCompare holds that no two texts, however odd, are a crash, that passages
// lie within their documents, and that a text has no change from itself.
func FuzzCompare(f *testing.F) {
	f.Add("We will delete your data within 30 days.", "We may delete your data.")
	f.Add("# Do not post:\n\n- hate\n\n1. (a) x", "**no** `code` \x00 \xff \u202e | a | b |\n|-|-|\n")
	f.Add("No one may share. Only we may. May 5 may 2024 thirty (30)", "§ 4 within within within 99999999 years old")
	l := linter(f)
	f.Fuzz(func(t *testing.T, old, new string) {
		a, err := parse.Parse("old.md", []byte(old), parse.Options{Format: parse.Markdown})
		if err != nil {
			return
		}
		b, err := parse.Parse("new.md", []byte(new), parse.Options{Format: parse.Markdown})
		if err != nil {
			return
		}
		opts := lint.Options{Kind: rules.TermsOfService, Language: "en"}
		r, err := Documents(l, a, b, opts)
		if err != nil {
			t.Fatal(err)
		}
		for i := range r.Changes {
			c := &r.Changes[i]
			if c.Old != nil && (c.Old.Start > c.Old.End || c.Old.End > len(old)) || c.New != nil && (c.New.Start > c.New.End || c.New.End > len(new)) {
				t.Errorf("a passage lies outside its document: %+v", c)
			}
			if c.Old == nil && c.New == nil || c.Message == "" || c.Severity == "" {
				t.Errorf("a change says nothing: %+v", c)
			}
		}
		if same, err := Documents(l, a, a, opts); err != nil || !same.Empty() {
			t.Errorf("the text differs from itself (%v): %s", err, list(same))
		}
	})
}
