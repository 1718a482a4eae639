package exchange

// compareSizes states, for each enabled send connector, whether it takes messages of
// another size than most of the others. What the organization allows as a whole is in
// no export, so connectors are held against each other.
func (f *facts) compareSizes() {
	sizes := map[*sendConnector]string{}
	counts := map[string]int{}
	var missing []string
	for _, c := range f.send {
		size, known := c.Value("MaxMessageSize")
		switch {
		case c.is("disabled"):
		case known:
			sizes[c] = display(size)
			counts[sizes[c]]++
		case len(missing) < mostNear:
			missing = append(missing, f.missingOf(c.Object, "MaxMessageSize")...)
		}
	}
	against, others := minority(counts, len(sizes)), witnesses(f.send, sizes)
	for _, c := range f.send {
		size, known := sizes[c]
		switch {
		case known && len(counts) > 1 && against(size):
			c.set("size_drift", []any{map[string]any{"property": "MaxMessageSize", "value": size, "harmless": false, "others": ofOtherSize(size, others, sizes)}})
		case missing != nil && len(f.send) > 1:
			c.miss("size_drift", "the send connectors can't be compared", missing)
		default:
			c.set("size_drift", []any{})
		}
	}
}

// ofOtherSize shows those of some connectors whose size is another one.
func ofOtherSize(size string, connectors []*sendConnector, sizes map[*sendConnector]string) []any {
	others := []any{}
	for _, c := range connectors {
		if sizes[c] != size && len(others) < mostNear {
			others = append(others, map[string]any{"identity": c.Identity, "value": sizes[c]})
		}
	}
	return others
}
