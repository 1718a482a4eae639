package exchange

import (
	"testing"
)

func TestACertificateThatNeverEndsHasThousandsOfYearsLeft(t *testing.T) {
	org := organization(t, list(certified("EX01", "A", `"NotBefore": "2000-01-01T00:00:00Z", "NotAfter": "9999-12-31T23:59:59Z"`)))
	Equal(t, "lifetime_days", stated(t, find(t, org, "ExchangeCertificate", `EX01\`+a), "lifetime_days"), any(int64(2921939)))
}
