package facts

import (
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
)

// compareSizes states, for each enabled send connector, whether it accepts messages of
// another size than most of the others. No export has what the organization allows as a whole, so
// connectors are compared with each other.
func (f *deriver) compareSizes() {
	sizes, missing := f.sizes()
	drift := model.Given([]any{}, missing)
	for _, c := range f.send {
		property.SizeDrift.Set(c.Object, drift)
	}
	against(sizes, func(i int, others []int) {
		differing := []any{}
		for _, other := range others {
			differing = append(differing, anotherValue.Entry(f.send[other].Identity, sizes[other].value))
		}
		entry := aDrift.Entry(false, differing, property.MaxMessageSize.Name(), sizes[i].value)
		property.SizeDrift.Set(f.send[i].Object, model.Certain([]any{entry}))
	})
}

// sizes returns the sizes of the messages that enabled send connectors accept, and what is missing
// to compare them. A single connector has nothing to be compared with.
func (f *deriver) sizes() (sizes []compared, missing []model.Input) {
	sizes = make([]compared, len(f.send))
	for i, c := range f.send {
		switch size := property.MaxMessageSize.Datum(c.Object); {
		case c.isDisabled():
		case size != nil:
			sizes[i] = compared{model.Display(size.Value), true}
		case len(missing) < maxNear:
			missing = append(missing, property.MaxMessageSize.Missing(c.Object)...)
		}
	}
	if len(f.send) < 2 {
		missing = nil
	}
	return sizes, missing
}
