package cache

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/rightslint/rightslint/lint"
)

// Verdicts are the verdicts on documents that a Store keeps, by the content of
// the documents. It is a lint.Memory.
type Verdicts struct {
	// Store keeps them.
	Store *Store
	// Facts is everything besides a document that its verdict depends on: the
	// digest of the rules and the options.
	Facts string
}

// ownWords begins what a document says to the program itself, such as a waiver.
// It is read from the parsed document after judging, so that such a document is
// parsed at each run.
var ownWords = []byte("rightslint")

// Recall returns the verdict on a document of the name, if it is kept. It comes
// without the document as read.
func (v *Verdicts) Recall(name string, data []byte) (*lint.Document, bool) {
	if bytes.Contains(data, ownWords) {
		return nil, false
	}
	kept, ok := v.Store.Get(v.key(name, data))
	if !ok {
		return nil, false
	}
	d := &lint.Document{}
	if unmarshal(kept, d) != nil {
		return nil, false
	}
	d.Path = name
	return d, true
}

// Keep keeps the verdict on a document. A failure to read it is not kept: it
// may have been for want of time, memory or a password.
func (v *Verdicts) Keep(name string, data []byte, d *lint.Document) {
	if d.Doc == nil || bytes.Contains(data, ownWords) {
		return
	}
	if kept, err := marshal(*d); err == nil {
		v.Store.Put(v.key(name, data), kept)
	}
}

// key tells documents apart: by their bytes, and by the ending of their name,
// which decides how they are read.
func (v *Verdicts) key(name string, data []byte) string {
	return fmt.Sprintf("verdict %q %s %x", v.Facts, strings.ToLower(filepath.Ext(name)), sha256.Sum256(data))
}
