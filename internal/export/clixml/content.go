package clixml

import "strings"

// content is what an element of CLIXML may contain. Anything that Export-Clixml does not
// write there is an error: Import-Clixml would refuse or ignore it, and a value that is
// ignored is not checked.
type content uint8

const (
	anything  content = iota // another program's XML
	nothing                  // in Nil and references
	plain                    // the text of a value
	values                   // in Objs and lists
	members                  // in Props and MS: values with names
	entries                  // in a dictionary
	parts                    // in an Obj
	typeNames                // in a TN
)

func contentOf(name string) content {
	switch name {
	case "Nil", "Ref", "TNRef":
		return nothing
	case "Objs", "LST", "IE", "STK", "QUE":
		return values
	case "Props", "MS", "En":
		return members
	case "DCT":
		return entries
	case "Obj":
		return parts
	case "TN":
		return typeNames
	}
	return plain
}

// isValue reports whether an element is a value by itself, not a part of an Obj.
func isValue(name string) bool {
	switch name {
	case "Objs", "LST", "IE", "STK", "QUE", "DCT", "En", "Props", "MS", "TN", "TNRef", "T", "ToString":
		return false
	}
	return true
}

// place checks that an element is allowed where it begins, and determines its content. A
// root that is not Objs is another program's.
func (s *scanner) place(o *openElement) error {
	name := tagName(s.text[o.tag.Start+1:])
	if len(s.stack) == 0 {
		if name == "Objs" {
			o.holds = values
		}
		return nil
	}
	within := s.stack[len(s.stack)-1].holds
	if within == anything {
		return nil
	}
	e := element{name: name, tag: o.tag}
	if fault := within.fault(name, e.attribute(s.text, "N") != ""); fault != "" {
		return s.file.ErrorAt(o.tag.Start, "this %s %s", name, fault)
	}
	if id := e.attribute(s.text, "RefId"); name == "Obj" && id != "" {
		s.objects[id] = target{}
	}
	o.holds = contentOf(name)
	return nil
}

// fault returns what is wrong with an element in such a content; "" if nothing is.
func (c content) fault(name string, named bool) string {
	fits := true
	switch c {
	case nothing, plain:
		return "is inside a value, which may hold only text"
	case values:
		fits = isValue(name)
	case members:
		fits = isValue(name) || name == "MS"
	case entries:
		fits = name == "En"
	case parts:
		fits = isValue(name) || strings.Contains(" LST IE STK QUE DCT Props MS TN TNRef ToString ", " "+name+" ")
	case typeNames:
		fits = name == "T"
	}
	switch {
	case !fits:
		return "is where Export-Clixml writes none"
	case named && c == parts:
		return "has a name (N), but is outside of Props and MS, where properties are"
	case !named && c == members:
		return "is a property without a name (N)"
	}
	return ""
}

// mayHoldText reports whether text is allowed here, and not only blanks.
func (s *scanner) mayHoldText() bool {
	if len(s.stack) == 0 {
		return false
	}
	holds := s.stack[len(s.stack)-1].holds
	return holds == plain || holds == anything
}
