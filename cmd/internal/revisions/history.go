package revisions

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/diff"
	"github.com/rightslint/rightslint/parse"
)

// commitMark begins the line of a commit in the output of git log.
const commitMark = "\x01"

// History compares each revision of a file with the one before, at most limit
// of them (0: all), through renames, several at once.
func (r *Repo) History(l *lint.Linter, file string, limit int, opts lint.Options) (*diff.History, error) {
	revisions, hashes, err := r.log(file, limit)
	if err != nil {
		return nil, err
	}
	out := &diff.History{Version: 1, Path: file, Revisions: make([]diff.Revision, len(revisions))}
	if err := r.kindOf(l, revisions, hashes, out, &opts); err != nil {
		return nil, err
	}
	var wg sync.WaitGroup
	jobs := min(max(opts.Jobs, 1), len(revisions))
	for k := range jobs {
		from, to := k*len(revisions)/jobs, (k+1)*len(revisions)/jobs
		wg.Go(func() {
			diff.Replay(l, revisions[:to], hashes[:to], from, func(i int) ([]byte, error) { return r.blob(hashes[i]) }, opts)
		})
	}
	wg.Wait()
	for i := range revisions {
		out.Revisions[len(revisions)-1-i] = revisions[i]
	}
	return out, nil
}

// kindOf judges the newest revision that can be judged, by whose kind all are.
func (r *Repo) kindOf(l *lint.Linter, revisions []diff.Revision, hashes []string, out *diff.History, opts *lint.Options) error {
	var last error
	for i := len(revisions) - 1; i >= 0; i-- {
		data, err := r.blob(hashes[i])
		if err != nil {
			last = err
			continue
		}
		doc, err := parse.Parse(revisions[i].Path, data, opts.Parse)
		if err != nil {
			last = plain(err)
			continue
		}
		judged, failure := l.Versions([]*parse.Document{doc}, *opts)
		if failure != nil {
			last = errors.New(failure.Error)
			continue
		}
		out.Kind, out.Language = judged[0].Kind, judged[0].Language
		opts.Kind = out.Kind
		return nil
	}
	return &Unjudged{Path: out.Path, Err: last}
}

// Unjudged is the failure to judge any revision of a file.
type Unjudged struct {
	Path string
	Err  error
}

// Error names the file and why its newest revision could not be judged.
func (u *Unjudged) Error() string { return u.Path + ": " + u.Err.Error() }

// Unwrap returns the error of the revision.
func (u *Unjudged) Unwrap() error { return u.Err }

// log lists the revisions of a file, the oldest first, with the hash of its
// content in each.
func (r *Repo) log(file string, limit int) ([]diff.Revision, []string, error) {
	if _, err := r.resolve("HEAD"); err != nil {
		return nil, nil, err
	}
	args := []string{"log", "--follow", "--raw", "-z", "--no-abbrev", "--no-ext-diff", "--no-color", "--format=" + commitMark + "%H%x00%cs%x00%s"}
	if limit > 0 {
		args = append(args, fmt.Sprintf("--max-count=%d", limit))
	}
	out, err := r.git(append(args, "--", file)...)
	if err != nil {
		return nil, nil, fmt.Errorf("git cannot list the revisions of %s: %w", file, err)
	}
	var revisions []diff.Revision
	var hashes []string
	for _, commit := range strings.Split(string(out), commitMark)[1:] {
		fields := strings.SplitN(commit, "\x00", 4)
		if len(fields) < 4 {
			continue
		}
		entries := parseRaw([]byte(fields[3]))
		if len(entries) == 0 || entries[0].newHash == "" {
			continue // the file was deleted, or is a link
		}
		e := entries[0]
		revisions = append(revisions, diff.Revision{Revision: fields[0], Date: fields[1], Subject: fields[2], Path: cmp.Or(e.newPath, file)})
		hashes = append(hashes, e.newHash)
	}
	if len(revisions) == 0 {
		return nil, nil, fmt.Errorf("git knows no revision of %s; is the file committed, and is the path right, seen from %s?", file, filepath.ToSlash(shown(r.dir)))
	}
	for i, k := 0, len(revisions)-1; i < k; i, k = i+1, k-1 {
		revisions[i], revisions[k] = revisions[k], revisions[i]
		hashes[i], hashes[k] = hashes[k], hashes[i]
	}
	return revisions, hashes, nil
}
