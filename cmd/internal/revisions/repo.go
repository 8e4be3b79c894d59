// Package revisions compares documents across the revisions of a git
// repository, by the git program: what a range of revisions or the index
// changed, and what each revision of a file did.
package revisions

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Repo is a git repository, seen from a folder within it.
type Repo struct {
	dir, root string
}

// Open finds the repository that a folder belongs to. Errors are plain
// sentences for the person who ran the program.
func Open(dir string) (*Repo, error) {
	if _, err := exec.LookPath("git"); err != nil {
		return nil, errors.New("the program git is not installed, and comparing revisions needs it; compare two files instead: rightslint diff OLD NEW")
	}
	r := &Repo{dir: dir}
	root, err := r.git("rev-parse", "--show-toplevel")
	if err != nil {
		if strings.Contains(err.Error(), "dubious ownership") {
			return nil, fmt.Errorf("git refuses this repository because it belongs to somebody else: %w", err)
		}
		return nil, fmt.Errorf("this folder (%s) is in no git repository; go into one, or compare two files: rightslint diff OLD NEW", shown(dir))
	}
	r.root = strings.TrimRight(string(root), "\r\n")
	return r, nil
}

func shown(dir string) string {
	if abs, err := filepath.Abs(dir); err == nil {
		return abs
	}
	return dir
}

// git runs git with arguments and returns what it printed. Nothing that the
// configuration of a repository names is run: no external diff, no file-system
// monitor.
func (r *Repo) git(args ...string) ([]byte, error) {
	cmd := exec.Command("git", append([]string{"-c", "core.fsmonitor=false", "-c", "core.quotepath=false"}, args...)...)
	cmd.Dir = r.dir
	cmd.Env = append(os.Environ(), "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "LC_ALL=C")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		message := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(stderr.String()), "fatal: "))
		if message == "" {
			message = err.Error()
		}
		return nil, errors.New(message)
	}
	return stdout.Bytes(), nil
}

// resolve returns the hash of the commit that a revision names.
func (r *Repo) resolve(rev string) (string, error) {
	hash, err := r.git("rev-parse", "--verify", "--quiet", "--end-of-options", rev+"^{commit}")
	if err != nil {
		if rev == "HEAD" {
			return "", errors.New("the repository has no commit yet")
		}
		return "", fmt.Errorf("git knows no revision %q here%s", rev, r.shallow())
	}
	return strings.TrimSpace(string(hash)), nil
}

// shallow adds to a message what to do where the history was cut off.
func (r *Repo) shallow() string {
	if out, err := r.git("rev-parse", "--is-shallow-repository"); err == nil && strings.TrimSpace(string(out)) == "true" {
		return "; this is a shallow clone, which holds only the last revisions: run “git fetch --unshallow” (in continuous integration, set the depth of the checkout to 0)"
	}
	return "; “git branch -a” and “git log” show which there are"
}

// base returns the commit where two lines of history parted.
func (r *Repo) base(a, b string) (string, error) {
	hash, err := r.git("merge-base", a, b)
	if err != nil {
		return "", fmt.Errorf("the revisions %s and %s have no common ancestor%s; --merge-base=false compares them as they are", short(a), short(b), r.shallow())
	}
	return strings.TrimSpace(string(hash)), nil
}

func short(hash string) string { return hash[:min(len(hash), 10)] }

// blob returns the content of a file by its hash.
func (r *Repo) blob(hash string) ([]byte, error) { return r.git("cat-file", "blob", hash) }

// file returns the content of a file in the working tree.
func (r *Repo) file(path string) ([]byte, error) {
	data, err := os.ReadFile(filepath.Join(r.root, filepath.FromSlash(path)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errors.New("the file is not in the working tree")
	}
	return data, err
}

// entry is a file that differs: its hashes and paths on both sides, empty
// where a side does not have it. The hash of a file in the working tree is all
// zeros.
type entry struct {
	oldHash, newHash string
	oldPath, newPath string
}

// isZero reports whether a hash stands for no known object.
func isZero(hash string) bool { return strings.Trim(hash, "0") == "" }

// parseRaw reads the output of "git diff --raw -z". Links and submodules are
// left out: they are no documents.
func parseRaw(out []byte) []entry {
	var list []entry
	fields := strings.Split(string(out), "\x00")
	for i := 0; i < len(fields); i++ {
		meta := strings.Fields(strings.TrimPrefix(strings.TrimLeft(fields[i], "\n"), ":"))
		if len(meta) != 5 || i+1 >= len(fields) {
			continue
		}
		e := entry{oldHash: meta[2], newHash: meta[3], oldPath: fields[i+1], newPath: fields[i+1]}
		i++
		if c := meta[4][0]; (c == 'R' || c == 'C') && i+1 < len(fields) {
			i++
			e.newPath = fields[i]
		}
		switch meta[4][0] {
		case 'A', 'C':
			e.oldHash, e.oldPath = "", ""
		case 'D':
			e.newHash, e.newPath = "", ""
		}
		if regular(meta[0]) || e.oldPath == "" {
			if regular(meta[1]) || e.newPath == "" {
				list = append(list, e)
			}
		}
	}
	return list
}

func regular(mode string) bool { return strings.HasPrefix(mode, "100") }
