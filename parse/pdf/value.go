package pdf

import (
	"io"
	"strconv"
	"strings"

	pdflib "github.com/ledongthuc/pdf"
)

// guard runs fn and counts a panic of the library, which is its way of
// reporting a malformed object, as a fault of the file.
func (f *file) guard(fn func()) {
	defer func() {
		if recover() != nil {
			f.faults++
		}
	}()
	fn()
}

// key returns an entry of a dictionary or stream, null where it cannot be read.
func (f *file) key(v pdflib.Value, key string) (r pdflib.Value) {
	f.guard(func() { r = v.Key(key) })
	return r
}

// path follows keys from a value.
func (f *file) path(v pdflib.Value, keys ...string) pdflib.Value {
	for _, k := range keys {
		v = f.key(v, k)
	}
	return v
}

// index returns an element of an array, null where it cannot be read.
func (f *file) index(v pdflib.Value, i int) (r pdflib.Value) {
	f.guard(func() { r = v.Index(i) })
	return r
}

// catalog returns the document catalog (7.7.2).
func (f *file) catalog() (v pdflib.Value) {
	f.guard(func() { v = f.reader.Trailer().Key("Root") })
	return v
}

// stream returns the decoded data of a stream, and what is wrong with them.
//
// The library knows two filters and panics at others, so the encoded bytes
// are taken from the file: a stream's textual form ends in "@" and the offset
// of its data. Only in encrypted files the library has to read them.
func (f *file) stream(v pdflib.Value) ([]byte, error) {
	if v.Kind() != pdflib.Stream {
		return nil, nil
	}
	limit := f.budget.limits.MaxStream
	if f.encrypted {
		return f.decrypted(v, limit)
	}
	s := v.String()
	offset, err := strconv.Atoi(s[strings.LastIndexByte(s, '@')+1:])
	if err != nil {
		return nil, err
	}
	length := -1
	if n := f.key(v, "Length"); n.Kind() == pdflib.Integer {
		length = toInt(float64(n.Int64()))
	}
	data := f.data
	if offset >= len(f.data) {
		data, offset = f.tail, offset-len(f.data)
	}
	return decode(rawStream(data, offset, length), f.filters(v), limit)
}

// decrypted reads a stream through the library.
func (f *file) decrypted(v pdflib.Value, limit int) (data []byte, err error) {
	err = errFilter
	f.guard(func() {
		data, err = readLimited(io.LimitReader(v.Reader(), int64(limit)), 4096, limit)
	})
	return data, err
}

// filters reads the Filter and DecodeParms entries of a stream (table 5).
func (f *file) filters(v pdflib.Value) []filter {
	names, params := f.key(v, "Filter"), f.key(v, "DecodeParms")
	if names.Kind() == pdflib.Name {
		return []filter{f.filter(names, params)}
	}
	var filters []filter
	for i := range min(names.Len(), 16) {
		filters = append(filters, f.filter(f.index(names, i), f.index(params, i)))
	}
	return filters
}

func (f *file) filter(n, params pdflib.Value) filter {
	intOf := func(key string, missing int) int {
		if v := f.key(params, key); v.Kind() == pdflib.Integer {
			return toInt(float64(v.Int64()))
		}
		return missing
	}
	return filter{
		name: n.Name(), predictor: intOf("Predictor", 1), colors: intOf("Colors", 1),
		bits: intOf("BitsPerComponent", 8), columns: intOf("Columns", 1), earlyChange: intOf("EarlyChange", 1),
	}.checked()
}

// numbers reads an array of numbers.
func (f *file) numbers(v pdflib.Value) []float64 {
	if v.Kind() != pdflib.Array {
		return nil
	}
	out := make([]float64, min(v.Len(), 1<<16))
	for i := range out {
		out[i] = f.index(v, i).Float64()
	}
	return out
}
