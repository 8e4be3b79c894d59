package fix

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestWriteFile holds that a file is replaced as a whole, with its permissions,
// also behind a symbolic link, and that nothing else is left in the folder.
func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	path, link := filepath.Join(dir, "draft.md"), filepath.Join(dir, "link.md")
	if err := os.WriteFile(path, []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("draft.md", link); err != nil {
		t.Skip(err)
	}
	if err := WriteFile(link, []byte("new")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(path)
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(path); string(got) != "new" || info.Mode().Perm() != 0o640 && runtime.GOOS != "windows" {
		t.Errorf("%q with mode %v", got, info.Mode())
	}
	if info, _ := os.Lstat(link); info.Mode()&fs.ModeSymlink == 0 {
		t.Error("the link became a file")
	}
	if files, _ := os.ReadDir(dir); len(files) != 2 {
		t.Errorf("the folder holds %v", files)
	}
}

// TestWriteFileFails holds that a failure leaves the file and the folder as they
// were.
func TestWriteFileFails(t *testing.T) {
	dir := t.TempDir()
	if err := WriteFile(filepath.Join(dir, "none.md"), []byte("new")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no such file: %v", err)
	}
	if err := WriteFile(dir, []byte("new")); err == nil {
		t.Error("a folder was written")
	}
	if files, _ := os.ReadDir(dir); len(files) != 0 {
		t.Errorf("the folder holds %v", files)
	}
}

// TestDiff holds the form of a diff: what stands around a change, the mark of a
// missing line end, names with strange characters.
func TestDiff(t *testing.T) {
	before := "1\n2\n3\n4\n5\n6\n7\n8\n9\nten"
	after := "1\n2\n3\n4\n4a\n5\n6\n7\n8\n9\nten\neleven\n"
	want := `--- a/x.md
+++ b/x.md
@@ -2,9 +2,11 @@
 2
 3
 4
+4a
 5
 6
 7
 8
 9
-ten
\ No newline at end of file
+ten
+eleven
`
	if got := Diff("x.md", []byte(before), []byte(after)); got != want {
		t.Errorf("got\n%s", got)
	}
	if got := Diff("x.md", []byte(before), []byte(before)); got != "" {
		t.Errorf("no change gives %q", got)
	}
	if got := Diff("a\x1b[1m\"b.md", []byte("1\n"), []byte("2\n")); !strings.HasPrefix(got, "--- \"a/a\\033[1m\\\"b.md\"\n") {
		t.Errorf("%q", got)
	}
}
