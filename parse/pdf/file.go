package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	pdflib "github.com/ledongthuc/pdf"
)

// file is an open PDF: its bytes and the library's reader over them.
//
// The library gets the file with one sound cross-reference stream added, as
// an incremental update would add one (7.5.6). In it all object streams are
// unpacked, object numbers are bounded and there is no chain of Prev
// entries; so the library meets neither loops nor forged sizes.
type file struct {
	data      []byte // from the header on
	tail      []byte // what was added
	reader    *pdflib.Reader
	encrypted bool
	// repaired says that the cross-reference information is our own.
	repaired bool
	// faults counts the objects that the library could not read.
	faults   int
	budget   *budget
	resolved int
}

// header is what the library demands at the start of a file (7.5.2).
const header = "%PDF-1.7\n"

// open opens a file, with its own cross-reference information or, if repair
// is set or that does not hold, with a scanned one.
func open(data []byte, repair bool, b *budget) (*file, error) {
	i := bytes.Index(data[:min(len(data), 4096)], []byte("%PDF-"))
	if i < 0 {
		// Some files have lost the header and little else.
		if !bytes.Contains(data, []byte("endobj")) || !bytes.Contains(data, []byte("trailer")) {
			return nil, ErrNotPDF
		}
		i, repair = 0, true
	}
	f := &file{data: data[i:], budget: b}
	var x *xref
	var err error
	if !repair {
		if x, err = readXref(f.data); err == nil {
			for num, p := range x.places {
				if misplaced(f.data, num, p) {
					err = fmt.Errorf("object %d is not where it should be", num)
					break
				}
			}
		}
	}
	if x == nil || err != nil {
		x, repair = scan(f.data), true
	}
	if x.trailer["Root"] == nil {
		return nil, damage("no catalog found")
	}
	f.repaired = repair
	f.encrypted = x.trailer["Encrypt"] != nil
	if err := f.writeTail(x, repair); err != nil {
		return nil, err
	}
	f.reader, err = pdflib.NewReaderEncrypted(f, f.size(), passwords(b.limits.Password))
	if err != nil {
		return nil, openError(err)
	}
	return f, nil
}

// passwords returns the library's callback: the password once.
func passwords(password string) func() string {
	return func() string {
		p := password
		password = ""
		return p
	}
}

// openError turns the library's errors into ours.
func openError(err error) error {
	switch {
	case errors.Is(err, pdflib.ErrInvalidPassword):
		return ErrPassword
	case errors.Is(err, ErrTooLong):
		return ErrTooLong
	case strings.Contains(err.Error(), "unsupported PDF: encryption"), strings.Contains(err.Error(), "encryption key"):
		return ErrUnsupportedEncryption
	}
	return damage("%v", err)
}

// writeTail writes the unpacked objects and the cross-reference stream. With
// repair, objects are written anew, in clean syntax.
func (f *file) writeTail(x *xref, repair bool) error {
	w := tailWriter{file: f, xref: x, at: make([]place, len(x.places)), repair: repair}
	w.unpack()
	for num, p := range x.places {
		if p.kind == placeOffset {
			w.at[num] = p
			if repair {
				w.rewrite(num, p)
			}
		}
	}
	if root, ok := x.trailer["Root"].(dict); ok { // made up by the repair
		w.at = append(w.at, place{})
		w.add(len(w.at)-1, 0, appendObject(nil, root))
		x.trailer["Root"] = reference{len(w.at) - 1, 0}
	}
	w.finish()
	if f.size() > 1<<31 {
		return damage("too large when unpacked")
	}
	return nil
}

type tailWriter struct {
	file   *file
	xref   *xref
	at     []place
	repair bool
}

// add writes an object to the tail.
func (w *tailWriter) add(num, gen int, body []byte) {
	f := w.file
	w.at[num] = place{placeOffset, len(f.data) + len(f.tail), gen}
	f.tail = fmt.Appendf(f.tail, "%d %d obj\n", num, gen)
	f.tail = append(f.tail, body...)
	f.tail = append(f.tail, "\nendobj\n"...)
}

// unpack writes the objects of object streams to the tail. In an encrypted
// file only the library can read them: their entries are kept if they lead to
// a stream that stands on its own and needs no other to be read, since the
// library would follow a loop of streams to the end of its stack.
func (w *tailWriter) unpack() {
	f := w.file
	holders := map[int]bool{}
	for _, p := range w.xref.places {
		if p.kind == placeInStream {
			holders[p.offset] = true
		}
	}
	unpacked := 0
	for num, place := range w.xref.places {
		if !holders[num] || place.kind != placeOffset {
			continue
		}
		o, ok := parseIndirect(f.data, place.offset)
		header, isDict := o.value.(dict)
		if !ok || !isDict || o.streamAt < 0 {
			continue
		}
		if f.encrypted {
			w.keepPacked(num, header)
			continue
		}
		for _, m := range readObjectStream(f.data, o, w.xref.intAt(f.data)) {
			if p := w.xref.at(m.num); p.kind != placeInStream || p.offset != num {
				continue
			}
			if unpacked += len(m.body); unpacked > maxUnpacked || f.budget.exceeded() {
				return
			}
			if w.repair {
				p := parser{lexer{data: m.body}}
				m.body = appendObject(nil, p.object(0))
			}
			w.add(m.num, 0, m.body)
		}
	}
}

// keepPacked takes over the entries of an encrypted object stream.
func (w *tailWriter) keepPacked(holder int, header dict) {
	if r, ok := header["Length"].(reference); ok && w.xref.at(r.num).kind != placeOffset {
		return
	}
	if header["Extends"] != nil || header["Type"] != name("ObjStm") {
		return
	}
	for num, p := range w.xref.places {
		if p.kind == placeInStream && p.offset == holder {
			w.at[num] = p
		}
	}
}

// rewrite writes an object of a damaged file in clean syntax, with the length
// that its stream turned out to have. Pictures are left out: it matters only
// that they are there.
func (w *tailWriter) rewrite(num int, p place) {
	f := w.file
	o, ok := parseIndirect(f.data, p.offset)
	if !ok || f.budget.exceeded() {
		w.at[num] = place{}
		return
	}
	if o.streamAt < 0 {
		w.add(num, p.gen, appendObject(nil, o.value))
		return
	}
	header := o.value.(dict)
	var raw []byte
	if header["Subtype"] != name("Image") {
		raw = rawStream(f.data, o.streamAt, w.xref.intAt(f.data)(header["Length"]))
	}
	header["Length"] = len(raw)
	body := append(appendObject(nil, header), "\nstream\n"...)
	w.add(num, p.gen, append(append(body, raw...), "\nendstream"...))
}

// finish writes the cross-reference stream, unfiltered, and the end of the
// file (7.5.8, 7.5.5).
func (w *tailWriter) finish() {
	f := w.file
	size := len(w.at)
	for size > 0 && w.at[size-1].kind == placeUnknown {
		size--
	}
	trailer := dict{"Type": name("XRef"), "Size": size + 1, "W": array{1, 4, 2}, "Length": (size + 1) * 7}
	for _, key := range []name{"Root", "Info", "Encrypt", "ID", scannedPages} {
		if v := w.xref.trailer[key]; v != nil {
			trailer[key] = v
		}
	}
	start := len(f.data) + len(f.tail)
	f.tail = fmt.Appendf(f.tail, "%d 0 obj\n", size)
	f.tail = appendObject(f.tail, trailer)
	f.tail = append(f.tail, "\nstream\n"...)
	for _, p := range append(w.at[:size:size], place{kind: placeFree}) {
		var kind byte
		if p.kind >= placeOffset {
			kind = byte(p.kind - placeOffset + 1)
		}
		f.tail = append(f.tail, kind, byte(p.offset>>24), byte(p.offset>>16), byte(p.offset>>8), byte(p.offset), byte(p.gen>>8), byte(p.gen))
	}
	f.tail = fmt.Appendf(f.tail, "\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", start)
}

func (f *file) size() int64 { return int64(len(f.data) + len(f.tail)) }

// ReadAt serves the library the file with its tail and a clean header. It
// fails when time is up, which ends any loop of the library's.
func (f *file) ReadAt(b []byte, off int64) (int, error) {
	if f.resolved++; f.resolved&63 == 0 && f.budget.exceeded() {
		return 0, ErrTooLong
	}
	n := 0
	if off < 0 || off >= f.size() {
		return 0, io.EOF
	}
	if off < int64(len(f.data)) {
		n = copy(b, f.data[off:])
		if off < int64(len(header)) {
			copy(b[:n], header[off:])
		}
	}
	if n < len(b) {
		if start := off + int64(n) - int64(len(f.data)); start < int64(len(f.tail)) {
			n += copy(b[n:], f.tail[start:])
		}
	}
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

// budget is what a reading may still cost.
type budget struct {
	limits    Limits
	deadline  time.Time
	operators int
	late      bool
}

// exceeded reports whether time is up.
func (b *budget) exceeded() bool {
	if !b.late && !b.deadline.IsZero() && time.Now().After(b.deadline) {
		b.late = true
	}
	return b.late
}
