package ingest

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/schema"
)

// attribution works out which server each record belongs to.
//
// A receive connector says it itself. A certificate says it in its Identity, if the
// session could see that; else a script's own column, the name of the file or of its
// folder, or the connectors beside it must tell. PSComputerName comes last: it is the
// server that the session was connected to, not the one that was asked.
type attribution struct {
	records  []*Record
	options  Options
	aliases  model.ServerAliases
	known    map[string]bool                    // servers that some record names
	inFolder map[string]map[string]*schema.Kind // by folder: the servers whose objects lie there, with their kind
	sessions map[string][]string                // by file: the different PSComputerNames of its certificates
	names    model.FullNames
	nouns    []*regexp.Regexp // of cmdlets, in names of files
	notices  diag.List
}

// attribute gives each record its server, and returns the servers' full names as far
// as they show, and what had to be assumed.
func Attribute(records []*Record, options Options) (names model.FullNames, notices diag.List) {
	a := &attribution{
		records: records, options: options, aliases: options.Known.Aliases(), known: map[string]bool{}, inFolder: map[string]map[string]*schema.Kind{},
		nouns: nounsOf(options.KnownKinds()), sessions: map[string][]string{}, names: model.FullNames{Told: map[string]string{}, Greeting: map[string]string{}},
	}
	model.Spread(len(records), func(_, from, to int) {
		for _, r := range records[from:to] {
			r.server = a.serverOf(r)
		}
	})
	var homeless []*Record
	for _, r := range records {
		a.note(r)
		if r.Kind.Scope == schema.OfServer && r.server == "" {
			homeless = append(homeless, r)
		}
	}
	for _, r := range homeless {
		a.attributeBySurroundings(r)
		a.noteNames(r)
	}
	return a.names, a.notices
}

// serverOf returns the server that the record itself tells, or people tell of its file.
func (a *attribution) serverOf(r *Record) string {
	for _, source := range r.Kind.Owner {
		name := r.byRecord(source)
		if source == schema.ByHint {
			name = a.told(r)
		}
		if name = firstServer(name); name != "" {
			return a.aliases.Of(name)
		}
	}
	return a.aliases.Of("")
}

// byRecord returns the server that one source tells, "" if that is not the record itself.
func (r *Record) byRecord(source schema.Source) string {
	switch source {
	case schema.ByIdentity:
		return r.byIdentity()
	case schema.ByDirectory:
		return directoryServer(r.marked.dn)
	case schema.ByColumn:
		return serverIn(r.marked.serverColumns)
	case schema.ByHint, schema.ByFile, schema.ByFolder, schema.BySession:
		return ""
	case "Server":
		return r.byServer()
	}
	value, _ := r.object.Value(string(source))
	text, _ := value.(string)
	return serverIn(text)
}

// byServer and byIdentity are the servers that these properties tell.
func (r *Record) byServer() string   { return serverIn(r.marked.server) }
func (r *Record) byIdentity() string { return identityServer(r.marked.identity) }

// note notes what a record tells of others: its server, whose objects lie in its folder, and the
// session that it comes from.
func (a *attribution) note(r *Record) {
	if slices.Contains(r.Kind.Owner, schema.BySession) {
		if session := values.ShortServer(r.marked.session); session != "" && !slices.Contains(a.sessions[r.file.Name], session) {
			a.sessions[r.file.Name] = append(a.sessions[r.file.Name], session)
		}
	}
	if r.server == "" {
		return
	}
	a.noteNames(r)
	a.known[r.server] = true
	if folder := folderOf(r.file); r.Kind.ShowsFolder {
		if a.inFolder[folder] == nil {
			a.inFolder[folder] = map[string]*schema.Kind{}
		}
		a.inFolder[folder][r.server] = r.Kind
	}
}

// attributeBySurroundings takes the server that the first of the surroundings of a record tells.
func (a *attribution) attributeBySurroundings(r *Record) {
	for _, source := range r.Kind.Owner {
		if r.server != "" {
			return
		}
		switch source {
		case schema.ByFile:
			r.server = a.server(a.serverOfPath(r.file.Name))
		case schema.ByFolder:
			a.attributeByFolder(r)
		case schema.BySession:
			a.attributeBySession(r)
		}
	}
}

// attributeByFolder takes the only server whose objects of another kind lie in the same folder.
func (a *attribution) attributeByFolder(r *Record) {
	beside := a.inFolder[folderOf(r.file)]
	if len(beside) != 1 {
		return
	}
	for server, kind := range beside {
		r.server = server
		a.notice(r.file, fmt.Sprintf("its %s name no server: taken for those of %s, whose %s lie in the same folder", r.Kind.Plural, server, kind.Plural))
	}
}

// attributeBySession takes the server that the session was connected to, unless the folder holds
// the objects of several servers and the file those of one session.
func (a *attribution) attributeBySession(r *Record) {
	if len(a.inFolder[folderOf(r.file)]) == 0 || len(a.sessions[r.file.Name]) > 1 {
		r.server = a.server(values.ShortServer(r.marked.session))
	}
}

// told returns the server that people say a record's file is of.
func (a *attribution) told(r *Record) string {
	return values.ShortServer(a.options.Files[r.file.Name].Server)
}

// server returns the first name that is one, as the one that it stands for.
func (a *attribution) server(names ...string) string {
	return a.aliases.Of(firstServer(names...))
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
	return values.ShortServer(server)
}

// directoryServer returns the server in the directory's name of a receive connector:
// CN=name,CN=SMTP Receive Connectors,CN=Protocols,CN=SERVER,CN=Servers,...
func directoryServer(dn string) string {
	parts := values.SplitName(dn)
	if len(parts) < 5 || !strings.EqualFold(strings.TrimSpace(parts[2]), "CN=Protocols") {
		return ""
	}
	return values.ShortServer(values.CommonName(parts[3]))
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
	rest := strings.Trim(a.withoutNoun(base), "-_. ")
	if rest != base && hostLabel.MatchString(rest) && !generic.MatchString(rest) {
		return values.ShortServer(rest)
	}
	for _, part := range []string{base, rest, path.Base(path.Dir(name))} {
		if a.known[values.ShortServer(part)] {
			return values.ShortServer(part)
		}
	}
	return ""
}

// withoutNoun returns a file's name without the noun of a cmdlet.
func (a *attribution) withoutNoun(base string) string {
	for _, noun := range a.nouns {
		if rest := noun.ReplaceAllString(base, ""); rest != base {
			return rest
		}
	}
	return base
}

// nounsOf returns what matches the nouns of cmdlets in names of files, the longest first.
func nounsOf(kinds *schema.Set) []*regexp.Regexp {
	var parts []string
	for _, kind := range kinds.Exported() {
		parts = append(parts, kind.FileNames...)
	}
	slices.SortFunc(parts, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	nouns := []*regexp.Regexp{cmdletNoun}
	for _, part := range parts {
		nouns = append(nouns, regexp.MustCompile(`(?i)(get[-_]?)?`+strings.Join(strings.Split(part, ""), `[-_. ]?`)+`s?`))
	}
	return nouns
}

// noteNames remembers the full names of the record's server.
func (a *attribution) noteNames(r *Record) {
	r.noteName(a.names.Told, r.serverOfIdentity(), r.marked.session, r.marked.serverColumns, r.marked.server)
	r.noteName(a.names.Greeting, r.marked.fqdn)
}

// serverOfIdentity returns what stands before the object's own name in its identity.
func (r *Record) serverOfIdentity() string {
	server, _, _ := strings.Cut(r.marked.identity, `\`)
	return server
}

// noteName remembers the first of some names that is the full name of the record's server; of
// several records the one that sorts first.
func (r *Record) noteName(known map[string]string, names ...string) {
	for _, name := range names {
		name = strings.TrimSuffix(name, ".")
		if known[r.server] != "" && strings.EqualFold(name, known[r.server]) {
			return
		}
		if !strings.Contains(name, ".") || !values.IsHost(name) || r.server == "" || values.ShortServer(name) != r.server {
			continue
		}
		name = strings.ToLower(name)
		if before := known[r.server]; before == "" || name < before {
			known[r.server] = name
		}
		return
	}
}
