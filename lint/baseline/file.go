package baseline

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// MaxFile is the size in bytes above which a baseline is not read.
const MaxFile = 64 << 20

// Read decodes a baseline strictly. Its errors are phrases that follow the name
// of the file.
func Read(data []byte) (*File, error) {
	f := New()
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(f); err != nil {
		line := 1 + bytes.Count(data[:min(int(dec.InputOffset()), len(data))], []byte("\n"))
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			line = 1 + bytes.Count(data[:min(int(syntax.Offset), len(data))], []byte("\n"))
		}
		return nil, fmt.Errorf("is no baseline, or was damaged (line %d: %w); write it anew with --write-baseline", line, err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("holds more than one baseline, as a merge may leave it; write it anew with --write-baseline")
	}
	if f.Version != 1 {
		return nil, fmt.Errorf("has version %d, and this program reads version 1", f.Version)
	}
	if f.Documents == nil {
		f.Documents = map[string][]Entry{}
	}
	return f, nil
}

// Bytes returns the baseline as it is kept: the same bytes for the same
// findings, a line for each field, so that versions can be compared and merged.
func (f *File) Bytes() []byte {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(f); err != nil {
		panic(err) // texts and numbers can always be written
	}
	return out.Bytes()
}

// Write replaces the file at path, which must lie in the folder bound, at once
// or not at all. No symbolic link out of the folder is followed.
func Write(bound, path string, data []byte) error {
	rel, err := filepath.Rel(bound, path)
	if err != nil || !filepath.IsLocal(rel) {
		return errors.New("lies outside the repository and is not written")
	}
	root, err := os.OpenRoot(bound)
	if err != nil {
		return err
	}
	defer root.Close()
	temporary := fmt.Sprintf("%s.%d.tmp", rel, os.Getpid())
	if err := root.WriteFile(temporary, data, 0o666); err != nil {
		return err
	}
	if err := root.Rename(temporary, rel); err != nil {
		return errors.Join(err, root.Remove(temporary))
	}
	return nil
}
