package diff

import (
	"bytes"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// Revision is one revision of a document and what it did to people's rights.
type Revision struct {
	// Revision is its name, such as a commit hash.
	Revision string `json:"revision"`
	// Date is the day on which it was made, as YYYY-MM-DD.
	Date string `json:"date,omitempty"`
	// Subject is the first line of what its author said of it.
	Subject string `json:"subject,omitempty"`
	Path    string `json:"path"`
	// First marks the first revision, which has nothing to be compared with.
	First bool `json:"first,omitempty"`
	// Changes are those since the revision before; none where Error is set.
	Changes []Change `json:"changes"`
	// Error says why the revision could not be judged; the next one is
	// compared with the last before it that could.
	Error string `json:"error,omitempty"`
}

// History is what the revisions of a document did, the newest first.
type History struct {
	Version   int        `json:"version"`
	Path      string     `json:"path"`
	Kind      rules.Kind `json:"kind"`
	Language  string     `json:"language"`
	Revisions []Revision `json:"revisions"`
}

// Replay judges the revisions of a document one after the other, the oldest
// first, as the kind that opts names, and sets the changes of those from index
// from on. read returns the content of a revision; revisions with the same key
// have the same content and are judged once. It keeps two revisions in memory.
func Replay(l *lint.Linter, revisions []Revision, keys []string, from int, read func(i int) ([]byte, error), opts lint.Options) {
	var before *lint.Judged
	var judgedKey string
	judge := func(i int) (*lint.Judged, string) {
		data, err := read(i)
		if err != nil {
			return nil, err.Error()
		}
		doc, err := parse.Parse(revisions[i].Path, bytes.Clone(data), opts.Parse)
		if err != nil {
			return nil, plain(err)
		}
		judged, failure := l.Versions([]*parse.Document{doc}, opts)
		if failure != nil {
			return nil, failure.Error
		}
		return judged[0], ""
	}
	for i := from - 1; i >= 0 && before == nil; i-- {
		before, _ = judge(i)
		judgedKey = keys[i]
	}
	for i := from; i < len(revisions); i++ {
		x := &revisions[i]
		x.Changes = []Change{}
		if before != nil && keys[i] == judgedKey {
			continue
		}
		after, problem := judge(i)
		if after == nil {
			x.Error = problem
			continue
		}
		if before == nil {
			x.First = true
		} else {
			x.Changes = Compare(before, after).Changes
		}
		before, judgedKey = after, keys[i]
	}
}
