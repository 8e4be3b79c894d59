package fix

import (
	"fmt"
	"os"
	"path/filepath"
)

// WriteFile puts new bytes in the place of a file: they are written beside it
// and take its name only when they are complete, so that a failure leaves the
// file as it was. The file keeps its permissions; a symbolic link stays one.
func WriteFile(path string, data []byte) error {
	target, err := filepath.EvalSymlinks(path)
	if err != nil {
		return err
	}
	info, err := os.Stat(target)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s is not a regular file", path)
	}
	if f, err := os.OpenFile(target, os.O_WRONLY, 0); err != nil {
		return err // a file that is protected from writing stays as it is
	} else if err := f.Close(); err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(target), ".rightslint-*")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name()) // does nothing once it has the file's name
	_, err = temp.Write(data)
	if err == nil {
		err = temp.Chmod(info.Mode().Perm())
	}
	if err == nil {
		err = temp.Sync()
	}
	if err2 := temp.Close(); err == nil {
		err = err2
	}
	if err != nil {
		return err
	}
	return os.Rename(temp.Name(), target)
}
