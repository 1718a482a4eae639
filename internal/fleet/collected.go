package fleet

import (
	"encoding/base64"
	"slices"
	"time"

	"github.com/exchlint/exchlint/internal/collect"
	"github.com/exchlint/exchlint/schema"
)

// collected are the members of an object as our own script exports it: what it asks for,
// as far as the session can see it, as text, truth, number or list of texts.
func collected(o *Object) []member {
	var fields []member
	if o.Server != "" {
		fields = append(fields, member{"Server", str(o.Server)})
	}
	for _, name := range collect.Properties(schema.Lookup(o.Kind)) {
		i := slices.IndexFunc(o.Properties, func(p Property) bool { return p.Name == name })
		if i >= 0 {
			fields = append(fields, member{name, plain(o.value(o.Properties[i]))})
		}
	}
	return fields
}

// plain is what the script makes of a value.
func plain(v value) value {
	switch v.form {
	case enum:
		return str(v.text)
	case structure:
		return str(objectIdentifier(v))
	case date:
		return str(v.time.UTC().Format(time.RFC3339))
	case blob:
		return str(base64.StdEncoding.EncodeToString(v.bytes))
	case list:
		items := make([]value, len(v.items))
		for i, item := range v.items {
			items[i] = str(item.text)
		}
		return value{form: list, items: items}
	}
	return v
}

// objectIdentifier returns the number of an algorithm or of what holds one, and the text of
// any other object.
func objectIdentifier(v value) string {
	for _, m := range v.members {
		switch {
		case m.name == "Oid":
			return objectIdentifier(m.value)
		case m.name == "Value" && v.net == "System.Security.Cryptography.Oid":
			return m.value.text
		}
	}
	return v.text
}
