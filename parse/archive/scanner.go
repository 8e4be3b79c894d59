package archive

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"time"

	"golang.org/x/net/html/charset"
)

const (
	// maxDepth is how deep elements nest at most.
	maxDepth = 400
	// maxToken is the length in bytes of the longest tag, text or comment;
	// pictures may stand in an attribute.
	maxToken = 8 << 20
)

// Scanner reads the tokens of an XML part.
type Scanner struct {
	archive *Archive
	in      io.Reader
	dec     *xml.Decoder
	depth   int
	start   int64
	token   int // bytes read since the last token
	count   int
}

func newScanner(a *Archive, in io.Reader) *Scanner {
	s := &Scanner{archive: a, in: in}
	s.dec = xml.NewDecoder(s)
	s.dec.CharsetReader = charset.NewReaderLabel
	return s
}

// Read hands bytes to the decoder of XML, within the limits.
func (s *Scanner) Read(p []byte) (int, error) {
	if s.archive.left <= 0 {
		return 0, fmt.Errorf("%w: more than %d MB", ErrTooBig, maxBytes>>20)
	}
	if s.token > s.archive.maxToken {
		return 0, ErrTooBig
	}
	n, err := s.in.Read(p)
	s.archive.left -= int64(n)
	s.token += n
	return n, err
}

// Offset returns how many bytes of the part have been read: the end of the
// last token, and the start of the next.
func (s *Scanner) Offset() int64 { return s.dec.InputOffset() }

// Start returns where in the part the last token begins.
func (s *Scanner) Start() int64 { return s.start }

// Next returns the next start tag, end tag or text, valid until the next call.
// At the end of the part it fails with io.EOF.
func (s *Scanner) Next() (xml.Token, error) {
	for {
		s.start = s.dec.InputOffset()
		t, err := s.dec.Token()
		if err != nil {
			return nil, err
		}
		s.token = 0
		if s.count++; s.count&0xFFF == 0 && time.Now().After(s.archive.deadline) {
			return nil, ErrTooLong
		}
		switch t := t.(type) {
		case xml.StartElement:
			if s.depth++; s.depth > maxDepth {
				return nil, fmt.Errorf("%w: it is nested too deeply", ErrTooBig)
			}
			return t, nil
		case xml.EndElement:
			s.depth--
			return t, nil
		case xml.CharData:
			return t, nil
		case xml.Directive:
			if bytes.HasPrefix(bytes.ToUpper(t[:min(len(t), 7)]), []byte("DOCTYPE")) {
				return nil, ErrDTD
			}
		}
	}
}

// Skip passes over the rest of the element whose start tag was read last.
func (s *Scanner) Skip() error {
	for depth := s.depth; ; {
		t, err := s.Next()
		if err != nil {
			return unexpected(err)
		}
		if _, ok := t.(xml.EndElement); ok && s.depth < depth {
			return nil
		}
	}
}

// Children calls each with the start tags of the elements in the one whose
// start tag was read last; each must read its element to the end. Text between
// them goes to text, unless that is nil.
func (s *Scanner) Children(each func(xml.StartElement) error, text func(xml.CharData)) error {
	for {
		t, err := s.Next()
		if err != nil {
			return unexpected(err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if err := each(t); err != nil {
				return err
			}
		case xml.CharData:
			if text != nil {
				text(t)
			}
		case xml.EndElement:
			return nil
		}
	}
}

// Root reads the start tag of the part's outermost element.
func (s *Scanner) Root() (xml.StartElement, error) {
	for {
		t, err := s.Next()
		if err != nil {
			return xml.StartElement{}, unexpected(err)
		}
		if e, ok := t.(xml.StartElement); ok {
			return e, nil
		}
	}
}

func unexpected(err error) error {
	if err == io.EOF {
		return ErrDamaged
	}
	return err
}

// Attr returns the value of the attribute with a local name, or empty. Where
// two namespaces have one of the name, the first counts.
func Attr(e xml.StartElement, local string) string {
	for i := range e.Attr {
		if e.Attr[i].Name.Local == local {
			return e.Attr[i].Value
		}
	}
	return ""
}
