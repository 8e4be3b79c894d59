package config

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"go.yaml.in/yaml/v4"
)

// patterns reads patterns of documents: paths with *, **, ? and {a,b}, with
// slashes on every system. One without a slash matches at any depth, one that
// begins with a slash from the folder on, and one that matches a folder matches
// all that is below it.
func (d *decoder) patterns(n *yaml.Node, what string) (out []Value) {
	d.List(n, func(item *yaml.Node) {
		v := d.value(item, what)
		p := strings.TrimPrefix(v.Text, "./")
		switch {
		case p == "":
			return
		case strings.Contains(p, `\`):
			d.Fault(item, "the pattern %q has a backslash; write / on every system", v.Text)
			return
		case slices.Contains(strings.Split(p, "/"), ".."):
			d.Fault(item, "the pattern %q leads out of the folder of the configuration", v.Text)
			return
		case !doublestar.ValidatePattern(p):
			d.Fault(item, "the pattern %q is not one: a bracket is not closed", v.Text)
			return
		}
		out = append(out, v)
	})
	return out
}

// anchored writes a pattern as one that starts at the folder.
func anchored(pattern string) string {
	pattern = strings.TrimSuffix(pattern, "/")
	switch {
	case strings.HasPrefix(pattern, "/"):
		return pattern[1:]
	case strings.HasPrefix(pattern, "./"):
		return path.Clean(pattern)
	case !strings.Contains(pattern, "/"):
		return "**/" + pattern
	}
	return path.Clean(pattern)
}

// matches returns the first of the patterns that matches the file, as seen from
// the folder base, or nil.
func matches(patterns []Value, base, file string) *Value {
	rel, err := filepath.Rel(base, file)
	if err != nil || !filepath.IsLocal(rel) {
		return nil
	}
	rel = filepath.ToSlash(rel)
	for i := range patterns {
		p := anchored(patterns[i].Text)
		if doublestar.MatchUnvalidated(p, rel) || doublestar.MatchUnvalidated(p+"/**", rel) {
			return &patterns[i]
		}
	}
	return nil
}

// expand lists the files below base that the patterns match, sorted, as
// absolute paths. It follows no symbolic links and looks into no folder whose
// name begins with a dot.
func expand(patterns []Value, base string) []string {
	var out []string
	for _, v := range patterns {
		for _, p := range []string{anchored(v.Text), anchored(v.Text) + "/**"} {
			// What cannot be read holds no document that could be judged.
			_ = doublestar.GlobWalk(os.DirFS(base), p, func(name string, d fs.DirEntry) error {
				if d.Type().IsRegular() {
					out = append(out, filepath.Join(base, filepath.FromSlash(name)))
				}
				return nil
			}, doublestar.WithNoFollow(), doublestar.WithNoHidden())
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
