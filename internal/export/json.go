package export

// decodeJSON checks the text against RFC 8259 from end to end, and keeps nothing
// but where its one value stands.
func decodeJSON(f *File) error {
	s := jsonScanner{file: f, text: f.text, pos: skipBlanks(f.text, 0)}
	start := s.pos
	if err := s.value(); err != nil {
		return err
	}
	value := Value{jsonKind(f.text[start]), Span{start, s.pos}, f}
	s.blanks()
	if s.pos < len(s.text) {
		return s.surplus()
	}
	if err := f.checkCounts(value.Span); err != nil {
		return err
	}
	f.Values, f.notation = []Value{value}, jsonText{}
	return nil
}

// jsonScanner walks over text that may hold anything but a NUL.
type jsonScanner struct {
	file *File
	text string
	pos  int
	open []int // where the brackets stand, and the quote, that are not closed yet
}

// next returns the character at which the scanner stands, NUL at the end.
func (s *jsonScanner) next() byte {
	if s.pos == len(s.text) {
		return 0
	}
	return s.text[s.pos]
}

func (s *jsonScanner) blanks() { s.pos = skipBlanks(s.text, s.pos) }

func (s *jsonScanner) enter() {
	s.open = append(s.open, s.pos)
	s.pos++
}

func (s *jsonScanner) leave() {
	s.open = s.open[:len(s.open)-1]
	s.pos++
}

func (s *jsonScanner) value() error {
	switch c := s.next(); {
	case c == '"':
		return s.string()
	case c == '-', isDigit(c):
		return s.number()
	case c == '{':
		return s.list('}', (*jsonScanner).member)
	case c == '[':
		return s.list(']', (*jsonScanner).value)
	case c == 't':
		return s.literal("true")
	case c == 'f':
		return s.literal("false")
	case c == 'n':
		return s.literal("null")
	}
	return s.misplaced("a value")
}

// list reads what stands between two brackets, element by element.
func (s *jsonScanner) list(closing byte, element func(*jsonScanner) error) error {
	if len(s.open) == MaxDepth {
		return s.errorf("more than %d brackets stand inside each other", MaxDepth)
	}
	s.enter()
	s.blanks()
	if s.next() == closing {
		s.leave()
		return nil
	}
	for n := 1; ; n++ {
		if n > MaxElements {
			return s.errorf(tooMany)
		}
		if err := s.file.late(s.pos); err != nil {
			return err
		}
		if err := element(s); err != nil {
			return err
		}
		s.blanks()
		if s.next() == closing {
			s.leave()
			return nil
		}
		if err := s.comma(closing); err != nil {
			return err
		}
	}
}

// comma reads the comma between two elements, and the blanks after it.
func (s *jsonScanner) comma(closing byte) error {
	if s.next() != ',' {
		return s.misplaced("',' or '" + string(closing) + "'")
	}
	comma := s.pos
	s.pos++
	s.blanks()
	if s.next() == closing {
		return s.file.errorAt(comma, "the comma before the closing %q is one too many", closing)
	}
	return nil
}

func (s *jsonScanner) member() error {
	if s.next() != '"' {
		return s.misplaced("a name in double quotes")
	}
	if err := s.string(); err != nil {
		return err
	}
	s.blanks()
	if s.next() != ':' {
		return s.misplaced("':' after a name")
	}
	s.pos++
	s.blanks()
	return s.value()
}
