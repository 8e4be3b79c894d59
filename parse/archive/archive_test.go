package archive

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/rightslint/rightslint/parse/internal/formtest"
)

// pack makes a container of entries, each a name and its content.
func pack(t testing.TB, entries ...string) []byte {
	t.Helper()
	return formtest.Zip(t, zip.Store, entries...)
}

// text reads all text of a part.
func text(a *Archive, name string) (string, error) {
	var out strings.Builder
	_, err := a.Scan(name, func(x *Scanner) error {
		if _, err := x.Root(); err != nil {
			return err
		}
		var each func(xml.StartElement) error
		each = func(xml.StartElement) error {
			return x.Children(each, func(t xml.CharData) { out.Write(t) })
		}
		return x.Children(each, func(t xml.CharData) { out.Write(t) })
	})
	return out.String(), err
}

func TestScan(t *testing.T) {
	a, err := Open(pack(t, "x.xml", "<a>We <b>keep</b><!-- not --> data</a>", "latin.xml", "<?xml version='1.0' encoding='ISO-8859-1'?><a>caf\xe9</a>"))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"X.xml": "We keep data", "/latin.xml": "café", "none.xml": ""} {
		if got, err := text(a, name); got != want || err != nil {
			t.Errorf("%s: got %q, error %v", name, got, err)
		}
	}
}

func TestLimits(t *testing.T) {
	deep := strings.Repeat("<a>", maxDepth+1)
	many := make([]string, 0, 2*(maxEntries+1))
	for i := range maxEntries + 1 {
		many = append(many, fmt.Sprint(i), "")
	}
	if _, err := Open(pack(t, many...)); !errors.Is(err, ErrTooBig) {
		t.Errorf("too many parts: got %v", err)
	}
	for _, test := range []struct {
		name, data string
		want       error
		change     func(*Archive)
	}{
		{"depth", deep, ErrTooBig, nil},
		{"size", "<a>" + strings.Repeat("<b/>", 1<<15) + "</a>", ErrTooBig, func(a *Archive) { a.left = 1 << 16 }},
		{"one token", "<a b=\"" + strings.Repeat(" ", 1<<17) + "\"/>", ErrTooBig, func(a *Archive) { a.maxToken = 1 << 16 }},
		{"time", "<a>" + strings.Repeat("<b/>", 1<<13) + "</a>", ErrTooLong, func(a *Archive) { a.deadline = time.Now() }},
		{"entities", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", ErrDTD, nil},
		{"no element", "<?xml version='1.0'?>", ErrDamaged, nil},
		{"not closed", "<a><b></b>", ErrDamaged, nil},
		{"closed wrongly", "<a><b></a></b>", ErrDamaged, nil},
		{"unknown encoding", "<?xml version='1.0' encoding='x-none'?><a/>", ErrDamaged, nil},
	} {
		a, err := Open(pack(t, "x.xml", test.data))
		if err != nil {
			t.Fatal(err)
		}
		if test.change != nil {
			test.change(a)
		}
		if _, err := text(a, "x.xml"); !errors.Is(err, test.want) {
			t.Errorf("%s: got %v, want %v", test.name, err, test.want)
		}
	}
}

func TestBytes(t *testing.T) {
	a, err := Open(pack(t, "mimetype", "text", "twice", "a", "Twice", "b"))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := a.Bytes("mimetype", 4); string(got) != "text" || err != nil {
		t.Errorf("got %q, error %v", got, err)
	}
	if _, err := a.Bytes("mimetype", 3); !errors.Is(err, ErrTooBig) {
		t.Errorf("a part that is too large: got %v", err)
	}
	if _, err := a.Bytes("twice", 9); !errors.Is(err, ErrTwice) {
		t.Errorf("a part that is there twice: got %v", err)
	}
	if got, err := a.Bytes("none", 9); got != nil || err != nil {
		t.Errorf("no part: got %q, error %v", got, err)
	}
	if _, err := Open([]byte("PK\x03\x04 and no more")); !errors.Is(err, ErrDamaged) {
		t.Errorf("a file that is cut off: got %v", err)
	}
}
