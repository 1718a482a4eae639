package exchange

import (
	"context"
	"path"
	"regexp"
	"runtime"
	"strings"

	"github.com/exchlint/exchlint/internal/export"
	"github.com/exchlint/exchlint/internal/serialized"
	"github.com/exchlint/exchlint/schema"
)

// record is one exported object whose kind has been recognised and whose columns
// have been found, but not yet read.
type record struct {
	file     *export.File
	value    export.Value
	kind     *schema.Kind
	fields   sparse[export.Value] // the properties that the record has
	marked   marked
	repeated []export.Field         // members whose name came before: they win
	packed   serialized.Certificate // what SerializationData says of a certificate
	server   string                 // whose it is, once that is worked out; "" for unknown
}

// marked holds what a record says of its own name and place in columns that are no
// property of its kind.
type marked struct {
	identity      string       // SERVER\Name, FQDN\THUMBPRINT, or a name alone
	dn            string       // its name in the directory
	session       string       // PSComputerName: the server that the session was connected to
	serverColumns string       // what a script's own column says: ServerName, Computer, ...
	raw           export.Value // the certificate's bytes, in whatever shape
	note          export.Value // SerializationData: what Exchange\'s shell packed beside it
}

// recognised is what was found in one file.
type recognised struct {
	records   []*record
	manifests []export.Value // what the export script says of its run
	strangers []export.Value // the first values that are no export of ours
	unnamed   int            // how many more strangers there are
	hint      *schema.Kind   // what the file's name or type says that it holds; nil for nothing
}

// recognise finds the exported objects of a file. A kind is told by the type that
// the file states, by the columns, and by the names of the file and of the members
// that wrap the objects.
func recognise(ctx context.Context, file *export.File, told Told) recognised {
	found := recognised{hint: schema.Lookup(told.Kind)}
	if found.hint == nil {
		found.hint = hintOf(file)
	}
	values, depth := file.Values, 0
	if len(values) == 1 && values[0].Kind == export.Array {
		values, depth = values[0].Items(), 1
	}
	parts := make([]recognised, runtime.GOMAXPROCS(0))
	spread(len(values), func(run, from, to int) {
		for _, value := range values[from:to] {
			parts[run].walk(ctx, file, value, found.hint, depth)
		}
	})
	for _, part := range parts {
		found.add(part)
	}
	return found
}

func (r *recognised) add(other recognised) {
	r.records = append(r.records, other.records...)
	r.manifests = append(r.manifests, other.manifests...)
	r.strange(other.strangers...)
	r.unnamed += other.unnamed
}

// hintOf tells a file's kind by its #TYPE line, else by its name.
func hintOf(file *export.File) *schema.Kind {
	if kind := kindOfType(file.Type); kind != nil {
		return kind
	}
	return kindOfName(path.Base(strings.ReplaceAll(file.Name, "!", "/")))
}

func kindOfType(name string) *schema.Kind {
	for _, prefix := range []string{"Deserialized.", "Selected."} {
		name = strings.TrimPrefix(name, prefix)
	}
	name = strings.TrimPrefix(name, "Deserialized.")
	for _, kind := range exported() {
		for _, own := range kind.Types {
			if own == name {
				return kind
			}
		}
	}
	return nil
}

// kindOfName tells a kind by a file's or a member's name, whatever a script has put
// around the cmdlet's noun: Exchange_SendConnectors, EX01-ReceiveConnector.csv.
func kindOfName(name string) *schema.Kind {
	name = separators.ReplaceAllString(strings.ToLower(name), "")
	for _, kind := range exported() {
		for _, part := range kind.FileNames {
			if strings.Contains(name, part) {
				return kind
			}
		}
	}
	return nil
}

var separators = regexp.MustCompile(`[-_. ]`)

// exported lists the kinds that cmdlets export, the most particular name first.
func exported() []*schema.Kind {
	return []*schema.Kind{schema.Lookup("ReceiveConnector"), schema.Lookup("SendConnector"), schema.Lookup("ExchangeCertificate")}
}

// maxWrapping bounds how deep objects may be wrapped in others: a collection of
// servers, each with collections by cmdlet, is three.
const maxWrapping = 6

// walk takes a value for an object, a collection of objects, or something that
// wraps them. It ends early when ctx does, or when there are more objects than are read.
func (r *recognised) walk(ctx context.Context, file *export.File, value export.Value, hint *schema.Kind, depth int) {
	switch {
	case value.Kind == export.Null, len(r.records) > MaxObjects, ctx.Err() != nil:
	case depth > maxWrapping:
		r.strange(value)
	case value.Kind == export.Array:
		r.walkAll(ctx, file, value.Items(), hint, depth+1)
	case value.Kind == export.Object:
		r.walkObject(ctx, file, value, hint, depth)
	case value.Kind == export.String && hint != nil && strings.TrimSpace(value.Text()) != "":
		r.records = append(r.records, bareRecord(file, value, hint))
	default:
		r.strange(value)
	}
}

func (r *recognised) walkAll(ctx context.Context, file *export.File, values []export.Value, hint *schema.Kind, depth int) {
	for _, value := range values {
		r.walk(ctx, file, value, hint, depth)
	}
}

func (r *recognised) walkObject(ctx context.Context, file *export.File, value export.Value, hint *schema.Kind, depth int) {
	if items, ok := collection(value); ok {
		r.walkAll(ctx, file, items, hint, depth+1)
		return
	}
	fields := value.Fields()
	if isManifest(fields) {
		r.manifests = append(r.manifests, value)
		return
	}
	if isReport(fields) {
		r.strange(value)
		return
	}
	kind := kindOfType(value.TypeName())
	if kind == nil {
		kind = kindOfColumns(fields, hint)
	}
	if kind != nil {
		r.records = append(r.records, newRecord(file, value, kind, fields))
		return
	}
	if !r.unwrap(ctx, file, fields, hint, depth) {
		r.strange(value)
	}
}

// isReport tells what HealthChecker writes from an export. It has connectors of either
// kind in it, with a few columns that are a send connector's, and they are none.
func isReport(fields []export.Field) bool {
	_, ok := memberOf(fields, "HealthCheckerExchangeServer")
	return ok
}

// unwrap looks for objects in the members of one that is none of ours itself:
// {"ReceiveConnector": [...], "SendConnector": [...]}. It reports whether it found any.
func (r *recognised) unwrap(ctx context.Context, file *export.File, fields []export.Field, hint *schema.Kind, depth int) bool {
	inner := recognised{}
	for _, field := range fields {
		if field.Value.Kind != export.Array && field.Value.Kind != export.Object {
			continue
		}
		within := kindOfName(field.Name)
		if within == nil {
			within = hint
		}
		inner.walk(ctx, file, field.Value, within, depth+1)
	}
	if len(inner.records)+len(inner.manifests) == 0 {
		return false
	}
	r.add(inner)
	return true
}

// kindOfColumns tells a kind by the properties that an object has. A hint needs one
// known property and no stronger evidence for another kind; without it, two marks of
// one kind and fewer of all others do.
func kindOfColumns(fields []export.Field, hint *schema.Kind) *schema.Kind {
	var best *schema.Kind
	most, tied := 0, false
	for _, kind := range exported() {
		marks := countMarks(fields, kind)
		switch {
		case marks > most:
			best, most, tied = kind, marks, false
		case marks == most:
			tied = true
		}
	}
	if hint != nil && (best == hint || most < 2 || tied) {
		if knownColumn(fields, hint) {
			return hint
		}
		return nil
	}
	if most < 2 || tied {
		return nil
	}
	return best
}

func countMarks(fields []export.Field, kind *schema.Kind) int {
	marks := 0
	for _, field := range fields {
		for _, mark := range kind.Marks {
			if strings.EqualFold(field.Name, mark) {
				marks++
			}
		}
	}
	return marks
}

func knownColumn(fields []export.Field, kind *schema.Kind) bool {
	for _, field := range fields {
		if _, ok := columnsOf(kind)[strings.ToLower(field.Name)]; ok || strings.EqualFold(field.Name, "Identity") || strings.EqualFold(field.Name, "RawData") {
			return true
		}
	}
	return false
}
