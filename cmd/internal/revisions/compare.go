package revisions

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/diff"
	"github.com/rightslint/rightslint/lint/project"
	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// Request says what to compare.
type Request struct {
	// Range is REV, REV..REV or REV...REV; a single one is compared with the
	// working tree. Empty where Staged is set.
	Range string
	// Staged compares the index with the last commit.
	Staged bool
	// MergeBase compares from where the two lines of history parted, rather
	// than from the first revision itself, so that what others changed since
	// then is not taken for a change of this branch.
	MergeBase bool
	// Paths limit the comparison to files and folders, as git reads them.
	Paths []string
	// Extensions are those of documents, with the dot, in lower case.
	Extensions []string
}

// span is the two sides of a comparison: arguments of git diff and names for
// the reader.
type span struct {
	args     []string
	old, new string // new is empty for the working tree
}

// Rulebook returns by what the document at a path is judged.
type Rulebook func(path string) (*project.Rulebook, error)

// Compare compares every document that a request finds changed and that its
// rulebook does not ignore, in the order of the paths.
func (r *Repo) Compare(by Rulebook, q Request, opts lint.Options) ([]diff.Outcome, error) {
	s, err := r.span(q)
	if err != nil {
		return nil, err
	}
	args := append([]string{"diff", "--raw", "-z", "--no-abbrev", "--find-renames=25%", "--no-ext-diff", "--no-color"}, s.args...)
	raw, err := r.git(append(append(args, "--"), q.Paths...)...)
	if err != nil {
		return nil, fmt.Errorf("git cannot compare these revisions: %w", err)
	}
	entries := slices.DeleteFunc(parseRaw(raw), func(e entry) bool {
		return !slices.Contains(q.Extensions, strings.ToLower(path.Ext(cmp.Or(e.newPath, e.oldPath))))
	})
	slices.SortFunc(entries, func(a, b entry) int {
		return strings.Compare(cmp.Or(a.newPath, a.oldPath), cmp.Or(b.newPath, b.oldPath))
	})
	if len(entries) == 0 && len(q.Paths) == 1 {
		entries = r.unchanged(q.Paths[0])
	}
	entries, books, err := r.judgedBy(by, entries)
	if err != nil {
		return nil, err
	}
	out := make([]diff.Outcome, len(entries))
	next := make(chan int)
	var wg sync.WaitGroup
	for range max(opts.Jobs, 1) {
		wg.Go(func() {
			for i := range next {
				out[i] = r.compare(books[i].Linter, &entries[i], s, books[i].Options(opts))
				if out[i].Result != nil {
					out[i].Result.Changes = books[i].Regrade(out[i].Result.Changes)
				}
			}
		})
	}
	for i := range entries {
		next <- i
	}
	close(next)
	wg.Wait()
	return out, nil
}

// judgedBy returns the entries that are to be compared, each with its rulebook.
func (r *Repo) judgedBy(by Rulebook, entries []entry) (kept []entry, books []*project.Rulebook, err error) {
	for _, e := range entries {
		book, err := by(filepath.Join(r.root, filepath.FromSlash(cmp.Or(e.newPath, e.oldPath))))
		if err != nil {
			return nil, nil, err
		}
		if !book.Ignored {
			kept, books = append(kept, e), append(books, book)
		}
	}
	return kept, books, nil
}

// unchanged returns the entry of a single file that was asked about and that
// both sides have alike, so that the answer names it.
func (r *Repo) unchanged(name string) []entry {
	out, err := r.git("ls-files", "-s", "-z", "--full-name", "--", name)
	if err != nil {
		return nil
	}
	lines := strings.Split(strings.TrimRight(string(out), "\x00"), "\x00")
	meta, file, found := strings.Cut(lines[0], "\t")
	fields := strings.Fields(meta)
	if len(lines) != 1 || !found || len(fields) < 2 {
		return nil
	}
	return []entry{{oldHash: fields[1], newHash: fields[1], oldPath: file, newPath: file}}
}

// span turns a request into the two sides to compare.
func (r *Repo) span(q Request) (*span, error) {
	if q.Staged {
		// Before the first commit there is no HEAD; git then takes all that is
		// staged as new, which is what a hook wants to hear.
		return &span{args: []string{"--cached"}, old: "HEAD", new: "index"}, nil
	}
	from, to, both := strings.Cut(q.Range, "..")
	to = strings.TrimPrefix(to, ".")
	from = cmp.Or(from, "HEAD")
	old, err := r.resolve(from)
	if err != nil {
		return nil, err
	}
	end := cmp.Or(to, "HEAD")
	new, err := r.resolve(end)
	if err != nil {
		return nil, err
	}
	s := &span{old: from, new: end}
	if q.MergeBase {
		base, err := r.base(old, new)
		if err != nil {
			return nil, err
		}
		if base != old {
			old, s.old = base, short(base)
		}
	}
	if s.args = []string{old, new}; !both {
		s.args, s.new = []string{old}, ""
	}
	return s, nil
}

// compare compares one file.
func (r *Repo) compare(l *lint.Linter, e *entry, s *span, opts lint.Options) diff.Outcome {
	out := diff.Outcome{Path: cmp.Or(e.newPath, e.oldPath)}
	if e.oldPath == "" {
		out.Note = "The document is new; “rightslint check” judges it."
		return out
	}
	old, err := r.read(e.oldHash, e.oldPath, opts)
	if err != nil {
		return failed(out, s.old, err)
	}
	if e.newPath == "" {
		judged, failure := l.Versions([]*parse.Document{old}, opts)
		if failure != nil {
			return unjudged(out, failure)
		}
		out.Note = "The document was deleted."
		out.Result = diff.Removed(judged[0])
		out.Result.Old.Revision, out.Result.New.Revision = s.old, s.new
		return out
	}
	new, err := r.read(e.newHash, e.newPath, opts)
	if err != nil {
		return failed(out, cmp.Or(s.new, "working tree"), err)
	}
	judged, failure := l.Versions([]*parse.Document{old, new}, opts)
	if failure != nil {
		return unjudged(out, failure)
	}
	out.Result = diff.Compare(judged[0], judged[1])
	out.Result.Old.Revision, out.Result.New.Revision = s.old, s.new
	return out
}

// unjudged is the outcome for a file that is no policy document, as a
// repository holds many, or for one in a language without vocabulary.
func unjudged(out diff.Outcome, failure *lint.Document) diff.Outcome {
	if failure.Kind == rules.Unknown && lint.NoKind(failure) {
		out.Note = "This is no policy document of a kind that rightslint knows; it was not compared."
		return out
	}
	out.Error = failure.Error
	return out
}

func failed(out diff.Outcome, revision string, err error) diff.Outcome {
	out.Error = fmt.Sprintf("%s: %v", revision, plain(err))
	return out
}

// plain is the message of an error without the path, which is known.
func plain(err error) error {
	if e := (*parse.Error)(nil); errors.As(err, &e) {
		return errors.New(e.Message)
	}
	return err
}

// read reads one side of an entry.
func (r *Repo) read(hash, name string, opts lint.Options) (*parse.Document, error) {
	var data []byte
	var err error
	if isZero(hash) {
		data, err = r.file(name)
	} else {
		data, err = r.blob(hash)
	}
	if err != nil {
		return nil, err
	}
	return parse.Parse(name, data, opts.Parse)
}
