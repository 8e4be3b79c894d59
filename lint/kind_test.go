package lint

import (
	"testing"

	"github.com/rightslint/rightslint/parse"
)

// TestKindFoundOrSet holds that a document is judged alike whether its kind was
// recognised or set. The provider's name here is learnt from its deeds, which
// only a kind that is known allows.
func TestKindFoundOrSet(t *testing.T) {
	const text = `# Waveform Terms of Service

By using the service you agree to these terms. Waveform reserves the right to refuse a user.
Waveform reserves the right to set limits. You must not share your password.

Waveform may close any account at any time. Waveform may delete your posts without notice.
`
	j, _ := english()
	doc, err := parse.Parse("terms.md", []byte(text), parse.Options{})
	if err != nil {
		t.Fatal(err)
	}
	v, found := j.DetectKind(doc)
	if v.Kind != "terms-of-service" {
		t.Fatalf("the kind is %s", v.Kind)
	}
	a, b := j.Judge(found), j.Judge(j.Scan(doc, v.Kind))
	if len(b.Findings) == 0 || len(a.Findings) != len(b.Findings) {
		t.Fatalf("%d findings where the kind was found, %d where it was set", len(a.Findings), len(b.Findings))
	}
	for i := range a.Findings {
		if a.Findings[i].Fingerprint != b.Findings[i].Fingerprint {
			t.Errorf("found: %s; set: %s", a.Findings[i].Message, b.Findings[i].Message)
		}
	}
	c := j.set.Concept("provider")
	if n, want := len(found.Mentions(c)), len(j.Scan(doc, v.Kind).Mentions(c)); n != want || n < 4 {
		t.Errorf("the provider is mentioned %d times where the kind was found, %d where it was set", n, want)
	}
}
