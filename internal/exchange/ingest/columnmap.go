package ingest

import (
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/schema"
)

// shape is what the columns of an object mean.
type columnMap struct {
	form     string       // of the file
	typeName string       // that the object states; "" for none
	hint     *schema.Kind // what the object's surroundings say that it is
	byValues bool         // other values may make an object with these columns one of another kind
	names    []string

	kind     *schema.Kind
	columns  []*used
	fields   []int16                  // by property: the field of its column; -1 for none
	layouts  map[uint64]*model.Layout // of the objects met before, by a sum of their sites
	repeated []repeatedColumn         // fields whose name stands again
	earlier  *columnMap               // for the record that has these instead; nil where there are none, or too many
	marks    []*hintColumn            // fields that tell of the object's name and place
}

// repeatedColumn is a field of a property that a later one of the same name overrides.
type repeatedColumn struct{ property, field int }

// used is a field that a property is read from.
type used struct {
	field    int
	index    int // of the property in its kind
	property *schema.Property
	mark     func(*ownerHints) *string // where a record keeps it, too; nil for most
	known    map[string]*reading       // by the text as it is written
	last     *reading                  // of the object before, which mostly says the same
}

// marks is a field that tells of the object's name and place.
type hintColumn struct {
	field int
	name  string // in lower case
	raw   []byte // of the object before, as it is written
	text  string // what that says
}

// reading is what a text says.
type reading struct {
	text  string       // as it is written
	said  string       // what it says by itself
	datum *model.Datum // nil where it says nothing
	gap   *model.Gap
	lost  *unreadableValue // what is left of a value that PowerShell gave up on; else nil
	order values.DateOrder // what a date tells of the order of others
	open  bool             // it is a date, and these have to tell how it is read
}

func (s *columnMap) fits(fields []document.Field) bool {
	return slices.EqualFunc(s.names, fields, func(name string, field document.Field) bool { return name == field.Name })
}
