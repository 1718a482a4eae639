package explain

import (
	"fmt"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
)

// Certificate is which certificate a server shows for a connector.
type Certificate struct {
	Server     string
	By         string // what chooses it: name, fqdn, server-fqdn, internal or none
	Chosen     string // its thumbprint; "" where nothing is shown, or where that is not known
	Decidable  bool   // the exports tell which one it is
	Reason     string
	Candidates []Candidate // all certificates of the server
}

// Candidate is a certificate of the server, and why it was not chosen.
type Candidate struct {
	Thumbprint, Subject string
	Lost                string // "" for the chosen one, and for one that may be it
}

// received returns which certificate a receive connector shows.
func received(org *model.Organization, o *model.Object) Certificate {
	c := Certificate{Server: text(o, "Server"), By: lookup(o)}
	tls, known := list(o, "AuthMechanism")
	switch {
	case text(o, "disabled") == "true":
		c.By, c.Decidable, c.Reason = "none", true, "the connector is disabled"
	case c.By == "internal":
		c.Reason = "the transport service shows the internal transport certificate, which exports of connectors and certificates do not name"
	case known && !slices.Contains(tls, "Tls"):
		c.Decidable, c.Reason = true, "AuthMechanism is without Tls: STARTTLS is not offered"
	case c.By == "name":
		c.bind(o)
	default:
		c.present(o)
	}
	c.compete(org, o)
	return c
}

// lookup returns what chooses the certificate of a receive connector.
func lookup(o *model.Object) string {
	switch external, known := o.Value("external"); {
	case known && external != true:
		return "internal"
	case text(o, "TlsCertificateName") != "":
		return "name"
	case text(o, "Fqdn") != "":
		return "fqdn"
	}
	return "server-fqdn"
}

// bind notes which certificate TlsCertificateName names.
func (c *Certificate) bind(o *model.Object) {
	value, known := o.Value("bound_certificates")
	bound, _ := value.([]any)
	switch {
	case !known:
		c.Reason = "the certificates of the server are not exported, or lack issuer and subject"
	case len(bound) == 0:
		c.Decidable, c.Reason = true, "no certificate of the server has the issuer and subject of TlsCertificateName"
	default:
		c.Chosen, c.Decidable = member(bound[0], "Thumbprint"), len(bound) == 1
		c.Reason = "it has the issuer and subject of TlsCertificateName"
		if !c.Decidable {
			c.Reason = fmt.Sprintf("%d certificates have the issuer and subject of TlsCertificateName: which one Exchange takes is not documented, and this is the newest", len(bound))
		}
	}
}

// present notes which certificate is found by host name.
func (c *Certificate) present(o *model.Object) {
	presented, known := o.Value("presented")
	exact, certain := o.Value("exact_self_signed")
	host := text(o, "host_name")
	switch {
	case !known:
		c.Reason = "the certificates of the server are not exported, or what chooses among them is not"
	case member(presented, "by") == "nothing":
		c.Decidable, c.Reason = true, fmt.Sprintf("no certificate with a private key covers %s", host)
	default:
		_, c.Chosen, _ = strings.Cut(member(presented, "identity"), `\`)
		others, _ := exact.([]any)
		c.Decidable = certain && len(others) == 0
		c.Reason = fmt.Sprintf("of the certificates that cover %s one of a CA goes before a self-signed one, and the newest before older ones", host)
		if !c.Decidable {
			c.Reason = fmt.Sprintf("a wildcard covers %s, and a self-signed certificate has the name itself: which one Exchange takes is not documented", host)
		}
	}
}

// compete lists the certificates of the server, and why each was not chosen.
func (c *Certificate) compete(org *model.Organization, o *model.Object) {
	for _, other := range org.Objects("ExchangeCertificate") {
		if !strings.EqualFold(text(other, "Server"), c.Server) {
			continue
		}
		candidate := Candidate{Thumbprint: text(other, "Thumbprint"), Subject: text(other, "Subject")}
		if candidate.Thumbprint != c.Chosen {
			candidate.Lost = c.lost(o, other)
		}
		c.Candidates = append(c.Candidates, candidate)
	}
}

// lost returns why a certificate was not chosen.
func (c *Certificate) lost(o, other *model.Object) string {
	switch {
	case c.By == "internal" || c.Chosen == "" && c.Reason != "" && c.By != "name" && c.By != "fqdn" && c.By != "server-fqdn":
		return c.Reason
	case strings.HasPrefix(c.Reason, "AuthMechanism"):
		return c.Reason
	case c.By == "name":
		return lostByName(o, other, c.Decidable)
	}
	return lostByHost(text(o, "host_name"), other)
}

func lostByName(o, other *model.Object, decidable bool) string {
	named, _ := o.Value("certificate_name")
	subject := values.NameKey(member(named, "subject")) == values.NameKey(text(other, "Subject"))
	issuer := member(named, "issuer") == "" || values.NameKey(member(named, "issuer")) == values.NameKey(text(other, "Issuer"))
	switch {
	case subject && issuer && !decidable:
		return ""
	case subject && issuer:
		return "a newer one has the same issuer and subject"
	case subject:
		return "its issuer is another than in TlsCertificateName"
	case issuer:
		return "its subject is another than in TlsCertificateName"
	}
	return "its issuer and subject are others than in TlsCertificateName"
}

func lostByHost(host string, other *model.Object) string {
	names, known := list(other, "names")
	covers := slices.ContainsFunc(names, func(name string) bool { return values.CoversForExchange(name, host) })
	status := text(other, "Status")
	switch {
	case text(other, "purpose") != "transport":
		return "it is not for transport"
	case !known:
		return "its names are not known"
	case !covers:
		return "it does not cover " + host
	case text(other, "HasPrivateKey") == "false":
		return "it has no private key"
	case status == "Untrusted" || status == "Invalid" || status == "Revoked":
		return "its status is " + status
	case text(other, "self_signed") == "true":
		return "it is self-signed, and one of a CA goes first"
	}
	return "the chosen one is newer, or its status is better"
}

// sent returns which certificates a send connector shows, one of each source server.
func sent(org *model.Organization, o *model.Object) (all []Certificate) {
	servers, _ := list(o, "SourceTransportServers")
	for _, server := range servers {
		c := Certificate{Server: server, By: "server-fqdn"}
		switch {
		case text(o, "TlsCertificateName") != "":
			c.By = "name"
			c.named(org, o)
		case text(o, "Fqdn") != "":
			c.By = "fqdn"
			c.elected(o)
		default:
			c.elected(o)
		}
		c.compete(org, o)
		all = append(all, c)
	}
	return all
}

// named notes the certificates of the server that a send connector names.
func (c *Certificate) named(org *model.Organization, o *model.Object) {
	exported := false
	var matches []string
	for _, other := range org.Objects("ExchangeCertificate") {
		if !strings.EqualFold(text(other, "Server"), c.Server) {
			continue
		}
		exported = true
		if lostByName(o, other, false) == "" {
			matches = append(matches, text(other, "Thumbprint"))
		}
	}
	switch {
	case !exported:
		c.Reason = "the certificates of the server are not exported"
	case len(matches) == 0:
		c.Decidable, c.Reason = true, "no certificate of the server has the issuer and subject of TlsCertificateName"
	default:
		c.Chosen, c.Decidable = matches[0], len(matches) == 1
		c.Reason = "it has the issuer and subject of TlsCertificateName"
		if !c.Decidable {
			c.Reason = fmt.Sprintf("%d certificates have the issuer and subject of TlsCertificateName: which one Exchange takes is not documented", len(matches))
		}
	}
}

// elected notes the certificate that a server chooses for a send connector by the name in EHLO.
func (c *Certificate) elected(o *model.Object) {
	value, _ := o.Value("chosen_certificates")
	choices, _ := value.([]any)
	c.Reason = "which certificate the server chooses is not known from the exports"
	for _, choice := range choices {
		if member(choice, "Server") != c.Server {
			continue
		}
		_, c.Chosen, _ = strings.Cut(member(choice, "identity"), `\`)
		c.Decidable, c.Reason = true, "the server chooses it by the name in EHLO"
		if c.Chosen == "" {
			c.Reason = "no certificate of the server covers the name in EHLO"
		}
	}
}
