package exchange

import (
	"cmp"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/export/document"
)

// attribution works out which server each record belongs to.
//
// A receive connector says it itself. A certificate says it in its Identity, if the
// session could see that; else a script's own column, the name of the file or of its
// folder, or the connectors beside it must tell. PSComputerName comes last: it is the
// server that the session was connected to, not the one that was asked.
type attribution struct {
	records  []*record
	options  Options
	aliases  aliases
	known    map[string]bool            // servers that some record names
	inFolder map[string]map[string]bool // by folder: the servers whose receive connectors lie there
	sessions map[string][]string        // by file: the different PSComputerNames of its certificates
	names    fullNames
	notices  diag.List
}

// fullNames are the full names of servers.
type fullNames struct {
	told    map[string]string // by a certificate's Identity, the session or a script's column
	greeted map[string]string // by what a connector calls itself, which may be anything
}

// of returns the full name of a server; "" where nothing shows it.
func (n fullNames) of(server string) string { return cmp.Or(n.told[server], n.greeted[server]) }

// attribute gives each record its server, and returns the servers' full names as far
// as they show, and what had to be assumed.
func attribute(records []*record, options Options) (names fullNames, notices diag.List) {
	a := &attribution{
		records: records, options: options, aliases: options.Known.aliases(), known: map[string]bool{}, inFolder: map[string]map[string]bool{},
		sessions: map[string][]string{}, names: fullNames{map[string]string{}, map[string]string{}},
	}
	spread(len(records), func(_, from, to int) {
		for _, r := range records[from:to] {
			r.server = a.serverOf(r)
		}
	})
	var homeless []*record
	for _, r := range records {
		a.note(r)
		if r.kind.Name != "SendConnector" && r.server == "" {
			homeless = append(homeless, r)
		}
	}
	for _, r := range homeless {
		a.attributeBySurroundings(r)
		a.noteNames(r)
	}
	return a.names, a.notices
}

// serverOf returns the server that the record itself names.
func (a *attribution) serverOf(r *record) string {
	switch r.kind.Name {
	case "SendConnector":
		return ""
	case "ReceiveConnector":
		return a.first(r, (*record).byServer, (*record).byIdentity, (*record).byDirectory, (*record).byColumn, a.told)
	}
	return a.first(r, (*record).byIdentity, (*record).byServer, (*record).byColumn, a.told)
}

// note notes what a record tells of others: its server, where its connectors lie, and the
// session that certificates come from.
func (a *attribution) note(r *record) {
	if r.kind.Name == "ExchangeCertificate" {
		if session := ShortServer(r.marked.session); session != "" && !slices.Contains(a.sessions[r.file.Name], session) {
			a.sessions[r.file.Name] = append(a.sessions[r.file.Name], session)
		}
	}
	if r.server == "" {
		return
	}
	a.noteNames(r)
	a.known[r.server] = true
	if r.kind.Name == "ReceiveConnector" {
		folder := folderOf(r.file)
		if a.inFolder[folder] == nil {
			a.inFolder[folder] = map[string]bool{}
		}
		a.inFolder[folder][r.server] = true
	}
}

// first returns the first server that something of a record tells.
func (a *attribution) first(r *record, tells ...func(*record) string) string {
	for _, tell := range tells {
		if name := firstServer(tell(r)); name != "" {
			return a.aliases.of(name)
		}
	}
	return a.aliases.of("")
}

// byServer, byIdentity, byDirectory and byColumn are the servers that a record tells by
// these.
func (r *record) byServer() string    { return serverIn(r.marked.server) }
func (r *record) byIdentity() string  { return identityServer(r.marked.identity) }
func (r *record) byDirectory() string { return directoryServer(r.marked.dn) }
func (r *record) byColumn() string    { return serverIn(r.marked.serverColumns) }

// attributeBySurroundings takes the server that the file's name, its folder's, the
// connectors beside it or, failing all these, its session tell.
func (a *attribution) attributeBySurroundings(r *record) {
	if r.server = a.server(a.serverOfPath(r.file.Name)); r.server != "" || r.kind.Name == "ReceiveConnector" {
		return
	}
	beside := a.inFolder[folderOf(r.file)]
	if len(beside) == 1 {
		for server := range beside {
			r.server = server
		}
		a.notice(r.file, "its certificates name no server: taken for those of "+r.server+", whose receive connectors lie in the same folder")
		return
	}
	if len(beside) == 0 || len(a.sessions[r.file.Name]) > 1 {
		r.server = a.server(ShortServer(r.marked.session))
	}
}

// told returns the server that people say a record's file is of.
func (a *attribution) told(r *record) string {
	return ShortServer(a.options.Files[r.file.Name].Server)
}

// server returns the first name that is one, as the one that it stands for.
func (a *attribution) server(names ...string) string {
	return a.aliases.of(firstServer(names...))
}

// folderOf returns the folder that a file lies in, also inside an archive.
func folderOf(file *document.File) string {
	return path.Dir(strings.ReplaceAll(file.Name, "!", "/"))
}

func (a *attribution) notice(file *document.File, message string) {
	for _, n := range a.notices {
		if n.File == file.Name && n.Message == message {
			return
		}
	}
	a.notices = append(a.notices, diag.Diagnostic{File: file.Name, Message: message})
}

func firstServer(names ...string) string {
	for _, name := range names {
		if name != "" && !isLost(name) && name != "?" {
			return name
		}
	}
	return ""
}

// identityServer returns the server in SERVER\Name or server.fqdn\THUMBPRINT.
func identityServer(identity string) string {
	server, _, ok := strings.Cut(identity, `\`)
	if !ok || isLost(identity) {
		return ""
	}
	return ShortServer(server)
}

// directoryServer returns the server in the directory's name of a receive connector:
// CN=name,CN=SMTP Receive Connectors,CN=Protocols,CN=SERVER,CN=Servers,...
func directoryServer(dn string) string {
	parts := splitName(dn)
	if len(parts) < 5 || !strings.EqualFold(strings.TrimSpace(parts[2]), "CN=Protocols") {
		return ""
	}
	return ShortServer(commonName(parts[3]))
}

const day = `20\d{2}([-_.]?\d{2}){2}`

// What is left of a file's name beside the cmdlet's noun, and is no server.
var (
	cmdletNoun = regexp.MustCompile(`(?i)(get[-_]?)?(exchange|receive|send)?[-_. ]?(smtp)?(certificate|connector|cert)s?`)
	generic    = regexp.MustCompile(`(?i)^(|all|export(s|ed)?|exchange|org(anization)?|onprem(ises)?|servers?|old|new|before|after|backup|baseline|inventory|iis|data|stdin|[\d_.-]+)$`)
	stamp      = regexp.MustCompile(`^` + day + `[-_. ]|[-_. ]` + day + `([-_. T]*\d{2}([-_.]?\d{2}){1,2})?([-_ ]?[AP]M)?$`)
	hostLabel  = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9-]{0,62}(\.[A-Za-z0-9-]+)*$`)
)

// serverOfPath tells a server by a file's name (EX01-ExchangeCertificate.csv) or by
// that of the folder that it lies in, where that is a known server's.
func (a *attribution) serverOfPath(name string) string {
	name = strings.ReplaceAll(name, "!", "/")
	base := stamp.ReplaceAllString(strings.TrimSuffix(path.Base(name), path.Ext(name)), "")
	rest := strings.Trim(cmdletNoun.ReplaceAllString(base, ""), "-_. ")
	if rest != base && hostLabel.MatchString(rest) && !generic.MatchString(rest) {
		return ShortServer(rest)
	}
	for _, part := range []string{base, rest, path.Base(path.Dir(name))} {
		if a.known[ShortServer(part)] {
			return ShortServer(part)
		}
	}
	return ""
}

// noteNames remembers the full names of the record's server.
func (a *attribution) noteNames(r *record) {
	r.noteName(a.names.told, r.serverOfIdentity(), r.marked.session, r.marked.serverColumns, r.marked.server)
	r.noteName(a.names.greeted, r.marked.fqdn)
}

// serverOfIdentity returns what stands before the object's own name in its identity.
func (r *record) serverOfIdentity() string {
	server, _, _ := strings.Cut(r.marked.identity, `\`)
	return server
}

// noteName remembers the first of some names that is the full name of the record's server; of
// several records the one that sorts first.
func (r *record) noteName(known map[string]string, names ...string) {
	for _, name := range names {
		name = strings.TrimSuffix(name, ".")
		if known[r.server] != "" && strings.EqualFold(name, known[r.server]) {
			return
		}
		if !strings.Contains(name, ".") || !IsHost(name) || r.server == "" || ShortServer(name) != r.server {
			continue
		}
		name = strings.ToLower(name)
		if before := known[r.server]; before == "" || name < before {
			known[r.server] = name
		}
		return
	}
}
