package ingest

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/schema"
)

// normalize completes the object of every record, and returns them by kind, sorted. Records
// of one object, from two exports that overlap, become one.
func Normalize(ctx context.Context, records []*Record, options Options) map[string][]*model.Object {
	orders, aliases := dateOrders(records, options), options.Known.Aliases()
	model.Spread(len(records), func(_, from, to int) {
		met := newDateCache()
		for i := from; i < to && ctx.Err() == nil; i++ {
			records[i].complete(orders[records[i].file.Name], met, aliases)
		}
	})
	objects := map[string][]*model.Object{}
	if ctx.Err() != nil {
		return objects
	}
	for _, r := range records {
		objects[r.Kind.Name] = append(objects[r.Kind.Name], r.object)
	}
	for kind, list := range objects {
		slices.SortStableFunc(list, func(a, b *model.Object) int { return strings.Compare(a.Identity, b.Identity) })
		objects[kind] = unitedRecords(list)
	}
	return objects
}

// unitedRecords returns the objects of records that are sorted, those of one identity as one.
func unitedRecords(records []*model.Object) []*model.Object {
	objects := records[:0]
	for _, object := range records {
		last := len(objects) - 1
		if last >= 0 && objects[last].Identity == object.Identity && !object.Anonymous {
			objects[last].Others = append(objects[last].Others, object)
			objects[last].Selected = objects[last].Selected && object.Selected
		} else {
			objects = append(objects, object)
		}
	}
	for _, object := range objects {
		if len(object.Others) > 0 {
			unite(object)
		}
	}
	return objects
}

// dateOrders settles for each file how its dates are to be read: by those that can
// only be read one way, else by the culture.
func dateOrders(records []*Record, options Options) map[string]values.DateOrder {
	orders := map[string]values.DateOrder{}
	for _, r := range records {
		orders[r.file.Name] = orders[r.file.Name].And(r.order)
	}
	for file, order := range orders {
		if order == values.OpenOrder {
			orders[file] = values.OrderOf(cmp.Or(options.Files[file].Culture, options.Culture))
		}
	}
	return orders
}

// complete gives a record's object what the record alone could not tell: its dates, its
// server and its name, and what is to be said of the record itself.
func (r *Record) complete(order values.DateOrder, met *dateCache, aliases model.ServerAliases) {
	o := r.object
	for _, date := range r.dates {
		value, err := met.date(date.text, order)
		if err != nil {
			o.Lose(date.property, gapOf(o.Kind.Properties[date.property].Name, err))
			continue
		}
		o.SetExported(date.property, value)
	}
	if r.bare {
		r.lost = append(r.lost, schema.EntryOf(map[string]any{"property": "", "text": values.Clip(r.marked.identity)}))
		o.Bare = true
	}
	doubtPrivateKey(o)
	doubtNames(o)
	fillContents(o, r.contents)
	if r.inside != nil && r.inside.err == nil { // where there is none, the columns and RawData are all
		fillContents(o, r.inside)
	}
	fillSerialized(o, r.packed)
	identify(o, r, met, aliases)
	inferLegacy(o)
	o.Lost = model.DatumOf(slices.DeleteFunc(slices.Clone(r.lost), func(lost any) bool { return recovered(o, lost) }))
	o.Unknown = met.Names(o.Kind, unknown(o))
}

func gapOf(property string, err error) *model.Gap {
	if err == nil {
		return &model.Gap{Reason: "the export has no value for it", Missing: []string{property}}
	}
	return &model.Gap{Reason: err.Error(), Missing: []string{property}}
}

// identify gives an object its server, its name and its identity.
func identify(o *model.Object, r *Record, cache *dateCache, aliases model.ServerAliases) {
	if r.Kind.Scope == schema.OfServer {
		setText(o, "Server", cache.Text(r.server))
	}
	setText(o, "Name", model.DatumOf(r.nameOf(r.Kind)))
	setText(o, "Thumbprint", model.DatumOf(thumbprintIn(r.marked.identity)))
	parts := make([]string, len(r.Kind.Identity))
	for i, part := range r.Kind.Identity {
		text := r.identityPart(o, part)
		o.Anonymous = o.Anonymous || text == ""
		parts[i] = model.NameOrUnknown(text)
	}
	o.Identity = strings.Join(parts, `\`)
	useAliases(o, aliases)
}

// nameOf returns the record's name; that of the kind for the only object of its kind.
func (r *Record) nameOf(kind *schema.Kind) string {
	name := r.name()
	if name == "" && kind.Scope == schema.Singleton {
		return kind.Name
	}
	return name
}

// identityPart returns a part of the object's identity; "" for one that is not known.
func (r *Record) identityPart(o *model.Object, part string) string {
	switch part {
	case "Server":
		return r.server
	case "Name":
		return r.nameOf(r.Kind)
	}
	switch value, _ := o.Value(part); value := value.(type) {
	case nil:
		return ""
	case string:
		return value
	default:
		return model.Display(value)
	}
}

// thumbprintIn returns the thumbprint in a certificate's identity, or "".
func thumbprintIn(identity string) string {
	if n := len(identity); n > 40 && isThumbprint(identity[n-40:]) {
		return identity[n-40:]
	}
	return ""
}

// doubtPrivateKey takes back a False that means nothing: where Services is missing or null, not
// None, the session did not have Exchange's types, and says False of every key.
func doubtPrivateKey(o *model.Object) {
	services, ok := o.Kind.Index("Services")
	key, also := o.Kind.Index("HasPrivateKey")
	if !ok || !also {
		return
	}
	if private := o.Exported(key); private != nil && private.Value == false && o.Exported(services) == nil {
		o.Lose(key, &model.Gap{Reason: "a session that can't see Services says False for every certificate", Missing: []string{"HasPrivateKey"}})
	}
}

// doubtNames takes back an empty list of names where the subject has one: a script has joined what a
// session without Exchange's types does not have.
func doubtNames(o *model.Object) {
	names, ok := o.Kind.Index("CertificateDomains")
	subject, also := o.Kind.Index("Subject")
	if !ok || !also || o.Exported(names) == nil || o.Exported(subject) == nil {
		return
	}
	text, _ := o.Exported(subject).Value.(string)
	if list, _ := o.Exported(names).Value.([]any); len(list) == 0 && values.IsHost(values.CommonName(text)) {
		o.Lose(names, &model.Gap{Reason: "the list is empty, but the subject has a name", Missing: []string{"CertificateDomains"}})
	}
}

// setText sets a property that its record does not state itself.
func setText(o *model.Object, property string, text *model.Datum) {
	if i, ok := o.Kind.Index(property); ok && text != model.EmptyText && (o.Exported(i) == nil || property == "Server") {
		o.SetExported(i, text)
	}
}

// unknown lists the properties that the export has but whose values are not known, by their
// places in the schema.
func unknown(o *model.Object) []int {
	var unknown []int
	for i := range o.Kind.Exported {
		if o.Exported(i) != nil {
			continue
		}
		if o.Layout.States(i) || slices.ContainsFunc(o.Others, func(record *model.Object) bool { return record.Layout.States(i) }) {
			unknown = append(unknown, i)
		}
	}
	return unknown
}

// useAliases gives the servers in an object's lists the names by which they are known.
func useAliases(o *model.Object, aliases model.ServerAliases) {
	if len(aliases) == 0 {
		return
	}
	for i, property := range o.Kind.Properties[:o.Kind.Exported] {
		if datum := o.Exported(i); property.Reader == "servers" && datum != nil {
			o.SetExported(i, model.DatumOf(aliases.All(datum.Value.([]any))))
		}
	}
}
