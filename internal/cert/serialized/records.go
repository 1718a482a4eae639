package serialized

// maxDepth bounds how deep objects are nested. Exchange nests two.
const maxDepth = 16

// Records (RecordTypeEnumeration, MS-NRBF 2.1.2.1).
const (
	serializedStreamHeader         = 0
	classWithID                    = 1
	systemClassWithMembersAndTypes = 4
	classWithMembersAndTypes       = 5
	binaryObjectString             = 6
	binaryArray                    = 7
	memberPrimitiveTyped           = 8
	memberReference                = 9
	objectNull                     = 10
	messageEnd                     = 11
	binaryLibrary                  = 12
	objectNullMultiple256          = 13
	objectNullMultiple             = 14
	arraySinglePrimitive           = 15
)

// Types of members (BinaryTypeEnumeration, MS-NRBF 2.1.2.2).
const (
	typePrimitive      = 0
	typeSystemClass    = 3
	typeClass          = 4
	typePrimitiveArray = 7
)

// Primitive types (PrimitiveTypeEnumeration, MS-NRBF 2.1.2.3).
const (
	primitiveBoolean  = 1
	primitiveByte     = 2
	primitiveInt32    = 8
	primitiveInt64    = 9
	primitiveTimeSpan = 12
	primitiveDateTime = 13
	primitiveUInt32   = 15
	primitiveUInt64   = 16
	primitiveString   = 18
)

// stream reads records up to the end mark, or to the first that is not known.
func (r *reader) stream() {
	for !r.failed && len(r.data) > 0 {
		if r.data[0] == messageEnd {
			return
		}
		r.record(0)
	}
}

// record reads one record and returns its value.
func (r *reader) record(depth int) any {
	if depth > maxDepth {
		return r.fail()
	}
	switch r.byte() {
	case serializedStreamHeader:
		r.root = r.int32()
		r.take(12)
	case classWithID:
		id, shape := r.int32(), r.int32()
		known, ok := r.classes[shape]
		if !ok {
			return r.fail()
		}
		return r.members(id, known, depth)
	case systemClassWithMembersAndTypes:
		return r.class(false, depth)
	case classWithMembersAndTypes:
		return r.class(true, depth)
	case binaryObjectString:
		return r.keep(r.int32(), r.string())
	case binaryArray:
		return r.array(depth)
	case memberPrimitiveTyped:
		return r.primitive(r.byte())
	case memberReference:
		return reference(r.int32())
	case objectNull:
		return nulls(1)
	case binaryLibrary:
		r.int32()
		r.string()
		return r.record(depth + 1)
	case objectNullMultiple256:
		return nulls(r.byte())
	case objectNullMultiple:
		return nulls(r.int32())
	case arraySinglePrimitive:
		return r.bytes()
	default:
		return r.fail()
	}
	return nil
}

// class reads an object with the declaration of its class.
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
	case typePrimitive, typePrimitiveArray:
		return r.byte()
	case typeSystemClass:
		r.string()
	case typeClass:
		r.string()
		r.int32()
	}
	return 0
}

func (r *reader) members(id int32, c class, depth int) any {
	o := object{}
	r.keep(id, o) // before its members, so that those before a fault are kept
	for i, name := range c.members {
		if r.failed || i >= len(c.types) {
			break
		}
		var value any
		if c.types[i] == typePrimitive {
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

// array skips an array of objects: its elements are not needed.
func (r *reader) array(depth int) any {
	id, kind, rank := r.int32(), r.byte(), r.int32()
	if kind != 0 || rank != 1 { // anything but a simple list
		return r.fail()
	}
	left := r.int32()
	r.detail(r.byte())
	for left > 0 && !r.failed {
		if n, ok := r.record(depth + 1).(nulls); ok {
			left -= max(int32(n), 1)
		} else {
			left--
		}
	}
	return r.keep(id, nulls(1))
}

// bytes reads an array of bytes; one of other primitives is an error.
func (r *reader) bytes() any {
	id, length, kind := r.int32(), r.int32(), r.byte()
	if kind != primitiveByte {
		return r.fail()
	}
	return r.keep(id, r.take(int(length)))
}

// primitive reads a value of a primitive type.
func (r *reader) primitive(kind byte) any {
	switch kind {
	case primitiveBoolean:
		return r.byte() != 0
	case primitiveByte:
		return int64(r.byte())
	case primitiveInt32:
		return int64(r.int32())
	case primitiveInt64, primitiveTimeSpan, primitiveDateTime, primitiveUInt64:
		r.take(8)
		return nil
	case primitiveUInt32:
		return int64(uint32(r.int32()))
	case primitiveString:
		return r.string()
	}
	return r.fail()
}
