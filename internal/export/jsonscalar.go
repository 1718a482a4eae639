package export

import "strings"

func (s *jsonScanner) string() error {
	start := s.pos
	s.enter()
	for {
		s.pos = skipPlain(s.text, s.pos)
		switch s.next() {
		case '"':
			s.leave()
			return s.file.checkSize(Span{start, s.pos})
		case '\\':
			if err := s.escape(); err != nil {
				return err
			}
		case '\n', '\r':
			return s.errorf(`the line ends inside a string: its closing quote is missing, or a line break is not written \n`)
		default:
			return s.unexpected("the escape of a control character")
		}
	}
}

func (s *jsonScanner) escape() error {
	s.pos++
	c := s.next()
	if c != 'u' && (c == 0 || strings.IndexByte(`"\/bfnrt`, c) < 0) {
		return s.unexpected(`one of "\/bfnrtu after a backslash (to mean a backslash, write two)`)
	}
	s.pos++
	if c != 'u' {
		return nil
	}
	for range 4 {
		if !isHex(s.next()) {
			return s.unexpected(`four hexadecimal digits after \u`)
		}
		s.pos++
	}
	return nil
}

func (s *jsonScanner) number() error {
	if s.next() == '-' {
		s.pos++
	}
	if s.next() == '0' {
		s.pos++
		if isDigit(s.next()) {
			return s.errorf("a number must not start with a zero")
		}
	} else if err := s.digits(); err != nil {
		return err
	}
	if s.next() == '.' {
		s.pos++
		if err := s.digits(); err != nil {
			return err
		}
	}
	if s.next()|0x20 != 'e' {
		return nil
	}
	s.pos++
	if c := s.next(); c == '+' || c == '-' {
		s.pos++
	}
	return s.digits()
}

func (s *jsonScanner) digits() error {
	if !isDigit(s.next()) {
		return s.unexpected("a digit")
	}
	for isDigit(s.next()) {
		s.pos++
	}
	return nil
}

func (s *jsonScanner) literal(word string) error {
	for i := range len(word) {
		if s.next() != word[i] {
			return s.unexpected(word)
		}
		s.pos++
	}
	return nil
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isHex(c byte) bool { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f' }
