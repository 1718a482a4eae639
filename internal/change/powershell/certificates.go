package powershell

import (
	"path"
	"strings"

	"github.com/exchlint/exchlint/internal/change"
	"github.com/exchlint/exchlint/internal/change/powershell/interp"
	exchange "github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
)

const certificateKind = "ExchangeCertificate"

// certificateNamed takes SERVER\thumbprint, or a thumbprint of the server that is given or meant,
// apart. Blanks in a thumbprint make no difference.
func (r *request) certificateNamed(text string) (server, thumbprint string) {
	server, thumbprint, qualified := strings.Cut(text, `\`)
	if !qualified {
		server, thumbprint = r.serverOr(), text
	}
	return shortName(server), strings.ToUpper(strings.ReplaceAll(thumbprint, " ", ""))
}

// thumbprint returns the text that names a certificate: a parameter, or an object of the pipeline.
func (r *request) thumbprint() (text string, unknown *interp.Unknown) {
	for _, name := range []string{"Thumbprint", "Identity", "Instance"} {
		v, given := r.given(name)
		if !given {
			continue
		}
		return thumbprintOf(v)
	}
	if r.item == nil {
		return "", nil
	}
	return thumbprintOf(*r.item)
}

func thumbprintOf(v interp.Value) (string, *interp.Unknown) {
	if o, ok := v.Data.(*interp.Object); ok {
		if print, has := o.Props.Get("Thumbprint"); has {
			v = print
		}
	}
	if u := unknownIn(v); u != nil {
		return "", u
	}
	return interp.Text(v), nil
}

// getCertificate answers Get-ExchangeCertificate.
func getCertificate(r *request) interp.Outcome {
	server, failed := r.namedServer()
	if failed != nil {
		return *failed
	}
	text, unknown := r.thumbprint()
	switch {
	case unknown != nil:
		return unknownAnswer(unknown.Reason)
	case text != "":
		return r.oneCertificate(text)
	case server == "":
		return unknownAnswer("the server whose certificates are meant is not known; name it with --change-server")
	}
	domains, _ := r.given("DomainName")
	if u := unknownIn(domains); u != nil {
		return unknownAnswer(u.Reason)
	}
	var found []*exchange.Object
	for _, c := range r.certificates(server) {
		if covers(c, textsOf(domains)) {
			found = append(found, c)
		}
	}
	return r.all(found)
}

// namedServer returns the server that a cmdlet of certificates means; "" where it is not known.
func (r *request) namedServer() (string, *interp.Outcome) {
	v, given := r.given("Server")
	if u := unknownIn(v); u != nil {
		out := unknownAnswer(u.Reason)
		return "", &out
	}
	if given && !r.knowsServer(interp.Text(v)) {
		out := r.notFound("Server", shortName(interp.Text(v)))
		return "", &out
	}
	return r.serverOr(), nil
}

func (h *host) certificates(server string) (found []*exchange.Object) {
	for _, c := range h.state.Objects(certificateKind) {
		if own, _, _ := strings.Cut(c.Identity, `\`); own == server {
			found = append(found, c)
		}
	}
	return found
}

// covers reports whether a certificate has names for all domains.
func covers(c *exchange.Object, domains []string) bool {
	v, _ := c.Value("CertificateDomains")
	list, _ := v.([]any)
	for _, domain := range domains {
		met := false
		for _, name := range exchange.Strings(list) {
			met = met || values.CoversForClients(strings.ToLower(name), strings.ToLower(domain))
		}
		if !met {
			return false
		}
	}
	return true
}

// oneCertificate answers for one thumbprint. Where the server is not known, what is the same on
// every server that has the certificate is known all the same.
func (r *request) oneCertificate(text string) interp.Outcome {
	server, thumbprint := r.certificateNamed(text)
	if server != "" {
		if c := r.state.Find(certificateKind, server+`\`+thumbprint); c != nil {
			return r.all([]*exchange.Object{c})
		}
		return r.notFound(certificateKind, server+`\`+thumbprint)
	}
	var found []*exchange.Object
	for _, c := range r.state.Objects(certificateKind) {
		if strings.HasSuffix(c.Identity, `\`+thumbprint) {
			found = append(found, c)
		}
	}
	if len(found) == 0 {
		return r.notFound(certificateKind, `?\`+thumbprint)
	}
	return r.all([]*exchange.Object{shared(found)})
}

// shared returns a certificate of which only that is known which is the same in all of a list.
func shared(list []*exchange.Object) *exchange.Object {
	first := list[0]
	same := map[string]any{}
	for _, p := range first.Kind.Properties[:first.Kind.Exported] {
		value, known := first.Value(p.Name)
		for _, other := range list[1:] {
			theirs, also := other.Value(p.Name)
			known = known && also && exchange.Display(value) == exchange.Display(theirs)
		}
		if known {
			same[p.Name] = value
		}
	}
	_, thumbprint, _ := strings.Cut(first.Identity, `\`)
	return exchange.NewObject(first.Kind, `?\`+thumbprint, same)
}

// certificate returns the certificate that a command acts on.
func (r *request) certificate() (*exchange.Object, *interp.Outcome) {
	text, unknown := r.thumbprint()
	if unknown != nil {
		return nil, &interp.Outcome{NotFollowed: unknown.Reason}
	}
	if text == "" {
		f := r.refuse(r.refusal(change.Refused, "Thumbprint", r.name()+": -Thumbprint is $null or empty"), bindingException)
		return nil, &interp.Outcome{Refusal: f}
	}
	if _, failed := r.namedServer(); failed != nil {
		return nil, failed
	}
	server, thumbprint := r.certificateNamed(text)
	if server == "" {
		return nil, &interp.Outcome{NotFollowed: "the server of the certificate is not known; name it with --change-server"}
	}
	c := r.state.Find(certificateKind, server+`\`+thumbprint)
	if c == nil {
		out := r.notFound(certificateKind, server+`\`+thumbprint)
		return nil, &out
	}
	return c, nil
}

// enableCertificate carries out Enable-ExchangeCertificate.
func enableCertificate(r *request) interp.Outcome {
	if reason := r.placeholders(); reason != "" {
		return interp.Outcome{NotFollowed: reason}
	}
	c, failed := r.certificate()
	if failed != nil {
		return *failed
	}
	op := r.operation(change.Enable, certificateKind, c.Identity)
	op.Force = r.is("Force")
	var reason string
	op.Settings, _, reason = r.settings(kinds["exchangecertificate"])
	return r.outcome(r.state.Apply(op), reason)
}

// removeCertificate carries out Remove-ExchangeCertificate.
func removeCertificate(r *request) interp.Outcome {
	if reason := r.placeholders(); reason != "" {
		return interp.Outcome{NotFollowed: reason}
	}
	c, failed := r.certificate()
	if failed != nil {
		return *failed
	}
	return r.outcome(r.state.Apply(r.operation(change.Remove, certificateKind, c.Identity)), "")
}

// importCertificate carries out Import-ExchangeCertificate.
func importCertificate(r *request) interp.Outcome {
	server, failed := r.namedServer()
	switch {
	case failed != nil:
		return *failed
	case server == "":
		return interp.Outcome{NotFollowed: "the server that takes the certificate is not known; name it with --change-server"}
	}
	c, file := r.imported()
	if c == nil {
		if file == "" {
			file = "a file"
		}
		return interp.Outcome{NotFollowed: "the certificate in " + file + " is not known; name its public part with --change-certificate"}
	}
	_, thumbprint, _ := strings.Cut(c.Identity, `\`)
	op := r.operation(change.Import, certificateKind, server+`\`+thumbprint)
	op.Object = c
	op.Settings, _, _ = r.settings(kinds["exchangecertificate"])
	out := r.outcome(r.state.Apply(op), "")
	if made := r.state.Find(certificateKind, op.Identity); made != nil && len(out.Errors) == 0 {
		out.Values = []interp.Value{r.object(made)}
	}
	return out
}

// imported returns the certificate that an import brings, and the name of its file.
func (r *request) imported() (c *exchange.Object, file string) {
	for _, name := range []string{"FileData", "FileName", "Instance"} {
		v, given := r.given(name)
		if !given {
			continue
		}
		if o, ok := v.Data.(*interp.Object); ok {
			if own, ok := o.Ref.(*exchange.Object); ok {
				return own, ""
			}
		}
		if u := unknownIn(v); u != nil {
			file = u.File
		} else {
			file = interp.Text(v)
		}
	}
	return r.named(file), file
}

// named returns the certificate of the name of a file, else the only one that is named at all.
func (h *host) named(file string) *exchange.Object {
	base := path.Base(strings.ReplaceAll(file, `\`, "/"))
	base = strings.TrimSuffix(base, path.Ext(base))
	for _, c := range h.options.Certificates {
		if strings.EqualFold(c.Name, base) {
			return c.Object
		}
	}
	if len(h.options.Certificates) == 1 {
		return h.options.Certificates[0].Object
	}
	return nil
}

// exportCertificate carries out Export-ExchangeCertificate: its FileData can be imported elsewhere.
func exportCertificate(r *request) interp.Outcome {
	c, failed := r.certificate()
	if failed != nil {
		failed.Refusal = nil
		return *failed
	}
	data := interp.NewObject("System.Byte[]", "System.Byte[]")
	data.Ref = c
	exported := interp.NewObject("Microsoft.Exchange.Management.SystemConfigurationTasks.BinaryFileDataObject", "")
	exported.Props.Set("FileData", interp.Value{Data: data})
	return interp.Outcome{Values: []interp.Value{{Data: exported}}}
}

// newCertificate carries out New-ExchangeCertificate. A request changes nothing; a self-signed
// certificate has a thumbprint that nobody knows yet.
func newCertificate(r *request) interp.Outcome {
	if r.is("GenerateRequest") {
		return interp.Outcome{Values: []interp.Value{r.gap("the text of a certificate request is not known")}}
	}
	services := "IMAP, POP, SMTP"
	if r.has("Services") {
		services = strings.Join(textsOf(interp.Value{Data: interp.NewList(mustGiven(r, "Services"))}), ",")
	}
	server := r.serverOr()
	if strings.Contains(strings.ToUpper(services), "SMTP") {
		refusal := r.refusal("change/default-certificate-replaced", "Services", change.DefaultReplaced(r.is("Force")))
		refusal.Kind, refusal.Identity, refusal.Binding, refusal.Unsure = certificateKind, shownServer(server)+`\?`, false, true
		if refusal.Level = "note"; r.is("Force") {
			refusal.Level = "warning"
		}
		r.note(refusal)
	}
	made := interp.NewObject(typeNames[certificateKind], "")
	made.Props.SetOpen(&interp.Unknown{Reason: "a certificate that is made during the change is not known"})
	return interp.Outcome{Values: []interp.Value{{Data: made}}}
}

func mustGiven(r *request, name string) interp.Value {
	v, _ := r.given(name)
	if e, ok := v.Data.(interp.Enum); ok {
		v.Data = e.Text
	}
	return v
}
