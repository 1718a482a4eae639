package model

import (
	"slices"
	"sync"
	"sync/atomic"
)

// table has the data of an organization's objects. What was added stays where it is.
type Table struct {
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

func NewTable() *Table {
	t := &Table{}
	blocks := slices.Clip(commonBlocks)
	t.blocks.Store(&blocks)
	t.writer.Table = t
	return t
}

// at returns the datum of a number; nil for that of none.
func (t *Table) At(n Number) *Datum {
	if n == Unset {
		return nil
	}
	return &(*t.blocks.Load())[n/blockSize][n%blockSize]
}

// add returns the number of a value, which must not change after; that of none for nil.
func (t *Table) Add(value any) Number {
	if n, ok := commonNumber(value); ok {
		return n
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.writer.Add(value)
}

// grow returns an empty block and the number of its first datum.
func (t *Table) grow() (*block, Number) {
	t.grows.Lock()
	defer t.grows.Unlock()
	fresh, blocks := new(block), *t.blocks.Load()
	grown := append(blocks, fresh)
	t.blocks.Store(&grown)
	return fresh, Number(len(blocks) * blockSize)
}

// writer adds to a table for one goroutine.
type writer struct {
	Table *Table
	block *block
	next  Number // where the next datum comes; at a block's end in the next one
}

// add is [table.add].
func (w *writer) Add(value any) Number {
	if n, ok := commonNumber(value); ok {
		return n
	}
	if w.next%blockSize == 0 {
		w.block, w.next = w.Table.grow()
	}
	n := w.next
	w.block[n%blockSize].Value = value
	w.next++
	return n
}
