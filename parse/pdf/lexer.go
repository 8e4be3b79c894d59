package pdf

import "bytes"

// tokenKind is the kind of a lexical token (7.2, 7.3).
type tokenKind uint8

const (
	tokEOF tokenKind = iota
	tokInteger
	tokReal
	tokString
	tokName
	tokKeyword // true, null, obj, R, and the operators of content streams
	tokArrayOpen
	tokArrayClose
	tokDictOpen
	tokDictClose
)

// token is a lexical token. Its text is valid until the lexer's scratch space
// is reset: for content streams, until the operator has run.
type token struct {
	kind tokenKind
	num  float64
	text []byte
}

// lexer cuts PDF syntax into tokens. It never fails: what is not PDF becomes
// a keyword or is skipped, as readers of damaged files have to do.
type lexer struct {
	data    []byte
	pos     int
	scratch []byte
}

// The character classes of table 1: white space and delimiters.
const (
	classRegular = iota
	classSpace
	classDelimiter
)

var charClass = func() (t [256]uint8) {
	for _, c := range "\x00\t\n\f\r " {
		t[c] = classSpace
	}
	for _, c := range "()<>[]{}/%" {
		t[c] = classDelimiter
	}
	return t
}()

// skipSpace moves past white space and comments (7.2.3).
func (l *lexer) skipSpace() {
	for l.pos < len(l.data) {
		switch c := l.data[l.pos]; {
		case charClass[c] == classSpace:
			l.pos++
		case c == '%':
			for l.pos < len(l.data) && l.data[l.pos] != '\n' && l.data[l.pos] != '\r' {
				l.pos++
			}
		default:
			return
		}
	}
}

// next returns the next token, tokEOF at the end.
func (l *lexer) next() token {
	l.skipSpace()
	if l.pos >= len(l.data) {
		return token{}
	}
	c := l.data[l.pos]
	switch {
	case c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.':
		return l.number()
	case charClass[c] == classRegular:
		return token{kind: tokKeyword, text: l.regular()}
	}
	l.pos++
	switch c {
	case '/':
		return token{kind: tokName, text: l.name()}
	case '(':
		return token{kind: tokString, text: l.literalString()}
	case '[':
		return token{kind: tokArrayOpen}
	case ']':
		return token{kind: tokArrayClose}
	case '<':
		if l.peek() == '<' {
			l.pos++
			return token{kind: tokDictOpen}
		}
		return token{kind: tokString, text: l.hexString()}
	case '>':
		if l.peek() == '>' {
			l.pos++
			return token{kind: tokDictClose}
		}
	}
	// A stray delimiter stands for nothing; braces belong to functions.
	return token{kind: tokKeyword, text: l.data[l.pos-1 : l.pos]}
}

// peek returns the next byte, or 0 at the end.
func (l *lexer) peek() byte {
	if l.pos < len(l.data) {
		return l.data[l.pos]
	}
	return 0
}

// regular returns the run of regular characters at the position.
func (l *lexer) regular() []byte {
	start := l.pos
	for l.pos < len(l.data) && charClass[l.data[l.pos]] == classRegular {
		l.pos++
	}
	return l.data[start:l.pos]
}

// number reads an integer or real (7.3.3). Real files have "--5", "1.-2" and
// "0.5Td"; such a number ends where it stops making sense.
func (l *lexer) number() token {
	start := l.pos
	kind, negative, digits := tokInteger, false, 0
	var value, scale float64 = 0, 1
loop:
	for ; l.pos < len(l.data); l.pos++ {
		switch c := l.data[l.pos]; {
		case c >= '0' && c <= '9':
			digits++
			value = value*10 + float64(c-'0')
			if kind == tokReal {
				scale *= 10
			}
		case c == '.' && kind == tokInteger:
			kind = tokReal
		case (c == '-' || c == '+') && digits == 0 && kind == tokInteger:
			negative = negative || c == '-'
		case c == '-':
			// "12-34": some writers print a negative exponent so; ignored.
			for l.pos < len(l.data) && charClass[l.data[l.pos]] == classRegular {
				l.pos++
			}
			break loop
		default:
			break loop
		}
	}
	if digits == 0 && l.pos < len(l.data) && charClass[l.data[l.pos]] == classRegular {
		l.pos = start
		return token{kind: tokKeyword, text: l.regular()}
	}
	if value /= scale; negative {
		value = -value
	}
	return token{kind: kind, num: value, text: l.data[start:l.pos]}
}

// name reads a name after its solidus (7.3.5), "#20" decoded.
func (l *lexer) name() []byte {
	raw := l.regular()
	if bytes.IndexByte(raw, '#') < 0 {
		return raw
	}
	start := len(l.scratch)
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) {
			if hi, lo := hexDigit(raw[i+1]), hexDigit(raw[i+2]); hi >= 0 && lo >= 0 {
				l.scratch = append(l.scratch, byte(hi<<4|lo))
				i += 2
				continue
			}
		}
		l.scratch = append(l.scratch, raw[i])
	}
	return l.scratch[start:]
}

// literalString reads a string after its opening parenthesis (7.3.4.2).
func (l *lexer) literalString() []byte {
	// Most strings have neither escapes nor nested parentheses: no copy.
	if i := bytes.IndexAny(l.data[l.pos:], "()\\\r"); i >= 0 && l.data[l.pos+i] == ')' {
		s := l.data[l.pos : l.pos+i]
		l.pos += i + 1
		return s
	}
	start, depth := len(l.scratch), 1
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		l.pos++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return l.scratch[start:]
			}
		case '\r': // an end of line in a string is a line feed
			if l.peek() == '\n' {
				l.pos++
			}
			c = '\n'
		case '\\':
			l.escape()
			continue
		}
		l.scratch = append(l.scratch, c)
	}
	return l.scratch[start:]
}

// escape reads an escape sequence after its reverse solidus (table 3).
func (l *lexer) escape() {
	if l.pos >= len(l.data) {
		return
	}
	c := l.data[l.pos]
	l.pos++
	switch c {
	case 'n':
		c = '\n'
	case 'r':
		c = '\r'
	case 't':
		c = '\t'
	case 'b':
		c = '\b'
	case 'f':
		c = '\f'
	case '\r':
		if l.peek() == '\n' {
			l.pos++
		}
		return
	case '\n':
		return
	case '0', '1', '2', '3', '4', '5', '6', '7':
		c -= '0'
		for i := 0; i < 2 && l.peek() >= '0' && l.peek() <= '7'; i++ {
			c = c<<3 | (l.data[l.pos] - '0')
			l.pos++
		}
	}
	l.scratch = append(l.scratch, c)
}

// hexString reads a hexadecimal string after its angle bracket (7.3.4.3).
func (l *lexer) hexString() []byte {
	start, half := len(l.scratch), -1
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		l.pos++
		if c == '>' {
			break
		}
		d := hexDigit(c)
		switch {
		case d < 0:
		case half < 0:
			half = d
		default:
			l.scratch = append(l.scratch, byte(half<<4|d))
			half = -1
		}
	}
	if half >= 0 {
		l.scratch = append(l.scratch, byte(half<<4))
	}
	return l.scratch[start:]
}

// hexDigit returns the value of a hexadecimal digit, or -1.
func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
