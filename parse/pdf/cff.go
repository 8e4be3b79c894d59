package pdf

// cff is a Compact Font Format program (Adobe Technical Note 5176).
type cff struct {
	data     bigEndian
	strings  [][]byte
	cidKeyed bool
	charset  []int // string identifiers by glyph
	codes    int   // offset of the encoding, or 0 or 1 for predefined ones
}

// The operators of a top DICT that matter here.
const (
	cffCharset     = 15
	cffEncoding    = 16
	cffCharStrings = 17
	cffROS         = 12<<8 | 30
)

// cffExtra are the characters of the standard strings from 150 on; those
// before are StandardEncoding in the order of its codes.
const cffExtra = "¹¬µ™Ð½±Þ¼÷¦°þ¾²®−ð×³©ÁÂÄÀÅÃÇÉÊËÈÍÎÏÌÑÓÔÖÒÕŠÚÛÜÙÝŸŽáâäàåãçéêëèíîïìñóôöòõšúûüùýÿž"

// cffOwnStrings is the identifier of the first string of a font's own.
const cffOwnStrings = 391

// cffStandard is the text of the standard strings, by identifier.
var cffStandard = func() []string {
	out := []string{""}
	for _, c := range standardEncoding {
		if c != 0 {
			out = append(out, string(c))
		}
	}
	for _, c := range cffExtra {
		out = append(out, string(c))
	}
	return out
}()

// parseCFF reads the first font of a program.
func parseCFF(data []byte) *cff {
	if len(data) < 4 || data[0] != 1 {
		return nil
	}
	b := bigEndian(data)
	_, pos := b.index(int(data[2]))
	tops, pos := b.index(pos)
	strings, _ := b.index(pos)
	if len(tops) == 0 {
		return nil
	}
	top := cffDict(tops[0])
	glyphs, _ := b.index(top[cffCharStrings])
	_, cidKeyed := top[cffROS]
	c := &cff{data: b, strings: strings, cidKeyed: cidKeyed, codes: top[cffEncoding]}
	c.readCharset(top[cffCharset], len(glyphs))
	return c
}

// index reads an INDEX: its elements, and the offset after it.
func (b bigEndian) index(pos int) (items [][]byte, end int) {
	count := b.u16(pos)
	if count == 0 || pos+2 >= len(b) {
		return nil, pos + 2
	}
	size := int(b[pos+2])
	if size < 1 || size > 4 {
		return nil, pos + 2
	}
	offset := func(i int) int {
		v := 0
		for k := range size {
			if at := pos + 3 + i*size + k; at < len(b) {
				v = v<<8 | int(b[at])
			}
		}
		return v
	}
	base := pos + 2 + (count+1)*size
	for i := range count {
		from, to := base+offset(i), base+offset(i+1)
		if from > to || to > len(b) {
			return items, len(b)
		}
		items = append(items, b[from:to])
	}
	return items, base + offset(count)
}

// cffDict reads the last operand of each operator of a DICT; real numbers,
// which do not matter here, count as zero.
func cffDict(b []byte) map[int]int {
	out := map[int]int{}
	operand := 0
	for i := 0; i < len(b); i++ {
		d := bigEndian(b)
		switch c := int(b[i]); {
		case c == 12 && i+1 < len(b):
			i++
			out[12<<8|int(b[i])] = operand
		case c <= 21:
			out[c] = operand
		case c == 28:
			operand = int(int16(d.u16(i + 1)))
			i += 2
		case c == 29:
			operand = int(int32(d.u32(i + 1)))
			i += 4
		case c == 30:
			for i++; i < len(b) && b[i]&0xf != 0xf && b[i]>>4 != 0xf; i++ {
			}
			operand = 0
		case c >= 32 && c <= 246:
			operand = c - 139
		case c >= 247 && c <= 250 && i+1 < len(b):
			i++
			operand = (c-247)*256 + int(b[i]) + 108
		case c >= 251 && c <= 254 && i+1 < len(b):
			i++
			operand = -(c-251)*256 - int(b[i]) - 108
		}
	}
	return out
}

// readCharset reads the string identifiers of the glyphs.
func (c *cff) readCharset(offset, glyphs int) {
	c.charset = append(c.charset, 0)
	if offset <= 2 { // predefined; ISOAdobe has them in order
		for gid := 1; gid < glyphs; gid++ {
			c.charset = append(c.charset, gid)
		}
		return
	}
	b := c.data.from(offset)
	if len(b) == 0 {
		return
	}
	format := b[0]
	for pos := 1; len(c.charset) < glyphs && pos < len(b); {
		first, left := b.u16(pos), 0
		pos += 2
		switch format {
		case 1:
			if pos < len(b) {
				left = int(b[pos])
			}
			pos++
		case 2:
			left = b.u16(pos)
			pos += 2
		}
		for i := 0; i <= left && len(c.charset) < glyphs; i++ {
			c.charset = append(c.charset, first+i)
		}
	}
}

// encoding returns the glyphs of the font's codes. The predefined encodings
// are left to the caller's base encoding.
func (c *cff) encoding() map[int]int {
	out := map[int]int{}
	b := c.data.from(c.codes)
	if c.codes <= 1 || len(b) < 2 {
		return out
	}
	gid := 1
	switch b[0] & 0x7f {
	case 0:
		for i := range min(int(b[1]), len(b)-2) {
			out[int(b[2+i])] = gid
			gid++
		}
	case 1:
		for i := 0; i < int(b[1]) && 3+2*i < len(b); i++ {
			for k := 0; k <= int(b[3+2*i]); k++ {
				out[int(b[2+2*i])+k] = gid
				gid++
			}
		}
	}
	return out
}

// cffTexts returns the text of each glyph.
func (r *reader) cffTexts(c *cff) []string {
	names := make([]string, len(c.charset))
	for gid, sid := range c.charset {
		if i := sid - cffOwnStrings; i >= 0 && i < len(c.strings) {
			names[gid] = string(c.strings[i])
		}
	}
	out := r.glyphNames(names)
	for gid, sid := range c.charset {
		if sid < len(cffStandard) {
			out[gid] = cffStandard[sid]
		}
	}
	return out
}
