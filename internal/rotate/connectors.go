package rotate

import (
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/rego/rules"
	"github.com/exchlint/exchlint/schema"
)

// judgeConnectors says of every connector what the rotation does to it.
func (r *run) judgeConnectors() {
	var spots []lint.Spot
	for _, kind := range []string{"ReceiveConnector", "SendConnector"} {
		for _, o := range r.org.Objects(kind) {
			c := r.effect(o)
			c.Kind, c.Identity = kind, o.Identity
			r.Connectors = append(r.Connectors, c)
			spots = append(spots, lint.Spot{Object: o, Property: "TlsCertificateName"})
		}
	}
	for i, location := range lint.Locate(spots) {
		r.Connectors[i].Location = location
	}
}

func (r *run) effect(o *model.Object) lint.RotatedConnector {
	_, known := o.Value("TlsCertificateName")
	switch external, decided := o.Value("external"); {
	case o.Kind.Name == "ReceiveConnector" && decided && external != true && text(o, "disabled") != "true":
		return lint.RotatedConnector{Effect: "unchanged", Reason: "it presents the internal transport certificate"}
	case !known:
		return lint.RotatedConnector{Effect: "unknown", Reason: "TlsCertificateName is not in the export"}
	case r.named(o):
		return r.bound(o)
	case text(o, "TlsCertificateName") != "":
		return lint.RotatedConnector{Effect: "unchanged", Reason: "it names another certificate"}
	case o.Kind.Name == "SendConnector":
		return r.chosen(o)
	}
	return r.presented(o)
}

// named reports whether a connector names the old certificate.
func (r *run) named(o *model.Object) bool {
	value, _ := o.Value("certificate_name")
	name, ok := value.(*schema.Entry)
	if !ok {
		return false
	}
	issuer, _ := name.Value("issuer").(string)
	subject, _ := name.Value("subject").(string)
	return subject != "" && values.NameKey(subject) == values.NameKey(text(r.old, "Subject")) && (issuer == "" || values.NameKey(issuer) == values.NameKey(text(r.old, "Issuer")))
}

// bound is the effect on a connector that names the old certificate.
func (r *run) bound(o *model.Object) lint.RotatedConnector {
	switch {
	case r.SameName:
		return lint.RotatedConnector{Effect: "ambiguous", Reason: "the old and the new one have its name: which one Exchange takes is not documented while both are there"}
	case text(o, "disabled") == "true":
		return lint.RotatedConnector{Effect: "rebind", Reason: "it is disabled and names the old one"}
	case o.Kind.Name == "SendConnector":
		return lint.RotatedConnector{Effect: "rebind", Unless: "fails", Reason: "it names the old one, which is gone after the rotation: mail waits with 454 4.7.5"}
	}
	return lint.RotatedConnector{Effect: "rebind", Unless: "loses-starttls", Reason: "it names the old one, which is gone after the rotation: STARTTLS is not offered (event 12014)"}
}

// presented is the effect on a receive connector that finds its certificate by host name.
func (r *run) presented(o *model.Object) lint.RotatedConnector {
	value, known := o.Value("presented")
	entry, _ := value.(*schema.Entry)
	if !known || entry == nil {
		return lint.RotatedConnector{Effect: "unknown", Reason: "the certificates of its server are not exported"}
	}
	identity, _ := entry.Value("identity").(string)
	return r.found(identity, text(o, "host_name"))
}

// chosen is the effect on a send connector that finds its certificate by the name in EHLO.
func (r *run) chosen(o *model.Object) lint.RotatedConnector {
	value, _ := o.Value("chosen_certificates")
	list, _ := value.([]any)
	for _, choice := range list {
		entry, _ := choice.(*schema.Entry)
		if entry == nil {
			continue
		}
		identity, _ := entry.Value("identity").(string)
		if c := r.found(identity, values.LowerHost(text(o, "Fqdn"))); c.Effect != "unchanged" {
			return c
		}
	}
	return lint.RotatedConnector{Effect: "unchanged", Reason: "it does not show the old one"}
}

// found is the effect on a connector that finds a certificate for a host name.
func (r *run) found(identity, host string) lint.RotatedConnector {
	_, print, _ := strings.Cut(identity, `\`)
	switch {
	case !strings.EqualFold(print, thumbprint(r.old)):
		return lint.RotatedConnector{Effect: "unchanged", Reason: "it does not present the old one"}
	case covers(r.new, host) && text(r.new, "NotBefore") > text(r.old, "NotBefore"):
		return lint.RotatedConnector{Effect: "follows", Reason: "the new one covers " + host + " and is newer"}
	}
	return lint.RotatedConnector{Effect: "rebind", Reason: "it finds the old one for " + host + ", for which it does not find the new one"}
}

func covers(o *model.Object, host string) bool {
	return slices.ContainsFunc(texts(o, "names"), func(name string) bool { return values.CoversForExchange(name, host) })
}

// namesLost reports host names that the old certificate covers, the new one does not, and somebody needs.
func (r *run) namesLost(result *lint.Result, options lint.Options) {
	i := slices.IndexFunc(options.Rules, func(rule *rules.Rule) bool { return rule.ID == "change/certificate-names-lost" })
	if i < 0 {
		return
	}
	add := func(o *model.Object, property, host string) {
		if host == "" || !covers(r.old, host) || covers(r.new, host) {
			return
		}
		f := lint.Finding{
			Rule: options.Rules[i], Level: lint.Error, Kind: o.Kind.Name, Identity: o.Identity, Property: property, State: lint.New, Object: o,
			Said: "the new certificate does not cover \"" + host + "\", which the old one covers",
		}
		f.Location = lint.Locate([]lint.Spot{{Object: o, Property: property}})[0]
		f.Print()
		result.Findings = append(result.Findings, f)
	}
	for _, c := range r.Connectors {
		if c.Effect != "unchanged" && c.Effect != "unknown" {
			o := r.org.Find(c.Kind, c.Identity)
			add(o, "Fqdn", values.LowerHost(text(o, "Fqdn")))
		}
	}
	for _, host := range r.expected {
		add(r.old, "CertificateDomains", values.LowerHost(host))
	}
}
