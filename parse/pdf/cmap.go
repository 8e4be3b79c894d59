package pdf

import (
	"sort"
	"strings"
	"unicode/utf16"

	pdflib "github.com/ledongthuc/pdf"
)

// cmap maps character codes to CIDs (9.7.5) or to Unicode (9.10.3).
type cmap struct {
	identity bool // codes of two bytes are CIDs
	unicode  bool // codes are UTF-16
	vertical bool
	// surrogates says that a code of two bytes may need two more.
	surrogates bool
	// leadBytes tells the first byte of a two-byte code of a national
	// encoding; other codes have one byte.
	leadBytes func(byte) bool
	spaces    []codeSpace
	chars     map[uint32]string
	ranges    []codeRange // sorted by lo; to Unicode
	cids      []codeRange // sorted by lo; to CIDs
}

// codeSpace is a codespace range for codes of n bytes.
type codeSpace struct {
	n      int
	lo, hi uint32
}

// codeRange maps lo to dst or cid, the next code to the one after, and so on.
type codeRange struct {
	lo, hi uint32
	dst    string
	cid    int
}

// maxMappings bounds the entries of a CMap.
const maxMappings = 1 << 18

// useCMap reads the CMap that another one builds on.
func (r *reader) useCMap(v pdflib.Value) *cmap {
	if base := r.file.key(v, "UseCMap"); base.Kind() == pdflib.Stream && base.String() != v.String() {
		return parseCMap(r.decoded(base), nil)
	}
	return nil
}

// parseCMap reads a CMap file on top of another one, which may be nil. It
// looks only for the operators that map codes.
func parseCMap(data []byte, base *cmap) *cmap {
	m := &cmap{chars: map[uint32]string{}}
	if base != nil {
		*m = *base
		m.chars = map[uint32]string{}
		for k, v := range base.chars {
			m.chars[k] = v
		}
	}
	l := lexer{data: data}
	var last token
	for t := l.next(); t.kind != tokEOF; t = l.next() {
		if t.kind == tokKeyword {
			switch string(t.text) {
			case "begincodespacerange":
				m.readSpaces(&l)
			case "beginbfchar":
				m.readChars(&l)
			case "beginbfrange":
				m.readRanges(&l)
			case "begincidchar":
				m.readCIDs(&l, false)
			case "begincidrange":
				m.readCIDs(&l, true)
			}
		}
		if last.kind == tokName && string(last.text) == "WMode" && t.kind == tokInteger {
			m.vertical = t.num == 1
		}
		last = t
	}
	sort.SliceStable(m.ranges, func(i, j int) bool { return m.ranges[i].lo < m.ranges[j].lo })
	sort.SliceStable(m.cids, func(i, j int) bool { return m.cids[i].lo < m.cids[j].lo })
	return m
}

// codeOf reads a character code from a string token.
func codeOf(t token) (code uint32, ok bool) {
	if t.kind != tokString || len(t.text) == 0 || len(t.text) > 4 {
		return 0, false
	}
	for _, b := range t.text {
		code = code<<8 | uint32(b)
	}
	return code, true
}

func (m *cmap) readSpaces(l *lexer) {
	for len(m.spaces) < 1000 {
		a := l.next()
		n := len(a.text)
		lo, ok := codeOf(a)
		hi, ok2 := codeOf(l.next())
		if !ok || !ok2 {
			return
		}
		m.spaces = append(m.spaces, codeSpace{n, lo, hi})
	}
}

func (m *cmap) readChars(l *lexer) {
	for len(m.chars) < maxMappings {
		src, ok := codeOf(l.next())
		if !ok {
			return
		}
		if dst := l.next(); dst.kind == tokString {
			m.chars[src] = utf16Decode(dst.text)
		} else if dst.kind != tokName {
			return
		}
	}
}

func (m *cmap) readRanges(l *lexer) {
	for len(m.ranges)+len(m.chars) < maxMappings {
		lo, ok := codeOf(l.next())
		hi, ok2 := codeOf(l.next())
		if !ok || !ok2 {
			return
		}
		dst := l.next()
		switch dst.kind {
		case tokString:
			m.ranges = append(m.ranges, codeRange{lo: lo, hi: hi, dst: utf16Decode(dst.text)})
		case tokArrayOpen:
			for code := lo; ; code++ {
				t := l.next()
				if t.kind != tokString || len(m.chars) >= maxMappings {
					break
				}
				m.chars[code] = utf16Decode(t.text)
			}
		default:
			return
		}
	}
}

func (m *cmap) readCIDs(l *lexer, ranges bool) {
	for len(m.cids) < maxMappings {
		lo, ok := codeOf(l.next())
		hi := lo
		if ok && ranges {
			hi, ok = codeOf(l.next())
		}
		cid := l.next()
		if !ok || cid.kind != tokInteger {
			return
		}
		m.cids = append(m.cids, codeRange{lo: lo, hi: hi, cid: toInt(cid.num)})
	}
}

// find returns the last range that holds a code.
func find(ranges []codeRange, code uint32) (codeRange, bool) {
	i := sort.Search(len(ranges), func(i int) bool { return ranges[i].lo > code })
	for j := i - 1; j >= 0 && j >= i-4; j-- { // ranges may overlap a little
		if code <= ranges[j].hi {
			return ranges[j], true
		}
	}
	return codeRange{}, false
}

// lookup returns the Unicode text of a code of n bytes.
func (m *cmap) lookup(code uint32, n int) (string, bool) {
	if m.unicode {
		return utf16Text(code), true
	}
	s, ok := m.chars[code]
	if !ok {
		r, found := find(m.ranges, code)
		if !found {
			return "", false
		}
		s = r.dst
		if d := code - r.lo; d > 0 && s != "" {
			runes := []rune(s)
			runes[len(runes)-1] += rune(d)
			s = string(runes)
		}
	}
	if strings.Trim(s, "\x00\ufffd") == "" {
		return "", false
	}
	return s, true
}

// cid returns the CID of a code.
func (m *cmap) cid(code uint32) int {
	if r, ok := find(m.cids, code); ok {
		return r.cid + int(code-r.lo)
	}
	if len(m.cids) > 0 {
		return 0
	}
	return int(code)
}

// next cuts the next character code off a string (9.7.6.2).
func (m *cmap) next(s []byte) (code uint32, n int) {
	switch {
	case m.leadBytes != nil:
		if n = 1; m.leadBytes(s[0]) {
			n = 2
		}
	case m.surrogates:
		if n = 2; s[0] >= 0xd8 && s[0] <= 0xdb {
			n = 4
		}
	case len(m.spaces) > 0:
		return m.nextInSpaces(s)
	default:
		n = 2
	}
	n = min(n, len(s))
	for _, b := range s[:n] {
		code = code<<8 | uint32(b)
	}
	return code, n
}

// nextInSpaces finds the shortest code in a codespace range. Bytes of a code
// outside all ranges are skipped by the length of the shortest range.
func (m *cmap) nextInSpaces(s []byte) (code uint32, n int) {
	shortest := 4
	for n = 1; n <= 4 && n <= len(s); n++ {
		code = code<<8 | uint32(s[n-1])
		for _, space := range m.spaces {
			shortest = min(shortest, space.n)
			if space.n == n && space.holds(code) {
				return code, n
			}
		}
	}
	n = min(max(shortest, 1), len(s))
	code = 0
	for _, b := range s[:n] {
		code = code<<8 | uint32(b)
	}
	return code, n
}

// holds compares a code byte by byte, as codespace ranges are defined.
func (c codeSpace) holds(code uint32) bool {
	for i := range c.n {
		b, lo, hi := code>>(8*i)&0xff, c.lo>>(8*i)&0xff, c.hi>>(8*i)&0xff
		if b < lo || b > hi {
			return false
		}
	}
	return true
}

// utf16Decode decodes big-endian UTF-16; a single byte stands for itself.
func utf16Decode(b []byte) string {
	if len(b) == 1 {
		return string(rune(b[0]))
	}
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = uint16(b[2*i])<<8 | uint16(b[2*i+1])
	}
	return string(utf16.Decode(units))
}
