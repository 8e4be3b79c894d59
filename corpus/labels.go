// Package corpus measures how well documents are judged: it reads folders of
// labelled documents, compares a report with the labels, and writes the pages
// that tell what each rule does and how far it can be trusted.
package corpus

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
)

// Labels are what a careful reader found in a document: the content of a file
// NAME.labels.yaml.
type Labels struct {
	// Document is the name of the document's file, in the same folder.
	Document string     `yaml:"document"`
	Kind     rules.Kind `yaml:"kind"`
	Language string     `yaml:"language"`
	// Safeguards holds the reader's verdict by rule id.
	Safeguards map[string]Label `yaml:"safeguards"`
	// RedFlags are the labelled clauses; nil where nobody looked for any.
	RedFlags []FlagLabel `yaml:"red_flags"`
	// CappedFlags are red flags of which only some clauses were labelled:
	// further findings of them count as neither right nor wrong.
	CappedFlags []string `yaml:"capped_flags"`

	path string // of the document
}

// Label is a reader's verdict on one safeguard.
type Label struct {
	// Status is present, partial, weak, absent or not-applicable.
	Status   string   `yaml:"status"`
	Evidence []string `yaml:"evidence"`
	// Lacking names the elements that are not there.
	Lacking []string `yaml:"lacking"`
	// Sure is false where reasonable readers may differ; such labels are not
	// scored. Absent means true.
	Sure *bool `yaml:"sure"`
}

// The status of a label that a report calls missing.
const absent = "absent"

// status returns the label's verdict as a report would say it.
func (l Label) status() lint.Status {
	if l.Status == absent {
		return lint.Missing
	}
	return lint.Status(l.Status)
}

func (l Label) scored() bool { return l.Sure == nil || *l.Sure }

// FlagLabel is a clause that carries a red flag.
type FlagLabel struct {
	Rule  string `yaml:"rule"`
	Quote string `yaml:"quote"`
}

// sentence is a line of a file NAME.spans.jsonl: a range of characters of a
// document, and the red flag that it carries or "".
type sentence struct {
	Doc   string `json:"doc"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Label string `json:"label"`
}

// sentenceFile is the content of one file NAME.spans.jsonl.
type sentenceFile struct {
	dir       string
	documents []string // in the order of the file
	sentences map[string][]sentence
	labels    []string // sorted; the red flags that were looked for
}

// Set is a folder of labelled documents.
type Set struct {
	// Folder is the path of the folder.
	Folder string
	// Labels are those of whole documents, in the order of their paths.
	Labels []*Labels

	sentences []sentenceFile
}

// Read reads the labels of all documents below a folder.
func Read(folder string) (*Set, error) {
	set := &Set{Folder: folder}
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return fmt.Errorf("the folder %s cannot be read: %w", folder, err)
		case d.IsDir():
			return nil
		case strings.HasSuffix(path, ".labels.yaml"):
			return set.readLabels(path)
		case strings.HasSuffix(path, ".spans.jsonl"):
			return set.readSentences(path)
		}
		return nil
	})
	if err == nil && len(set.Labels) == 0 && len(set.sentences) == 0 {
		err = fmt.Errorf("the folder %s holds no labelled documents (NAME.labels.yaml or NAME.spans.jsonl)", folder)
	}
	return set, err
}

func (s *Set) readLabels(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	l := &Labels{}
	if err := yaml.Unmarshal(data, l); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if l.Document == "" {
		return fmt.Errorf("%s names no document", path)
	}
	l.path = filepath.Join(filepath.Dir(path), l.Document)
	s.Labels = append(s.Labels, l)
	return nil
}

func (s *Set) readSentences(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	out := sentenceFile{dir: filepath.Dir(path), sentences: map[string][]sentence{}}
	lines := bufio.NewScanner(file)
	for n := 1; lines.Scan(); n++ {
		var x sentence
		if err := json.Unmarshal(lines.Bytes(), &x); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
		if out.sentences[x.Doc] == nil {
			out.documents = append(out.documents, x.Doc)
		}
		out.sentences[x.Doc] = append(out.sentences[x.Doc], x)
		if x.Label != "" && !slices.Contains(out.labels, x.Label) {
			out.labels = append(out.labels, x.Label)
		}
	}
	slices.Sort(out.labels)
	s.sentences = append(s.sentences, out)
	return lines.Err()
}

// Paths lists the labelled documents that exist, sorted.
func (s *Set) Paths() []string {
	var out []string
	for _, l := range s.Labels {
		out = append(out, l.path)
	}
	for _, f := range s.sentences {
		for _, name := range f.documents {
			if path := filepath.Join(f.dir, name); exists(path) {
				out = append(out, path)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// Judge judges the labelled documents.
func (s *Set) Judge(l *lint.Linter, opts lint.Options) *lint.Report {
	return lint.NewReport(l.Files(s.Paths(), opts))
}

// ReadReport reads a report that "rightslint check --format json" printed.
func ReadReport(path string) (*lint.Report, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var r lint.Report
	if err := json.Unmarshal(data, &r); err != nil {
		return nil, fmt.Errorf("%s is no JSON report: %w", path, err)
	}
	return &r, nil
}
