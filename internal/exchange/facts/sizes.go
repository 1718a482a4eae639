package facts

import "github.com/exchlint/exchlint/internal/exchange/model"

// compareSizes states, for each enabled send connector, whether it takes messages of
// another size than most of the others. What the organization allows as a whole is in
// no export, so connectors are held against each other.
func (f *deriver) compareSizes() {
	sizes := make([]compared, len(f.send))
	var missing []string
	for i, c := range f.send {
		size, known := c.Value("MaxMessageSize")
		switch {
		case c.IsTrue("disabled"):
		case known:
			sizes[i] = compared{model.Display(size), true}
		case len(missing) < MaxNear:
			missing = append(missing, f.missingOf(c.Object, "MaxMessageSize")...)
		}
	}
	for _, c := range f.send {
		if missing != nil && len(f.send) > 1 {
			c.SetUnknown("size_drift", "the send connectors can't be compared", missing)
			continue
		}
		c.SetShared("size_drift", model.EmptyList)
	}
	against(sizes, func(i int, others []int) {
		shown := []any{}
		for _, other := range others {
			shown = append(shown, anotherValue.Entry(f.send[other].Identity, sizes[other].value))
		}
		f.send[i].Set("size_drift", []any{aDrift.Entry(false, shown, "MaxMessageSize", sizes[i].value)})
	})
}
