package pdf

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"errors"
	"io"
	"sync"
)

// filter is a stream filter with its parameters (7.4, tables 5 to 8).
type filter struct {
	name                             string
	predictor, colors, bits, columns int
	earlyChange                      int
}

var (
	errFilter  = errors.New("unsupported filter")
	errTooLong = errors.New("stream is longer than allowed")
)

// decode undoes the filters in turn. A damaged stream yields what could be
// decoded before the damage, and an error.
func decode(data []byte, filters []filter, limit int) ([]byte, error) {
	var firstErr error
	for _, f := range filters {
		var err error
		data, err = f.decode(data, limit)
		if err != nil && firstErr == nil {
			firstErr = err
		}
		if len(data) == 0 {
			break
		}
	}
	return data, firstErr
}

func (f filter) decode(data []byte, limit int) (out []byte, err error) {
	switch f.name {
	case "FlateDecode", "Fl":
		out, err = inflate(data, limit)
	case "LZWDecode", "LZW":
		out, err = lzwDecode(data, f.earlyChange, limit)
	case "ASCIIHexDecode", "AHx":
		l := lexer{data: data}
		return l.hexString(), nil
	case "ASCII85Decode", "A85":
		return ascii85Decode(data, limit)
	case "RunLengthDecode", "RL":
		return runLengthDecode(data, limit)
	case "Crypt": // the identity, where the library has decrypted (7.4.10)
		return data, nil
	default:
		return nil, errFilter
	}
	if f.predictor > 1 {
		out = f.unpredict(out)
	}
	return out, err
}

var inflaters sync.Pool

// inflate undoes FlateDecode (7.4.4). A wrong header or checksum does not
// matter as long as the data inflate.
func inflate(data []byte, limit int) ([]byte, error) {
	src := bytes.NewReader(bytes.TrimLeft(data, "\r\n"))
	var zr io.ReadCloser
	if pooled, ok := inflaters.Get().(io.ReadCloser); ok {
		if pooled.(zlib.Resetter).Reset(src, nil) == nil {
			zr = pooled
		}
	}
	if zr == nil {
		var err error
		if zr, err = zlib.NewReader(src); err != nil {
			return inflateRaw(data, limit)
		}
	}
	defer inflaters.Put(zr)
	return readLimited(zr, len(data)*4, limit)
}

// inflateRaw reads deflate data whose zlib header is damaged: it skips the
// header, or takes the data to have none.
func inflateRaw(data []byte, limit int) ([]byte, error) {
	if len(data) > 2 {
		if out, err := readLimited(flate.NewReader(bytes.NewReader(data[2:])), len(data)*4, limit); len(out) > 0 {
			return out, err
		}
	}
	return readLimited(flate.NewReader(bytes.NewReader(data)), len(data)*4, limit)
}

// readLimited reads all of r, with a guess at its size, up to limit bytes.
func readLimited(r io.Reader, guess, limit int) ([]byte, error) {
	out := make([]byte, 0, min(max(guess, 512), limit)+1)
	for {
		if len(out) == cap(out) {
			out = append(out, 0)[:len(out)]
		}
		n, err := r.Read(out[len(out):cap(out)])
		out = out[:len(out)+n]
		if len(out) > limit {
			return out[:limit], errTooLong
		}
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return out, err
		}
	}
}

// ascii85Decode undoes ASCII85Decode (7.4.3).
func ascii85Decode(data []byte, limit int) ([]byte, error) {
	out := make([]byte, 0, min(len(data), limit))
	var group uint32
	n := 0
	for _, c := range data {
		switch {
		case c == '~' || len(out) >= limit:
			return endGroup85(out, group, n), nil
		case c == 'z' && n == 0:
			out = append(out, 0, 0, 0, 0)
		case c >= '!' && c <= 'u':
			group = group*85 + uint32(c-'!')
			if n++; n == 5 {
				out = append(out, byte(group>>24), byte(group>>16), byte(group>>8), byte(group))
				group, n = 0, 0
			}
		}
	}
	return endGroup85(out, group, n), nil
}

// endGroup85 writes a last group of n digits, which stands for n-1 bytes.
func endGroup85(out []byte, group uint32, n int) []byte {
	if n < 2 {
		return out
	}
	for i := n; i < 5; i++ {
		group = group*85 + 84
	}
	for i := range n - 1 {
		out = append(out, byte(group>>(24-8*i)))
	}
	return out
}

// runLengthDecode undoes RunLengthDecode (7.4.5).
func runLengthDecode(data []byte, limit int) ([]byte, error) {
	var out []byte
	for i := 0; i < len(data) && len(out) < limit; {
		n := int(data[i])
		i++
		switch {
		case n == 128:
			return out, nil
		case n < 128:
			end := min(i+n+1, len(data))
			out = append(out, data[i:end]...)
			i = end
		case i < len(data):
			out = append(out, bytes.Repeat(data[i:i+1], 257-n)...)
			i++
		}
	}
	return out, nil
}

// lzwDecode undoes LZWDecode (7.4.4.2): codes of 9 to 12 bits, high bit
// first; 256 clears the table, 257 ends the data. With early change (the
// default) codes grow one entry sooner than needed.
func lzwDecode(data []byte, early, limit int) ([]byte, error) {
	type entry struct {
		prefix int16
		length uint16
		last   byte
		first  byte
	}
	const clear, end = 256, 257
	var table [4096]entry
	for i := range 256 {
		table[i] = entry{-1, 1, byte(i), byte(i)}
	}
	var out []byte
	next, width, prev := 258, 9, -1
	acc, bits := uint32(0), 0
	for _, b := range data {
		acc, bits = acc<<8|uint32(b), bits+8
		for bits >= width {
			code := int(acc >> (bits - width) & (1<<width - 1))
			bits -= width
			if code == clear {
				next, width, prev = 258, 9, -1
				continue
			}
			if code == end || code > next || code >= next && prev < 0 || code == 4096 {
				return out, nil
			}
			if prev >= 0 && next < len(table) {
				first := table[prev].first
				if code < next {
					first = table[code].first
				}
				table[next] = entry{int16(prev), table[prev].length + 1, first, table[prev].first}
				next++
			}
			start, n := len(out), int(table[code].length)
			if start+n > limit {
				return out, errTooLong
			}
			out = append(out, make([]byte, n)...)
			for c, i := code, start+n-1; c >= 0 && i >= start; i-- {
				out[i] = table[c].last
				c = int(table[c].prefix)
			}
			prev = code
			for width < 12 && next+early >= 1<<width {
				width++
			}
		}
	}
	return out, nil
}
