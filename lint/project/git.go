package project

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// git runs git in a folder with the given input and returns what it prints.
// Settings of the repository that would start other programs are turned off.
func git(folder string, input []byte, args ...string) ([]byte, error) {
	safe := []string{"-C", folder, "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "diff.external="}
	cmd := exec.Command("git", append(safe, args...)...)
	cmd.Stdin = bytes.NewReader(input)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		if message := strings.TrimSpace(stderr.String()); message != "" {
			return out, fmt.Errorf("%w: %s", err, strings.TrimPrefix(message, "fatal: "))
		}
	}
	return out, err
}

// GitIgnored returns which of the files below a folder git's ignore rules leave
// out. Without git, or outside a repository, it is none.
func GitIgnored(folder string, files []string) map[string]bool {
	if len(files) == 0 || Repository(folder) == "" {
		return nil
	}
	names := map[string]string{} // from what git is told to what we call it
	var list bytes.Buffer
	for _, file := range files {
		rel, err := filepath.Rel(folder, file)
		if err != nil {
			continue
		}
		rel = filepath.ToSlash(rel)
		names[rel] = file
		list.WriteString(rel + "\x00")
	}
	// It fails where there is no git, and where nothing is ignored.
	out, _ := git(folder, list.Bytes(), "check-ignore", "-z", "--stdin")
	ignored := map[string]bool{}
	for name := range strings.SplitSeq(string(out), "\x00") {
		if file := names[name]; file != "" {
			ignored[file] = true
		}
	}
	return ignored
}

// Staged is a document as it stands in the index of a repository, which a
// commit would record.
type Staged struct {
	// Path is the file's path, Data its content in the index.
	Path string
	Data []byte
}

// StagedDocuments returns the documents of the repository around a folder that
// are staged and differ from the last commit, in the order of their paths.
// Symbolic links and deleted documents are none.
func StagedDocuments(folder string) ([]Staged, error) {
	top, err := git(folder, nil, "rev-parse", "--show-toplevel")
	if err != nil {
		return nil, gitError(err)
	}
	root := strings.TrimRight(string(top), "\r\n")
	out, err := git(root, nil, "diff", "--cached", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", "--diff-filter=d")
	if err != nil {
		return nil, gitError(err)
	}
	var docs []Staged
	var ids bytes.Buffer
	fields := strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00")
	for i := 0; i+1 < len(fields); i += 2 {
		// :100644 100755 OLD NEW M
		meta := strings.Fields(fields[i])
		if len(meta) < 5 || !strings.HasPrefix(meta[1], "100") || !Document(fields[i+1]) {
			continue
		}
		docs = append(docs, Staged{Path: filepath.Join(root, filepath.FromSlash(fields[i+1]))})
		ids.WriteString(meta[3] + "\n")
	}
	if len(docs) == 0 {
		return nil, nil
	}
	out, err = git(root, ids.Bytes(), "cat-file", "--batch")
	if err != nil {
		return nil, gitError(err)
	}
	return docs, readBatch(out, docs)
}

// readBatch gives each document its content from the output of git cat-file.
func readBatch(out []byte, docs []Staged) error {
	r := bufio.NewReader(bytes.NewReader(out))
	for i := range docs {
		head, err := r.ReadString('\n') // ID blob SIZE
		parts := strings.Fields(head)
		if err != nil || len(parts) != 3 {
			return fmt.Errorf("git did not give the staged content of %s", docs[i].Path)
		}
		size, err := strconv.Atoi(parts[2])
		if err != nil {
			return fmt.Errorf("git did not give the size of %s", docs[i].Path)
		}
		docs[i].Data = make([]byte, size)
		if _, err := io.ReadFull(r, docs[i].Data); err != nil {
			return fmt.Errorf("git did not give all of %s", docs[i].Path)
		}
		if _, err := r.Discard(1); err != nil {
			return fmt.Errorf("git did not give all of %s", docs[i].Path)
		}
	}
	return nil
}

// gitError says what a failure of git means for the user.
func gitError(err error) error {
	if errors.Is(err, exec.ErrNotFound) {
		return errors.New("git is not installed, and this needs it")
	}
	return fmt.Errorf("git failed here: %w", err)
}
