package ingest

import (
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
)

// columnsSince2013 are what Get-ReceiveConnector has had since Exchange 2013 only, and oldColumns
// some of what it has always had and hardly anyone selects.
var (
	columnsSince2013 = []string{"TlsCertificateName", "TransportRole"}
	oldColumns       = []string{
		"AuthMechanism", "Banner", "Bindings", "ConnectionTimeout", "EightBitMimeEnabled", "Enabled", "Fqdn", "MaxHopCount",
		"MaxInboundConnectionPerSource", "MessageRateLimit", "PermissionGroups", "PipeliningEnabled", "RemoteIPRanges", "SizeEnabled",
	}
)

const legacyReason = "the export has all columns but those of Exchange 2013 and later, so it is taken for one of Exchange 2010 or older, where this does not exist"

// inferLegacy marks a receive connector that was exported in full by Exchange 2010 or older.
func inferLegacy(o *model.Object) {
	exported := func(name string) bool {
		i := o.IndexOf(name)
		return o.Exported(i) != nil || o.HasGap(i)
	}
	if o.Kind.Name != "ReceiveConnector" || o.Bare || slices.ContainsFunc(columnsSince2013, exported) {
		return
	}
	if o.Legacy = !slices.ContainsFunc(oldColumns, func(name string) bool { return !exported(name) }); o.Legacy {
		for _, name := range columnsSince2013 {
			o.ExplainUnknown(name, legacyReason)
		}
	}
}
