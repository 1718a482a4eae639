package exchange

import (
	"slices"
	"sync"
	"sync/atomic"

	"github.com/exchlint/exchlint/schema"
)

// Datum is a value that objects may share.
type Datum = schema.Datum

// number is that of a datum in its table. Objects have data by their numbers: of a large
// organization's memory most are these, and a number takes half of what a pointer does.
type number uint32

// The data that nearly all objects have many of, by the numbers that they have in any table;
// notKnown is that of none.
const (
	notKnown number = iota
	no
	yes
	noText
	noValues
	presentsNothing
	count0 // and those after it
)

// counts is how many counts are common: as days, they are more than five years.
const counts = common*blockSize - int64(count0)

// table has the data of an organization's objects. What was added stays where it is.
type table struct {
	blocks atomic.Pointer[[]*block]
	grows  sync.Mutex

	mu     sync.Mutex
	writer writer // for all who have none of their own
}

// block are data that lie together.
type block [blockSize]Datum

// How many data lie together, and how many blocks of them are common.
const (
	blockSize = 1 << 7
	common    = 16
)

// commonBlocks are the first of any table.
var commonBlocks = func() (blocks []*block) {
	for range common {
		blocks = append(blocks, new(block))
	}
	set := func(n number, value any) { blocks[n/blockSize][n%blockSize].Value = value }
	set(no, false)
	set(yes, true)
	set(noText, "")
	set(noValues, []any{})
	set(presentsNothing, aPresented.Entry("", "nothing", "", false))
	for count := range counts {
		set(count0+number(count), count)
	}
	return blocks
}()

// commonNumber returns the number of a value that nearly all objects have many of, or of none.
func commonNumber(value any) (n number, ok bool) {
	switch v := value.(type) {
	case nil:
		return notKnown, true
	case bool:
		if v {
			return yes, true
		}
		return no, true
	case string:
		return noText, v == ""
	case int64:
		return count0 + number(v), 0 <= v && v < counts
	case []any:
		return noValues, len(v) == 0
	}
	return notKnown, false
}

func newTable() *table {
	t := &table{}
	blocks := slices.Clip(commonBlocks)
	t.blocks.Store(&blocks)
	t.writer.table = t
	return t
}

// at returns the datum of a number; nil for that of none.
func (t *table) at(n number) *Datum {
	if n == notKnown {
		return nil
	}
	return &(*t.blocks.Load())[n/blockSize][n%blockSize]
}

// add returns the number of a value, which must not change after; that of none for nil.
func (t *table) add(value any) number {
	if n, ok := commonNumber(value); ok {
		return n
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.writer.add(value)
}

// grow returns an empty block and the number of its first datum.
func (t *table) grow() (*block, number) {
	t.grows.Lock()
	defer t.grows.Unlock()
	fresh, blocks := new(block), *t.blocks.Load()
	grown := append(blocks, fresh)
	t.blocks.Store(&grown)
	return fresh, number(len(blocks) * blockSize)
}

// writer adds to a table for one goroutine.
type writer struct {
	table *table
	block *block
	next  number // where the next datum comes; at a block's end in the next one
}

// add is [table.add].
func (w *writer) add(value any) number {
	if n, ok := commonNumber(value); ok {
		return n
	}
	if w.next%blockSize == 0 {
		w.block, w.next = w.table.grow()
	}
	n := w.next
	w.block[n%blockSize].Value = value
	w.next++
	return n
}
