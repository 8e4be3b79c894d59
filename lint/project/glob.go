package project

import (
	"os"
	"slices"

	"github.com/bmatcuk/doublestar/v4"
)

// Glob lists the files that a pattern of the command line matches; ** stands
// for folders at any depth. It leaves out symbolic links that lead out of the
// repository or, outside one, of the working folder.
func Glob(pattern string) ([]string, error) {
	files, err := doublestar.FilepathGlob(pattern, doublestar.WithFilesOnly(), doublestar.WithNoFollow())
	if err != nil {
		return nil, err
	}
	bound := Repository(".")
	if bound == "" {
		if bound, err = os.Getwd(); err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(files, func(file string) bool {
		info, err := os.Lstat(file)
		return err == nil && info.Mode()&os.ModeSymlink != 0 && !within(bound, file)
	}), nil
}
