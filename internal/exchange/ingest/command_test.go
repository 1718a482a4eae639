package ingest

import (
	"testing"

	"github.com/exchlint/exchlint/schema"
)

func TestCommandAboveAPasteShowsWhatWasAsked(t *testing.T) {
	for _, test := range []struct {
		prompt, kind, server string
		some                 bool
	}{
		{`[PS] C:\>Get-ExchangeCertificate | fl`, "ExchangeCertificate", "", false},
		{`[PS] C:\>Get-ExchangeCertificate -Server EX01 | fl *`, "ExchangeCertificate", "EX01", false},
		{`[PS] C:\>get-exchangecertificate -ser:"ex01.fabrikam.example" -Verbose | Format-List`, "ExchangeCertificate", "ex01.fabrikam.example", false},
		{`[PS] C:\>Get-ExchangeCertificate -Server $server | fl`, "ExchangeCertificate", "", false},
		{`[PS] C:\>Get-ExchangeCertificate 0123456789ABCDEF0123456789ABCDEF01234567 -Server EX01 | fl`, "ExchangeCertificate", "EX01", true},
		{`[PS] C:\>Get-ExchangeCertificate -Thumb 0123456789ABCDEF0123456789ABCDEF01234567 | fl`, "ExchangeCertificate", "", true},
		{`[PS] C:\>Get-ExchangeCertificate -DomainName mail.fabrikam.example | fl`, "ExchangeCertificate", "", true},
		{`[PS] C:\>Get-ExchangeCertificate | where {$_.Services -match "SMTP"} | fl`, "ExchangeCertificate", "", true},
		{`[PS] C:\>Get-ExchangeCertificate | ? Services -match SMTP | fl`, "ExchangeCertificate", "", true},
		{`[PS] C:\>Get-ExchangeCertificate | select -First 1 | fl`, "ExchangeCertificate", "", true},
		{`[PS] C:\>Get-ExchangeCertificate | select Subject,Services | fl`, "ExchangeCertificate", "", false},
		{`[PS] C:\>Get-ReceiveConnector "EX01\Default Frontend EX01" | fl`, "ReceiveConnector", "", true},
		{`[PS] C:\>$all = foreach ($s in $servers) { Get-ReceiveConnector -Server $s }; $all | fl`, "ReceiveConnector", "", false},
		{`[PS] C:\>Get-Mailbox Anna | fl`, "", "", true},
		{`[PS] C:\>`, "", "", false},
	} {
		c := kindFinder{schema.BuiltIn()}.commandOf(test.prompt)
		kind := ""
		if c.kind != nil {
			kind = c.kind.Name
		}
		if kind != test.kind || c.server != test.server || c.some != test.some {
			t.Errorf("%s: kind %q, server %q, some %v; want %q, %q, %v", test.prompt, kind, c.server, c.some, test.kind, test.server, test.some)
		}
	}
}
