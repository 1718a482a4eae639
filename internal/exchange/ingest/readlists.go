package ingest

import (
	"errors"
	"regexp"
	"strconv"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/schema"
)

// elements returns the elements of a collection in any shape: an array, what
// PowerShell 5.1 wraps round one ({"value": [...], "Count": n}), a single value, or
// the text of a calculated column, cut by split.
func elements(v document.Value, split func(string) []string, one func(document.Value) (string, error)) ([]string, error) {
	switch v.Kind {
	case document.Null:
		return nil, nil
	case document.Array:
		return each(v.Items(), one)
	case document.Object:
		if items, ok := collection(v); ok {
			return each(items, one)
		}
		return each([]document.Value{v}, one)
	}
	text := v.Text()
	if isLost(text) {
		return nil, &unreadableValue{text}
	}
	list := split(strings.TrimSuffix(strings.TrimPrefix(text, "{"), "}"))
	if len(list) > MaxValues {
		return nil, errTooMany
	}
	return list, nil
}

var errTooMany = errors.New("it has more than 10,000 values, which nothing in Exchange has")

// collection returns the elements of PowerShell 5.1's {"value": [...], "Count": n}.
func collection(v document.Value) ([]document.Value, bool) { return collectionOf(v.Fields()) }

func collectionOf(fields []document.Field) ([]document.Value, bool) {
	list, ok := memberOf(fields, "value")
	_, counted := memberOf(fields, "Count")
	if !ok || !counted || list.Kind != document.Array {
		return nil, false
	}
	return list.Items(), true
}

func each(items []document.Value, one func(document.Value) (string, error)) ([]string, error) {
	if len(items) > MaxValues {
		return nil, errTooMany
	}
	var list []string
	for _, item := range items {
		text, err := one(item)
		if err != nil {
			return nil, err
		}
		if text = strings.TrimSpace(text); text != "" {
			list = append(list, text)
		}
	}
	return list, nil
}

// mapped reads a collection and puts each element into its normal spelling.
func mapped(v document.Value, split func(string) []string, one func(document.Value) (string, error), spell func(string) string) (any, error) {
	list, err := elements(v, split, one)
	if err != nil {
		return nil, err
	}
	for i, text := range list {
		list[i] = spell(text)
	}
	return values.AsList(list), nil
}

// readDomains reads the names of a certificate. Null is what a session shows that
// doesn't know them, not an empty list.
func readDomains(v document.Value, _ *schema.Property) (any, error) {
	if v.Kind == document.Null {
		return nil, nil
	}
	return mapped(v, values.SplitPlain, scalar, func(text string) string {
		name, _, _ := strings.Cut(text, " (") // DnsName writes "name (punycode)"
		return name
	})
}

func readServers(v document.Value, _ *schema.Property) (any, error) {
	return mapped(v, values.SplitPlain, scalar, serverIn)
}

func readSmartHosts(v document.Value, _ *schema.Property) (any, error) {
	one := func(v document.Value) (string, error) {
		fields := v.Fields()
		if flag, ok := memberOf(fields, "IsIPAddress"); ok && flag.Text() == "false" {
			if domain, ok := memberOf(fields, "Domain"); ok {
				return scalar(domain)
			}
		}
		return scalar(v)
	}
	return mapped(v, values.SplitPlain, one, func(text string) string { return strings.Trim(text, "[]") })
}

// readRanges reads IP ranges. A range that can't be understood stays as it is
// written: that it is malformed is for a rule to say.
func readRanges(v document.Value, _ *schema.Property) (any, error) {
	if v.Kind == document.Null {
		return nil, nil
	}
	return mapped(v, splitRanges, scalar, func(text string) string { return text })
}

var hyphen = regexp.MustCompile(`\s+-\s+`)

// splitRanges cuts a joined column of ranges, in which blanks may stand round a hyphen.
func splitRanges(text string) []string { return values.SplitPlain(hyphen.ReplaceAllString(text, "-")) }

func readBindings(v document.Value, _ *schema.Property) (any, error) {
	if v.Kind == document.Null {
		return nil, nil
	}
	one := func(v document.Value) (string, error) {
		fields := v.Fields()
		port, hasPort := memberOf(fields, "Port")
		address, hasAddress := memberOf(fields, "Address")
		if !hasPort || !hasAddress {
			return scalar(v)
		}
		host, err := scalar(address)
		return joinBinding(host, port.Text()), err
	}
	return mapped(v, values.SplitPlain, one, func(text string) string { return text })
}

func joinBinding(host, port string) string {
	if strings.Contains(host, ":") {
		return "[" + host + "]:" + port
	}
	return host + ":" + port
}

var addressSpace = regexp.MustCompile(`^(?:([A-Za-z0-9]+):)?([^;]*?)(?:;(\d+))?$`)

// readAddressSpaces reads address spaces into TYPE:domain;cost. The type is SMTP and
// the cost 1 where neither is written.
func readAddressSpaces(v document.Value, _ *schema.Property) (any, error) {
	one := func(v document.Value) (string, error) {
		fields := v.Fields()
		address, ok := memberOf(fields, "Address")
		if !ok {
			return scalar(v)
		}
		kind, _ := memberOf(fields, "Type")
		cost, _ := memberOf(fields, "Cost")
		domain, err := scalar(address)
		return kind.Text() + ":" + domain + ";" + cost.Text(), err
	}
	return mapped(v, splitAddressSpaces, one, func(text string) string {
		parts := addressSpace.FindStringSubmatch(text)
		if parts == nil {
			return text
		}
		kind, cost := strings.ToUpper(parts[1]), parts[3]
		if kind == "" {
			kind = "SMTP"
		}
		if cost == "" {
			cost = "1"
		}
		return kind + ":" + strings.ToLower(parts[2]) + ";" + cost
	})
}

// splitAddressSpaces cuts a joined column of address spaces, each of which may hold
// the semicolon before its cost.
func splitAddressSpaces(text string) []string {
	var list []string
	for _, token := range values.SplitPlain(text) {
		if _, err := strconv.Atoi(token); err == nil && len(list) > 0 {
			list[len(list)-1] += ";" + token
			continue
		}
		list = append(list, token)
	}
	return list
}

// readCapabilities reads TlsDomainCapabilities into domain:Capability,Capability, or
// <I>issuer<S>subject:Capability.
func readCapabilities(v document.Value, p *schema.Property) (any, error) {
	one := func(v document.Value) (string, error) {
		fields := v.Fields()
		capabilities, ok := memberOf(fields, "Capabilities")
		if !ok {
			return scalar(v)
		}
		granted, err := scalar(capabilities)
		if err != nil {
			return "", err
		}
		domain, _ := memberOf(fields, "Domain")
		if domain.Kind == document.Null {
			domain, _ = memberOf(fields, "SmtpX509Identifier")
			name, err := readCertificateName(domain, nil)
			text, _ := name.(string)
			return text + ":" + granted, err
		}
		name, err := scalar(domain)
		return name + ":" + granted, err
	}
	return mapped(v, splitCapabilities, one, func(text string) string { return spellCapabilities(text, p) })
}

// splitCapabilities cuts a joined column of capabilities. A comma also stands
// between the capabilities of one domain, and inside the names of a certificate.
func splitCapabilities(text string) []string {
	var list []string
	for _, token := range strings.FieldsFunc(text, func(c rune) bool { return c == ';' || c == '|' }) {
		if strings.HasPrefix(token, "<") {
			list = append(list, token)
			continue
		}
		for _, part := range values.SplitPlain(token) {
			if !strings.Contains(part, ":") && len(list) > 0 {
				list[len(list)-1] += "," + part
				continue
			}
			list = append(list, part)
		}
	}
	return list
}

// readCertificateName reads TlsCertificateName: the text, or the object of issuer and
// subject that the text is made of. A blank at its end is no part of it.
func readCertificateName(v document.Value, _ *schema.Property) (any, error) {
	if v.Kind == document.Object {
		fields := v.Fields()
		if subject, ok := memberOf(fields, "CertificateSubject"); ok {
			issuer, _ := memberOf(fields, "CertificateIssuer")
			return joinCertificateName(issuer.Text(), subject.Text()), nil
		}
	}
	text, err := scalar(v)
	if err != nil {
		return nil, err
	}
	return strings.TrimRight(text, " "), nil
}

func joinCertificateName(issuer, subject string) string {
	switch {
	case issuer == "" && subject == "":
		return ""
	case issuer == "":
		return "<S>" + subject
	}
	return "<I>" + issuer + "<S>" + subject
}
