package report

import (
	"net/url"
	"path"
	"path/filepath"
	"strings"
)

// slashed returns a path with forward slashes.
func slashed(p string) string { return filepath.ToSlash(p) }

// shown is the path of a document as code review names files: with forward
// slashes, from the folder of the run.
func shown(p string) string { return strings.TrimPrefix(slashed(p), "./") }

// uri returns the percent-encoded URI of a file, and whether it is relative. A
// path that leads out of the working folder becomes absolute, because a
// relative URI with ".." means nothing to a reader elsewhere.
func uri(p string) (ref string, relative bool) {
	if outside(slashed(p)) {
		if abs, err := filepath.Abs(p); err == nil {
			p = abs
		}
	}
	return uriOf(p, filepath.Separator)
}

// outside reports whether a relative path leads out of its folder.
func outside(p string) bool {
	p = path.Clean(p)
	return p == ".." || strings.HasPrefix(p, "../")
}

// uriOf makes a URI of a path whose parts the separator parts. A drive letter
// and a server's name make it absolute, as on Windows.
func uriOf(p string, separator rune) (ref string, relative bool) {
	if separator == '\\' {
		p = strings.ReplaceAll(p, `\`, "/")
	}
	drive := len(p) > 1 && p[1] == ':' && separator == '\\'
	server := strings.HasPrefix(p, "//") && separator == '\\'
	p = path.Clean(p)
	switch {
	case server:
		return "file:/" + escapePath(p), false // path.Clean leaves one slash
	case drive:
		return "file:///" + p[:2] + escapePath(p[2:]), false
	case strings.HasPrefix(p, "/"):
		return "file://" + escapePath(p), false
	}
	return escapePath(p), true
}

// escapePath percent-encodes the parts of a path. A colon is encoded too:
// before the first slash it would end a scheme.
func escapePath(p string) string {
	parts := strings.Split(p, "/")
	for i, part := range parts {
		parts[i] = strings.ReplaceAll(url.PathEscape(part), ":", "%3A")
	}
	return strings.Join(parts, "/")
}
