package facts

import (
	"slices"
	"strings"
	"time"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
)

// purposeOf tells certificates that connectors may use from those that Exchange and
// Windows keep for themselves, whatever services they are enabled for, by common name.
func purposeOf(cn string) string {
	switch {
	case cn == "Microsoft Exchange Server Auth Certificate":
		return "auth"
	case cn == "Federation":
		return "federation"
	case strings.HasPrefix(strings.ToUpper(cn), "WMSVC-"):
		return "management"
	case strings.HasPrefix(cn, "{") && strings.HasSuffix(cn, "}"):
		return "monitoring"
	}
	return "transport"
}

func (c *certificate) signedItself() {
	self, known := c.Bool("IsSelfSigned")
	if !known && c.hasName() {
		self, known = c.subject == c.issuer, true
	}
	if !known {
		c.SetUnknown("self_signed", "whether the certificate signed itself is not known", model.MissingFor(c.Object, "IsSelfSigned", "Subject", "Issuer"))
		c.SetUnknownLike("self_signed", "default_self_signed")
		return
	}
	c.Set("self_signed", self)
	friendly, _ := c.Text("FriendlyName")
	own := c.server != "" && values.ShortServer(c.common) == c.server
	c.Set("default_self_signed", self && (own || friendly == "Microsoft Exchange"))
}

// findDefects works out why a connector can't use the certificate. One known defect
// is enough; that there is none takes all four properties.
func (c *certificate) findDefects(asOf time.Time) {
	defects := []any{}
	if !c.notAfter.IsZero() && c.notAfter.Before(asOf) {
		defects = append(defects, "expired")
	}
	if c.notBefore.After(asOf) {
		defects = append(defects, "not yet valid")
	}
	if key, known := c.Bool("HasPrivateKey"); known && !key {
		defects = append(defects, "no private key")
	}
	switch status, _ := c.Text("Status"); status {
	case "Invalid", "Revoked", "Untrusted":
		defects = append(defects, "status "+status)
	}
	missing := model.MissingFor(c.Object, "NotAfter", "NotBefore", "HasPrivateKey", "Status")
	if len(defects) == 0 && len(missing) > 0 {
		c.SetUnknown("defects", "whether the certificate can be used is not known", missing)
		return
	}
	c.SetList("defects", defects)
}

// The usages that let a certificate serve TLS: Server Authentication, and any.
const (
	serverAuthentication = "1.3.6.1.5.5.7.3.1"
	anyUsage             = "2.5.29.37.0"
)

// forServers reports whether the certificate may serve TLS, as far as is known: one that has
// no list of usages is good for all.
func (c *certificate) forServers() bool {
	usages, _ := c.Strings("EnhancedKeyUsageList")
	return len(usages) == 0 || slices.Contains(usages, serverAuthentication) || slices.Contains(usages, anyUsage)
}
