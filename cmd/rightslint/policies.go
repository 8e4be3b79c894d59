package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/project"
)

// policiesFlag is for those who check whatever stands in a repository: a README
// is no fault there.
type policiesFlag bool

func (f *policiesFlag) register(flags *pflag.FlagSet) {
	flags.BoolVar((*bool)(f), "policies-only", false, "pass over documents that are no policies or in a language without vocabulary, and files that are no documents, in place of exit code 3")
}

// sift leaves out the documents that were read and are not to be judged, and
// files that are no documents, and names them on standard error. Documents that
// could not be read stay.
func (f policiesFlag) sift(stderr io.Writer, docs []*lint.Document) []*lint.Document {
	if !f {
		return docs
	}
	var kept []*lint.Document
	var over []string
	for _, d := range docs {
		if lint.NotJudged(d) || noDocument(d) {
			over = append(over, d.Path)
			continue
		}
		kept = append(kept, d)
	}
	if len(over) > 0 {
		complain(stderr, fmt.Sprintf("passed over, as no policies in a language that can be judged: %s", strings.Join(over, ", ")))
	}
	return kept
}

// noDocument reports whether a file could not be read because it is something
// else than a document, as its name says: a picture in a folder of policies.
func noDocument(d *lint.Document) bool {
	if d.Error == "" || filepath.Ext(d.Path) == "" || project.Document(d.Path) {
		return false
	}
	_, err := os.Stat(d.Path)
	return err == nil
}
