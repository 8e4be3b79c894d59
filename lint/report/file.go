package report

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// WriteFile writes a file by way of print, whole or not at all: until all is
// written, the file stays as it was. A name that stands for a device or a pipe
// is written to directly, and a symbolic link keeps pointing where it does.
func WriteFile(path string, print func(io.Writer) error) error {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	mode := fs.FileMode(0o666) // less what the user's mask takes
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return fmt.Errorf("%s is a folder; name a file", path)
	case err == nil && !info.Mode().IsRegular():
		return writeTo(path, os.O_WRONLY, mode, print)
	case err == nil:
		mode = info.Mode().Perm()
	}
	temp := fmt.Sprintf("%s.%08x.tmp", path, rand.Uint32())
	err = writeTo(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode, print)
	if err == nil {
		err = os.Rename(temp, path)
	}
	if err != nil {
		os.Remove(temp)
		return plainly(path, err)
	}
	return nil
}

func writeTo(path string, flag int, mode fs.FileMode, print func(io.Writer) error) error {
	file, err := os.OpenFile(path, flag, mode)
	if err != nil {
		return err
	}
	return errors.Join(print(file), file.Close())
}

// plainly names the file that was asked for in place of the temporary one.
func plainly(path string, err error) error {
	var cause *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s cannot be written: there is no such folder", path)
	case errors.As(err, &cause):
		return fmt.Errorf("%s cannot be written: %w", path, cause.Err)
	}
	return fmt.Errorf("%s cannot be written: %w", path, err)
}
