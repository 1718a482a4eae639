package model

import "github.com/exchlint/exchlint/schema"

// Datum is a value that objects may share.
type Datum = schema.Datum

// number is that of a datum in its table. Objects have data by their numbers: of a large
// organization's memory most are these, and a number takes half of what a pointer does.
type Number uint32

// The data that nearly all objects have many of, by the numbers that they have in any table;
// notKnown is that of none.
const (
	Unset Number = iota
	no
	Yes
	EmptyText
	EmptyList
	PresentsNothing
	count0 // and those after it
)

// counts is how many counts are common: as days, they are more than five years.
const counts = common*blockSize - int64(count0)

// commonBlocks are the first of any table.
var commonBlocks = func() (blocks []*block) {
	for range common {
		blocks = append(blocks, new(block))
	}
	set := func(n Number, value any) { blocks[n/blockSize][n%blockSize].Value = value }
	set(no, false)
	set(Yes, true)
	set(EmptyText, "")
	set(EmptyList, []any{})
	set(PresentsNothing, APresented.Entry("", "nothing", "", false))
	for count := range counts {
		set(count0+Number(count), count)
	}
	return blocks
}()

// commonNumber returns the number of a value that nearly all objects have many of, or of none.
func commonNumber(value any) (n Number, ok bool) {
	switch v := value.(type) {
	case nil:
		return Unset, true
	case bool:
		if v {
			return Yes, true
		}
		return no, true
	case string:
		return EmptyText, v == ""
	case int64:
		return count0 + Number(v), 0 <= v && v < counts
	case []any:
		return EmptyList, len(v) == 0
	}
	return Unset, false
}

var APresented = schema.ShapeOf("Subject", "by", "identity", "self_signed")
