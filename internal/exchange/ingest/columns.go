package ingest

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/schema"
)

// column says what a column of an export is: a property of the kind, under its own
// name or one that scripts give it.
type column struct {
	property int
	alias    bool
}

// columnsOf returns the columns of a kind by lower-case name: PowerShell's names have
// no case.
func columnsOf(kind *schema.Kind) map[string]column {
	if known, ok := allColumns.Load(kind); ok {
		return known.(map[string]column)
	}
	columns := map[string]column{}
	for i, property := range kind.Properties[:kind.Exported] {
		columns[strings.ToLower(property.Name)] = column{property: i}
		for _, alias := range property.Aliases {
			columns[strings.ToLower(alias)] = column{property: i, alias: true}
		}
	}
	allColumns.Store(kind, columns)
	return columns
}

var allColumns sync.Map // by kind

// The names that scripts give the column for a record's server, in lower case.
var serverColumns = []string{"server", "servername", "computer", "computername", "exportserver", "machinename", "exchangeserver", "hostserver"}

// isMark reports whether a column tells of the object's own name and place.
func isHintColumn(name string) bool {
	switch name {
	case "authenticationcredential", "identity", "distinguishedname", "rawdata", "serializationdata", "pscomputername":
		return true
	}
	return slices.Contains(serverColumns, name)
}

// mark notes what a column says of the record's own name and place.
func (rec *Recorder) mark(r *Record, m *hintColumn, value document.Value) {
	switch m.name {
	case "authenticationcredential":
		r.file.Redact(value.Span)
	case "identity":
		r.marked.identity = rec.textOf(m, value)
	case "rawdata":
		r.contents = readRawData(value)
	case "serializationdata":
		r.readSerialized(value)
	case "pscomputername":
		r.marked.session = rec.textOf(m, value)
	default:
		r.marked.serverColumns = rec.textOf(m, value)
	}
}

// identify notes the record's name in the directory, and what is said of it there: an Identity
// may be an object of the directory.
func (rec *Recorder) identify(r *Record, identity, directory document.Value) {
	r.marked.dn = rec.ownText(directory)
	if identity.Kind != document.Object {
		return
	}
	text, _ := speakingMember(identity)
	r.marked.identity = cmp.Or(r.marked.identity, strings.Clone(text))
	for member := range identity.All {
		if member.Name == "DistinguishedName" && directory.Kind == document.Null {
			r.marked.dn = rec.ownText(member.Value)
		}
	}
}

// textOf is [recorder.ownText], of a value that may be the one before.
func (rec *Recorder) textOf(m *hintColumn, value document.Value) string {
	if !value.IsSelfContained() {
		return rec.ownText(value)
	}
	if raw := value.Raw(); raw != string(m.raw) || raw == "" {
		m.raw, m.text = append(m.raw[:0], raw...), rec.ownText(value)
	}
	return m.text
}

// ownText returns the text of a value, which stays when the file's text goes.
func (rec *Recorder) ownText(value document.Value) string {
	text, _ := scalar(value)
	return strings.Clone(text)
}

func memberText(value document.Value, name string) string {
	member, _ := memberOf(value.Fields(), name)
	text, _ := scalar(member)
	return strings.Clone(text)
}
