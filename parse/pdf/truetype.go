package pdf

import "encoding/binary"

// trueType is what a TrueType or OpenType program tells about its glyphs.
type trueType struct {
	unicode map[int]int    // code points to glyphs
	symbol  map[int]int    // codes of a symbolic font to glyphs
	names   map[int]string // glyphs to names
}

// bigEndian reads numbers from a table, zero outside of it.
type bigEndian []byte

func (b bigEndian) u16(i int) int {
	if i < 0 || i+2 > len(b) {
		return 0
	}
	return int(binary.BigEndian.Uint16(b[i:]))
}

func (b bigEndian) u32(i int) int {
	if i < 0 || i+4 > len(b) {
		return 0
	}
	return int(binary.BigEndian.Uint32(b[i:]))
}

// from returns the table from an offset on.
func (b bigEndian) from(i int) bigEndian {
	if i < 0 || i > len(b) {
		return nil
	}
	return b[i:]
}

// parseTrueType reads the cmap and post tables.
func parseTrueType(data []byte) *trueType {
	b := bigEndian(data)
	t := &trueType{unicode: map[int]int{}, symbol: map[int]int{}, names: map[int]string{}}
	for i := range min(b.u16(4), 64) {
		entry := b.from(12 + 16*i)
		if len(entry) < 16 {
			break
		}
		table := b.from(entry.u32(8))
		table = table[:min(len(table), entry.u32(12))]
		switch string(entry[:4]) {
		case "cmap":
			t.readCmap(table)
		case "post":
			t.readPost(table)
		}
	}
	if len(t.unicode)+len(t.symbol) == 0 {
		return nil
	}
	return t
}

// readCmap reads the subtables for Unicode (platform 0, or 3 with encoding 1
// or 10) and those for symbols (3 with encoding 0, or 1).
func (t *trueType) readCmap(b bigEndian) {
	for i := range min(b.u16(2), 32) {
		platform, encoding := b.u16(4+8*i), b.u16(6+8*i)
		into := t.symbol
		if platform == 0 || platform == 3 && encoding != 0 {
			into = t.unicode
		}
		readSubtable(b.from(b.u32(8+8*i)), into)
	}
}

// readSubtable reads a cmap subtable of format 0, 4, 6 or 12.
func readSubtable(b bigEndian, into map[int]int) {
	// Ranges may be forged to overlap without end.
	const mostSteps = 1 << 18
	steps := 0
	set := func(code, gid int) {
		if gid != 0 && len(into) < 1<<17 {
			into[code] = gid
		}
	}
	switch b.u16(0) {
	case 0:
		for code := range min(256, max(0, len(b)-6)) {
			set(code, int(b[6+code]))
		}
	case 4:
		segments := b.u16(6) / 2
		for s := range segments {
			end, start := b.u16(14+2*s), b.u16(16+2*segments+2*s)
			delta, at := b.u16(16+4*segments+2*s), 16+6*segments+2*s
			offset := b.u16(at)
			for code := start; code <= end && code < 0xffff && steps < mostSteps; code++ {
				steps++
				gid := code
				if offset != 0 {
					if gid = b.u16(at + offset + 2*(code-start)); gid == 0 {
						continue
					}
				}
				set(code, (gid+delta)&0xffff)
			}
		}
	case 6:
		for i := range b.u16(8) {
			set(b.u16(6)+i, b.u16(10+2*i))
		}
	case 12:
		for g := range min(b.u32(12), len(b)/12) {
			start, end, gid := b.u32(16+12*g), b.u32(20+12*g), b.u32(24+12*g)
			for code := start; code <= end && steps < mostSteps; code++ {
				steps++
				set(code, gid+code-start)
			}
		}
	}
}

// macGlyphs is the number of glyph names that every post table knows.
const macGlyphs = 258

// readPost reads the glyph names that a post table of format 2 adds to the
// known ones.
func (t *trueType) readPost(b bigEndian) {
	if b.u32(0) != 0x20000 {
		return
	}
	count := b.u16(32)
	var own []string
	for rest := b.from(34 + 2*count); len(rest) > 0 && len(own) < 1<<16; {
		n := int(rest[0])
		if n >= len(rest) {
			break
		}
		own = append(own, string(rest[1:1+n]))
		rest = rest[1+n:]
	}
	for gid := range count {
		if i := b.u16(34+2*gid) - macGlyphs; i >= 0 && i < len(own) {
			t.names[gid] = own[i]
		}
	}
}
