package export

import (
	"sync"
	"unsafe"
)

// memories are those of texts that were let go. A large file's parts take turns in a few of
// them, or the run would spend more time on fresh memory than on reading.
type memories struct {
	mu   sync.Mutex
	free [][]byte
}

// of returns memory of a size, with anything in it.
func (m *memories) of(size int) []byte {
	m.mu.Lock()
	defer m.mu.Unlock()
	if last := len(m.free) - 1; last >= 0 && cap(m.free[last]) >= size {
		memory := m.free[last]
		m.free = m.free[:last]
		return memory[:size]
	}
	return make([]byte, size, size+size/8) // one part is a little longer than another
}

// giveBack takes memory that nobody reads any more. It is wiped, so that who keeps a part of
// a text without having cloned it does not get away with it in any test.
func (m *memories) giveBack(memory []byte) {
	if memory == nil {
		return
	}
	clear(memory)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.free = append(m.free, memory)
}

// letGo leaves them to the garbage collector.
func (m *memories) letGo() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.free = nil
}

// textIn returns memory as a text, which holds until the memory is given back.
func textIn(memory []byte) string { return unsafe.String(unsafe.SliceData(memory), len(memory)) }
