package ingest

import (
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/cert/serialized"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/schema"
)

// record is one exported object whose kind has been recognised, with what it says. It
// holds nothing of the file's text.
type Record struct {
	file     *document.File
	Kind     *schema.Kind
	object   *model.Object // with the properties that can be read by themselves
	lost     []any         // the values that PowerShell gave up on
	bare     bool          // nothing is left of it but its name
	marked   ownerHints
	dates    []writtenDate
	order    values.DateOrder        // what its dates tell of the order of the others in the file
	contents *contents               // what a certificate's own bytes tell
	packed   *serialized.Certificate // what SerializationData says of a certificate
	inside   *contents               // what the bytes in there tell
	server   string                  // whose it is, once that is worked out; "" for unknown
}

// marked holds what a record says of its own name and place, as it is written there.
type ownerHints struct {
	server        string // Server, Name and Fqdn, in their own columns
	name          string
	fqdn          string
	identity      string // SERVER\Name, FQDN\THUMBPRINT, or a name alone
	dn            string // its name in the directory
	session       string // PSComputerName: the server that the session was connected to
	serverColumns string // what a script's own column says: ServerName, Computer, ...
}

// writtenDate is a date that can be read when all dates of its file are known.
type writtenDate struct {
	property int
	text     string
}

// astray reports whether nothing but what the directory says can tell the record's name or its
// server.
func (r *Record) astray() bool {
	return r.name() == "" || slices.Contains(r.Kind.Owner, schema.ByDirectory) && firstServer(r.byServer(), r.byIdentity()) == ""
}

// name returns a connector's own name: Name, else the part of its identity behind
// the server, else its name in the directory.
func (r *Record) name() string {
	if r.marked.name != "" {
		return r.marked.name
	}
	if identity := r.marked.identity; identity != "" && !isLost(identity) {
		return identity[strings.LastIndexByte(identity, '\\')+1:]
	}
	return values.CommonName(r.marked.dn)
}
