package export

import (
	"sync"
	"unsafe"
)

// memories are those of texts that were let go. A large file's parts take turns in a few of
// them, or the run would spend more time on fresh memory than on reading.
var memories sync.Pool

// newMemory returns memory of a size, with anything in it.
func newMemory(size int) []byte {
	if old, ok := memories.Get().(*[]byte); ok && cap(*old) >= size {
		return (*old)[:size]
	}
	return make([]byte, size, size+size/8) // one part is a little longer than another
}

// giveBack takes memory that nobody reads any more. It is wiped, so that who keeps a part of
// a text without having cloned it does not get away with it in any test.
func giveBack(memory []byte) {
	if memory != nil {
		clear(memory)
		memories.Put(&memory)
	}
}

// textIn returns memory as a text, which holds until the memory is given back.
func textIn(memory []byte) string { return unsafe.String(unsafe.SliceData(memory), len(memory)) }
