package pdf

import "testing"

func TestFilters(t *testing.T) {
	png := "\x02\x01\x02\x03" + "\x02\x01\x01\x01" + "\x01\x05\x01\x01"
	for _, c := range []struct {
		f          filter
		data, want string
	}{
		{filter{name: "LZWDecode", earlyChange: 1}, "\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", "-----A---B"},
		{filter{name: "ASCIIHexDecode"}, "48 65 6c6C 6f 7>", "Hellop"},
		{filter{name: "ASCII85Decode"}, "87cURD]i,\"Ebo80~>", "Hello World!"},
		{filter{name: "RunLengthDecode"}, "\x02abc\xfed\x80rest", "abcddd"},
		{filter{name: "FlateDecode"}, deflate("plain"), "plain"},
		{filter{name: "FlateDecode"}, "xx" + deflate("raw data without its header")[2:], "raw data without its header"},
		{filter{name: "FlateDecode", predictor: 12, colors: 1, bits: 8, columns: 3}, deflate(png), "\x01\x02\x03\x02\x03\x04\x05\x06\x07"},
		{filter{name: "FlateDecode", predictor: 2, colors: 1, bits: 8, columns: 3}, deflate("\x01\x01\x01"), "\x01\x02\x03"},
	} {
		if got, err := c.f.decode([]byte(c.data), 1000); string(got) != c.want {
			t.Errorf("%s: got %q, %v; want %q", c.f.name, got, err, c.want)
		}
	}
	if got, err := inflate([]byte(deflate(string(make([]byte, 5000)))), 1000); len(got) != 1000 || err != errTooLong {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}
