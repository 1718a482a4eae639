package facts

import (
	"slices"
	"strings"
	"time"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/internal/exchange/values"
)

// deriveIntrinsic derives what a certificate shows by itself. It comes before the
// connectors' facts, which depend on it.
func (c *certificate) deriveIntrinsic(asOf time.Time, seen times) {
	property.Purpose.Share(c.Object, model.Certain(seen.Text(c.purpose)))
	property.Names.Share(c.Object, c.nameList())
	c.deriveSelfSigned()
	left := model.Map(property.NotAfter.Of(c.Object), func(end time.Time) interval { return seen.between(asOf, end) })
	property.SecondsLeft.Share(c.Object, model.Map(left, interval.seconds))
	property.DaysLeft.Share(c.Object, model.Map(left, interval.days))
	property.SecondsToStart.Share(c.Object, model.Map(property.NotBefore.Of(c.Object), func(start time.Time) *model.Datum { return seen.between(asOf, start).secondsDatum }))
	property.LifetimeDays.Share(c.Object, model.Both(property.NotBefore.Of(c.Object), property.NotAfter.Of(c.Object), func(start, end time.Time) *model.Datum {
		return seen.between(start, end).daysDatum
	}))
	property.Defects.Set(c.Object, c.defects(asOf).Some())
}

// nameList lists the names that the certificate is for: mostly the exported list.
func (c *certificate) nameList() model.Known[*model.Datum] {
	if !c.allNames {
		return model.Unknown[*model.Datum](c.missingName(property.CertificateDomains)...)
	}
	exported := property.CertificateDomains.Of(c.Object).OrElse(nil)
	if slices.EqualFunc(exported, c.names, func(domain any, name string) bool { return domain == name }) {
		return model.Certain(property.CertificateDomains.Datum(c.Object))
	}
	return model.Certain(model.DatumOf(values.AsList(c.names)))
}

func (c *certificate) deriveSelfSigned() {
	self := property.IsSelfSigned.Of(c.Object)
	switch {
	case self.IsKnown():
	case c.hasName():
		self = model.Certain(c.subject == c.issuer)
	default:
		self = model.Unknown[bool](model.Missing(c.Object, property.IsSelfSigned, property.Subject, property.Issuer)...)
	}
	property.SelfSigned.Set(c.Object, self)
	property.DefaultSelfSigned.Set(c.Object, model.Map(self, func(self bool) bool {
		own := c.server != "" && values.ShortServer(c.common) == c.server
		return self && (own || property.FriendlyName.Of(c.Object).OrElse("") == "Microsoft Exchange")
	}))
}

// defects returns why a connector can't use the certificate. One known defect
// is enough; that there is none takes all four properties.
func (c *certificate) defects(asOf time.Time) model.Partial[any] {
	var defects model.Partial[any]
	note := func(has model.Known[bool], defect string) {
		if model.Is(has) {
			defects.Found = append(defects.Found, defect)
		}
		defects.Lack(has.Missing()...)
	}
	note(model.Map(property.NotAfter.Of(c.Object), func(end time.Time) bool { return end.Before(asOf) }), "expired")
	note(model.Map(property.NotBefore.Of(c.Object), func(start time.Time) bool { return start.After(asOf) }), "not yet valid")
	note(model.Not(property.HasPrivateKey.Of(c.Object)), "no private key")
	status := property.Status.Of(c.Object)
	note(model.Map(status, func(status string) bool {
		return status == "Invalid" || status == "Revoked" || status == "Untrusted"
	}), "status "+status.OrElse(""))
	return defects
}

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

// The usages that let a certificate serve TLS: Server Authentication, and any.
const (
	serverAuthentication = "1.3.6.1.5.5.7.3.1"
	anyUsage             = "2.5.29.37.0"
)

// forServers reports whether the certificate may serve TLS, as far as is known: one without
// a list of usages is good for all.
func (c *certificate) forServers() bool {
	usages := property.EnhancedKeyUsageList.Of(c.Object).OrElse(nil)
	return len(usages) == 0 || slices.Contains(usages, any(serverAuthentication)) || slices.Contains(usages, any(anyUsage))
}

// interval is the time from one instant to another.
type interval struct{ secondsDatum, daysDatum *model.Datum }

func (i interval) seconds() *model.Datum { return i.secondsDatum }
func (i interval) days() *model.Datum    { return i.daysDatum }

// times returns one datum for equal intervals: certificates are renewed together. It is for one
// goroutine.
type times struct {
	*model.Interner
	intervals map[int64]interval
}

func newTimes() times { return times{model.NewInterner(), map[int64]interval{}} }

// between returns the time from one instant to another.
func (t times) between(from, to time.Time) interval {
	seconds := values.SecondsBetween(from, to)
	known, ok := t.intervals[seconds]
	if !ok {
		known = interval{model.DatumOf(seconds), model.DatumOf(values.WholeDays(seconds))}
		t.intervals[seconds] = known
	}
	return known
}
