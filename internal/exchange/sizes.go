package exchange

// compareSizes states, for each enabled send connector, whether it takes messages of
// another size than most of the others. What the organization allows as a whole is in
// no export, so connectors are held against each other.
func (f *facts) compareSizes() {
	sizes := make([]compared, len(f.send))
	var missing []string
	for i, c := range f.send {
		size, known := c.Value("MaxMessageSize")
		switch {
		case c.is("disabled"):
		case known:
			sizes[i] = compared{display(size), true}
		case len(missing) < mostNear:
			missing = append(missing, f.missingOf(c.Object, "MaxMessageSize")...)
		}
	}
	for _, c := range f.send {
		if missing != nil && len(f.send) > 1 {
			c.miss("size_drift", "the send connectors can't be compared", missing)
			continue
		}
		c.share("size_drift", noValues)
	}
	against(sizes, func(i int, others []int) {
		shown := []any{}
		for _, other := range others {
			shown = append(shown, another.Entry(f.send[other].Identity, sizes[other].value))
		}
		f.send[i].set("size_drift", []any{aDrift.Entry(false, shown, "MaxMessageSize", sizes[i].value)})
	})
}
