package powershell

import "strings"

// connectorOrCertificate are the kinds of objects that commands name, by noun in lower case.
var connectorOrCertificate = map[string]string{
	"receiveconnector": "ReceiveConnector", "adpermission": "ReceiveConnector",
	"sendconnector": "SendConnector", "exchangecertificate": "ExchangeCertificate",
}

// about returns the kind and identity of the object that the arguments name, as far as they do.
func (r *request) about() (kind, identity string) {
	kind, known := connectorOrCertificate[nounOf(r.name())]
	if !known {
		return "", ""
	}
	for _, name := range []string{"Identity", "Thumbprint", "Name"} {
		if text := r.text(name); text != "" {
			return kind, r.identityAs(kind, text, name == "Name")
		}
	}
	// Binding ended before values found their parameters by position.
	text, unknown := r.loneArgument()
	if text == "" || unknown != nil {
		return kind, ""
	}
	return kind, r.identityAs(kind, text, strings.HasPrefix(strings.ToLower(r.name()), "new-"))
}

// identityAs returns the identity that reports give an object which a command names.
func (r *request) identityAs(kind, text string, fresh bool) string {
	switch {
	case kind == "ExchangeCertificate":
		server, thumbprint := r.certificateNamed(text)
		return shownServer(server) + `\` + thumbprint
	case kind == "SendConnector":
		return text
	case fresh:
		return shownServer(r.serverOr()) + `\` + text
	case !strings.Contains(text, `\`):
		return shownServer(r.server()) + `\` + text
	}
	server, connector, _ := strings.Cut(text, `\`)
	return shortName(server) + `\` + connector
}

// nounOf returns what is behind the verb of a cmdlet, in lower case.
func nounOf(name string) string {
	_, noun, _ := strings.Cut(strings.ToLower(name), "-")
	return noun
}
