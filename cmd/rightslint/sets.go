package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rightslint/rightslint/lint"
)

// documentSet is a set of documents that are judged together, as --set names
// it.
type documentSet struct {
	name  string
	paths []string
}

// parseSets reads the values of --set.
func parseSets(values []string) ([]documentSet, error) {
	var out []documentSet
	for _, v := range values {
		name, list, ok := strings.Cut(v, "=")
		paths := strings.Split(list, ",")
		if !ok || name == "" || len(paths) < 2 || slices.Contains(paths, "") {
			return nil, fmt.Errorf("--set %q is not of the form NAME=a.md,b.md with two documents or more", v)
		}
		for i := range paths {
			paths[i] = filepath.ToSlash(paths[i]) // as expand has them
		}
		out = append(out, documentSet{name, paths})
	}
	return out, nil
}

// of returns the documents of the set among those that were judged.
func (s documentSet) of(docs []*lint.Document) []*lint.Document {
	var out []*lint.Document
	for _, d := range docs {
		if slices.Contains(s.paths, d.Path) {
			out = append(out, d)
		}
	}
	return out
}
