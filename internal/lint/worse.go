package lint

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/values"
)

// worsened reports by property whether a value is worse than an earlier one. docs/configuration.md
// lists the properties. A value of another property can't be worse: only its finding's level counts.
var worsened = map[string]func(then, now any) bool{
	"AuthMechanism":                weakerAuthentication,
	"PermissionGroups":             gained,
	"RemoteIPRanges":               moreAddresses,
	"TlsDomainCapabilities":        moreCapabilities,
	"TlsAuthLevel":                 lower("", "EncryptionOnly", "CertificateValidation", "DomainValidation"),
	"ExtendedProtectionPolicy":     lower("None", "Allow", "Require"),
	"ProtocolLoggingLevel":         lower("None", "Verbose"),
	"SmartHostAuthMechanism":       became("BasicAuth"),
	"TlsCertificateName":           became(""),
	"RequireTLS":                   became(false),
	"DomainSecureEnabled":          became(false),
	"CloudServicesMailEnabled":     became(false),
	"RequireEHLODomain":            became(false),
	"BareLinefeedRejectionEnabled": became(false),
	"SuppressXAnonymousTls":        became(true),
	"IgnoreSTARTTLS":               became(true),
	"ForceHELO":                    became(true),
	"TarpitInterval":               less,
	"AuthTarpitInterval":           less,
	"SourceTransportServers":       lost,
	"Services":                     lost,
	"CertificateDomains":           lost,
	"HasPrivateKey":                became(false),
	"IsSelfSigned":                 became(true),
	"PublicKeySize":                less,
	"NotAfter":                     less,
	"Status":                       lower("Invalid", "Valid"),
}

// worse reports whether a property's value is worse than an earlier one, as a JSON report has it.
func worse(property string, then, now any) bool {
	compare := worsened[property]
	if compare == nil || then == nil {
		return false
	}
	return compare(then, plain(now))
}

// plain returns a value as a JSON report has it; nil for one that JSON can't hold.
func plain(value any) (plain any) {
	text, err := json.Marshal(value)
	if err != nil || json.Unmarshal(text, &plain) != nil {
		return nil
	}
	return plain
}

// lower returns whether a value comes earlier in a list of values, worst first. A value that is not
// in the list is as bad as the first.
func lower(worstFirst ...any) func(then, now any) bool {
	rank := func(value any) int { return max(slices.Index(worstFirst, value), 0) }
	return func(then, now any) bool { return rank(now) < rank(then) }
}

func became(value any) func(then, now any) bool {
	return func(then, now any) bool { return now == value && then != value }
}

// less compares numbers, and dates as they are written in UTC.
func less(then, now any) bool {
	switch now := now.(type) {
	case float64:
		then, ok := then.(float64)
		return ok && now < then
	case string:
		then, ok := then.(string)
		return ok && now < then
	}
	return false
}

func gained(then, now any) bool { return len(without(texts(now), texts(then))) > 0 }

func lost(then, now any) bool { return gained(now, then) }

// weakerAuthentication reports whether Tls is no longer offered, or something is accepted that was
// not, or no longer after STARTTLS alone.
func weakerAuthentication(then, now any) bool {
	before, after := texts(then), texts(now)
	for _, flag := range without(after, before) {
		if flag == "BasicAuth" || flag == "ExternalAuthoritative" {
			return true
		}
	}
	gone := without(before, after)
	return slices.Contains(gone, "Tls") || slices.Contains(gone, "BasicAuthRequireTLS") && slices.Contains(after, "BasicAuth")
}

func moreAddresses(then, now any) bool {
	return len(values.Outside(ranges(now), ranges(then))) > 0
}

func ranges(value any) (all []values.IPRange) {
	for _, text := range texts(value) {
		if r, defect := values.ParseRange(text); defect == "" {
			all = append(all, r)
		}
	}
	return values.United(all)
}

// moreCapabilities reports whether some sender has a capability that it had not.
func moreCapabilities(then, now any) bool { return gained(grants(then), grants(now)) }

func grants(value any) any {
	var all []any
	for _, text := range texts(value) {
		entry := values.ParseCapability(text)
		for _, capability := range entry.Granted {
			all = append(all, fmt.Sprintf("%s\x00%s\x00%s\x00%s", entry.Domain, entry.Issuer, entry.Subject, capability))
		}
	}
	return all
}

// without returns the elements of a list that another one lacks, sorted.
func without(list, other []string) (rest []string) {
	list, other = slices.Sorted(slices.Values(list)), slices.Sorted(slices.Values(other))
	for _, text := range list {
		if _, found := slices.BinarySearchFunc(other, text, cmp.Compare[string]); !found {
			rest = append(rest, text)
		}
	}
	return rest
}

// texts returns the texts of a list; nil for what is none.
func texts(value any) (texts []string) {
	list, _ := value.([]any)
	for _, element := range list {
		if text, ok := element.(string); ok {
			texts = append(texts, text)
		}
	}
	return texts
}
