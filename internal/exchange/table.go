package exchange

import (
	"slices"
	"sync"
	"sync/atomic"
)

// table has the data of an organization's objects. What was added stays where it is.
type table struct {
	blocks atomic.Pointer[[]*block]
	grows  sync.Mutex // held while there come more of them

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
