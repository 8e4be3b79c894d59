package lint

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// Options say how documents are judged.
type Options struct {
	// Kind is the kind of all documents; empty: detected for each.
	Kind rules.Kind
	// Language is the BCP 47 tag of all documents; empty: detected for each.
	Language string
	// Configured is what a configuration says of the documents. The options
	// above and the front matter of a document come first.
	Configured Configured
	// Jobs is how many documents are judged at once; at least 1.
	Jobs int
	// Parse says how files are read.
	Parse parse.Options
	// Memory has verdicts of earlier runs; nil: every document is judged.
	Memory Memory
	// NeedDoc asks for Document.Doc, which verdicts from Memory do not have: a
	// caller that shows or edits the text sets it.
	NeedDoc bool
}

// Memory keeps verdicts between runs. It must be made for the options and the
// rules with which it is used, and be safe for concurrent use.
type Memory interface {
	// Recall returns the verdict on the same bytes under a name of the same
	// kind. It is the caller's own, and has no Doc.
	Recall(name string, data []byte) (d *Document, ok bool)
	// Keep keeps the verdict, if it can. It does not hold on to d.
	Keep(name string, data []byte, d *Document)
}

// Configured is what a configuration says of documents: their kind and their
// language tag, or "" for what it does not say.
type Configured struct {
	Kind     rules.Kind
	Language string
}

// Linter reads and judges documents. It is safe for concurrent use.
type Linter struct {
	judges map[string]*Judge
	langs  []string
}

// NewLinter returns a linter that judges by the compiled sets, one for each
// language.
func NewLinter(sets ...*rules.Compiled) *Linter {
	l := &Linter{judges: map[string]*Judge{}}
	for _, set := range sets {
		l.judges[set.Language] = NewJudge(set)
		l.langs = append(l.langs, set.Language)
	}
	return l
}

// Files reads and judges files, several at once, and returns the verdicts in
// the order of the paths. A file that cannot be read or judged has an Error.
func (l *Linter) Files(paths []string, opts Options) []*Document {
	return l.FilesUntil(context.Background(), paths, opts, nil)
}

// FilesUntil is Files until the context ends: it then returns at once, with the
// verdicts that are there. progress, unless nil, is called after each document
// with the number of those that are done.
func (l *Linter) FilesUntil(ctx context.Context, paths []string, opts Options, progress func(done int)) []*Document {
	type verdict struct {
		at  int
		doc *Document
	}
	// There is room for all verdicts, so that nobody waits for a reader who
	// has gone.
	next, done := make(chan int), make(chan verdict, len(paths))
	for range min(max(opts.Jobs, 1), len(paths)) {
		go func() {
			for i := range next {
				done <- verdict{i, l.File(paths[i], opts)}
			}
		}()
	}
	go func() {
		defer close(next)
		for i := range paths {
			select {
			case next <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	out := make([]*Document, len(paths))
	for n := 1; n <= len(paths) && ctx.Err() == nil; n++ {
		select {
		case v := <-done:
			out[v.at] = v.doc
			if progress != nil {
				progress(n)
			}
		case <-ctx.Done():
		}
	}
	return slices.DeleteFunc(out, func(d *Document) bool { return d == nil })
}

// File reads and judges one file.
func (l *Linter) File(path string, opts Options) *Document {
	data, err := parse.ReadFile(path, opts.Parse)
	if err != nil {
		return failed(path, err)
	}
	return l.Data(path, data, opts)
}

// Data judges a document given as bytes, under the name of a file.
func (l *Linter) Data(name string, data []byte, opts Options) *Document {
	if opts.Memory != nil && !opts.NeedDoc {
		if d, ok := opts.Memory.Recall(name, data); ok {
			return d
		}
	}
	doc, err := parse.Parse(name, data, opts.Parse)
	if err != nil {
		return failed(name, err)
	}
	out := l.Document(doc, opts)
	if opts.Memory != nil {
		opts.Memory.Keep(name, data, out)
	}
	return out
}

// failed is the verdict on a document that could not be read.
func failed(path string, err error) *Document {
	message := err.Error()
	if e := (*parse.Error)(nil); errors.As(err, &e) {
		message = e.Message // the report names the path
	}
	return &Document{
		Path: path, Kind: rules.Unknown, KindSource: "detected", Language: "und",
		Coverage: []Row{}, Findings: []Finding{}, Error: message,
	}
}

// errNotJudged marks documents that were read but are not to be judged.
var errNotJudged = errors.New("not judged")

// NotJudged reports whether a document was read but is not to be judged, because
// it is no policy document or in a language without vocabulary.
func NotJudged(d *Document) bool {
	return strings.HasPrefix(d.Error, errNotJudged.Error()+": ")
}

var (
	errLanguages = fmt.Errorf("%w: the two versions are in different languages, which cannot be compared; if a language is wrong, say which with --lang", errNotJudged)
	errNoKind    = fmt.Errorf("%w: neither version is a policy document of a kind that rightslint knows; if it is one, say which with --kind", errNotJudged)
)

// Document judges a document that has been read.
func (l *Linter) Document(doc *parse.Document, opts Options) *Document {
	lang := language(doc, opts)
	judge := l.judges[base(lang)]
	if judge == nil {
		out := failed(doc.Path, l.noVocabulary(lang))
		if out.Doc = doc; lang != "" {
			out.Language = lang
		}
		return out
	}
	kind, source := rules.Kind(doc.FrontMatter["kind"]), "front-matter"
	if opts.Kind != "" {
		kind, source = opts.Kind, "flag"
	} else if !slices.Contains(rules.Kinds, kind) {
		kind, source = opts.Configured.Kind, "config"
	}
	if slices.Contains(rules.Kinds, kind) {
		out := judge.finish(judge.Scan(doc, kind))
		out.KindSource, out.Language, out.KindReason = source, lang, "it was set"
		return out
	}
	v, text := judge.DetectKind(doc)
	if v.Kind == rules.Unknown {
		out := failed(doc.Path, fmt.Errorf("%w: this is no policy document of a kind that rightslint knows: %s; if it is one, say which with --kind", errNotJudged, v.Reason))
		out.Language, out.Doc = lang, doc
		return out
	}
	out := judge.finish(text)
	out.KindSource, out.Language, out.KindReason = "detected", lang, v.Reason
	return out
}

// noVocabulary says why a document in a language is not judged.
func (l *Linter) noVocabulary(lang string) error {
	known := strings.Join(l.langs, ", ")
	if lang == "" || lang == "und" {
		return fmt.Errorf("%w: its language was not recognised; say which with --lang (there is a vocabulary for: %s)", errNotJudged, known)
	}
	return fmt.Errorf("%w: the document is in a language without vocabulary (%s); there is one for: %s. If the language is wrong, say which with --lang", errNotJudged, lang, known)
}

// language returns the tag that holds for the document: the flag's, the front
// matter's, the configured or the detected one.
func language(doc *parse.Document, opts Options) string {
	if opts.Language != "" {
		return opts.Language
	}
	if tag := doc.FrontMatter["language"]; tag != "" {
		return tag
	}
	if tag := doc.FrontMatter["lang"]; tag != "" {
		return tag
	}
	if opts.Configured.Language != "" {
		return opts.Configured.Language
	}
	tag, _ := parse.Language(doc)
	return tag
}

// base returns the primary subtag of a language tag: "en" of "en-GB".
func base(tag string) string {
	tag, _, _ = strings.Cut(tag, "-")
	return strings.ToLower(tag)
}
