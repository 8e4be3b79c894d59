// Package words cuts text into words and brings them to normal forms, so that
// an expression of the vocabulary meets every inflection of itself in a
// document. Normal forms merge inflections only (disclose, disclosed,
// discloses), never derivations (disclosure), because a stemmer that merges
// university and universal, or organ and organization, would merge concepts.
package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Break tells what punctuation stands between a word and the one before it.
type Break uint8

// The breaks, weakest first.
const (
	None   Break = iota // white space, hyphen, quotation marks
	Comma               // a comma or a bracket
	Clause              // a semicolon, colon, dash or full stop
)

// Word is a word of a text. Start and End are byte offsets of the text, and
// Before is the punctuation that precedes the word. Offsets are small numbers,
// because a document has more words than anything else and all are kept.
type Word struct {
	Start, End int32
	Before     Break
}

// Next finds the next word at or after byte offset pos. It returns false at the
// end of the text. Words are runs of letters, marks and digits, with single
// apostrophes inside ("user's", "don't"); each Chinese, Japanese or Korean
// character is a word of its own, and so is a web address, because a path such
// as /supply-chain/code-of-conduct says nothing.
func Next(text string, pos int) (Word, bool) {
	before := None
	for pos < len(text) {
		sort := sortOf[text[pos]]
		if sort == inWord {
			break
		}
		if sort != wide {
			before = max(before, Break(sort))
			pos++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[pos:])
		if isWordRune(r) {
			break
		}
		before = max(before, breakOf(r))
		pos += size
	}
	if pos >= len(text) {
		return Word{Before: before}, false
	}
	// Nearly all words are plain letters up to a blank, a comma or a full stop
	// that ends the text.
	end := pos
	for end < len(text) && sortOf[text[end]] == inWord {
		end++
	}
	if end == pos || end < len(text) && !endsPlain[text[end]] {
		if end = addressEnd(text, pos); end == pos {
			end = wordEnd(text, pos)
		}
	}
	return Word{int32(pos), int32(end), before}, true
}

// Sorts of bytes: those below inWord are the breaks, as which such a byte counts
// between words.
const (
	inWord = 0x80 + iota // an ASCII letter or digit
	wide                 // part of a character beyond ASCII
)

// sortOf is the sort of each byte.
var sortOf = func() (t [256]uint8) {
	for c := range t {
		switch {
		case c >= utf8.RuneSelf:
			t[c] = wide
		case isWordByte[c]:
			t[c] = inWord
		default:
			t[c] = uint8(breakOf(rune(c)))
		}
	}
	return t
}()

// endsPlain tells the bytes behind which neither a word nor an address goes on.
var endsPlain = func() (t [256]bool) {
	for c := range utf8.RuneSelf {
		t[c] = sortOf[c] != inWord && c != '\'' && c != ':' && c != '.'
	}
	return t
}()

// addressEnd returns the end of the web address that starts at pos, or pos.
func addressEnd(text string, pos int) int {
	if c := text[pos]; c != 'h' && c != 'w' {
		return pos
	}
	rest := text[pos:]
	if !strings.HasPrefix(rest, "https://") && !strings.HasPrefix(rest, "http://") && !strings.HasPrefix(rest, "www.") {
		return pos
	}
	end := pos
	for end < len(text) && text[end] > ' ' && text[end] < utf8.RuneSelf && strings.IndexByte(`<>()[]{}"'|`, text[end]) < 0 {
		end++
	}
	for end > pos && !isWordByte[text[end-1]] {
		end-- // the full stop of the sentence is not part of the address
	}
	return end
}

// wordEnd returns the end of the word that starts at pos.
func wordEnd(text string, pos int) int {
	start := pos
	for pos < len(text) {
		c := text[pos]
		if c < utf8.RuneSelf {
			if isWordByte[c] {
				pos++
				continue
			}
			if c == '\'' && pos > start && pos+1 < len(text) && isWordByte[text[pos+1]] {
				pos += 2
				continue
			}
			return pos
		}
		r, size := utf8.DecodeRuneInString(text[pos:])
		switch {
		case unicode.Is(unicode.Han, r):
			if pos == start {
				return pos + size
			}
			return pos
		case isWordRune(r) || r == '\u00ad' || r == '\u200d':
			pos += size
		case r == '’' && pos > start && pos+size < len(text) && isWordByte[text[pos+size]]:
			pos += size + 1
		default:
			return pos
		}
	}
	return pos
}

var isWordByte = func() (t [256]bool) {
	for c := byte('0'); c <= '9'; c++ {
		t[c] = true
	}
	for c := byte('a'); c <= 'z'; c++ {
		t[c], t[c-'a'+'A'] = true, true
	}
	return t
}()

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Mc, r)
}

func breakOf(r rune) Break {
	switch r {
	case ',', '(', ')', '[', ']', '،', '，':
		return Comma
	case ';', ':', '.', '?', '!', '–', '—', '؛', '；', '。', '：':
		return Clause
	}
	return None
}
