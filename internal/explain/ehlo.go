package explain

import (
	"fmt"
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
)

// EHLO is what a receive connector offers in its answer to EHLO, before and after STARTTLS.
type EHLO struct {
	Before, After []string
	Unknown       []string // properties on which the answer depends and that are not known
	Assumed       []string // the same where Exchange's default was taken
}

// extension is a line of the answer that one property switches on, and whether it is on by default.
type extension struct {
	property, line string
	byDefault      bool
}

// defaultSize is MaxMessageSize by default, 36 MB in bytes (Set-ReceiveConnector).
const defaultSize = 36 << 20

// The extensions around those for TLS and logging on, in the order in which Exchange shows them
// (Set-ReceiveConnector).
var (
	extensionsBefore = []extension{{"PipeliningEnabled", "PIPELINING", true}, {"DeliveryStatusNotificationEnabled", "DSN", true}, {"EnhancedStatusCodesEnabled", "ENHANCEDSTATUSCODES", true}}
	extensionsAfter  = []extension{{"EightBitMimeEnabled", "8BITMIME", true}, {"BinaryMimeEnabled", "BINARYMIME", true}, {"ChunkingEnabled", "CHUNKING", true}, {"SmtpUtf8Enabled", "SMTPUTF8", false}}
)

// ehloOf returns what a connector offers. Nothing is said of one that is disabled.
func ehloOf(o *model.Object, external External, shown Certificate) EHLO {
	e := EHLO{Before: []string{}, After: []string{}, Unknown: []string{}, Assumed: []string{}}
	if text(o, "disabled") == "true" {
		return e
	}
	mechanisms, known := list(o, "AuthMechanism")
	if !known {
		e.Unknown = append(e.Unknown, "AuthMechanism")
	}
	offered := slices.Contains(mechanisms, "Tls")
	if offered && external.Value.OrElse(true) {
		switch {
		case shown.Chosen == "" && shown.Decidable:
			offered = false
		case shown.Chosen == "":
			offered = false
			e.Unknown = append(e.Unknown, "ExchangeCertificate")
		}
	}
	opening, closing := e.extensions(o, extensionsBefore), e.extensions(o, extensionsAfter)
	if size := e.size(o); size != "" {
		opening = append([]string{size}, opening...)
	}
	e.Before = slices.Concat(opening, tlsLines(o, mechanisms, offered), authLines(o, mechanisms, false), closing)
	if offered {
		e.After = slices.Concat(opening, authLines(o, mechanisms, true), closing)
	}
	return e
}

func (e *EHLO) extensions(o *model.Object, list []extension) (lines []string) {
	for _, x := range list {
		switch on := text(o, x.property); {
		case on == "true":
			lines = append(lines, x.line)
		case on == "" && x.byDefault:
			lines, e.Assumed = append(lines, x.line), append(e.Assumed, x.property)
		case on == "":
			e.Unknown = append(e.Unknown, x.property)
		}
	}
	return lines
}

// size returns the SIZE line: SizeEnabled is Enabled unless something else is exported.
func (e *EHLO) size(o *model.Object) string {
	bytes, known := o.Value("MaxMessageSize")
	switch enabled := text(o, "SizeEnabled"); {
	case enabled == "Disabled":
		return ""
	case enabled == "EnabledWithoutValue":
		return "SIZE"
	case !known:
		e.Assumed = append(e.Assumed, "MaxMessageSize")
		return fmt.Sprintf("SIZE %d", defaultSize)
	}
	return fmt.Sprintf("SIZE %d", bytes)
}

func tlsLines(o *model.Object, mechanisms []string, offered bool) (lines []string) {
	if offered {
		lines = append(lines, "STARTTLS")
	}
	if slices.Contains(mechanisms, "ExchangeServer") && text(o, "SuppressXAnonymousTls") != "true" {
		lines = append(lines, "X-ANONYMOUSTLS")
	}
	return lines
}

// authLines returns how clients and servers can log on. With BasicAuthRequireTLS passwords are taken only
// after STARTTLS.
func authLines(o *model.Object, mechanisms []string, encrypted bool) (lines []string) {
	auth := "AUTH"
	if slices.Contains(mechanisms, "Integrated") {
		if text(o, "EnableAuthGSSAPI") == "true" {
			auth += " GSSAPI"
		}
		auth += " NTLM"
	}
	if slices.Contains(mechanisms, "BasicAuth") && (encrypted || !slices.Contains(mechanisms, "BasicAuthRequireTLS")) {
		auth += " LOGIN"
	}
	if auth != "AUTH" {
		lines = append(lines, auth)
	}
	if slices.Contains(mechanisms, "ExchangeServer") {
		lines = append(lines, "X-EXPS GSSAPI NTLM")
	}
	return lines
}
