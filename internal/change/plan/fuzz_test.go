package plan

import (
	"testing"

	"github.com/exchlint/exchlint/internal/change"
	"github.com/exchlint/exchlint/internal/change/powershell"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/schema"
)

// FuzzChange reads and follows any change file over a small organization. What it asks for is made,
// refused or not followed; nothing else happens.
func FuzzChange(f *testing.F) {
	for name, text := range map[string]string{
		"a.ps1":  "Get-ReceiveConnector | ? { $_.Fqdn -like 'mail*' } | Set-ReceiveConnector -Fqdn x.contoso.com # exchlint: accept change/no-effect because it is so",
		"b.md":   "# Runbook\n```powershell\nSet-ReceiveConnector EX01\\Relay -RemoteIPRanges @{Add='10.0.0.1'}\n```\n",
		"c.yaml": "- set: ReceiveConnector\n  identity: EX01\\Relay\n  add: {RemoteIPRanges: [10.0.0.1]}\n  properties: {TlsCertificateName: {thumbprint: AB}}\n  accept: change/no-effect\n  because: it is so\n",
		"d.json": `[{"new": "SendConnector", "properties": {"Name": "Out", "AddressSpaces": ["*"], "Custom": true}}, {"remove": "ReceiveConnector", "identity": "Relay"}]`,
		"e.yml":  "- permission: ReceiveConnector\n  identity: Relay\n  user: a\n  removed: [b]\n- enable: ExchangeCertificate\n  thumbprint: AB\n  services: SMTP\n- import: ExchangeCertificate\n  file: a.pem\n",
		"f.yaml": "a: &a [*a, *a]\n---\n- b",
	} {
		f.Add(name, []byte(text))
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		relay := model.NewObject(schema.Lookup("ReceiveConnector"), `EX01\Relay`, map[string]any{"Server": "EX01", "Name": "Relay", "Fqdn": "mail.contoso.com", "RemoteIPRanges": []any{"10.1.1.1"}})
		organization := &model.Organization{ByKind: map[string][]*model.Object{"ReceiveConnector": {relay}}}
		p := Read(t.Context(), []File{{Name: name, Data: data}}, func(string, string) (*model.Object, error) {
			return model.NewObject(schema.Lookup("ExchangeCertificate"), `?\AB`, nil), nil
		})
		state := change.NewState(organization)
		if err := p.Follow(state, powershell.Options{Server: "EX01"}); err != nil {
			t.Fatal(err)
		}
		if len(p.Errors) > 0 && len(state.Steps) > 0 {
			t.Errorf("a file with errors makes %d steps", len(state.Steps))
		}
		state.Organization(len(state.Steps))
	})
}
