package report

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strings"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/rules"
)

// codeQuality is an entry of a GitLab Code Quality report, with the fields that
// GitLab reads and the content that its format, Code Climate's, has for
// explanations.
type codeQuality struct {
	Description string   `json:"description"`
	CheckName   string   `json:"check_name"`
	Fingerprint string   `json:"fingerprint"`
	Severity    string   `json:"severity"`
	Content     *content `json:"content,omitempty"`
	Location    struct {
		Path  string `json:"path"`
		Lines lines  `json:"lines"`
	} `json:"location"`
}

type content struct {
	Body string `json:"body"`
}

type lines struct {
	Begin int `json:"begin"`
	End   int `json:"end,omitempty"`
}

// GitLab writes a Code Quality report, which GitLab shows beside a merge
// request: an entry for each finding that nobody has answered. GitLab asks for
// a line; for a document with pages that is 1, and the text names the page. See
// “Code Quality report format” in GitLab's documentation.
func GitLab(w io.Writer, r *lint.Report) error {
	out := []codeQuality{} // GitLab asks for a list
	for _, d := range r.Documents {
		path := shown(d.Path)
		if d.Error != "" {
			e := codeQuality{Description: unjudged(d), CheckName: "not-judged", Severity: "blocker", Fingerprint: gitlabKey(path, "not judged")}
			e.Location.Path, e.Location.Lines = path, lines{Begin: 1}
			out = append(out, e)
		}
		for _, f := range open(d.Findings) {
			e := codeQuality{Description: message(&f), CheckName: Clean(f.Rule), Severity: gitlabSeverity(f.Severity), Fingerprint: gitlabKey(path, f.Fingerprint)}
			e.Content = &content{Body: strings.Join(explained(&f), "\n\n")}
			e.Location.Path, e.Location.Lines = path, lines{Begin: max(line(&f), 1)}
			if line(&f) > 0 {
				e.Location.Lines.End = f.Span.EndLine
			}
			out = append(out, e)
		}
	}
	return writeJSON(w, out, true)
}

// gitlabSeverity grades a finding on GitLab's scale from info to blocker; the
// worst is kept for documents that could not be judged.
func gitlabSeverity(s rules.Severity) string {
	switch s {
	case rules.Error:
		return "critical"
	case rules.Warning:
		return "major"
	}
	return "minor"
}

// gitlabKey is a fingerprint that is the only one of its kind in a report, as
// GitLab asks: the same safeguard may lack in several documents.
func gitlabKey(path, fingerprint string) string {
	sum := sha256.Sum256([]byte(path + "\x00" + fingerprint))
	return hex.EncodeToString(sum[:16])
}
