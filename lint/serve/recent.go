package serve

import (
	"crypto/sha256"
	"slices"
	"sync"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
)

// key tells what was judged: the name, the kind that was chosen and the bytes.
type key [sha256.Size]byte

func keyOf(name string, kind rules.Kind, data []byte) key {
	h := sha256.New()
	h.Write([]byte(name + "\x00" + string(kind) + "\x00"))
	h.Write(data)
	return key(h.Sum(nil))
}

// recent keeps the last verdicts in memory, so that a report can be saved or
// compared without reading its file again. The page sends the document with
// every request, so nothing is lost when a verdict is forgotten.
type recent struct {
	mu    sync.Mutex
	most  int // bytes of text of all together
	size  int
	items []verdict // oldest first
}

// verdict is the verdict on a document.
type verdict struct {
	key key
	doc *lint.Document
	// text is the text that the page goes on with, for a document whose text
	// can be edited: valid UTF-8, lines ended by a line feed, no mark at the
	// start. The places of the verdict refer to it.
	text string
	// editable says that there is such a text.
	editable bool
}

func newRecent(most int) *recent { return &recent{most: most} }

// find returns the verdict on what has the key.
func (r *recent) find(k key) (verdict, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	i := slices.IndexFunc(r.items, func(v verdict) bool { return v.key == k })
	if i < 0 {
		return verdict{}, false
	}
	v := r.items[i]
	r.items = append(slices.Delete(r.items, i, i+1), v)
	return v, true
}

// add keeps a verdict and forgets the oldest ones for it, unless it is too
// large.
func (r *recent) add(v verdict) {
	if v.size() > r.most {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if slices.ContainsFunc(r.items, func(have verdict) bool { return have.key == v.key }) {
		return
	}
	r.items = append(r.items, v)
	r.size += v.size()
	for r.size > r.most {
		r.size -= r.items[0].size()
		r.items = slices.Delete(r.items, 0, 1)
	}
}

// size is the length of the text in bytes.
func (v verdict) size() int {
	if v.doc == nil || v.doc.Doc == nil {
		return 0
	}
	return len(v.doc.Doc.Source)
}
