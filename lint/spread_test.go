package lint

import (
	"strings"
	"testing"

	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// TestElementsNearThePromise holds that an element counts near the promise only,
// even in a document without headings, which is one section.
func TestElementsNearThePromise(t *testing.T) {
	const promise = "We keep the records of your account for six years. "
	const deletion = "We erase your records. "
	for _, test := range []struct {
		between int
		want    Status
	}{{3, Present}, {200, Partial}} {
		text := promise + strings.Repeat("The shop is open on Mondays. ", test.between) + deletion
		doc, err := parse.Parse("privacy.md", []byte(text), parse.Options{})
		if err != nil {
			t.Fatal(err)
		}
		j, _ := english()
		for _, row := range j.Judge(j.Scan(doc, rules.PrivacyPolicy)).Coverage {
			if row.Rule == "privacy/retention-limit" && row.Status != test.want {
				t.Errorf("%d sentences between: %s, want %s", test.between, row.Status, test.want)
			}
		}
	}
}
