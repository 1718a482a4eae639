package serialized

import (
	"encoding/binary"
	"strings"
)

// object is a class's members by name.
type object map[string]any

// reference is the number of an object elsewhere in the stream.
type reference int32

// nulls is a number of nulls in a row.
type nulls int32

// class declares the members of an object and the types of their values.
type class struct {
	members []string
	types   []byte // BinaryTypeEnumeration, MS-NRBF 2.1.2.2
	details []byte // of a primitive, its PrimitiveTypeEnumeration
}

// reader reads a stream of records. Every step consumes bytes, so the work is bounded by the
// data. It ends at the first record that it does not know.
type reader struct {
	data    []byte
	failed  bool
	root    int32
	classes map[int32]class
	objects map[int32]any
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

// take returns the next bytes, or fails if there are fewer.
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

// string reads a string after its length, which is encoded in groups of seven bits.
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
