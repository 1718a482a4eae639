package serialized

import (
	"encoding/binary"
	"strings"
)

// object is a class's members by name.
type object map[string]any

// reference stands for an object elsewhere in the stream.
type reference int32

// nothing is a null, or as many of them.
type nothing int32

// class is the shape of an object: its members and the types of their values.
type class struct {
	members []string
	types   []byte // BinaryTypeEnumeration, MS-NRBF 2.1.2.2
	details []byte // of a primitive, its PrimitiveTypeEnumeration
}

// reader reads a stream of records. Every step takes bytes that are there, so the work is
// bounded by the data; the first that can't be understood ends it.
type reader struct {
	data    []byte
	failed  bool
	root    int32
	classes map[int32]class
	objects map[int32]any
}

// deepest bounds how deep objects lie in each other. In what Exchange writes it is two.
const deepest = 16

// stream reads records up to the end mark, or to the first that is not known.
func (r *reader) stream() {
	for !r.failed && len(r.data) > 0 {
		if r.data[0] == 11 { // MessageEnd
			return
		}
		r.record(0)
	}
}

// record reads one record (MS-NRBF 2.1.2.1) and returns the value that it stands for.
func (r *reader) record(depth int) any {
	if depth > deepest {
		return r.fail()
	}
	switch r.byte() {
	case 0: // SerializedStreamHeader
		r.root = r.int32()
		r.take(12)
	case 1: // ClassWithId
		id, shape := r.int32(), r.int32()
		known, ok := r.classes[shape]
		if !ok {
			return r.fail()
		}
		return r.members(id, known, depth)
	case 4: // SystemClassWithMembersAndTypes
		return r.class(false, depth)
	case 5: // ClassWithMembersAndTypes
		return r.class(true, depth)
	case 6: // BinaryObjectString
		return r.keep(r.int32(), r.string())
	case 7: // BinaryArray
		return r.array(depth)
	case 8: // MemberPrimitiveTyped
		return r.primitive(r.byte())
	case 9: // MemberReference
		return reference(r.int32())
	case 10: // ObjectNull
		return nothing(1)
	case 12: // BinaryLibrary
		r.int32()
		r.string()
		return r.record(depth + 1)
	case 13: // ObjectNullMultiple256
		return nothing(r.byte())
	case 14: // ObjectNullMultiple
		return nothing(r.int32())
	case 15: // ArraySinglePrimitive
		return r.bytes()
	default:
		return r.fail()
	}
	return nil
}

// class reads an object that brings its shape along.
func (r *reader) class(library bool, depth int) any {
	id := r.int32()
	r.string() // the class's name
	count := r.int32()
	if count < 0 || int(count) > len(r.data) {
		return r.fail()
	}
	var c class
	for range count {
		c.members = append(c.members, r.string())
	}
	c.types = r.take(int(count))
	c.details = make([]byte, len(c.types))
	for i, kind := range c.types {
		c.details[i] = r.detail(kind)
	}
	if library {
		r.int32()
	}
	r.classes[id] = c
	return r.members(id, c, depth)
}

// detail reads what follows a member's type: of a primitive its kind.
func (r *reader) detail(kind byte) byte {
	switch kind {
	case 0, 7: // Primitive, PrimitiveArray
		return r.byte()
	case 3: // SystemClass
		r.string()
	case 4: // Class
		r.string()
		r.int32()
	}
	return 0
}

func (r *reader) members(id int32, c class, depth int) any {
	o := object{}
	r.keep(id, o) // before its members: what is read before a fault is known
	for i, name := range c.members {
		if r.failed || i >= len(c.types) {
			break
		}
		var value any
		if c.types[i] == 0 {
			value = r.primitive(c.details[i])
		} else {
			value = r.record(depth + 1)
		}
		if !r.failed {
			o[name] = value
		}
	}
	return o
}

// array reads past an array of objects: nobody asks for its elements.
func (r *reader) array(depth int) any {
	id, kind, rank := r.int32(), r.byte(), r.int32()
	if kind != 0 || rank != 1 { // anything but a simple list
		return r.fail()
	}
	left := r.int32()
	r.detail(r.byte())
	for left > 0 && !r.failed {
		if n, ok := r.record(depth + 1).(nothing); ok {
			left -= max(int32(n), 1)
		} else {
			left--
		}
	}
	return r.keep(id, nothing(1))
}

// bytes reads an array of bytes; one of other primitives is not known.
func (r *reader) bytes() any {
	id, length, kind := r.int32(), r.int32(), r.byte()
	if kind != 2 {
		return r.fail()
	}
	return r.keep(id, r.take(int(length)))
}

// primitive reads a value of a primitive type (MS-NRBF 2.1.2.3).
func (r *reader) primitive(kind byte) any {
	switch kind {
	case 1: // Boolean
		return r.byte() != 0
	case 2: // Byte
		return int64(r.byte())
	case 8: // Int32
		return int64(r.int32())
	case 9, 12, 13, 16: // Int64, TimeSpan, DateTime, UInt64
		r.take(8)
		return nil
	case 15: // UInt32
		return int64(uint32(r.int32()))
	case 18: // String
		return r.string()
	}
	return r.fail()
}

func (r *reader) keep(id int32, value any) any {
	if !r.failed {
		r.objects[id] = value
	}
	return value
}

// resolve follows a reference to its object.
func (r *reader) resolve(value any) any {
	if to, ok := value.(reference); ok {
		return r.objects[int32(to)]
	}
	return value
}

func (r *reader) fail() any {
	r.failed, r.data = true, nil
	return nil
}

// take returns the next bytes, or fails where there are fewer.
func (r *reader) take(n int) []byte {
	if n < 0 || n > len(r.data) {
		r.fail()
		return nil
	}
	taken := r.data[:n]
	r.data = r.data[n:]
	return taken
}

func (r *reader) byte() byte {
	if taken := r.take(1); taken != nil {
		return taken[0]
	}
	return 0xff
}

func (r *reader) int32() int32 {
	if taken := r.take(4); taken != nil {
		return int32(binary.LittleEndian.Uint32(taken))
	}
	return -1
}

// string reads a text behind its length, which is written in groups of seven bits.
func (r *reader) string() string {
	length := 0
	for shift := 0; shift < 35; shift += 7 {
		b := r.byte()
		length |= int(b&0x7f) << shift
		if b < 0x80 {
			return strings.ToValidUTF8(string(r.take(length)), "\ufffd")
		}
	}
	r.fail()
	return ""
}
