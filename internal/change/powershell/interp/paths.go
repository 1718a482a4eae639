package interp

func joinPathCommand(c *invocation) []Value {
	c.take("Path@1 ChildPath@2 AdditionalChildPath@3* Resolve! Credential")
	path, child := first(c.get("Path")), first(c.get("ChildPath"))
	if c.piped {
		path = collect(c.input, c.from)
	}
	if u := unknown(path, child); u != nil {
		return []Value{{u, c.from}}
	}
	return []Value{{joinPath(Text(path), Text(child)), c.from}}
}

func splitPath(c *invocation) []Value {
	c.take("Path@1 LiteralPath Parent! Leaf! LeafBase! Extension! Qualifier! NoQualifier! IsAbsolute! Resolve!")
	path := first(c.get("Path"))
	if c.piped {
		path = collect(c.input, c.from)
	}
	if u := hasUnknown(path); u != nil {
		return []Value{{u, c.from}}
	}
	method := "getdirectoryname"
	for name, m := range map[string]string{"Leaf": "getfilename", "LeafBase": "getfilenamewithoutextension", "Extension": "getextension"} {
		if c.is(name) {
			method = m
		}
	}
	if c.is("Qualifier") || c.is("NoQualifier") || c.is("IsAbsolute") {
		return unknownValue(c)
	}
	data, _ := pathStatic(method, []Value{path})
	return []Value{{data, c.from}}
}
