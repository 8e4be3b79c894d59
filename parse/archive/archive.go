// Package archive opens the ZIP containers in which word processors keep their
// documents (ISO/IEC 29500-2 for Office Open XML, ODF 1.3 part 2) and reads the
// XML in them, within limits that a hostile file cannot exceed.
package archive

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

// Error is a reason why a file cannot be read, as a plain message for the
// person who has the file. The readers of formats have reasons of their own.
type Error string

// Error returns the message.
func (e Error) Error() string { return string(e) }

// The reasons why a container cannot be read.
const (
	ErrDamaged = Error("this file is damaged or cut off; ask for a new copy, or open it in a word processor and save it again")
	ErrTooBig  = Error("this file unpacks to more than is read; it is not a usual document")
	ErrTooLong = Error("reading this file took longer than allowed")
	ErrDTD     = Error("this file declares entities of its own, which no word processor does; it is not read")
	ErrTwice   = Error("this file holds the same part twice, so that programs may show different texts; it is not read")
)

// The limits of one file.
const (
	maxEntries = 20_000           // parts of a container
	maxBytes   = 384 << 20        // bytes of all parts that are read, unpacked
	maxTime    = 60 * time.Second // for the whole file
)

// Archive is an open container.
type Archive struct {
	zip      *zip.Reader
	left     int64
	maxToken int
	deadline time.Time
}

// Open opens a container. Its errors are those of this package.
func Open(data []byte) (*Archive, error) {
	// The library lists all entries before it can be asked how many there
	// are; no more than this can be.
	if bytes.Count(data, []byte("PK\x01\x02")) > maxEntries {
		return nil, fmt.Errorf("%w: it has more than %d parts", ErrTooBig, maxEntries)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, ErrDamaged
	}
	return &Archive{zip: z, left: maxBytes, maxToken: maxToken, deadline: time.Now().Add(maxTime)}, nil
}

// file returns the entry of a part; names differ in nothing but case
// (ISO/IEC 29500-2, 6.2.2.3).
func (a *Archive) file(name string) (*zip.File, error) {
	var found *zip.File
	name = strings.TrimPrefix(name, "/")
	for _, f := range a.zip.File {
		if strings.EqualFold(strings.ReplaceAll(f.Name, `\`, "/"), name) {
			if found != nil {
				return nil, ErrTwice
			}
			found = f
		}
	}
	return found, nil
}

// Has reports whether the container holds a part.
func (a *Archive) Has(name string) bool {
	f, err := a.file(name)
	return f != nil || err != nil
}

// Scan calls read with the XML of a part; a part that does not exist is passed
// over, and found is then false.
func (a *Archive) Scan(name string, read func(*Scanner) error) (found bool, err error) {
	f, err := a.file(name)
	if f == nil || err != nil {
		return false, err
	}
	in, err := f.Open()
	if err != nil {
		return false, ErrDamaged
	}
	defer in.Close()
	return true, plain(read(newScanner(a, in)))
}

// Bytes returns a part of at most limit bytes; nil where there is none.
func (a *Archive) Bytes(name string, limit int64) ([]byte, error) {
	f, err := a.file(name)
	if f == nil || err != nil {
		return nil, err
	}
	in, err := f.Open()
	if err != nil {
		return nil, ErrDamaged
	}
	defer in.Close()
	data, err := io.ReadAll(io.LimitReader(in, min(limit, a.left)+1))
	switch a.left -= int64(len(data)); {
	case err != nil:
		return nil, ErrDamaged
	case a.left < 0 || int64(len(data)) > limit:
		return nil, ErrTooBig
	}
	return data, nil
}

// plain makes an Error of the errors of libraries.
func plain(err error) error {
	if known := Error(""); err == nil || errors.As(err, &known) {
		return err
	}
	return fmt.Errorf("%w (%v)", ErrDamaged, err)
}
