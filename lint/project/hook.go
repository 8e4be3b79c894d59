package project

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/rightslint/rightslint/lint/config"
)

// Repository returns the folder with .git at or above a folder, or "".
func Repository(folder string) string {
	abs, err := filepath.Abs(folder)
	if err != nil {
		return ""
	}
	return config.Repository(abs)
}

// hook is the git hook that checks what is staged.
const hook = `#!/bin/sh
# Written by “rightslint init --git-hook”: checks the staged documents before
# each commit, and says only what stops it; “rightslint check --staged” says the
# rest. To commit without the check: git commit --no-verify
if ! command -v rightslint >/dev/null 2>&1; then
	echo "rightslint is not installed or not on the PATH, so the documents are not checked." >&2
	echo "Install it, or commit with: git commit --no-verify" >&2
	exit 1
fi
exec rightslint check --staged --policies-only --quiet
`

// hookLine is what somebody with a hook of their own adds to it.
const hookLine = "rightslint check --staged --policies-only --quiet || exit 1"

// WriteHook writes the git hook of the repository around a folder where git
// looks for it, and returns its path. It changes no hook that is there, and
// writes nothing outside the repository.
func WriteHook(folder string) (string, error) {
	// core.hooksPath decides where hooks are, so it must not be turned off.
	out, err := exec.Command("git", "-C", folder, "rev-parse", "--path-format=absolute", "--show-toplevel", "--git-common-dir", "--git-path", "hooks").Output()
	if err != nil {
		if errors.Is(err, exec.ErrNotFound) {
			return "", gitError(err)
		}
		return "", fmt.Errorf("%s is not in a git repository with working files; “git init” makes one", folder)
	}
	lines := strings.Split(strings.TrimRight(strings.ReplaceAll(string(out), "\r", ""), "\n"), "\n")
	if len(lines) != 3 {
		return "", fmt.Errorf("git did not say where its hooks are: %q", out)
	}
	top, common, hooks := lines[0], lines[1], lines[2]
	if !within(top, hooks) && !within(common, hooks) {
		return "", fmt.Errorf("core.hooksPath leads out of the repository, to %s; nothing was written there. Add this line to the pre-commit hook there:\n  %s", hooks, hookLine)
	}
	path := filepath.Join(hooks, "pre-commit")
	if err := os.MkdirAll(hooks, 0o777); err != nil {
		return "", fmt.Errorf("the folder of hooks cannot be made: %w", err)
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o777)
	if errors.Is(err, fs.ErrExist) {
		return "", fmt.Errorf("there is a hook already, %s; it was not changed. Add this line to it:\n  %s", path, hookLine)
	}
	if err != nil {
		return "", fmt.Errorf("the hook cannot be written: %w", err)
	}
	_, err = file.WriteString(hook)
	return path, errors.Join(err, file.Close())
}

// within reports whether a path lies in a folder, links followed.
func within(folder, path string) bool {
	rel, err := filepath.Rel(realPath(folder), realPath(path))
	return err == nil && filepath.IsLocal(rel)
}

// realPath follows the links of the part of a path that exists.
func realPath(path string) string {
	if r, err := filepath.EvalSymlinks(path); err == nil {
		return r
	}
	dir := filepath.Dir(path)
	if dir == path {
		return path
	}
	return filepath.Join(realPath(dir), filepath.Base(path))
}
