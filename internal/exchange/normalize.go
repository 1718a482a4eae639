package exchange

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/schema"
)

// normalize completes the object of every record, and returns them by kind, sorted. Records
// of one object, from two exports that overlap, become one.
func normalize(ctx context.Context, data *table, records []*record, options Options) map[string][]*Object {
	orders := dateOrders(records, options)
	spread(len(records), func(_, from, to int) {
		met := newMet(data)
		for i := from; i < to && ctx.Err() == nil; i++ {
			records[i].complete(orders[records[i].file.Name], met)
		}
	})
	objects := map[string][]*Object{}
	if ctx.Err() != nil {
		return objects
	}
	for _, r := range records {
		objects[r.kind.Name] = append(objects[r.kind.Name], r.object)
	}
	for kind, list := range objects {
		slices.SortStableFunc(list, func(a, b *Object) int { return strings.Compare(a.Identity, b.Identity) })
		objects[kind] = unitedRecords(list)
	}
	return objects
}

// unitedRecords returns the objects of records that are sorted, those of one identity as one.
func unitedRecords(records []*Object) []*Object {
	objects := records[:0]
	for _, object := range records {
		last := len(objects) - 1
		if last >= 0 && objects[last].Identity == object.Identity && object.named() {
			objects[last].others = append(objects[last].others, object)
		} else {
			objects = append(objects, object)
		}
	}
	for _, object := range objects {
		if len(object.others) > 0 {
			object.unite()
		}
	}
	return objects
}

// dateOrders settles for each file how its dates are to be read: by those that can
// only be read one way, else by the culture.
func dateOrders(records []*record, options Options) map[string]dateOrder {
	orders := map[string]dateOrder{}
	for _, r := range records {
		orders[r.file.Name] = orders[r.file.Name].and(r.order)
	}
	for file, order := range orders {
		if order == openOrder {
			orders[file] = orderOf(cmp.Or(options.Files[file].Culture, options.Culture))
		}
	}
	return orders
}

// complete gives a record's object what the record alone could not tell: its dates, its
// server and its name, and what is to be said of the record itself.
func (r *record) complete(order dateOrder, met *met) {
	o := r.object
	for _, date := range r.dates {
		value, err := met.date(date.text, order)
		if err != nil {
			o.lack(date.property, gapOf(o.Kind.Properties[date.property].Name, err))
			continue
		}
		o.give(date.property, value)
	}
	if r.bare {
		r.lost = append(r.lost, schema.EntryOf(map[string]any{"property": "", "text": clip(r.marked.identity)}))
		o.bare = true
	}
	o.fillContents(r.contents)
	if r.inside != nil && r.inside.err == nil { // where there is none, the columns and RawData are all
		o.fillContents(r.inside)
	}
	o.fillSerialized(r.packed)
	o.identify(r, met)
	o.setList("lost_values", slices.DeleteFunc(slices.Clone(r.lost), o.recovered))
	o.share("conflicts", noValues)
	o.share("unknown", met.names(o.Kind, o.unknown()))
}

func gapOf(property string, err error) *Gap {
	if err == nil {
		return &Gap{Reason: "the export has no value for it", Missing: []string{property}}
	}
	return &Gap{Reason: err.Error(), Missing: []string{property}}
}

// identify gives an object its server, its name and its identity, and takes back what
// a session that can't see Exchange's own properties says of a certificate's key.
func (o *Object) identify(r *record, met *met) {
	name := r.name()
	switch r.kind.Name {
	case "SendConnector":
		o.Identity = orUnknown(name)
		o.setText("Name", met.add(name))
	case "ReceiveConnector":
		o.Identity = orUnknown(r.server) + `\` + orUnknown(name)
		o.setText("Name", met.add(name))
		o.setText("Server", met.text(r.server))
	default:
		o.setText("Thumbprint", met.add(thumbprintIn(r.marked.identity)))
		print, _ := o.Value("Thumbprint")
		text, _ := print.(string)
		o.Identity = orUnknown(r.server) + `\` + orUnknown(text)
		o.setText("Server", met.text(r.server))
		o.doubtPrivateKey()
	}
	o.share("identity", met.add(o.Identity))
}

func orUnknown(name string) string {
	if name == "" {
		return "?"
	}
	return name
}

// named reports whether an object's identity is its own, so that another record of
// the same identity is about the same object.
func (o *Object) named() bool {
	for _, property := range []string{"Name", "Thumbprint", "Server"} {
		if _, has := o.Kind.Index(property); has {
			if _, known := o.Value(property); !known {
				return false
			}
		}
	}
	return true
}

// thumbprintIn returns the thumbprint in a certificate's identity, or "".
func thumbprintIn(identity string) string {
	if n := len(identity); n > 40 && isThumbprint(identity[n-40:]) {
		return identity[n-40:]
	}
	return ""
}

// doubtPrivateKey takes back a False that means nothing: without Services the
// certificate came over plain remoting, which leaves every key behind.
func (o *Object) doubtPrivateKey() {
	services, _ := o.Kind.Index("Services")
	key, _ := o.Kind.Index("HasPrivateKey")
	if private, _ := o.yes("HasPrivateKey"); o.values[key] != notKnown && !private && !o.layout.states(services) && o.values[services] == notKnown {
		o.values[key] = notKnown
		o.lack(key, &Gap{Reason: "a session that can't see Services says False for every certificate", Missing: []string{"HasPrivateKey"}})
	}
}

// setText sets a property that its record does not state itself.
func (o *Object) setText(property string, text number) {
	if i, ok := o.Kind.Index(property); ok && text != noText && (o.values[i] == notKnown || property == "Server") {
		o.give(i, text)
	}
}

// unknown lists the properties that the export has but whose values are not known, by their
// places in the schema.
func (o *Object) unknown() []int {
	var unknown []int
	for i, value := range o.values {
		if value != notKnown {
			continue
		}
		if o.layout.states(i) || slices.ContainsFunc(o.others, func(record *Object) bool { return record.layout.states(i) }) {
			unknown = append(unknown, i)
		}
	}
	return unknown
}
