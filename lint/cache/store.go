// Package cache keeps verdicts and compiled rules between runs, in files of the
// user's cache folder. What is kept quotes the documents that were judged, so
// the files are readable by the user alone, and what was not used for a month
// goes.
package cache

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"
)

const (
	// DefaultMaxBytes is how much a Store keeps unless Open is told otherwise:
	// the verdicts on some ten thousand documents.
	DefaultMaxBytes = 256 << 20
	// maxAge is how long an entry stays that nobody asks for.
	maxAge = 30 * 24 * time.Hour
	// trimEvery is how often a store that is written to is trimmed.
	trimEvery = time.Hour
	// touchAfter is how old an entry's time of use may be; it is renewed seldom,
	// because that costs as much as reading the entry.
	touchAfter = 24 * time.Hour

	magic      = "rightslint cache 1\n"
	headerSize = len(magic) + 8
	extension  = ".entry"
	temporary  = ".tmp-"
	stamp      = "trimmed"
)

// Store keeps entries in a folder, a file each. Several processes may use one
// folder at the same time. An entry that is damaged counts as absent. A Store is
// safe for concurrent use; a nil Store keeps nothing.
type Store struct {
	dir, build string
	max        int64
	written    atomic.Int64
}

// Dir returns the folder in which the program keeps entries. It fails where the
// system tells of no cache folder for the user.
func Dir() (string, error) {
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "rightslint"), nil
}

// Open returns a store in the folder, which is made when something is kept.
// build tells apart programs that may judge differently: entries of one are not
// seen by the others. max is the size in bytes of all entries together; 0 stands
// for DefaultMaxBytes.
func Open(dir, build string, max int64) *Store {
	if max <= 0 {
		max = DefaultMaxBytes
	}
	return &Store{dir: filepath.Join(dir, "entries"), build: build, max: max}
}

// Get returns what was put under the key, if it is there whole.
func (s *Store) Get(key string) ([]byte, bool) {
	if s == nil {
		return nil, false
	}
	name := s.file(key)
	file, err := os.ReadFile(name)
	if err != nil {
		return nil, false
	}
	data, ok := open(file)
	if !ok {
		return nil, false
	}
	if info, err := os.Stat(name); err == nil && time.Since(info.ModTime()) > touchAfter {
		now := time.Now()
		_ = os.Chtimes(name, now, now) // else it goes earlier than it should
	}
	return data, true
}

// open checks a file and returns the data in it.
func open(file []byte) ([]byte, bool) {
	if len(file) < headerSize || string(file[:len(magic)]) != magic {
		return nil, false
	}
	data := file[headerSize:]
	head := file[len(magic):headerSize]
	if binary.LittleEndian.Uint32(head) != uint32(len(data)) || binary.LittleEndian.Uint32(head[4:]) != crc32.Checksum(data, castagnoli) {
		return nil, false
	}
	return data, true
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Put keeps data under the key. A failure is no concern of the caller: the entry
// is then made again at the next run. The file appears under its name only when
// it is whole.
func (s *Store) Put(key string, data []byte) {
	if s == nil || int64(len(data)) > s.max/8 {
		return
	}
	name := s.file(key)
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return
	}
	temp, err := os.CreateTemp(filepath.Dir(name), temporary+"*") // mode 0600
	if err != nil {
		return
	}
	head := binary.LittleEndian.AppendUint32([]byte(magic), uint32(len(data)))
	head = binary.LittleEndian.AppendUint32(head, crc32.Checksum(data, castagnoli))
	_, err1 := temp.Write(head)
	_, err2 := temp.Write(data)
	if errors.Join(err1, err2, temp.Close()) != nil || os.Rename(temp.Name(), name) != nil {
		_ = os.Remove(temp.Name())
		return
	}
	s.written.Add(int64(len(data)))
}

// file names the file of a key. Names tell nothing of what is kept.
func (s *Store) file(key string) string {
	sum := sha256.Sum256([]byte(s.build + "\x00" + key))
	name := hex.EncodeToString(sum[:16])
	return filepath.Join(s.dir, name[:2], name[2:]+extension)
}

// Close trims the store where something was written and that was not done for
// an hour.
func (s *Store) Close() {
	if s == nil || s.written.Load() == 0 {
		return
	}
	mark := filepath.Join(s.dir, stamp)
	if info, err := os.Stat(mark); err == nil && time.Since(info.ModTime()) < trimEvery && s.written.Load() < s.max/16 {
		return
	}
	_ = os.WriteFile(mark, nil, 0o600)
	s.trim(time.Now())
}

// entry is a file of the store.
type entry struct {
	name string
	size int64
	used time.Time
}

// trim removes what was not used for long, and then the oldest entries until
// the others take at most three quarters of the room.
func (s *Store) trim(now time.Time) {
	var kept []entry
	var total int64
	for _, e := range list(s.dir) {
		left := strings.HasPrefix(filepath.Base(e.name), temporary) && now.Sub(e.used) > trimEvery
		if left || now.Sub(e.used) > maxAge {
			_ = os.Remove(e.name)
			continue
		}
		kept = append(kept, e)
		total += e.size
	}
	if total <= s.max {
		return
	}
	slices.SortFunc(kept, func(a, b entry) int { return a.used.Compare(b.used) })
	for _, e := range kept {
		if total <= s.max/4*3 {
			return
		}
		if os.Remove(e.name) == nil {
			total -= e.size
		}
	}
}

// list returns the files of entries, those that are being written included.
func list(dir string) []entry {
	var out []entry
	_ = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return nil // a folder that goes meanwhile has nothing to tell
		}
		base := filepath.Base(name)
		if filepath.Ext(base) != extension && !strings.HasPrefix(base, temporary) {
			return nil
		}
		if info, err := d.Info(); err == nil {
			out = append(out, entry{name, info.Size(), info.ModTime()})
		}
		return nil
	})
	return out
}

// Size returns how many entries a program's folder holds, and their bytes.
func Size(dir string) (entries int, bytes int64) {
	for _, e := range list(filepath.Join(dir, "entries")) {
		entries++
		bytes += e.size
	}
	return entries, bytes
}

// Clean removes everything that is kept in a program's folder.
func Clean(dir string) error {
	return os.RemoveAll(dir)
}
