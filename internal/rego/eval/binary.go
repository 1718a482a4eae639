package eval

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// MarshalBinary writes the program for [Program.UnmarshalBinary], which is a hundred times
// faster than to have OPA compile and plan it again.
func (p *Program) MarshalBinary() ([]byte, error) {
	w := &writer{}
	list(w, p.constants, w.constant)
	list(w, p.files, w.text)
	list(w, p.builtins, func(b builtin) { w.text(b.name) })
	list(w, p.functions, w.function)
	list(w, p.blocks, w.span)
	list(w, p.statements, w.statement)
	list(w, p.args, w.operand)
	return w.bytes, w.err
}

type writer struct {
	bytes []byte
	err   error
}

func list[T any](w *writer, elements []T, write func(T)) {
	w.number(int64(len(elements)))
	for _, element := range elements {
		write(element)
	}
}

func (w *writer) number(n int64) { w.bytes = binary.AppendVarint(w.bytes, n) }

func (w *writer) text(s string) {
	w.number(int64(len(s)))
	w.bytes = append(w.bytes, s...)
}

// The kinds of constant.
const (
	isFalse = iota
	isTrue
	isInteger
	isNumber
	isText
	isNull
)

func (w *writer) constant(value any) {
	switch v := value.(type) {
	case bool:
		w.number(int64(rankOfBool(v))) // isFalse or isTrue
	case int64:
		w.number(isInteger)
		w.number(v)
	case number:
		w.number(isNumber)
		w.text(string(v))
	case string:
		w.number(isText)
		w.text(v)
	case null:
		w.number(isNull)
	default:
		w.err = fmt.Errorf("a constant of type %T", v)
	}
}

func (w *writer) function(f function) {
	if f.value != nil {
		w.err = errors.New("a function with a value of its own")
	}
	w.text(f.name)
	w.text(f.path)
	w.number(int64(f.file))
	list(w, f.params, w.operand)
	w.number(int64(f.locals))
	list(w, f.asked, w.operand)
	w.number(int64(rankOfBool(f.constant)))
	w.span(f.blocks)
}

func (w *writer) span(s span) {
	w.number(int64(s.from))
	w.number(int64(s.to - s.from))
}

func (w *writer) operand(o operand) { w.number(int64(o)) }

func (w *writer) statement(s statement) {
	w.bytes = append(w.bytes, byte(s.op))
	for _, o := range []operand{s.a, s.b, s.c} {
		w.operand(o)
	}
	w.number(int64(s.line))
	w.span(s.args)
	w.span(s.blocks)
}

// UnmarshalBinary reads what [Program.MarshalBinary] has written, and nothing else: the
// bytes are part of exchlint, so that what is wrong with them is not looked for.
func (p *Program) UnmarshalBinary(data []byte) error {
	r := &reader{rest: data, text: string(data)}
	p.constants = read(r, (*reader).constant)
	p.files = read(r, (*reader).string)
	p.builtins = read(r, func(r *reader) builtin { return builtinOf(r.string()) })
	p.functions = read(r, (*reader).function)
	p.blocks = read(r, (*reader).span)
	p.statements = read(r, (*reader).statement)
	p.args = read(r, (*reader).operand)
	p.index()
	if len(r.rest) > 0 {
		return io.ErrUnexpectedEOF
	}
	return nil
}

// reader reads bytes. Its texts are pieces of one.
type reader struct {
	rest []byte
	text string
}

func read[T any](r *reader, one func(*reader) T) []T {
	n := r.number()
	if n == 0 {
		return nil
	}
	elements := make([]T, n)
	for i := range elements {
		elements[i] = one(r)
	}
	return elements
}

func (r *reader) number() int64 {
	n, size := binary.Varint(r.rest)
	r.rest = r.rest[size:]
	return n
}

func (r *reader) string() string {
	n := r.number()
	start := len(r.text) - len(r.rest)
	r.rest = r.rest[n:]
	return r.text[start : start+int(n)]
}

func (r *reader) constant() any {
	switch r.number() {
	case isFalse:
		return false
	case isTrue:
		return true
	case isInteger:
		return r.number()
	case isNumber:
		return number(r.string())
	case isText:
		return r.string()
	}
	return null{}
}

func (r *reader) function() function {
	return function{
		name: r.string(), path: r.string(), file: int(r.number()),
		params: read(r, (*reader).operand), locals: int(r.number()), asked: read(r, (*reader).operand),
		constant: r.number() > 0, blocks: r.span(),
	}
}

func (r *reader) span() span {
	from := int32(r.number())
	return span{from, from + int32(r.number())}
}

func (r *reader) operand() operand { return operand(r.number()) }

func (r *reader) statement() statement {
	s := statement{op: opcode(r.rest[0])}
	r.rest = r.rest[1:]
	s.a, s.b, s.c = r.operand(), r.operand(), r.operand()
	s.line = int32(r.number())
	s.args, s.blocks = r.span(), r.span()
	return s
}
