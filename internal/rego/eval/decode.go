package eval

import (
	varint "encoding/binary"
	"io"
)

// UnmarshalBinary decodes what [Program.MarshalBinary] has encoded, and nothing else: the
// bytes are part of exchlint, so they are not validated.
func (p *Program) UnmarshalBinary(data []byte) error {
	d := &decoder{rest: data, text: string(data)}
	p.constants = decodeList(d, (*decoder).constant)
	p.files = decodeList(d, (*decoder).string)
	p.builtins = decodeList(d, func(d *decoder) builtin { return builtinOf(d.string()) })
	p.functions = decodeList(d, (*decoder).function)
	p.blocks = decodeList(d, (*decoder).span)
	p.statements = decodeList(d, (*decoder).statement)
	p.args = decodeList(d, (*decoder).operand)
	if len(d.rest) > 0 {
		return io.ErrUnexpectedEOF
	}
	return nil
}

// decoder decodes bytes. Its strings share the memory of one.
type decoder struct {
	rest []byte
	text string
}

func decodeList[T any](d *decoder, element func(*decoder) T) []T {
	n := d.number()
	if n == 0 {
		return nil
	}
	elements := make([]T, n)
	for i := range elements {
		elements[i] = element(d)
	}
	return elements
}

func (d *decoder) number() int64 {
	n, size := varint.Varint(d.rest)
	d.rest = d.rest[size:]
	return n
}

func (d *decoder) string() string {
	n := d.number()
	start := len(d.text) - len(d.rest)
	d.rest = d.rest[n:]
	return d.text[start : start+int(n)]
}

func (d *decoder) constant() any {
	switch d.number() {
	case isFalse:
		return false
	case isTrue:
		return true
	case isInteger:
		return d.number()
	case isNumber:
		return number(d.string())
	case isText:
		return d.string()
	}
	return null{}
}

func (d *decoder) function() function {
	return function{
		name: d.string(), path: d.string(),
		params: decodeList(d, (*decoder).operand), locals: int(d.number()), tested: decodeList(d, (*decoder).operand),
		invariant: d.number() > 0, blocks: d.span(),
	}
}

func (d *decoder) span() span {
	from := int32(d.number())
	return span{from, from + int32(d.number())}
}

func (d *decoder) operand() operand { return operand(d.number()) }

func (d *decoder) statement() statement {
	s := statement{op: opcode(d.rest[0])}
	d.rest = d.rest[1:]
	s.a, s.b, s.c = d.operand(), d.operand(), d.operand()
	s.place = d.number()
	s.args, s.blocks = d.span(), d.span()
	return s
}
