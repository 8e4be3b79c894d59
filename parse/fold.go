package parse

import (
	"bytes"
	"html"
	"unicode/utf8"
)

// Line breaks inside folded text. A soft break is a line end of a hard-wrapped
// paragraph, a hard break one that the author asked for. Both are white space
// and become plain spaces once the structure has been found.
const (
	softBreak = '\n'
	hardBreak = '\v'
)

// fold holds the text of a document with markup taken out and white space
// folded to single spaces, and knows for every byte where in the source it
// comes from. One fold serves a whole document, so that no text is copied
// block by block.
type fold struct {
	src  []byte
	text []byte
	segs []seg
	next int  // offset in src that continues the last segment, or -1
	base int  // start in text of the block being folded
	skip int  // end in src of a footnote mark that is left out
	note bool // the block began with the mark of a footnote
	bad  bool
}

// seg maps the bytes of the folded text from at on to the source from src on,
// byte by byte; or, if length is not zero, the whole run to length bytes of
// source that it replaces (a character reference, an invalid byte).
type seg struct {
	at, src, length int
}

// The kinds of bytes that folding looks at.
const (
	foldPlain uint8 = iota
	foldSpace
	foldMarkup
	foldWide
)

var foldKind = func() (t [256]uint8) {
	for _, c := range " \t\n\r\v\f" {
		t[c] = foldSpace
	}
	t['\\'], t['&'], t['['] = foldMarkup, foldMarkup, foldMarkup
	t[0xC2], t[0xE2], t[0xE3], t[0xEF] = foldWide, foldWide, foldWide, foldWide
	return t
}()

func newFold(src []byte) *fold {
	f := &fold{src: src, next: -1, bad: !utf8.Valid(src)}
	f.text = make([]byte, 0, len(src)+len(src)/16)
	f.segs = make([]seg, 0, len(src)/48+16)
	return f
}

// begin starts a block and returns its start in the text.
func (f *fold) begin() int {
	f.base, f.next, f.note = len(f.text), -1, false
	return f.base
}

// end takes trailing white space off the block and returns its end.
func (f *fold) end() int {
	for len(f.text) > f.base && isSpace(f.text[len(f.text)-1]) {
		f.text = f.text[:len(f.text)-1]
	}
	for len(f.segs) > 0 && f.segs[len(f.segs)-1].at >= len(f.text) {
		f.segs = f.segs[:len(f.segs)-1]
	}
	f.next = -1
	return len(f.text)
}

// space adds white space, unless there is some already or the block is empty;
// a stronger kind replaces a weaker one.
func (f *fold) space(c byte) {
	if len(f.text) == f.base {
		return
	}
	last := &f.text[len(f.text)-1]
	if isSpace(*last) {
		if *last == ' ' || c == hardBreak {
			*last = c
		}
		return
	}
	f.text = append(f.text, c)
	f.next = -1
}

// copy adds source bytes that need no change.
func (f *fold) copy(start, end int) {
	if start >= end {
		return
	}
	if f.next != start {
		f.segs = append(f.segs, seg{at: len(f.text), src: start})
	}
	f.text = append(f.text, f.src[start:end]...)
	f.next = end
}

// replace adds text that stands for the source bytes [start, end).
func (f *fold) replace(text string, start, end int) {
	f.segs = append(f.segs, seg{at: len(f.text), src: start, length: end - start})
	f.text = append(f.text, text...)
	f.next = -1
}

// add folds the source bytes [start, end) into the block; with markup, escapes,
// character references and footnote marks are resolved.
func (f *fold) add(start, end int, markup bool) {
	start = max(start, min(f.skip, end))
	src, run := f.src, start
	for i := start; i < end; {
		c := src[i]
		kind := foldKind[c]
		if f.bad && c >= utf8.RuneSelf {
			kind = foldWide
		}
		switch {
		case kind == foldPlain || kind == foldMarkup && !markup:
			i++
		case c == ' ' && i > run && src[i-1] != ' ' && i+1 < end && foldKind[src[i+1]] == foldPlain:
			i++
		case kind == foldSpace:
			f.copy(run, i)
			if c == '\n' || c == '\r' {
				f.space(softBreak)
			} else {
				f.space(' ')
			}
			i++
			run = i
		case kind == foldMarkup:
			n := f.markup(run, i, end)
			if n == 0 {
				i++
				continue
			}
			i += n
			run = i
		default:
			size, n := f.wide(run, i, end)
			i += size
			if n {
				run = i
			}
		}
	}
	f.copy(run, end)
}

// markup resolves an escape, a character reference or a footnote mark at i and
// returns how many bytes it took, or 0 if there is none.
func (f *fold) markup(run, i, end int) int {
	src := f.src[i:end]
	switch {
	case src[0] == '\\' && len(src) > 1 && isPunct(src[1]):
		f.copy(run, i)
		f.copy(i+1, i+2)
		return 2
	case src[0] == '&':
		stop := bytes.IndexByte(src[:min(len(src), 34)], ';')
		if stop < 2 || bytes.IndexFunc(bytes.TrimPrefix(src[1:stop], []byte("#")), notReference) >= 0 {
			return 0
		}
		whole := string(src[:stop+1])
		plain := html.UnescapeString(whole)
		if plain == whole || plain[len(plain)-1] == ';' {
			return 0 // none, or one that only the beginning is the name of
		}
		f.copy(run, i)
		if len(bytes.TrimSpace([]byte(plain))) == 0 {
			f.space(' ')
		} else if plain != "\u00ad" {
			f.replace(plain, i, i+stop+1)
		}
		return stop + 1
	case src[0] == '[':
		n := f.noteMark(i)
		if n > 0 {
			f.copy(run, i)
			f.skip = i + n
		}
		return min(n, end-i)
	}
	return 0
}

// notReference reports characters that no character reference holds between
// its ampersand, or number sign, and its semicolon.
func notReference(r rune) bool {
	return r >= utf8.RuneSelf || !isAlpha(byte(r)) && !isDigit(byte(r))
}

// noteMark returns the length of the footnote mark at i, such as "[^1]", or 0.
// The parser cuts such marks into pieces, so that it is read from the source.
func (f *fold) noteMark(i int) int {
	src := f.src[i:min(len(f.src), i+64)]
	if len(src) < 4 || src[1] != '^' {
		return 0
	}
	stop := bytes.IndexByte(src, ']')
	if stop < 3 || bytes.ContainsAny(src[:stop], " \n\r") {
		return 0
	}
	if len(f.text) == f.base && stop+1 < len(src) && src[stop+1] == ':' {
		f.note = true
		return stop + 2
	}
	return stop + 1
}

// wide handles a character beyond ASCII at i: spaces of other widths become
// plain spaces, characters without width are dropped, invalid bytes replaced.
// It returns the bytes taken and whether the run before i has been copied.
func (f *fold) wide(run, i, end int) (int, bool) {
	r, size := utf8.DecodeRune(f.src[i:end])
	switch {
	case r == utf8.RuneError && size <= 1:
		f.copy(run, i)
		f.replace("\uFFFD", i, i+1)
		return 1, true
	case r == 0x2028 || r == 0x2029 || r == 0x85:
		f.copy(run, i)
		f.space(hardBreak)
		return size, true
	case r == 0xA0 || r >= 0x2000 && r <= 0x200A || r == 0x202F || r == 0x205F || r == 0x3000:
		f.copy(run, i)
		f.space(' ')
		return size, true
	case isInvisible(r):
		f.copy(run, i)
		return size, true
	}
	return size, false
}

// isInvisible reports characters that have no width and no meaning for the
// reading: soft hyphen, zero-width space, word joiner, byte order mark.
func isInvisible(r rune) bool {
	return r == 0xAD || r == 0x200B || r == 0x2060 || r == 0xFEFF
}

// segment returns the index of the segment that holds text offset p, looking
// from the segment with index hint on.
func (f *fold) segment(p, hint int) int {
	if hint >= len(f.segs) || f.segs[hint].at > p {
		hint = 0
	}
	lo, hi := hint, hint+1
	for step := 1; hi < len(f.segs) && f.segs[hi].at <= p; step *= 2 {
		lo, hi = hi, hi+step
	}
	hi = min(hi, len(f.segs))
	for lo+1 < hi {
		if m := (lo + hi) / 2; f.segs[m].at <= p {
			lo = m
		} else {
			hi = m
		}
	}
	return lo
}

// span returns where the text [from, to) stands in the source, and a hint for
// the next call.
func (f *fold) span(from, to, hint int) (Span, int) {
	if from >= to || len(f.segs) == 0 {
		return Span{}, hint
	}
	i := f.segment(from, hint)
	start := f.segs[i].src
	if f.segs[i].length == 0 {
		start += from - f.segs[i].at
	}
	j := f.segment(to-1, i)
	end := f.segs[j].src + f.segs[j].length
	if f.segs[j].length == 0 {
		end += to - f.segs[j].at
	}
	return Span{start, end}, i
}

func isSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }
func isDigit(c byte) bool { return c >= '0' && c <= '9' }
func isLower(c byte) bool { return c >= 'a' && c <= 'z' }
func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }
func isAlpha(c byte) bool { return isLower(c | 0x20) }

func isPunct(c byte) bool {
	return c >= '!' && c <= '/' || c >= ':' && c <= '@' || c >= '[' && c <= '`' || c >= '{' && c <= '~'
}
